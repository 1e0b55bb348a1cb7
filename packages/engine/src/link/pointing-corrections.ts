import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { ACT_BIT, WORDING_BIT } from '../salience/bit-features.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { areCountedAlike } from './counted-alike.js'
import { goneValues, numberKey } from './gone-values.js'
import { type ValueKind, type Values, valuesOf, type Words, wordsOf } from './values-of.js'

/** "Actually, make it the 14th" is short; a longer sentence names what it corrects. */
const MAX_WORDS = 12
/** In scripts without spaces each character counts as a word. */
const MAX_CHARACTERS = 24
/** Content terms of a correction beside its value and its formulas: more would be a subject of its own. */
const MAX_OWN_TERMS = 1
/** Messages back that "it" may reach. */
const MAX_DISTANCE_MESSAGES = 8
/** Units back, and units of the reply, that are looked at: a message can be of any length. */
const MAX_DISTANCE_UNITS = 200
const ORDINAL = /^(?:[12]?\d|3[01])(?:st|nd|rd|th|\.)$/i
const CLOCK_AFTER = /^\s?(?:[ap]\.?m\b|o['’]clock|uhr\b|h\b|点|點|時)/i
const MINUTES_AFTER = /\d\s?(?:h|Uhr)\s?$/u
/** Values of these kinds; a name after "make it" may be anything. */
const KINDS: readonly ValueKind[] = ['clock', 'day', 'number']

/**
 * Finds corrections that name nothing but the new value: "Actually, make it the 14th", "No, 8 pm", and, where the listener
 * agrees, "How about 8 pm?". They correct the nearest statement before them that gives a value of that kind.
 *
 * The earlier statement keeps its place in the text, since the correction cannot be understood without it.
 *
 * Shapes  index of the corrected unit → index of the correction.
 * Cost    linear: for each correction a bounded look back.
 */
export function findPointingCorrections(conversation: Conversation): ReadonlyMap<number, number> {
  const known = found.get(conversation) ?? searchCorrections(conversation)
  found.set(conversation, known)
  return known
}

/** Items, their successors and the values in force each ask for them. */
const found = new WeakMap<Conversation, ReadonlyMap<number, number>>()

function searchCorrections(conversation: Conversation): ReadonlyMap<number, number> {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const words = wordsOf(language)
  const read = new Map<Unit, Values>()
  // Looking back from each correction, a unit is met several times.
  const valuesFor = (unit: Unit): Values => {
    const values = read.get(unit) ?? pointedValues(conversation, unit, words)
    read.set(unit, values)
    return values
  }
  const corrections = new Map<number, number>()
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.pointsAtValue)) continue
    if (!mayCorrect(conversation, unit) || ownTerms(unit, words) > MAX_OWN_TERMS) continue
    if (valuesFor(unit).size === 0 || !isCorrection(conversation, unit, valuesFor, words, language)) continue
    const corrected = correctedBy(conversation, unit, valuesFor)
    if (corrected !== undefined) corrections.set(corrected.index, unit.index)
  }
  return corrections
}

/** Whether a unit gives a value and hardly names anything else. */
export function pointsAtValue(conversation: Conversation, unit: Unit): boolean {
  const words = wordsOf(conversation.entries[0]?.annotation.language ?? 'en')
  return ownTerms(unit, words) <= MAX_OWN_TERMS && pointedValues(conversation, unit, words).size > 0
}

type ValuesFor = (unit: Unit) => Values

function mayCorrect(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  const { isNamed, table } = conversation
  if (!hasFlag(conversation, index, FLAG.mayCorrect) || !hasFlag(conversation, index, FLAG.spoken))
    return false
  if (hasFlag(conversation, index, FLAG.ofTool)) return false
  if (!isNamed && !hasFlag(conversation, index, FLAG.ofUser)) return false
  // "No, we will move on to item 2": among people a "no" answers whoever spoke, not oneself.
  const refuses = !isNamed && (table.acts(index) & REFUSAL) !== 0
  if (!refuses && !hasFlag(conversation, index, FLAG.correction | FLAG.asksMark)) return false
  if (reportsOwnDoing(conversation, unit)) return false
  return table.words(index) <= MAX_WORDS || annotation.end - annotation.start <= MAX_CHARACTERS
}

