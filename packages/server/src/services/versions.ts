import type { ByteCache } from '../cache/byte-cache.js'
import { retainedBytes } from '../cache/retained-bytes.js'
import type { ConversationHead, Store, StoredCompaction } from '../store/contract.js'
import type { CompactionDetail } from './engine-work.js'

/** One version with its details read. */
export interface Version {
  /** Without the details' text, which is as large as all else. */
  readonly stored: Omit<StoredCompaction, 'detail'>
  readonly detail: CompactionDetail
}

/**
 * Reads versions, and keeps the newest of each conversation: a version never changes, and its id names no other.
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

/** @param newest Of each conversation the one that was last read as its newest: nobody asks for those before it. */
export function createVersionReader(
  store: Pick<Store, 'compactions'>,
  newest: ByteCache<Version>,
): VersionReader {
  const read = async (instanceId: string, conversationId: string, version: number) => {
    const found = await store.compactions.byVersion(instanceId, conversationId, version)
    if (found === undefined) return undefined
    const { detail, ...stored } = found
    // The JSON text that the engine thread wrote.
    return { stored, detail: JSON.parse(detail) as CompactionDetail }
  }
  return {
    async newest(instanceId, { conversationId, latestCompactionId, latestVersion }) {
      if (latestCompactionId === null) return undefined
      const key = keyOf(instanceId, conversationId)
      const known = newest.get(key)
      if (known?.stored.id === latestCompactionId) return known
      const found = await read(instanceId, conversationId, latestVersion)
      if (found) newest.set(key, found, retainedBytes(found))
      return found
    },
    numbered: read,
    forget: (instanceId, conversationId) => void newest.delete(keyOf(instanceId, conversationId)),
    forgetAll: () => newest.clear(),
  }
}

const keyOf = (instanceId: string, conversationId: string) => `${instanceId} ${conversationId}`
