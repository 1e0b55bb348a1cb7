/** Sizes of V8's objects on 64 bits without pointer compression, as Node is built (V8's object layouts, Node 20). */
const WORD = 8
const STRING_HEADER = 2 * WORD
/** Map, properties, elements; an array has its length and the header of its elements besides. */
const OBJECT_HEADER = 3 * WORD
const ARRAY_HEADER = 6 * WORD
/** A number beside small integers is an object of its own. */
const HEAP_NUMBER = 2 * WORD
/** Key, value and chain, and the buckets of a table that is three quarters full on average. */
const TABLE_ENTRY = 5 * WORD
/** The view, its buffer, and what keeps track of bytes outside the heap. */
const BUFFER_OVERHEAD = 200

const MAX_SMALL_INTEGER = 2 ** 31
/** A string with one such character takes two bytes for each of its characters. */
const BEYOND_LATIN1 = /[\u0100-\uffff]/

/**
 * Bytes of memory that plain data holds: strings, numbers, arrays, objects, maps, sets and bytes, however they are nested; what
 * is there twice counts once. Near enough to bound a cache by: a test compares it with what the heap grows by.
 *
 * Cost  linear in the data; 0.1 ms for a version of 100 turns.
 */
export function retainedBytes(value: unknown): number {
  const seen = new Set<object>()
  const open: unknown[] = [value]
  let bytes = 0
  while (open.length > 0) bytes += ownBytes(open.pop(), seen, open)
  return bytes
}

export const stringBytes = (text: string): number =>
  STRING_HEADER + WORD * Math.ceil(((BEYOND_LATIN1.test(text) ? 2 : 1) * text.length) / WORD)

/** Without what it refers to, which is added to `open`. */
function ownBytes(value: unknown, seen: Set<object>, open: unknown[]): number {
  if (typeof value === 'string') return stringBytes(value)
  if (typeof value === 'number')
    return Number.isInteger(value) && Math.abs(value) < MAX_SMALL_INTEGER ? 0 : HEAP_NUMBER
  if (typeof value === 'bigint') return HEAP_NUMBER
  if (typeof value !== 'object' || value === null || seen.has(value)) return 0
  seen.add(value)
  if (ArrayBuffer.isView(value)) return BUFFER_OVERHEAD + value.byteLength
  if (Array.isArray(value)) return addAll(value, open) * WORD + ARRAY_HEADER
  if (value instanceof Set) return addAll(value, open) * TABLE_ENTRY + OBJECT_HEADER
  if (value instanceof Map) {
    addAll(value.keys(), open)
    return addAll(value.values(), open) * TABLE_ENTRY + OBJECT_HEADER
  }
  return addAll(Object.values(value), open) * WORD + OBJECT_HEADER
}

/** How many they are. */
function addAll(values: Iterable<unknown>, open: unknown[]): number {
  const before = open.length
  for (const value of values) open.push(value)
  return open.length - before
}
