import type { ResolvedDate } from './dates.js'

/** Days of the week from Sunday, as `Date` counts them, by the letters that tell them apart. */
const WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  de: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  pt: ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado'],
}

/** What makes the number behind a weekday another thing than a day: a clock, a price, a month that says more. */
const OTHER_NUMBER = String.raw`(?!\d)(?!\s?(?:h(?!\p{L})|heures?|horas?|uhr|:\d|[.,/]\d|-\d|%|€|euros?|min))`
const SHAPES: Readonly<Record<string, string>> = {
  en: String.raw`(?:,? (?:the )?)(\d{1,2})(?:st|nd|rd|th)(?!\s(?:of\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
  de: String.raw`(?:,? (?:de[rnm] )?)(\d{1,2})\.(?!\s?(?:\d|jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez))`,
  fr: String.raw`(?:,? (?:le )?)(\d{1,2})${OTHER_NUMBER}(?!\s(?:jan|fév|mar|avr|mai|jui|aoû|sep|oct|nov|déc))`,
  es: String.raw`(?:,? (?:el )?(?:día )?)(\d{1,2})${OTHER_NUMBER}(?!\sde\s\p{L})`,
  pt: String.raw`(?:-feira)?(?:,? (?:o )?(?:dia )?)(\d{1,2})${OTHER_NUMBER}(?!\sde\s\p{L})`,
}
const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(SHAPES).map(([language, shape]) => [
    language,
    new RegExp(String.raw`(?<!\p{L})(${(WEEKDAYS[language] ?? []).join('|')})${shape}`, 'iu'),
  ]),
)

/** "The 9th, a Tuesday". English. */
const NUMBER_FIRST =
  /\bthe (\d{1,2})(?:st|nd|rd|th),? (?:(?:which|that) is )?(?:an? )?((?:sun|mon|tues|wednes|thurs|fri|satur)day)\b/i

/** A weekday falls on a day of the month again within so many days, whatever the two are. */
const LONGEST_WAIT = 430
/** What is told of the past with such a day was not long ago. */
const LONGEST_PAST = 60
const MS_PER_DAY = 86_400_000

/**
 * "Dimanche 14", "Thursday the 15th", "no domingo, dia 24": weekday and day together tell the month, which the date library does not see. The next
 * such day, in the past tense one of the two months before where there is one.
 */
export function numberedWeekday(
  text: string,
  language: string,
  reference: Date,
  isPast: boolean,
): ResolvedDate | undefined {
  const found = PATTERNS.get(language)?.exec(text)
  const reversed = language === 'en' && !found ? NUMBER_FIRST.exec(text) : null
  const [phrase, name = '', number] = found ?? (reversed ? [reversed[0], reversed[2], reversed[1]] : [])
  if (phrase === undefined) return undefined
  const weekday = (WEEKDAYS[language] ?? []).indexOf(name.toLowerCase())
  for (let days = isPast ? -LONGEST_PAST : 0; days < LONGEST_WAIT; days++) {
    // In the past tense first the days before, newest first: "they moved it to Friday 16th" may be of a day to come.
    const day = new Date(reference.getTime() + (days < 0 ? -LONGEST_PAST - days - 1 : days) * MS_PER_DAY)
    if (day.getUTCDay() === weekday && day.getUTCDate() === Number(number))
      return { day: day.toISOString().slice(0, 10), phrase, isRelative: true }
  }
  return undefined
}
