/**
 * An engine for `npm run bench:quality -- --engine`: seals every conversation in small ranges and merges their digests as the
 * server does with long ones, so that the loss by sealing can be measured on conversations whose questions are known.
 */
import {
  annotate,
  type CompactionResult,
  type CompactOptions,
  compactAnnotated,
  type Digest,
  detectLanguage,
  type Message,
  mergeDigests,
  type PlacedMessage,
  sealRange,
} from '@precis/engine'

interface Sealing {
  /** Messages or tokens that close a range. */
  readonly messages: number
  readonly tokens: number
  /** Tokens of a digest as a multiple of the target: the server's 12,000 are 1.5 times the largest text without one. */
  readonly capacityOfTarget: number
}

/** A sixteenth of the server's ranges. */
const SMALL: Sealing = { messages: 32, tokens: 4_000, capacityOfTarget: 1.5 }
/** The server's own. */
export const FULL: Sealing = { messages: 512, tokens: 65_536, capacityOfTarget: 1.5 }

export const compact = (messages: readonly Message[], options: CompactOptions = {}): CompactionResult =>
  compactSealed(messages, options, SMALL)

export function compactSealed(
  messages: readonly Message[],
  options: CompactOptions,
  sealing: Sealing,
): CompactionResult {
  const language = detectLanguage(messages)
  const entries = messages.map((message, at) => ({
    sequence: at + 1,
    message,
    annotation: annotate(message, { language }),
  }))
  const capacity = Math.ceil((options.targetTokens ?? 8_000) * sealing.capacityOfTarget)
  const ranges = closedRanges(entries, sealing).slice(0, -1)
  const digests = ranges.map((range, at) => sealRange(range, { isFirst: at === 0, language, capacity }))
  if (digests.length === 0) return compactAnnotated(entries, options)
  const tail = entries.slice(ranges.reduce((sum, range) => sum + range.length, 0))
  return compactAnnotated(tail, options, { digests: [mergeAll(digests, capacity)] })
}

function closedRanges(entries: readonly PlacedMessage[], limits: Sealing): PlacedMessage[][] {
  const closed: PlacedMessage[][] = []
  let open: PlacedMessage[] = []
  let tokens = 0
  for (const entry of entries) {
    open.push(entry)
    tokens += entry.annotation.tokenCount
    if (open.length < limits.messages && tokens < limits.tokens) continue
    closed.push(open)
    open = []
    tokens = 0
  }
  return closed
}

/** Two by two, so that even a short conversation is merged several times. */
function mergeAll(digests: readonly Digest[], capacity: number): Digest {
  let level = [...digests]
  while (level.length > 1) {
    const above: Digest[] = []
    for (let at = 0; at < level.length; at += 2) above.push(mergeDigests(level.slice(at, at + 2), capacity))
    level = above
  }
  // There is one digest at least, and merging leaves one.
  return level[0] as Digest
}
