/** Deleting: a message, a conversation, a user, and what has become too old. */
import type { MessageAnnotation } from '@precis/engine'
import { searchKeysOf } from '@precis/engine/recorded'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { Store } from '../store/contract.js'
import type {
  ErasedMessages,
  EraseMeans,
  ErasureJob,
  NewErasure,
  Removed,
} from '../store/contract-erasure.js'
import { noConversation } from './conversations.js'
import type { Principal } from './types.js'
import type { VersionReader } from './versions.js'

export type { ErasureJob, Removed }

export interface ErasureService {
  /**
   * Deletes one message and everything made from it. Versions that covered it are replaced by a new one.
   *
   * Errors  `not_found` (reasons `no_such_conversation`, `no_such_message`).
   */
  eraseMessage(principal: Principal, conversationId: string, messageId: string): Promise<ErasedMessages>
  /**
   * Deletes a user: their conversations and memories, and their messages in the conversations of others. What takes
   * long goes on after the answer, and after a crash. A user who is not known is as gone as was asked for.
   *
   * Errors  `failed_precondition` (reason `ambiguous_user`) when the id occurs under several customers and neither
   *         one of them nor all was named.
   */
  eraseUser(
    principal: Principal,
    user: {
      readonly userId: string
      readonly customerId?: string | undefined
      readonly allCustomers: boolean
    },
  ): Promise<ErasureJob>
  /** Errors  `not_found` (reason `no_such_erasure`). */
  find(principal: Principal, erasureId: string): Promise<ErasureJob>
  /** Deletes what an instance recorded before that time; once for each id. Resolves when it is done, or aborted. */
  eraseOld(
    instanceId: string,
    erasure: Extract<NewErasure, { kind: 'retention' }>,
    signal?: AbortSignal,
  ): Promise<ErasureJob>
  /** Goes on with an erasure until it is done, or aborted between two steps. */
  finish(instanceId: string, erasureId: string, signal?: AbortSignal): Promise<ErasureJob | undefined>
  /** Resolves when what goes on after its answer is done or stopped. */
  idle(): Promise<void>
}

