import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { OUTCOME } from './outcomes.js'

/** Messages and units before a confirmation that it can sum up. */
const MAX_DISTANCE_MESSAGES = 20
const MAX_DISTANCE_UNITS = 60
/** Terms of a confirmation from which on it sums something up, and of a unit that can be. */
const MIN_CONFIRMED_TERMS = 4
const MIN_TERMS = 2
/** Share of a unit's weight that has to stand in the confirmation. */
const SUMMED_UP_SHARE = 0.5

/**
 * Finds what an assistant's request to confirm says again: "Please confirm: two seats in the stalls on 3 May" makes what led
 * to it worth less, whoever said that.
 *
 * Shapes  one entry for each unit: 1 where a later confirmation holds most of its weight.
 * Cost    linear: a bounded look back from each confirmation.
 */
export function findSummedUp(
  conversation: Conversation,
  termWeights: Float64Array,
  outcomes: Uint8Array,
): Uint8Array {
  const { units } = conversation
  const marks = new Uint8Array(units.length)
  for (const later of units) {
    if (!hasFlag(conversation, later.index, FLAG.confirming) && outcomes[later.index] !== OUTCOME) continue
    if (later.terms.length < MIN_CONFIRMED_TERMS) continue
    if (!hasFlag(conversation, later.index, FLAG.ofAssistant)) continue
    const said = new Set(later.terms)
    for (let at = later.index - 1; at >= Math.max(0, later.index - MAX_DISTANCE_UNITS); at--) {
      const earlier = units[at] as Unit
      if (later.messageIndex - earlier.messageIndex > MAX_DISTANCE_MESSAGES) break
      if (earlier.messageIndex === later.messageIndex || earlier.terms.length < MIN_TERMS) continue
      let all = 0
      let shared = 0
      for (const term of earlier.terms) {
        const weight = termWeights[term] as number
        all += weight
        if (said.has(term)) shared += weight
      }
      if (shared >= SUMMED_UP_SHARE * all) marks[at] = 1
    }
  }
  return marks
}
