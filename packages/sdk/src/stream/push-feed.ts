/** Where pushes arrive: from here they reach the caches and the subscribers, in an order in which none sees old state. */
import type { ContextBundleProto } from '@precis/protocol/stream'
import type { ConversationCache } from '../cache/cache.js'
import type { PrecisError } from '../errors.js'
import type { Runtime } from '../runtime.js'
import type { Subscriptions } from '../subscriptions.js'
import type { ContextResponse, MessageInput, RecordedMessage, UserSummary } from '../types.js'
import { type AnticipatedRequest, Anticipation } from './anticipation.js'
import type { OpenConnection } from './connection.js'
import { Listener, type ListenerMode } from './listener.js'
import { readPush } from './pushes.js'
import { ShortTermStore } from './short-term.js'
import { UserSummaries } from './user-summaries.js'

export interface PushFeedConfig {
  readonly url: string
  readonly apiKey: string
  readonly runtime: Runtime
  readonly cache: ConversationCache
  readonly subscriptions: Subscriptions
  /** False: pushes wake waiters and subscribers, but answer nothing. */
  readonly mayAnswer: boolean
  /** The stream ended for good, otherwise than by `stop`. */
  readonly onRefused: (error: PrecisError) => void
}

export class PushFeed {
  readonly #config: PushFeedConfig
  readonly #shortTerm: ShortTermStore
  readonly #anticipation: Anticipation
  readonly #summaries: UserSummaries
  readonly #listener: Listener

  constructor(config: PushFeedConfig, openConnection: OpenConnection) {
    const { runtime, cache, url, apiKey } = config
    this.#config = config
    this.#shortTerm = new ShortTermStore(runtime.nowMs)
    this.#summaries = new UserSummaries(runtime.nowMs)
    this.#listener = new Listener({
      url,
      apiKey,
      runtime,
      openConnection,
      onBundle: (bundle) => this.#receive(bundle),
      onLive: () => {
        cache.isStreamLive = true
      },
      onLost: () => {
        cache.lostStream()
        this.#anticipation.clear()
        this.#summaries.clear()
      },
      onRefused: config.onRefused,
    })
    this.#anticipation = new Anticipation({
      nowMs: runtime.nowMs,
      cache,
      shortTerm: this.#shortTerm,
      onServed: (served) => this.#listener.reportUsage(served),
    })
  }

  get mode(): ListenerMode {
    return this.#listener.mode
  }

  start(): Promise<void> {
    return this.#listener.start()
  }

  stop(): void {
    this.#listener.stop()
  }

  recorded(message: RecordedMessage, input: MessageInput): void {
    this.#shortTerm.recorded(message, input)
  }

  erased(conversationId: string | undefined): void {
    // Nobody knows here whose items came from what is gone.
    this.#summaries.clear()
    this.#anticipation.clear()
    this.#shortTerm.forget(conversationId)
  }

  answer(request: AnticipatedRequest): ContextResponse | undefined {
    return this.#anticipation.answer(request)
  }

  userSummary(userId: string, customerId: string | undefined): UserSummary | undefined {
    return this.#summaries.of(userId, customerId)
  }

  #receive(bundle: ContextBundleProto): void {
    const { cache, runtime, subscriptions, mayAnswer } = this.#config
    const push = readPush(bundle)
    if (push?.kind === 'items' && mayAnswer) this.#anticipation.add(push.items)
    if (push?.kind === 'summary') this.#summaries.add(push.summary)
    if (push?.kind !== 'compaction') return
    const { compaction } = push
    if (mayAnswer) {
      this.#shortTerm.pushed(compaction)
      cache.sawPush(compaction.conversationId, {
        compactionId: compaction.compactionId,
        completedAtMs: compaction.completedAt.getTime(),
        coveredUntilMs: compaction.coveredUntil.getTime(),
        receivedAtMs: runtime.nowMs(),
      })
    }
    subscriptions.notify(compaction)
  }
}
