import type { ParsedResult } from 'chrono-node/en'
import { dayElsewhere } from './days-elsewhere.js'
import { english } from './english-dates.js'
import { dayIsMeant, readAhead, tenseOfDay, yearMeant } from './english-days.js'
import { numberedWeekday } from './numbered-weekdays.js'
import type { TenseOfDay } from './tense-elsewhere.js'

/** Longer units are listings, not statements about a day. */
const MAX_DATED_LENGTH = 400
/** A span of days is no day: "next week". */
const SPAN_OF_DAYS = /(?:weeks?|weekends?|months?|years?)$/i
/** "For 60 days", "within two weeks": how long, not when. */
const LENGTH_OF_TIME = /\b(?:for|within|over|during|up to|at least|at most|than)\s*$/i
const COUNTED_TIME =
  /^(?:for |within )?(?:\p{L}+|\d+) (?:minutes?|mins?|hours?|days?|weeks?|months?|years?)$/iu
const ISO_DAY = /\b(\d{4})-(\d{2})-(\d{2})\b/
/**
 * English texts without one of these name no day; the parser takes 50 to 200 µs to find that out. Figures alone are a day with a
 * slash or in three parts, which "38.00 euros" and "4-5 days" are not; beside a unit of one or two letters the parser decides.
 */
const MAY_NAME_DAY =
  /\d\/\d|\d[.-]\d{1,2}[./\s-]\d|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat|today|tonight|tomorrow|tmr|tmw|yesterday|night|morning|afternoon|evening|noon|midnight|sec|min|hour|hr|day|week|wk|mth|year|yr|quarter|qtr)/i
const DECIMAL = /\d[.-]\d/
const SHORT_UNIT = /(?<![a-z'’])(?:[smhdwy]|mo)s?(?![a-z])/i
const mayNameDay = (text: string): boolean =>
  MAY_NAME_DAY.test(text) || (DECIMAL.test(text) && SHORT_UNIT.test(text))
const WEEKDAYS = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi
/** "Tuesday easy run, Thursday intervals, Saturday long run": so many weekdays are a week's plan, and no day. */
const WEEKDAYS_OF_PLAN = 3
/** "Somewhere to rehearse on Friday and Saturday": two days. */
const TWO_WEEKDAYS =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night))?(?:,? (?:and|or|&) |\/)(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/i
const DAYS_PER_WEEK = 7
const MS_PER_DAY = 86_400_000

export interface ResolvedDate {
  /** `YYYY-MM-DD`. */
  readonly day: string
  /** The words that say it, as written. */
  readonly phrase: string
  /** "yesterday", "next Friday": it stands for a day only because of when it was said. */
  readonly isRelative: boolean
}

export interface DateContext {
  /** ISO 8601 time of the message. Without it only full dates are resolved. */
  readonly saidAt: string | undefined
  readonly language: string
  /** "On Friday" is the Friday before in the past tense, the next one in the future tense and after "I start", the nearest one otherwise. */
  readonly tense: TenseOfDay
}

/**
 * Finds the first calendar day that a statement names and resolves it against the time it was said.
 *
 * A clock time, a bare year, a bare number and a word that only looks like a day ("sat down") are no day.
 * Cost: linear in the text; longer texts than 400 characters are not read.
 */
export function resolveDate(text: string, context: DateContext): ResolvedDate | undefined {
  const iso = ISO_DAY.exec(text)
  if (iso) return { day: iso[0], phrase: iso[0], isRelative: false }
  if (text.length > MAX_DATED_LENGTH) return undefined
  const { language, tense } = context
  if (language === 'en' && !mayNameDay(text)) return undefined
  const said = context.saidAt === undefined ? Number.NaN : Date.parse(context.saidAt)
  const reference = Number.isNaN(said) ? undefined : new Date(said)
  return language === 'en'
    ? englishDay(text, reference, tenseOfDay(text, tense))
    : dayElsewhere(text, language, reference, tense)
}

function englishDay(text: string, said: Date | undefined, tense: TenseOfDay): ResolvedDate | undefined {
  if (TWO_WEEKDAYS.test(text)) return undefined
  if (new Set(text.match(WEEKDAYS)?.map((day) => day.toLowerCase())).size >= WEEKDAYS_OF_PLAN)
    return undefined
  const numbered = said === undefined ? undefined : numberedWeekday(text, 'en', said, tense === 'past')
  if (numbered !== undefined) return numbered
  const reference = said ?? new Date(0)
  const read = readAhead(text)
  const found = english.parse(read, { instant: reference, timezone: 0 }, { forwardDate: tense === 'future' })
  for (const result of found) {
    if (WITHIN_THE_DAY.test(result.text)) continue
    if (isLengthOfTime(read, result) || endsInsideNumber(read, result)) continue
    if (!dayIsMeant(read, result.index, result.text, tense)) continue
    const resolved = acceptable(result, reference, tense)
    if (resolved !== undefined && (said !== undefined || !resolved.isRelative))
      return resolved.isRelative ? yearMeant(text, resolved, reference) : resolved
  }
  return undefined
}

/** "In about 33 min", "three hours ago": a length of time within the day. */
const WITHIN_THE_DAY = /(?<!\p{L})(?:secs?|seconds?|mins?|minutes?|hrs?|hours?)\.?$/iu
/** A day without its year that lay so long before may as well be the next one, where no past tense tells: none is told. */
const LONGEST_PAST_DAYS = 120

/** "31 December, 60,503": the parser took the first digits of a number for a year. */
const endsInsideNumber = (text: string, { index, text: phrase }: ParsedResult): boolean =>
  /\d$/.test(phrase) && /^[.,]?\d/.test(text.slice(index + phrase.length))

function isLengthOfTime(text: string, { index, text: phrase }: ParsedResult): boolean {
  if (!COUNTED_TIME.test(phrase)) return false
  return /^(?:for|within) /i.test(phrase) || LENGTH_OF_TIME.test(text.slice(0, index))
}

function acceptable(result: ParsedResult, reference: Date, tense: TenseOfDay): ResolvedDate | undefined {
  const { start, text } = result
  const namesDay = start.isCertain('day')
  const namesWeekday = start.isCertain('weekday')
  // "1/3" may be a ratio, "sat" and "mon" may be words: a day needs letters of some length, or a full numeric date.
  if (!namesDay && !namesWeekday) return undefined
  if (SPAN_OF_DAYS.test(text)) return undefined
  if (!/\p{L}{4}|\d\s?\p{L}{3}|\p{L}{3}\s?\d/u.test(text) && !/\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/u.test(text))
    return undefined
  let time = start.date().getTime()
  if (namesWeekday && !namesDay) {
    // Whoever means today says so: on a Monday "on Monday" is another one.
    const isToday = sameDay(time, reference.getTime()) && !/^this\b/i.test(text)
    if (tense === 'past' && (time > reference.getTime() || isToday)) time -= DAYS_PER_WEEK * MS_PER_DAY
    else if (isToday) time += DAYS_PER_WEEK * MS_PER_DAY
  }
  const isOfSomeYear = namesDay && start.isCertain('month') && !start.isCertain('year')
  if (isOfSomeYear && tense !== 'past' && reference.getTime() - time > LONGEST_PAST_DAYS * MS_PER_DAY)
    return undefined
  const isRelative = !(start.isCertain('year') && start.isCertain('month') && /\d{4}/.test(text))
  return { day: new Date(time).toISOString().slice(0, 10), phrase: text, isRelative }
}

const sameDay = (a: number, b: number): boolean => Math.floor(a / MS_PER_DAY) === Math.floor(b / MS_PER_DAY)
