import { chineseDays, japaneseDays } from './day-forms-unspaced.js'

/** Which day a weekday stands for, as the words beside it tell: of the week before, the next one to come, the one after tomorrow, of this week. */
export type Which = 'last' | 'coming' | 'next' | 'this'

/** How a language names days. Patterns are matched without regard to case; where a match ends, no letter follows. */
export interface DayForms {
  /** Holds for every text that names a day; without digits, which most such texts have. */
  readonly hint: RegExp
  /**
   * A day of a month. Groups `day`, `month`, and where it is said `year`; `monthWord` for "of next month" in place of a month.
   * `and` before `day` is a second day that shares the month.
   */
  readonly dated: readonly RegExp[]
  /** Months as they begin, from January. */
  readonly months: readonly string[]
  /** Groups `weekday`, and one of `Which` before or behind it: `last`, `coming`, `next`, `this`, `lastBehind` … */
  readonly weekday: RegExp
  /** Weekdays as they begin, from Sunday. */
  readonly weekdays: readonly string[]
  /** Whether "last week's Friday" is of the calendar week before. Else it is the last Friday that there was. */
  readonly countsWeeks: boolean
  /** Words for a day by its distance from today, the longer ones first. */
  readonly named: readonly (readonly [pattern: RegExp, days: number])[]
  /** Counted from today. Group `count`. */
  readonly ago: RegExp
  readonly ahead: RegExp
  /** Every week, on several weekdays, from one to another: no day. */
  readonly recurring: RegExp
  /** Between two days: one of a span, or one of two. */
  readonly joint: string
}

/** A number of one or two digits that is no part of a longer one, of a time or of a price. */
const DAY = String.raw`(?<![\d.,:/-])(?<day>0?[1-9]|[12]\d|3[01])`
const MONTH_NUMBER = String.raw`(?<month>0?[1-9]|1[0-2])`
const YEAR = String.raw`(?<year>(?:19|20)\d{2})(?!\d)`
/** "16.10.2025", "16/10/2025", "16-10-2025", "16.10.25". */
const IN_NUMBERS =
  /(?<![\d.,:/-])(?<day>\d{1,2})(?<mark>[./-])\s?(?<month>\d{1,2})\k<mark>\s?(?<year>(?:19|20)\d{2}|\d{2}(?![\d:%€]|[.,]\d))(?!\d)/iu
/** No price, share, time or unit stands behind it. */
const NO_MEASURE = String.raw`(?![\d:%€$]|[.,]\d|\s?(?:uhr|h\d{0,2}|heures?|horas?|%|€|\$|euros?|eur|usd|reais|km|kg|cm|mm|ml|l|m²)(?!\p{L}))`

