import {
  ECHO_DISCOUNT,
  INSTEAD_FACTOR,
  NOT_PICKED_DISCOUNT,
  OUTCOME_FACTOR,
  RESTATED_DISCOUNT,
  SETTLED_DISCOUNT,
} from './constants.js'
import { type Conversation, hasFlag, type Past, type Unit } from './conversation.js'
import { settledUnits } from './items/settled-units.js'
import { ECHO, findOutcomes, OUTCOME } from './link/outcomes.js'
import { passingReader } from './link/passing-requests.js'
import { pickedOptions } from './link/picked-options.js'
import { findRestatements } from './link/restatements.js'
import { findSummedUp } from './link/summed-up.js'
import { ASKED_INSTEAD, findTurnedDown, PASSED_OVER } from './link/turned-down.js'
import { liftAskedBack } from './salience/asked-back.js'
import { ACT_BIT, WORDING_BIT } from './salience/bit-features.js'
import { worthElsewhere } from './salience/elsewhere.js'
import {
  FEATURE_GROUPS,
  FEATURES,
  type FeatureReader,
  type FeatureRow,
  featureReader,
} from './salience/features.js'
import {
  AMONG_PEOPLE,
  briskness,
  levelIn,
  type SalienceWeights,
  type Shape,
  slopeIn,
  WITH_ASSISTANT,
} from './salience/shape.js'
import { type Strands, strandsOf } from './salience/strands.js'
import { toolSalience } from './salience/tools.js'
import { SALIENCE_WEIGHTS } from './salience/weights.js'
import { FLAG } from './unit-flags.js'

export interface Scores {
  /** Weight of each term: its inverse message frequency. */
  readonly termWeights: Float64Array
  /** Salience of each unit: greater than 0, in proportion to the chance that a later question needs it. */
  readonly salience: Float64Array
  /** What the logarithm of a salience lacks of the unit's log-salience. */
  readonly level: number
  /** For each unit the index of the newest unit that says it again, or -1. */
  readonly restatedBy: Int32Array
  /** The parts of a unit's log-salience by group of features, before what later units take from it or give it. */
  readonly partsOf: (unit: Unit) => Readonly<Record<string, number>>
}

/** Log-salience is bounded, so that one odd text cannot make all others worthless. */
const MAX_LOG_SALIENCE = 30

/**
 * Scores every unit by a linear model of its features, whose weights go by the shape of the conversation.
 *
 * Source  weights fitted listwise on labelled evidence; see design/salience.md.
 * Cost    linear in the units and their terms.
 */
export function score(conversation: Conversation, weights: SalienceWeights = SALIENCE_WEIGHTS): Scores {
  if (conversation.past !== undefined) return scoreWithPast(conversation, conversation.past, weights)
  const messages = conversation.entries.length
  const termWeights = new Float64Array(conversation.termCount)
  for (let term = 0; term < termWeights.length; term++)
    termWeights[term] = Math.log(1 + messages / ((conversation.messageFrequency[term] ?? 0) + 0.5))
  const strands = strandsOf(conversation)
  const features = featureReader(conversation, strands.of)
  const tables = strands.shapes.map((shape) => weightTable(weights, shape))
  const tableOf = ({ messageIndex }: Unit) => tables[strands.of[messageIndex] as number] as Float64Array
  const lift = liftOf(conversation, strands, features, tables)
  const isPassing = passingReader(conversation)
  const settled = settledUnits(conversation)
  const salience = new Float64Array(conversation.units.length)
  const tools = toolSalience(conversation)
  const worthOf = (unit: Unit): number =>
    worthOfKind(conversation, unit, isPassing) +
    (settled.has(unit.index) ? SETTLED_BONUS : 0) +
    worthElsewhere(conversation, unit) +
    (strands.of[unit.messageIndex] === 0 ? 0 : lift)
  for (const unit of conversation.units) {
    const ofTools = tools === undefined ? 0 : (tools[unit.index] as number)
    salience[unit.index] = features.sumOf(unit, tableOf(unit), ofTools) + worthOf(unit)
  }
  const level = normalise(salience)
  const restatedBy = findRestatements(conversation, termWeights)
  passToSuccessors(salience, restatedBy)
  discountSettled(conversation, salience, termWeights, strands)
  discountNotPicked(conversation, salience)
  liftAskedBack(conversation, salience)
  return {
    termWeights,
    salience,
    level,
    restatedBy,
    partsOf: (unit) => partsOf(features.rowOf(unit), tableOf(unit), tools?.[unit.index], worthOf(unit)),
  }
}

