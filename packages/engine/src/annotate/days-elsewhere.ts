import { DAY_FORMS, type DayForms, type Which } from '../lexicon/day-forms.js'
import type { ResolvedDate } from './dates.js'
import { numberedWeekday } from './numbered-weekdays.js'
import { type TenseOfDay, tenseAt } from './tense-elsewhere.js'

const DAYS_PER_WEEK = 7
const MS_PER_DAY = 86_400_000
const MONTHS_PER_YEAR = 12
/** A day without its year that passed so few days ago is that one, where no tense tells: nobody means the next year's. */
const JUST_PASSED_DAYS = 60
/** Whoever means tomorrow says so: "next Tuesday" is at least two days off. */
const NEXT_IS_AFTER_DAYS = 2
/** More names of days in one sentence are a list. */
const MAX_DAYS = 8

const HAS_DIGIT = /[0-9０-９]/

/** A day that a sentence names, and where. */
interface Found {
  readonly at: number
  readonly phrase: string
  readonly time: number
  readonly isRelative: boolean
  /** Day and month are said: such days are counted against each other. */
  readonly isDated: boolean
}

/**
 * The first day that a sentence names in German, French, Spanish, Portuguese, Chinese or Japanese. None where it names two days of the
 * calendar, or a day that recurs: which of them something is about nobody can tell.
 *
 * `tense` is what is known besides the sentence: what is proposed or agreed on is to come. Without `reference` days count only with their year.
 * Cost: linear in the text, some ten patterns.
 */
export function dayElsewhere(
  text: string,
  language: string,
  reference: Date | undefined,
  tense: TenseOfDay,
): ResolvedDate | undefined {
  const forms = READERS.get(language)
  if (forms === undefined || !(HAS_DIGIT.test(text) || forms.hint.test(text))) return undefined
  const read = narrow(text)
  if (forms.recurring.test(read)) return undefined
  const reading: Reading = { text: read, language, forms, said: startOf(reference ?? new Date(0)), tense }
  const dated = forms.dated.flatMap((pattern) => datedIn(reading, pattern))
  if (new Set(dated.map(({ time }) => time)).size > 1 || isOneOfTwo(reading, dated[0])) return undefined
  if (dated.length === 0 && reference !== undefined) {
    const isPast = (tense ?? tenseAt(read, 0, 0, language)) === 'past'
    const numbered = numberedWeekday(read, language, reference, isPast)
    if (numbered !== undefined) return numbered
  }
  const found = [...dated, ...relativeIn(reading)].sort(
    (a, b) => a.at - b.at || b.phrase.length - a.phrase.length,
  )
  const first = found.find(({ isRelative }) => reference !== undefined || !isRelative)
  if (first === undefined) return undefined
  // "Freitag, den 7. November": the date says which Friday.
  const meant = dated[0] !== undefined && !first.isDated ? dated[0] : first
  if (reference === undefined && meant.isRelative) return undefined
  return { day: isoDay(meant.time), phrase: meant.phrase, isRelative: meant.isRelative }
}

interface Reading {
  readonly text: string
  readonly language: string
  readonly forms: Reader
  /** The day on which it was said, at midnight. */
  readonly said: number
  readonly tense: TenseOfDay
}

/** The forms of a language with what is built of them, once. */
interface Reader extends DayForms {
  readonly endsInJoint: RegExp
  readonly goesOnWithJoint: RegExp
}

const ARTICLE = '(?:le |el |am |dem |den |zum |o |dia )?'
const READERS: ReadonlyMap<string, Reader> = new Map(
  Object.entries(DAY_FORMS).map(([language, forms]) => [
    language,
    {
      ...forms,
      dated: forms.dated.map(({ source, flags }) => new RegExp(source, `${flags}g`)),
      endsInJoint: new RegExp(String.raw`(?<!\d)\d{1,2}(?:\.|º|er)?\s?${forms.joint}\s?${ARTICLE}$`, 'iu'),
      goesOnWithJoint: new RegExp(
        String.raw`^\s?${forms.joint}\s?${ARTICLE}\d{1,2}\.?\s?(?:[日号號]|[,;.]|$)`,
        'iu',
      ),
    },
  ]),
)

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10)
const startOf = (date: Date): number => Math.floor(date.getTime() / MS_PER_DAY) * MS_PER_DAY

