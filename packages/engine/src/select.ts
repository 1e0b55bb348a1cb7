import { DATE_LINE_TOKENS, JOIN_TOKENS, NOVELTY } from './constants.js'
import { type Conversation, textOf, type Unit } from './conversation.js'
import { countTokens } from './count-tokens.js'
import { bareReplyTo, isBareQuestion, isBareReply, isFragment, questionOf } from './link/answers.js'
import { isClosingTurn } from './link/closing-words.js'
import { bareReportBefore } from './link/outcomes.js'
import { briskness, shapeOf } from './salience/shape.js'
import type { Scores } from './score.js'

/** Chosen units in the order of choice: every prefix is a selection for a smaller budget. */
export interface Ranking {
  readonly order: readonly Unit[]
  /** Estimated tokens of each prefix. */
  readonly tokensUpTo: readonly number[]
}

/** Tokens of a unit in its dense form. */
export const denseTokens = (unit: Unit): number =>
  unit.annotation.shortenedTokenCount ?? unit.annotation.tokenCount

/**
 * Ranks units by marginal gain per token: what their terms add to what is already chosen, weighed by the prior.
 *
 * The gain is submodular (a repeated term counts less each time), so a heap with stale values gives nearly the greedy
 * order (Minoux 1978); a line that is open already makes its units cheaper, which is seen when they come up. Stops at `limitTokens`. Cost: O(units log units) in practice.
 */
export function rank(
  conversation: Conversation,
  scores: Scores,
  fixed: readonly Unit[],
  limitTokens: number,
): Ranking {
  const state = startState(conversation, scores)
  const heap = new Heap()
  const isFixed = new Uint8Array(conversation.units.length)
  const { isTaken } = state
  const order: Unit[] = []
  const tokensUpTo: number[] = []
  let tokens = 0
  const take = (unit: Unit) => {
    tokens += costOf(state, unit)
    choose(state, unit)
    order.push(unit)
    tokensUpTo.push(tokens)
    isTaken[unit.index] = 1
  }
  for (const unit of fixed) {
    if (isFixed[unit.index] === 1) continue
    isFixed[unit.index] = 1
    take(unit)
    openedBy(state, unit)
  }
  // What a later statement replaced has no salience and is not chosen, however much room is left.
  for (const unit of conversation.units)
    if (isFixed[unit.index] === 0 && scores.salience[unit.index] !== 0 && !isEmpty(conversation, unit))
      heap.add(unit.index, valuePerToken(state, unit))
  heap.order()
  while (heap.size > 0 && tokens < limitTokens) {
    const index = heap.pop()
    const unit = conversation.units[index] as Unit
    if (isTaken[index] === 1) continue
    const value = valuePerToken(state, unit)
    if (heap.size > 0 && value < heap.topValue - 1e-12) heap.push(index, value)
    else if (!isOpen(state, unit)) {
      const asked = questionToTake(state, unit)
      take(unit)
      const report = conversation.isNamed ? undefined : bareReportBefore(conversation, unit)
      const reply = bareReplyTo(conversation, unit)
      for (const other of [asked, report, reply])
        if (other !== undefined && isTaken[other.index] === 0) take(other)
      for (const question of openedBy(state, unit)) {
        if (isTaken[question.index] === 1 || scores.salience[question.index] === 0) continue
        if (conversation.isNamed && isFragment(unit)) take(question)
        else heap.push(question.index, valuePerToken(state, question))
      }
    }
  }
  return { order, tokensUpTo }
}

/** Content terms up to which a unit can be a mere yes or goodbye. */
const MAX_FORMULA_TERMS = 3

/** Between a user and an assistant a bare yes comes with its question or not at all, and so does a goodbye. */
const isEmpty = (conversation: Conversation, unit: Unit): boolean =>
  !conversation.isNamed &&
  unit.terms.length <= MAX_FORMULA_TERMS &&
  unit.annotation.numbers.length === 0 &&
  (isBareReply(conversation, unit) ||
    isClosingTurn(
      textOf(conversation, unit),
      conversation.entries[unit.messageIndex]?.annotation.language ?? 'en',
    ))

interface State {
  readonly conversation: Conversation
  readonly scores: Scores
  /** How much of each term's weight is still to be had. */
  readonly remaining: Float64Array
  readonly novelty: { readonly repeat: number; readonly power: number }
  /** Lines that are open already: their label is paid. */
  readonly labels: Set<number>
  readonly labelTokens: readonly number[]
  /** The number of each message's day, `NO_DAY` for none. */
  readonly dayOf: Int32Array
  /** 1 for a day that has a line. */
  readonly hasDay: Uint8Array
  /** 1 for a unit that is chosen. */
  readonly isTaken: Uint8Array
  /** Messages of whose answer something is chosen. */
  readonly answered: Set<number>
}

const NO_DAY = -1

const startState = (conversation: Conversation, scores: Scores): State => ({
  conversation,
  scores,
  remaining: new Float64Array(conversation.termCount).fill(1),
  novelty: noveltyIn(conversation),
  labels: new Set(),
  labelTokens: conversation.speakers.map((speaker) => countTokens(`\n${speaker}:`)),
  ...numberDays(conversation),
  isTaken: new Uint8Array(conversation.units.length),
  answered: new Set(),
})

function numberDays({ days }: Conversation): Pick<State, 'dayOf' | 'hasDay'> {
  const numbers = new Map<string, number>()
  const dayOf = Int32Array.from(days, (day) => {
    if (day === undefined) return NO_DAY
    const number = numbers.get(day) ?? numbers.size
    numbers.set(day, number)
    return number
  })
  return { dayOf, hasDay: new Uint8Array(numbers.size) }
}

