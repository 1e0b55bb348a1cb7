import type { ByteCache } from './byte-cache.js'
import { retainedBytes } from './retained-bytes.js'

/** Until it is known: a promise. */
const BYTES_UNDER_WAY = 100

/** What is made once for all who ask for it, and kept while its cache has room. */
export class KeptContents<Value> {
  readonly #kept: ByteCache<Promise<Value>>
  readonly #bytesOf: (value: Value) => number

  /** @param bytesOf of memory that a content holds. */
  constructor(cache: ByteCache<Promise<Value>>, bytesOf: (value: Value) => number = retainedBytes) {
    this.#kept = cache
    this.#bytesOf = bytesOf
  }

  /** @param make may give undefined, which is kept as well; what fails is not kept. */
  of(key: string, make: () => Promise<Value>): Promise<Value> {
    return this.#kept.get(key) ?? this.renew(key, make)
  }

  /** Makes it anew, whatever is kept. */
  renew(key: string, make: () => Promise<Value>): Promise<Value> {
    const making = make()
    this.#kept.set(key, making, BYTES_UNDER_WAY)
    making.then(
      (value) => {
        if (this.#isOf(key, making)) this.#kept.set(key, making, BYTES_UNDER_WAY + this.#bytesOf(value))
      },
      () => {
        if (this.#isOf(key, making)) this.#kept.delete(key)
      },
    )
    return making
  }

  /** What is kept, or under way. */
  get(key: string): Promise<Value> | undefined {
    return this.#kept.get(key)
  }

  has(key: string): boolean {
    return this.#kept.has(key)
  }

  delete(key: string): void {
    this.#kept.delete(key)
  }

  deleteAllOf(prefix: string): void {
    this.#kept.deleteAllOf(prefix)
  }

  clear(): void {
    this.#kept.clear()
  }

  /** Whether it was not dropped, or made anew, meanwhile. */
  #isOf(key: string, making: Promise<Value>): boolean {
    return this.#kept.peek(key) === making
  }
}
