import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { liftedRules } from '../rules-in-force.js'
import { WORDING_BIT } from '../salience/bit-features.js'
import type { Scores } from '../score.js'
import type { Item } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { unitPlaces } from '../unit-places.js'
import { findAmendments } from './amendments.js'
import { thingInState } from './lasting-state.js'
import { findNamedCorrections } from './named-corrections.js'
import { renewedOwnStates } from './own-state.js'
import { findRenewedChanges } from './renewed-changes.js'
import { findRenewedDecisions } from './renewed-decisions.js'
import { findRetractions } from './retractions.js'
import { areOfOneThing } from './same-thing.js'
import { findSettledDays } from './settled-days.js'
import { areOfOneSubject, readsUnspaced, unspacedValues } from './unspaced-updates.js'
import { type ValueKind, type Values, valuesOf, type Words, wordsOf } from './values-of.js'

/** A term of more messages than this is no subject that a correction could be recognised by. */
const MAX_SUBJECT_MESSAGES = 6
/** Terms of a statement about one thing; longer units say more than the value that changed. */
const MAX_STATEMENT_TERMS = 14
/** Share of the earlier statement's terms, values aside, that the correction repeats. */
const MIN_SUBJECT_SHARE = 0.33
/** Terms of the earlier statement, values aside, that the correction may leave unsaid: as a number, and as a share where that is more. */
const MAX_UNSAID = 2
const MAX_UNSAID_SHARE = 0.6
/** Words of a statement that replaces another's value among named people, where no cue of a correction stands. */
const MAX_WORDS_AMONG_PEOPLE = 12
/** Earlier units that are remembered for each term. */
const REMEMBERED_UNITS = 8
/**
 * Both give a value of one kind, the later one anew, and the earlier one says no other value that would be lost with it.
 * The later one may name the old value beside the new one: "can't make Monday, he'll come Wednesday".
 */
function replaces(later: Values, earlier: Values): boolean {
  const replaced = new Set<ValueKind>()
  for (const [kind, before] of earlier) {
    const values = later.get(kind) ?? new Set()
    const gone = [...before].filter((value) => !values.has(value))
    const anew = [...values].filter((value) => !before.has(value))
    if (gone.length === 0 && anew.length === 0) continue
    // "The meeting with Devika is in Cork" has two names, of which one new place replaces one at most.
    if (anew.length === 0 || (COUNTED.has(kind) && gone.length > anew.length)) return false
    replaced.add(kind)
  }
  // Another name with another value is another thing: "Mara has locker 4417", "Mira has locker 4471".
  return replaced.size > 0 && (replaced.size === 1 || !replaced.has('name'))
}

/** Kinds of which each value is one of its own; "Friday, 12 June" is one day. */
const COUNTED: ReadonlySet<ValueKind> = new Set(['name', 'number'])

/** "The recipe now also needs 80 g of sugar": what is added replaces nothing. */
const ADDS =
  /\b(?:also|as well|too|either|neither|additionally|on top|auch|außerdem|zusätzlich|aussi|en plus|non plus|también|además|tampoco|também|além disso|ebenfalls|ebenso)\b|还要|还有|另外|も/u

const ADDS_WITHOUT_SPACES =
  /还要|還要|还有|還有|另外|也(?:要|有|是)|もう(?:一|ひと)|も(?:必要|要り|あり|お願い)/u

/** A ban in few words, and the words by which one thing is put for another. */
const BAN = /^(?:[\p{L}]+[\s,:]+){0,2}no \p{L}/iu
const INSTEAD = /\b(?:instead|rather than|not (?:on )?\p{Lu})/u

/** "Solveig took over as my manager": a name that opens a sentence is not known for one otherwise. */
const SUCCESSOR =
  /^(\p{Lu}[\p{L}-]+) (?:took over|takes over|is taking over|will take over|has taken over|replaces|replaced|has replaced|has become|became|is now (?:the|my|our))\b/u

/** The term that opens the earlier statement where it looks like a name and the correction does not repeat it. */
function openingName(unit: Unit, text: string, later: Unit, said: string): string | undefined {
  const [opening] = unit.annotation.terms
  const isName =
    opening !== undefined && /^\p{Lu}/u.test(text) && text.toLowerCase().startsWith(opening.slice(0, 3))
  if (!isName) return undefined
  const isGone = /\b(?:instead of|in place of|replaces|replaced) (\p{Lu}[\p{L}-]+)/u.exec(said)?.[1]
  const isRepeated = later.annotation.terms.includes(opening)
  return !isRepeated || isGone?.toLowerCase().startsWith(opening.slice(0, 3)) === true ? opening : undefined
}

