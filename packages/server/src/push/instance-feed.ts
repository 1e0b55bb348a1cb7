import type { ContextBundleProto } from '@precis/protocol/stream'
import { LRUCache } from 'lru-cache'
import type { ByteCache } from '../cache/byte-cache.js'
import type { CacheMemory } from '../cache/cache-memory.js'
import { KeptContents } from '../cache/kept-contents.js'
import { retainedBytes } from '../cache/retained-bytes.js'
import type { Clock } from '../clock.js'
import type { Anticipation, AnticipationService } from '../services/anticipation.js'
import type { Principal } from '../services/types.js'
import { anticipationBundle, compactionUpdateBundle, userSummaryBundle } from './bundles.js'
import type { HubEvent } from './hub.js'
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
  readonly caches: FeedCaches
  /** Whether erasures by other processes go untold now. */
  readonly hasGap: () => boolean
  onError(error: unknown): void
}

type MaybeBundle = ContextBundleProto | undefined

interface Prediction {
  readonly bundle: ContextBundleProto
  readonly madeOf: Pick<Anticipation, 'conversationId' | 'erasureState'>
}

/** Items of one conversation that every subscriber of a moment has been given. */
interface PushedItems {
  readonly audience: object
  readonly sinceMs: number
  readonly ids: Set<string>
}

/**
 * Memory that the feeds of all instances share, for streams which have not taken a push yet; what is gone is made again when a
 * stream asks for it. Keys begin with the instance.
 */
export interface FeedCaches {
  readonly pushes: KeptContents<MaybeBundle>
  readonly predictions: ByteCache<Prediction>
  readonly pushedItems: ByteCache<PushedItems>
}

/** Once more for its encoded form, which is kept for as long as the bundle (grpc/push-response.ts). */
const bundleBytes = (bundle: MaybeBundle) => 2 * retainedBytes(bundle)

export const createFeedCaches = (memory: CacheMemory): FeedCaches => ({
  pushes: new KeptContents(memory.open('pushes'), bundleBytes),
  predictions: memory.open('predictions'),
  pushedItems: memory.open('pushed_items'),
})

/** Conversations of one instance whose pushed items are remembered. */
const REMEMBERED_CONVERSATIONS = 1_000
/** Clients forget an item after 30 minutes; a little before that it counts as not pushed. */
const PUSHED_MEMORY_MS = 1_500_000

/** What the streams of one instance are offered, and the newest content of each push. Made once for all of them. */
export class InstanceFeed {
  readonly #dependencies: InstanceFeedDependencies
  readonly #principal: Principal
  readonly #subscribers = new Set<FeedSubscriber>()
  /** Another one with every newcomer, who has none of the items that the others hold: they count as not pushed again. */
  #audience = {}

  /** Conversations whose predictions under way must not be kept. */
  readonly #erased = new LRUCache<string, true>({ max: REMEMBERED_CONVERSATIONS })

  readonly #caches: FeedCaches

  /** Rises when everything was dropped: a prediction from before is not kept. */
  #epoch = 0

  constructor(principal: Principal, dependencies: InstanceFeedDependencies) {
    this.#principal = principal
    this.#dependencies = dependencies
    this.#caches = dependencies.caches
  }

  get isEmpty(): boolean {
    return this.#subscribers.size === 0
  }

