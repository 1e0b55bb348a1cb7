import { phraseLengthAt } from '../annotate/phrases.js'
import type { Words } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'

/** Words of a formula with which an assistant asks for a yes, all to be deleted but the one that says so. */
export interface ConfirmationFormula {
  /** Place of the word that stays: "confirm". */
  readonly kept: number
  /** Words of the whole formula. */
  readonly length: number
}

/** Phrases after the opening: "the following details", "that", "you would like to". */
const MAX_OBJECTS = 4

/**
 * Reads "Can you please confirm the following details: You would like to" at word `at`: "confirm" says as much.
 *
 * Returns undefined where no such formula stands, or nothing but it. Cost: constant.
 */
export function confirmationAt(
  lexicon: CompiledLexicon,
  words: Words,
  at: number,
): ConfirmationFormula | undefined {
  const opening = phraseLengthAt(lexicon.confirmationOpenings, words, at)
  if (opening === 0) return undefined
  let length = opening
  for (let round = 0; round < MAX_OBJECTS; round++) {
    const object = phraseLengthAt(lexicon.confirmationObjects, words, at + length)
    if (object === 0) break
    length += object
  }
  const kept = words.lower.findIndex((word, place) => place >= at && lexicon.confirmationWords.has(word))
  const isMore = length > 1 && at + length + 1 < words.lower.length
  return kept < 0 || kept >= at + opening || !isMore ? undefined : { kept, length }
}
