import { randomUUID } from 'node:crypto'
import type { Clock } from '../src/clock.js'
import { systemClock } from '../src/clock.js'
import { systemIds } from '../src/ids.js'
import { createHub, type Hub } from '../src/push/hub.js'
import { createEnginePool, type EnginePool } from '../src/runs/pool.js'
import { createRunWorker, type RunWorker } from '../src/runs/worker.js'
import { createServices, type RunningServices } from '../src/services/create-services.js'
import type { RangeLimits } from '../src/services/sealed-ranges.js'
import type { Principal, RecordMessageInput } from '../src/services/types.js'
import type { AutomaticRuns, Store } from '../src/store/contract.js'
import { openSqliteStore } from '../src/store/sqlite/store.js'

/** Services on a real store with real threads, for tests that need no HTTP. */
export interface RunningServer {
  readonly store: Store
  readonly hub: Hub
  readonly engine: EnginePool
  readonly worker: RunWorker
  readonly services: RunningServices
  readonly principal: Principal
  readonly errors: unknown[]
  /** Another tenant of the same store. */
  addInstance(): Promise<Principal>
  /** Resolves when no run is due or under way. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface RunningServerOptions {
  readonly path?: string
  /** Instead of one at `path`; closed with the rest. */
  readonly store?: Store
  readonly clock?: Clock
  readonly automatic?: AutomaticRuns
  readonly engine?: EnginePool
  readonly principal?: Principal
  readonly rangeLimits?: RangeLimits
}

export async function startServices(options: RunningServerOptions = {}): Promise<RunningServer> {
  const { path = ':memory:', clock = systemClock, automatic = { enabled: false } } = options
  const errors: unknown[] = []
  const onError = (error: unknown) => void errors.push(error)
  const store = options.store ?? (await openSqliteStore({ path, clock }))
  const hub = createHub(onError)
  const engine = options.engine ?? createEnginePool({ threads: 1, onError })
  const limits = options.rangeLimits ? { rangeLimits: options.rangeLimits } : {}
  const context = { store, engine, hub, clock, onError, ...limits }
  const services = createServices({ ...context, ids: systemIds, automatic })
  const worker = createRunWorker({ ...context, workerId: randomUUID(), concurrency: 2 })
  const addInstance = async (): Promise<Principal> => {
    const instanceId = systemIds.external('inst')
    await store.instances.create({ id: instanceId, clientId: 'cli_1', name: instanceId })
    return { instanceId, clientId: 'cli_1', keyId: 'key_1' }
  }
  const principal = options.principal ?? (await addInstance())
  await worker.start()
  return {
    store,
    hub,
    engine,
    worker,
    services,
    principal,
    errors,
    addInstance,
    async settled() {
      await services.idle()
      await worker.idle()
    },
    async stop() {
      await worker.stop(0)
      await services.stop()
      if (!options.engine) await engine.stop()
      await store.close()
    },
  }
}

/** A message of one conversation. */
export function aTurn(conversationId: string, fields: Partial<RecordMessageInput> = {}): RecordMessageInput {
  return { conversationId, role: 'user', content: 'Please ship the order to Lisbon.', ...fields }
}

const TOPICS = ['the invoice', 'the delivery', 'the warranty', 'the discount', 'the contract', 'the sample']

/** A conversation of `turns` messages with something to keep in each. */
export function aConversation(conversationId: string, turns: number): RecordMessageInput[] {
  return Array.from({ length: turns }, (_, i) =>
    i % 2 === 0
      ? aTurn(conversationId, {
          userId: 'u1',
          content: `About ${TOPICS[i % TOPICS.length]} of order AX-${1000 + i}: I need it by ${1 + (i % 28)} March.${i === 0 ? ' Never send it to the old address.' : ''}`,
        })
      : aTurn(conversationId, {
          role: 'assistant',
          content: `Thanks, noted. I have changed ${TOPICS[i % TOPICS.length]} to ${i * 10} euros and booked the courier for the morning. Is there anything else that I can do for you today?`,
        }),
  )
}