const phrase = (words: string): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${words})(?!\p{L})`, 'iu')

const GERMAN_WEEKDAY =
  '(?<weekday>montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)(?:abend|morgen|mittag|nachmittag|vormittag|nacht|früh)?'
const GERMAN_COUNT = '(?<count>\\d{1,2}|einem|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|vierzehn)'

const german: DayForms = {
  hint: /tag|mittwoch|sonnabend|gestern|morgen|heute/iu,
  dated: [
    new RegExp(
      String.raw`${DAY}(?:\.|ten|ter)\s?(?<month>jan|feb|mär|maer|apr|mai|jun|jul|aug|sep|okt|nov|dez)\p{L}*\.?(?:,?\s${YEAR})?`,
      'iu',
    ),
    // "Am 16.10.", "Fr., 16.10.": a day of the month has its preposition, a number of a chapter has none.
    new RegExp(
      String.raw`(?<=(?<!\p{L})(?:am|vom|zum|bis|ab|den|dem|der|seit|(?:mo|di|mi|do|fr|sa|so|\p{L}{3,6}tag|mittwoch)[.,]{0,2})\s)(?<day>0?[1-9]|[12]\d|3[01])\.\s?${MONTH_NUMBER}(?:\.|(?=[\s,;!?)]|$))${NO_MEASURE}`,
      'iu',
    ),
    IN_NUMBERS,
  ],
  months: ['jan', 'feb', 'mär|maer', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
  weekday: new RegExp(
    String.raw`(?<!\p{L})(?:(?:(?<last>letzte[nrs]?|vorige[nr]?|vergangene[nr]?)|(?<next>nächste[nr]?)|(?<coming>kommende[nr]?)|(?<this>diese[nr]?))\s)?${GERMAN_WEEKDAY}(?!\p{L})`,
    'iu',
  ),
  weekdays: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag|sonnabend'],
  countsWeeks: false,
  named: [
    [phrase('vorgestern'), -2],
    [phrase('gestern'), -1],
    [phrase('übermorgen|uebermorgen'), 2],
    [phrase('heute'), 0],
    // "Guten Morgen", "am Morgen", "heute Morgen" are a time of day, and so is "Morgen," in a greeting.
    [
      /(?<!\p{L})(?<!(?:guten?|am|jeden?|den|der|diese[nrms]?|eines|pro|heute|gestern|bis zum|gegen|vom|schönen) )morgen(?!\p{L})(?!\s?[,!](?!\s?(?:am|um|ab|den)(?!\p{L}))| (?:zusammen|allerseits|frau|herr|ihr|leute))/iu,
      1,
    ],
  ],
  ago: new RegExp(String.raw`(?<!\p{L})vor ${GERMAN_COUNT} tag(?:en)?(?!\p{L})`, 'iu'),
  ahead: new RegExp(String.raw`(?<!\p{L})in ${GERMAN_COUNT} tag(?:en)?(?!\p{L})`, 'iu'),
  recurring: new RegExp(
    String.raw`(?<!\p{L})(?:jede[nrs]?|immer|alle) (?:\p{L}+ )?${GERMAN_WEEKDAY}|(?<!\p{L})(?:${GERMAN_WEEKDAY.replace('?<weekday>', '?:')})(?: und | oder | bis | – |–|-|/|, )(?:am |zum )?(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag)`,
    'iu',
  ),
  joint: '(?:bis(?: zum| einschließlich)?|und|oder|[-–/])',
}

const FRENCH_WEEKDAYS = 'lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche'
const FRENCH_COUNT = '(?<count>\\d{1,2}|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze)'
const french: DayForms = {
  hint: /di(?!\p{L})|di[sm]|hier|demain|jour|soir|matin|ce midi|après-midi/iu,
  dated: [
    new RegExp(
      String.raw`(?<![\d.,:/-])(?<day>1er|0?[1-9]|[12]\d|3[01])\s(?<month>janv|févr?|fevr?|mars|avr|mai|juin|juil|août|aout|sept|oct|nov|déc|dec)\p{L}*\.?(?:\s${YEAR})?`,
      'iu',
    ),
    new RegExp(
      String.raw`(?<=(?<!\p{L})(?:le|du|au|dès le|${FRENCH_WEEKDAYS})\s)(?<day>0?[1-9]|[12]\d|3[01])/${MONTH_NUMBER}(?!/)${NO_MEASURE}`,
      'iu',
    ),
    IN_NUMBERS,
  ],
  months: [
    'janv',
    'fév|fev',
    'mars',
    'avr',
    'mai',
    'juin',
    'juil',
    'ao[ûu]t',
    'sept',
    'oct',
    'nov',
    'd[ée]c',
  ],
  weekday: new RegExp(
    String.raw`(?<!\p{L})(?:(?<this>ce)\s)?(?<weekday>${FRENCH_WEEKDAYS})(?: (?:matin|midi|après-midi|soir))?(?: (?:(?<lastBehind>dernier|passé)|(?<nextBehind>prochain)|(?<comingBehind>qui vient)))?(?!\p{L})`,
    'iu',
  ),
  weekdays: ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'],
  countsWeeks: false,
  named: [
    [phrase('avant-hier|avant hier'), -2],
    [phrase('hier'), -1],
    [phrase('après-demain|après demain|apres-demain|apres demain'), 2],
    [phrase("aujourd['’]hui|ce soir|ce matin|ce midi|cet après-midi"), 0],
    [/(?<!\p{L})demain(?!\p{L})(?! est un autre jour)/iu, 1],
  ],
  ago: new RegExp(
    String.raw`(?<!\p{L})(?:il y a|y a) ${FRENCH_COUNT} jours?(?!\p{L})(?! (?:de|d['’]|où|sur|par))`,
    'iu',
  ),
  ahead: new RegExp(String.raw`(?<!\p{L})(?:dans|d['’]ici) ${FRENCH_COUNT} jours?(?!\p{L})`, 'iu'),
  recurring: new RegExp(
    String.raw`(?<!\p{L})(?:les?|tous les|chaque|un) (?:${FRENCH_WEEKDAYS})s?(?!\p{L})(?! ?(?:\d|prochain|dernier|qui vient))(?! (?:matin |soir |après-midi )?(?:prochain|dernier|\d))|(?<!\p{L})(?:${FRENCH_WEEKDAYS})(?: (?:matin|soir))?(?: et | ou | au? |–|-|/|, )(?:le )?(?:${FRENCH_WEEKDAYS})`,
    'iu',
  ),
  joint: '(?:au|et|ou|[-–/])',
}

const SPANISH_WEEKDAYS = 'lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo'
const SPANISH_MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre|ene|feb|abr|ago|sept?|oct|nov|dic'
const SPANISH_COUNT = '(?<count>\\d{1,2}|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince)'
const spanish: DayForms = {
  hint: /lunes|martes|coles|jueves|viernes|s[áa]bado|domingo|ayer|antier|anoche|mañana|hoy|esta |días?/iu,
  dated: [
    new RegExp(
      String.raw`(?<![\d.,:/-])(?<day>1º|primero|0?[1-9]|[12]\d|3[01])\s(?:de\s)?(?<month>${SPANISH_MONTHS})(?!\p{L})\.?(?:\s(?:del?\s)?${YEAR})?`,
      'iu',
    ),
    new RegExp(
      String.raw`(?<=(?<!\p{L})(?:el|del|al|día|${SPANISH_WEEKDAYS})\s)(?<day>0?[1-9]|[12]\d|3[01])[/-]${MONTH_NUMBER}(?![/-])${NO_MEASURE}`,
      'iu',
    ),
    IN_NUMBERS,
  ],
  months: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'se', 'oct', 'nov', 'dic'],
  weekday: new RegExp(
    String.raw`(?<!\p{L})(?:(?:(?<next>próximo|proximo)|(?<last>pasado|último)|(?<this>este))\s)?(?<weekday>${SPANISH_WEEKDAYS})(?: (?:(?<lastBehind>pasado(?! mañana))|(?<nextBehind>próximo|proximo)|(?<comingBehind>que viene)))?(?!\p{L})`,
    'iu',
  ),
  weekdays: ['domingo', 'lunes', 'martes', 'mi[ée]rcoles', 'jueves', 'viernes', 's[áa]bado'],
  countsWeeks: false,
  named: [
    [phrase('anteayer|antier|antes de ayer'), -2],
    [phrase('ayer|anoche'), -1],
    [phrase('pasado mañana'), 2],
    [phrase('hoy|esta (?:mañana|tarde|noche)'), 0],
    [/(?<!\p{L})(?<!(?:la|las|cada|una|esta|esa|buena|de|media) )mañana(?!\p{L})/iu, 1],
  ],
  ago: new RegExp(String.raw`(?<!desde )(?<!\p{L})hace ${SPANISH_COUNT} días?(?! que no)(?!\p{L})`, 'iu'),
  ahead: new RegExp(String.raw`(?<!\p{L})dentro de ${SPANISH_COUNT} días?(?!\p{L})`, 'iu'),
  recurring: new RegExp(
    String.raw`(?<!\p{L})(?:los|cada|todos los|un) (?:${SPANISH_WEEKDAYS})s?(?!\p{L})|(?<!\p{L})(?:${SPANISH_WEEKDAYS})(?: y | o | u | al? |–|-|/|, )(?:el )?(?:${SPANISH_WEEKDAYS})`,
    'iu',
  ),
  joint: '(?:al?|y|o|hasta el|[-–/])',
}