/** "I did 4 instead of 6" is news of what one did; "I meant the 14th" corrects what one said. */
export const reportsOwnDoing = (conversation: Conversation, unit: Unit): boolean =>
  (conversation.table.wording(unit.index) & PAST) !== 0 &&
  unit.annotation.firstPerson &&
  !SAYING.test(textOf(conversation, unit))
const PAST = WORDING_BIT.past ?? 0
const SAYING = /\b(?:meant|said|wrote|typed|told|gave|put|wrong|mistake|misread)\b/i

function isCorrection(
  conversation: Conversation,
  unit: Unit,
  valuesFor: ValuesFor,
  words: Words,
  language: string,
): boolean {
  const { act, wording } = unit.annotation
  if (!wording.includes('asksMark')) return act === 'correction' || act === 'refusal'
  const cues = tagsIn(lexiconFor(language).cues, readWords(textOf(conversation, unit)))
  // "How about 8 pm?" corrects; "can I skip August?" is about something else.
  const mayPoint = cues.has('proposal') || (cues.has('request') && ownTerms(unit, words) === 0)
  if (!cues.has('correction') && !mayPoint) return false
  return isTakenUp(conversation, unit, valuesFor)
}

/** Whether the next message agrees, or repeats the value without refusing. */
function isTakenUp(conversation: Conversation, unit: Unit, valuesFor: ValuesFor): boolean {
  const from = conversation.unitStarts[unit.messageIndex + 1] ?? conversation.units.length
  const to = conversation.unitStarts[unit.messageIndex + 2] ?? from
  const reply = conversation.units.slice(from, Math.min(to, from + MAX_DISTANCE_UNITS))
  const [first] = reply
  if (first === undefined || first.speaker === unit.speaker || first.annotation.act === 'refusal')
    return false
  const { wording } = first.annotation
  if (wording.includes('reservation') || wording.includes('negation')) return false
  if (wording.includes('agrees') || wording.includes('assent')) return true
  const values = valuesFor(unit)
  return reply.some((one) => sharesValue(values, valuesFor(one)))
}

const sharesValue = (a: Values, b: Values): boolean =>
  KINDS.some((kind) => [...(a.get(kind) ?? [])].some((value) => b.get(kind)?.has(value)))

/** The values of a unit, where "the 14th" is a day and "8 pm" a time. */
export function pointedValues(conversation: Conversation, unit: Unit, words: Words): Values {
  const text = textOf(conversation, unit)
  const values = new Map<ValueKind, Set<string>>()
  for (const [kind, found] of valuesOf(conversation, unit, words.days))
    for (const value of kind === 'name' ? [] : found) {
      const at = text.indexOf(value)
      const after = text.slice(at + value.length)
      // "7 h 45": the minutes belong to the hour.
      if (kind === 'number' && MINUTES_AFTER.test(text.slice(Math.max(0, at - 6), at))) continue
      const isClock = kind === 'number' && CLOCK_AFTER.test(after)
      const actual = isClock ? 'clock' : kind === 'number' && ORDINAL.test(value) ? 'day' : kind
      values.set(actual, (values.get(actual) ?? new Set()).add(value))
    }
  return values
}

export const ownTerms = ({ annotation }: Unit, { dayTerms, formulas }: Words): number =>
  annotation.terms.filter((term) => !/\d/.test(term) && !dayTerms.has(term) && !formulas.has(term)).length

const REFUSAL = ACT_BIT.refusal as number
const ASKING = WORDING_BIT.asking as number

