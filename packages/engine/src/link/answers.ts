import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'

/** Content terms up to which a question tells nothing without its answer. */
const MAX_BARE_TERMS = 4
/** Words and content terms of an answer that leans on its question. */
const MAX_FRAGMENT_WORDS = 4
const MAX_FRAGMENT_TERMS = 2
/** Words of "yes, of course": more say something themselves. */
const MAX_REPLY_WORDS = 4

/**
 * Whether a unit is a short question without a name or a number, to which others go on: "Is there parking?" tells nothing unless
 * its answer stands beside it. The newest message's questions are still open, and tell what is wanted.
 */
export function isBareQuestion(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation, terms, messageIndex } = unit
  if (annotation.act !== 'question' || terms.length > MAX_BARE_TERMS) return false
  if (annotation.numbers.length + annotation.names.length > 0) return false
  if (messageIndex + 1 >= conversation.entries.length || hasFlag(conversation, index, FLAG.confirming))
    return false
  return bareReplyTo(conversation, unit) === undefined
}

/** "Behind the church.", "Fourth.": tells nothing without what was asked. */
export const isFragment = ({ annotation, terms }: Unit): boolean =>
  annotation.wordCount <= MAX_FRAGMENT_WORDS && terms.length <= MAX_FRAGMENT_TERMS

/** "Yes." or "No." right after a question: without content of its own it would never be chosen, and a reader needs both. */
export function bareReplyTo(
  conversation: Conversation,
  { index, messageIndex, speaker }: Unit,
): Unit | undefined {
  if (!hasFlag(conversation, index, FLAG.question | FLAG.asksMark)) return undefined
  const next = conversation.units[index + 1]
  if (next === undefined || next.messageIndex !== messageIndex + 1 || next.speaker === speaker)
    return undefined
  const { act, wordCount } = next.annotation
  if (wordCount > MAX_REPLY_WORDS) return undefined
  // The negation is a term of its own.
  const isBare = act === 'acceptance' ? next.terms.length === 0 : act === 'refusal' && next.terms.length <= 1
  return isBare ? next : undefined
}
