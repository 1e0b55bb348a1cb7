import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { pointedValues } from './pointing-corrections.js'
import { refusesPrice } from './too-dear.js'
import { wordsOf } from './values-of.js'

/** Messages back that a user's "another one" or "instead" can turn down. */
const MAX_DISTANCE_MESSAGES = 8
/** Units of one message that are looked at: a message can be of any length. */
const MAX_UNITS = 40
/** Terms of a sentence that asks for something else; longer ones are about more. */
const MAX_TERMS = 14
/** Messages of which a term that two requests share may be, to be what both are about. */
const MAX_SUBJECT_MESSAGES = 8
/** Terms from which on a sentence without a value asks for something by itself. */
const MIN_TERMS = 3
/** Characters before a name in which its preposition is looked for. */
const PREPOSITION_REACH = 24

export const PASSED_OVER = 1
export const ASKED_INSTEAD = 2

/**
 * Finds what a user passed over: offers of the assistant that he answered with "any other", "how about …", "actually …", and
 * what he himself had asked for before, where he now gives other values for all of it.
 *
 * What stands after all ("in Leeds" for the next offer too) is said again with the next offer, so these units are worth less, not
 * nothing; what he asks for instead is in force. Looking back ends where a change was reported as made: what was carried out is
 * no offer.
 *
 * Shapes  one entry for each unit: `PASSED_OVER`, `ASKED_INSTEAD` or 0.
 * Cost    linear: a bounded look back from each user turn that asks for something else.
 */
export function findTurnedDown(conversation: Conversation): Uint8Array {
  const before = known.get(conversation)
  if (before !== undefined) return before
  const found = searchTurnedDown(conversation)
  known.set(conversation, found)
  return found
}

/** What is worth less and what is told no more both ask for it. */
const known = new WeakMap<Conversation, Uint8Array>()

function searchTurnedDown(conversation: Conversation): Uint8Array {
  const marks = new Uint8Array(conversation.units.length)
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const valuesFor = valueReader(conversation, language)
  conversation.entries.forEach(({ message }, at) => {
    if (message.role !== 'user') return
    const own = unitsOf(conversation, at)
    if (refusedForPrice(conversation, at, own))
      for (const unit of unitsOf(conversation, at - 1))
        if (hasFlag(conversation, unit.index, FLAG.spoken)) marks[unit.index] = PASSED_OVER
    const isAnother = own.some((unit) => asksForAnother(conversation, unit))
    if (!isAnother && !asksAnew(conversation, at, own, valuesFor)) return
    const values = union(own.map(valuesFor))
    for (const unit of own) if (tellsWish(unit)) marks[unit.index] = ASKED_INSTEAD
    for (let before = at - 1; before >= Math.max(0, at - MAX_DISTANCE_MESSAGES); before--) {
      const units = unitsOf(conversation, before)
      if (units.some(reportsDone)) break
      const isUsers = conversation.entries[before]?.message.role === 'user'
      for (const unit of units)
        if (hasFlag(conversation, unit.index, FLAG.spoken) && (!isUsers || gives(values, valuesFor(unit))))
          marks[unit.index] = PASSED_OVER
      // What he began with is another matter from there on.
      if (isUsers && before < at - 1 && units.some(({ annotation }) => annotation.act === 'request')) break
    }
  })
  return marks
}

/** The assistant's next message brings another price: of the one before nothing is in force. */
function refusedForPrice(conversation: Conversation, at: number, own: readonly Unit[]): boolean {
  const { entries } = conversation
  if (entries[at - 1]?.message.role !== 'assistant' || entries[at + 1]?.message.role !== 'assistant')
    return false
  const brings = (message: number) =>
    unitsOf(conversation, message).some(({ annotation }) => annotation.numbers.length > 0)
  return brings(at - 1) && brings(at + 1) && refusesPrice(conversation, own, unitsOf(conversation, at - 1))
}

function unitsOf({ units, unitStarts }: Conversation, message: number): readonly Unit[] {
  const from = unitStarts[message] as number
  return units.slice(from, Math.min(unitStarts[message + 1] as number, from + MAX_UNITS))
}

function asksForAnother(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation, terms } = unit
  if (!hasFlag(conversation, index, FLAG.spoken) || terms.length > MAX_TERMS) return false
  if (hasFlag(conversation, index, FLAG.correction | FLAG.asksAnother)) return true
  return annotation.act === 'refusal' && isValued(unit)
}

const isValued = ({ annotation }: Unit): boolean => annotation.numbers.length + annotation.names.length > 0

/** "Nope, I'm good" and "not now" ask for nothing. */
const NO_WISH: readonly string[] = ['filler', 'acceptance']