/** Digits of full width, as Japanese and Chinese write them, one for one. */
const narrow = (text: string): string =>
  text.replace(/[０-９／]/gu, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

function datedIn(reading: Reading, pattern: RegExp): Found[] {
  const found: Found[] = []
  for (const match of reading.text.matchAll(pattern)) {
    if (found.length === MAX_DAYS) break
    const { groups = {}, index, 0: phrase } = match
    const year = groups.year === undefined ? undefined : fullYear(groups.year)
    const tense = tenseOf(reading, index, phrase)
    const time =
      groups.monthWord === undefined
        ? dayOfYear(reading, groups, year, tense)
        : dayOfMonthWord(reading, groups.monthWord, numberOf(groups.day))
    if (time !== undefined)
      found.push({ at: index, phrase, time, isRelative: year === undefined, isDated: true })
  }
  return found
}

const fullYear = (digits: string): number => (digits.length === 2 ? 2000 : 0) + Number(digits)

function dayOfYear(
  { forms, said }: Reading,
  { day, month }: Readonly<Record<string, string | undefined>>,
  year: number | undefined,
  tense: TenseOfDay,
): number | undefined {
  const [first, second] = [numberOf(day), monthOf(month ?? '', forms)]
  // "10/16/2025": only one of them can be the month.
  const [number, at] = second > MONTHS_PER_YEAR && year !== undefined ? [second, first] : [first, second]
  if (year !== undefined) return calendarDay(year, at, number)
  const thisYear = new Date(said).getUTCFullYear()
  const times = [-1, 0, 1].flatMap((shift) => calendarDay(thisYear + shift, at, number) ?? [])
  const gone = times.filter((time) => time <= said).at(-1)
  const toCome = times.find((time) => time >= said)
  if (tense === 'past') return gone
  if (tense === 'future') return toCome
  return gone !== undefined && said - gone <= JUST_PASSED_DAYS * MS_PER_DAY ? gone : toCome
}

/** Undefined where the month has no such day. */
function calendarDay(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day)
  return new Date(time).getUTCDate() === day && new Date(time).getUTCMonth() === month - 1 ? time : undefined
}

function dayOfMonthWord({ said }: Reading, word: string, day: number): number | undefined {
  const shift = /[下来來]/u.test(word) ? 1 : /[上先]/u.test(word) ? -1 : 0
  const month = new Date(said).getUTCMonth() + shift
  const first = new Date(Date.UTC(new Date(said).getUTCFullYear(), month, 1))
  return calendarDay(first.getUTCFullYear(), first.getUTCMonth() + 1, day)
}

function monthOf(name: string, { months }: DayForms): number {
  if (/^\d+$/.test(name)) return Number(name)
  if (!/\p{Script=Latin}/u.test(name)) return numberOf(name)
  return months.findIndex((begin) => new RegExp(`^(?:${begin})`, 'iu').test(name)) + 1
}

const DIGITS = '一二三四五六七八九'
const NUMBER_WORDS: readonly RegExp[] = [
  /^(?:1er|1º|1o|primero|primeiro|einem|un|um)$/iu,
  /^(?:zwei|deux|dos|dois|两|兩)$/iu,
  /^(?:drei|trois|tres|três)$/iu,
  /^(?:vier|quatre|cuatro|quatro)$/iu,
  /^(?:fünf|cinq|cinco)$/iu,
  /^(?:sechs|six|seis)$/iu,
  /^(?:sieben|sept|siete|sete)$/iu,
  /^(?:acht|huit|ocho|oito)$/iu,
  /^(?:neun|neuf|nueve|nove)$/iu,
  /^(?:zehn|dix|diez|dez)$/iu,
  /^elf$/iu,
  /^zwölf$/iu,
  /^dreizehn$/iu,
  /^vierzehn$/iu,
  /^(?:quinze|quince)$/iu,
]

