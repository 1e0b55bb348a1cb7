import { DATE_LINE_TOKENS, JOIN_TOKENS, NOVELTY } from './constants.js'
import type { Conversation, Unit } from './conversation.js'
import { countTokens } from './count-tokens.js'
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
 * The gain is submodular (a repeated term counts less each time), so a heap with stale upper bounds gives the exact
 * greedy order (Minoux 1978). Stops at `limitTokens`. Cost: O(units log units) in practice.
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
  const order: Unit[] = []
  const tokensUpTo: number[] = []
  let tokens = 0
  const take = (unit: Unit) => {
    tokens += costOf(state, unit)
    choose(state, unit)
    order.push(unit)
    tokensUpTo.push(tokens)
  }
  for (const unit of fixed) {
    if (isFixed[unit.index] === 1) continue
    isFixed[unit.index] = 1
    take(unit)
  }
  // What a later statement replaced has no salience and is not chosen, however much room is left.
  for (const unit of conversation.units)
    if (isFixed[unit.index] === 0 && scores.salience[unit.index] !== 0)
      heap.push(unit.index, valuePerToken(state, unit))
  while (heap.size > 0 && tokens < limitTokens) {
    const index = heap.pop()
    const unit = conversation.units[index] as Unit
    const value = valuePerToken(state, unit)
    if (heap.size > 0 && value < heap.topValue - 1e-12) heap.push(index, value)
    else take(unit)
  }
  return { order, tokensUpTo }
}

interface State {
  readonly conversation: Conversation
  readonly scores: Scores
  /** How much of each term's weight is still to be had. */
  readonly remaining: Float64Array
  readonly novelty: { readonly repeat: number; readonly power: number }
  /** Lines that are open already: their label is paid. */
  readonly labels: Set<string | number>
  readonly labelTokens: readonly number[]
  readonly days: Set<string>
}

const startState = (conversation: Conversation, scores: Scores): State => ({
  conversation,
  scores,
  remaining: new Float64Array(conversation.termCount).fill(1),
  novelty: noveltyIn(conversation),
  labels: new Set(),
  labelTokens: conversation.speakers.map((speaker) => countTokens(`\n${speaker}:`)),
  days: new Set(),
})

/** Between a user and an assistant, the nearer to `brisk` the shorter the turns are. */
function noveltyIn(conversation: Conversation): State['novelty'] {
  const { usual, brisk } = NOVELTY
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
  const day = dayOfUnit(state, unit)
  if (day !== undefined && !state.days.has(day)) cost += DATE_LINE_TOKENS
  return cost
}

const dayOfUnit = (state: State, unit: Unit): string | undefined => state.conversation.days[unit.messageIndex]

/** Units with the same key share a label: those of one message, or in a chronicle those of one speaker and day. */
const lineKey = (state: State, unit: Unit): string | number =>
  state.conversation.records?.isTold[unit.index] === 1
    ? `task ${state.conversation.records.tasks[unit.messageIndex]}`
    : state.conversation.isChronicle
      ? `${dayOfUnit(state, unit)} ${unit.speaker}`
      : unit.messageIndex

function valuePerToken(state: State, unit: Unit): number {
  const { table } = state.conversation
  const cost = costOf(state, unit) + (table.price(unit.index) - table.denseTokens(unit.index))
  return gainOf(state, unit) / cost
}

function choose(state: State, unit: Unit): void {
  for (const term of unit.terms)
    state.remaining[term] = (state.remaining[term] as number) * state.novelty.repeat
  state.labels.add(lineKey(state, unit))
  const day = dayOfUnit(state, unit)
  if (day !== undefined) state.days.add(day)
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
      this.#sink()
    }
    return top
  }

  #sink(): void {
    let at = 0
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
