import type { ContextBundleProto } from '@precis/protocol/stream'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { AnticipationService } from '../services/anticipation.js'
import type { Principal } from '../services/types.js'
import { anticipationBundle, compactionUpdateBundle, userSummaryBundle } from './bundles.js'
import type { Hub, HubEvent } from './hub.js'
import type { RecentConversations } from './recent.js'
import { createShareOfLoop } from './share-of-loop.js'

/** Names a push without its content, which is made when it is sent. */
export type PushKey =
  | { readonly kind: 'compaction_update'; readonly conversationId: string }
  | { readonly kind: 'anticipation'; readonly conversationId: string }
  | { readonly kind: 'user_summary'; readonly userId: string }

export interface FeedSubscriber {
  push(key: PushKey): void
}

/** One stream's part in the feed of its instance. */
export interface FeedMember {
  /** The newest content of a push; undefined when there is none (any more). */
  contentOf(key: PushKey): Promise<ContextBundleProto | undefined>
  /** Offers again what recently active conversations have to say. */
  repeatRecent(): void
  leave(): void
}

export interface Feeds {
  /** Joins the feed of the caller's instance, and offers what it may have missed. */
  join(principal: Principal, subscriber: FeedSubscriber): FeedMember
  stop(): void
}

export interface FeedDependencies {
  readonly hub: Hub
  readonly recent: RecentConversations
  readonly anticipation: AnticipationService
  readonly clock: Clock
  onError(error: unknown): void
}

/** Contents of one instance that are kept for streams which have not taken them yet. A bundle is about 10 KB. */
const KEPT_CONTENTS = 500
/** Conversations of one instance whose pushed items are remembered. */
const REMEMBERED_CONVERSATIONS = 1_000
/** Clients forget an item after 30 minutes; a little before that it counts as not pushed. */
const PUSHED_MEMORY_MS = 1_500_000

interface InstanceFeed {
  readonly principal: Principal
  readonly subscribers: Set<FeedSubscriber>
  readonly compactions: LRUCache<string, Promise<ContextBundleProto | undefined>>
  readonly anticipations: LRUCache<string, ContextBundleProto>
  readonly summaries: LRUCache<string, Promise<ContextBundleProto | undefined>>
  /** Ids of items that every subscriber has been given, by conversation. */
  readonly pushed: LRUCache<string, { readonly sinceMs: number; readonly ids: Set<string> }>
  unsubscribe(): void
}

/**
 * Turns what happens in an instance into pushes for all of its streams.
 *
 * A feed lives while its instance has a stream: without listeners nothing is predicted. What is made once is made for
 * all streams. Predictions of all instances together take a bounded share of the event loop.
 */
