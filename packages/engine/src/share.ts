import { ADAPTIVE_RATIO, ADAPTIVE_WORTH } from './constants.js'
import type { Conversation } from './conversation.js'
import type { Scores } from './score.js'

/**
 * The share of the original that a conversation is worth: the tokens of all units that hold at least `ADAPTIVE_WORTH` of
 * the salience that their tokens would hold if it lay evenly. So the last unit is worth the same in every conversation.
 *
 * Salience falls where a unit is a formula, says again what was said or was printed by a program, and a long conversation
 * has more of these: density, repetition, kind and length are in it. Cost: linear in the units.
 */
export function adaptiveRatio(
  conversation: Conversation,
  { salience, level }: Pick<Scores, 'salience' | 'level'>,
  originalTokens: number,
): number {
  if (originalTokens === 0) return ADAPTIVE_RATIO.max
  const worthPerToken = (ADAPTIVE_WORTH * totalSalience(conversation, salience, level)) / originalTokens
  let tokens = 0
  const { table, units } = conversation
  for (let unit = 0; unit < units.length; unit++) {
    const cost = table.denseTokens(unit)
    if ((salience[unit] as number) >= worthPerToken * cost) tokens += cost
  }
  return Math.min(ADAPTIVE_RATIO.max, Math.max(ADAPTIVE_RATIO.min, tokens / originalTokens))
}

/** Of all units, those of sealed ranges included that are not at hand. */
function totalSalience({ past }: Conversation, salience: Float64Array, level: number): number {
  const atHand = salience.reduce((sum, one) => sum + one, 0)
  const lost = Object.values(past?.summary.tally.lost ?? {}).reduce((sum, one) => sum + one, 0)
  return atHand + lost * Math.exp(-level)
}
