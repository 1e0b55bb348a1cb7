import { LRUCache } from 'lru-cache'
import type { ConversationHead, Store, StoredCompaction } from '../store/contract.js'
import type { CompactionDetail } from './engine-work.js'

/** One version with its details read. */
export interface Version {
  readonly stored: StoredCompaction
  readonly detail: CompactionDetail
}

/**
 * Reads versions, and keeps what it has read: a version never changes, and its id names no other.
 *
 * Which one is the newest is always asked of the conversation's head, so nothing here can be out of date.
 */
export interface VersionReader {
  newest(instanceId: string, head: ConversationHead): Promise<Version | undefined>
  numbered(instanceId: string, conversationId: string, version: number): Promise<Version | undefined>
  /** Drops what was read of a conversation, after something of it was deleted. */
  forget(instanceId: string, conversationId: string): void
  /** Drops everything, after deletions may have gone untold. */
  forgetAll(): void
}

/** Characters of versions that are kept ready. */
const CACHE_CHARACTERS = 32 * 1024 * 1024

export function createVersionReader(store: Pick<Store, 'compactions'>): VersionReader {
  const versions = new LRUCache<string, Version>({
    maxSize: CACHE_CHARACTERS,
    sizeCalculation: ({ stored }) =>
      Object.values(stored.renderings).reduce(
        (size, { text }) => size + text.length,
        2 * stored.detail.length,
      ),
  })
  const keyOf = (instanceId: string, compactionId: string) => `${instanceId} ${compactionId}`
  const read = async (instanceId: string, conversationId: string, version: number) => {
    const stored = await store.compactions.byVersion(instanceId, conversationId, version)
    if (!stored) return undefined
    // The JSON text that the engine thread wrote.
    const found = { stored, detail: JSON.parse(stored.detail) as CompactionDetail }
    versions.set(keyOf(instanceId, stored.id), found)
    return found
  }
  return {
    async newest(instanceId, head) {
      if (head.latestCompactionId === null) return undefined
      const known = versions.get(keyOf(instanceId, head.latestCompactionId))
      return known ?? read(instanceId, head.conversationId, head.latestVersion)
    },
    numbered: read,
    forget(instanceId, conversationId) {
      for (const [key, { stored }] of versions.entries())
        if (stored.conversationId === conversationId && key === keyOf(instanceId, stored.id))
          versions.delete(key)
    },
    forgetAll: () => versions.clear(),
  }
}
