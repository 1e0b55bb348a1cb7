import { LRUCache } from 'lru-cache'
import type { Corpus } from './corpus.js'

/** The part of a corpus that a cache looks at. */
type Sized = Pick<Corpus, 'characters'>

/**
 * Characters of documents that one thread keeps. Measured: 21 bytes of memory for each (conversations of 100 turns, 484 KB
 * each), so 90 MB in all, 180 such conversations.
 */
export const MAX_CORPUS_CHARACTERS = 4 * 1024 * 1024

export interface CorpusCache<C extends Sized> {
  get(key: string): C | undefined
  /** Keeps a corpus, or takes note of how large one that is kept has become. */
  set(key: string, corpus: C): void
  clear(): void
  readonly size: number
  /** Of all that are kept, as large as they were when they were last set. */
  readonly characters: number
}

/**
 * What a thread remembers of conversations.
 *
 * Owner      the thread.
 * Lifetime   until something is erased; the least recently used go when the characters reach their bound.
 */
export function createCorpusCache<C extends Sized>(maxCharacters = MAX_CORPUS_CHARACTERS): CorpusCache<C> {
  // The library looks at the size of a value once and not again when the same object is set; a corpus grows, so it is set in
  // a new wrapping each time. Without it corpora counted as large as their first message.
  const kept = new LRUCache<string, { readonly corpus: C; readonly size: number }>({
    maxSize: maxCharacters,
    sizeCalculation: ({ size }) => size,
  })
  return {
    get: (key) => kept.get(key)?.corpus,
    set: (key, corpus) => void kept.set(key, { corpus, size: corpus.characters + 1 }),
    clear: () => kept.clear(),
    get size() {
      return kept.size
    },
    get characters() {
      return kept.calculatedSize
    },
  }
}
