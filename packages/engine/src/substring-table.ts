/** Slots; a power of two. A quarter stays free, so that a search is short. */
const SLOTS = 1 << 15
const MAX_ENTRIES = SLOTS * 0.75
/** Slots that are looked at. A stranger can send texts whose hashes collide: what finds no slot is not remembered. */
const MAX_PROBES = 8
/** Longer substrings are not remembered: identifiers of 20 characters and more rarely return, "accommodation" does. */
const MAX_CHARACTERS = 20
/** From so many characters on V8 keeps a substring as a reference to the text it was cut from, which would stay in memory. */
const MIN_REFERENCED_CHARACTERS = 13

/** Starts the hash of a substring; `addToHash` takes its characters one by one. */
export const HASH_START = 0
export const addToHash = (hash: number, code: number): number => Math.imul(hash ^ code, 0x9e3779b1) | 0

export function hashOf(text: string, start: number, end: number): number {
  let hash = HASH_START
  for (let at = start; at < end; at++) hash = addToHash(hash, text.charCodeAt(at))
  return hash
}

/**
 * Remembers a value for each of many short substrings, and finds it again without cutting the substring out: texts use the same
 * words again and again, and whoever scans them has the hash at hand.
 *
 * Exact: characters are compared, not hashes. Memory: at most 24,576 entries, about 2 MB with their keys; all are dropped
 * when there are more. Cost: constant.
 */
export class SubstringTable<V> {
  readonly #hashes = new Int32Array(SLOTS)
  #keys: (string | undefined)[] = new Array(SLOTS).fill(undefined)
  #values: (V | undefined)[] = new Array(SLOTS).fill(undefined)
  #size = 0

  find(text: string, start: number, end: number, hash: number): V | undefined {
    const length = end - start
    if (length > MAX_CHARACTERS) return undefined
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = ((hash ^ (hash >>> 16)) + probe) & (SLOTS - 1)
      const key = this.#keys[slot]
      if (key === undefined) return undefined
      if (this.#hashes[slot] === hash && key.length === length && isAt(key, text, start))
        return this.#values[slot]
    }
    return undefined
  }

  /** The substring, as a string of its own where it can be remembered. */
  cutOut(text: string, start: number, end: number): string {
    const length = end - start
    if (length < MIN_REFERENCED_CHARACTERS || length > MAX_CHARACTERS) return text.slice(start, end)
    const codes: number[] = []
    for (let at = start; at < end; at++) codes.push(text.charCodeAt(at))
    return String.fromCharCode(...codes)
  }

  /** Remembers a value for what `cutOut` gave; what is too long is left alone. */
  remember(key: string, hash: number, value: V): void {
    if (key.length > MAX_CHARACTERS) return
    if (this.#size >= MAX_ENTRIES) this.clear()
    for (let probe = 0; probe < MAX_PROBES; probe++) {
      const slot = ((hash ^ (hash >>> 16)) + probe) & (SLOTS - 1)
      if (this.#keys[slot] !== undefined) continue
      this.#hashes[slot] = hash
      this.#keys[slot] = key
      this.#values[slot] = value
      this.#size++
      return
    }
  }

  clear(): void {
    this.#keys = new Array(SLOTS).fill(undefined)
    this.#values = new Array(SLOTS).fill(undefined)
    this.#size = 0
  }
}

function isAt(key: string, text: string, start: number): boolean {
  for (let at = 0; at < key.length; at++) if (key.charCodeAt(at) !== text.charCodeAt(start + at)) return false
  return true
}
