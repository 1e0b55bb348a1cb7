import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import type { AnnotatedMessage } from '../types.js'
import { FLAG } from '../unit-flags.js'

/** Messages back in which an assistant's report finds the request: calls of tools stand between. */
const MAX_MESSAGES_BACK = 12
/** Units of a message; longer ones are not looked through for each of their sentences. */
const MAX_UNITS = 60

export const isTooLongToRead = ({ unitStarts }: Conversation, message: number): boolean =>
  (unitStarts[message + 1] as number) - (unitStarts[message] as number) > MAX_UNITS

/**
 * The message that one between a user and an assistant goes on from: the newest before it by the other, whom `flag` names (`FLAG.ofUser`
 * or `FLAG.ofAssistant`), with words of his own. Undefined where that is far back, or a request that was answered in between.
 */
export function messageBefore(
  conversation: Conversation,
  messageIndex: number,
  flag: number,
): number | undefined {
  const { entries, unitStarts } = conversation
  for (let at = messageIndex - 1; at >= Math.max(0, messageIndex - MAX_MESSAGES_BACK); at--) {
    const first = conversation.units[unitStarts[at] as number]
    if (first === undefined || first.messageIndex !== at || entries[at]?.isRecalled === true) continue
    if (isTooLongToRead(conversation, at)) return undefined
    if (flag === FLAG.ofUser && isAnswerBetween(conversation, at, messageIndex)) return undefined
    const isOther = hasFlag(conversation, first.index, flag) && isSpoken(conversation, first)
    if (isOther && textOf(conversation, first) !== '') return at
  }
  return undefined
}

/** An assistant that has answered and goes on, with a tool or without, tells what nobody asked for. */
function isAnswerBetween(conversation: Conversation, at: number, messageIndex: number): boolean {
  const { message } = conversation.entries[at] as AnnotatedMessage
  const isUnfinished = at + 1 === messageIndex || conversation.entries[at + 1]?.message.role === 'tool'
  if (message.role !== 'assistant' || (message.toolCalls?.length ?? 0) > 0 || isUnfinished) return false
  return unitsOf(conversation, at).every((unit) => isSpoken(conversation, unit))
}

const isSpoken = (conversation: Conversation, { index }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.spoken)
