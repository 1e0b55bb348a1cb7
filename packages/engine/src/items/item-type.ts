import { tagsIn } from '../annotate/phrases.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { isRule } from '../protect.js'
import type { ItemType } from '../types.js'
import { questionAnsweredBy } from './statement.js'

/** A statement of fewer content terms is about nothing, unless its question says what it is about. */
const MIN_TERMS = 3
const MIN_TERMS_OF_ANSWER = 1
/** A statement that opens with "it" or "that" needs a name or a number of its own to be understood alone. */
const OPENS_POINTING = /^(?:it|that|this|they|these|those|he|she|there|here)\b/

/** "If we go ahead with it" decides nothing. */
const CONDITION =
  /^(?:and |but |so )?(?:if|unless|when|wenn|falls|si|se|cuando|quando|quand)\b|\bif (?:we|i|you|they)\b/i
/** "A company I like" mentions a liking in passing; what is stated stands among the first words. */
const OPENING_CHARACTERS = 48

/**
 * Gives the type of what a unit states, or undefined where it states nothing worth an item. Precision first.
 *
 * A question, a hypothetical, a quotation and a formula are no item; what an assistant says is never the user's fact,
 * preference or plan, and a tool's output is nobody's statement.
 */
export function itemTypeOf(conversation: Conversation, unit: Unit, said: string): ItemType | undefined {
  const { annotation } = unit
  if (isRule(conversation, unit)) return 'constraint'
  if (!isStatement(conversation, unit)) return undefined
  const message = conversation.entries[unit.messageIndex]?.message
  const { act, stances, firstPerson } = annotation
  if (stances.includes('decision') && act !== 'request' && !CONDITION.test(said)) return 'decision'
  if (!conversation.isNamed && message?.role !== 'user')
    return isFindingOfAssistant(unit) ? 'fact' : undefined
  if (!isSelfContained(conversation, unit, said)) return undefined
  if (stances.includes('preference') && firstPerson && opensWithPreference(conversation, unit))
    return 'preference'
  if (act === 'request' && !conversation.isNamed) return 'task'
  if (stances.includes('emotion') && firstPerson) return 'emotion'
  const isAnswer = questionAnsweredBy(conversation, unit) !== undefined
  return isAnswer || isFactOfPerson(unit) ? 'fact' : undefined
}

function opensWithPreference(conversation: Conversation, unit: Unit): boolean {
  const lexicon = lexiconFor(conversation.entries[unit.messageIndex]?.annotation.language ?? 'en')
  const opening = textOf(conversation, unit).slice(0, OPENING_CHARACTERS)
  return tagsIn(lexicon.cues, readWords(opening)).has('preference')
}

function isStatement(conversation: Conversation, unit: Unit): boolean {
  const { kind, act, wording, stances } = unit.annotation
  const entry = conversation.entries[unit.messageIndex]
  if (entry === undefined || entry.annotation.isToolOutput || entry.message.role === 'tool') return false
  if (kind === 'code' || kind === 'output' || kind === 'aside') return false
  if (act === 'filler' || act === 'question' || act === 'proposal' || wording.includes('asksMark'))
    return false
  if (stances.includes('hypothetical') || stances.includes('quoted')) return false
  const isAnswer = questionAnsweredBy(conversation, unit) !== undefined
  return unit.terms.length >= (isAnswer ? MIN_TERMS_OF_ANSWER : MIN_TERMS)
}

function isSelfContained(conversation: Conversation, unit: Unit, said: string): boolean {
  const { names, numbers } = unit.annotation
  if (names.length > 0 || numbers.length > 0) return true
  return !OPENS_POINTING.test(said.toLowerCase()) || questionAnsweredBy(conversation, unit) !== undefined
}

/** About the speaker, or with a name or a number in it; a compliment or advice to the listener is not. */
function isFactOfPerson({ annotation }: Unit): boolean {
  const { firstPerson, names, numbers, wording } = annotation
  const isAboutListener = wording.includes('second') && !firstPerson
  if (isAboutListener || (wording.includes('courtesy') && !firstPerson)) return false
  return firstPerson || names.length > 0 || numbers.length > 0 || wording.includes('thirdPerson')
}

/** What an assistant found or did: it names something, and is neither advice nor an announcement. */
function isFindingOfAssistant({ annotation }: Unit): boolean {
  const { names, numbers, identifiers, wording, act } = annotation
  if (act !== 'statement' || wording.includes('second') || wording.includes('obligation')) return false
  if (wording.includes('future') || wording.includes('possibility')) return false
  return names.length + numbers.length + identifiers.length > 0
}
