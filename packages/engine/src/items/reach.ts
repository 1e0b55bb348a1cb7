import type { Conversation, Unit } from '../conversation.js'

/** Messages that are looked at: 1 for each; all of them where undefined. */
export type Reach = Uint8Array | undefined

/**
 * Messages before a unit in which what it settles can begin (an echo reaches back 8, the question before that 6), and as many again since
 * what was taken up just before decides what is told of the next.
 */
const MESSAGES_BEFORE = 24
/** Messages behind it that take it up (up to 8), or settle it anew (16: see `link/renewed-decisions.ts`). */
const MESSAGES_BEHIND = 16
/** From this share of the messages on all are looked at, since what was found is then found for all that is asked for later. */
const MAX_SHARE = 0.8

/** Where what several people settled can be told by one of the units. Cost: linear in the messages. */
export function reachOf({ entries }: Conversation, units: readonly Unit[]): Reach {
  const { length } = entries
  if (units.length >= length * MAX_SHARE) return undefined
  const reach = new Uint8Array(length)
  for (const { messageIndex } of units)
    reach.fill(1, Math.max(0, messageIndex - MESSAGES_BEFORE), messageIndex + MESSAGES_BEHIND + 1)
  let reached = 0
  for (let at = 0; at < length; at++) reached += reach[at] as number
  return reached >= length * MAX_SHARE ? undefined : reach
}

export const isReached = (reach: Reach, message: number): boolean =>
  reach === undefined || reach[message] === 1
