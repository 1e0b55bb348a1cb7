import type { Conversation } from '../conversation.js'
import type { Feature } from './features.js'

/** Weights of features; one that is not named weighs nothing. */
export type FeatureWeights = Readonly<Partial<Record<Feature, number>>>

/** The measure of named people, and of a user and an assistant. */
export const AMONG_PEOPLE = 0.5
export const WITH_ASSISTANT = -0.5

/** What a conversation is like as a whole. Each measure runs from -1 to 1, so that weights move by their shift at most. */
export interface Shape {
  /** `AMONG_PEOPLE` or `WITH_ASSISTANT`. */
  readonly people: number
  /** Short turns (chat) below 0, long ones (speech, documents, answers in paragraphs) above. */
  readonly turnLength: number
}

/**
 * The salience model: what a feature weighs depends on the shape of the conversation, and on nothing else of it. A question
 * is worth less in a meeting than in a chat, a long turn more among people than from an assistant.
 */
export interface SalienceWeights {
  readonly base: FeatureWeights
  /** What is added to `base`, times the measure of the same name. */
  readonly shifts: Readonly<Record<keyof Shape, FeatureWeights>>
  /** What is added between a user and an assistant, and there times the length of turns: fitted on more kinds of such talk. */
  readonly withAssistant?: Readonly<Record<'base' | 'turnLength', FeatureWeights>>
}

/** Mean tokens of a turn at which `turnLength` is 0: between chat (15 to 25) and answers in paragraphs (100 and more). */
const MIDDLE_TURN_TOKENS = 36.6
/** Natural logarithm: turns of 3.3 times the middle and longer, or of less than a third of it, all measure 1 and -1. */
const TURN_LENGTH_SPAN = 1.2

/** How long turns of this mean number of tokens are: 0 in the middle; bounded only as a measure of a shape. */
export const lengthOfTurns = (meanTokens: number): number =>
  Math.log((meanTokens || 1) / MIDDLE_TURN_TOKENS) / TURN_LENGTH_SPAN

/** Reads the shape of a conversation, or of those of its messages that are of one strand. Cost: linear in its messages. */
export function shapeOf(
  { messageTokens, isNamed }: Conversation,
  strands?: Uint8Array,
  strand?: number,
): Shape {
  let tokens = 0
  let messages = 0
  for (let at = 0; at < messageTokens.length; at++) {
    if (strands !== undefined && strands[at] !== strand) continue
    tokens += messageTokens[at] as number
    messages++
  }
  const turnLength = Math.max(-1, Math.min(1, lengthOfTurns(tokens / (messages || 1))))
  return { people: isNamed ? AMONG_PEOPLE : WITH_ASSISTANT, turnLength }
}

/** How brisk a user and an assistant talk, 0 to 1 for the shortest turns; 0 among people. */
export const briskness = ({ isNamed }: Conversation, { turnLength }: Shape): number =>
  isNamed ? 0 : Math.max(0, -turnLength)

/** The weight of one feature in turns of middle length, among people or between a user and an assistant. */
export const levelIn = (
  { base, shifts, withAssistant }: SalienceWeights,
  people: number,
  feature: Feature,
): number =>
  (base[feature] ?? 0) +
  people * (shifts.people[feature] ?? 0) +
  (people < 0 ? (withAssistant?.base[feature] ?? 0) : 0)

/** What the length of turns adds to it. */
export const slopeIn = (
  { shifts, withAssistant }: SalienceWeights,
  people: number,
  feature: Feature,
): number => (shifts.turnLength[feature] ?? 0) + (people < 0 ? (withAssistant?.turnLength[feature] ?? 0) : 0)

/** The weight of one feature in a conversation of this shape. */
export const weightIn = (weights: SalienceWeights, { people, turnLength }: Shape, feature: Feature): number =>
  levelIn(weights, people, feature) + turnLength * slopeIn(weights, people, feature)
