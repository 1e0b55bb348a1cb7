import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { goneValues, numberKey } from './gone-values.js'
import { ownTerms } from './pointing-corrections.js'
import { valuesOf, wordsOf } from './values-of.js'

/** Messages back of a day that is settled anew. */
const MAX_DISTANCE_MESSAGES = 80
/** Words of "5 july then, 3 to 8ish"; longer sentences tell of more than the day. */
const MAX_WORDS = 8
/** Content terms beside the day. */
const MAX_OWN_TERMS = 1
/** Days that are remembered. */
const MAX_REMEMBERED = 16

/** "12 july. final.", "the 14th it is", "then the 4th": a day is settled. */
const SETTLES =
  /(?<!\p{L})(?:final|settled|decided|agreed|fixed|it is|then|so|deal|abgemacht|beschlossen|steht|dann|also|fix|endgültig|décidé|alors|donc|définitif|decidido|entonces|queda|definitivo|então|fica|combinado)(?!\p{L})/iu
const FINALLY =
  /(?<!\p{L})(?:final(?:ly)?|settled|decided|it is|definite(?:ly)?|endgültig|beschlossen|décidé|définitif|definitivo|decidido)(?!\p{L})/iu

interface Settled {
  readonly unit: Unit
  readonly days: readonly string[]
}

/**
 * Days that people settled and then settled anew: "5 july then, 3 to 8ish", and a day later "12 JULY. final." The earlier one is gone where the
 * later one is final, or where somebody has said in between that it cannot be that day. Among named people, whoever says it.
 *
 * Shapes  index of the earlier unit → index of the later one. Cost: linear; the days that are remembered are bounded.
 */
export function findSettledDays(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (!conversation.isNamed) return found
  let settled: Settled[] = []
  let refused = new Set<string>()
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.namesGone | LOOK.settlesDay)) continue
    if (!hasFlag(conversation, unit.index, FLAG.spoken) || unit.annotation.wordCount > 2 * MAX_WORDS) continue
    if (unit.annotation.numbers.length === 0) continue
    const text = textOf(conversation, unit)
    const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
    if (mayHaveLook(conversation, unit.index, LOOK.namesGone))
      for (const { kind, value } of goneValues(text, language)) if (kind === 'number') refused.add(value)
    if (!mayHaveLook(conversation, unit.index, LOOK.settlesDay)) continue
    const days = daysSettled(conversation, unit, language)
    if (days.length === 0) continue
    const isFinal = FINALLY.test(withNext(conversation, unit))
    settled = settled.filter((before) => {
      const isGone =
        before.unit.messageIndex < unit.messageIndex &&
        unit.messageIndex - before.unit.messageIndex <= MAX_DISTANCE_MESSAGES &&
        !before.days.some((day) => days.includes(day)) &&
        (isFinal || before.days.some((day) => refused.has(day)))
      if (isGone) found.set(before.unit.index, unit.index)
      return !isGone
    })
    settled.push({ unit, days })
    if (settled.length > MAX_REMEMBERED) settled.shift()
    refused = new Set()
  }
  return found
}

/** The days of the month that a sentence settles, which tells of nothing else. */
export function daysSettled(conversation: Conversation, unit: Unit, language: string): readonly string[] {
  if (unit.annotation.numbers.length === 0 || !hasFlag(conversation, unit.index, FLAG.spoken)) return []
  if (unit.annotation.wordCount > MAX_WORDS) return []
  const words = wordsOf(language)
  if (ownTerms(unit, words) > MAX_OWN_TERMS) return []
  const text = textOf(conversation, unit)
  // "5 july", "the 12th"; "2 then" is no day.
  if (!DAY.test(text) || !SETTLES.test(withNext(conversation, unit))) return []
  return [...(valuesOf(conversation, unit, words.days).get('day') ?? [])]
    .filter((value) => /\d/.test(value))
    .slice(0, 1)
    .map(numberKey)
}

const DAY =
  /\d(?:st|nd|rd|th)\b|\b\d{1,2}\.? (?:jan|feb|m[aä]r|apr|mai|may|jun|jul|aug|sep|o[ck]t|nov|de[cz]|janv|févr|mars|avr|juin|juil|août|ene|abr|ago|set|out|dic)|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}* \d{1,2}\b|\bden \d{1,2}\./iu

/** With the sentence behind it in the same message: "12 JULY. final." */
function withNext(conversation: Conversation, { index, messageIndex }: Unit): string {
  const { units } = conversation
  const next = units[index + 1]
  const isShort = next?.messageIndex === messageIndex && next.annotation.wordCount <= 2
  return [units[index] as Unit, ...(isShort ? [next] : [])]
    .map((unit) => textOf(conversation, unit))
    .join(' ')
}
