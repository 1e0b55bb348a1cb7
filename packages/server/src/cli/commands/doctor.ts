import type { Command } from 'commander'
import { addSettings, overridesOf } from '../settings-options.js'

/** Gives `precis doctor` its options. */
export function configure(command: Command): void {
  addSettings(command, ['dataDir', 'databaseUrl', 'host', 'port', 'grpcPort'])
  command
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nChecks what the service needs on this machine. Exits 1 when something would keep it from serving.',
    )
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { examine } = await import('../doctor.js')
      await examine(overridesOf(command), json === true)
    })
}
