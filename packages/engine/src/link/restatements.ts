import {
  RESTATED_SHARE,
  RESTATEMENT_CANDIDATES,
  RESTATEMENT_MIN_TERMS,
  RESTATEMENT_SHARE,
  RESTATEMENT_WINDOW_MESSAGES,
} from '../constants.js'
import type { Conversation, Unit } from '../conversation.js'

/**
 * Finds units that their speaker says again a little later, perhaps with other values ("a table at 7", then "a table
 * at 7:30"): the later one then stands for both.
 *
 * Shapes  one entry for each unit: the index of the newest unit that restates it, or -1.
 * Rule    most of the earlier unit's weight is in the later one and a good part of the later one in the earlier.
 *         Two units that name different things are look-alikes, not restatements.
 * Cost    linear in the terms: each term remembers only its newest few units.
 */
export function findRestatements(conversation: Conversation, termWeights: Float64Array): Int32Array {
  const { units } = conversation
  const successors = new Int32Array(units.length).fill(-1)
  const weights = new Float64Array(units.length)
  for (let index = 0; index < weights.length; index++)
    weights[index] = weightOf(units[index] as Unit, termWeights)
  const recent = new RecentUnits(conversation, weights)
  const shared = new Float64Array(units.length)
  const touched: number[] = []
  for (const later of units) {
    if (later.terms.length < RESTATEMENT_MIN_TERMS) continue
    for (const term of later.terms)
      recent.addShared(term, later, termWeights[term] as number, shared, touched)
    for (const index of touched) {
      const weight = shared[index] as number
      shared[index] = 0
      const isRestated =
        weight >= RESTATED_SHARE * (weights[index] as number) &&
        weight >= RESTATEMENT_SHARE * (weights[later.index] as number) &&
        !areLookAlikes(units[index] as Unit, later)
      if (isRestated) successors[index] = later.index
    }
    touched.length = 0
    for (const term of later.terms) recent.remember(term, later.index)
  }
  return successors
}

function weightOf(unit: Unit, termWeights: Float64Array): number {
  let sum = 0
  for (const term of unit.terms) sum += termWeights[term] as number
  return sum
}

/** The newest few units of each term, in one flat ring for each. */
class RecentUnits {
  readonly #units: Int32Array
  readonly #seen: Int32Array
  /** Of each unit, apart from the units: they are looked at half a million times in 1 MB. */
  readonly #speakerOf: Int32Array
  readonly #messageOf: Int32Array
  readonly #weights: Float64Array

  constructor({ termCount, units }: Conversation, weights: Float64Array) {
    this.#units = new Int32Array(termCount * RESTATEMENT_CANDIDATES)
    this.#seen = new Int32Array(termCount)
    this.#speakerOf = new Int32Array(units.length)
    this.#messageOf = new Int32Array(units.length)
    this.#weights = weights
    for (const { index, speaker, messageIndex } of units) {
      this.#speakerOf[index] = speaker
      this.#messageOf[index] = messageIndex
    }
  }

  remember(term: number, unit: number): void {
    const seen = this.#seen[term] as number
    this.#units[term * RESTATEMENT_CANDIDATES + (seen % RESTATEMENT_CANDIDATES)] = unit
    this.#seen[term] = seen + 1
  }

  /** Adds the term's weight to what each earlier unit of the same speaker, in reach and of a weight near enough, shares with `later`. */
  addShared(
    term: number,
    { index, speaker, messageIndex }: Unit,
    weight: number,
    shared: Float64Array,
    touched: number[],
  ): void {
    const seen = this.#seen[term] as number
    const weights = this.#weights
    const own = weights[index] as number
    const [least, most] = [own * LEAST_OF_LATER, own * MOST_OF_LATER]
    const start = term * RESTATEMENT_CANDIDATES
    // From the newest back: of one out of reach all before are.
    for (let back = 1; back <= RESTATEMENT_CANDIDATES && back <= seen; back++) {
      const earlier = this.#units[start + ((seen - back) % RESTATEMENT_CANDIDATES)] as number
      const distance = messageIndex - (this.#messageOf[earlier] as number)
      if (distance > RESTATEMENT_WINDOW_MESSAGES) break
      if (distance === 0 || this.#speakerOf[earlier] !== speaker) continue
      const weightOfEarlier = weights[earlier] as number
      if (weightOfEarlier < least || weightOfEarlier > most) continue
      const before = shared[earlier] as number
      if (before === 0) touched.push(earlier)
      shared[earlier] = before + weight
    }
  }
}

/** What two units share is no more than either weighs: of another weight the earlier one cannot be restated. The rest is for rounding. */
const LEAST_OF_LATER = RESTATEMENT_SHARE * (1 - 1e-9)
const MOST_OF_LATER = (1 + 1e-9) / RESTATED_SHARE

/** Different names, or numbers of which none is the same and no name that ties the two together. */
function areLookAlikes({ annotation: a }: Unit, { annotation: b }: Unit): boolean {
  if (hasOther(a.names, b.names) && hasOther(b.names, a.names)) return true
  const isNumbered = a.numbers.length > 0 && b.numbers.length > 0
  return isNumbered && !share(a.numbers, b.numbers) && !share(a.names, b.names)
}

const isIn = (value: string, others: readonly string[]): boolean =>
  others.some((other) => other.toLowerCase() === value.toLowerCase())
const hasOther = (values: readonly string[], others: readonly string[]): boolean =>
  values.some((value) => !isIn(value, others))
const share = (values: readonly string[], others: readonly string[]): boolean =>
  values.some((value) => isIn(value, others))