/** The nearest statement or request before, first of the same speaker, that gives another value of one of the kinds. */
function correctedBy(conversation: Conversation, unit: Unit, valuesFor: ValuesFor): Unit | undefined {
  const { table } = conversation
  const values = valuesFor(unit)
  const last = Math.max(0, unit.index - MAX_DISTANCE_UNITS)
  const gone = goneNumbers(conversation, unit)
  let ofOther: Unit | undefined
  for (let index = unit.index - 1; index >= last; index--) {
    const earlier = conversation.units[index] as Unit
    if (unit.messageIndex - earlier.messageIndex > MAX_DISTANCE_MESSAGES) break
    if (!hasFlag(conversation, index, FLAG.spoken) || hasFlag(conversation, index, FLAG.filler)) continue
    // Without a number a unit gives a day at most.
    if ((table.numbers(index) === 0 && !values.has('day')) || (table.wording(index) & ASKING) !== 0) continue
    if (isOfOneSentence(conversation, earlier, unit)) continue
    const before = valuesFor(earlier)
    if (!KINDS.some((one) => givesAnother(one, values, before))) continue
    if (areOfOtherThings(conversation, earlier, before, unit, values, gone)) continue
    // "7 instead of 9" corrects a 9.
    if (gone.length > 0 && !earlier.annotation.numbers.some((one) => gone.includes(numberKey(one)))) continue
    if (earlier.speaker === unit.speaker) return earlier
    ofOther ??= earlier
  }
  return ofOther
}

/** "30 chairs", "make it 24 litres". */
function areOfOtherThings(
  conversation: Conversation,
  earlier: Unit,
  before: Values,
  later: Unit,
  after: Values,
  gone: readonly string[],
): boolean {
  const [one, other] = [numbersIn(before), numbersIn(after).filter((number) => !gone.includes(number))]
  if (one.length !== 1 || other.length !== 1) return false
  const [old, anew] = [one[0] as string, other[0] as string]
  return areCountedAlike(textOf(conversation, earlier), old, textOf(conversation, later), anew) === 'other'
}

const numbersIn = (values: Values): readonly string[] => [...(values.get('number') ?? [])].map(numberKey)

const goneNumbers = (conversation: Conversation, unit: Unit): readonly string[] =>
  goneValues(
    textOf(conversation, unit),
    conversation.entries[unit.messageIndex]?.annotation.language ?? 'en',
  ).flatMap(({ kind, value }) => (kind === 'number' ? [value] : []))

/** Clauses of one sentence do not correct each other. */
function isOfOneSentence(conversation: Conversation, earlier: Unit, { messageIndex }: Unit): boolean {
  return earlier.messageIndex === messageIndex && !/[.!?;。！？…\n]\s*$/.test(textOf(conversation, earlier))
}

const givesAnother = (kind: ValueKind, later: Values, earlier: Values): boolean => {
  const before = earlier.get(kind)
  const after = later.get(kind)
  return before !== undefined && after !== undefined && ![...after].every((value) => before.has(value))
}

/** The words that give the value of one kind in a correction: "the 14th" → "14th", "14 March", "8 pm". */
export function valueWords(conversation: Conversation, unit: Unit): string | undefined {
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const values = pointedValues(conversation, unit, wordsOf(language))
  const text = textOf(conversation, unit)
  const kind = KINDS.find((one) => values.has(one))
  if (kind === undefined || values.size > 1) return undefined
  const spots = [...(values.get(kind) ?? [])].map((value) => {
    const start = text.toLowerCase().indexOf(value.toLowerCase())
    return { start, end: start + value.length }
  })
  const start = Math.min(...spots.map((spot) => spot.start))
  const end = Math.max(...spots.map((spot) => spot.end))
  const suffix = kind === 'clock' ? (CLOCK_AFTER.exec(text.slice(end))?.[0] ?? '') : ''
  return text.slice(start, end) + suffix
}
