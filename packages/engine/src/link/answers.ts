import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'

/** Content terms up to which a question tells nothing without its answer. */
const MAX_BARE_TERMS = 4
/** Words and content terms of an answer that leans on its question. */
const MAX_FRAGMENT_WORDS = 4
const MAX_FRAGMENT_TERMS = 2
/** Words of an answer from which on it says what it is about. */
const MAX_LEANING_WORDS = 15
/** Words of "yes, of course": more say something themselves. */
const MAX_REPLY_WORDS = 4

/** German writes every noun with a capital: there a name cannot be told from "Gerichte". */
const hasNounsAsNames = ({ entries }: Conversation): boolean => entries[0]?.annotation.language === 'de'

/**
 * Whether a unit is a short question without a name or a number, to which others go on: "Is there parking?" tells nothing unless
 * its answer stands beside it. The newest message's questions are still open, and tell what is wanted.
 */
export function isBareQuestion(conversation: Conversation, unit: Unit): boolean {
  const { index, annotation, terms, messageIndex } = unit
  if (annotation.act !== 'question' || terms.length > MAX_BARE_TERMS) return false
  if (annotation.numbers.length > 0 || (annotation.names.length > 0 && !hasNounsAsNames(conversation)))
    return false
  if (messageIndex + 1 >= conversation.entries.length || hasFlag(conversation, index, FLAG.confirming))
    return false
  return bareReplyTo(conversation, unit) === undefined
}

/** "Behind the church.", "Fourth.": tells nothing without what was asked. */
export const isFragment = ({ annotation, terms }: Unit): boolean =>
  annotation.wordCount <= MAX_FRAGMENT_WORDS && terms.length <= MAX_FRAGMENT_TERMS

/**
 * The short question without which an answer tells nothing: that of a fragment ("Behind the church."), or, between a user and an
 * assistant, of what goes on behind a yes or a no ("No, only from ten people on"). Undefined where the answer stands by itself.
 */
export function questionOf(conversation: Conversation, unit: Unit): Unit | undefined {
  const { unitStarts, units } = conversation
  const { messageIndex } = unit
  if (messageIndex === 0) return undefined
  const from = unitStarts[messageIndex - 1] as number
  for (let at = (unitStarts[messageIndex] as number) - 1; at >= from; at--) {
    const asked = units[at] as Unit
    if (isBareQuestion(conversation, asked))
      return asked.speaker !== unit.speaker && leansOn(conversation, unit, asked) ? asked : undefined
  }
  return undefined
}

function leansOn(conversation: Conversation, unit: Unit, asked: Unit): boolean {
  if (isFragment(unit)) return true
  const { unitStarts, isNamed } = conversation
  if (isNamed || unit.index !== unitStarts[unit.messageIndex]) return false
  const { act, wordCount } = unit.annotation
  if (wordCount > MAX_LEANING_WORDS) return false
  if (act === 'refusal' || act === 'acceptance') return true
  if (STANDS_FOR_NOUN.test(textOf(conversation, unit))) return true
  return (
    hasFlag(conversation, asked.index, FLAG.ofUser) && !unit.terms.some((term) => asked.terms.includes(term))
  )
}

/** "A public one across the street": one what? */
const STANDS_FOR_NOUN =
  /\p{L} ones?(?=[.,;!]|$| (?:is|are|at|in|on|across|behind|near|next|for|with|from|by|which|that)\b)/u

/** "Yes." or "No." right after a question: without content of its own it would never be chosen, and a reader needs both. */
export function bareReplyTo(
  conversation: Conversation,
  { index, messageIndex, speaker }: Unit,
): Unit | undefined {
  if (!hasFlag(conversation, index, FLAG.question | FLAG.asksMark)) return undefined
  const next = conversation.units[index + 1]
  if (next === undefined || next.messageIndex !== messageIndex + 1 || next.speaker === speaker)
    return undefined
  return isBareReply(conversation, next) ? next : undefined
}

/** Words of assent that are terms of their own in their languages. */
const ASSENTS =
  /^(?:(?:ja|oui|sí|sim|yes)[,.!]? )?(?:gerne?|natürlich|selbstverständlich|bien sûr|avec plaisir|claro|por supuesto|com certeza|当然|當然|もちろん(?:です)?)[.!。！]?$/iu

/** "Yes.", "No.", "Bien sûr.": tells nothing unless what it answers stands beside it. */
export function isBareReply(conversation: Conversation, unit: Unit): boolean {
  const { act, wordCount } = unit.annotation
  if (wordCount > MAX_REPLY_WORDS) return false
  // The negation is a term of its own.
  if (act === 'refusal') return unit.terms.length <= 1
  return act === 'acceptance' && (unit.terms.length === 0 || ASSENTS.test(textOf(conversation, unit)))
}