/** Between a user and an assistant, the nearer to `brisk` the shorter the turns are. */
function noveltyIn(conversation: Conversation): State['novelty'] {
  const { brisk } = NOVELTY
  const usual = conversation.isNamed ? NOVELTY.usual : NOVELTY.assisted
  const share = briskness(conversation, shapeOf(conversation))
  return {
    repeat: usual.repeat + share * (brisk.repeat - usual.repeat),
    power: usual.power + share * (brisk.power - usual.power),
  }
}

function gainOf(state: State, unit: Unit): number {
  let fresh = 0
  let all = 0
  for (const term of unit.terms) {
    const weight = state.scores.termWeights[term] as number
    all += weight
    fresh += weight * (state.remaining[term] as number)
  }
  return all === 0 ? 0 : (state.scores.salience[unit.index] as number) * (fresh / all) ** state.novelty.power
}

function costOf(state: State, unit: Unit): number {
  let cost = state.conversation.table.denseTokens(unit.index) + JOIN_TOKENS
  if (!state.labels.has(lineKey(state, unit))) cost += state.labelTokens[unit.speaker] ?? 0
  const day = state.dayOf[unit.messageIndex] as number
  if (day !== NO_DAY && state.hasDay[day] === 0) cost += DATE_LINE_TOKENS
  return cost
}

/** Units with the same key share a label: those of one task, of one message, or in a chronicle those of one speaker and day. */
function lineKey({ conversation, dayOf }: State, { index, messageIndex, speaker }: Unit): number {
  const { records, isChronicle, speakers } = conversation
  if (records?.isTold[index] === 1) return -1 - (records.tasks[messageIndex] as number)
  return isChronicle ? ((dayOf[messageIndex] as number) + 1) * speakers.length + speaker : messageIndex
}

function valuePerToken(state: State, unit: Unit): number {
  if (isOpen(state, unit)) return 0
  const asked = questionToTake(state, unit)
  const gain = gainOf(state, unit) + (asked === undefined ? 0 : gainOf(state, asked))
  return gain / (priceOf(state, unit) + (asked === undefined ? 0 : priceOf(state, asked)))
}

/** Between a user and an assistant: the question that is not chosen yet, and without which this answer tells nothing. */
function questionToTake({ conversation, scores, isTaken }: State, unit: Unit): Unit | undefined {
  const asked = conversation.isNamed ? undefined : questionOf(conversation, unit)
  return asked === undefined || isTaken[asked.index] === 1 || scores.salience[asked.index] === 0
    ? undefined
    : asked
}

function priceOf(state: State, unit: Unit): number {
  const { table } = state.conversation
  return costOf(state, unit) + (table.price(unit.index) - table.denseTokens(unit.index))
}

/** A bare question is worth nothing while nothing of the answer is chosen. */
const isOpen = ({ conversation, answered }: State, unit: Unit): boolean =>
  !answered.has(unit.messageIndex) && isBareQuestion(conversation, unit)

/** Questions of the message before, which now have an answer; they are worth something from here on. */
function openedBy(state: State, { messageIndex }: Unit): readonly Unit[] {
  const { conversation, answered } = state
  const asked = messageIndex - 1
  if (asked < 0 || answered.has(asked)) return []
  answered.add(asked)
  return conversation.units
    .slice(conversation.unitStarts[asked], conversation.unitStarts[messageIndex])
    .filter((unit) => isBareQuestion(conversation, unit))
}

function choose(state: State, unit: Unit): void {
  for (const term of unit.terms)
    state.remaining[term] = (state.remaining[term] as number) * state.novelty.repeat
  state.labels.add(lineKey(state, unit))
  const day = state.dayOf[unit.messageIndex] as number
  if (day !== NO_DAY) state.hasDay[day] = 1
}

/** A binary max-heap of unit indices; equal values leave in order of index, so that the result is deterministic. */
class Heap {
  readonly #indices: number[] = []
  readonly #values: number[] = []

  get size(): number {
    return this.#indices.length
  }

  get topValue(): number {
    return this.#values[0] ?? Number.NEGATIVE_INFINITY
  }

  /** Adds an index; before `order` the heap is none. */
  add(index: number, value: number): void {
    this.#indices.push(index)
    this.#values.push(value)
  }

  /** Makes a heap of what was added (Floyd 1964). Cost: linear. */
  order(): void {
    for (let at = (this.#indices.length >> 1) - 1; at >= 0; at--) this.#sink(at)
  }

  push(index: number, value: number): void {
    let at = this.#indices.length
    this.#indices.push(index)
    this.#values.push(value)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#isBefore(at, parent)) break
      this.#swap(at, parent)
      at = parent
    }
  }

  pop(): number {
    const top = this.#indices[0] as number
    const lastIndex = this.#indices.pop() as number
    const lastValue = this.#values.pop() as number
    if (this.#indices.length > 0) {
      this.#indices[0] = lastIndex
      this.#values[0] = lastValue
      this.#sink(0)
    }
    return top
  }

  #sink(from: number): void {
    let at = from
    for (;;) {
      const left = 2 * at + 1
      if (left >= this.#indices.length) return
      const right = left + 1
      const child = right < this.#indices.length && this.#isBefore(right, left) ? right : left
      if (!this.#isBefore(child, at)) return
      this.#swap(at, child)
      at = child
    }
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#values[a] as number) - (this.#values[b] as number)
    return difference > 0 || (difference === 0 && (this.#indices[a] as number) < (this.#indices[b] as number))
  }

  #swap(a: number, b: number): void {
    const index = this.#indices[a] as number
    this.#indices[a] = this.#indices[b] as number
    this.#indices[b] = index
    const value = this.#values[a] as number
    this.#values[a] = this.#values[b] as number
    this.#values[b] = value
  }
}
