import type { ContextBundleProto } from '@precis/protocol/stream'
import { CacheMemory } from '../cache/cache-memory.js'
import type { Clock } from '../clock.js'
import type { AnticipationService } from '../services/anticipation.js'
import type { Principal } from '../services/types.js'
import type { Hub } from './hub.js'
import { createFeedCaches, type FeedSubscriber, InstanceFeed, type PushKey } from './instance-feed.js'
import type { RecentConversations } from './recent.js'
import { createShareOfLoop } from './share-of-loop.js'

export type { FeedSubscriber, PushKey }

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
  /** Default: one of its own. */
  readonly cacheMemory?: CacheMemory
  onError(error: unknown): void
}

interface OpenFeed {
  readonly feed: InstanceFeed
  unsubscribe(): void
}

/**
 * Turns what happens in an instance into pushes for all of its streams.
 *
 * A feed lives while its instance has a stream: without listeners nothing is predicted. Predictions of all instances
 * together take a bounded share of the event loop.
 */
export function createFeeds(dependencies: FeedDependencies): Feeds {
  const { hub, recent, anticipation, clock, cacheMemory = new CacheMemory(), onError } = dependencies
  const caches = createFeedCaches(cacheMemory)
  const open = new Map<string, OpenFeed>()
  const predictions = createShareOfLoop(clock, onError)

  const feedOf = (principal: Principal): OpenFeed => {
    const { instanceId } = principal
    const known = open.get(instanceId)
    if (known) return known
    const feed = new InstanceFeed(principal, {
      anticipation,
      predictions,
      clock,
      caches,
      hasGap: () => hub.hasGap,
      onError,
    })
    const unsubscribe = hub.subscribe(instanceId, (event) => feed.receive(event))
    const opened = { feed, unsubscribe }
    open.set(instanceId, opened)
    return opened
  }

  const stopGaps = hub.subscribeGaps((gap) => {
    for (const [instanceId, { feed }] of open) {
      feed.forgetAll()
      if (gap === 'ends')
        recent.recall(instanceId).then(() => feed.predictFor(recent.list(instanceId)), onError)
    }
  })

  return {
    join(principal, subscriber) {
      const { instanceId } = principal
      const joined = feedOf(principal)
      const { feed } = joined
      const repeatRecent = () => feed.repeat(recent.list(instanceId), subscriber)
      feed.add(subscriber)
      // Made before this process started: known to the store only.
      recent.recall(instanceId).then(repeatRecent, onError)
      return {
        contentOf: (key) => feed.contentOf(key),
        repeatRecent,
        leave() {
          feed.remove(subscriber)
          if (!feed.isEmpty || open.get(instanceId) !== joined) return
          joined.unsubscribe()
          // Nobody would drop what is erased from now on.
          feed.forgetAll()
          open.delete(instanceId)
        },
      }
    },
    stop() {
      stopGaps()
      predictions.stop()
      for (const { unsubscribe } of open.values()) unsubscribe()
      open.clear()
    },
  }
}
