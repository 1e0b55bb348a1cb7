/**
 * What stretch of time an English text means by "last week" or "two months ago", as a date without a day or an interval of ISO
 * 8601, which read the same in every language.
 */

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}
/** Cheap to look for: most texts have none of the words. */
const RELATIVE =
  /\b(?:(last|next|this(?: past| coming)?) (week(?:end)?|month|year)|(an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (month|year)s? ago)\b/i
/** "The last week of May", "this week's menu", "next year's": told by what follows, or a length of time. */
const OF_SOMETHING = /^(?:['’]s\b| (?:of|before|after)\b)/i
const MS_PER_DAY = 86_400_000
const DAYS_PER_WEEK = 7
const SATURDAY = 5

/**
 * The first such stretch that the text names, or undefined. `saidAt` is ISO 8601; a week begins on Monday. "Next weekend" is left
 * out, since half of its speakers mean this one.
 */
export function spanMeant(text: string, saidAt: string | undefined): string | undefined {
  const found = RELATIVE.exec(text)
  const said = saidAt === undefined ? Number.NaN : Date.parse(saidAt)
  if (found === null || Number.isNaN(said) || OF_SOMETHING.test(text.slice(found.index + found[0].length)))
    return undefined
  const [, which = '', unit = '', count, counted = ''] = found.map((part) => part?.toLowerCase())
  const day = new Date(said)
  if (count !== undefined) return shifted(day, counted, -(NUMBERS[count] ?? Number(count)))
  if (/^(?:the|these) $/i.test(text.slice(Math.max(0, found.index - 4), found.index))) return undefined
  const shift = which === 'last' || which === 'this past' ? -1 : which === 'next' ? 1 : 0
  if (unit === 'month' || unit === 'year') return shifted(day, unit, shift)
  const monday = said - ((day.getUTCDay() + 6) % DAYS_PER_WEEK) * MS_PER_DAY
  if (unit === 'weekend') {
    if (which === 'next') return undefined
    const saturday = monday + (SATURDAY + DAYS_PER_WEEK * shift) * MS_PER_DAY
    return interval(saturday, 2)
  }
  return interval(monday + DAYS_PER_WEEK * shift * MS_PER_DAY, DAYS_PER_WEEK)
}

/** "On the 11th", "until the 3rd", without a month. */
const DAY_OF_MONTH =
  /\b(?:on|by|until|till|from|before|after|since) the (\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|floor|time|street|avenue|place|century|grade|birthday|anniversary|january|february|march|april|may|june|july|august|september|october|november|december)\b)/i
const MONTH_NAMED =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i
/** A verb that tells of the past, or "since". */
export const TELLS_WHAT_WAS =
  /\b(?:was|were|did|had|went|came|got|met|made|left|took|saw|bought|held|won|lost|began|sang|ran|wrote|gave|drove|shook|flew|spent|sold|built|found|told|said|since|\p{L}{3,}ed)(?!\w)/iu
const IS_TO_COME =
  /\b(?:will|going to|gonna|have to|has to|needs?|must|can|can['’]t|wants?|until|till|by|is|are|am|has|have|comes?|leaves?|opens?|closes?|starts?|begins?|ends?|arrives?|fl(?:y|ies)|moves?)\b|['’](?:ll|m|s|re|ve)\b/i
const MONTHS_AHEAD = 2

/**
 * The day of "on the 11th", which has that number and is nearest before or after what was said, as the verb tells; open where
 * none does. ISO 8601. For people who write each other: whoever books speaks of the month that he named before.
 */
export function dayOfMonthMeant(text: string, saidAt: string | undefined): string | undefined {
  const number = Number(DAY_OF_MONTH.exec(text)?.[1])
  const said = new Date(saidAt ?? Number.NaN)
  if (!(number >= 1) || Number.isNaN(said.getTime()) || MONTH_NAMED.test(text)) return undefined
  const isPast = TELLS_WHAT_WAS.test(text)
  if (isPast === IS_TO_COME.test(text)) return undefined
  const today = said.toISOString().slice(0, 10)
  for (let step = 0; step <= MONTHS_AHEAD; step++) {
    const month = said.getUTCMonth() + (isPast ? -step : step)
    const day = new Date(Date.UTC(said.getUTCFullYear(), month, number))
    if (day.getUTCDate() !== number) continue
    const found = day.toISOString().slice(0, 10)
    if (isPast ? found <= today : found >= today) return found
  }
  return undefined
}

function shifted(day: Date, unit: string, count: number): string {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()]
  if (unit === 'year') return String(year + count)
  return new Date(Date.UTC(year, month + count, 1)).toISOString().slice(0, 7)
}

const interval = (from: number, days: number): string =>
  [from, from + (days - 1) * MS_PER_DAY].map((at) => new Date(at).toISOString().slice(0, 10)).join('/')
