import { CacheMemory } from '../cache/cache-memory.js'
import type { Clock } from '../clock.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { AutomaticRuns, Store } from '../store/contract.js'
import type { Removed } from '../store/contract-erasure.js'
import { createAnnotateAhead } from './annotate-ahead.js'
import { annotatePending } from './annotations.js'
import { createAutomaticRunStarter } from './automatic-runs.js'
import { createCompactionService, startAutomaticRun } from './compactions.js'
import { createContextService } from './context.js'
import type { EngineWork } from './engine-work.js'
import { createErasureService, type ErasureService, eraseConversation, forgetWhenErased } from './erasures.js'
import { createMessageService } from './messages.js'
import type { RangeLimits } from './sealed-ranges.js'
import type { Services } from './types.js'
import { createVersionReader } from './versions.js'

export interface ServiceDependencies {
  readonly store: Store
  readonly engine: EngineWork
  /** The engine for what is done ahead of any need; default `engine`. */
  readonly aheadEngine?: EngineWork
  readonly hub: Hub
  readonly clock: Clock
  readonly ids: Ids
  /** When runs start by themselves, where neither the conversation nor its instance says otherwise. */
  readonly automatic?: AutomaticRuns
  /** Default `RANGE_LIMITS`; the run worker has to have the same. */
  readonly rangeLimits?: RangeLimits
  /** What the services may keep in memory; default: one of their own. */
  readonly cacheMemory?: CacheMemory
  /** What went wrong where nobody waits for the answer. */
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

export interface RunningServices extends Services {
  readonly erasures: ErasureService
  /** Erases a conversation with everything made from it, also from memory. Undefined when there is none. */
  eraseConversation(instanceId: string, conversationId: string): Promise<Removed | undefined>
  /** Resolves when nothing that a request has set off is left to decide. Runs are the worker's. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** Wires the services to each other, the store and the engine. */
export function createServices(dependencies: ServiceDependencies): RunningServices {
  const { store, engine, aheadEngine = engine, hub, clock, ids, rangeLimits, onError } = dependencies
  const { cacheMemory = new CacheMemory() } = dependencies
  const automatic = createAutomaticRunStarter({
    store,
    hub,
    clock,
    ...(dependencies.automatic ? { defaults: dependencies.automatic } : {}),
    annotate: (ref) => annotatePending(store, aheadEngine, ref),
    start: (ref, triggerType) => startAutomaticRun({ store, ids, hub }, ref, triggerType),
    onError,
  })
  const versions = createVersionReader(store, cacheMemory.open('versions'))
  const context = createContextService({ store, versions, engine, aheadEngine, ids, hub, clock, cacheMemory })
  const ahead = createAnnotateAhead({
    clock,
    annotate: (ref) => annotatePending(store, aheadEngine, ref),
    prepare: ({ instanceId, conversationId }) => context.prepareFetch(instanceId, conversationId),
    onError,
  })
  const erasures = createErasureService({ store, hub, clock, ids, onError })
  const stopForgetting = forgetWhenErased(hub, { versions, engine })
  const stopRelay = store.onForeignChange((change) => hub.publish(change, 'elsewhere'))
  const stopGaps = store.onGap((gap) => hub.publishGap(gap))
  return {
    messages: createMessageService({ store, ids, hub, automatic, ahead, engine }),
    compactions: createCompactionService({ store, versions, engine, ids, hub, clock, rangeLimits }),
    context,
    erasures,
    eraseConversation: (instanceId, conversationId) =>
      eraseConversation({ store, hub }, instanceId, conversationId),
    async idle() {
      await erasures.idle()
      await automatic.idle()
      await ahead.idle()
    },
    async stop() {
      stopRelay()
      stopGaps()
      stopForgetting()
      erasures.stop()
      await erasures.idle()
      context.stop()
      automatic.stop()
      ahead.stop()
      await automatic.idle()
      await ahead.idle()
    },
  }
}
