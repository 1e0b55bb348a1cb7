import { stemmer } from 'stemmer'
import { entitiesOf } from '../annotate/entities.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, dayOf } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { Wording } from '../lexicon/types.js'

/** Something that a text states and that the conversation either contains or does not. */
export interface Claim {
  readonly kind: 'number' | 'name' | 'date' | 'quote' | 'identifier' | 'speaker'
  readonly text: string
  readonly isSupported: boolean
}

/** What the conversation contains, for looking claims up. */
export interface SourceFacts {
  /** Words as they stand, and the stems of English ones. */
  readonly words: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  readonly identifiers: ReadonlySet<string>
  /** `month-day` of every date that was said or that a message was sent on. */
  readonly days: ReadonlySet<string>
  /** Runs of three words, to look quotes up. */
  readonly trigrams: ReadonlySet<string>
  /** Day and month in the words of the conversation's language. */
  readonly dayPattern: RegExp
}

/** Fewer words in quotation marks are a name or an emphasis. */
const MIN_QUOTE_WORDS = 3
const QUOTE = /[“„"«「『]([^“”„"«»「」『』\n]{6,600})[”“"»」』]/gu
const ISO_DAY = /\b\d{4}-(\d{2})-(\d{2})\b/g
const NUMERAL = /\d+(?:[.,:]\d+)*/g
const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')

/** One spelling for one number: no thousands marks, no leading or trailing zeros that say nothing. */
function plainNumber(numeral: string): string {
  const plain = numeral.replace(/,(?=\d{3}(?!\d))/g, '').replace(/:00$/, '')
  return /^\d+$/.test(plain)
    ? plain.replace(/^0+(?=\d)/, '')
    : plain
        .replace(/^0+(?=\d)/, '')
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')
}

const numbersIn = (text: string): string[] => (text.match(NUMERAL) ?? []).map(plainNumber)

const ENGLISH_WORD = /^[a-z]{4,30}$/

interface FoundDay {
  readonly text: string
  readonly day: string
}

/** Month names of a language as they are matched, longest first. */
function monthPattern({ months }: Wording): RegExp {
  const names = months.flatMap((month) => (/^\p{L}{4,}$/u.test(month) ? [month, month.slice(0, 3)] : [month]))
  const any = [...new Set(names)].sort((a, b) => b.length - a.length).join('|')
  return new RegExp(
    `(\\d{1,2})(?:st|nd|rd|th|\\.)?\\s+(?:of |de |do )?(${any})(?!\\p{L})|(?<!\\p{L})(${any})\\.?\\s*(\\d{1,2})(?:st|nd|rd|th|日)?(?![\\d:])`,
    'giu',
  )
}

function monthNumber(name: string, { months }: Wording): number {
  const start = name.toLowerCase()
  return (
    months.findIndex(
      (month) =>
        month.toLowerCase() === start || (start.length >= 3 && month.toLowerCase().startsWith(start)),
    ) + 1
  )
}

function daysIn(text: string, wording: Wording, pattern: RegExp): FoundDay[] {
  const found: FoundDay[] = []
  for (const match of text.matchAll(ISO_DAY))
    found.push({ text: match[0], day: `${Number(match[1])}-${Number(match[2])}` })
  for (const match of text.matchAll(pattern)) {
    const month = monthNumber(match[2] ?? match[3] ?? '', wording)
    const day = Number(match[1] ?? match[4])
    if (month > 0 && day >= 1 && day <= 31) found.push({ text: match[0], day: `${month}-${day}` })
  }
  return found
}

const dayKey = (iso: string) => `${Number(iso.slice(5, 7))}-${Number(iso.slice(8, 10))}`

/** Collects what the conversation contains. Cost: linear in the conversation. */
export function sourceFacts(conversation: Conversation, lexicon: CompiledLexicon): SourceFacts {
  const words = new Set<string>()
  const stemmed = new Set<string>()
  const numbers = new Set<string>()
  const identifiers = new Set<string>()
  const days = new Set<string>()
  const trigrams = new Set<string>()
  const { wording } = lexicon.source
  const pattern = monthPattern(wording)
  const addDate = (iso: string) => {
    days.add(dayKey(iso))
    for (const numeral of iso.slice(0, 10).split('-')) numbers.add(plainNumber(numeral))
  }
  for (const { message, annotation } of conversation.entries) {
    const spoken = readWords(`${message.name ?? ''} ${message.role}\n${message.content}`).lower
    spoken.forEach((word, at) => {
      words.add(word)
      if (ENGLISH_WORD.test(word)) stemmed.add(word)
      const numeral = NUMBER_WORDS.indexOf(word)
      if (numeral >= 0) numbers.add(String(numeral))
      if (at >= 2) trigrams.add(`${spoken[at - 2]} ${spoken[at - 1]} ${word}`)
    })
    for (const number of numbersIn(message.content)) numbers.add(number)
    for (const found of daysIn(message.content, wording, pattern)) days.add(found.day)
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
  if (lexicon.source.language === 'en') for (const word of stemmed) words.add(stemmer(word))
  return { words, numbers, identifiers, days, trigrams, dayPattern: pattern }
}

/** Headings and labels are the engine's own words, and no claim about the conversation. */
function wordsOfEngine({ months, status, ...own }: Wording): string {
  return [...months, ...Object.values(status), ...Object.values(own)].join('\n')
}

/** Without the marks of the sentence and the code quotes around it. */
const bareIdentifier = (text: string): string => text.replace(/^`|[`.,;:!?]+$/g, '')

const isKnown = (word: string, { words }: SourceFacts): boolean =>
  words.has(word) || (ENGLISH_WORD.test(word) && words.has(stemmer(word)))

/** "4850 EUR" for "4,850 euros": a currency's code is a spelling of its unit. */
const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** Reads the numbers, names, dates, quotes and identifiers of a sentence and looks each of them up. */
export function claimsOf(sentence: string, facts: SourceFacts, lexicon: CompiledLexicon): Claim[] {
  const { wording } = lexicon.source
  const claims: Claim[] = []
  const known = (text: string) => readWords(text).lower.every((word) => isKnown(word, facts))
  const days = daysIn(sentence, wording, facts.dayPattern)
  for (const { text, day } of days) claims.push({ kind: 'date', text, isSupported: facts.days.has(day) })
  const { names, ...found } = entitiesOf(sentence, readWords(sentence), lexicon)
  const identifiers = found.identifiers.map(bareIdentifier)
  for (const text of names)
    if (!CURRENCY_CODES.has(text) && !days.some((date) => date.text.includes(text)))
      claims.push({ kind: 'name', text, isSupported: known(text) })
  for (const text of identifiers)
    claims.push({ kind: 'identifier', text, isSupported: facts.identifiers.has(text) || known(text) })
  for (const numeral of sentence.match(NUMERAL) ?? []) {
    if (days.some(({ text }) => text.includes(numeral)) || identifiers.some((text) => text.includes(numeral)))
      continue
    claims.push({ kind: 'number', text: numeral, isSupported: facts.numbers.has(plainNumber(numeral)) })
  }
  for (const [, quoted] of sentence.matchAll(QUOTE)) {
    const words = readWords(quoted ?? '').lower
    if (words.length < MIN_QUOTE_WORDS) continue
    const isSupported = words.every(
      (word, at) => at < 2 || facts.trigrams.has(`${words[at - 2]} ${words[at - 1]} ${word}`),
    )
    claims.push({ kind: 'quote', text: quoted ?? '', isSupported })
  }
  return claims
}