/** What is added to the log-salience by what a unit is, beside the model of its features. */
const worthOfKind = (conversation: Conversation, unit: Unit, isPassing: (unit: Unit) => boolean): number =>
  isLasting(conversation, unit.index)
    ? LASTING_BONUS
    : isPassing(unit)
      ? -PASSING_DISCOUNT
      : -discountOfMeeting(conversation, unit)

/**
 * What is added to the log-salience of the brisk strand: the weights of each shape were fitted within conversations, so that their sums cannot
 * be compared. What users say there is to weigh on average what it does by the shape of the whole, and all else beside it as in a brisk talk.
 */
function liftOf(
  conversation: Conversation,
  { of }: Strands,
  features: FeatureReader,
  [ofWhole, ofBrisk]: readonly Float64Array[],
): number {
  if (ofWhole === undefined || ofBrisk === undefined) return 0
  const inWhole = featureReader(conversation)
  let sum = 0
  let count = 0
  for (const unit of conversation.units) {
    if (of[unit.messageIndex] === 0 || !hasFlag(conversation, unit.index, FLAG.ofUser)) continue
    sum += inWhole.sumOf(unit, ofWhole, 0) - features.sumOf(unit, ofBrisk, 0)
    count++
  }
  return count === 0 ? 0 : sum / count
}

type Tables = readonly [level: Float64Array, slope: Float64Array]

/** The tables among people and between a user and an assistant, in the order of a row; looked up by name once for each model, by its `base`. */
const spread = new WeakMap<SalienceWeights['base'], Readonly<Record<'people' | 'assistant', Tables>>>()

function spreadOf(weights: SalienceWeights): Readonly<Record<'people' | 'assistant', Tables>> {
  const tables = (people: number): Tables => [
    Float64Array.from(FEATURES, (feature) => levelIn(weights, people, feature)),
    Float64Array.from(FEATURES, (feature) => slopeIn(weights, people, feature)),
  ]
  return { people: tables(AMONG_PEOPLE), assistant: tables(WITH_ASSISTANT) }
}

/** The weight of every feature in a conversation of this shape, in the order of a row. */
export function weightTable(weights: SalienceWeights, { people, turnLength }: Shape): Float64Array {
  const known = spread.get(weights.base) ?? spreadOf(weights)
  spread.set(weights.base, known)
  const [level, slope] = people < 0 ? known.assistant : known.people
  return level.map((weight, at) => weight + turnLength * (slope[at] as number))
}

/**
 * Added to the log-salience of what a user tells an assistant to prefer: the labelled evidence has few such statements, and
 * what somebody prefers holds longer than what was asked. Set by bench/src/survival at 10 % and checked against all kinds with
 * a user (design/salience.md); conversations of named people are not touched.
 */
const LASTING_BONUS = 1

/** Whether a user tells an assistant a preference. */
const isLasting = (conversation: Conversation, unit: number): boolean =>
  !conversation.isNamed &&
  (conversation.table.acts(unit) & PREFERENCE) !== 0 &&
  hasFlag(conversation, unit, FLAG.ofUser) &&
  !hasFlag(conversation, unit, FLAG.question)

/**
 * Taken off the log-salience of what a user asks an assistant in passing (`link/passing-requests.ts`). In chats of 150,000 tokens such requests
 * took half of a text of 1,000 (bench other-kinds).
 */
const PASSING_DISCOUNT = 1.6

/**
 * Added to the log-salience of what people who talk among themselves settle: it is mostly said in a few words ("the 14th then"), for which the model
 * has little to go by. Not fitted. Half of it is level on meetings; from 1 on they lose 0.4 to 0.9 at 10 and 30 % (bench quality).
 */
