import type { CacheGauge } from '../cache/byte-cache.js'
import type { ThreadCache } from './engine-thread-rank.js'

/** What the threads of a pool remember, as each told with its last ranking. */
export class ThreadCaches {
  readonly #told = new Map<number, ThreadCache>()

  note(cache: ThreadCache): void {
    this.#told.set(cache.threadId, cache)
  }

  /** @param alive Threads that are there; what others told is forgotten. */
  sum(alive: readonly { readonly threadId: number }[], maxBytes: number): CacheGauge {
    const ids = new Set(alive.map(({ threadId }) => threadId))
    for (const id of this.#told.keys()) if (!ids.has(id)) this.#told.delete(id)
    const caches = [...this.#told.values()]
    const total = (of: (cache: CacheGauge) => number) => caches.reduce((sum, cache) => sum + of(cache), 0)
    return {
      entries: total(({ entries }) => entries),
      bytes: total(({ bytes }) => bytes),
      evictions: total(({ evictions }) => evictions),
      maxBytes,
    }
  }
}
