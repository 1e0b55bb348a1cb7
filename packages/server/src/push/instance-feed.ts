import type { ContextBundleProto } from '@precis/protocol/stream'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Anticipation, AnticipationService } from '../services/anticipation.js'
import type { Principal } from '../services/types.js'
import { anticipationBundle, compactionUpdateBundle, userSummaryBundle } from './bundles.js'
import type { HubEvent } from './hub.js'
import { KeptContents } from './kept-contents.js'
import type { ShareOfLoop } from './share-of-loop.js'

/** Names a push without its content, which is made when it is sent. */
export type PushKey =
  | { readonly kind: 'compaction_update'; readonly conversationId: string }
  | { readonly kind: 'anticipation'; readonly conversationId: string }
  | { readonly kind: 'user_summary'; readonly userId: string }

export interface FeedSubscriber {
  push(key: PushKey): void
}

export interface InstanceFeedDependencies {
  readonly anticipation: AnticipationService
  readonly predictions: ShareOfLoop
  readonly clock: Clock
  /** Whether erasures by other processes go untold now. */
  readonly hasGap: () => boolean
  onError(error: unknown): void
}

type MaybeBundle = ContextBundleProto | undefined

interface KeptAnticipation {
  readonly bundle: ContextBundleProto
  readonly madeOf: Pick<Anticipation, 'conversationId' | 'erasureState'>
}

/** Predictions and summaries of one instance that are kept for streams which have not taken them yet. A bundle is about 10 KB. */
const KEPT_CONTENTS = 500
/**
 * Characters of contents about compactions that one instance keeps. They are up to 45 KB each (measured: conversations of 200
 * turns), and made again from the newest version when a stream asks for one that is gone.
 */
const KEPT_COMPACTION_CHARACTERS = 4 * 1024 * 1024
/** Conversations of one instance whose pushed items are remembered. */
const REMEMBERED_CONVERSATIONS = 1_000
/** Clients forget an item after 30 minutes; a little before that it counts as not pushed. */
const PUSHED_MEMORY_MS = 1_500_000

