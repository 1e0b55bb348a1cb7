import type { ResolvedDate } from './dates.js'

/** Days of the week from Sunday, as `Date` counts them, by the letters that tell them apart. */
const WEEKDAYS: Readonly<Record<string, readonly string[]>> = {
  de: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  fr: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  es: ['domingo', 'lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado'],
  pt: ['domingo', 'segunda', 'terça', 'quarta', 'quinta', 'sexta', 'sábado'],
}

/** What makes the number behind a weekday another thing than a day: a clock, a price, a month that says more. */
const OTHER_NUMBER = String.raw`(?!\d)(?!\s?(?:h(?!\p{L})|heures?|horas?|uhr|:\d|[.,/]\d|-\d|%|€|euros?|min))`
const SHAPES: Readonly<Record<string, string>> = {
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

/** A weekday falls on a day of the month again within so many days, whatever the two are. */
const LONGEST_WAIT = 430
const MS_PER_DAY = 86_400_000

/**
 * "Dimanche 14", "jueves 5", "no domingo, dia 24": weekday and day together tell the month, which the date library does not see. The next
 * such day, in the past tense the one before.
 */
export function numberedWeekday(
  text: string,
  language: string,
  reference: Date,
  isPast: boolean,
): ResolvedDate | undefined {
  const found = PATTERNS.get(language)?.exec(text)
  if (found === undefined || found === null) return undefined
  const weekday = (WEEKDAYS[language] ?? []).indexOf((found[1] ?? '').toLowerCase())
  const step = isPast ? -MS_PER_DAY : MS_PER_DAY
  for (let days = 0, time = reference.getTime(); days < LONGEST_WAIT; days++, time += step) {
    const day = new Date(time)
    if (day.getUTCDay() === weekday && day.getUTCDate() === Number(found[2]))
      return { day: day.toISOString().slice(0, 10), phrase: found[0], isRelative: true }
  }
  return undefined
}
