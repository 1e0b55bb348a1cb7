import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { sentenceOf } from './passage.js'

/** A shorter reply promises, asks or refuses; a longer one is what was asked for. */
const MIN_WORDS_OF_ANSWER = 40
/** A request that is most of its message stands by itself. */
const MIN_SHARE_OF_MESSAGE = 0.6
/** Whoever comes back to it says so many of its words again. */
const MIN_WORDS_SAID_AGAIN = 2
const MAX_MESSAGES_AFTER = 12
/** "I'd like to learn the viola", "I want to give a course": goes on after any answer. */
const WANTS_TO = /\b(?:i|we)(?:['’]d| would)? (?:want|like|need|love|plan|hope|have) (?:to|an?|my|our)\b/i

/**
 * Whether a request was met by the very next message and nobody came back to it: "tips for a toast", and the tips. A list of tasks is of
 * what is still to be done. Not where a tool was called, the reply asks something, or the user tells what he is about to do.
 *
 * Cost: a look at the reply and at the user's next messages.
 */
export function isAnsweredAtOnce(conversation: Conversation, unit: Unit, said: string): boolean {
  const { entries, isNamed } = conversation
  const reply = entries[unit.messageIndex + 1]
  const own = entries[unit.messageIndex]
  if (isNamed || own?.message.role !== 'user' || reply?.message.role !== 'assistant') return false
  if ((reply.message.toolCalls?.length ?? 0) > 0 || WANTS_TO.test(said)) return false
  const answer = unitsOf(conversation, unit.messageIndex + 1)
  if (answer.some(({ index }) => hasFlag(conversation, index, FLAG.ofTool))) return false
  const last = answer.at(-1)
  if (last === undefined || hasFlag(conversation, last.index, FLAG.asksMark)) return false
  if (wordsOf(answer) < MIN_WORDS_OF_ANSWER) return false
  const asked = sentenceOf(conversation, unit).units
  if (wordsOf(asked) < MIN_SHARE_OF_MESSAGE * wordsOf(unitsOf(conversation, unit.messageIndex))) return false
  return !isComeBackTo(
    conversation,
    unit.messageIndex,
    new Set(asked.flatMap(({ annotation }) => annotation.terms)),
  )
}

const wordsOf = (units: readonly Unit[]): number =>
  units.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)

function isComeBackTo(conversation: Conversation, from: number, terms: ReadonlySet<string>): boolean {
  const end = Math.min(conversation.entries.length, from + 2 + MAX_MESSAGES_AFTER)
  for (let at = from + 2; at < end; at++) {
    if (conversation.entries[at]?.message.role !== 'user') continue
    const said = new Set(unitsOf(conversation, at).flatMap(({ annotation }) => annotation.terms))
    let shared = 0
    for (const term of terms) if (said.has(term)) shared++
    if (shared >= MIN_WORDS_SAID_AGAIN) return true
  }
  return false
}
