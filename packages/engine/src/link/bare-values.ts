import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import { BARE_WORDS, type BareWords } from './bare-words.js'
import { type ClauseValue, clauseValues } from './clause-values.js'

/** A clause that gives a value and names hardly anything: "and at 8?", "8 is fine too", "so it's six now". */
export interface BareValue {
  readonly values: readonly ClauseValue[]
  /** Its words that are no part of the value and of no closed class, in lower case. */
  readonly rest: readonly string[]
  readonly text: string
  /** The clauses of the sentence before it; one may tell of a change: "the operation is put off, to the 26th". */
  readonly before: readonly string[]
  readonly asks: boolean
  readonly settles: boolean
  readonly anew: boolean
  /** "Moved to", "changed to". */
  readonly isMoved: boolean
  /** "Make it", "make that". */
  readonly isMade: boolean
  readonly isOfOnePerson: boolean
  /** Nothing stands before it that it would be told of: it opens the sentence, or goes on about what was spoken of. */
  readonly isFree: boolean
  readonly resumes: boolean
}

/** Other words that the clause may have; each has to stand in what it changes as well. */
const MAX_REST = 2
/** Words beside the value: a longer clause tells of more. */
const MAX_WORDS = 10
/** Values of one clause: "from Monday 3 to Friday 7 at 9". */
const MAX_VALUES = 4
/** Characters of a sentence that is looked at, and its clauses. */
const MAX_CHARACTERS = 300
const MAX_CLAUSES = 8
const CLAUSE = /(?:[^,;:!?….–—]|[,:.](?=\d)|[–—](?! )|(?<! )[–—])+[!?…]*|[!?…]+/gu

/**
 * The clauses of a sentence that give a value and name hardly anything. Languages that write words apart. Cost: linear in the sentence, of
 * which a bounded part is looked at.
 */
export function bareValues(sentence: string, language: string): readonly BareValue[] {
  const words = BARE_WORDS[language]
  if (words === undefined || sentence.length > MAX_CHARACTERS) return NONE
  // No clause has a value that the sentence has not: most have none, and are not taken apart.
  if (clauseValues(sentence, language).length === 0) return NONE
  const clauses = [...sentence.matchAll(CLAUSE)].slice(0, MAX_CLAUSES).map(([clause]) => clause)
  return clauses.flatMap((clause, at): BareValue[] => {
    const bare = readClause(withPoint(clause, sentence), language, words)
    if (bare === undefined) return []
    const before = clauses.slice(0, at)
    const resumes = words.resumes.test(clause)
    const isFree = resumes || before.every((one) => tellsReason(one, language, words))
    return [{ ...bare, before, isFree, resumes }]
  })
}

const NONE: readonly BareValue[] = []

/** "They cancelled it", "no wait": a clause without a value of its own that says why, or nothing. */
const tellsReason = (clause: string, language: string, { glue, upset }: BareWords): boolean =>
  clauseValues(clause, language).length === 0 &&
  (upset.test(clause) || readWords(clause).lower.every((word) => glue.has(word)))

/** "They moved me to the one in Groningen". */
const MOVES_SOMEBODY = /\b(?:moved|shifted|changed|rebooked) (?:me|us|you|him|her|them)\b/i

/** What a clause of change says besides: "the operation is put off". */
export function thingsChanged(clause: string, language: string): readonly string[] {
  const words = BARE_WORDS[language]
  if (
    words === undefined ||
    !words.moved.test(clause) ||
    MOVES_SOMEBODY.test(clause) ||
    clauseValues(clause, language).length > 0
  )
    return []
  const { stopwords } = lexiconFor(language)
  return readWords(clause).lower.filter(
    (word) => !words.glue.has(word) && !stopwords.has(word) && !words.upset.test(word),
  )
}

/** "Der 21.": the point behind a number at the end belongs to it. */
const withPoint = (clause: string, sentence: string): string =>
  /\d$/.test(clause) && sentence.includes(`${clause}.`) ? `${clause}.` : clause

function readClause(
  text: string,
  language: string,
  words: BareWords,
): Omit<BareValue, 'before' | 'isFree' | 'resumes'> | undefined {
  const values = clauseValues(text, language)
  if (values.length === 0 || values.length > MAX_VALUES || words.unsettled.test(text)) return undefined
  let beside = ''
  let at = 0
  for (const { start, end } of values) {
    beside += `${text.slice(at, start)} `
    at = end
  }
  const { lower } = readWords(beside + text.slice(at))
  const rest = lower.filter((word) => !words.glue.has(word) && !words.upset.test(word))
  if (lower.length > MAX_WORDS || rest.length > MAX_REST) return undefined
  const isMoved = words.moved.test(text)
  return {
    values,
    rest,
    text,
    asks: text.includes('?'),
    settles: words.settles.test(text) || words.made.test(text),
    anew: isMoved || words.anew.test(text),
    isMoved,
    isMade: words.made.test(text),
    isOfOnePerson: words.ofOnePerson.test(text),
  }
}
