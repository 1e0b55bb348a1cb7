import { LRUCache } from 'lru-cache'
import { stringBytes } from './retained-bytes.js'

/** What the library and the wrapping take for each entry: a table's entry, six numbers, an object. */
const ENTRY_BYTES = 150

interface Entry<Value> {
  readonly value: Value
  readonly bytes: number
}

/** What a cache says of itself. */
export interface CacheGauge {
  readonly entries: number
  readonly bytes: number
  readonly maxBytes: number
  /** Entries that made room for others since the start: above 0, it has been full. */
  readonly evictions: number
}

/**
 * Values by name, until more than `maxBytes` of memory are held: then the least recently used go. One that is larger than all of
 * it is not kept.
 */
export class ByteCache<Value> implements CacheGauge {
  readonly maxBytes: number
  readonly #kept: LRUCache<string, Entry<Value>>
  #evictions = 0

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes
    this.#kept = new LRUCache<string, Entry<Value>>({
      maxSize: maxBytes,
      sizeCalculation: ({ bytes }) => bytes,
      dispose: (_entry, _key, reason) => {
        if (reason === 'evict') this.#evictions++
      },
    })
  }

  get(key: string): Value | undefined {
    return this.#kept.get(key)?.value
  }

  /** Without counting as a use. */
  peek(key: string): Value | undefined {
    return this.#kept.peek(key)?.value
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  /**
   * Keeps a value, or takes note of how large one has become that is kept already.
   *
   * @param bytes of memory that the value holds (`retainedBytes`); key and entry are added here.
   */
  set(key: string, value: Value, bytes: number): void {
    // A new wrapping: the library does not look again at the size of an object that it holds.
    this.#kept.set(key, { value, bytes: Math.ceil(bytes) + ENTRY_BYTES + stringBytes(key) })
  }

  delete(key: string): void {
    this.#kept.delete(key)
  }

  /** Cost: a look at every key. */
  deleteAllOf(prefix: string): void {
    for (const key of [...this.#kept.keys()]) if (key.startsWith(prefix)) this.#kept.delete(key)
  }

  clear(): void {
    this.#kept.clear()
  }

  get entries(): number {
    return this.#kept.size
  }

  get bytes(): number {
    return this.#kept.calculatedSize
  }

  get evictions(): number {
    return this.#evictions
  }
}