function withName(values: Values, name: string | undefined): Values {
  return name === undefined
    ? values
    : new Map([...values, ['name', new Set([...(values.get('name') ?? []), name])]])
}

/**
 * Finds statements whose value a later correction replaced: "The hall is booked for Monday" and, later,
 * "Actually the hall is ours on Friday instead".
 *
 * A correction replaces earlier statements of the same person that share a rare term (its subject) and give another
 * value of the same kind: a clock time, a day, a number or a name. Careful rather than complete: a statement that says
 * anything else of value stays.
 *
 * A rule that was lifted is replaced by the sentence that lifts it, and what is taken back in one breath by what follows.
 *
 * Shapes  index of the replaced unit → index of the unit in force.
 * Cost    linear in the terms: the units remembered for a term are bounded.
 */
export function findSuperseded(conversation: Conversation): Map<number, number> {
  const words = wordsOf(conversation.entries[0]?.annotation.language ?? 'en')
  const successor = new Map([
    ...findNamedCorrections(conversation).replaced,
    ...findSettledDays(conversation),
    ...findRenewedChanges(conversation),
    ...findRetractions(conversation),
    ...liftedRules(conversation),
    ...renewedOwnStates(conversation),
  ])
  const corrections = conversation.units.filter(
    (unit) => isPlainStatement(conversation, unit) && mayReplace(conversation, unit),
  )
  const isSubject = subjectsOf(corrections, conversation, words.formulas)
  const isCorrection = new Uint8Array(conversation.units.length)
  for (const { index } of corrections) isCorrection[index] = 1
  const recent: number[][] = []
  const last = corrections.at(-1)?.index ?? -1
  for (let index = 0; index <= last; index++) {
    const unit = conversation.units[index] as Unit
    if (!isPlainStatement(conversation, unit)) continue
    const subjects = unit.terms.filter((term) => isSubject[term] === 1)
    if (isCorrection[index] === 1)
      for (const before of new Set(subjects.flatMap((term) => recent[term] ?? []))) {
        const earlier = conversation.units[before] as Unit
        if (isReplacedBy(conversation, earlier, unit, words)) successor.set(before, index)
      }
    for (const term of subjects) {
      const list = recent[term]
      if (list === undefined) recent[term] = [index]
      else {
        list.push(index)
        if (list.length > REMEMBERED_UNITS) list.shift()
      }
    }
  }
  return successor
}

/** 1 for each rare term of a correction: what it corrects can be recognised by these, and by no others. */
function subjectsOf(
  corrections: readonly Unit[],
  { termCount, messageFrequency }: Conversation,
  formulas: ReadonlySet<string>,
): Uint8Array {
  const isSubject = new Uint8Array(termCount)
  for (const { terms, annotation } of corrections)
    for (let at = 0; at < terms.length; at++) {
      const term = terms[at] as number
      const isRare = (messageFrequency[term] as number) <= MAX_SUBJECT_MESSAGES
      if (isRare && !formulas.has(annotation.terms[at] as string)) isSubject[term] = 1
    }
  return isSubject
}

const tellsChange = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.correction) || annotation.wording.includes('replacing')

const mayReplace = (conversation: Conversation, unit: Unit): boolean =>
  tellsChange(conversation, unit) || tellsState(conversation, unit) !== undefined

const OF_STATE = (WORDING_BIT.being as number) | (WORDING_BIT.having as number)

/** The thing that a statement of the present tells about. */
function tellsState(conversation: Conversation, unit: Unit): string | undefined {
  if (!mayHaveLook(conversation, unit.index, LOOK.ofState)) return undefined
  const { table } = conversation
  const hasNumber = table.numbers(unit.index) > 0
  if (!hasNumber && (table.wording(unit.index) & OF_STATE) === 0) return undefined
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  if (!hasNumber && language !== 'en') return undefined
  return thingInState(textOf(conversation, unit), language)
}

/** The names among the values that the other statement does not have, in lower case. */
function namesBeside(values: Values, others: Values): ReadonlySet<string> {
  const shared = others.get('name')
  const own = [...(values.get('name') ?? [])].filter((name) => shared?.has(name) !== true)
  return new Set(own.map((name) => name.toLowerCase()))
}

