import type { Clock } from '../clock.js'
import type { Access } from './access.js'
import type { Store } from './contract.js'
import { createCompactionStore } from './queries/compactions.js'
import { createDigestStore } from './queries/digests.js'
import { createDirectoryStore } from './queries/directory.js'
import { createErasureStore } from './queries/erasures.js'
import { exportInstance } from './queries/export-instance.js'
import { createApiKeyStore, createInstanceStore, createSettingStore } from './queries/identity.js'
import { importInstance } from './queries/import-instance.js'
import { createIngestionStore } from './queries/ingestions.js'
import { createMemoryStore } from './queries/memories.js'
import { createMessageStore, createMessageWriter, type MessageWriter } from './queries/messages.js'
import { createRunQueue } from './queries/queue.js'
import { createRunStore } from './queries/runs.js'
import { createSearchStore } from './queries/search.js'

/** The part of a store that the shared queries make; each database adds how it is opened, watched and closed. */
export type SharedStore = Pick<
  Store,
  | 'instances'
  | 'keys'
  | 'settings'
  | 'messages'
  | 'runs'
  | 'queue'
  | 'compactions'
  | 'digests'
  | 'search'
  | 'directory'
  | 'ingestions'
  | 'memories'
  | 'erasures'
  | 'transfer'
> & {
  /** To be drained before closing. */
  readonly writer: MessageWriter
}

export function assembleStore(access: Access, clock: Clock): SharedStore {
  const writer = createMessageWriter(access, clock)
  return {
    writer,
    instances: createInstanceStore(access, clock),
    keys: createApiKeyStore(access, clock),
    settings: createSettingStore(access),
    messages: createMessageStore(access, clock, writer),
    runs: createRunStore(access, clock),
    queue: createRunQueue(access, clock),
    compactions: createCompactionStore(access),
    digests: createDigestStore(access),
    search: createSearchStore(access),
    directory: createDirectoryStore(access),
    ingestions: createIngestionStore(access, clock),
    memories: createMemoryStore(access, clock),
    erasures: createErasureStore(access, clock),
    transfer: {
      exportInstance: (instanceId, use) => exportInstance(access, instanceId, use),
      importInstance: (records) => importInstance(access, records),
    },
  }
}
