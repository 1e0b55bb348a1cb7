import type { Conversation, Unit } from './conversation.js'

/** The named parts of a unit's salience. Their product weighs what the unit's terms are worth. */
export type ScoreParts = Readonly<Record<string, number>>

export interface Scores {
  /** Weight of each term: its inverse message frequency. */
  readonly termWeights: Float64Array
  /** Prior of each unit. */
  readonly priors: Float64Array
  readonly partsOf: (unit: Unit) => ScoreParts
}

/** Scores every unit from its annotation and the conversation's own statistics. Cost: linear in the units. */
export function score(conversation: Conversation): Scores {
  const messages = conversation.entries.length
  const termWeights = new Float64Array(conversation.termCount)
  for (let term = 0; term < termWeights.length; term++)
    termWeights[term] = Math.log(1 + messages / ((conversation.messageFrequency[term] ?? 0) + 0.5))
  const partsOf = (unit: Unit) => scoreParts(unit)
  const priors = new Float64Array(conversation.units.length)
  for (const unit of conversation.units) priors[unit.index] = product(partsOf(unit))
  return { termWeights, priors, partsOf }
}

const product = (parts: ScoreParts): number => Object.values(parts).reduce((value, part) => value * part, 1)

const ACT_WEIGHT = {
  statement: 1,
  question: 0.5,
  request: 0.9,
  proposal: 0.8,
  acceptance: 0.4,
  refusal: 0.7,
  commitment: 1,
  correction: 1.1,
  filler: 0.1,
} as const
const KIND_WEIGHT = { prose: 1, list: 0.9, code: 0.45, output: 0.2, aside: 0.5 } as const

function scoreParts(unit: Unit): ScoreParts {
  const { annotation } = unit
  const parts: Record<string, number> = {
    act: ACT_WEIGHT[annotation.act],
    kind: KIND_WEIGHT[annotation.kind],
  }
  if (annotation.names.length > 0) parts['names'] = 1.15
  if (annotation.numbers.length > 0) parts['numbers'] = 1.15
  if (annotation.stances.includes('problem') && annotation.kind === 'output') parts['problem'] = 6
  return parts
}
