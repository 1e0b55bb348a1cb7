import { type Conversation, textOf, type Unit } from '../conversation.js'

/** At most this many values are listed, the newest ones. */
const MAX_VALUES = 40
/** Longer sentences are descriptions, not settings. */
const MAX_SENTENCE_CHARACTERS = 240

/** `retries = 3`, `Deadline: 14 March`; in any language. A clock time is no pair. */
const PAIR =
  /^[\s\-*•]*(\p{L}[\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]+){0,3})\s*(?:[=:]\s|=(?=\S)|：)\s*(\S[^\n]{0,80}?)[.;,]?\s*$/u
/** "The deadline is 14 March", "our budget will be $5,000": a name of up to four words, then what it is. */
const STATED =
  /\b(?:the|my|our|your|its)\s+((?:[a-z][\w-]*\s+){0,3}?[a-z][\w-]*)\s+(?:is now|is|are|was changed to|changed to|was moved to|moved to|will be|should be|has to be|becomes|stays)\s+(?:set to\s+|now\s+|at\s+|on\s+|in\s+|around\s+)?((?:[^,.;:!?\n]|[.,:](?=\d)){1,60})/gi
/** A value begins with a number, an amount, a name or a code word. */
const VALUE = /^(?:[$€£¥]?\d|\p{Lu}|`|[\w-]+[._/]\w)/u
/** Where what follows is no longer the value. */
const END_OF_VALUE = /\s+(?:and|but|which|because|so|if|when|where|that|with|for|on that|as)\s.*$/i
/** Words that name no thing whose value could be in force. */
const NO_NAME =
  /^(?:thing|problem|issue|question|point|idea|reason|way|one|only|same|first|last|next|rest|other|note|notes|view|take|opinion|sense|hope|example|answer|result|summary|ps)\b|\b(?:confirm\w*|details|following|so|ok|okay|please|this|that|it)\b/i
/** "Hear, hear!", "Ms", "the doctor looks good": an exclamation, a title, a clause. */
const NO_VALUE = /!$|^(?:mr|mrs|ms|dr|prof|st)\.?$|\s(?:is|are|was|looks?|sounds?|has|have)\s/i
/** "I believe", "You wish to …": a sentence, not a value. */
const SENTENCE = /^(?:i|you|we|they|he|she|it|the|a|an|there|this|that|to|if|when|what|how)(?:['’]\w+)?\s/i

/**
 * Reads the named values that are in force at the end: the last value that was given for each name.
 *
 * `replaced` holds the indexes of units that a later correction replaced, in whatever words: they give no value.
 * Only what people and assistants state counts: questions, hypotheticals, code and tool output give no value.
 * Cost: linear in the text; names and values are bounded.
 */
export function valuesInForce(
  conversation: Conversation,
  replaced: ReadonlySet<number>,
): Record<string, string> {
  const values = new Map<string, string>()
  const set = (name: string, value: string) => {
    const key = name.trim().toLowerCase()
    const end = value.replace(END_OF_VALUE, '').trim()
    if (NO_NAME.test(key) || SENTENCE.test(end) || NO_VALUE.test(end) || !VALUE.test(end)) return
    values.delete(key)
    values.set(key, end)
  }
  for (const unit of conversation.units) {
    if (replaced.has(unit.index) || !statesValues(conversation, unit)) continue
    const text = textOf(conversation, unit)
    if (text.length > MAX_SENTENCE_CHARACTERS) continue
    const pair = PAIR.exec(text)
    if (pair) set(pair[1] as string, pair[2] as string)
    else
      for (const [found, name, value] of text.matchAll(STATED))
        if (isSettled(conversation, unit, found)) set(name as string, value as string)
  }
  return Object.fromEntries([...values].slice(-MAX_VALUES))
}

/**
 * "The price is $289", "the departure time is …" from an assistant tell of the thing that was just spoken of, and the next
 * thing has a price too; what is the user's ("your balance is …") or the user's own word is in force.
 */
function isSettled({ entries, isNamed }: Conversation, { messageIndex }: Unit, found: string): boolean {
  if (isNamed || entries[messageIndex]?.message.role !== 'assistant') return true
  return /^(?:your|my|our)\b/i.test(found)
}

function statesValues(conversation: Conversation, { annotation, messageIndex }: Unit): boolean {
  const { kind, act, stances, wording } = annotation
  if (kind === 'code' || kind === 'output' || kind === 'aside') return false
  if (act === 'question' || act === 'filler' || wording.includes('asksMark')) return false
  if (stances.includes('hypothetical') || stances.includes('rule')) return false
  return conversation.entries[messageIndex]?.annotation.isToolOutput !== true
}
