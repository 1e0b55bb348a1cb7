import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Hub } from './hub.js'

/** Clients keep a pushed bundle for at most an hour; what is older than that, nobody has in hand. */
const ACTIVE_MS = 3_600_000
/** On a reconnect: more than an agent works on at a time, less than what would push everything else out of its cache. */
const MAX_REPEATED = 32
const MAX_INSTANCES = 1_000

/**
 * Which conversations of an instance are in use, so that a stream which comes back can be told again what it may have
 * missed. Existing clients break their own stream now and then, and a push in between is lost.
 */
export interface RecentConversations {
  /** Recently active conversations, the most recent last, at most 32. */
  list(instanceId: string): readonly string[]
  stop(): void
}

export function createRecentConversations(hub: Hub, clock: Clock): RecentConversations {
  const byInstance = new LRUCache<string, LRUCache<string, number>>({ max: MAX_INSTANCES })
  const stop = hub.subscribeAll(({ kind, instanceId, conversationId }) => {
    if (kind === 'conversation_erased') {
      byInstance.get(instanceId)?.delete(conversationId)
      return
    }
    const conversations = byInstance.get(instanceId) ?? new LRUCache<string, number>({ max: MAX_REPEATED })
    conversations.set(conversationId, clock.now())
    byInstance.set(instanceId, conversations)
  })
  return {
    list(instanceId) {
      const oldestMs = clock.now() - ACTIVE_MS
      const entries = [...(byInstance.get(instanceId)?.entries() ?? [])]
      return entries
        .filter(([, activeAtMs]) => activeAtMs >= oldestMs)
        .map(([conversationId]) => conversationId)
        .reverse()
    },
    stop,
  }
}
