import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { type Matter, mattersOf } from '../matters/matters.js'
import { type MatterReading, readMatters, type Settled } from '../matters/read-matters.js'
import type { Slot } from '../matters/slots.js'
import { tellWithout } from '../matters/telling.js'
import { isNamedIn, isOfTheMoment } from '../matters/title.js'
import { type ToldPart, toldParts } from '../matters/told-parts.js'
import type { Part } from '../matters/wanted.js'
import { isLookUp, stemOf, thingsAskedFor, WANTS_OTHERS } from '../matters/wishes.js'
import type { ItemType } from '../types.js'
import { FLAG } from '../unit-flags.js'
import type { Agreement } from './agreements.js'
import { factsOfMatter } from './matter-facts.js'
import { oneLine } from './passage.js'
import { pointsAway } from './reads-alone.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** What is told of a matter as an item. */
export interface MatterItem {
  readonly unit: Unit
  readonly type: ItemType
  readonly statement: Statement
}

/** The items of a brisk dialogue's matters, each told whole, and the units that these tell of. */
export interface MatterItems {
  readonly items: readonly MatterItem[]
  /** Units of all matters in which the assistant asked, offered or did something, and of those that are told. */
  readonly all: ReadonlySet<number>
  /** There are matters. */
  readonly hasMatters: boolean
  readonly told: ReadonlySet<number>
  /** Of these the ones of matters in which something was settled. */
  readonly settled: ReadonlySet<number>
  /** Units with which a user opens a matter, says what he wants, or asks to know something: what they ask for is told with the matter or not at all. */
  readonly details: ReadonlySet<number>
  /** Of these the ones that tell what he wants of a matter that is told. */
  readonly parts: ReadonlySet<number>
  /** Whether an agreement is what was settled in its matter, or was renewed by that. */
  readonly isToldIn: (agreement: Agreement) => boolean
}

/**
 * Tells each matter of a brisk dialogue in one statement for each thing that there is to tell of it: the task with everything that was
 * asked for and is in force, the decision with what was settled, and what came of it.
 *
 * Cost: linear in its words, but for the slots of one matter.
 */
export function itemsOfMatters(conversation: Conversation, lexicon: CompiledLexicon): MatterItems {
  const readings = readMatters(conversation, lexicon)
  const all = readings.map((reading) => ({ reading, items: itemsOf(conversation, reading, lexicon) }))
  const told = all.filter(({ items, reading }) => items.length > 0 || reading.settled?.isFinal === true)
  const isSettled = ({ items, reading }: (typeof all)[number]) =>
    reading.settled?.isFinal === true || items.some(({ type }) => type === 'decision')
  const unitsOf = (some: typeof told) => some.flatMap(({ reading }) => reading.matter.units)
  const lookUps = (readings.length === 0 ? [] : mattersOf(conversation))
    .flatMap(({ units }) => units)
    .filter((unit) => hasFlag(conversation, unit.index, FLAG.ofUser) && isLookUp(conversation, unit))
  // What only opens a matter is none of it: "I want to find a restaurant", and nothing came of it.
  const isOrder = ({ isDone, isAsked }: Matter) => isDone && !isAsked
  const gathered = new Set(readings.map(({ matter }) => matter))
  const asked =
    readings.length === 0
      ? []
      : mattersOf(conversation).flatMap((one) => (gathered.has(one) || !isOrder(one) ? one.units : []))
  return {
    items: told.flatMap(({ items }) => items),
    all: indexesOf(
      mattersOf(conversation).flatMap((one) =>
        one.isServed && (gathered.has(one) || !one.isDone) ? one.units : [],
      ),
    ),
    hasMatters: readings.length > 0,
    told: indexesOf(unitsOf(told)),
    settled: indexesOf(unitsOf(told.filter(isSettled))),
    details: indexesOf([...asked, ...lookUps]),
    isToldIn: agreementsToldIn(told.map(({ reading }) => reading)),
    parts: indexesOf(told.flatMap(({ reading }) => reading.parts.map(({ unit }) => unit))),
  }
}

/** An agreement on something else than what was settled last in its matter stands by itself. */
function agreementsToldIn(readings: readonly MatterReading[]): (agreement: Agreement) => boolean {
  const settledOf = new Map(
    readings.flatMap(({ matter, settled }) =>
      settled === undefined ? [] : matter.units.map(({ index }) => [index, settled] as const),
    ),
  )
  return ({ proposal }) => {
    const settled = settledOf.get(proposal.index)
    if (settled === undefined) return false
    const terms = new Set(settled.offer.flatMap((unit) => unit.terms))
    return proposal.terms.filter((term) => terms.has(term)).length >= MIN_SHARED_TERMS
  }
}
const MIN_SHARED_TERMS = 2

