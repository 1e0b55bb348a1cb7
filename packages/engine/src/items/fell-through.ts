import { type Conversation, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { statementCuesIn } from './statement-cues.js'

/** "Sorry, that time is gone", "the booking was unsuccessful": what was agreed on could not be done. */
const REFUSED =
  /\b(?:sorry|unfortunately|unsuccessful|unable|fail(?:s|ed|ure)?|could ?n['’]t|could not|can(?:not|['’]t)|was(?:n['’]t| not)|declined|rejected|unavailable|not available|sold out|fully booked|no more|no longer)\b/i
const MAX_SENTENCES_OF_REFUSAL = 4

/**
 * Whether the assistant answers the yes by saying that it did not work, and reports nothing as done: "The table is booked, but
 * unfortunately they have no terrace."
 */
export function fellThrough(
  conversation: Conversation,
  { acceptance }: { readonly acceptance: Unit },
): boolean {
  const index = acceptance.messageIndex + 1
  if (conversation.entries[index]?.message.role !== 'assistant') return false
  const reply = unitsOf(conversation, index)
  const isRefused = reply.slice(0, MAX_SENTENCES_OF_REFUSAL).some((unit) => refuses(conversation, unit))
  return isRefused && !reply.some((unit) => reportsDone(conversation, unit))
}

function refuses(conversation: Conversation, unit: Unit): boolean {
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const text = textOf(conversation, unit)
  return language === 'en' ? REFUSED.test(text) : statementCuesIn(text, language).has('failed')
}

const COMPLETE = /\b(?:is|are) (?:now )?complete\b/i

function reportsDone(conversation: Conversation, unit: Unit): boolean {
  const { wording, stances } = unit.annotation
  // "Your reservation has been made, and unfortunately …": a refusal has its negation before what is done.
  const mayBeDone = wording.includes('done') || stances.includes('completion')
  const [done = ''] = textOf(conversation, unit).split(/[,;]|\b(?:and|but)\b/i)
  const isEnglish = conversation.entries[unit.messageIndex]?.annotation.language === 'en'
  if (!isEnglish) return mayBeDone && !refuses(conversation, unit)
  return (mayBeDone || COMPLETE.test(done)) && !REFUSED.test(done)
}
