import { ByteCache, type CacheGauge } from './byte-cache.js'

const MIB = 1024 * 1024

/**
 * Bytes of one share of the memory for caches: the main thread has one, and each thread that compacts. Holds what is asked for
 * again of about a hundred conversations of 100 turns (measured: 484 KB of one in a thread, 100 KB in the main thread).
 */
export const DEFAULT_SHARE_BYTES = 48 * MIB

/** Of the main thread's share. */
const PARTS = {
  /** The newest versions, read. */
  versions: 0.4,
  prompt_contexts: 0.3,
  /** What streams are offered: contents about compactions, and summaries of users. */
  pushes: 0.1,
  predictions: 0.06,
  /** Ids of items that subscribers have been given. */
  pushed_items: 0.04,
  /** Items of users, customers and instances. */
  owner_items: 0.1,
} as const

export type CacheName = keyof typeof PARTS

/**
 * The memory that the caches of a process share: every cache whose entries are of any size is opened here, so that their sum has
 * one bound and one place where it is seen.
 */
export class CacheMemory {
  /** Of each thread. */
  readonly shareBytes: number
  readonly #open = new Map<string, () => CacheGauge>()

  constructor(shareBytes: number = DEFAULT_SHARE_BYTES) {
    this.shareBytes = shareBytes
  }

  /** Opens one of the main thread's caches. */
  open<Value>(name: CacheName): ByteCache<Value> {
    const cache = new ByteCache<Value>(Math.floor(this.shareBytes * PARTS[name]))
    this.watch(name, () => cache)
    return cache
  }

  /** Shows a cache that lives elsewhere among the others. */
  watch(name: string, gauge: () => CacheGauge): void {
    this.#open.set(name, gauge)
  }

  /** Of each cache, by its name. */
  gauges(): ReadonlyMap<string, CacheGauge> {
    return new Map([...this.#open].map(([name, gauge]) => [name, gauge()]))
  }
}
