import { randomBytes, randomInt, randomUUID } from 'node:crypto'

/** Makes identifiers; injected, as time is. */
export interface Ids {
  /** A UUID v7: unique, and in order of creation within a process. */
  uuid(): string
  /** `prefix_` and 16 hexadecimal digits: the form of client and instance ids on the wire. */
  external(prefix: 'cli' | 'inst' | 'key' | 'era'): string
}

/** Values of the counter, which has the twelve bits that RFC 9562 calls `rand_a`. */
const COUNTER_VALUES = 0x1000
/** Where the random part of a UUID begins: its variant and 62 bits. */
const RANDOM_START = 18

/**
 * Makes UUIDs of version 7 with a counter (RFC 9562, 6.2, method 1), each after the one before, whatever the clock does.
 *
 * Every message takes two. Node gathers the random part for 128 of them at a time, so one takes a third of the time that
 * the library takes, which asks for each.
 */
export function createUuids(now: () => number = Date.now): () => string {
  let lastMs = 0
  let counter = 0
  return () => {
    const nowMs = now()
    if (nowMs > lastMs) {
      lastMs = nowMs
      // The lower half, so that there is room to count.
      counter = randomInt(COUNTER_VALUES / 2)
    } else if (++counter === COUNTER_VALUES) {
      lastMs++
      counter = 0
    }
    const time = lastMs.toString(16).padStart(12, '0')
    const count = counter.toString(16).padStart(3, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}${randomUUID().slice(RANDOM_START)}`
  }
}

export const systemIds: Ids = {
  uuid: createUuids(),
  external: (prefix) => `${prefix}_${randomBytes(8).toString('hex')}`,
}
