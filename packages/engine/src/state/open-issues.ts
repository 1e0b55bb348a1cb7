import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isOfTool, ordersOrWants } from '../items/item-type.js'
import { offersMore } from './told-by-assistant.js'

/** A question or an error of fewer content terms tells nothing. */
const MIN_TERMS_TOLD = 3
/** A program warns and goes on. */
const WARNING = /^\W*warn(?:ing)?\b/i
/** "**Describe the bug**", "## Errors": a heading. */
const HEADING = /^\s*(?:#{1,6}\s|\*\*[^*]+\*\*:?\s*$)/
/** "No errors" and "it no longer fails" are no problem. */
const NO_PROBLEM = /\bno(?:t| longer)?\b/i

/** A problem that somebody stated, or the error that the very last result of a tool ends with. */
export function isProblem(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, kind, wording } = unit.annotation
  if (!stances.includes('problem') || act === 'filler' || stances.includes('hypothetical')) return false
  if (kind === 'code' || stances.includes('completion') || WARNING.test(textOf(conversation, unit)))
    return false
  if (HEADING.test(textOf(conversation, unit))) return false
  // "It might be that …" is a guess, "I can measure my error rates" a plan, "shall I retry?" an offer.
  if (wording.includes('possibility') || act === 'commitment' || wording.includes('asksMark')) return false
  // A list of a user gives advice or steps ("6. … a wrong line number"); an assistant that went on has dealt with its trouble.
  if (isOfTool(conversation, unit)) return isLastError(conversation, unit)
  if (kind === 'list' || act === 'request' || stances.includes('rule')) return false
  // "Write a mail: the heating is broken" asks for the mail.
  if (ordersOrWants(textOf(conversation, unit))) return false
  if (!conversation.isNamed && isGoneOnFrom(conversation, unit)) return false
  if (wording.includes('negation') && NO_PROBLEM.test(textOf(conversation, unit))) return false
  return true
}

/** The last message of an assistant that says more than "You're welcome!", or -1. */
export const lastToldByAssistant = ({ entries }: Conversation): number =>
  entries.findLastIndex(
    ({ message, annotation: { units } }) =>
      message.role === 'assistant' &&
      (units.length === 0 || units.some(({ act, stances }) => act !== 'filler' || stances.length > 0)),
  )

/** Whether the assistant that said it has written again since, or goes on with code or a command in the same message. */
export function isGoneOnFrom(conversation: Conversation, { messageIndex, index }: Unit): boolean {
  const { entries, units, unitStarts } = conversation
  if (entries[messageIndex]?.message.role !== 'assistant') return false
  if (lastToldByAssistant(conversation) > messageIndex) return true
  return units
    .slice(index + 1, unitStarts[messageIndex + 1])
    .some(({ annotation }) => annotation.kind === 'code')
}

/** What a program says failed; not a line of a source that handles errors. */
const ERROR_LINE =
  /^\s*(?:E\s+)?(?:[\w.]*(?:Error|Exception)\b|error\b|wrong\b|invalid\b|incorrect\b|fatal\b|failed\b|fail\b|panic\b|execution timed out|timed? ?out)|:\s*(?:error|fatal)\b|\b(?:no such file|not found|permission denied|command not found|connection refused|cannot (?:open|find|access)|could not|unable to|is invalid|declined|rejected|refused|denied)\b|"(?:error|message)"\s*:/i
const SOURCE_LINE = /^\s*\d+\s*[:|]|^\s*(?:raise|except|catch|throw|try|if|def|return|import)\b|^\s*[+-]\s/

/** Lines of a program count only where nobody has answered them yet, and only the one that says most. */
function isLastError(conversation: Conversation, unit: Unit): boolean {
  if (unit.messageIndex !== conversation.entries.length - 1 || unit.terms.length < MIN_TERMS_TOLD)
    return false
  const text = textOf(conversation, unit)
  if (SOURCE_LINE.test(text) || !ERROR_LINE.test(text)) return false
  const later = conversation.units.slice(unit.index + 1)
  return !later.some(
    ({ annotation, terms }) => annotation.stances.includes('problem') && terms.length >= MIN_TERMS_TOLD,
  )
}

/**
 * The questions that end the conversation: what follows in the same message would have answered them. What a user asks
 * an assistant last is the request, not an issue.
 */
export function openQuestions(conversation: Conversation, recent: readonly Unit[]): Unit[] {
  const last = conversation.entries.length - 1
  if (!conversation.isNamed && conversation.entries[last]?.message.role !== 'assistant') return []
  const open: Unit[] = []
  for (const unit of recent.toReversed()) {
    const { annotation, messageIndex, terms } = unit
    if (messageIndex !== last) break
    if (annotation.act === 'filler' || annotation.kind === 'aside' || terms.length === 0) continue
    if (conversation.isNamed && terms.length < MIN_TERMS_TOLD) break
    if (!annotation.wording.includes('asksMark')) break
    if (offersMore(textOf(conversation, unit))) continue
    open.unshift(unit)
  }
  return open
}