export function createFeeds(dependencies: FeedDependencies): Feeds {
  const { hub, recent, anticipation, clock, onError } = dependencies
  const feeds = new Map<string, InstanceFeed>()
  const predictions = createShareOfLoop(clock, onError)

  const offer = (feed: InstanceFeed, key: PushKey) => {
    for (const subscriber of feed.subscribers) subscriber.push(key)
  }

  const remember = (feed: InstanceFeed, conversationId: string) => {
    const known = feed.pushed.get(conversationId)
    if (known && clock.now() - known.sinceMs < PUSHED_MEMORY_MS) return known.ids
    const ids = new Set<string>()
    feed.pushed.set(conversationId, { sinceMs: clock.now(), ids })
    return ids
  }

  const predict = async (feed: InstanceFeed, conversationId: string) => {
    if (feed.subscribers.size === 0) return
    const pushedIds = remember(feed, conversationId)
    const found = await anticipation.anticipate(feed.principal, conversationId, pushedIds)
    if (found === undefined) return
    for (const item of found.items) pushedIds.add(item.id)
    feed.anticipations.set(conversationId, anticipationBundle(found, clock.now()))
    if (found.items.length > 0) offer(feed, { kind: 'anticipation', conversationId })
    if (found.userId !== null && !feed.summaries.has(found.userId)) offerSummary(feed, found.userId)
  }

  const predictLater = (feed: InstanceFeed, conversationId: string) =>
    predictions.run(`${feed.principal.instanceId} ${conversationId}`, () => predict(feed, conversationId))

  const offerSummary = (feed: InstanceFeed, userId: string) => {
    const bundle = anticipation
      .summarizeUser(feed.principal, userId)
      .then((summary) => summary && userSummaryBundle(summary, clock.now()))
    feed.summaries.set(userId, bundle)
    bundle.then((made) => made && offer(feed, { kind: 'user_summary', userId }), onError)
  }

  const compactionContent = (feed: InstanceFeed, conversationId: string) => {
    const known = feed.compactions.get(conversationId)
    if (known) return known
    const bundle = anticipation
      .compactionNews(feed.principal, conversationId)
      .then((news) => news && compactionUpdateBundle(news))
    feed.compactions.set(conversationId, bundle)
    bundle.catch(() => feed.compactions.delete(conversationId))
    return bundle
  }

  const onEvent = (feed: InstanceFeed, event: HubEvent) => {
    const { conversationId } = event
    if (event.kind === 'message_recorded') predictLater(feed, conversationId)
    if (event.kind !== 'compaction_published') return
    feed.compactions.delete(conversationId)
    offer(feed, { kind: 'compaction_update', conversationId })
    compactionContent(feed, conversationId).then((bundle) => {
      const userId = bundle?.anticipationUserId ?? ''
      if (feed.summaries.has(userId)) offerSummary(feed, userId)
    }, onError)
  }

  const open = (principal: Principal): InstanceFeed => {
    const feed: InstanceFeed = {
      principal,
      subscribers: new Set(),
      compactions: new LRUCache({ max: KEPT_CONTENTS }),
      anticipations: new LRUCache({ max: KEPT_CONTENTS }),
      summaries: new LRUCache({ max: KEPT_CONTENTS }),
      pushed: new LRUCache({ max: REMEMBERED_CONVERSATIONS }),
      unsubscribe: hub.subscribe(principal.instanceId, (event) => onEvent(feed, event)),
    }
    feeds.set(principal.instanceId, feed)
    return feed
  }

  const contentOf = async (feed: InstanceFeed, key: PushKey) => {
    if (key.kind === 'compaction_update') return compactionContent(feed, key.conversationId)
    if (key.kind === 'anticipation') return feed.anticipations.get(key.conversationId)
    return feed.summaries.get(key.userId)
  }

  return {
    join(principal, subscriber) {
      const feed = feeds.get(principal.instanceId) ?? open(principal)
      feed.subscribers.add(subscriber)
      // The newcomer has none of the items that the others hold: they count as not pushed again.
      feed.pushed.clear()
      const repeatRecent = () => {
        for (const conversationId of recent.list(principal.instanceId)) {
          subscriber.push({ kind: 'compaction_update', conversationId })
          const anticipated = feed.anticipations.get(conversationId)
          if (anticipated === undefined) {
            // Its last turn was recorded while nobody listened.
            predictLater(feed, conversationId)
            continue
          }
          subscriber.push({ kind: 'anticipation', conversationId })
          const userId = anticipated.anticipationUserId
          if (feed.summaries.has(userId)) subscriber.push({ kind: 'user_summary', userId })
        }
      }
      repeatRecent()
      return {
        contentOf: (key) => contentOf(feed, key),
        repeatRecent,
        leave() {
          feed.subscribers.delete(subscriber)
          if (feed.subscribers.size > 0 || feeds.get(principal.instanceId) !== feed) return
          feed.unsubscribe()
          feeds.delete(principal.instanceId)
        },
      }
    },
    stop() {
      predictions.stop()
      for (const feed of feeds.values()) feed.unsubscribe()
      feeds.clear()
    },
  }
}
