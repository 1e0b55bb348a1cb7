import { termsOf } from '../annotate/terms.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { areCountedAlike } from './counted-alike.js'
import { type GoneValue, goneValues, numberKey } from './gone-values.js'
import type { Links } from './links.js'
import { reportsOwnDoing } from './pointing-corrections.js'
import { wordsOf } from './values-of.js'

/** Messages back in which a value may stand that shares no word with the sentence that says it is gone. */
const MAX_DISTANCE_MESSAGES = 6
/** A term of more messages than this ties no two sentences together. */
const MAX_SUBJECT_MESSAGES = 8
/** Messages that say a value up to which it is one of its own: "1931", "HR4417"; and characters of such a value. */
const MAX_MESSAGES_OF_RARE = 2
const MIN_CHARACTERS_OF_RARE = 3
/** Words of a statement that says one thing. */
const MAX_WORDS_OF_PLAIN = 8
/** Earlier units with a value that are remembered. */
const REMEMBERED_UNITS = 8
/** Content terms of the earlier statement, its value aside, that the later one may leave unsaid for the earlier one to be gone as a whole. */
const MAX_UNSAID = 1
/** Units of a message that is about one thing. */
const MAX_UNITS_OF_SHORT_MESSAGE = 4
/** A longer sentence among named people goes over many things. */
const MAX_WORDS_AMONG_PEOPLE = 14

const NAMES_GONE: readonly string[] = ['negation', 'replacing', 'reservation']
/** Function words that count as terms since they negate. */
const NEGATORS: ReadonlySet<string> = new Set([
  'not',
  'no',
  'nicht',
  'kein',
  'pas',
  'non',
  'ne',
  'não',
  'wasn',
  'isn',
  'nor',
])

/**
 * Earlier sentences with a value that a later one names as gone: "with the limit raised to 8192", then "4096 not 8192". Whoever said
 * them: a user corrects an assistant's proposal as his own words.
 *
 * Cost: linear in the units; those that have a value are remembered up to a bound.
 */
export function findNamedCorrections(conversation: Conversation): Links {
  const known = found.get(conversation) ?? searchNamedCorrections(conversation)
  found.set(conversation, known)
  return known
}

/** What is replaced whole and what is amended are asked for one after the other. */
const found = new WeakMap<Conversation, Links>()

function searchNamedCorrections(conversation: Conversation): Links {
  const replaced = new Map<number, number>()
  const amended = new Map<number, number>()
  const gone = goneByUnit(conversation)
  if (gone.size === 0) return { replaced, amended }
  const places = new Places(conversation, [...gone.values()].flat())
  let last = -1
  for (const [index] of gone) last = Math.max(last, index)
  for (let index = 0; index <= last; index++) {
    const unit = conversation.units[index] as Unit
    const values = gone.get(index)
    for (const value of values ?? []) {
      const saidAt = places.of(value)
      if (saidAt.length === 0) continue
      const subjects = subjectsAround(conversation, unit, value)
      const meant = saidAt
        .map((index) => conversation.units[index] as Unit)
        .filter((earlier) => mayBeGone(conversation, earlier, unit, { value, subjects, places }))
      const ofSubject = meant.filter((earlier) => sharesSubject(conversation, earlier, subjects))
      for (const earlier of ofSubject.length > 0 ? ofSubject : meant) {
        const before = earlier.index
        if (gone.get(before)?.some((one) => one.value === value.value) === true) continue
        const isWhole = unsaid(conversation, earlier, unit, value) <= MAX_UNSAID
        const isRule = hasFlag(conversation, before, FLAG.rule) && !hasFlag(conversation, index, FLAG.rule)
        ;(isWhole && !isRule ? replaced : amended).set(before, index)
      }
    }
    if (isSaid(conversation, index)) places.add(unit)
  }
  return { replaced, amended }
}

function goneByUnit(conversation: Conversation): ReadonlyMap<number, readonly GoneValue[]> {
  const found = new Map<number, readonly GoneValue[]>()
  for (const unit of conversation.units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.takesBackValue)) continue
    const gone = goneIn(conversation, unit)
    if (gone !== undefined) found.set(gone.index, gone.values)
  }
  return found
}

interface Gone {
  /** Of the unit that has the value in force. */
  readonly index: number
  readonly values: readonly GoneValue[]
}

/** Whether a unit says of a value that it is gone, and nothing speaks against taking it so. */
export const takesBackValue = (conversation: Conversation, unit: Unit): boolean =>
  goneIn(conversation, unit) !== undefined

