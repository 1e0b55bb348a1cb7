import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { DirectoryStore } from '../store/contract-directory.js'
import type { Hub } from './hub.js'

/** Clients keep a pushed bundle for at most an hour; what is older than that, nobody has in hand. */
const ACTIVE_MS = 3_600_000
/** On a reconnect: more than an agent works on at a time, less than what would push everything else out of its cache. */
const MAX_REPEATED = 32
const MAX_INSTANCES = 1_000

/**
 * Which conversations of an instance are in use, so that a stream which comes back can be told again what it may have
 * missed. Existing clients break their own stream now and then, and a push in between is lost; a server that restarts
 * breaks every stream at once, so what was in use before comes from the store.
 */
export interface RecentConversations {
  /** Recently active conversations, the most recent last, at most 32. */
  list(instanceId: string): readonly string[]
  /** Adds those that were active before this process knew of the instance; reads the store once, and after each gap. */
  recall(instanceId: string): Promise<void>
  stop(): void
}

export interface RecentDependencies {
  readonly hub: Hub
  readonly store: { readonly directory: Pick<DirectoryStore, 'spokenInSince'> }
  readonly clock: Clock
}

interface ActiveConversations {
  /** Conversation to when it was last active, in ms; the most recent last. */
  readonly activeAtMs: LRUCache<string, number>
  /** Erased while the store was read: what it told of them is outdated. */
  readonly erased: Set<string>
  recalling: Promise<void> | undefined
}

export function createRecentConversations({ hub, store, clock }: RecentDependencies): RecentConversations {
  const byInstance = new LRUCache<string, ActiveConversations>({ max: MAX_INSTANCES })

  const activeIn = (instanceId: string): ActiveConversations => {
    const known = byInstance.get(instanceId)
    if (known) return known
    const made = {
      activeAtMs: new LRUCache<string, number>({ max: MAX_REPEATED }),
      erased: new Set<string>(),
      recalling: undefined,
    }
    byInstance.set(instanceId, made)
    return made
  }

  // Whoever asks next asks the store again: turns may have gone untold.
  const stopGaps = hub.subscribeGaps(() => {
    for (const active of byInstance.values()) active.recalling = undefined
  })
  const stopEvents = hub.subscribeAll(({ kind, instanceId, conversationId }) => {
    const { activeAtMs, erased, recalling } = activeIn(instanceId)
    if (kind === 'conversation_erased') {
      activeAtMs.delete(conversationId)
      if (recalling) erased.add(conversationId)
    } else {
      activeAtMs.set(conversationId, clock.now())
    }
  })

  const recall = async (instanceId: string, { activeAtMs, erased }: ActiveConversations) => {
    const heads = await store.directory.spokenInSince(instanceId, clock.now() - ACTIVE_MS, MAX_REPEATED)
    const before = heads.filter(
      ({ conversationId }) => !activeAtMs.has(conversationId) && !erased.has(conversationId),
    )
    const since = [...activeAtMs.entries()].reverse()
    activeAtMs.clear()
    for (const { conversationId, lastRecordedAtMs } of before.reverse())
      activeAtMs.set(conversationId, lastRecordedAtMs)
    for (const [conversationId, atMs] of since) activeAtMs.set(conversationId, atMs)
    erased.clear()
  }

  return {
    list(instanceId) {
      const oldestMs = clock.now() - ACTIVE_MS
      const entries = [...(byInstance.get(instanceId)?.activeAtMs.entries() ?? [])]
      return entries
        .filter(([, activeAtMs]) => activeAtMs >= oldestMs)
        .map(([conversationId]) => conversationId)
        .reverse()
    },
    async recall(instanceId) {
      const active = activeIn(instanceId)
      active.recalling ??= recall(instanceId, active)
      const { recalling } = active
      try {
        await recalling
      } catch (error) {
        // The next stream asks again.
        if (active.recalling === recalling) active.recalling = undefined
        throw error
      }
    },
    stop() {
      stopEvents()
      stopGaps()
    },
  }
}