const PORTUGUESE_WEEKDAYS = 'segunda|terça|terca|quarta|quinta|sexta|sábado|sabado|domingo'
const PORTUGUESE_MONTHS =
  'janeiro|fevereiro|março|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro|jan|fev|abr|mai|jun|jul|ago|set|out|nov|dez'
const PORTUGUESE_COUNT = '(?<count>\\d{1,2}|um|dois|três|quatro|cinco|seis|sete|oito|nove|dez|quinze)'
/** "A segunda vez", "um quarto": weekdays are ordinals too. What follows a day is the end, a time, a small word or a verb. */
const ENDS_PORTUGUESE_DAY = String.raw`(?=\s*$|\s?[,.;:!?)…]|\s(?:à|às|ao|a|o|as|os|de (?:manhã|tarde|noite)|dia|\d|tem|tenho|temos|vou|vai|vamos|vem|não|eu|ele|ela|eles|a gente|nós|é|foi|e|ou|já|só|que|passad[oa]|próxim[oa]|com|para|pra|em|no|na|se|por|pelas|porque|mas|está|fica|ficou|cheg\p{L}+|veio|pode|pela)(?!\p{L}))`
const portuguese: DayForms = {
  hint: /segunda|ter[çc]a|quarta|quinta|sexta|s[áa]bado|domingo|ontem|amanh|hoje|hj|esta |dias?/iu,
  dated: [
    new RegExp(
      String.raw`(?<![\d.,:/-])(?<day>1º|1o|primeiro|0?[1-9]|[12]\d|3[01])\s(?:de\s)?(?<month>${PORTUGUESE_MONTHS})(?!\p{L})\.?(?:\s(?:de\s)?${YEAR})?`,
      'iu',
    ),
    new RegExp(
      String.raw`(?<=(?<!\p{L})(?:dias?|feira,?|sábado,?|domingo,?)\s)(?<day>0?[1-9]|[12]\d|3[01])[/-]${MONTH_NUMBER}(?![/-])${NO_MEASURE}`,
      'iu',
    ),
    new RegExp(
      String.raw`(?<=(?<!\p{L})(?:em|a|até|desde|para|pra|de)\s)(?<day>0[1-9]|[12]\d|3[01])/(?<month>0[1-9]|1[0-2])(?!/)${NO_MEASURE}`,
      'iu',
    ),
    IN_NUMBERS,
  ],
  months: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
  weekday: new RegExp(
    String.raw`(?<!\p{L})(?:(?:(?<next>próxim[ao])|(?<last>últim[ao]|passad[ao])|(?<this>[dn]?est[ae]))\s)?(?<weekday>${PORTUGUESE_WEEKDAYS})(?:-feira|${ENDS_PORTUGUESE_DAY})(?: (?:de manhã|à tarde|à noite))?(?: (?:(?<lastBehind>passad[ao])|(?<nextBehind>próxim[ao])|(?<comingBehind>que vem)))?(?!\p{L})`,
    'iu',
  ),
  weekdays: ['domingo', 'segunda', 'ter[çc]a', 'quarta', 'quinta', 'sexta', 's[áa]bado'],
  countsWeeks: false,
  named: [
    [phrase('anteontem|antes de ontem'), -2],
    [phrase('ontem'), -1],
    [phrase('depois de amanhã|depois de amanha'), 2],
    [phrase('hoje|esta (?:manhã|tarde|noite)|hj'), 0],
    [phrase('amanhã|amanha'), 1],
  ],
  ago: new RegExp(
    String.raw`(?<!\p{L})(?:há|faz) ${PORTUGUESE_COUNT} dias?(?! (?:de|que não|sem))(?!\p{L})`,
    'iu',
  ),
  ahead: new RegExp(String.raw`(?<!\p{L})daqui (?:a )?${PORTUGUESE_COUNT} dias?(?!\p{L})`, 'iu'),
  recurring: new RegExp(
    String.raw`(?<!\p{L})(?:às|aos|cada|todas? as?|todos? os?|nas|nos) (?:${PORTUGUESE_WEEKDAYS})s?(?!\p{L})|(?<!\p{L})(?:${PORTUGUESE_WEEKDAYS})(?:-feira)?(?: e | ou | a | à |–|-(?!f)|/|, )(?:na |no |o |a )?(?:${PORTUGUESE_WEEKDAYS})`,
    'iu',
  ),
  joint: '(?:a|ao|e|ou|até(?: o| ao)?|[-–/])',
}

/** English is read by a library (`annotate/dates.ts`). */
export const DAY_FORMS: Readonly<Record<string, DayForms>> = {
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  zh: chineseDays,
  ja: japaneseDays,
}