function isReplacedBy(conversation: Conversation, earlier: Unit, later: Unit, words: Words): boolean {
  if (earlier.messageIndex === later.messageIndex || earlier.speaker !== later.speaker) return false
  const language = conversation.entries[earlier.messageIndex]?.annotation.language ?? 'en'
  if (readsUnspaced(language)) return isUpdateWithoutSpaces(conversation, earlier, later, language)
  const text = textOf(conversation, earlier)
  const said = textOf(conversation, later)
  const name = openingName(earlier, text, later, said)
  if (!sharesSubject(earlier, later, words, name)) return false
  if (!tellsChange(conversation, later) && !isSameState(conversation, earlier, later, words)) return false
  // Speeches go over many things of a kind ("amendment 3", "amendment 8"); only what is called a correction is one.
  const isSpeech = Math.max(earlier.annotation.wordCount, later.annotation.wordCount) > MAX_WORDS_AMONG_PEOPLE
  if (conversation.isNamed && isSpeech && !hasFlag(conversation, later.index, FLAG.correction)) return false
  if (areOfTwoPeople(text, said, language) || (language === 'en' && areOfTwo(text, said))) return false
  const before = withName(valuesOf(conversation, earlier, words.days), name)
  const after = withName(valuesOf(conversation, later, words.days), SUCCESSOR.exec(said)?.[1])
  if (!replaces(after, before) || ADDS.test(said)) return false
  const isRule = ({ index }: Unit) => hasFlag(conversation, index, FLAG.rule)
  // "Never over 390 euros" is no price: only a rule replaces a rule, by another bound and never by another name
  // ("letters in Maltese" says what "letters in Dutch" does of others).
  if (isRule(earlier) && (!isRule(later) || before.has('name'))) return false
  // "No meetings on Fridays", "actually no meetings on Mondays": two bans, unless one is said to stand for the other.
  if (BAN.test(text) && BAN.test(said) && before.has('day') && !INSTEAD.test(said)) return false
  return areOfOneThing(
    { text, values: namesBeside(before, after) },
    { text: said, values: namesBeside(after, before) },
    words.changes,
    lexiconFor(language),
  )
}

/** "On weekdays", "on Saturdays", "in the evening": when something holds. */
const SCOPE =
  /\b(?:on|every|in the) (weekdays|weekends?|(?:mon|tues|wednes|thurs|fri|satur|sun)days|mornings?|afternoons?|evenings?)\b/i
const HAS_CLOCK = /\d[:.]\d\d|\d ?[ap]m\b/i
/** "My wife drives", "our son's class": somebody or something of the speaker's. */
const OPENS_WITH_OWN = /^(?:my|our) (\p{Ll}+)\b/iu

