import type { Conversation, Unit } from './conversation.js'

/** A number that depends on the set of terms and not on their order: two sums of 32-bit mixes, 52 bits in all. */
function termSetKey(terms: Unit['terms']): number {
  let low = 0
  let high = 0
  for (let k = 0; k < terms.length; k++) {
    const term = terms[k] as number
    low = (low + Math.imul(term + 0x9e3779b9, 0x85ebca6b)) | 0
    high = (high + Math.imul((term ^ (term >>> 15)) + 0x27d4eb2f, 0xc2b2ae35)) | 0
  }
  return (high & 0xfffff) * 0x100000000 + (low >>> 0)
}

/** Scoring and validating both ask for them. */
const known = new WeakMap<Conversation, Float64Array>()

/** For each unit a key that is the same for the same set of terms. Cost: linear in the terms, once. */
export function termSetKeys(conversation: Conversation): Float64Array {
  const keys = known.get(conversation) ?? findKeys(conversation)
  known.set(conversation, keys)
  return keys
}

function findKeys({ units }: Conversation): Float64Array {
  const keys = new Float64Array(units.length)
  for (let index = 0; index < keys.length; index++) keys[index] = termSetKey((units[index] as Unit).terms)
  return keys
}

/** A map from keys of term sets to small numbers, flat: a `Map` boxes keys of more than 31 bits. */
export class KeyTable {
  readonly #keys: Float64Array
  readonly #values: Int32Array
  readonly #mask: number

  /** `capacity` is the number of keys that will be set at most. */
  constructor(capacity: number) {
    const slots = 2 ** Math.ceil(Math.log2(2 * capacity + 2))
    this.#keys = new Float64Array(slots)
    this.#values = new Int32Array(slots).fill(-1)
    this.#mask = slots - 1
  }

  /** -1 for a key that was not set. */
  get(key: number): number {
    return this.#values[this.#slotOf(key)] as number
  }

  /** `value` is 0 or more. */
  set(key: number, value: number): void {
    const slot = this.#slotOf(key)
    this.#keys[slot] = key
    this.#values[slot] = value
  }

  #slotOf(key: number): number {
    // The low 32 bits are a mix already.
    let slot = key & this.#mask
    while (this.#values[slot] !== -1 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask
    return slot
  }
}
