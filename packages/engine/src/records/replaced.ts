import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { ASKED_INSTEAD, PASSED_OVER } from '../link/turned-down.js'
import { FLAG } from '../unit-flags.js'
import type { PhrasesInForce } from './phrases-in-force.js'

/** Messages in which what was refused is put up anew. */
const MAX_DISTANCE_MESSAGES = 8

/** What of a brisk dialogue does not hold any more. */
export interface Replaced {
  /** A unit of which nothing holds → the unit that holds instead. */
  readonly by: ReadonlyMap<number, number>
  /** 1 for what the assistant offered and the user asked something else for. */
  readonly isPassedOver: Uint8Array
}

/**
 * Finds what was replaced: units whose phrases are all replaced by later values, what a user asked for before he asked for
 * something else, and what he did not confirm ("… without subtitles?" "No, with subtitles").
 *
 * Cost  linear: bounded looks ahead.
 */
export function findReplaced(
  conversation: Conversation,
  { heirs, saidAgain }: PhrasesInForce,
  turnedDown: Uint8Array,
): Replaced {
  const { units } = conversation
  const by = new Map<number, number>()
  const isPassedOver = new Uint8Array(units.length)
  const instead = nextAfter(units, ({ index }) => turnedDown[index] === ASKED_INSTEAD)
  const confirming = nextAfter(
    units,
    ({ index }) =>
      hasFlag(conversation, index, FLAG.ofAssistant) && hasFlag(conversation, index, FLAG.confirming),
  )
  for (const unit of units) {
    const { index, annotation } = unit
    const isOffer = annotation.names.length + annotation.numbers.length > 0
    if (turnedDown[index] === PASSED_OVER && isOffer && hasFlag(conversation, index, FLAG.ofAssistant))
      isPassedOver[index] = 1
    const heir =
      heirs.has(index) && !saidAgain.has(index)
        ? (heirs.get(index) as number)
        : turnedDown[index] === PASSED_OVER && hasFlag(conversation, index, FLAG.ofUser)
          ? (instead[index] as number)
          : isRefused(conversation, unit)
            ? (confirming[index] as number)
            : -1
    const later = units[heir]
    if (later !== undefined && later.messageIndex - unit.messageIndex <= MAX_DISTANCE_MESSAGES)
      by.set(index, heir)
  }
  return { by, isPassedOver }
}

/** For each unit the next one behind it that fits, or -1. */
function nextAfter(units: readonly Unit[], fits: (unit: Unit) => boolean): Int32Array {
  const next = new Int32Array(units.length)
  let found = -1
  for (let at = units.length - 1; at >= 0; at--) {
    next[at] = found
    if (fits(units[at] as Unit)) found = at
  }
  return next
}

const OPENS_WITH_NO = /^(?:no|nope|nah)\b/i

/** The assistant put it up to be confirmed, and the answer opens with a refusal or a correction. */
function isRefused(conversation: Conversation, { index, messageIndex }: Unit): boolean {
  if (!hasFlag(conversation, index, FLAG.ofAssistant) || !hasFlag(conversation, index, FLAG.confirming))
    return false
  const answer = conversation.units[conversation.unitStarts[messageIndex + 1] ?? -1]
  if (answer === undefined || !hasFlag(conversation, answer.index, FLAG.ofUser)) return false
  const { act } = answer.annotation
  return act === 'refusal' || act === 'correction' || OPENS_WITH_NO.test(textOf(conversation, answer))
}