const SETTLED_BONUS = 0.5

const PREFERENCE = ACT_BIT.preference as number

/**
 * Taken off the log-salience of what runs a meeting ("we'll move on to item 3"), and of what says nothing by itself ("fine", "number
 * two there"): cheap enough to be chosen, and of no use to a reader. By form, not fitted; twice as much is level (design/meetings.md).
 */
const PROCEDURE_DISCOUNT = 0.5
const EMPTY_DISCOUNT = 1
/** A unit of fewer content terms, without a name or a number, says nothing by itself. */
const MIN_TERMS_OF_CONTENT = 2

/** Nothing in a chat of several days: there an agenda is what somebody tells of. */
function discountOfMeeting({ isNamed, isChronicle, table }: Conversation, { index, terms }: Unit): number {
  if (!isNamed || isChronicle) return 0
  if ((table.wording(index) & PROCEDURE) !== 0) return PROCEDURE_DISCOUNT
  const isEmpty = terms.length < MIN_TERMS_OF_CONTENT && table.names(index) + table.numbers(index) === 0
  return isEmpty ? EMPTY_DISCOUNT : 0
}

const PROCEDURE = WORDING_BIT.procedure as number

/** Turns log-saliences into saliences of at most 1, in place; gives what was taken off. */
function normalise(salience: Float64Array): number {
  if (salience.length === 0) return 0
  const highest = salience.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  for (let at = 0; at < salience.length; at++)
    salience[at] = Math.exp(Math.max(-MAX_LOG_SALIENCE, (salience[at] as number) - highest))
  return highest
}

/** The log-salience of what is worth nothing any more. */
const WORTHLESS = -MAX_LOG_SALIENCE

/**
 * The parts whose sum is what a unit was chosen by: `partsOf`, and as `later` what its value lost or won by later units (said
 * again, replaced, settled). What was replaced is worth nothing: its score is the lowest there is.
 */
export function partsOfScore(
  { salience, level, partsOf }: Pick<Scores, 'salience' | 'level' | 'partsOf'>,
  unit: Unit,
): { readonly score: number; readonly parts: Readonly<Record<string, number>> } {
  const parts = partsOf(unit)
  const before = Object.values(parts).reduce((sum, part) => sum + part, 0)
  const own = salience[unit.index] as number
  const later = (own === 0 ? WORTHLESS : level + Math.log(own)) - before
  if (Math.abs(later) < MIN_TOLD_PART) return { score: round(before), parts }
  return { score: round(before + later), parts: { ...parts, later: round(later) } }
}

/** Parts are told to three digits; less than the sum of what is lost by that is no part. */
const MIN_TOLD_PART = 0.01
const round = (value: number): number => Math.round(value * 1000) / 1000

/** A unit's log-salience, comparable between ranges of a conversation: the model is linear in the unit's features. */
export const logSalience = ({ salience, level }: Pick<Scores, 'salience' | 'level'>, unit: number): number =>
  level + Math.log(salience[unit] as number)

/**
 * Units at hand are scored among the messages at hand, carried ones keep the score that they had among those of their range:
 * both grounds are of the same size, the one that the weights were fitted on. Terms weigh by the whole conversation.
 */
function scoreWithPast(conversation: Conversation, past: Past, weights: SalienceWeights): Scores {
  const { ownUnit } = past
  const own = score(past.own, weights)
  const salience = Float64Array.from(conversation.units, ({ index, annotation }) =>
    index < ownUnit ? (annotation.sealed?.weight ?? -MAX_LOG_SALIENCE) : logSalience(own, index - ownUnit),
  )
  const level = normalise(salience)
  const restatedBy = new Int32Array(conversation.units.length).fill(-1)
  own.restatedBy.forEach((later, earlier) => {
    if (later >= 0) restatedBy[earlier + ownUnit] = later + ownUnit
  })
  return {
    termWeights: weighTermsOfAll(conversation, past),
    salience,
    level,
    restatedBy,
    partsOf: (unit) => {
      const ofOwn = past.own.units[unit.index - ownUnit]
      return ofOwn === undefined ? { sealed: unit.annotation.sealed?.weight ?? 0 } : own.partsOf(ofOwn)
    },
  }
}

