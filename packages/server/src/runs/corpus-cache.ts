import { ByteCache, type CacheGauge } from '../cache/byte-cache.js'
import type { Corpus } from './corpus.js'

/** The part of a corpus that a cache looks at. */
type Sized = Pick<Corpus, 'characters'>

/**
 * Bytes of memory for each character of a corpus' documents. Measured: conversations of 100 turns take 484 KB each, 22,000
 * characters: the index has an entry for every word of every document.
 */
export const BYTES_PER_CHARACTER = 21

export interface CorpusCache<C extends Sized> extends CacheGauge {
  get(key: string): C | undefined
  /** Keeps a corpus, or takes note of how large one that is kept has become. */
  set(key: string, corpus: C): void
  clear(): void
}

/**
 * What a thread remembers of conversations.
 *
 * Owner      the thread.
 * Lifetime   until something is erased; the least recently used go when the bytes reach their bound.
 */
export function createCorpusCache<C extends Sized>(maxBytes: number): CorpusCache<C> {
  const kept = new ByteCache<C>(maxBytes)
  return {
    get: (key) => kept.get(key),
    set: (key, corpus) => kept.set(key, corpus, BYTES_PER_CHARACTER * corpus.characters),
    clear: () => kept.clear(),
    maxBytes,
    get entries() {
      return kept.entries
    },
    get bytes() {
      return kept.bytes
    },
    get evictions() {
      return kept.evictions
    },
  }
}