export interface ErasureDependencies {
  readonly store: Pick<Store, 'erasures' | 'messages'>
  readonly hub: Hub
  readonly clock: Clock
  readonly ids: Ids
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

/** Steps that a request waits for; a step is at most a conversation or 1,000 messages. */
const STEPS_WITHIN_REQUEST = 200

/** The annotation of a message in which nothing is said, in the language of another one. */
export function blankAnnotation(data: string): string {
  // The JSON text that the engine thread wrote.
  const { revision, language } = JSON.parse(data) as MessageAnnotation
  const blank: MessageAnnotation = { revision, language, tokenCount: 0, isToolOutput: false, units: [] }
  return JSON.stringify(blank)
}

export function createErasureService(dependencies: ErasureDependencies): ErasureService & { stop(): void } {
  const { store, hub, ids, onError } = dependencies
  const means: EraseMeans = { blankAnnotation, searchTermsOf: searchKeysOf, newId: () => ids.uuid() }
  const underWay = new Set<Promise<unknown>>()
  let isStopped = false

  /** At most so many steps; undefined when the erasure is unknown. */
  const advance = async (
    instanceId: string,
    erasureId: string,
    { maxSteps = Number.POSITIVE_INFINITY, signal }: { maxSteps?: number; signal?: AbortSignal | undefined },
  ): Promise<ErasureJob | undefined> => {
    let job: ErasureJob | undefined
    for (let steps = 0; steps < maxSteps && !isStopped && !signal?.aborted; steps++) {
      const step = await store.erasures.step(instanceId, erasureId, means)
      if (!step) return undefined
      for (const change of step.changes) hub.publish(change)
      job = step.job
      if (job.state === 'completed') break
      await new Promise<void>((resolve) => setImmediate(resolve))
    }
    return job ?? store.erasures.find(instanceId, erasureId)
  }
  const finish = (instanceId: string, erasureId: string, signal?: AbortSignal) =>
    advance(instanceId, erasureId, { signal })
  const finishLater = (instanceId: string, erasureId: string): void => {
    const work = finish(instanceId, erasureId)
      .catch((error) => onError(error, { doing: 'erasing', erasureId }))
      .finally(() => underWay.delete(work))
    underWay.add(work)
  }

  return {
    eraseMessage: (principal, conversationId, messageId) =>
      eraseMessage(dependencies, means, principal, { conversationId, messageId }),

    async eraseUser({ instanceId }, { userId, customerId, allCustomers }) {
      if (customerId === undefined && !allCustomers) await refuseAmbiguous(store, instanceId, userId)
      const { id } = await store.erasures.begin(instanceId, {
        kind: 'user',
        id: ids.external('era'),
        userId,
        customerId,
      })
      const job = await advance(instanceId, id, { maxSteps: STEPS_WITHIN_REQUEST })
      if (!job) throw new AppError('internal', `erasure ${id} is gone`)
      if (job.state === 'running') finishLater(instanceId, id)
      return job
    },

    async find({ instanceId }, erasureId) {
      const job = await store.erasures.find(instanceId, erasureId)
      if (job) return job
      throw new AppError('not_found', `there is no erasure ${erasureId} here`, { reason: 'no_such_erasure' })
    },

    async eraseOld(instanceId, erasure, signal) {
      const begun = await store.erasures.begin(instanceId, erasure)
      if (begun.state === 'completed') return begun
      return (await finish(instanceId, begun.id, signal)) ?? begun
    },

    finish,

    async idle() {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    stop() {
      isStopped = true
    },
  }
}

async function eraseMessage(
  { store, hub }: ErasureDependencies,
  means: EraseMeans,
  { instanceId }: Principal,
  { conversationId, messageId }: { readonly conversationId: string; readonly messageId: string },
): Promise<ErasedMessages> {
  const erased = await store.erasures.eraseMessages(instanceId, conversationId, [messageId], means)
  if (!erased) {
    const isKnown = (await store.messages.head(instanceId, conversationId)) !== undefined
    throw isKnown
      ? new AppError('not_found', `message ${messageId} is not in conversation ${conversationId}`, {
          reason: 'no_such_message',
        })
      : noConversation(conversationId)
  }
  const about = { instanceId, conversationId }
  hub.publish({ kind: 'messages_erased', ...about })
  if (erased.runId !== undefined) hub.publish({ kind: 'run_queued', ...about })
  return erased
}

async function refuseAmbiguous(
  store: Pick<Store, 'erasures'>,
  instanceId: string,
  userId: string,
): Promise<void> {
  const customers = await store.erasures.customersOf(instanceId, userId, 2)
  if (customers.length < 2) return
  throw new AppError(
    'failed_precondition',
    `user ${userId} occurs under several customers, who may mean different people; name one with customer_id, or say all_customers=true`,
    { reason: 'ambiguous_user' },
  )
}

/** Removes a conversation with everything made from it, also from memory. Undefined when there is none. */
export async function eraseConversation(
  { store, hub }: Pick<ErasureDependencies, 'store' | 'hub'>,
  instanceId: string,
  conversationId: string,
): Promise<Removed | undefined> {
  const removed = await store.erasures.eraseConversation(instanceId, conversationId)
  if (removed) hub.publish({ kind: 'conversation_erased', instanceId, conversationId })
  return removed
}

/** What is kept in memory of conversations goes when they do, and when nobody could have told of that. */
export function forgetWhenErased(
  hub: Hub,
  { versions, engine }: { readonly versions: VersionReader; readonly engine: { forget(): void } },
): () => void {
  const stopGaps = hub.subscribeGaps(() => {
    versions.forgetAll()
    engine.forget()
  })
  const stopEvents = hub.subscribeAll((event) => {
    if (event.kind !== 'conversation_erased' && event.kind !== 'messages_erased') return
    versions.forget(event.instanceId, event.conversationId)
    engine.forget()
  })
  return () => {
    stopGaps()
    stopEvents()
  }
}
