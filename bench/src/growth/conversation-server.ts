/** A server without sockets on one database that holds one conversation. */
import { randomUUID } from 'node:crypto'
import { annotate } from '@precis/engine'
import { systemClock } from '../../../packages/server/src/clock.js'
import { systemIds } from '../../../packages/server/src/ids.js'
import { createHub } from '../../../packages/server/src/push/hub.js'
import { createEnginePool } from '../../../packages/server/src/runs/pool.js'
import { createRunWorker } from '../../../packages/server/src/runs/worker.js'
import { createServices } from '../../../packages/server/src/services/create-services.js'
import type { Store } from '../../../packages/server/src/store/contract.js'
import { openPostgresStore } from '../../../packages/server/src/store/postgres/store.js'
import { openSqliteStore } from '../../../packages/server/src/store/sqlite/store.js'
import { messageAt } from './messages.js'

export const CONVERSATION = '00000000-0000-7000-8000-000000000001'
const INSTANCE = { id: 'inst_growth', clientId: 'cli_growth', name: 'growth' }
const SEED = 7

/** Messages of one record call while loading. */
const LOAD_BATCH = 2_000

/** A text's annotation as it is stored. */
interface StoredText {
  readonly tokenCount: number
  readonly data: string
}

function annotated(cache: StoredText[], text: number): StoredText {
  const known = cache[text]
  if (known !== undefined) return known
  const annotation = annotate({ id: '', ...messageAt(text, SEED) }, { language: 'en' })
  const made = { tokenCount: annotation.tokenCount, data: JSON.stringify(annotation) }
  cache[text] = made
  return made
}

/**
 * Records messages straight through the store until there are `count`. From message `distinct` on the texts begin again, and
 * their annotations are those of the first time: what takes longest is then done once for each text.
 */
async function load(
  store: Store,
  count: number,
  distinct: number,
  onBatch: (loaded: number) => void,
): Promise<void> {
  const cache: StoredText[] = []
  const head = await store.messages.head(INSTANCE.id, CONVERSATION)
  for (let at = head?.lastSequence ?? 0; at < count; at += LOAD_BATCH) {
    const texts = Array.from({ length: Math.min(LOAD_BATCH, count - at) }, (_, i) => (at + i) % distinct)
    const batch = texts.map((text) => ({
      id: randomUUID(),
      newSessionId: 'session',
      conversationId: CONVERSATION,
      ...messageAt(text, SEED),
    }))
    await store.messages.record(INSTANCE.id, batch)
    if (distinct < count) {
      const annotations = texts.map((text, i) => ({ sequence: at + i + 1, ...annotated(cache, text) }))
      await store.messages.addAnnotations(INSTANCE.id, CONVERSATION, { annotatedThrough: at, annotations })
    }
    onBatch(at + batch.length)
  }
}

/** @param location The path of an SQLite file, or the URL of a Postgres database. */
const openStore = (location: string): Promise<Store> =>
  location.startsWith('postgres:')
    ? openPostgresStore({ url: location, clock: systemClock, connections: 8 })
    : openSqliteStore({ path: location, clock: systemClock })

export async function openConversationServer(location: string) {
  const onError = (error: unknown) => {
    throw error
  }
  const clock = systemClock
  const store = await openStore(location)
  if (!(await store.instances.findById(INSTANCE.id))) await store.instances.create(INSTANCE)
  const hub = createHub(onError)
  const engine = createEnginePool({ threads: 1, onError })
  const automatic = { enabled: false }
  const services = createServices({ store, engine, hub, clock, ids: systemIds, automatic, onError })
  const worker = createRunWorker({
    store,
    engine,
    hub,
    clock,
    workerId: randomUUID(),
    concurrency: 1,
    onError,
  })
  await worker.start()
  const principal = { instanceId: INSTANCE.id, clientId: INSTANCE.clientId, keyId: 'key' }
  const messages = async () => (await store.messages.head(INSTANCE.id, CONVERSATION))?.lastSequence ?? 0

  return {
    services,
    store,
    principal,
    messages,
    turns: (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({
        conversationId: CONVERSATION,
        ...messageAt(first + i, SEED),
      })),
    load: (count: number, distinct: number, onBatch: (loaded: number) => void) =>
      load(store, count, distinct, onBatch),
    /** Compacts, and resolves when the version is published. */
    async compact(): Promise<void> {
      const published = new Promise<void>((resolve, reject) => {
        const stop = hub.subscribeAll(({ kind }) => {
          if (kind !== 'compaction_published' && kind !== 'compaction_failed') return
          stop()
          if (kind === 'compaction_published') resolve()
          else reject(new Error('the run failed'))
        })
      })
      await services.compactions.trigger(principal, { conversationId: CONVERSATION })
      await published
    },
    /** Resolves when what follows a published version is done as well. */
    settled: () => worker.idle(),
    async close() {
      await worker.stop(0)
      await services.stop()
      await engine.stop()
      await store.close()
    },
  }
}

export type ConversationServer = Awaited<ReturnType<typeof openConversationServer>>
