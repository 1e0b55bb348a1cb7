import { LRUCache } from 'lru-cache'
import type { ConversationHead, Store, StoredCompaction } from '../store/contract.js'
import type { CompactionDetail } from './engine-work.js'

/** One version with its details read. */
export interface Version {
  readonly stored: StoredCompaction
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
  /** Versions that are kept, and their characters. */
  readonly size: number
  readonly characters: number
}

/**
 * Characters of versions that are kept ready, those of the details twice: as text and as what was read from it. Measured: 2.4
 * bytes of memory for each, so 40 MB in all, 100 conversations of 100 turns.
 */
const MAX_VERSION_CHARACTERS = 16 * 1024 * 1024

/** @param maxCharacters of the versions that are kept. */
export function createVersionReader(
  store: Pick<Store, 'compactions'>,
  maxCharacters = MAX_VERSION_CHARACTERS,
): VersionReader {
  /** Of each conversation the one that was last read as its newest: nobody asks for those before it. */
  const newest = new LRUCache<string, Version>({ maxSize: maxCharacters, sizeCalculation: sizeOf })
  const read = async (instanceId: string, conversationId: string, version: number) => {
    const stored = await store.compactions.byVersion(instanceId, conversationId, version)
    // The JSON text that the engine thread wrote.
    return stored && { stored, detail: JSON.parse(stored.detail) as CompactionDetail }
  }
  return {
    async newest(instanceId, { conversationId, latestCompactionId, latestVersion }) {
      if (latestCompactionId === null) return undefined
      const key = keyOf(instanceId, conversationId)
      const known = newest.get(key)
      if (known?.stored.id === latestCompactionId) return known
      const found = await read(instanceId, conversationId, latestVersion)
      if (found) newest.set(key, found)
      return found
    },
    numbered: read,
    forget: (instanceId, conversationId) => void newest.delete(keyOf(instanceId, conversationId)),
    forgetAll: () => newest.clear(),
    get size() {
      return newest.size
    },
    get characters() {
      return newest.calculatedSize
    },
  }
}

const keyOf = (instanceId: string, conversationId: string) => `${instanceId} ${conversationId}`

const sizeOf = ({ stored }: Version) =>
  Object.values(stored.renderings).reduce((size, { text }) => size + text.length, 2 * stored.detail.length)
