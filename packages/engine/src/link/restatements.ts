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
  const weights = units.map((unit) =>
    unit.terms.reduce((sum, term) => sum + (termWeights[term] as number), 0),
  )
  const recent: Unit[][] = Array.from({ length: conversation.termCount }, () => [])
  for (const later of units) {
    if (later.terms.length < RESTATEMENT_MIN_TERMS) continue
    for (const [earlier, weight] of sharedWeights(later, recent, termWeights)) {
      const isRestated =
        weight >= RESTATED_SHARE * (weights[earlier.index] as number) &&
        weight >= RESTATEMENT_SHARE * (weights[later.index] as number) &&
        !areLookAlikes(earlier, later)
      if (isRestated) successors[earlier.index] = later.index
    }
    for (const term of later.terms) {
      const list = recent[term] as Unit[]
      list.push(later)
      if (list.length > RESTATEMENT_CANDIDATES) list.shift()
    }
  }
  return successors
}

/** The weight that each earlier unit of the same speaker shares with this one, among the newest units of its terms. */
function sharedWeights(later: Unit, recent: readonly Unit[][], termWeights: Float64Array): Map<Unit, number> {
  const shared = new Map<Unit, number>()
  for (const term of later.terms)
    for (const earlier of recent[term] as Unit[])
      if (
        earlier.speaker === later.speaker &&
        earlier.messageIndex !== later.messageIndex &&
        later.messageIndex - earlier.messageIndex <= RESTATEMENT_WINDOW_MESSAGES
      )
        shared.set(earlier, (shared.get(earlier) ?? 0) + (termWeights[term] as number))
  return shared
}

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
