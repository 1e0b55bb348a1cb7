import type { Command } from 'commander'
import { addSettings, describeSecrets, overridesOf } from '../settings-options.js'

/** Gives `precis worker` its options. */
export function configure(command: Command): void {
  addSettings(command, [
    'dataDir',
    'databaseUrl',
    'databaseConnections',
    'workerThreads',
    'cacheShareBytes',
    'leaseMs',
    'logLevel',
  ])
  addSettings(command, ['autoEnabled', 'autoTokens', 'autoMessages'])
  command.addHelpText('after', HELP).action(async () => {
    const { work } = await import('../worker.js')
    await work(overridesOf(command))
  })
}

const HELP = `${describeSecrets()}

Any number of workers share the runs of one Postgres with the services that compact themselves; start those with
--workers off to leave all of it to the workers. SIGTERM and SIGINT finish what was begun, or give it back, and exit 0.`
