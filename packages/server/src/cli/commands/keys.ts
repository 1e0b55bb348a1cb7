import type { Command } from 'commander'
import type { SettingName } from '../../config.js'
import { addSettings, overridesOf } from '../settings-options.js'

/** What a command needs to find the data. */
const DATA_SETTINGS: readonly SettingName[] = ['dataDir', 'databaseUrl']

/** Gives `precis keys` its subcommands. They work on the data directly, also while a server runs on it. */
export function configure(command: Command): void {
  const create = command
    .command('create')
    .description('make a key and print it; it is stored nowhere and shown this once')
    .option(
      '--instance <name>',
      'the instance it belongs to; made when there is none of that name',
      'default',
    )
    .option('--label <text>', 'what it is for', 'made on the command line')
    .action(async ({ instance, label }: { readonly instance: string; readonly label: string }) => {
      const { createKey } = await import('../keys.js')
      await createKey(overridesOf(create), { instanceName: instance, label })
    })
  const list = command
    .command('list')
    .description('list the keys: id, instance, last characters, state, label')
    .option('--json', 'as JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { listKeys } = await import('../keys.js')
      await listKeys(overridesOf(list), json === true)
    })
  const revoke = command
    .command('revoke')
    .description('revoke a key; servers that run notice within seconds')
    .argument('<id>', 'the id that `precis keys list` shows')
    .action(async (id: string) => {
      const { revokeKey } = await import('../keys.js')
      await revokeKey(overridesOf(revoke), id)
    })
  for (const subcommand of [create, list, revoke]) addSettings(subcommand, DATA_SETTINGS)
}