const indexesOf = (units: readonly Unit[]): Set<number> => new Set(units.map(({ index }) => index))

function itemsOf(
  conversation: Conversation,
  reading: MatterReading,
  lexicon: CompiledLexicon,
): readonly MatterItem[] {
  const { settled } = reading
  // A song that plays is over soon.
  if (settled !== undefined && passesAtOnce(conversation, reading, settled)) return []
  const task = taskOf(conversation, reading, lexicon)
  const tasks = task === undefined ? [] : [task]
  if (settled === undefined) return tasks
  const facts = factsOfMatter(conversation, reading, lexicon.source.wording)
  return [
    ...decisionOf(conversation, reading, settled, lexicon),
    ...tasks,
    ...facts.map((fact): MatterItem => ({ ...fact, type: 'fact' })),
  ]
}

const PLAYS_NOW = /^(?:now )?playing\b|\b(?:is|are) (?:now )?playing\b(?! at\b)|\bplaying (?:it )?now\b/i
/** It was played, or switched on, as soon as it was settled. */
const passesAtOnce = (conversation: Conversation, { matter }: MatterReading, { said, acceptance }: Settled) =>
  isOfTheMoment(said) ||
  matter.units.some(
    (unit) =>
      unit.index > acceptance.index &&
      hasFlag(conversation, unit.index, FLAG.ofAssistant) &&
      PLAYS_NOW.test(textOf(conversation, unit)),
  )

/** What was asked for: where it was settled for good, what it came to; else in the user's own words. */
function taskOf(
  conversation: Conversation,
  reading: MatterReading,
  lexicon: CompiledLexicon,
): MatterItem | undefined {
  const { parts, settled } = reading
  const [first] = parts
  if (first === undefined) return undefined
  const label = speakerLabel(conversation, first.unit, lexicon.source.wording)
  if (settled?.isFinal === true) {
    const head = tellWithout(first, notSettled(reading, first, settled), lexicon).replace(/[.?!]+$/, '')
    if (head === '') return undefined
    const units = [first.unit, ...settled.beside.map(({ unit }) => unit), ...settled.offer]
    return taskItem(first.unit, `${label}: ${head} → ${settled.whole}`, conversation, units)
  }
  const told = wholeWish(conversation, parts, lexicon)
  if (
    !told.some(({ part }) => part.slots.some((slot) => TELLING.has(kindOf(slot)) && !part.dropped.has(slot)))
  )
    return undefined
  const units = told.flatMap(({ part: { question, unit } }) =>
    question === undefined ? [unit] : [question, unit],
  )
  const content = told.map((one) => withQuestion(conversation, one)).join(' ')
  return taskItem((told.at(-1)?.part ?? first).unit, `${label}: ${content}`, conversation, units)
}

const taskItem = (
  unit: Unit,
  content: string,
  conversation: Conversation,
  units: readonly Unit[],
): MatterItem => ({
  unit,
  type: 'task',
  statement: { content, evidence: units.map((one) => spanOf(conversation, one)) },
})

/** All sentences that are clear; none where what was asked for first is not among them, unless it was replaced as a whole. */
function wholeWish(
  conversation: Conversation,
  parts: readonly Part[],
  lexicon: CompiledLexicon,
): readonly ToldPart[] {
  const all = toldParts(parts, lexicon)
  const told = all.filter(({ text }) => !POINTS.test(text))
  const [opening] = told
  if (opening === undefined || pointsAway(opening.text, 'en') || WANTS_OTHERS.test(opening.text)) return []
  const isOfHead = all[0]?.part === parts[0]
  if (opening.part === parts[0]) return told
  return isOfHead || thingsAskedFor(conversation, opening.part.unit).things.length === 0 ? [] : told
}

/** Of the first wish what was not settled in the end: other days and times, and names where the user gave another one later. */
function notSettled({ parts }: MatterReading, first: Part, { offer, slots }: Settled): ReadonlySet<Slot> {
  const terms = new Set(offer.flatMap(({ annotation }) => annotation.terms))
  const isSaid = ({ phrase }: Slot) => phrase.terms.some((term) => terms.has(term))
  const kinds = new Set(slots.flatMap((one) => one.slots.map(kindOf)))
  const isRenamed = parts
    .slice(1)
    .some((one) => one.slots.some((slot) => kindOf(slot) === 'name' && isSaid(slot)))
  const isStale = (slot: Slot) => {
    const kind = kindOf(slot)
    if (isSaid(slot)) return false
    return kind === 'name' ? isRenamed : (kind === 'day' || kind === 'clock') && kinds.has(kind)
  }
  return new Set([...first.dropped, ...first.slots.filter(isStale)])
}

