import type { Command } from 'commander'
import { addSettings, overridesOf } from '../settings-options.js'

/** Gives `precis import` its argument and options. */
export function configure(command: Command): void {
  addSettings(command, ['dataDir', 'databaseUrl'])
  command
    .argument('[file]', 'an export; without it, or with -, standard input')
    .option('--name <name>', 'the name of the instance here, instead of the one in the export')
    .addHelpText(
      'after',
      '\nTakes in the whole instance or nothing. Keys are not in an export: make one with `precis keys create --instance NAME`.',
    )
    .action(async (file: string | undefined, { name }: { readonly name?: string }) => {
      const { importData } = await import('../transfer.js')
      await importData(overridesOf(command), { file, name })
    })
}
