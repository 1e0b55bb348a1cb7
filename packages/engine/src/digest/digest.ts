import { ANNOTATION_REVISION } from '../annotate/revision.js'
import type { TranscriptTally } from '../transcript.js'
import type { AnnotatedMessage, Item, ItemType } from '../types.js'
import type { TermCounts } from './term-counts.js'

/** Raised whenever a digest made before would differ from one made now. */
const OWN_REVISION = 2
/** Digests of another revision have to be made again. */
export const DIGEST_REVISION = ANNOTATION_REVISION * 1_000 + OWN_REVISION

/**
 * Tokens of units that a digest carries beside its rules: half as much again as the largest text that is made without a
 * target, so that what the best text would take from one range alone is all there.
 */
export const DIGEST_TOKENS = 12_000
/** Tokens of rules that a digest carries, the newest first: no text without a target holds more. */
export const DIGEST_RULE_TOKENS = 8_000
/** Decisions, preferences and constraints that a digest lists beside those that its units tell, each. */
export const DIGEST_ITEMS = 100

/** A message with its place in the conversation. */
export interface PlacedMessage extends AnnotatedMessage {
  /** Sequence number. */
  readonly sequence: number
}

/** An item and the log-salience of what tells it. */
export interface WeighedItem {
  readonly item: Item
  readonly weight: number
}

/** A named value in force, and the unit that states it. */
export interface StatedValue {
  readonly name: string
  readonly value: string
  readonly messageId: string
  readonly start: number
}

/** Sums over all messages of a range, carried or not. */
export interface RangeTally {
  readonly messages: number
  /** Sum of the messages' own token counts. */
  readonly contentTokens: number
  readonly transcript: TranscriptTally
  readonly units: number
  readonly superseded: number
  /** Rules that were left out because there were too many. */
  readonly rulesLeftOut: number
  /** What the units that were left out weigh, by what they were told as: sums of salience. */
  readonly lost: Readonly<Partial<Record<ItemType, number>>>
}

/** What is known of a range beside the units that stand for it. */
export interface RangeSummary {
  readonly language: string
  readonly tally: RangeTally
  readonly termCounts: TermCounts
  /** The first distinct names of people, and the first distinct days: as many as change how a text is made. */
  readonly names: readonly string[]
  readonly days: readonly string[]
  readonly hasAssistant: boolean
  /** The first message in which a user asks for something, where the range opens the conversation. */
  readonly firstTaskId: string | null
  readonly lastUserRequest: string | null
  readonly lastRequestStatus: 'open' | 'answered' | null
  /** Oldest first. */
  readonly values: readonly StatedValue[]
  /** Most salient first. */
  readonly items: readonly WeighedItem[]
}

/**
 * The best units of a sealed range of messages, word for word and with their annotations: what later compactions look at
 * in place of the messages. Made of messages or of digests of smaller ranges, so of recorded units in either case and
 * never of a text that was written about them. Plain data.
 */
export interface Digest extends RangeSummary {
  readonly revision: number
  /** Messages with a unit that is carried; their `content` is empty, their units bring their own text. */
  readonly entries: readonly PlacedMessage[]
}
