import { tagsOf } from '../annotate/facts.js'
import { isUnspaced, readWords, type Words } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { CueName } from '../lexicon/types.js'

/** A cue has to open a clause: "a company I like" and "the path I've chosen" mention in passing. */
const CLAUSE_BREAK = /[,;:–—]\s|\s-\s|[.!?]\s|\b(?:and|but|because|so|though)\b/i
const WORDS_OF_OPENING = 7

/** Whether a phrase of the cue stands among the first words of a clause. */
export function opensClauseWith(
  language: string,
  said: string,
  cue: CueName,
  holds: (clause: string) => boolean = () => true,
): boolean {
  const lexicon = lexiconFor(language)
  const hasCue = (words: Words) => tagsOf(words, lexicon, 'cues').has(cue)
  return said.split(CLAUSE_BREAK).some((clause) => {
    if (!holds(clause)) return false
    // Where words are not spaced each character is read as one.
    if (isUnspaced(clause)) return hasCue(readWords(clause))
    const words = readWords(clause)
    const end = words.ends[Math.min(WORDS_OF_OPENING, words.ends.length) - 1]
    return end !== undefined && hasCue(readWords(clause.slice(0, end)))
  })
}
