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

/** Where an assistant drafts a letter: its "I" is the user at most, and what it says is not so yet. */
const DRAFT =
  /^(?:[>*\s]*subject: [^\n]+\n|(?:>\s*)?(?:dear|hi|hello|hey) [^\n]{1,60},[ \t]*\n|(?:>[^\n]*\n?){2})/im
/** Of what people paste, these are never a list of rules for the assistant. */
const LETTER =
  /\b(?:e-?mail|mail|letter|article|review|post|transcript|ticket)\b[^\n]{0,80}:[ \t]*\n|^(?:dear|hi|hello) [^\n]{1,60},[ \t]*\n|^from: /im

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
  const begin = (message.role === 'assistant' ? DRAFT : BEGINS).exec(content)
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

/**
 * Whether a unit stands in a text that its sender pasted or quotes, or in a letter that an assistant drafts: "I" is not the
 * sender there. Cost: one search for each message.
 */
export function isPasted(conversation: Conversation, { annotation, messageIndex }: Unit): boolean {
  const message = conversation.entries[messageIndex]?.message
  if (message === undefined || conversation.isNamed) return false
  if (message.role !== 'user' && message.role !== 'assistant') return false
  const { start, end } = pastedRange(message)
  if (annotation.start >= start && annotation.end <= end) return true
  return message.role === 'user' && opensInQuotes(message, annotation.start)
}

/** Whether a unit stands in a letter or an article that a user pasted: its rules are for others. */
export function isInPastedLetter(conversation: Conversation, unit: Unit): boolean {
  const message = conversation.entries[unit.messageIndex]?.message
  if (message?.role !== 'user' || !isPasted(conversation, unit)) return false
  const { start } = pastedRange(message)
  return unit.annotation.start >= start && LETTER.test(message.content.slice(0, start))
}

/**
 * Whether a sentence of an assistant stands wholly in double quotes, alone or with its neighbours: what it drafts, or reads out. "Local"
 * it is. Cost: one search for each message.
 */
export function isQuoted(conversation: Conversation, { annotation, messageIndex }: Unit): boolean {
  const message = conversation.entries[messageIndex]?.message
  if (message === undefined) return false
  const text = message.content.slice(annotation.start, annotation.end)
  if (/^["“„]/.test(text)) return !/^["“„][^"“”]*["“”]\s*[\p{L}\p{N}(]/u.test(text)
  return opensInQuotes(message, annotation.start)
}

/** Places of the double quotes of a message, in order. */
const quotes = new WeakMap<Message, readonly number[]>()

/** Whether an odd number of double quotes stands before: the sentence began inside of them. */
function opensInQuotes(message: Message, at: number): boolean {
  const known = quotes.get(message)
  const places = known ?? [...message.content.matchAll(DOUBLE_QUOTE)].map(({ index }) => index)
  if (known === undefined) quotes.set(message, places)
  if (places.length < 2) return false
  // Halved, since a message may have thousands of quotes and of sentences.
  let [before, end] = [0, places.length]
  while (before < end) {
    const middle = (before + end) >> 1
    if ((places[middle] as number) < at) before = middle + 1
    else end = middle
  }
  return before % 2 === 1 && before < places.length
}
/** Not the sign of inches: 7" is no quotation. */
const DOUBLE_QUOTE = /(?<!\d)["“”]/g
