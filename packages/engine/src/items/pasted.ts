import type { Conversation, Unit } from '../conversation.js'
import type { Message } from '../types.js'

/**
 * Where somebody else's words begin in a message: a line that announces them and ends in a colon, the head of a forwarded
 * mail, a salutation, quoted lines.
 */
const BEGINS =
  /^(?:[^\n]{0,120}\b(?:here(?:['’]s| is) (?!what\b|my\b|our\b|how\b|where\b|why\b)|below is|forward(?:ed|ing)|(?:he|she|they|[A-Z]\w+) (?:wrote|writes|sent|says)|(?:the|this|an?|her|his|their) (?:\w+ )?(?:e-?mail|letter|article|message|text|transcript|review|post|ticket))\b[^\n]{0,80}:[ \t]*\n|from: [^\n]+\n(?:[^\n]+\n){0,4}subject: |-{3,} ?(?:original|forwarded) message|dear [^\n]{1,60},[ \t]*\n|(?:>[^\n]*\n){2})/im
/** What the user adds behind the last blank line is the user's own again, where it asks for something. */
const OWN_AGAIN = /[?？]|^\s*(?:please|can you|could you|so,? )/i
const MAX_OWN_END_CHARACTERS = 400

interface Range {
  readonly start: number
  readonly end: number
}

/** Found once for each message: a message may have thousands of units. */
const ranges = new WeakMap<Message, Range>()

function pastedRange(message: Message): Range {
  const known = ranges.get(message)
  if (known !== undefined) return known
  const { content } = message
  const begin = BEGINS.exec(content)
  const lastGap = content.trimEnd().lastIndexOf('\n\n')
  const ending = lastGap < 0 ? '' : content.slice(lastGap)
  const isOwnEnd = ending.length <= MAX_OWN_END_CHARACTERS && OWN_AGAIN.test(ending)
  const range =
    begin === null
      ? { start: Number.POSITIVE_INFINITY, end: 0 }
      : { start: begin.index + begin[0].length, end: isOwnEnd ? lastGap : content.length }
  ranges.set(message, range)
  return range
}

/** Whether a unit stands in a text that its sender pasted: "I" is not the sender there. Cost: one search for each message. */
export function isPasted(conversation: Conversation, { annotation, messageIndex }: Unit): boolean {
  const message = conversation.entries[messageIndex]?.message
  if (message === undefined || conversation.isNamed || message.role !== 'user') return false
  const { start, end } = pastedRange(message)
  return annotation.start >= start && annotation.end <= end
}