/** Slots without which a wish says too little: "a room in a hotel of two stars". */
const TELLING: ReadonlySet<string> = new Set(['name', 'day'])

const kindOf = ({ key = '' }: Slot): string => key.split(' ')[0] ?? ''

/** What was settled: what was put up, with what the user had said of it where that does not say all, and the yes. */
function decisionOf(
  conversation: Conversation,
  reading: MatterReading,
  settled: Settled,
  lexicon: CompiledLexicon,
): readonly MatterItem[] {
  const { offer, acceptance, agreement, beside, said } = settled
  const [proposal] = offer
  if (proposal === undefined) return []
  const labelOf = (unit: Unit) => speakerLabel(conversation, unit, lexicon.source.wording)
  const context = unsaidBy(conversation, reading, settled, lexicon)
  // Taken, and of what it is an offer nobody can tell: "a hotel near there".
  const isUnclear = context.some(({ text }) => POINTS.test(text)) || pointsAway(context[0]?.text ?? '', 'en')
  if (!settled.isFinal && (context.length === 0 || isUnclear || !isNamedBy(settled))) return []
  const [first] = context
  const also = beside.length === 0 ? '' : ` (${beside.map(({ text }) => text).join(', ')})`
  const agreed = `${labelOf(acceptance)}: ${agreement?.answer ?? oneLine(textOf(conversation, acceptance))}`
  const told = `${labelOf(proposal)}${also}: ${said} → ${agreed}`
  const asked =
    first === undefined
      ? ''
      : `${labelOf(first.part.unit)}: ${context.map((one) => withQuestion(conversation, one)).join(' ')} → `
  const statement = {
    content: `${asked}${told}`,
    evidence: [
      ...[...context.map(({ part }) => part.unit), ...beside.map(({ unit }) => unit)].map((unit) =>
        spanOf(conversation, unit),
      ),
      ...(agreement?.evidence ?? [...offer, acceptance].map((unit) => spanOf(conversation, unit))),
    ],
  }
  return [{ unit: agreement?.limits.at(-1) ?? proposal, type: 'decision', statement }]
}

/** "The Long Tide will be good": of an offer that came to nothing yet only that is a choice; "great" may be a word of thanks. */
const isNamedBy = ({ offer, acceptance }: Settled): boolean =>
  offer.some(({ terms }) => acceptance.terms.some((term) => terms.includes(term)))

/** What the user had said of it that what was put up does not say again: the thing, or its name; of an offer that was only taken, all. */
function unsaidBy(
  conversation: Conversation,
  { matter, parts }: MatterReading,
  { said, beside, isFinal, acceptance }: Settled,
  lexicon: CompiledLexicon,
): readonly ToldPart[] {
  const whole = [said, ...beside.map(({ text }) => text)].join(' ').toLowerCase()
  const stems = new Set((whole.match(/\p{L}+/gu) ?? []).map(stemOf))
  const things = matter.head === undefined ? [] : thingsAskedFor(conversation, matter.head).things
  const isThingSaid = things.length === 0 || things.some((thing) => stems.has(stemOf(thing)))
  const isNamed = isNamedIn(said) || beside.some(({ text }) => /\p{Lu}/u.test(text))
  if (isThingSaid && isNamed && isFinal) return []
  const before = parts.filter(({ unit }) => unit.index < acceptance.index)
  const hasName = ({ part }: ToldPart) =>
    part.slots.some((slot) => kindOf(slot) === 'name' && !part.dropped.has(slot))
  return toldParts(before, lexicon).filter(
    (told, at) => !isFinal || (at === 0 && !isThingSaid) || (!isNamed && hasName(told)),
  )
}

function withQuestion(conversation: Conversation, { part: { question }, text }: ToldPart): string {
  return question === undefined ? text : `(“${oneLine(textOf(conversation, question))}”) ${text}`
}

/** "There", "that day", "this hotel": somewhere else it is said which. */
const POINTS =
  /(?<!(?<!\w)(?:are|is|was|were|will|be) )(?<!\w)there(?!\w)(?!['’]?s? (?:is|are|will|gonna|going)(?!\w)|['’])|(?<!\w)(?:that|this|those|these) (?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|weekend|month|year|morning|afternoon|evening|night|i(?!\w)|you(?!\w)|we(?!\w)|is(?!\w)|are(?!\w)|has(?!\w)|have(?!\w)|can(?!\w)|will(?!\w)|allows?(?!\w)|works?(?!\w)|time(?!\w)|serves?(?!\w))\p{L}+/iu
