import { type CompiledClaims, claimCuesFor } from '../lexicon/claims/registry.js'
import { lexiconFor } from '../lexicon/registry.js'
import { mayOpenAt, type Openings, openingsOf } from './value-openings.js'

/** What kind of value a clause gives; `number` counts something, or does not say what it is. */
export type ClauseKind = 'clock' | 'day' | 'weekday' | 'money' | 'number'

export interface ClauseValue {
  readonly kind: ClauseKind
  /** The same for each spelling of a value: minutes of the day, day and month, the number. */
  readonly key: string
  readonly start: number
  readonly end: number
}

const YEAR = /^(?:19|20)\d\d$/
const HOURS = 24
/** Of a longer text no value is read: it tells of many. */
const MAX_CHARACTERS = 600
const NONE: readonly ClauseValue[] = []
const MINUTES = 60
/** A count in words; "one" and "half" are articles and parts as often. */
const MIN_NUMBER_WORD = 2

/** Stands before an hour; "at 7", "um 7", "à 7". */
const BEFORE_HOUR: Readonly<Record<string, readonly string[]>> = {
  en: ['at', 'by', 'until', 'till', 'past'],
  de: ['um', 'gegen', 'ab', 'bis'],
  fr: ['à', 'vers', 'dès'],
  es: ['a las', 'a la', 'sobre las', 'sobre la', 'hasta las', 'hasta la', 'desde las', 'desde la'],
  pt: ['às', 'à', 'pelas', 'até às', 'até à'],
}
/** Stands before a day of the month that has no other mark: "le 26", "el 10", "dia 12". */
const BEFORE_DAY: Readonly<Record<string, readonly string[]>> = {
  fr: ['le', 'au', 'du'],
  es: ['el', 'al', 'del', 'día'],
  pt: ['o dia', 'no dia', 'dia'],
}
const NOON_WORDS: Readonly<Record<string, readonly string[]>> = {
  en: ['noon', 'midday'],
  de: ['mittags', 'mittag'],
  fr: ['midi'],
  es: ['mediodía'],
  pt: ['meio-dia'],
}
const CURRENCIES = 'euros?|eur|pounds?|quid|dollars?|usd|gbp|francs?|franken|chf|pesos?|reais|kronor|kr'

/** "The 14th", "14th then"; "I'm 4th" is no day. */
const ORDINAL = String.raw`(?<=^\s*|(?:the|on|by|until|till|from|to|and|or|day) )\d{1,2}(?:st|nd|rd|th)\b`

interface Reader {
  /** Of one value at its place. */
  readonly pattern: RegExp
  readonly openings: Openings
  readonly claims: CompiledClaims
  readonly weekdays: ReadonlyMap<string, number>
}

const readers = new Map<string, Reader>()

function readerFor(language: string): Reader {
  const known = readers.get(language)
  if (known !== undefined) return known
  const claims = claimCuesFor(language)
  const weekdays = new Map<string, number>()
  claims.source.weekdays.forEach((names, day) => {
    // "Thursdays" come again and again: no such day takes the place of one.
    const [first = '', ...others] = names.split('|')
    for (const name of [first, ...others.filter((one) => !one.startsWith(first) || one.includes('-'))])
      if (first !== '') weekdays.set(name.toLowerCase(), day)
  })
  const { numbers } = claims.source
  const words = Object.keys(numbers).filter((word) => (numbers[word] as number) >= MIN_NUMBER_WORD)
  const months = lexiconFor(language).source.wording.months.map((month) => month.toLowerCase())
  const short = months.map((month) => month.slice(0, 3))
  const monthNames = [...new Set([...months, ...short])]
  const month = oneOf(monthNames)
  const noon = NOON_WORDS[language] ?? []
  const beforeDay = BEFORE_DAY[language] ?? []
  const beforeHour = BEFORE_HOUR[language] ?? []
  const alternatives = [
    String.raw`(?<clock>\d{1,2}[:.h][0-5]\d(?!\d| ?(?:${CURRENCIES}|%)(?!\p{L}))(?: ?[ap]\.?m\b| ?uhr\b)?|\d{1,2} ?(?:[ap]\.?m\b|h\b|uhr\b|o['’]clock\b))`,
    `(?<noon>${oneOf(noon)})(?!\\p{L})`,
    String.raw`(?<date>(?:\d{1,2}(?:st|nd|rd|th|\.)? ?(?:[-–]|to|bis|au|al|a|till|until) ?)?\d{1,2}(?:st|nd|rd|th|\.|er|º)?(?: (?:of|de))? (?:${month})(?!\p{L})|(?:${month}) \d{1,2}(?![\d:.])|${ORDINAL})`,
    language === 'de' ? String.raw`(?<ordinal>\d{1,2}\.(?!\d))` : '(?<ordinal>(?!))',
    `(?<before>(?:${oneOf(beforeDay)}) )(?<dayOfMonth>\\d{1,2}(?: (?:de )?(?:${month})(?!\\p{L}))?)(?![\\d:h]|[.,]\\d| ?(?:${CURRENCIES}|%|\\p{L}{4,}))`,
    String.raw`(?<money>[£$€] ?\d[\d.,]*k?\b|\d[\d.,]*(?:k\b| ?(?:${CURRENCIES})(?!\p{L})| ?[£$€]))`,
    `(?<at>(?:${oneOf(beforeHour)}) )(?<hour>\\d{1,2})(?!\\d|[.,:]\\d|[%h]|\\.? ?(?:${CURRENCIES}|${month})(?!\\p{L}))`,
    String.raw`(?<number>\d+(?:[.,]\d+)*)`,
    `(?<weekday>${oneOf([...weekdays.keys()])})(?!\\p{L})`,
    `(?<word>${oneOf(words)})(?!\\p{L})`,
  ]
  const reader = {
    pattern: new RegExp(`(?<![\\p{L}\\d])(?:${alternatives.join('|')})`, 'iuy'),
    openings: openingsOf([...noon, ...monthNames, ...beforeDay, ...beforeHour, ...weekdays.keys(), ...words]),
    claims,
    weekdays,
  }
  readers.set(language, reader)
  return reader
}

