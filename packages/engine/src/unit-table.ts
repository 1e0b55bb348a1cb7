import type { UnitAnnotation } from './types.js'
import { hintsWithout, readBits, type UnitBits } from './unit-flags.js'

/** Numbers for each unit: together half a cache line. */
const WIDTH = 8
const FLAGS = 0
const ACTS = 1
const WORDING = 2
const TOKENS = 3
const DENSE_TOKENS = 4
const PRICE = 5
const WORDS = 6
const COUNTS = 7

/** Bits for each of the three counts that share a number; higher counts say no more. */
const COUNT_BITS = 10
const MAX_COUNT = 2 ** COUNT_BITS - 1
const bounded = (values: readonly string[]): number => Math.min(MAX_COUNT, values.length)

/** Written anew for each unit. */
const bits: UnitBits = { flags: 0, acts: 0, wording: 0, hints: undefined }

/**
 * What the passes over a conversation ask of its units, side by side in one array. In a long conversation each look at an
 * annotation is a cache miss, and there are twenty passes: the annotation and its text are read for the few units of which a
 * pass wants more.
 */
export class UnitTable {
  readonly #rows: Int32Array

  private constructor(rows: Int32Array) {
    this.#rows = rows
  }

  static of(units: number): UnitTable {
    return new UnitTable(new Int32Array(units * WIDTH))
  }

  /** Writes what is known of a unit; `ofMessage` are the bits of `FLAG` that its message gives it. */
  set(unit: number, annotation: UnitAnnotation, ofMessage: number): void {
    const { names, numbers, identifiers } = annotation
    const rows = this.#rows
    const at = unit * WIDTH
    readBits(annotation, bits)
    rows[at + FLAGS] = bits.flags | ofMessage | (bits.hints ?? hintsWithout(ofMessage))
    rows[at + ACTS] = bits.acts
    rows[at + WORDING] = bits.wording
    writeTokens(rows, at, annotation)
    rows[at + WORDS] = annotation.wordCount
    rows[at + COUNTS] =
      bounded(numbers) | (bounded(names) << COUNT_BITS) | (bounded(identifiers) << (2 * COUNT_BITS))
  }

  /** The same with another shorter form of some units. */
  withShortened(units: Iterable<{ readonly index: number; readonly annotation: UnitAnnotation }>): UnitTable {
    const table = new UnitTable(this.#rows.slice())
    for (const { index, annotation } of units) writeTokens(table.#rows, index * WIDTH, annotation)
    return table
  }

  /** Bits of `FLAG`. */
  flags(unit: number): number {
    return this.#rows[unit * WIDTH + FLAGS] as number
  }

  /** Bits of `ACT_BIT`. */
  acts(unit: number): number {
    return this.#rows[unit * WIDTH + ACTS] as number
  }

  /** Bits of `WORDING_BIT`. */
  wording(unit: number): number {
    return this.#rows[unit * WIDTH + WORDING] as number
  }

  /** Tokens of the unit as it was said. */
  tokens(unit: number): number {
    return this.#rows[unit * WIDTH + TOKENS] as number
  }

  /** Tokens of the unit in its dense form. */
  denseTokens(unit: number): number {
    return this.#rows[unit * WIDTH + DENSE_TOKENS] as number
  }

  /** Tokens by which it competes. */
  price(unit: number): number {
    return this.#rows[unit * WIDTH + PRICE] as number
  }

  words(unit: number): number {
    return this.#rows[unit * WIDTH + WORDS] as number
  }

  numbers(unit: number): number {
    return (this.#rows[unit * WIDTH + COUNTS] as number) & MAX_COUNT
  }

  names(unit: number): number {
    return ((this.#rows[unit * WIDTH + COUNTS] as number) >>> COUNT_BITS) & MAX_COUNT
  }

  identifiers(unit: number): number {
    return ((this.#rows[unit * WIDTH + COUNTS] as number) >>> (2 * COUNT_BITS)) & MAX_COUNT
  }
}

function writeTokens(rows: Int32Array, at: number, annotation: UnitAnnotation): void {
  const { tokenCount, shortenedTokenCount = tokenCount, price = shortenedTokenCount } = annotation
  rows[at + TOKENS] = tokenCount
  rows[at + DENSE_TOKENS] = shortenedTokenCount
  rows[at + PRICE] = price
}
