import type { ItemType, NamedDay } from '../types.js'

/** "In the period from 5 April to 4 May", "between the end of October and the end of March": its first day is not when it was. */
const IS_OF_A_PERIOD =
  /\b(?:period|between|from) (?:from )?\d{1,2} \p{L}+ (?:to|and|until) \d{1,2} \p{L}+|\b(?:between|from) (?:the )?(?:end|start|beginning|middle) of \p{L}+ (?:and|to|until)\b/iu
const DAYS_AND_MONTHS =
  /\b\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{Ll}*/giu
const DAY_OF_MONTH = /\bthe (\d{1,2})(?:st|nd|rd|th)\b/i
/** "The twenty-seventh", as people say it; "the first" and "the second" may count anything. */
const DAY_IN_WORDS =
  /\bthe (?:(twenty|thirty)[- ](first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth))\b(?= (?:of (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|at|in the|then|from|until|till)|[,.;!]| ?$)/i
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  )
const TENS: Readonly<Record<string, number>> = { twenty: 20, thirty: 30, thirtieth: 30 }
/** "Ab dem 27. Januar", "le 5 mars", "el 3 de junio", "8月23日". */
const DATED =
  /(?<!\d)\d{1,2}\.? (?:de )?(?:jan|jän|janv|ene|feb|fév|fev|mär|mars|mar|abr|apr|avr|mai|may|jun|juin|jul|juil|aug|août|ago|set|sep|okt|oct|out|nov|dez|déc|dic)\p{Ll}*(?!\p{L})|月\d{1,2}日/giu
const NUMBERS = /\d+/g

/**
 * Whether which of several days a statement is about nobody can tell: "18 April, or 25 April"; "in two weeks …, I'll come on the 9th"; a
 * weekday that was read by itself beside the date of what was offered. Cost: linear in the statement.
 */
export function isOfSeveralDays(type: ItemType, content: string, named: NamedDay | undefined): boolean {
  if (named === undefined) return false
  const day = Number(named.day.slice(-2))
  const dayOfMonth = DAY_OF_MONTH.exec(content)?.[1] ?? dayInWords(content)
  if (named.isRelative && dayOfMonth !== undefined && day !== Number(dayOfMonth)) return true
  if (type === 'decision' && named.isRelative) {
    const dates = content.match(DATED) ?? []
    const isNumbered = (content.match(NUMBERS) ?? []).some((number) => Number(number) === day)
    if (dates.length > 0 && !isNumbered) return true
  }
  if (type !== 'fact') return false
  return IS_OF_A_PERIOD.test(content) || new Set(content.match(DAYS_AND_MONTHS)).size > 1
}

function dayInWords(content: string): number | undefined {
  const [, tens, unit, whole] = DAY_IN_WORDS.exec(content.toLowerCase()) ?? []
  if (whole !== undefined) return TENS[whole] ?? ORDINALS.indexOf(whole) + 1
  return tens === undefined || unit === undefined ? undefined : (TENS[tens] ?? 0) + ORDINALS.indexOf(unit) + 1
}