  add(subscriber: FeedSubscriber): void {
    this.#subscribers.add(subscriber)
    this.#audience = {}
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
    this.#caches.pushes.delete(this.#keyOf('compaction_update', conversationId))
    this.#offer({ kind: 'compaction_update', conversationId })
    // An existing adapter drops its bundle of the conversation when it hears of a compaction.
    if (this.#caches.predictions.has(this.#nameOf(conversationId)))
      this.#offer({ kind: 'anticipation', conversationId })
    this.#compactionContent(conversationId).then((bundle) => {
      const userId = bundle?.anticipationUserId ?? ''
      if (this.#hasSummary(userId)) this.#offerSummary(userId)
    }, this.#dependencies.onError)
  }

  /** Offers one subscriber what these conversations have to say. */
  repeat(conversationIds: readonly string[], subscriber: FeedSubscriber): void {
    for (const conversationId of conversationIds) {
      subscriber.push({ kind: 'compaction_update', conversationId })
      const anticipated = this.#caches.predictions.get(this.#nameOf(conversationId))
      if (anticipated === undefined) {
        // Its last turn was recorded while nobody listened.
        this.#predictLater(conversationId)
        continue
      }
      subscriber.push({ kind: 'anticipation', conversationId })
      const userId = anticipated.bundle.anticipationUserId
      if (this.#hasSummary(userId)) subscriber.push({ kind: 'user_summary', userId })
    }
  }

  /** The newest content of a push; undefined when there is none (any more). */
  async contentOf(key: PushKey): Promise<MaybeBundle> {
    const hasGap = this.#dependencies.hasGap()
    if (key.kind === 'anticipation') return this.#anticipationContent(key.conversationId, hasGap)
    if (key.kind === 'compaction_update') {
      if (hasGap) this.#caches.pushes.delete(this.#keyOf('compaction_update', key.conversationId))
      return this.#compactionContent(key.conversationId)
    }
    return hasGap
      ? this.#summaryContent(key.userId)
      : this.#caches.pushes.get(this.#keyOf('user_summary', key.userId))
  }

  /** Drops everything kept: some of it may have been erased without a word. */
  forgetAll(): void {
    this.#epoch++
    for (const cache of Object.values(this.#caches)) cache.deleteAllOf(this.#nameOf(''))
  }

  /** Predicts for conversations in which something may have been said without a word of it. */
  predictFor(conversationIds: readonly string[]): void {
    for (const conversationId of conversationIds) this.#predictLater(conversationId)
  }

  async #anticipationContent(conversationId: string, hasGap: boolean): Promise<MaybeBundle> {
    const kept = this.#caches.predictions.get(this.#nameOf(conversationId))
    if (kept === undefined || !hasGap) return kept?.bundle
    if (await this.#dependencies.anticipation.isCurrent(this.#principal, kept.madeOf)) return kept.bundle
    this.#forget(conversationId)
    return undefined
  }

  /** Nothing that was made of an erased conversation, or of erased messages, is pushed again; summaries may hold some of it and are made anew. */
  #forget(conversationId: string): void {
    this.#erased.set(conversationId, true)
    const { pushes, predictions, pushedItems } = this.#caches
    pushes.delete(this.#keyOf('compaction_update', conversationId))
    predictions.delete(this.#nameOf(conversationId))
    pushedItems.delete(this.#nameOf(conversationId))
    pushes.deleteAllOf(this.#keyOf('user_summary', ''))
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
    const pushed = this.#pushedItems(conversationId)
    const found = await anticipation.anticipate(this.#principal, conversationId, pushed.ids)
    if (found === undefined || this.#erased.has(conversationId) || epoch !== this.#epoch) return
    for (const item of found.items) pushed.ids.add(item.id)
    this.#caches.pushedItems.set(this.#nameOf(conversationId), pushed, retainedBytes(pushed.ids))
    const bundle = anticipationBundle(found, clock.now())
    const madeOf = { conversationId, erasureState: found.erasureState }
    this.#caches.predictions.set(this.#nameOf(conversationId), { bundle, madeOf }, bundleBytes(bundle))
    if (found.items.length > 0) this.#offer({ kind: 'anticipation', conversationId })
    if (found.userId !== null && !this.#hasSummary(found.userId)) this.#offerSummary(found.userId)
  }

  /** Kept for the next time once it has grown. */
  #pushedItems(conversationId: string): PushedItems {
    const nowMs = this.#dependencies.clock.now()
    const audience = this.#audience
    const known = this.#caches.pushedItems.get(this.#nameOf(conversationId))
    if (known?.audience === audience && nowMs - known.sinceMs < PUSHED_MEMORY_MS) return known
    return { audience, sinceMs: nowMs, ids: new Set() }
  }

  #hasSummary(userId: string): boolean {
    return this.#caches.pushes.has(this.#keyOf('user_summary', userId))
  }

  #nameOf(conversationId: string): string {
    return `${this.#principal.instanceId} ${conversationId}`
  }

  #keyOf(kind: PushKey['kind'], id: string): string {
    return this.#nameOf(`${kind} ${id}`)
  }

  #offerSummary(userId: string): void {
    const key = this.#keyOf('user_summary', userId)
    const bundle = this.#caches.pushes.renew(key, () => this.#summaryContent(userId))
    bundle.then((made) => made && this.#offer({ kind: 'user_summary', userId }), this.#dependencies.onError)
  }

  async #summaryContent(userId: string): Promise<MaybeBundle> {
    const summary = await this.#dependencies.anticipation.summarizeUser(this.#principal, userId)
    return summary && userSummaryBundle(summary, this.#dependencies.clock.now())
  }

  #compactionContent(conversationId: string): Promise<MaybeBundle> {
    return this.#caches.pushes.of(this.#keyOf('compaction_update', conversationId), async () => {
      const news = await this.#dependencies.anticipation.compactionNews(this.#principal, conversationId)
      return news && compactionUpdateBundle(news)
    })
  }
}
