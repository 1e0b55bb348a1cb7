import type { MessageAnnotation, UnitAnnotation } from './types.js'

/**
 * Bits that say what the patterns of a run find in a unit's text: a run over messages that were read before asks the bit, and
 * searches the text only where it is set. Each means "may", so that it can be set for more than is found and never for less.
 */
export const LOOK = {
  /** Of a message's first unit: the message opens as a text of ours does. */
  recalls: 1,
  /** It calls a tool that may have changed something. */
  changes: 2,
  /** It asks the listener to do something, or somebody to. */
  asksForAction: 4,
  wantsSomebody: 8,
  /** Of a message's first unit: the message says no more than "agreed". */
  ratifies: 16,
  /** It tells where its speaker lives, whom he reports to and the like. */
  ownState: 32,
  /** It tells how a thing is: "the team has 6 people". */
  ofState: 64,
  /** It takes back what was said just before. */
  retracts: 128,
  /** A word of it is a day or a month. */
  namesDay: 256,
  /** It is worded as a wish, or as one to know something. */
  wishes: 512,
  looksUp: 1_024,
  /** It reports in short what was done. */
  reportsInShort: 2_048,
  /** It opens like an echo ("ok, …"), asks who does something, or offers to do it. */
  opensEcho: 4_096,
  asksWho: 8_192,
  offers: 16_384,
  /** Of a message's first unit: the message may agree to what somebody proposed. */
  assents: 32_768,
  /** It gives a value and names nothing else, so that it may correct one. */
  pointsAtValue: 65_536,
  /** It says of a value that it does not hold. */
  namesGone: 131_072,
  /** The same, where nothing speaks against taking it so. */
  takesBackValue: 262_144,
  /** It gives a value anew of something that it names. */
  givesAnew: 524_288,
  /** It puts a name right, or a code. */
  namesAnew: 1_048_576,
  codesAnew: 2_097_152,
  /** It settles a day of the month, and tells of hardly anything else. */
  settlesDay: 4_194_304,
  /** It tells of a problem, or that one is mended. */
  mends: 8_388_608,
  /** It is a rule that says how long it holds. */
  hasTerm: 16_777_216,
  /** It may pick one of several things that were offered. */
  picks: 33_554_432,
  /** It has a value, and words by which a clause gives one anew. */
  givesBareValue: 67_108_864,
  /** Of an assistant's first unit: the message may say back what its user laid down. */
  saysBack: 134_217_728,
  /** It has a value, which may be given anew where the reason for that stands around it. */
  mayGiveForReason: 268_435_456,
  /** Its speaker takes something on, or offers to. */
  takesOn: 536_870_912,
} as const

/** All of them: nothing is known. */
export const ANY_LOOK = -1

/**
 * The bits of a unit: all of them where its message was not read, or in another language than the conversation's, whose patterns a run
 * tries.
 */
export const looksKnown = (unit: UnitAnnotation, message: MessageAnnotation, language: string): number =>
  message.isRead === true && message.language === language ? (unit.looks ?? 0) : ANY_LOOK
