import { openKeys, openStore } from '../app.js'
import type { ApiKeys } from '../auth/api-keys.js'
import { systemClock } from '../clock.js'
import { type ConfigOverrides, loadConfig } from '../config.js'
import { AppError } from '../errors.js'
import { systemIds } from '../ids.js'
import type { ApiKey, Instance, Store } from '../store/contract.js'
import { writeText } from './output.js'

interface OpenKeys {
  readonly store: Store
  readonly keys: ApiKeys
}

async function withKeys(overrides: ConfigOverrides, work: (open: OpenKeys) => Promise<void>): Promise<void> {
  const config = loadConfig(overrides)
  const store = await openStore(config, systemClock)
  try {
    await work({ store, keys: await openKeys(config, store, { clock: systemClock, ids: systemIds }) })
  } finally {
    await store.close()
  }
}

/** Prints a new key of an instance, alone on stdout. */
export function createKey(
  overrides: ConfigOverrides,
  { instanceName, label }: { readonly instanceName: string; readonly label: string },
): Promise<void> {
  return withKeys(overrides, async ({ store, keys }) => {
    const instance =
      (await store.instances.findByName(instanceName)) ??
      (await store.instances.create({
        id: systemIds.external('inst'),
        clientId: systemIds.external('cli'),
        name: instanceName,
      }))
    const { key, record } = await keys.issue({ instanceId: instance.id, label })
    if (process.stderr.isTTY === true)
      process.stderr.write(`${record.id} of instance ${instance.name} (${instance.id}):\n`)
    await writeText(process.stdout, `${key}\n`)
  })
}

export function listKeys(overrides: ConfigOverrides, isJson: boolean): Promise<void> {
  return withKeys(overrides, async ({ store, keys }) => {
    const names = new Map((await store.instances.list()).map(({ id, name }: Instance) => [id, name]))
    const rows = (await keys.list()).map((key) =>
      describeKey(key, names.get(key.instanceId) ?? key.instanceId),
    )
    const text = isJson
      ? JSON.stringify(rows, null, 2)
      : [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column]))]
          .map((cells) => cells.join('\t'))
          .join('\n')
    await writeText(process.stdout, `${text}\n`)
  })
}

const COLUMNS = ['id', 'instance', 'ends_with', 'state', 'created_at', 'label'] as const

function describeKey(key: ApiKey, instance: string): Readonly<Record<(typeof COLUMNS)[number], string>> {
  return {
    id: key.id,
    instance,
    ends_with: key.hint,
    state: key.revokedAtMs === null ? 'live' : 'revoked',
    created_at: new Date(key.createdAtMs).toISOString(),
    label: key.label,
  }
}

export function revokeKey(overrides: ConfigOverrides, id: string): Promise<void> {
  return withKeys(overrides, async ({ keys }) => {
    if (!(await keys.revoke(id)))
      throw new AppError('not_found', `There is no live key ${id}; \`precis keys list\` shows them.`)
    await writeText(process.stdout, `${id} is revoked.\n`)
  })
}
