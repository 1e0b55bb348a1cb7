/** The first instance and its first key, made when the data is fresh. */
import { join } from 'node:path'
import type { Ids } from '../ids.js'
import type { Store } from '../store/contract.js'
import { type ApiKeys, generateApiKey } from './api-keys.js'
import { readOrCreateSecretFile } from './secret-file.js'

const FIRST_INSTANCE_NAME = 'default'
const INITIAL_KEY_FILE = 'initial-api-key'

export interface FirstKey {
  readonly key: string
  readonly instanceId: string
  /** Where it is kept; null when it came from the environment, which keeps it. */
  readonly path: string | null
}

/**
 * Gives fresh data an instance and a key. Returns `undefined` when there is a key already.
 *
 * A random key is written to its file before it is registered: a crash in between leaves a key that the next start
 * registers, never a registered key that nobody knows.
 */
export async function bootstrapFirstKey(input: {
  readonly store: Pick<Store, 'instances'>
  readonly keys: ApiKeys
  readonly ids: Ids
  readonly dataDir: string
  readonly givenKey: string | null
}): Promise<FirstKey | undefined> {
  const { store, keys, ids, dataDir, givenKey } = input
  if ((await keys.list()).length > 0) return undefined
  const instanceId = await firstInstanceId(store, ids)
  const path = givenKey === null ? join(dataDir, INITIAL_KEY_FILE) : null
  const key = givenKey ?? (await readOrCreateSecretFile(join(dataDir, INITIAL_KEY_FILE), generateApiKey()))
  try {
    await keys.issue({ instanceId, label: 'first key', key })
  } catch (error) {
    // Another process may have registered the same key meanwhile; then it is in place, which is all that matters.
    if ((await keys.verify(key)) === undefined) throw error
  }
  return { key, instanceId, path }
}

async function firstInstanceId(store: Pick<Store, 'instances'>, ids: Ids): Promise<string> {
  const [oldest] = await store.instances.list()
  if (oldest) return oldest.id
  try {
    const created = await store.instances.create({
      id: ids.external('inst'),
      clientId: ids.external('cli'),
      name: FIRST_INSTANCE_NAME,
    })
    return created.id
  } catch (error) {
    const madeElsewhere = await store.instances.findByName(FIRST_INSTANCE_NAME)
    if (madeElsewhere) return madeElsewhere.id
    throw error
  }
}