/** None of no words matches nothing. */
const oneOf = (words: readonly string[]): string => words.join('|') || '(?!)'

/**
 * The values of a text with their places, by kind. Cost: linear in a text of bounded length; languages that write words apart.
 */
export function clauseValues(text: string, language: string): readonly ClauseValue[] {
  if (text.length > MAX_CHARACTERS) return NONE
  const { pattern, openings, claims, weekdays } = readerFor(language)
  let found: ClauseValue[] | undefined
  for (let at = 0; at < text.length; at++) {
    if (!mayOpenAt(openings, text, at)) continue
    pattern.lastIndex = at
    const match = pattern.exec(text)
    if (match === null) continue
    const end = at + match[0].length
    const groups = match.groups ?? {}
    const value = readValue(groups, claims, weekdays)
    const start = at + (groups['before'] ?? groups['at'] ?? '').length
    at = end - 1
    if (value === undefined) continue
    found ??= []
    found.push({ ...value, start, end })
  }
  return found ?? NONE
}

function readValue(
  groups: Readonly<Record<string, string | undefined>>,
  { source: { numbers } }: CompiledClaims,
  weekdays: ReadonlyMap<string, number>,
): Pick<ClauseValue, 'kind' | 'key'> | undefined {
  const { clock, noon, date, ordinal, dayOfMonth, money, hour, number, weekday, word } = groups
  if (clock !== undefined) return { kind: 'clock', key: minutesOf(clock) }
  if (noon !== undefined) return { kind: 'clock', key: minutesOf('12') }
  if (date !== undefined) return { kind: 'day', key: dayOf(date) }
  if (ordinal !== undefined || dayOfMonth !== undefined)
    return { kind: 'day', key: dayOf((ordinal ?? dayOfMonth) as string) }
  if (money !== undefined) return { kind: 'money', key: amountOf(money) }
  if (hour !== undefined)
    return Number(hour) < HOURS ? { kind: 'clock', key: minutesOf(hour) } : { kind: 'number', key: hour }
  if (number !== undefined) return YEAR.test(number) ? undefined : { kind: 'number', key: amountOf(number) }
  if (weekday !== undefined) return { kind: 'weekday', key: String(weekdays.get(weekday.toLowerCase())) }
  if (word !== undefined) return { kind: 'number', key: String(numbers[word.toLowerCase()]) }
  return undefined
}

/** Minutes of half a day: "7", "7 pm" and "19:00" may be one time, as people speak. */
function minutesOf(clock: string): string {
  const [hours = 0, minutes = 0] = (clock.match(/\d+/g) ?? []).map(Number)
  return String((hours % (HOURS / 2)) * MINUTES + minutes)
}

function dayOf(date: string): string {
  const days = (date.match(/\d+/g) ?? []).join('-')
  const month = /\p{L}{3,}/u.exec(
    date.replace(/(?<=\d)(?:st|nd|rd|th|er)|(?<!\p{L})(?:of|de|to|bis|au|al|a|till|until)(?!\p{L})/giu, ''),
  )?.[0]
  return month === undefined ? days : `${days} ${monthOf(month.toLowerCase())}`
}

/** By its first letters, as it is shortened: "sept", "September"; "juin" and "juillet" take a fourth. */
const monthOf = (month: string): string => month.slice(0, month.startsWith('jui') ? 4 : 3)

/** Without separators of thousands, cents of nothing and the sign: "1.200" and "1,200" are 1200. */
const amountOf = (amount: string): string =>
  (/[\d.,]*\d/.exec(amount)?.[0] ?? '')
    .replace(/[.,](?=\d{3}(?!\d))/g, '')
    .replace(',', '.')
    .replace(/\.0+$/, '') + (/\dk/i.test(amount) ? 'k' : '')

/** "At 8" and "8 is fine" are one hour, "9 April" and "the 9th" one day. */
export function areEqualValues(one: ClauseValue, other: ClauseValue): boolean {
  if (one.kind === other.kind) {
    if (one.kind !== 'day' || (one.key.includes(' ') && other.key.includes(' '))) return one.key === other.key
    return one.key.split(' ')[0] === other.key.split(' ')[0]
  }
  const hour = ({ kind, key }: ClauseValue) =>
    kind === 'clock' ? Number(key) : kind === 'number' ? (Number(key) % (HOURS / 2)) * MINUTES : -1
  return hour(one) >= 0 && hour(one) === hour(other)
}