const tellsWish = (unit: Unit): boolean =>
  !NO_WISH.includes(unit.annotation.act) &&
  (unit.annotation.act !== 'refusal' || unit.terms.length >= MIN_TERMS) &&
  (unit.terms.length >= MIN_TERMS || isValued(unit))

/** The user asks again for what he asked for a little before, with another value: "a room in Leeds", then "a room in York". */
function asksAnew(
  conversation: Conversation,
  at: number,
  own: readonly Unit[],
  valuesFor: (unit: Unit) => Placed,
): boolean {
  if (!own.some(({ annotation, terms }) => annotation.act === 'request' && terms.length <= MAX_TERMS))
    return false
  const values = union(own.map(valuesFor))
  if (values.size === 0) return false
  const subjects = new Set(own.flatMap((unit) => subjectTerms(conversation, unit)))
  for (let before = at - 1; before >= Math.max(0, at - MAX_DISTANCE_MESSAGES); before--) {
    const units = unitsOf(conversation, before)
    if (units.some(reportsDone)) return false
    if (conversation.entries[before]?.message.role !== 'user') continue
    for (const unit of units)
      if (unit.terms.some((term) => subjects.has(term)) && givesOther(values, valuesFor(unit))) return true
  }
  return false
}

/** Rare terms that are no verb or formula of asking. */
function subjectTerms(
  { messageFrequency, entries }: Conversation,
  { terms, annotation }: Unit,
): readonly number[] {
  const language = entries[0]?.annotation.language ?? 'en'
  const { formulas } = wordsOf(language)
  const { requestVerbs } = lexiconFor(language)
  return terms.filter((term, at) => {
    const word = annotation.terms[at] as string
    const isRare = (messageFrequency[term] as number) <= MAX_SUBJECT_MESSAGES
    return isRare && !/\d/.test(word) && !formulas.has(word) && !requestVerbs.has(word)
  })
}

/** A value of one kind in both, and none that is the same. */
const givesOther = (later: Placed, earlier: Placed): boolean =>
  [...later].some(([kind, after]) => {
    const before = earlier.get(kind)
    return before !== undefined && ![...after].some((value) => before.has(value))
  })

const reportsDone = ({ annotation }: Unit): boolean =>
  annotation.wording.includes('done') || annotation.stances.includes('completion')

/** Values by what they are values of: a clock time, a day, a number, a name behind one preposition. */
type Placed = ReadonlyMap<string, ReadonlySet<string>>

function valueReader(conversation: Conversation, language: string): (unit: Unit) => Placed {
  const words = wordsOf(language)
  const lexicon = lexiconFor(language)
  // Looking back from each user turn, a unit is met several times.
  const read = new Map<Unit, Placed>()
  return (unit) => {
    const before = read.get(unit)
    if (before !== undefined) return before
    const values = new Map<string, Set<string>>(
      [...pointedValues(conversation, unit, words)].map(([kind, found]) => [kind, new Set(found)]),
    )
    read.set(unit, values)
    if (unit.annotation.names.length === 0) return values
    const text = textOf(conversation, unit)
    for (const name of unit.annotation.names)
      if (!words.days.has(name.toLowerCase()))
        add(values, `name ${prepositionOf(text, name, lexicon)}`, name.toLowerCase())
    return values
  }
}

/** The small word before a name, articles passed over: "from", "by"; empty for none. */
function prepositionOf(text: string, name: string, { stopwords, articles }: CompiledLexicon): string {
  const place = text.indexOf(name)
  const before = text.slice(Math.max(0, place - PREPOSITION_REACH), Math.max(0, place)).toLowerCase()
  const word = (before.match(/\p{L}+/gu) ?? []).filter((one) => !articles.has(one)).at(-1)
  return word !== undefined && stopwords.has(word) ? word : ''
}

function add(values: Map<string, Set<string>>, kind: string, value: string): void {
  const known = values.get(kind)
  if (known === undefined) values.set(kind, new Set([value]))
  else known.add(value)
}

function union(all: readonly Placed[]): Placed {
  const values = new Map<string, Set<string>>()
  for (const one of all) for (const [kind, found] of one) for (const value of found) add(values, kind, value)
  return values
}

/** Every value of the earlier unit is said again or replaced by another one of its kind. */
function gives(later: Placed, earlier: Placed): boolean {
  if (earlier.size === 0) return false
  for (const [kind, before] of earlier) {
    const after = later.get(kind)
    if (after === undefined) return false
    const isGone = [...before].some((value) => !after.has(value))
    if (isGone && ![...after].some((value) => !before.has(value))) return false
  }
  return true
}
