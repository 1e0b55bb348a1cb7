import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { asksForAction, wantsSomebody } from './action-items.js'
import { oneLine, sentenceOf, toldPlainly } from './passage.js'
import { isReached, type Reach } from './reach.js'
import { isBrokenOff } from './reads-alone.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** Something that one asked for and another said he would do. */
export interface GrantedRequest extends Statement {
  readonly unit: Unit
}

/** Messages after a request in which somebody says yes. */
const MAX_MESSAGES_BETWEEN = 2
const MAX_WORDS_OF_REQUEST = 40
/** Of what is said behind the request, which it may explain. */
const MAX_WORDS_BEHIND = 12
const MAX_WORDS_OF_GRANT = 14
/** "Sure", "will do", "I'll send it on Monday". */
const GRANTS =
  /^(?:(?:ok|okay|yes|yeah|yep|sure|right|alright|all right|oh|good|fine|great|perfect|absolutely|definitely)[,.! ]+)*(?:yes|yeah|yep|yup|sure|got it|doing (?:it|that|so)|of course|certainly|absolutely|definitely|will do|ok|okay|fine|no problem|gladly|happy to|with pleasure|consider it done|on it|done|i(?:['’]ll| will| can)(?: (?:do|take care|handle|send|get|try|check|make sure|write|call|ask)\b|[.!]|$))/i
/** Of what nobody was named for: "me" and "I can". "Yes" only says that somebody should. */
const VOLUNTEERS =
  /^(?:(?:ok|okay|yes|yeah|sure|well|oh)[,.! ]+)*(?:i(?:['’]ll| will| can)(?: (?:do|take care|handle|take|tell|send|get|try|check|write|call|ask)\b|[.!]|$)|i(?:['’]m| am) (?:on it|happy to)|me[.!]*$|leave (?:it|that) to me)/i
const RESERVES =
  /\b(?:but|though|however|unless|except|not sure|don['’]?t|can['’]?t|won['’]?t|rather|instead|wait|depends|why|already)\b|\?/i

/**
 * Finds what somebody among named people asked another to do, and that this one said yes to: "Jonas, can you send me the
 * plan by Friday?" – "Sure." Also what "somebody has to" do, and who said that he would. English. Cost: linear in the units.
 */
export function findGrantedRequests(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  reach: Reach = undefined,
): GrantedRequest[] {
  if (!conversation.isNamed || conversation.entries[0]?.annotation.language !== 'en') return []
  const found: GrantedRequest[] = []
  for (const request of conversation.units) {
    if (!isReached(reach, request.messageIndex)) continue
    if (!mayHaveLook(conversation, request.index, LOOK.asksForAction | LOOK.wantsSomebody)) continue
    if (known.has(request.index) || !hasFlag(conversation, request.index, FLAG.spoken)) continue
    if (request.annotation.stances.includes('quoted') || request.annotation.wordCount > MAX_WORDS_OF_REQUEST)
      continue
    const text = textOf(conversation, request)
    const isOpen = mayHaveLook(conversation, request.index, LOOK.wantsSomebody) && wantsSomebody(text)
    if (!isOpen && !(mayHaveLook(conversation, request.index, LOOK.asksForAction) && asksForAction(text)))
      continue
    const passage = sentenceOf(conversation, request)
    const asked = toldPlainly(passage.text, 'en')
    // What it points at is told with it: see `subject-of-decision.ts`.
    if (passage.isClause || isBrokenOff(asked, 'en')) continue
    const grant = grantOf(conversation, request, isOpen)
    if (grant === undefined) continue
    found.push({
      unit: request,
      content: [
        `${speakerLabel(conversation, request, wording)}: ${asked}`,
        told(conversation, grant, wording),
      ].join(' → '),
      evidence: [...passage.units, grant].map((unit) => spanOf(conversation, unit)),
    })
  }
  return found
}

const told = (conversation: Conversation, unit: Unit, wording: Wording): string =>
  `${speakerLabel(conversation, unit, wording)}: ${oneLine(textOf(conversation, unit))}`

/** The opening of the next message of another, where it says yes. Whoever asked must not have gone on to something else. */
function grantOf(conversation: Conversation, request: Unit, isOpen: boolean): Unit | undefined {
  // "Could you call the son? His number is in the file." – "Yep."
  const end = sentenceEnd(conversation, request) ?? request.index
  const behind = unitsOf(conversation, request.messageIndex).filter(({ index }) => index > end)
  const words = behind.reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
  if (words > MAX_WORDS_BEHIND || behind.some(({ index }) => hasFlag(conversation, index, FLAG.asksMark)))
    return undefined
  const last = Math.min(request.messageIndex + MAX_MESSAGES_BETWEEN, conversation.entries.length - 1)
  for (let at = request.messageIndex + 1; at <= last; at++) {
    const [first, second] = unitsOf(conversation, at)
    if (first === undefined) continue
    if (first.speaker === request.speaker) return undefined
    const opening = textOf(conversation, first)
    const both = second === undefined ? opening : `${opening} ${textOf(conversation, second)}`
    if (RESERVES.test(both) || first.annotation.wordCount > MAX_WORDS_OF_GRANT) return undefined
    if ((isOpen ? VOLUNTEERS : GRANTS).test(both))
      return isOpen && second !== undefined && !VOLUNTEERS.test(opening) ? second : first
    if (!isOpen) return undefined
  }
  return undefined
}

const sentenceEnd = (conversation: Conversation, unit: Unit): number | undefined =>
  sentenceOf(conversation, unit).units.at(-1)?.index
