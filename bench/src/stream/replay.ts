/**
 * Replays conversations turn by turn through the real services and asks, before each user turn is recorded: would a
 * client have answered the fetch for that turn from what was pushed to it, and as well as the server?
 */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContextBundleProto } from '@precis/protocol/stream'
import { createManualClock, type ManualClock } from '../../../packages/server/src/clock.js'
import { systemIds } from '../../../packages/server/src/ids.js'
import { createFeeds, type PushKey } from '../../../packages/server/src/push/feed.js'
import { createHub } from '../../../packages/server/src/push/hub.js'
import { createRecentConversations } from '../../../packages/server/src/push/recent.js'
import { createEnginePool, type EnginePool } from '../../../packages/server/src/runs/pool.js'
import { createRunWorker } from '../../../packages/server/src/runs/worker.js'
import { createAnticipationService } from '../../../packages/server/src/services/anticipation.js'
import { createServices } from '../../../packages/server/src/services/create-services.js'
import type { Principal } from '../../../packages/server/src/services/types.js'
import { openSqliteStore } from '../../../packages/server/src/store/sqlite/store.js'
import type { BenchConversation } from '../quality/shared-bench.js'
import { createAdapterCache } from './adapter-cache.js'
import type { ClientCache } from './client-cache.js'
import { createPythonCache } from './python-cache.js'

/** Between two messages of a dialogue. Longer pauses only let entries expire that the next push would renew. */
const MESSAGE_INTERVAL_MS = 30_000
/** Lets gathered work start: the feed waits 10 ms, then rests for three times what it took. */
const STEP_MS = 100
/** The server's own best answers, of which a local hit has to have one. */
const TOP_ITEMS = 5
const USER_ID = 'replayed-user'

/** When the fetch is made: for the turn that is about to be recorded, or right after it was. */
export type FetchMoment = 'next' | 'same'

/** The verdict on one fetch. */
export interface FetchVerdict {
  readonly moment: FetchMoment
  readonly client: string
  /** The server would have found something itself. */
  readonly hasServerAnswer: boolean
  readonly isServed: boolean
  /** Served with at least one of the server's top five. */
  readonly isGood: boolean
  /** Served, with an empty intersection: the caller gets less than the server would have given. */
  readonly servedCount: number
}

export interface Replay {
  run(conversation: BenchConversation, maxMessages: number): Promise<readonly FetchVerdict[]>
  stop(): Promise<void>
}

/** A server without sockets, on a clock that the replay moves. */
async function openServer(engine: EnginePool, folder: string) {
  const clock = createManualClock()
  const ids = systemIds
  const onError = (error: unknown) => {
    throw error
  }
  const store = await openSqliteStore({ path: join(folder, `${randomUUID()}.db`), clock })
  const hub = createHub(onError)
  const services = createServices({ store, engine, hub, clock, ids, onError })
  const worker = createRunWorker({ store, engine, hub, clock, workerId: ids.uuid(), concurrency: 1, onError })
  await worker.start()
  const instance = { id: ids.external('inst'), clientId: ids.external('cli'), name: 'replay' }
  await store.instances.create(instance)
  const principal: Principal = { instanceId: instance.id, clientId: instance.clientId, keyId: 'key' }
  let predicting: Promise<unknown> = Promise.resolve()
  const service = createAnticipationService({ store, ...services })
  const anticipation = {
    ...service,
    anticipate: (...args: Parameters<typeof service.anticipate>) => {
      const made = service.anticipate(...args)
      predicting = made
      return made
    },
  }
  const recent = createRecentConversations({ hub, store, clock })
  const feeds = createFeeds({ hub, recent, anticipation, clock, onError })

  /** Moves time until nothing is left to do. */
  const settle = async () => {
    clock.advance(STEP_MS)
    await predicting
    await services.idle()
    await worker.idle()
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(STEP_MS)
    await predicting
    await new Promise((resolve) => setImmediate(resolve))
  }
  const close = async () => {
    feeds.stop()
    recent.stop()
    await worker.stop(0)
    await services.stop()
    await store.close()
  }
  return { clock, services, principal, feeds, settle, close }
}

type Server = Awaited<ReturnType<typeof openServer>>

export async function createReplay(): Promise<Replay> {
  const folder = await mkdtemp(join(tmpdir(), 'precis-replay-'))
  const engine = createEnginePool({ threads: 1 })
  return {
    async run(conversation, maxMessages) {
      const server = await openServer(engine, folder)
      try {
        return await replayConversation(server, conversation, maxMessages)
      } finally {
        await server.close()
      }
    },
    async stop() {
      await engine.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function replayConversation(
  server: Server,
  conversation: BenchConversation,
  maxMessages: number,
): Promise<FetchVerdict[]> {
  const { clock, services, principal, settle } = server
  const conversationId = randomUUID()
  const clients = [createPythonCache(), createAdapterCache()]
  const deliver = subscribe(server, clients, clock)
  const verdicts: FetchVerdict[] = []
  const judge = (moment: FetchMoment, query: string) =>
    judgeFetch(server, clients, { conversationId, query, moment })

  const spoken = conversation.messages.filter((message) => message.content.trim() !== '')
  for (const [i, message] of spoken.slice(0, maxMessages).entries()) {
    const role = message.role === 'user' ? 'user' : 'assistant'
    if (role === 'user' && i > 0) verdicts.push(...(await judge('next', message.content)))
    await services.messages.record(principal, {
      conversationId,
      role,
      content: message.content,
      name: message.name,
      userId: USER_ID,
    })
    await settle()
    await deliver()
    if (role === 'user') verdicts.push(...(await judge('same', message.content)))
    clock.advance(MESSAGE_INTERVAL_MS)
  }
  return verdicts
}

/** Joins the feed as one stream; the returned function hands what was offered to every client. */
function subscribe({ feeds, principal }: Server, clients: readonly ClientCache[], clock: ManualClock) {
  const offered: PushKey[] = []
  const member = feeds.join(principal, { push: (key) => void offered.push(key) })
  return async () => {
    const bundles: ContextBundleProto[] = []
    for (const key of offered.splice(0)) {
      const bundle = await member.contentOf(key)
      if (bundle) bundles.push(bundle)
    }
    for (const bundle of bundles) for (const client of clients) client.store(bundle, clock.now())
  }
}

async function judgeFetch(
  { clock, services, principal }: Server,
  clients: readonly ClientCache[],
  { conversationId, query, moment }: { conversationId: string; query: string; moment: FetchMoment },
): Promise<FetchVerdict[]> {
  const { items } = await services.context.fetchConversation(principal, {
    conversationId,
    userId: USER_ID,
    queries: [query],
    maxResults: TOP_ITEMS,
    types: [],
    mode: 'fast',
    includeConversationContext: false,
  })
  const best = new Set(items.map((item) => item.content))
  return clients.map((client) => {
    const served = client.lookup({ query, userId: USER_ID, conversationId }, clock.now())
    return {
      moment,
      client: client.name,
      hasServerAnswer: items.length > 0,
      isServed: served !== undefined,
      isGood: served?.some((item) => best.has(item.content)) ?? false,
      servedCount: served?.length ?? 0,
    }
  })
}
