import type { Command } from 'commander'
import { addSettings, overridesOf } from '../settings-options.js'

/** Gives `precis migrate` its options. */
export function configure(command: Command): void {
  addSettings(command, ['dataDir', 'databaseUrl'])
  command
    .option('--dry-run', 'say what would be done and change nothing')
    .addHelpText('after', '\n`precis serve` does the same at its start. Migrations only go forward.')
    .action(async ({ dryRun }: { readonly dryRun?: boolean }) => {
      const { migrateData } = await import('../migrate.js')
      await migrateData(overridesOf(command), dryRun === true)
    })
}
