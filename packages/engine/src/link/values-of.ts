import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, mayHaveLook, textOf, type Unit } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { list } from '../lexicon/list.js'
import { lexiconFor } from '../lexicon/registry.js'
import { LOOK } from '../unit-looks.js'

/** What a value can be; only values of one kind replace each other. */
export type ValueKind = 'clock' | 'day' | 'number' | 'name' | 'address'
export type Values = ReadonlyMap<ValueKind, ReadonlySet<string>>

const CLOCK = /^\d{1,2}:\d{2}|^\d{1,2}(?:[ap]m)$/i

const DAY_OF_MONTH = /^(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?$/
/** A mail address, a link. */
const ADDRESS = /@[\w-]+\.|:\/\//

/** Words of a language that no statement is about. */
export interface Words {
  /** Days and months as they are written, in lower case, and as terms. */
  readonly days: ReadonlySet<string>
  readonly dayTerms: ReadonlySet<string>
  /** Terms of cues and formulas: "now", "instead", "change". */
  readonly formulas: ReadonlySet<string>
  /** Of these the terms that tell of a change: "instead", "raised", "now". */
  readonly changes: ReadonlySet<string>
}

/** Read once for each lexicon; lexicons are constants, so the memory is bounded by their number. */
const known = new WeakMap<CompiledLexicon, Words>()

export function wordsOf(language: string): Words {
  const lexicon = lexiconFor(language)
  const words = known.get(lexicon) ?? readWordsOf(lexicon)
  known.set(lexicon, words)
  return words
}

/** What values are counted in: two prices are not of one thing. */
export const UNITS_OF_VALUES = list(`
  euro, euros, eur, dollar, dollars, usd, pound, pounds, gbp, franc, francs, franken, chf, yen, peso, pesos, real, reais, crown, crowns, kronor, cent, cents, rappen
  percent, prozent, degrees, grad, kilo, kilos, kg, gram, grams, gramm, mg, milligramm, milligrams, gb, mb, kwh, cm, mm, litre, litres, liter, liters, ml, metre, metres, meter, meters, km, kilometres, kilometers, mile, miles
  minute, minutes, minuten, minutos, hour, hours, stunde, stunden, heure, heures, hora, horas, second, seconds, morning, mornings, afternoon, afternoons, evening, evenings, night, nights, day, days, week, weeks, month, months, year, years
`)

function readWordsOf(lexicon: CompiledLexicon): Words {
  const { cues, shortening, statements, wording } = lexicon.source
  const terms = (phrases: readonly string[]) =>
    new Set(phrases.flatMap((phrase) => termsOf(readWords(phrase), lexicon)))
  const single = cues.date.filter((word) => !word.includes(' ') && word.length > 2)
  const days = [...single, ...wording.months.map((month) => month.toLowerCase())]
  const changes = [cues.correction, statements.replacing].flat()
  // Of several words each is said of other things too ("out of the blue", "reply to").
  const others = [cues.plan, cues.request, shortening.openers, shortening.intensifiers].flat()
  const formulas = [...changes, ...UNITS_OF_VALUES, ...others.filter((phrase) => !phrase.includes(' '))]
  return {
    days: new Set(days),
    dayTerms: terms(days),
    formulas: terms(formulas),
    changes: terms(changes),
  }
}

/** Any of the words, wherever it stands: most units have none, and then their words need not be read. */
const patterns = new WeakMap<ReadonlySet<string>, RegExp>()

function mayNameDay(days: ReadonlySet<string>): RegExp {
  const known = patterns.get(days)
  if (known !== undefined) return known
  const words = [...days].map((day) => day.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const pattern = words.length === 0 ? /(?!)/ : new RegExp(words.join('|'))
  patterns.set(days, pattern)
  return pattern
}

const NO_DAYS: readonly string[] = []

export function daysIn(text: string, days: ReadonlySet<string>): readonly string[] {
  const lower = text.toLowerCase()
  if (!mayNameDay(days).test(lower)) return []
  return (lower.match(/\p{L}+/gu) ?? []).filter((word) => days.has(word))
}

/** The values that a unit gives, by kind. In meetings and chats of several people, names are topics rather than values. */
export function valuesOf(conversation: Conversation, unit: Unit, days: ReadonlySet<string>): Values {
  const text = textOf(conversation, unit)
  const values = new Map<ValueKind, Set<string>>()
  const add = (kind: ValueKind, value: string) => {
    const known = values.get(kind)
    if (known) known.add(value)
    else values.set(kind, new Set([value]))
  }
  const saidDays = mayHaveLook(conversation, unit.index, LOOK.namesDay) ? daysIn(text, days) : NO_DAYS
  for (const word of saidDays) add('day', word)
  for (const number of unit.annotation.numbers) {
    if (CLOCK.test(number)) add('clock', number)
    else if (saidDays.length > 0 && DAY_OF_MONTH.test(number)) add('day', number)
    else add('number', number)
  }
  for (const code of unit.annotation.identifiers) if (ADDRESS.test(code)) add('address', code)
  if (!conversation.isNamed)
    for (const name of unit.annotation.names)
      if (!days.has(name.toLowerCase()) && !isGermanNoun(conversation, unit, text, name)) add('name', name)
  return values
}

/** A title, a preposition without an article, or the verb of names before it: German writes every noun with a capital. */
const NAMED_IN_GERMAN =
  /(?:^|\s)(?:herrn?|frau|familie|dr\.?|prof\.?|heißt|heißen|heiße|nach|in|bei|von|mit) $/i

/** A capitalised word of German that nothing marks as a name. */
function isGermanNoun(conversation: Conversation, unit: Unit, text: string, name: string): boolean {
  if (conversation.entries[unit.messageIndex]?.annotation.language !== 'de') return false
  const at = text.indexOf(name)
  return at < 0 || !NAMED_IN_GERMAN.test(text.slice(Math.max(0, at - 12), at))
}
