import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { oneLine } from './passage.js'

/** What one among people takes on, by its pronoun: "I'll ask him", "I'll send them". */
const PERSON =
  /\bhim\b|\bher\b(?! (?!(?:this|that|on|at|in|to|about|after|before|tomorrow|tonight|today|later|again|if|for|and|when|now|then)\b)\p{Ll})/iu
const THING = /\b(?:it|them|those|these|that)\b/i
/** "I'll tell the treasurer", "I'll write to Pat": what about? */
const SAYS_SOMETHING = /\b(?:tell|ask|write to|let (?:\p{L}+ ){1,3}know|mention|report|warn|remind)\b/iu
const SAYS_WHAT = /\b(?:about|that|whether|if|for|to \p{Ll}{2,}|what|when|how)\b/iu
/** Somebody who is meant by "him" or "her": a name within a sentence, a relative, "the lady from the office". */
const SOMEBODY =
  /(?<=\p{Ll}['’,]? )\p{Lu}\p{Ll}+|^\p{Lu}\p{Ll}+(?:['’]s)? \p{Ll}|\b(?:mum|mom|dad|mother|father|brother|sister|wife|husband|partner|son|daughter|aunt|uncle|cousin|niece|nephew|gran\p{Ll}*|friend|neighbou?r|boss|colleague|landlord|landlady|teacher|doctor|owner|man|woman|lady|guy|family|somebody|someone|what about \p{L}+)\b/u
const OPENS_POINTING = /^(?:(?:and|but|so|well|yes|no)[, ]+)*(?:it|he|she|they|that|this|those|these)\b/i
/** Has its own: "the numbers are due on the 8th, I'll send them". */
const NAMES_FIRST = /^(?!(?:it|he|she|they|that|this|i|we|you)\b)[^,;]{6,60}[,;] i(?:['’]ll| will)?\b/i

const FIRST_THING = /\b(?:the|an?|my|our|your|some|\d+)\b/i
/** Chats leave the mark out. */
const ASKS = /(?:^|[:,] )(?:so |and |ok )?(?:who|what|when|where|which|how)\b/i

/** How the thing that one takes on is told. */
export type TaskSubject = 'alone' | 'asked' | 'needed'

/**
 * Whether what one takes on says itself what it is ("I'll make a slideshow"), may be told with what asked for it, or points at something
 * that was said before ("I'll ask him").
 */
export function subjectOfTask(text: string, things: number): TaskSubject {
  if (NAMES_FIRST.test(text) && things > 0) return 'alone'
  // "I'll rent a set, the dog sleeps on it": what stands before its first thing points away.
  const [head = ''] = text.split(FIRST_THING)
  if (PERSON.test(head) || THING.test(head)) return 'needed'
  if (SAYS_SOMETHING.test(text) && !SAYS_WHAT.test(text)) return 'needed'
  return things > 0 ? 'asked' : 'needed'
}

/**
 * Whether what was said before tells what a task points at: it asks for it, or stands right before; it has somebody where one is meant; and
 * no sentence between them points at something further.
 */
export function tellsOfTask(
  conversation: Conversation,
  task: Unit,
  text: string,
  before: readonly Unit[],
): boolean {
  const [first] = before
  if (first === undefined) return false
  const said = before.map((one) => oneLine(textOf(conversation, one))).join(' ')
  const asks = ASKS.test(said) || before.some(({ index }) => hasFlag(conversation, index, FLAG.asksMark))
  const own = unitsOf(conversation, task.messageIndex).filter(({ index }) => index < task.index)
  const isOfOwn = first.messageIndex === task.messageIndex
  if (!isOfOwn && own.some((one) => OPENS_POINTING.test(oneLine(textOf(conversation, one))))) return false
  // "Young Siôn" – "Siôn it is. You'll tell him?" – "I'll tell him tonight".
  const [last] = unitsOf(conversation, task.messageIndex - 1).slice(-1)
  const isAsked = last !== undefined && hasFlag(conversation, last.index, FLAG.asksMark)
  const back = task.messageIndex - first.messageIndex
  if (!asks && back > 1 && !(isAsked && back === 2)) return false
  return !PERSON.test(text) || SOMEBODY.test(said)
}

/** "Can you ask the hall what they take?": what a pronoun points at stands before it in the sentence. */
export function namesBeforePointing(text: string): boolean {
  const named = text.search(NAMED_THING)
  return named >= 0 && named < text.search(POINTER)
}
const NAMED_THING = /\b(?:the|my|our|your) \p{Ll}{3,}\b/iu
const POINTER = /\b(?:it|they|them|he|she|him|her|that|those)\b/i
