import type { Command } from 'commander'
import { holdYoungGeneration } from '../../boot-memory.js'
import { addSettings, describeSecrets, overridesOf } from '../settings-options.js'

/** Gives `precis serve` its options: one for every setting that is no secret. */
export function configure(command: Command): void {
  addSettings(command)
  command.addHelpText('after', HELP).action(async () => {
    const letGrow = holdYoungGeneration()
    const { serve } = await import('../serve.js')
    await serve(overridesOf(command))
    letGrow()
  })
}

const HELP = `${describeSecrets()}

Prints its addresses and, on fresh data, the first API key to stdout; the log goes to stderr as JSON lines.
SIGTERM and SIGINT finish what was begun and exit 0.`
