import type { Command } from 'commander'
import { addSettings, overridesOf } from '../settings-options.js'

/** Gives `precis export` its options. */
export function configure(command: Command): void {
  addSettings(command, ['dataDir', 'databaseUrl'])
  command
    .option('--instance <name>', 'the instance; not needed where there is one only')
    .option('--out <file>', 'write to a file instead of standard output')
    .addHelpText(
      'after',
      '\nOne moment of the instance as JSON Lines, also while a server runs. The same instance gives the same bytes.',
    )
    .action(async (options: { readonly instance?: string; readonly out?: string }) => {
      const { exportData } = await import('../transfer.js')
      await exportData(overridesOf(command), options)
    })
}