/** 0 where the word is no number. */
function numberOf(word = ''): number {
  if (/^\d+$/.test(word)) return Number(word)
  const tens = /^([二三]?)(十?)([一二三四五六七八九]?)$/u.exec(word)
  if (tens !== null && word !== '') {
    const [, first = '', ten, last = ''] = tens
    const of = (digit: string): number => DIGITS.indexOf(digit) + 1
    return ten === '' ? of(first || last) : 10 * (first === '' ? 1 : of(first)) + (last === '' ? 0 : of(last))
  }
  return NUMBER_WORDS.findIndex((form) => form.test(word)) + 1
}

function relativeIn(reading: Reading): Found[] {
  const { text, forms, said } = reading
  const found: Found[] = []
  const add = (match: RegExpExecArray | null, time: number | null | undefined): void => {
    if (match === null || time == null) return
    // Of two words the longer one is listed first: "pasado mañana" is no "mañana".
    const isWithin = found.some(({ at, phrase }) => match.index >= at && match.index < at + phrase.length)
    if (!isWithin) found.push({ at: match.index, phrase: match[0], time, isRelative: true, isDated: false })
  }
  for (const [pattern, days] of forms.named) add(pattern.exec(text), said + days * MS_PER_DAY)
  const [ago, ahead] = [forms.ago.exec(text), forms.ahead.exec(text)]
  add(ago, ago && said - numberOf(ago.groups?.count) * MS_PER_DAY)
  add(ahead, ahead && said + numberOf(ahead.groups?.count) * MS_PER_DAY)
  const weekday = forms.weekday.exec(text)
  add(weekday, weekday ? dayOfWeek(reading, weekday) : undefined)
  return found
}

function dayOfWeek(reading: Reading, { groups = {}, index, 0: phrase }: RegExpExecArray): number | undefined {
  const { forms, said } = reading
  const name = groups.weekday ?? ''
  const wanted = forms.weekdays.findIndex((begin) => new RegExp(`^(?:${begin})`, 'iu').test(name))
  const today = new Date(said).getUTCDay()
  const which = WHICH.find((one) => groups[one] !== undefined || groups[`${one}Behind`] !== undefined)
  if (forms.countsWeeks && (which !== undefined || groups.afterNext !== undefined)) {
    const weeks = groups.afterNext !== undefined ? 2 : which === 'last' ? -1 : which === 'next' ? 1 : 0
    const fromMonday = (day: number): number => (day + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK
    return said + (weeks * DAYS_PER_WEEK + fromMonday(wanted) - fromMonday(today)) * MS_PER_DAY
  }
  const ahead = (wanted - today + DAYS_PER_WEEK) % DAYS_PER_WEEK
  // Whoever means today says so: on a Monday "on Monday" is another one.
  const toCome = ahead === 0 ? (which === 'this' ? 0 : DAYS_PER_WEEK) : ahead
  const isGone = which === 'last' || (which === undefined && tenseOf(reading, index, phrase) === 'past')
  if (isGone) return said + (ahead - DAYS_PER_WEEK) * MS_PER_DAY
  const isTooNear = which === 'next' && toCome < NEXT_IS_AFTER_DAYS
  return said + (toCome + (isTooNear ? DAYS_PER_WEEK : 0)) * MS_PER_DAY
}
const WHICH: readonly Which[] = ['last', 'next', 'coming', 'this']

/** What is known besides the sentence counts first. */
const tenseOf = ({ text, language, tense }: Reading, at: number, phrase: string): TenseOfDay =>
  tense ?? tenseAt(text, at, at + phrase.length, language)

/** "Vom 3. bis 7. November", "le 3 ou le 4 mai", "11月3日到7日": a span, or one of two. */
function isOneOfTwo({ text, forms }: Reading, dated: Found | undefined): boolean {
  if (dated === undefined) return false
  const isSecond = forms.endsInJoint.test(text.slice(0, dated.at))
  return isSecond || forms.goesOnWithJoint.test(text.slice(dated.at + dated.phrase.length))
}
