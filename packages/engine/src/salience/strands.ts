import type { Conversation } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { lengthOfTurns, type Shape, shapeOf } from './shape.js'

/** The parts of a conversation that are of a kind: small matters settled in short turns, and talk in long answers between them. */
export interface Strands {
  /** 1 for each message of the brisk strand, where there is one. */
  readonly of: Uint8Array
  /** The shape of the whole, and that of the brisk strand. */
  readonly shapes: readonly Shape[]
}

/**
 * Difference of the mean lengths of two strands from which on they are two: turns of 4.2 times the length, or of 2.6 where the shorter
 * talk works with tools. Among long talk without tools, short turns are mostly thanks and remarks: parted at 2.6 there, chats of months lose (design/salience.md, "Strands").
 */
const MIN_GAP = 1.2
const MIN_GAP_WITH_TOOLS = 0.8
/** Exchanges of a strand: one short answer among long ones is no matter of its own. */
const MIN_EXCHANGES = 4
/** Exchanges are counted by their length in steps, from turns of 11 to turns of 1,300 tokens. */
const LEAST_LENGTH = -1
const MOST_LENGTH = 3
const STEPS_PER_LENGTH = 10
const STEPS = (MOST_LENGTH - LEAST_LENGTH) * STEPS_PER_LENGTH

/**
 * Parts a conversation with an assistant where it is of two kinds by the length of its exchanges (a user's message with all that follows until the
 * next one): between hundreds of long answers an agent's short reports would be weighed as remarks are there.
 *
 * Source  the cut between two means that explains most of the variance (Otsu 1979), by a histogram.
 * Cost    linear in the messages.
 */
export function strandsOf(conversation: Conversation): Strands {
  const whole: Strands = {
    of: new Uint8Array(conversation.entries.length),
    shapes: [shapeOf(conversation)],
  }
  if (conversation.isNamed) return whole
  const { exchangeOf, lengths } = exchangesOf(conversation)
  const { cut, gap } = cutBetween(lengths)
  if (gap < MIN_GAP_WITH_TOOLS) return whole
  const strands = Uint8Array.from(exchangeOf, (exchange) => ((lengths[exchange] as number) > cut ? 0 : 1))
  const hasTools = conversation.entries.some(
    ({ message }, at) => strands[at] === 1 && message.role === 'tool',
  )
  if (!hasTools && gap < MIN_GAP) return whole
  return { of: strands, shapes: [...whole.shapes, shapeOf(conversation, strands, 1)] }
}

function exchangesOf(conversation: Conversation) {
  const { messageFlags } = conversation
  const exchangeOf = new Int32Array(messageFlags.length)
  const lengths: number[] = []
  let tokens = 0
  let messages = 0
  const close = () => {
    lengths.push(lengthOfTurns(tokens / (messages || 1)))
    tokens = 0
    messages = 0
  }
  for (let at = 0; at < messageFlags.length; at++) {
    const flags = messageFlags[at] as number
    if ((flags & FLAG.ofUser) !== 0 && (flags & FLAG.ofTool) === 0) close()
    exchangeOf[at] = lengths.length
    const written = writtenTokens(conversation, at)
    tokens += written
    if (written > 0) messages++
  }
  close()
  return { exchangeOf, lengths }
}

/** Tokens of what a person or an assistant writes; nothing for what programs print and are called with, which is long in talk of any kind. */
function writtenTokens({ messageFlags, unitStarts, table }: Conversation, message: number): number {
  const flags = messageFlags[message] as number
  if ((flags & (FLAG.ofUser | FLAG.ofAssistant)) === 0 || (flags & FLAG.ofTool) !== 0) return 0
  let tokens = 0
  const end = unitStarts[message + 1] as number
  for (let unit = unitStarts[message] as number; unit < end; unit++)
    if ((table.flags(unit) & FLAG.output) === 0) tokens += table.tokens(unit)
  return tokens
}

/** The length above which exchanges are of the longer kind, and how far the means of both lie apart. */
function cutBetween(lengths: readonly number[]): { readonly cut: number; readonly gap: number } {
  const counts = new Float64Array(STEPS + 1)
  for (const length of lengths) {
    const step = Math.round(
      (Math.max(LEAST_LENGTH, Math.min(MOST_LENGTH, length)) - LEAST_LENGTH) * STEPS_PER_LENGTH,
    )
    counts[step] = (counts[step] as number) + 1
  }
  const all = lengths.length
  let total = 0
  for (let step = 0; step <= STEPS; step++) total += step * (counts[step] as number)
  let best = { cut: 0, gap: 0 }
  let most = 0
  let below = 0
  let sumBelow = 0
  for (let step = 0; step < STEPS; step++) {
    below += counts[step] as number
    sumBelow += step * (counts[step] as number)
    if (below < MIN_EXCHANGES || all - below < MIN_EXCHANGES) continue
    const gap = (total - sumBelow) / (all - below) - sumBelow / below
    const explained = below * (all - below) * gap * gap
    if (explained <= most) continue
    most = explained
    best = { cut: LEAST_LENGTH + (step + 0.5) / STEPS_PER_LENGTH, gap: gap / STEPS_PER_LENGTH }
  }
  return best
}
