import { countTokens } from '../count-tokens.js'
import { ITEM_BREAK } from './item-lines.js'
import { isSign } from './matter-marks.js'

/**
 * A longer text may have no place in reach at which the tokenizer splits whatever stands around it, so that counts of its
 * parts need not add up.
 */
const MAX_CHARACTERS = 500

/** Begins and ends with a character that is no blank, and has a letter or a digit, after the last of which there is such a place. */
const HAS_EDGES = /^(?!\s)(?=.*[\p{L}\p{N}]).*\S$/su

/** A unit stands on one line, whatever breaks it had. */
export const onOneLine = (text: string): string =>
  text.includes('\n') ? text.replace(/\s*\n\s*/g, ' ') : text

/**
 * Tokens (o200k_base) of a blank and the text on one line. The tokenizer splits between a blank and what stands before it, so
 * these add up to the tokens of a line. Undefined for a text of which that is not sure.
 */
export function lineTokensOf(text: string): number | undefined {
  if (text.length > MAX_CHARACTERS || !HAS_EDGES.test(text)) return undefined
  return countTokens(` ${onOneLine(text)}`)
}

/** Its last character is a word's: a full stop or a semicolon after it, with a blank behind, is one token. */
const ENDS_IN_WORD = /[\p{L}\p{N}]$/u
/** A break behind one of these is one token with it. */
const ENDS_IN_MARK = /[\p{L}\p{N}][.!?:;,]$/u
/** The same with one mark after it that may become a full stop. */
const ENDS_OPEN = /[\p{L}\p{N}][,;]$/u

/**
 * Adds up the tokens of one line while it is written, from what is stored of its units. `NaN` from the first part on of which
 * no count is stored.
 */
export class LineTally {
  #tokens: number

  /** `opening` is what stands before the first unit: it ends in a blank. */
  constructor(opening: number | undefined) {
    this.#tokens = opening ?? Number.NaN
  }

  get tokens(): number {
    return this.#tokens
  }

  /** Adds a unit after a joint: nothing at the beginning of the line, a blank, perhaps with a mark or a break before it. */
  add(text: string, joint: string, unit: number | undefined): void {
    if (joint === ITEM_BREAK) {
      const isWord = ENDS_IN_WORD.test(text.slice(-2))
      const isKnown = unit !== undefined && (isWord || ENDS_IN_MARK.test(text))
      this.#tokens += isKnown ? unit + (isWord ? 1 : 0) : Number.NaN
      return
    }
    if (isSign(joint)) {
      this.#tokens += unit === undefined ? Number.NaN : unit + 1
      return
    }
    const isAfterMark = joint === '. ' || joint === '; '
    const isKnown = joint === '' || joint === ' ' || (isAfterMark && ENDS_IN_WORD.test(text.slice(-2)))
    this.#tokens += isKnown && unit !== undefined ? unit + (isAfterMark ? 1 : 0) : Number.NaN
  }
}

/** Whether a unit has as many tokens when its open end is closed: a comma after a word is one token, and so is a full stop. */
export const isSameWhenClosed = (text: string, closed: string): boolean =>
  text === closed || ENDS_OPEN.test(text.slice(-3))
