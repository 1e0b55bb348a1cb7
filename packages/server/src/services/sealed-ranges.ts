/**
 * How long conversations are cut into ranges, as pure functions of sequence numbers and token counts.
 *
 *     messages   ▏ range 0 ▏ range 1 ▏ range 2 ▏ range 3 ▏ range 4 ▏ newest closed ▏ open …
 *     level 0    ▏    0    ▏    1    ▏    2    ▏    3    ▏    4    ▏    read whole, as is the open end
 *     level 1    ▏                 0                    ▏
 *     root of 5  ▏ level 1 number 0 and level 0 number 4, merged into one
 */
import { DIGEST_TOKENS } from '@precis/engine/recorded'
import { type DigestPlace, ROOT_LEVEL, type SealedRange } from '../store/contract-digests.js'

/** What closes a range, whichever comes first. */
export interface RangeLimits {
  readonly messages: number
  readonly tokens: number
}

/**
 * A run reads one to two ranges whole, so these bound its cost; a conversation shorter than two ranges is never sealed.
 * 512 messages of 50 tokens take a tenth of a second; 65,536 tokens are five times what a digest carries.
 */
export const RANGE_LIMITS: RangeLimits = { messages: 512, tokens: 65_536 }

/** Digests that are merged into one of the next level. */
export const FAN_IN = 4

/** How much more than a text may hold its digests have to carry, so that there is something to choose from. */
const CHOICE = 1.5

export interface CountedMessage {
  readonly sequence: number
  readonly tokenCount: number
}

/**
 * Closes ranges from left to right: where the next one ends depends on where the last one ended and on the messages since,
 * never on when it is asked. Takes the messages in pieces of any size.
 */
export function rangeCloser(
  last: SealedRange | undefined,
  limits: RangeLimits,
): (messages: readonly CountedMessage[]) => SealedRange[] {
  let position = (last?.position ?? -1) + 1
  let after = last?.through ?? 0
  let tokens = 0
  return (messages) => {
    const closed: SealedRange[] = []
    for (const { sequence, tokenCount } of messages) {
      tokens += tokenCount
      if (sequence - after < limits.messages && tokens < limits.tokens) continue
      closed.push({ level: 0, position, after, through: sequence })
      position++
      after = sequence
      tokens = 0
    }
    return closed
  }
}

/** The fewest digests that stand for the first `ranges` ranges, oldest first: the digits of the number in base `FAN_IN`. */
export function placesOf(ranges: number): DigestPlace[] {
  let size = 1
  let level = 0
  while (size * FAN_IN <= ranges) {
    size *= FAN_IN
    level++
  }
  const places: DigestPlace[] = []
  for (let from = 0; level >= 0; level--, size /= FAN_IN)
    for (; from + size <= ranges; from += size) places.push({ level, position: from / size })
  return places
}

/** The digests that one is merged from, oldest first. */
export const partsOf = ({ level, position }: DigestPlace): DigestPlace[] =>
  Array.from({ length: FAN_IN }, (_, at) => ({ level: level - 1, position: position * FAN_IN + at }))

/**
 * The digests to choose a text of `targetTokens` from: all in one for an ordinary text, finer ones for a larger. Undefined
 * where even the finest would leave too little choice, and the messages themselves have to be read.
 */
export function placesFor(ranges: number, targetTokens: number | null): DigestPlace[] | undefined {
  const needed = (targetTokens ?? 0) * CHOICE
  if (needed <= DIGEST_TOKENS) return [{ level: ROOT_LEVEL, position: ranges }]
  let places = placesOf(ranges)
  while (places.length * DIGEST_TOKENS < needed) {
    const highest = places[0]?.level ?? 0
    if (highest === 0) return undefined
    places = places.flatMap((place) => (place.level === highest ? partsOf(place) : [place]))
  }
  return places
}
