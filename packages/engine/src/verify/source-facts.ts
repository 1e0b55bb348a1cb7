import { stemmer } from 'stemmer'
import { readWords } from '../annotate/words.js'
import { type Conversation, dayOf } from '../conversation.js'
import { type CompiledClaims, claimCuesFor } from '../lexicon/claims/registry.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { Wording } from '../lexicon/types.js'
import { type DayPatterns, dayKey, dayPatterns, statedDays, statedWeekdays } from './days.js'
import { ordinalsInWords } from './number-words.js'
import { converted, statedNumbers } from './numbers.js'

/** What the conversation contains, for looking claims up. */
export interface SourceFacts {
  /** Words as they stand, and the stems of English ones; in scripts without spaces also pairs of characters. */
  readonly words: ReadonlySet<string>
  /** Every reading of every number, in the units in which a summary may tell it. */
  readonly numbers: ReadonlySet<string>
  readonly identifiers: ReadonlySet<string>
  /** `month-day` of every date that was said or that a message was sent on. */
  readonly days: ReadonlySet<string>
  /** Days of a month that were said without one: "slips a week, so the 13th". */
  readonly bareDays: ReadonlySet<number>
  /** Weekdays that were named or fell on such a date, 0 for Sunday. */
  readonly weekdays: ReadonlySet<number>
  /** Runs of three words, to look quotes up. */
  readonly trigrams: ReadonlySet<string>
  readonly dayPatterns: DayPatterns
  readonly claims: CompiledClaims
}

const ENGLISH_WORD = /^[a-z]{4,30}$/
const NUMERAL = /\d+/g
/** "The 13th", "le 13", "am 13." */
const BARE_DAY =
  /\b([12]?\d|3[01])(?:st|nd|rd|th)\b|\b(?:the|le|au|el|al|am|den|dem|dia|día)\s([12]?\d|3[01])(?![\d:%€$h]|\s?(?:h|uhr|euros?|%)\b)/giu
const DAYS_OF_MONTH = 31
const SPELLED = /^(?:\p{L}_)+\p{L}?$/u

/** Without the marks of the sentence and the code quotes around it. */
export const bareIdentifier = (text: string): string => text.replace(/^`|[`.,;:!?]+$/g, '')

const plainNumeral = (numeral: string) => numeral.replace(/^0+(?=\d)/, '')

/** "Pâques" is "paques" where somebody types in a hurry. */
const unaccented = (word: string): string =>
  /[\u00c0-\u024f]/.test(word) ? word.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : word

/** A word as it stands, without accents, without a genitive's ending, and an acronym that was spelled ("L_C_D_") in one. */
export function spellingsOf(word: string): readonly string[] {
  if (word.endsWith("'s")) return [word, word.slice(0, -2)]
  const bare = unaccented(word)
  if (bare !== word) return [word, bare]
  return word.includes('_') && SPELLED.test(word) ? [word, word.replaceAll('_', '')] : [word]
}

/** Collects what the conversation contains. Cost: linear in the conversation. */
export function sourceFacts(conversation: Conversation, lexicon: CompiledLexicon): SourceFacts {
  const { wording, language } = lexicon.source
  const claims = claimCuesFor(language)
  const patterns = dayPatterns(wording, claims.source)
  const words = new Set<string>()
  const numbers = new Set<string>()
  const identifiers = new Set<string>()
  const days = new Set<string>()
  const bareDays = new Set<number>()
  const weekdays = new Set<number>()
  const trigrams = new Set<string>()
  const addDate = (iso: string) => {
    days.add(dayKey(iso))
    const time = Date.parse(iso.slice(0, 10))
    if (!Number.isNaN(time)) weekdays.add(new Date(time).getUTCDay())
    for (const numeral of iso.slice(0, 10).match(NUMERAL) ?? []) numbers.add(plainNumeral(numeral))
  }
  for (const { message, annotation } of conversation.entries) {
    const { content } = message
    const spoken = readWords(`${message.name ?? ''} ${message.role}\n${content}`).lower
    spoken.forEach((word, at) => {
      for (const spelling of spellingsOf(word)) words.add(spelling)
      if (at >= 1 && word.length === 1) words.add(`${spoken[at - 1]}${word}`)
      if (at >= 2) trigrams.add(`${spoken[at - 2]} ${spoken[at - 1]} ${word}`)
    })
    for (const stated of statedNumbers(content, claims.source))
      for (const reading of [...stated.readings, ...converted(content, stated, claims.source)])
        numbers.add(reading)
    for (const place of ordinalsInWords(content, claims.source)) {
      numbers.add(String(place))
      if (place <= DAYS_OF_MONTH) bareDays.add(place)
    }
    for (const numeral of content.match(NUMERAL) ?? []) numbers.add(plainNumeral(numeral))
    const stated = statedDays(content, patterns)
    for (const { readings } of stated) for (const reading of readings) days.add(reading)
    for (const match of content.matchAll(BARE_DAY))
      if (
        !stated.some(
          ({ start, text }) => match.index < start + text.length && start < match.index + match[0].length,
        )
      )
        bareDays.add(Number(match[1] ?? match[2]))
    for (const { day } of statedWeekdays(content, patterns)) weekdays.add(day)
    for (const call of message.toolCalls ?? [])
      for (const word of readWords(`${call.name} ${call.arguments}`).lower) words.add(word)
    const sentOn = dayOf(message)
    if (sentOn !== undefined) addDate(sentOn)
    for (const unit of annotation.units) {
      for (const identifier of unit.identifiers) identifiers.add(bareIdentifier(identifier))
      if (unit.eventDate !== undefined) addDate(unit.eventDate)
    }
  }
  for (const word of readWords(wordsOfEngine(wording)).lower) words.add(word)
  if (language === 'en') for (const word of [...words]) if (ENGLISH_WORD.test(word)) words.add(stemmer(word))
  return { words, numbers, identifiers, days, bareDays, weekdays, trigrams, dayPatterns: patterns, claims }
}

/** Headings and labels are the engine's own words, and no claim about the conversation. */
function wordsOfEngine({ months, status, ...own }: Wording): string {
  return [...months, ...Object.values(status), ...Object.values(own)].join('\n')
}

/** Whether a word stands in the conversation, in whatever English form. */
export const isKnownWord = (word: string, { words }: SourceFacts): boolean =>
  words.has(word) || words.has(unaccented(word)) || (ENGLISH_WORD.test(word) && words.has(stemmer(word)))