/** What the streams of one instance are offered, and the newest content of each push. Made once for all of them. */
export class InstanceFeed {
  readonly #dependencies: InstanceFeedDependencies
  readonly #principal: Principal
  readonly #subscribers = new Set<FeedSubscriber>()
  readonly #compactions = new KeptContents<ContextBundleProto>(KEPT_COMPACTION_CHARACTERS, charactersOf)
  readonly #anticipations = new LRUCache<string, KeptAnticipation>({ max: KEPT_CONTENTS })
  readonly #summaries = new LRUCache<string, Promise<MaybeBundle>>({ max: KEPT_CONTENTS })
  /** Ids of items that every subscriber has been given, by conversation. */
  readonly #pushed = new LRUCache<string, { readonly sinceMs: number; readonly ids: Set<string> }>({
    max: REMEMBERED_CONVERSATIONS,
  })

  /** Conversations whose predictions under way must not be kept. */
  readonly #erased = new LRUCache<string, true>({ max: REMEMBERED_CONVERSATIONS })

  /** Rises when everything was dropped: a prediction from before is not kept. */
  #epoch = 0

  constructor(principal: Principal, dependencies: InstanceFeedDependencies) {
    this.#principal = principal
    this.#dependencies = dependencies
  }

  get isEmpty(): boolean {
    return this.#subscribers.size === 0
  }

  add(subscriber: FeedSubscriber): void {
    this.#subscribers.add(subscriber)
    // The newcomer has none of the items that the others hold: they count as not pushed again.
    this.#pushed.clear()
  }

  remove(subscriber: FeedSubscriber): void {
    this.#subscribers.delete(subscriber)
  }

  receive(event: HubEvent): void {
    const { conversationId } = event
    if (event.kind === 'message_recorded') {
      this.#erased.delete(conversationId)
      this.#predictLater(conversationId)
    }
    if (event.kind === 'conversation_erased' || event.kind === 'messages_erased') this.#forget(conversationId)
    if (event.kind !== 'compaction_published') return
    this.#compactions.delete(conversationId)
    this.#offer({ kind: 'compaction_update', conversationId })
    // An existing adapter drops its bundle of the conversation when it hears of a compaction.
    if (this.#anticipations.has(conversationId)) this.#offer({ kind: 'anticipation', conversationId })
    this.#compactionContent(conversationId).then((bundle) => {
      const userId = bundle?.anticipationUserId ?? ''
      if (this.#summaries.has(userId)) this.#offerSummary(userId)
    }, this.#dependencies.onError)
  }

  /** Offers one subscriber what these conversations have to say. */
  repeat(conversationIds: readonly string[], subscriber: FeedSubscriber): void {
    for (const conversationId of conversationIds) {
      subscriber.push({ kind: 'compaction_update', conversationId })
      const anticipated = this.#anticipations.get(conversationId)
      if (anticipated === undefined) {
        // Its last turn was recorded while nobody listened.
        this.#predictLater(conversationId)
        continue
      }
      subscriber.push({ kind: 'anticipation', conversationId })
      const userId = anticipated.bundle.anticipationUserId
      if (this.#summaries.has(userId)) subscriber.push({ kind: 'user_summary', userId })
    }
  }

  /** The newest content of a push; undefined when there is none (any more). */
  async contentOf(key: PushKey): Promise<MaybeBundle> {
    const hasGap = this.#dependencies.hasGap()
    if (key.kind === 'anticipation') return this.#anticipationContent(key.conversationId, hasGap)
    if (key.kind === 'compaction_update') {
      if (hasGap) this.#compactions.delete(key.conversationId)
      return this.#compactionContent(key.conversationId)
    }
    return hasGap ? this.#summaryContent(key.userId) : this.#summaries.get(key.userId)
  }

  /** Drops everything kept: some of it may have been erased without a word. */
  forgetAll(): void {
    this.#epoch++
    this.#compactions.clear()
    this.#anticipations.clear()
    this.#summaries.clear()
    this.#pushed.clear()
  }

  /** Predicts for conversations in which something may have been said without a word of it. */
  predictFor(conversationIds: readonly string[]): void {
    for (const conversationId of conversationIds) this.#predictLater(conversationId)
  }

  async #anticipationContent(conversationId: string, hasGap: boolean): Promise<MaybeBundle> {
    const kept = this.#anticipations.get(conversationId)
    if (kept === undefined || !hasGap) return kept?.bundle
    if (await this.#dependencies.anticipation.isCurrent(this.#principal, kept.madeOf)) return kept.bundle
    this.#forget(conversationId)
    return undefined
  }

  /** Nothing that was made of an erased conversation, or of erased messages, is pushed again; summaries may hold some of it and are made anew. */
  #forget(conversationId: string): void {
    this.#erased.set(conversationId, true)
    this.#compactions.delete(conversationId)
    this.#anticipations.delete(conversationId)
    this.#pushed.delete(conversationId)
    this.#summaries.clear()
  }

  #offer(key: PushKey): void {
    for (const subscriber of this.#subscribers) subscriber.push(key)
  }

  #predictLater(conversationId: string): void {
    const key = `${this.#principal.instanceId} ${conversationId}`
    this.#dependencies.predictions.run(key, () => this.#predict(conversationId))
  }

  async #predict(conversationId: string): Promise<void> {
    if (this.isEmpty) return
    const { anticipation, clock } = this.#dependencies
    const epoch = this.#epoch
    const pushedIds = this.#pushedIds(conversationId)
    const found = await anticipation.anticipate(this.#principal, conversationId, pushedIds)
    if (found === undefined || this.#erased.has(conversationId) || epoch !== this.#epoch) return
    for (const item of found.items) pushedIds.add(item.id)
    const bundle = anticipationBundle(found, clock.now())
    this.#anticipations.set(conversationId, {
      bundle,
      madeOf: { conversationId, erasureState: found.erasureState },
    })
    if (found.items.length > 0) this.#offer({ kind: 'anticipation', conversationId })
    if (found.userId !== null && !this.#summaries.has(found.userId)) this.#offerSummary(found.userId)
  }

  #pushedIds(conversationId: string): Set<string> {
    const nowMs = this.#dependencies.clock.now()
    const known = this.#pushed.get(conversationId)
    if (known && nowMs - known.sinceMs < PUSHED_MEMORY_MS) return known.ids
    const ids = new Set<string>()
    this.#pushed.set(conversationId, { sinceMs: nowMs, ids })
    return ids
  }

  #offerSummary(userId: string): void {
    const bundle = this.#summaryContent(userId)
    this.#summaries.set(userId, bundle)
    bundle.then((made) => made && this.#offer({ kind: 'user_summary', userId }), this.#dependencies.onError)
  }

  async #summaryContent(userId: string): Promise<MaybeBundle> {
    const summary = await this.#dependencies.anticipation.summarizeUser(this.#principal, userId)
    return summary && userSummaryBundle(summary, this.#dependencies.clock.now())
  }

  #compactionContent(conversationId: string): Promise<MaybeBundle> {
    return this.#compactions.of(conversationId, async () => {
      const news = await this.#dependencies.anticipation.compactionNews(this.#principal, conversationId)
      return news && compactionUpdateBundle(news)
    })
  }
}

/** Characters of all that grows with a conversation. */
function charactersOf({ conversationContext: told }: ContextBundleProto): number {
  return told ? told.summary.length + told.currentStateJson.length + told.keyExtractionsJson.length : 0
}