function goneIn(conversation: Conversation, unit: Unit): Gone | undefined {
  if (!mayNameGone(conversation, unit)) return undefined
  const { units, entries, isNamed } = conversation
  const { index, messageIndex } = unit
  const text = textOf(conversation, unit)
  const language = entries[messageIndex]?.annotation.language ?? 'en'
  const isUsers = hasFlag(conversation, index, FLAG.ofUser)
  const values = goneValues(text, language).filter(({ kind }) => kind === 'number' || (isUsers && !isNamed))
  if (values.length > 0) return { index, values }
  const next = units[index + 1]
  if (!isUsers || isNamed || !text.endsWith(',') || next?.messageIndex !== messageIndex) return undefined
  // "We're not getting a beagle, we're getting a whippet": two clauses, of which the second has the value that holds.
  const both = goneValues(`${text} ${textOf(conversation, next)}`, language)
  const words = both.filter(({ kind }) => kind === 'word')
  return words.length > 0 ? { index: index + 1, values: words } : undefined
}

function mayNameGone(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation } = unit
  if (!isSaid(conversation, index)) return false
  if (hasFlag(conversation, index, FLAG.question | FLAG.asksMark | FLAG.supposed | FLAG.confirming))
    return false
  if (!annotation.wording.some((wording) => NAMES_GONE.includes(wording))) return false
  if (conversation.isNamed && annotation.wordCount > MAX_WORDS_AMONG_PEOPLE) return false
  const text = textOf(conversation, unit)
  if (reportsOwnDoing(conversation, unit) && !CHANGED.test(text)) return false
  if (hasFlag(conversation, index, FLAG.ofUser)) return true
  // Of an assistant only numbers are read. What he puts against something else is advice: "practise changes, not chords".
  return annotation.numbers.length > 0 && !hasFlag(conversation, index, FLAG.list) && !MARKED.test(text)
}

