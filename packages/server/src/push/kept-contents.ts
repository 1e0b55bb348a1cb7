import { LRUCache } from 'lru-cache'

interface Kept<Value> {
  readonly making: Promise<Value | undefined>
  readonly size: number
}

/** Until it is known; the cache takes no entry without a size. */
const SIZE_UNDER_WAY = 1

/** What is made once for all who ask for it, and kept until more than `maxSize` is: the least recently asked for goes first. */
export class KeptContents<Value> {
  readonly #kept: LRUCache<string, Kept<Value>>
  readonly #sizeOf: (value: Value) => number

  /** @param maxSize of all that is kept, in the unit of `sizeOf`. */
  constructor(maxSize: number, sizeOf: (value: Value) => number) {
    this.#kept = new LRUCache({ maxSize, sizeCalculation: ({ size }) => size })
    this.#sizeOf = sizeOf
  }

  /** @param make undefined when there is nothing; what fails is not kept. */
  of(key: string, make: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.#kept.get(key)
    if (known) return known.making
    const making = make()
    this.#kept.set(key, { making, size: SIZE_UNDER_WAY })
    making.then(
      (value) => {
        if (!this.#isOf(key, making) || value === undefined) return
        this.#kept.set(key, { making, size: SIZE_UNDER_WAY + this.#sizeOf(value) })
      },
      () => {
        if (this.#isOf(key, making)) this.#kept.delete(key)
      },
    )
    return making
  }

  delete(key: string): void {
    this.#kept.delete(key)
  }

  clear(): void {
    this.#kept.clear()
  }

  get size(): number {
    return this.#kept.calculatedSize
  }

  /** Whether it was not dropped, or made anew, meanwhile. */
  #isOf(key: string, making: Kept<Value>['making']): boolean {
    return this.#kept.peek(key)?.making === making
  }
}