/** Inverse message frequency over all messages, sealed ones by the counts that were kept. */
function weighTermsOfAll(conversation: Conversation, { summary, own, ownUnit }: Past): Float64Array {
  const { termCounts, tally } = summary
  const counted = new Map(termCounts.terms.map((term, at) => [term, termCounts.messages[at] ?? 0]))
  const messages = tally.messages + own.entries.length
  const weights = new Float64Array(conversation.termCount)
  for (const unit of conversation.units) {
    const ofOwn = own.units[unit.index - ownUnit]
    unit.terms.forEach((term, at) => {
      if (weights[term] !== 0 && ofOwn === undefined) return
      const before = counted.get(unit.annotation.terms[at] as string) ?? 0
      const here = ofOwn === undefined ? 0 : (own.messageFrequency[ofOwn.terms[at] as number] ?? 0)
      weights[term] = Math.log(1 + messages / (before + here + 0.5))
    })
  }
  return weights
}

/** The newest wording of a statement is worth the most that any of them was; the older ones little. */
function passToSuccessors(salience: Float64Array, restatedBy: Int32Array): void {
  restatedBy.forEach((later, earlier) => {
    if (later < 0) return
    salience[later] = Math.max(salience[later] as number, salience[earlier] as number)
    salience[earlier] = (salience[earlier] as number) * RESTATED_DISCOUNT
  })
}

/** In a brisk dialogue an offer that was passed over, and what a confirmation sums up, are worth less, what was asked for instead more. */
function discountSettled(
  conversation: Conversation,
  salience: Float64Array,
  termWeights: Float64Array,
  strands: Strands,
): void {
  const shares = strands.shapes.map((shape) => briskness(conversation, shape))
  if (shares.every((share) => share === 0)) return
  const turnedDown = findTurnedDown(conversation)
  const outcomes = findOutcomes(conversation, termWeights)
  const summedUp = findSummedUp(conversation, termWeights, outcomes)
  const factors = shares.map((share) => ({
    settled: SETTLED_DISCOUNT ** share,
    instead: INSTEAD_FACTOR ** share,
    outcome: OUTCOME_FACTOR ** share,
    echo: ECHO_DISCOUNT ** share,
  }))
  for (let at = 0; at < salience.length; at++) {
    const strand = strands.of[(conversation.units[at] as Unit).messageIndex] as number
    const { settled, instead, outcome, echo } = factors[strand] as (typeof factors)[number]
    let factor = summedUp[at] === 1 ? settled : 1
    if (turnedDown[at] === PASSED_OVER) factor *= settled
    else if (turnedDown[at] === ASKED_INSTEAD) factor *= instead
    if (outcomes[at] === OUTCOME) factor *= outcome
    else if (outcomes[at] === ECHO) factor *= echo
    if (factor !== 1) salience[at] = Math.min(1, (salience[at] as number) * factor)
  }
}

/** Of several options the ones that the user did not take are worth less, and the one he took as much as his saying so. */
function discountNotPicked(conversation: Conversation, salience: Float64Array): void {
  for (const { choice, picked, passedOver } of pickedOptions(conversation)) {
    for (const { index } of passedOver) salience[index] = (salience[index] as number) * NOT_PICKED_DISCOUNT
    salience[picked.index] = Math.max(salience[picked.index] as number, salience[choice.index] as number)
  }
}

function partsOf(row: FeatureRow, table: Float64Array, tools: number | undefined, kind: number) {
  const parts: Record<string, number> = {}
  let at = 0
  for (const [group, features] of Object.entries(FEATURE_GROUPS)) {
    let sum = 0
    for (let k = 0; k < features.length; k++, at++) sum += (row[at] as number) * (table[at] as number)
    parts[group] = round(sum)
  }
  if (tools !== undefined) parts['tools'] = round(tools)
  if (kind !== 0) parts['kind'] = kind
  return parts
}
