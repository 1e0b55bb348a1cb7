import type { Command } from 'commander'
import { addSettings, overridesOf } from '../settings-options.js'

/** Gives `precis doctor` its options. */
export function configure(command: Command): void {
  addSettings(command, ['dataDir', 'databaseUrl', 'host', 'port', 'grpcPort'])
  command
    .option('--json', 'as JSON')
    .option('--repair', 'first repair what can be repaired without losing anything that was recorded')
    .addHelpText(
      'after',
      '\nChecks what the service needs on this machine, and every row of its data. Exits 1 when something is wrong,\nand says the command that repairs it.',
    )
    .action(async ({ json, repair }: { readonly json?: boolean; readonly repair?: boolean }) => {
      const { examine } = await import('../doctor.js')
      await examine(overridesOf(command), { isJson: json === true, isRepairing: repair === true })
    })
}
