import { entitiesOf } from '../annotate/entities.js'
import { readWords } from '../annotate/words.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { list } from '../lexicon/list.js'
import { statedDays, statedWeekdays } from './days.js'
import { statedNames } from './names.js'
import { converted, statedNumbers } from './numbers.js'
import { bareIdentifier, isKnownWord, type SourceFacts } from './source-facts.js'

export type ClaimKind =
  | 'number'
  | 'name'
  | 'date'
  | 'quote'
  | 'identifier'
  | 'speaker'
  | 'negation'
  | 'modality'
  | 'unit'
  | 'outdated'
  | 'actor'
  | 'request or decision'

/** Something that a text states and that the conversation either contains or does not. */
export interface Claim {
  readonly kind: ClaimKind
  readonly text: string
  readonly isSupported: boolean
  /** How a number or date may be read. */
  readonly readings?: readonly string[]
}

/** Fewer words in quotation marks are a name or an emphasis. */
const MIN_QUOTE_WORDS = 3
const QUOTE = /[“„"«「『]([^“”„"«»「」『』\n]{4,600})[”“"»」』]/gu
/** Said of somebody whom others may call without one, or by another's short form. */
const TITLES: ReadonlySet<string> = new Set(
  list(
    'mr, mrs, ms, miss, dr, doctor, prof, herr, herrn, hr, frau, fr, m, mme, mlle, monsieur, madame, señor, señora, don, doña, senhor, senhora, sr, sra, dona',
  ),
)
/** "…" inside a quote leaves something out. */
const GAP = /\s*(?:\[?(?:\.{3}|…)\]?)\s*/u
/** Smaller numbers in words count what the text itself lists ("both", "the two of them"). */
const MIN_NUMBER_WORD = 3

/** The handle of a message that a text of ours shows in part. */
const HANDLE = /\[m\d{1,10}\]/g

/** Reads the numbers, names, dates, quotes and identifiers of a sentence and looks each of them up. */
export function claimsOf(text: string, facts: SourceFacts, lexicon: CompiledLexicon): Claim[] {
  const sentence = text.replace(HANDLE, ' ')
  const claims: Claim[] = []
  const known = (text: string) =>
    readWords(text).lower.every((word) => isKnownWord(word, facts) || TITLES.has(word))
  const stated = statedDays(sentence, facts.dayPatterns)
  const identifiers = entitiesOf(sentence, readWords(sentence), lexicon)
    .identifiers.map(bareIdentifier)
    .filter((text) => !/^[\d/.-]+$/.test(text))
  const numbers = statedNumbers(sentence, facts.claims.source)
  for (const { text, readings, mayBeNumber } of stated) {
    const isSupported =
      readings.some((reading) => facts.days.has(reading) || isBareDay(reading, facts)) ||
      (mayBeNumber && facts.numbers.has(text))
    claims.push({ kind: 'date', text, isSupported, readings })
  }
  for (const { text, day } of statedWeekdays(sentence, facts.dayPatterns))
    if (!facts.weekdays.has(day)) claims.push({ kind: 'date', text, isSupported: false })
  for (const text of namesOf(sentence, facts, lexicon))
    if (!stated.some((date) => date.text.includes(text)))
      claims.push({ kind: 'name', text, isSupported: known(text) })
  for (const text of identifiers)
    claims.push({ kind: 'identifier', text, isSupported: facts.identifiers.has(text) || known(text) })
  const covered = [...stated, ...placesOf(identifiers, sentence)]
  for (const number of numbers) {
    if (covered.some(({ start, text }) => number.start >= start && number.start < start + text.length))
      continue
    if (number.isWord && Number(number.readings[0]) < MIN_NUMBER_WORD) continue
    const readings = [...number.readings, ...converted(sentence, number, facts.claims.source)]
    const isSupported = readings.some((reading) => facts.numbers.has(reading))
    claims.push({ kind: 'number', text: number.text, isSupported, readings: number.readings })
  }
  claims.push(...quotesOf(sentence, facts))
  return claims
}

/** A day that was said without its month, where that month, or the one before it, was spoken of. */
export function isBareDay(reading: string, { bareDays, days }: SourceFacts): boolean {
  const [month = 0, day = 0] = reading.split('-').map(Number)
  if (!bareDays.has(day)) return false
  return [...days].some((known) => known.startsWith(`${month}-`) || known.startsWith(`${month - 1}-`))
}

const namesOf = (sentence: string, facts: SourceFacts, lexicon: CompiledLexicon): string[] => {
  const weekdays = facts.dayPatterns.weekdays
  return statedNames(sentence, lexicon, (word) => isKnownWord(word.toLowerCase(), facts)).filter(
    (name) => !weekdays.has(name.toLowerCase()),
  )
}

/** Where the identifiers stand: their digits are no numbers. */
function placesOf(identifiers: readonly string[], sentence: string) {
  let from = 0
  return identifiers.map((text) => {
    const at = sentence.indexOf(text, from)
    const start = at < 0 ? sentence.indexOf(text) : at
    from = start + text.length
    return { start, text }
  })
}

function quotesOf(sentence: string, { trigrams }: SourceFacts): Claim[] {
  const claims: Claim[] = []
  for (const [, quoted = ''] of sentence.matchAll(QUOTE)) {
    const parts = quoted.split(GAP).map((part) => readWords(part).lower)
    if (parts.reduce((sum, words) => sum + words.length, 0) < MIN_QUOTE_WORDS) continue
    const isSupported = parts.every((words) =>
      words.every((word, at) => at < 2 || trigrams.has(`${words[at - 2]} ${words[at - 1]} ${word}`)),
    )
    claims.push({ kind: 'quote', text: quoted.trim(), isSupported })
  }
  return claims
}
