import { resolveDate } from './annotate/dates.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from './conversation.js'
import { FLAG } from './unit-flags.js'
import { LOOK } from './unit-looks.js'

/**
 * Rules of users that say themselves how long they hold: "two weeks no running", "no calls until Friday", "diese Woche keine Termine". Once the
 * talk has gone on past that day they hold no more. Only where days are known, and only for bans and restrictions: "keep the logs for 30 days" is
 * what to do, and no term.
 */

/** A rule of so many words says when it ends, if it does. */
const MAX_CHARACTERS = 300
const MS_PER_DAY = 86_400_000
/** Days that a term said in weeks may be meant longer. */
const SLACK_DAYS = 1
const DAYS_OF: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31 }

interface Forms {
  readonly count: Readonly<Record<string, number>>
  /** The unit of a term, in the order of `DAYS_OF`. */
  readonly units: readonly [string, string, string]
  /** A term before a ban, and a ban before a term. */
  readonly before: string
  readonly behind: string
  readonly until: RegExp
  readonly thisWeek: RegExp
  readonly thisDay: RegExp
  readonly bans: RegExp
  /** What comes back, or is a bound. */
  readonly recurs: RegExp
}

const FORMS: Readonly<Record<string, Forms>> = {
  en: {
    count: {
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
      ten: 10,
      couple: 2,
    },
    units: ['days?', 'weeks?', 'months?'],
    before: String.raw`^\W*(?:(?:for|the|next|another|so|ok|and) ){0,3}(COUNT)(?: of)? (UNIT),? (?:of )?(?:no|without|only|don['’]t|not)\b`,
    behind: String.raw`\b(?:no|not|\p{L}+n['’]t|never|without|nothing|nobody|only)\b[^.;!?]{1,80}?\bfor (?:the )?(?:next |another )?(?:a )?(COUNT)(?: of)? (?:more )?(UNIT)\b`,
    until: /\b(?:until|till|til)\s+(?:after\s+)?([^,.;!?]{3,30})/i,
    thisWeek: /\bthis week\b/i,
    thisDay: /\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\b(?!['’])/i,
    bans: /\b(?:no|not|\p{L}+n['’]t|never|without|nothing|nobody|only)\b/iu,
    recurs:
      /\b(?:every|each|always|ever|whenever|weekly|daily|per|more than|less than|longer than|older than|within|at most|at least|up to|again|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekdays|weekends|mornings|evenings)\b/i,
  },
  de: {
    count: {
      ein: 1,
      eine: 1,
      einen: 1,
      zwei: 2,
      drei: 3,
      vier: 4,
      fünf: 5,
      sechs: 6,
      acht: 8,
      zehn: 10,
      paar: 3,
    },
    units: ['tage?n?', 'wochen?', 'monate?n?'],
    before: String.raw`^\W*(?:(?:für|die|den|nächsten?|noch) ){0,3}(COUNT) (UNIT) (?:lang )?(?:kein\p{L}*|nicht|ohne|nur)(?!\p{L})`,
    behind: String.raw`(?<!\p{L})(?:kein\p{L}*|nicht|ohne|nur|nichts|niemand)(?!\p{L})[^.;!?]{1,80}?(?:für |die nächsten )(?:die nächsten )?(COUNT) (UNIT)(?!\p{L})`,
    until: /(?<!\p{L})bis (?:zum |zur |einschließlich )?([^,.;!?]{3,30})/iu,
    thisWeek: /(?<!\p{L})diese woche(?!\p{L})/iu,
    thisDay: /(?<!\p{L})(?:heute|morgen)(?!\p{L})/iu,
    bans: /(?<!\p{L})(?:kein\p{L}*|nicht|ohne|nur|nichts|niemand|nie)(?!\p{L})/iu,
    recurs:
      /(?<!\p{L})(?:jede\p{L}*|immer|stets|pro|mehr als|weniger als|länger als|höchstens|mindestens|innerhalb|wieder|(?:mon|diens|donners|frei|sams|sonn)tags|mittwochs|morgens|abends)(?!\p{L})/iu,
  },
  fr: {
    count: { un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, six: 6, huit: 8, dix: 10, quinze: 15 },
    units: ['jours?', 'semaines?', 'mois'],
    before: String.raw`^\W*(?:(?:pendant|les|ces) ){0,2}(COUNT) (?:prochaine?s )?(UNIT) (?:sans|pas d)`,
    behind: String.raw`(?<!\p{L})(?:pas|plus|rien|jamais|sans|seulement|aucune?)(?!\p{L})[^.;!?]{1,80}?(?:pendant|pour) (?:les )?(COUNT) (?:prochaine?s )?(UNIT)(?!\p{L})`,
    until: /(?<!\p{L})jusqu['’](?:au|à) ([^,.;!?]{3,30})/iu,
    thisWeek: /(?<!\p{L})cette semaine(?!\p{L})/iu,
    thisDay: /(?<!\p{L})(?:aujourd['’]hui|demain|ce soir)(?!\p{L})/iu,
    bans: /(?<!\p{L})(?:pas|plus|rien|jamais|sans|seulement|aucune?|que)(?!\p{L})/iu,
    recurs:
      /(?<!\p{L})(?:chaque|tous les|toutes les|toujours|par|plus de|moins de|au plus|au moins|maximum)(?!\p{L})/iu,
  },
  es: {
    count: { un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, ocho: 8, diez: 10, quince: 15 },
    units: ['días?', 'semanas?', 'mes(?:es)?'],
    before: String.raw`^\W*(?:(?:durante|las|los) ){0,2}(COUNT) (?:próxim[oa]s )?(UNIT) (?:sin|nada de)(?!\p{L})`,
    behind: String.raw`(?<!\p{L})(?:no|nada|nunca|sin|solo|ningún)(?!\p{L})[^.;!?]{1,80}?(?:durante|por|en) (?:l[oa]s )?(?:próxim[oa]s )?(COUNT) (UNIT)(?!\p{L})`,
    until: /(?<!\p{L})hasta (?:el |la )?([^,.;!?]{3,30})/iu,
    thisWeek: /(?<!\p{L})esta semana(?!\p{L})/iu,
    thisDay: /(?<!\p{L})(?:hoy|mañana|esta noche)(?!\p{L})/iu,
    bans: /(?<!\p{L})(?:no|nada|nunca|sin|solo|ningún)(?!\p{L})/iu,
    recurs: /(?<!\p{L})(?:cada|todos los|todas las|siempre|más de|menos de|como máximo|al menos)(?!\p{L})/iu,
  },
  pt: {
    count: {
      um: 1,
      uma: 1,
      dois: 2,
      duas: 2,
      três: 3,
      quatro: 4,
      cinco: 5,
      seis: 6,
      oito: 8,
      dez: 10,
      quinze: 15,
    },
    units: ['dias?', 'semanas?', 'm[eê]s(?:es)?'],
    before: String.raw`^\W*(?:(?:durante|por|as|os) ){0,2}(COUNT) (UNIT) (?:sem|nada de)(?!\p{L})`,
    behind: String.raw`(?<!\p{L})(?:não|nada|nunca|sem|só|nenhum)(?!\p{L})[^.;!?]{1,80}?(?:durante|por|nos|nas) (?:próxim[oa]s )?(COUNT) (UNIT)(?!\p{L})`,
    until: /(?<!\p{L})até (?:a |o |ao |à |dia )?([^,.;!?]{3,30})/iu,
    thisWeek: /(?<!\p{L})esta semana(?!\p{L})/iu,
    thisDay: /(?<!\p{L})(?:hoje|amanhã|esta noite)(?!\p{L})/iu,
    bans: /(?<!\p{L})(?:não|nada|nunca|sem|só|nenhum)(?!\p{L})/iu,
    recurs: /(?<!\p{L})(?:cada|todos os|todas as|sempre|mais de|menos de|no máximo|pelo menos)(?!\p{L})/iu,
  },
}

const compiled = Object.fromEntries(
  Object.entries(FORMS).map(([language, forms]) => {
    const count = `${Object.keys(forms.count).join('|')}|\\d{1,2}`
    const of = (pattern: string) =>
      new RegExp(pattern.replaceAll('COUNT', count).replaceAll('UNIT', forms.units.join('|')), 'iu')
    return [language, { before: of(forms.before), behind: of(forms.behind) }]
  }),
)

/** "From today on", "ab morgen", "starting this week": when it begins. */
const BEGINS =
  /(?<!\p{L})(?:from|starting|as of|since|beginning|ab|seit|dès|à partir|depuis|desde|a partir)(?: \p{L}+)? (?:now|today|tomorrow|this|heute|morgen|dieser|diese|demain|cette|hoy|mañana|esta|hoje|amanhã|d['’]aujourd)/iu

/** A day that a clock time alone stands for: "until 6" may be meant of every day. */
const CLOCK_ONLY =
  /^\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|uhr|h|o['’]clock|heures?|horas?)?\b(?!\s*(?:\.|st|nd|rd|th|\p{L}{3,}))/iu

/**
 * The last day on which a ban holds, `YYYY-MM-DD`; undefined where it says none.
 *
 * @param said  The day on which it was said.
 */
export function lastDayOf(text: string, said: string, language: string): string | undefined {
  const forms = FORMS[language]
  const patterns = compiled[language]
  if (forms === undefined || patterns === undefined || !isBanOnce(text, forms)) return undefined
  const term = patterns.before.exec(text) ?? patterns.behind.exec(text)
  if (term !== null) {
    const [, count = '', unit = ''] = term
    const at = forms.units.findIndex((one) => new RegExp(`^(?:${one})$`, 'iu').test(unit))
    const days = Object.values(DAYS_OF)[at] ?? 0
    const times = forms.count[count.toLowerCase()] ?? Number(count)
    return times > 0 && days > 0 ? addDays(said, times * days + SLACK_DAYS) : undefined
  }
  const until = forms.until.exec(text)?.[1]
  if (until !== undefined)
    return CLOCK_ONLY.test(until) && !forms.thisDay.test(text) ? undefined : dayNamed(until, said, language)
  if (forms.thisWeek.test(text)) return addDays(said, DAYS_OF.week as number)
  const day = forms.thisDay.exec(text)?.[0]
  return day === undefined ? undefined : dayNamed(day, said, language)
}

const isBanOnce = (text: string, { bans, recurs }: Forms): boolean =>
  text.length <= MAX_CHARACTERS && bans.test(text) && !recurs.test(text) && !BEGINS.test(text)

/** Whether a user's rule may say when it ends, whenever it was said. */
export function hasTerm(conversation: Conversation, unit: Unit): boolean {
  if (!hasFlag(conversation, unit.index, FLAG.rule) || !hasFlag(conversation, unit.index, FLAG.ofUser))
    return false
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const [forms, patterns] = [FORMS[language], compiled[language]]
  const text = textOf(conversation, unit)
  if (forms === undefined || patterns === undefined || !isBanOnce(text, forms)) return false
  const terms = [patterns.before, patterns.behind, forms.until, forms.thisWeek, forms.thisDay]
  return terms.some((term) => term.test(text))
}

function dayNamed(phrase: string, said: string, language: string): string | undefined {
  const bare = dayOfMonth(phrase, said)
  if (bare !== undefined) return bare
  const saidAt = `${said}T12:00:00.000Z`
  const day = resolveDate(phrase, { saidAt, language, tense: 'future' })?.day
  return day !== undefined && day >= said ? day : undefined
}

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + days * MS_PER_DAY).toISOString().slice(0, 10)

/** "Until the 14th": the next one. */
function dayOfMonth(phrase: string, said: string): string | undefined {
  const number = Number(/^(?:the )?(\d{1,2})(?:st|nd|rd|th)\b(?! of\b| \p{Lu})/u.exec(phrase)?.[1])
  if (!(number >= 1 && number <= 31)) return undefined
  const day = new Date(`${said}T00:00:00.000Z`)
  if (number < day.getUTCDate()) day.setUTCMonth(day.getUTCMonth() + 1, 1)
  day.setUTCDate(number)
  return day.toISOString().slice(0, 10)
}

const known = new WeakMap<Conversation, ReadonlySet<number>>()

/** The rules of users whose last day has passed when the conversation ends. Cost: the rules. */
export function endedRules(conversation: Conversation): ReadonlySet<number> {
  const before = known.get(conversation)
  if (before !== undefined) return before
  const found = new Set<number>()
  known.set(conversation, found)
  const { days, units, entries } = conversation
  const today = days.findLast((day) => day !== undefined)
  if (today === undefined) return found
  for (const unit of units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.hasTerm)) continue
    if (!hasFlag(conversation, unit.index, FLAG.rule) || !hasFlag(conversation, unit.index, FLAG.ofUser))
      continue
    const said = days[unit.messageIndex]
    if (said === undefined || said >= today) continue
    const language = entries[unit.messageIndex]?.annotation.language ?? 'en'
    const last = lastDayOf(textOf(conversation, unit), said, language)
    if (last !== undefined && last < today) found.add(unit.index)
  }
  return found
}

/** Whether a unit is a rule whose term is over. */
export const hasEnded = (conversation: Conversation, { index }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.rule) && endedRules(conversation).has(index)