/** "I changed my mind about 38" takes a value back; "I did 4 instead of 6" tells what one did. */
const CHANGED = /\b(?:chang|replac|switch|swap|mov)ed\b/i
/** Bold print, a table, code. */
const MARKED = /\*\*|`|^\s*\|/

const isSaid = (conversation: Conversation, index: number): boolean =>
  hasFlag(conversation, index, FLAG.spoken) &&
  hasFlag(conversation, index, FLAG.ofUser | FLAG.ofAssistant) &&
  !hasFlag(conversation, index, FLAG.ofTool)

/** Where the values that are gone were said before. */
class Places {
  readonly #conversation: Conversation
  readonly #isNumber = new Set<string>()
  readonly #isName = new Set<string>()
  readonly #wordOf = new Map<number, string>()
  /** 1 for each term of `#wordOf`. */
  readonly #isWord: Uint8Array
  readonly #units = new Map<string, number[]>()
  readonly #messages = new Map<string, number>()
  readonly #lastMessage = new Map<string, number>()

  constructor(conversation: Conversation, values: readonly GoneValue[]) {
    this.#conversation = conversation
    this.#isWord = new Uint8Array(conversation.termCount)
    const language = conversation.entries[0]?.annotation.language ?? 'en'
    const lexicon = lexiconFor(language)
    const { formulas, dayTerms } = wordsOf(language)
    for (const { kind, value } of values) {
      if (kind === 'number') this.#isNumber.add(value)
      if (kind === 'name') this.#isName.add(value)
      // "Not now", "not here".
      if (kind !== 'word') continue
      const [term] = termsOf(readWords(value), lexicon)
      if (term !== undefined && (formulas.has(term) || dayTerms.has(term))) continue
      const number = term === undefined ? undefined : conversation.termIds.get(term)
      if (number === undefined) continue
      this.#wordOf.set(number, value)
      this.#isWord[number] = 1
    }
  }

  of({ value }: GoneValue): readonly number[] {
    return this.#units.get(value) ?? []
  }

  /** Messages so far that say the value. */
  messagesWith({ value }: GoneValue): number {
    return this.#messages.get(value) ?? 0
  }

  add(unit: Unit): void {
    const { annotation, index, terms } = unit
    const { table } = this.#conversation
    if (this.#isNumber.size > 0 && table.numbers(index) > 0)
      for (const number of annotation.numbers) {
        const key = numberKey(number)
        if (this.#isNumber.has(key)) this.#remember(key, unit)
      }
    if (this.#isName.size > 0 && table.names(index) > 0)
      for (const name of annotation.names)
        for (const part of name.toLowerCase().split(/\s+/))
          if (this.#isName.has(part)) this.#remember(part, unit)
    if (this.#wordOf.size > 0)
      for (const term of terms) {
        const word = this.#isWord[term] === 1 ? this.#wordOf.get(term) : undefined
        if (word !== undefined) this.#remember(word, unit)
      }
  }

  #remember(value: string, { index, messageIndex }: Unit): void {
    if (this.#lastMessage.get(value) !== messageIndex) {
      this.#lastMessage.set(value, messageIndex)
      this.#messages.set(value, (this.#messages.get(value) ?? 0) + 1)
    }
    const units = this.#units.get(value)
    if (units === undefined) this.#units.set(value, [index])
    else if (units.at(-1) !== index) {
      units.push(index)
      if (units.length > REMEMBERED_UNITS) units.shift()
    }
  }
}

interface Correction {
  readonly value: GoneValue
  readonly subjects: ReadonlySet<number>
  readonly places: Places
}

function mayBeGone(
  conversation: Conversation,
  earlier: Unit,
  later: Unit,
  { value, subjects, places }: Correction,
): boolean {
  const distance = later.messageIndex - earlier.messageIndex
  if (earlier.annotation.act === 'filler' || distance === 0) return false
  if (conversation.isNamed && earlier.annotation.wordCount > MAX_WORDS_AMONG_PEOPLE) return false
  if (value.kind === 'number' && !tellsSameCount(conversation, earlier, later, value.value)) return false
  // "Rather than 1" may be of anything.
  if (value.value.length === 1) return sharesSubject(conversation, earlier, subjects)
  if (distance <= MAX_DISTANCE_MESSAGES) return true
  if (hasFlag(conversation, earlier.index, FLAG.question)) return false
  if (sharesSubject(conversation, earlier, subjects)) return true
  const isRare =
    value.value.length >= MIN_CHARACTERS_OF_RARE && places.messagesWith(value) <= MAX_MESSAGES_OF_RARE
  // "We're getting a beagle": a word far away is meant where its speaker said little else.
  const isPlain = earlier.speaker === later.speaker && earlier.annotation.wordCount <= MAX_WORDS_OF_PLAIN
  return isRare && (value.kind !== 'word' || isPlain)
}

/** The earlier one says the number of what the later one says it of, and not the new one beside it. */
function tellsSameCount(conversation: Conversation, earlier: Unit, later: Unit, old: string): boolean {
  const [text, said] = [textOf(conversation, earlier), textOf(conversation, later)]
  // The number of a list.
  if (text.replace(/^\W+/, '').startsWith(`${old}. `)) return false
  const anew = valueBeside(later.annotation.numbers.map(numberKey), old)
  // What has the new value as well is no statement of the old one: "the 15:08 or the 16:08".
  if (anew !== undefined && earlier.annotation.numbers.some((one) => numberKey(one) === anew)) return false
  const likeness = areCountedAlike(text, old, said, old)
  // "24 litres instead of 30": what is counted stands behind the new one.
  return likeness === 'open' && anew !== undefined
    ? areCountedAlike(text, old, said, anew) !== 'other'
    : likeness !== 'other'
}

/** The number that stands before the old one, else the one behind it: "55, not 40", "not 40 but 55". */
function valueBeside(numbers: readonly string[], old: string): string | undefined {
  const at = numbers.indexOf(old)
  return numbers[at - 1] ?? numbers[at + 1]
}

/** Rare words around a unit that may name what it is about, the value that is gone and words of grammar aside. */
function subjectsAround(conversation: Conversation, unit: Unit, { value }: GoneValue): ReadonlySet<number> {
  const { messageFrequency, entries } = conversation
  const { formulas, dayTerms } = wordsOf(entries[unit.messageIndex]?.annotation.language ?? 'en')
  const subjects = new Set<number>()
  for (const { terms, annotation } of unitsAround(conversation, unit))
    terms.forEach((term, at) => {
      if ((messageFrequency[term] as number) > MAX_SUBJECT_MESSAGES) return
      const word = annotation.terms[at] as string
      const isGrammar = formulas.has(word) || dayTerms.has(word) || NEGATORS.has(word)
      if (!isGrammar && !/\d/.test(word) && !isPartOf(word, value)) subjects.add(term)
    })
  return subjects
}

const sharesSubject = (conversation: Conversation, earlier: Unit, subjects: ReadonlySet<number>): boolean =>
  subjects.size > 0 &&
  unitsAround(conversation, earlier).some(({ terms }) => terms.some((term) => subjects.has(term)))

/** What is said in one short message is of one thing: "scouts: the marquee is free on the 12th, but it's 55 not 40". */
function unitsAround({ units, unitStarts }: Conversation, unit: Unit): readonly Unit[] {
  const [from, to] = [unitStarts[unit.messageIndex] as number, unitStarts[unit.messageIndex + 1] as number]
  return to - from > MAX_UNITS_OF_SHORT_MESSAGE ? [unit] : units.slice(from, to)
}

const isPartOf = (term: string, value: string): boolean =>
  value.startsWith(term.slice(0, 4)) && term.length > 2

/** What else the earlier one says. */
function unsaid({ entries }: Conversation, earlier: Unit, later: Unit, { value }: GoneValue): number {
  const { formulas, dayTerms } = wordsOf(entries[later.messageIndex]?.annotation.language ?? 'en')
  const said = new Set(later.annotation.terms)
  const parts = new Set(value.split(/[.:]/).map((part) => part.replace(/^0+(?=\d)/, '')))
  return earlier.annotation.terms.filter(
    (term) =>
      !said.has(term) &&
      !parts.has(term.replace(/^0+(?=\d)|(?:st|nd|rd|th)$/g, '')) &&
      !isPartOf(term, value) &&
      !formulas.has(term) &&
      !dayTerms.has(term),
  ).length
}
