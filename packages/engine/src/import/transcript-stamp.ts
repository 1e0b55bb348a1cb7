/** A day as it stands in a transcript: certain, or two numbers whose order depends on the country. */
export type StampDay =
  | { readonly kind: 'certain'; readonly iso: string }
  | { readonly kind: 'ambiguous'; readonly first: number; readonly second: number; readonly year: number }

/** When a line was said, as far as the line says it. */
export interface Stamp {
  readonly day?: StampDay
  /** `HH:MM:SS`. */
  readonly time?: string
  /** `Z` or `+HH:MM`; absent when the line names no zone. */
  readonly zone?: string
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const ISO_DAY = /\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/
const DAY_MONTH_NAME = new RegExp(
  `\\b(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s+(${MONTH_NAME})\\.?,?\\s+(\\d{4})\\b`,
  'i',
)
const MONTH_NAME_DAY = new RegExp(
  `\\b(${MONTH_NAME})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})\\b`,
  'i',
)
const NUMERIC_DAY = /\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)/
const TIME = /(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,6})?(?:\s?([ap])\.?m\b\.?)?/i
const ZONE = /(Z|UTC|GMT|[+-]\d{2}:?\d{2})\s*$/
/** What may stand around a date and a time and mean nothing more. */
const STAMP_FILLER =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\bat\b|[\s,.;T–—-]/gi
/** Two-digit years are of this century. */
const CENTURY = 2000

/** Reads a text that is a date, a time, or both, and nothing else; undefined when anything else is in it. */
export function parseStamp(text: string): Stamp | undefined {
  let rest = text
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const match = pattern.exec(rest)
    if (match !== null) rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`
    return match
  }
  const day = takeDay(take)
  const time = takeTime(take)
  const zone = time === undefined ? null : take(ZONE)
  if (day === null || time === null) return undefined
  if ((day === undefined && time === undefined) || rest.replace(STAMP_FILLER, '') !== '') return undefined
  return {
    ...(day !== undefined && { day }),
    ...(time !== undefined && { time }),
    ...(zone !== null && { zone: zoneOf(zone[1] ?? 'Z') }),
  }
}

type Take = (pattern: RegExp) => RegExpExecArray | null

/** undefined: no date in the text. null: something of the shape of a date that is none. */
function takeDay(take: Take): StampDay | undefined | null {
  const iso = take(ISO_DAY)
  if (iso !== null) return certainDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const dayFirst = take(DAY_MONTH_NAME)
  if (dayFirst !== null) return certainDay(Number(dayFirst[3]), monthNumber(dayFirst[2]), Number(dayFirst[1]))
  const monthFirst = take(MONTH_NAME_DAY)
  if (monthFirst !== null)
    return certainDay(Number(monthFirst[3]), monthNumber(monthFirst[1]), Number(monthFirst[2]))
  const numeric = take(NUMERIC_DAY)
  if (numeric === null) return undefined
  const year = Number(numeric[3]) + (numeric[3]?.length === 2 ? CENTURY : 0)
  return { kind: 'ambiguous', first: Number(numeric[1]), second: Number(numeric[2]), year }
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1
}

function certainDay(year: number, month: number, day: number): StampDay | null {
  const iso = isoDay(year, month, day)
  return iso === undefined ? null : { kind: 'certain', iso }
}

/** `YYYY-MM-DD`, or undefined when there is no such day. */
export function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isReal ? date.toISOString().slice(0, 10) : undefined
}

function takeTime(take: Take): string | undefined | null {
  const match = take(TIME)
  if (match === null) return undefined
  const half = match[4]?.toLowerCase()
  const hour = half === undefined ? Number(match[1]) : (Number(match[1]) % 12) + (half === 'p' ? 12 : 0)
  const minute = Number(match[2])
  const second = Number(match[3] ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return null
  return [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':')
}

function zoneOf(text: string): string {
  if (!/^[+-]/.test(text)) return 'Z'
  return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`
}
