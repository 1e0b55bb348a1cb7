import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isOfTool } from '../items/item-type.js'

/** A question or an error of fewer content terms tells nothing. */
const MIN_TERMS_TOLD = 3
/** A program warns and goes on. */
const WARNING = /^\W*warn(?:ing)?\b/i
/** "No errors" and "it no longer fails" are no problem. */
const NO_PROBLEM = /\bno(?:t| longer)?\b/i

/** A problem that somebody stated, or the error that the very last result of a tool ends with. */
export function isProblem(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, kind, wording } = unit.annotation
  if (!stances.includes('problem') || act === 'filler' || stances.includes('hypothetical')) return false
  if (kind === 'code' || stances.includes('completion') || WARNING.test(textOf(conversation, unit)))
    return false
  // "It might be that …" is a guess, "I can measure my error rates" a plan, "shall I retry?" an offer.
  if (wording.includes('possibility') || act === 'commitment' || wording.includes('asksMark')) return false
  if (wording.includes('negation') && NO_PROBLEM.test(textOf(conversation, unit))) return false
  return !isOfTool(conversation, unit) || isLastError(conversation, unit)
}

/** Lines of a program count only where nobody has answered them yet, and only the one that says most. */
function isLastError(conversation: Conversation, unit: Unit): boolean {
  if (unit.messageIndex !== conversation.entries.length - 1 || unit.terms.length < MIN_TERMS_TOLD)
    return false
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
    open.unshift(unit)
  }
  return open
}
