import type { ClaimCues } from '../lexicon/claims/types.js'
import type { Wording } from '../lexicon/types.js'

/** A day of the year that a text names. */
export interface StatedDay {
  readonly text: string
  readonly start: number
  /** `month-day`; two where a country decides which is the month. */
  readonly readings: readonly string[]
  /** It may as well be a number: "22.11", "4/3". */
  readonly mayBeNumber: boolean
}

/** How a language writes days, as it is matched. */
export interface DayPatterns {
  readonly named: RegExp
  readonly months: readonly string[]
  /** Index of each spelling of a weekday, 0 for Sunday. */
  readonly weekdays: ReadonlyMap<string, number>
  readonly weekday: RegExp | undefined
}

const ISO_DAY = /(?<!\d)\d{4}-(\d{1,2})-(\d{1,2})(?!\d)/g
/** "14/3/2025", "14.3.", "3/14". */
const NUMERIC_DAY =
  /(?<![\d./])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2})(?!\d)|\.(?!\d)|(?![\d./]\d|[\d%]))/g
/** "3月14日", "三月十四号". */
const HAN_DAY = /([\d〇一二三四五六七八九十]{1,3})\s*月\s*([\d〇一二三四五六七八九十]{1,3})\s*[日号號]?/gu

/** The first day of a span that names the month once: "14 to 19 July", "du 3 au 7 mars". */
const RANGE_BEFORE =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:[-–]|to|and|until|till|bis|und|au|et|al|y|ao|e)\s*(?:the |zum |dem |el |le )?$/iu
const RANGE_CHARACTERS = 24

/** How the days of a language are matched. */
export function dayPatterns({ months }: Wording, { weekdays }: ClaimCues): DayPatterns {
  const names = months.flatMap((month) => (/^\p{L}{4,}$/u.test(month) ? [month, month.slice(0, 3)] : [month]))
  const any = [...new Set(names)].sort((a, b) => b.length - a.length).join('|')
  const days = new Map(
    weekdays.flatMap((spellings, at) => spellings.split('|').map((word) => [word, at] as const)),
  )
  const anyDay = [...days.keys()].sort((a, b) => b.length - a.length).join('|')
  const isSpaced = !/[\u3040-\u9fff]/.test(anyDay)
  return {
    months,
    named: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th|er|º|\\.)?\\s+(?:of |de |do )?(${any})(?!\\p{L})|(?<!\\p{L})(${any})[.,]?\\s*(?:the )?(\\d{1,2})(?:st|nd|rd|th|日)?(?![\\d:])`,
      'giu',
    ),
    weekdays: days,
    weekday:
      anyDay === '' ? undefined : new RegExp(isSpaced ? `(?<!\\p{L})(?:${anyDay})(?!\\p{L})` : anyDay, 'giu'),
  }
}

const HAN_DIGIT = '〇一二三四五六七八九'

function smallNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const ten = text.indexOf('十')
  const digit = (sign: string | undefined, empty: number) => (sign ? HAN_DIGIT.indexOf(sign) : empty)
  return ten < 0
    ? Number([...text].map((sign) => HAN_DIGIT.indexOf(sign)).join(''))
    : digit(text.slice(0, ten), 1) * 10 + digit(text.slice(ten + 1), 0)
}

function monthNumber(name: string, months: readonly string[]): number {
  const start = name.toLowerCase()
  return (
    months.findIndex(
      (month) =>
        month.toLowerCase() === start || (start.length >= 3 && month.toLowerCase().startsWith(start)),
    ) + 1
  )
}

const isDay = (month: number, day: number) => month >= 1 && month <= 12 && day >= 1 && day <= 31

/** Every day of the year that a text names. Cost: linear in the text. */
export function statedDays(text: string, { named, months }: DayPatterns): StatedDay[] {
  const found: StatedDay[] = []
  const add = (
    match: RegExpMatchArray,
    pairs: readonly (readonly [number, number])[],
    mayBeNumber = false,
  ) => {
    const readings = pairs
      .filter(([month, day]) => isDay(month, day))
      .map(([month, day]) => `${month}-${day}`)
    const start = match.index ?? 0
    const overlaps = found.some(
      (other) => start < other.start + other.text.length && other.start < start + match[0].length,
    )
    if (readings.length > 0 && !overlaps)
      found.push({ text: match[0].replace(/\.$/, ''), start, readings, mayBeNumber })
  }
  if (!/\d|月/.test(text)) return found
  for (const match of text.matchAll(ISO_DAY)) add(match, [[Number(match[1]), Number(match[2])]])
  for (const match of text.matchAll(HAN_DAY))
    add(match, [[smallNumber(match[1] ?? ''), smallNumber(match[2] ?? '')]])
  for (const match of text.matchAll(named)) {
    const month = monthNumber(match[2] ?? match[3] ?? '', months)
    const day = Number(match[1] ?? match[4])
    add(match, [[month, day]])
    const first = RANGE_BEFORE.exec(text.slice(Math.max(0, match.index - RANGE_CHARACTERS), match.index))
    const last = found.at(-1)
    // The full stop of "14. März" belongs to it.
    if (last?.start === match.index) found[found.length - 1] = { ...last, text: match[0] }
    // "vom 3. bis zum 7. März" names the third as well.
    if (first?.[1] !== undefined && match[1] !== undefined)
      add({ ...first, 0: first[1], index: match.index - first[0].length } as RegExpMatchArray, [
        [month, Number(first[1])],
      ])
  }
  for (const match of text.matchAll(NUMERIC_DAY)) {
    const [first, second] = [Number(match[1]), Number(match[3])]
    const isSlash = match[2] === '/'
    add(
      match,
      isSlash
        ? [
            [second, first],
            [first, second],
          ]
        : [[second, first]],
      match[4] === undefined,
    )
  }
  return found
}

/** Weekdays that a text names, 0 for Sunday. */
export function statedWeekdays(
  text: string,
  { weekday, weekdays }: DayPatterns,
): { text: string; day: number }[] {
  if (weekday === undefined) return []
  return [...text.matchAll(weekday)].map(([word]) => ({
    text: word,
    day: weekdays.get(word.toLowerCase()) ?? 0,
  }))
}

export const dayKey = (iso: string) => `${Number(iso.slice(5, 7))}-${Number(iso.slice(8, 10))}`
