import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Told } from './statement.js'

/** "How about Coastlines?", "Can I suggest …?", "Would you like … or …?": opens what can be taken. */
const OFFERS =
  /\b(?:how about|what about|how does|would you (?:like|prefer|care|rather)|do you (?:want|prefer)|(?:shall|should) i|can i (?:suggest|offer|recommend|interest)|may i (?:suggest|offer|recommend)|(?:i|i['’]d|i would) (?:suggest|recommend))\b/i
/** "Coastlines, Halyard or Tern?": options that nothing asks about. */
const OPTIONS = /^(?!(?:is|are|was|were|do|does|did|have|has|had|which|what|who|when|where)\b).*\bor\b/i
/** Does not take it, or only tells of it. */
const NOT_TAKEN =
  /\b(?:not|no|never|\p{L}+n['’]?t|but|than|seen|saw|been|already|how|what|why|when|depends|maybe|perhaps|unless|if)\b/iu
/** How one says that something will do. */
const WILL_DO = /\b(?:perfect|great|good|fine|nice|lovely|excellent|ideal|wonderful|choice|one|like)\b/i

/**
 * Whether a user's answer takes one of the things that an assistant offered, by naming it: "How about Coastlines?" –
 * "Coastlines would be perfect." It adds nothing that was not in the offer. English.
 */
export function takesUpOffer(
  conversation: Conversation,
  unit: Unit,
  { question, said }: Pick<Told, 'question' | 'said'>,
): boolean {
  const { entries } = conversation
  if (question === undefined || entries[unit.messageIndex]?.annotation.language !== 'en') return false
  if (entries[question.messageIndex]?.message.role !== 'assistant') return false
  const offer = textOf(conversation, question)
  if (!OFFERS.test(offer) && !OPTIONS.test(offer)) return false
  if (NOT_TAKEN.test(said)) return false
  const offered = new Set(question.terms)
  const own = unit.terms.filter((term) => !offered.has(term)).length
  return own < unit.terms.length && own <= (WILL_DO.test(said) ? 1 : 0)
}