/** The same elsewhere: who tells of himself, and a sentence that opens with somebody of his. */
const OF_ONESELF: Readonly<Record<string, readonly [RegExp, RegExp]>> = {
  de: [/^(?:ich|wir)\b/iu, /^(?:mein|unser)\p{Ll}* (\p{Lu}\p{L}+)/u],
  fr: [/^(?:je|j['’]|nous|on)(?!\p{L})/iu, /^(?:mon|ma|mes|notre|nos) (\p{L}+)/iu],
  es: [/^(?:yo|nosotros)?\s*\p{Ll}+(?:o|mos)\b/iu, /^(?:mis?|nuestr[oa]s?) (\p{L}+)/iu],
  pt: [/^(?:eu|nós)?\s*\p{Ll}+(?:o|mos)\b/iu, /^(?:o |a |os |as )?(?:meus?|minhas?|noss[oa]s?) (\p{L}+)/iu],
}

/** "Je travaille chez Renault", "mon frère travaille chez Airbus". */
function areOfTwoPeople(text: string, said: string, language: string): boolean {
  const forms = OF_ONESELF[language]
  if (forms === undefined || !forms[0].test(text)) return false
  const own = forms[1].exec(said)?.[1]
  return own !== undefined && !text.toLowerCase().includes(own.toLowerCase())
}

/** "My favourite tea is": the last word before the verb. */
const HEAD_OF_SUBJECT = /^(?:my|our|the) (?:\p{Ll}+ ){0,3}?(\p{Ll}{3,}) (?:is|are|has|have|was|were|will)\b/iu

/** "The store closes at 20:00 on weekdays", "on Saturdays at 16:00"; "I drive", "my wife drives"; "my manager is Kenji", "Kenji's manager is". */
function areOfTwo(text: string, said: string): boolean {
  const [scope, other] = [SCOPE.exec(text)?.[1], SCOPE.exec(said)?.[1]]
  if (
    scope &&
    other &&
    scope.toLowerCase() !== other.toLowerCase() &&
    HAS_CLOCK.test(text) &&
    HAS_CLOCK.test(said)
  )
    return true
  const own = OPENS_WITH_OWN.exec(said)?.[1]
  if (own !== undefined && /^(?:i|we)\b/i.test(text) && !text.toLowerCase().includes(own.toLowerCase()))
    return true
  const [head, otherHead] = [HEAD_OF_SUBJECT.exec(text)?.[1], HEAD_OF_SUBJECT.exec(said)?.[1]]
  if (head && otherHead && !said.toLowerCase().includes(head) && !text.toLowerCase().includes(otherHead))
    return true
  const owner = /^(\p{Lu}[\p{L}-]+)['’]s /u.exec(said)?.[1]
  return owner !== undefined && new RegExp(`\\b${owner}\\b(?!['’]s)`, 'u').test(text)
}

/** In Chinese and Japanese terms are pairs of characters: there subject and value are read by their grammar. */
function isUpdateWithoutSpaces(
  conversation: Conversation,
  earlier: Unit,
  later: Unit,
  language: string,
): boolean {
  const [text, said] = [textOf(conversation, earlier), textOf(conversation, later)]
  if (ADDS_WITHOUT_SPACES.test(said) || !tellsChange(conversation, later)) return false
  const isRule = ({ index }: Unit) => hasFlag(conversation, index, FLAG.rule)
  if (isRule(earlier) && !isRule(later)) return false
  if (!replaces(unspacedValues(said, language), unspacedValues(text, language))) return false
  return areOfOneSubject(text, said, language)
}

/** Both tell how one thing is, and the later one repeats all that the earlier one says but for its value. */
function isSameState(conversation: Conversation, earlier: Unit, later: Unit, words: Words): boolean {
  const thing = tellsState(conversation, earlier)
  if (thing === undefined || thing !== tellsState(conversation, later)) return false
  if (earlier.annotation.wording.includes('past')) return false
  return subjectOf(earlier, later, words, undefined).every((term) => later.annotation.terms.includes(term))
}

/** The later one names enough of what the earlier one is about, numbers and days aside. */
function sharesSubject(earlier: Unit, later: Unit, words: Words, name: string | undefined): boolean {
  const subject = subjectOf(earlier, later, words, name)
  const terms = new Set(later.annotation.terms)
  const shared = subject.filter((term) => terms.has(term)).length
  const unsaid = subject.length - shared
  return (
    shared > 0 &&
    shared >= subject.length * MIN_SUBJECT_SHARE &&
    unsaid <= Math.max(MAX_UNSAID, subject.length * MAX_UNSAID_SHARE)
  )
}

/** The terms of the earlier one but for numbers, days, formulas and names that the later one does not repeat. */
function subjectOf(
  earlier: Unit,
  later: Unit,
  { dayTerms, formulas }: Words,
  name: string | undefined,
): readonly string[] {
  const kept = new Set(later.annotation.names)
  const names = new Set(
    earlier.annotation.names.filter((name) => !kept.has(name)).map((name) => name.toLowerCase()),
  )
  return earlier.annotation.terms.filter(
    (term) =>
      term !== name && !/\d/.test(term) && !dayTerms.has(term) && !names.has(term) && !formulas.has(term),
  )
}

/** In pairs of characters. */
const MAX_STATEMENT_PAIRS = 36

/** A statement with a value, short enough to be about one thing, said by a person to the listener. */
const isPlainStatement = (conversation: Conversation, { index, terms, messageIndex }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.spoken) &&
  hasFlag(conversation, index, FLAG.ofUser) &&
  !hasFlag(conversation, index, FLAG.ofTool | FLAG.question) &&
  terms.length <=
    (readsUnspaced(conversation.entries[messageIndex]?.annotation.language ?? 'en')
      ? MAX_STATEMENT_PAIRS
      : MAX_STATEMENT_TERMS)

/**
 * Follows chains of corrections to the units in force.
 *
 * Cost  linear in the corrections, however long their chains: what was followed once is remembered.
 */
export function chainsOf(successor: ReadonlyMap<number, number>): (index: number) => number {
  const ends = new Map<number, number>()
  return (index) => {
    const followed: number[] = []
    let at = index
    for (
      let next = ends.get(at) ?? successor.get(at);
      next !== undefined;
      next = ends.get(at) ?? successor.get(at)
    ) {
      followed.push(at)
      at = next
    }
    for (const passed of followed) ends.set(passed, at)
    return at
  }
}

/**
 * Scores in which a statement in force is worth at least what it replaced, and the replaced one nothing; and one that gives a value anew is
 * worth at least what had the old one, so that this does not stand without it.
 */
export function withSuccessors(
  scores: Scores,
  conversation: Conversation,
  successor: ReadonlyMap<number, number>,
): Scores {
  const amended = findAmendments(conversation, successor)
  if (successor.size === 0 && amended.size === 0) return scores
  const salience = scores.salience.slice()
  const inForce = chainsOf(successor)
  for (const [index, by] of amended) {
    const heir = inForce(by)
    salience[heir] = Math.max(salience[heir] ?? 0, scores.salience[index] ?? 0)
  }
  for (const index of successor.keys()) {
    const heir = inForce(index)
    salience[heir] = Math.max(salience[heir] ?? 0, scores.salience[index] ?? 0)
    salience[index] = 0
  }
  return { ...scores, salience }
}

/** Replaced units with the ones of which a value does not hold: for items and values, not for the text. */
export const withAmendments = (
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> => new Map([...findAmendments(conversation, replaced), ...replaced])

/** Units of an answer that may say back what was ordered. */
const MAX_UNITS_SAYING_BACK = 4

/** "Make the deposit 120" is told by what the assistant says back: "Changed: the cargo deposit is €120". */
function itemSayingBack(
  { units, unitStarts, isNamed }: Conversation,
  ordered: number,
  itemAt: readonly (Item | undefined)[],
): Item | undefined {
  const { messageIndex, annotation } = units[ordered] as Unit
  const from = unitStarts[messageIndex + 1]
  if (isNamed || from === undefined) return undefined
  const figures = new Set(figuresOf(annotation.terms))
  const answer = units.slice(
    from,
    Math.min(unitStarts[messageIndex + 2] ?? units.length, from + MAX_UNITS_SAYING_BACK),
  )
  const told = answer.find(
    ({ index, annotation: { terms } }) =>
      itemAt[index] !== undefined && figuresOf(terms).some((one) => figures.has(one)),
  )
  return told && itemAt[told.index]
}

const figuresOf = (terms: readonly string[]): readonly string[] => terms.filter((term) => /\d/.test(term))

/** Names the successor of every item whose statement was replaced by one that is an item too. */
export function markSuperseded(
  items: readonly Item[],
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
  mayReplace: (earlier: Item, later: Item) => boolean = () => true,
): Item[] {
  const successor = withAmendments(conversation, replaced)
  const { unitAt } = unitPlaces(conversation)
  const itemAt: (Item | undefined)[] = new Array(conversation.units.length)
  // A sentence may stand in the evidence of the next item too, as what that speaks of: its own item comes first.
  for (const item of items)
    for (const span of item.evidence) {
      const unit = unitAt(span)
      const isOwn = item.id.endsWith(`:${span.messageId}:${span.start}`)
      if (unit >= 0 && (isOwn || itemAt[unit] === undefined)) itemAt[unit] = item
    }
  // A sentence of two rules holds on while one of them does.
  const isWhollyReplaced = ({ evidence }: Item) =>
    evidence
      .map(unitAt)
      .filter((unit) => unit >= 0 && hasFlag(conversation, unit, FLAG.rule))
      .every((unit) => successor.has(unit))
  const heirs = findRenewedDecisions(items, conversation, mayReplace)
  const inForce = chainsOf(successor)
  for (const index of successor.keys()) {
    const heir = itemAt[inForce(index)] ?? itemSayingBack(conversation, inForce(index), itemAt)
    const old = itemAt[index]
    if (heir === undefined || old === undefined || heir === old) continue
    if (old.type !== 'constraint' || isWhollyReplaced(old)) heirs.set(old.id, heir.id)
  }
  return items.map((item) => {
    const supersededBy = heirs.get(item.id)
    return supersededBy === undefined ? item : { ...item, supersededBy }
  })
}
