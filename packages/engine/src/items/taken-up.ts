import { mayHave, SIGN } from '../annotate/signs.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { oneLine } from './passage.js'
import { pointsAwayAt } from './points-away-at.js'
import { isReached, type Reach } from './reach.js'
import { pointsAway } from './reads-alone.js'
import { remembered } from './remembered.js'
import { type Statement, spanOf, speakerLabel } from './statement.js'

/** Something that one person of a chat proposed or asked for and another took up. */
export interface TakenUp extends Statement {
  readonly unit: Unit
  /** "I'll bring the tent": one takes it on, whoever thanks for it. */
  readonly isOwn: boolean
}

/** Messages before an echo, or after a question or an offer, that are looked at. */
const MAX_MESSAGES_BETWEEN = 3
const MAX_WORDS_OF_ECHO = 16
/** An echo that no "ok" opens repeats a message that is short itself. */
const MAX_WORDS_OF_ECHOED = 6
const MIN_LETTERS_OF_ECHO = 3
/** So many terms of the other's are no accident, whatever the echo adds. */
const SHARED_TERMS = 3
/** "I build" – "I build too": each speaks of himself. "Tuesday ok": when somebody is free. */
const OF_ONESELF = /^i\b/i
const AVAILABLE = /\b(?:ok|okay|works|fine)$/i
const MAX_WORDS_OF_PROPOSAL = 14
const MAX_WORDS_OF_OFFER = 20
const MIN_TERMS_OF_OFFER = 2
const MAX_WORDS_OF_THANKS = 5

/** "Ok, dark blue on white": settles what somebody else said. */
const OPENS_ECHO =
  /^(?:(?:(?:ok|okay|alright|all right|deal|noted|agreed|lol)\b[ ,.!:–-]*|(?:good|fine|great|right|perfect|done)[,.!:–-]+ ?))+(?:(?:then|so)\b[ ,:]*)?/i
/** "Ok then fibre": gives in to what was spoken of for longer. */
const GIVES_IN = /\bthen\b/i
const MAX_MESSAGES_BEFORE_GIVING_IN = 8
/** "Who applies?", "can anyone pick us up": asks for somebody to do it. What was done is asked for in the past. */
const ASKS_WHO =
  /^(?:(?:and|so|ok|but|then)[, ]+)*(?:who (?:can|will|could|wants to|does|takes|goes|(?!(?:is|was|has|knows|thinks|says|cares|likes|loves|hates|needs|feels|lives|eats|drinks|plays|owns|dares|believes|remembers|minds|wins|comes|sees|hears)\b)\p{Ll}{2,}s)\b|who['’]?(?:s| is) (?:responsible|in charge|free|able|going to)\b|can (?:anyone|anybody|someone|somebody)\b)|[,;] (?:so |and )?can (?:anyone|anybody|someone|somebody)\b/iu
/** "If someone cleans it": wants somebody to do it. */
const WANTS_SOMEBODY =
  /\b(?:if|unless|when) (?:someone|somebody|anyone|anybody) (?:can |could |will )?(\p{Ll}+)/iu
/** "Me", "I can", "I'll do it". */
const VOLUNTEERS =
  /^(?:(?:ok|yes|sure|well)[, ]+)*(?:me\b(?! (?:too|neither|either))|i(?:['’]ll| will| can| could| do)\b|i \p{Ll}+\b(?! (?:so|not|that)\b))/iu
const REFUSES = /\b(?:not|no|never|nobody|\p{L}+n['’]t|cannot)(?!\w)/iu
/** "Eamon on the tandem", "Rosa and me": names who does it. */
const NAMES_SOMEBODY = /^(?:\p{Ll}+ )?\p{Lu}\p{Ll}+\b(?! (?:is|was|said|says|asked|can['’]t|could)\b)/u
const MAX_WORDS_OF_NOMINATION = 7
/** "I'll bring the big tent": takes something on. Verbs of doing for others, whatever the thing. */
const OFFERS =
  /^(?:(?:ok|okay|then|so|and|well)[, ]+)*(?:i|we)(?:['’]ll| will| can)? (?:do|bring|take over|make|organi[sz]e|book|order|buy|cook|drive|host|call|ask|write|print|build|clean|reserve|pick up|collect|prepare|bake|fetch|lend|handle|take care of) (?!it\b|that\b|this\b|so\b|you\b|them\b)/i
const THANKS_FOR_OFFER =
  /^(?:yes\b|yess|great|perfect|thanks?\b|thx\b|thank you|hero\b|legend\b|star\b|good\b|nice\b|lovely|brilliant|awesome|agreed|deal|best \p{L}+$|[👍🙏👌])/iu
/** "Then I bring the small projector": takes it on because of what was just said; nobody has to thank for it. */
const TAKES_ON = /^(?:(?:ok|okay|so|and|well)[, ]+)*then i(?:['’]ll| will)?\b/i
/** "I turn the stage to the west, no problem": gives in to what was asked for. */
const GIVES_WORD = /^i(?:['’]ll| will)? \p{Ll}+ (?:the|a|an|my|our) .{3,60}, (?:no problem|(?:i )?promise)$/iu

/**
 * Finds what people in a chat settle without a question of yes or no: one repeats what another said ("ok, dark blue on
 * white"), one answers who does it, one offers to and is thanked. English chats of several days; in meetings people repeat
 * what they hear. Cost: linear in the messages.
 */
export function findTakenUp(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  reach: Reach = undefined,
): TakenUp[] {
  if (!conversation.isNamed) return []
  if (conversation.entries[0]?.annotation.language !== 'en') return []
  const found: TakenUp[] = []
  const taken = new Set<number>()
  for (let index = 0; index < conversation.entries.length; index++) {
    if (!isReached(reach, index)) continue
    const mayBegin = mayBeginPair(conversation, index)
    if (!mayBegin && !conversation.isChronicle) continue
    if (!mayBegin && !mayOpenLikeOneBefore(conversation, index)) continue
    const pair = pairAt(conversation, index)
    if (pair === undefined || pair.some((unit) => known.has(unit.index) || taken.has(unit.index))) continue
    for (const unit of pair) taken.add(unit.index)
    const content = pair.map(
      (unit) => `${speakerLabel(conversation, unit, wording)}: ${plain(conversation, unit)}`,
    )
    found.push({
      unit: pair[0],
      isOwn: takesOnHimself(plain(conversation, pair[0])),
      content: content.join(' → '),
      evidence: pair.map((unit) => spanOf(conversation, unit)),
    })
  }
  return found
}

/** What a message takes up, or what of it is taken up; see `mayBeginPair`. */
const pairAt = remembered((conversation: Conversation, index: number): Pair | undefined => {
  const [first] = unitsOf(conversation, index)
  if (first === undefined || !isSaid(first)) return undefined
  // In a meeting people repeat what they hear.
  if (!conversation.isChronicle)
    return mayBeginPair(conversation, index) ? volunteered(conversation, index) : undefined
  const echo = echoed(conversation, index)
  if (echo !== undefined || !mayBeginPair(conversation, index)) return echo
  return volunteered(conversation, index) ?? offered(conversation, index)
})

/** "I do Friday dinner", "then I bring the projector"; "we take the tent" is of all. */
const takesOnHimself = (text: string): boolean =>
  OF_ONESELF.test(text.replace(OPENS_CLAUSE, '')) &&
  [OFFERS, TAKES_ON, GIVES_WORD].some((form) => form.test(text))
const OPENS_CLAUSE = /^(?:(?:ok|okay|then|so|and|well)[, ]+)*/i

/** Whether a text opens like one half of what is taken up: "ok, …", "who brings …?", "I'll bring …". */
export function mayTakeUp(text: string): boolean {
  const said = oneLine(text)
  return [OPENS_ECHO, ASKS_WHO, WANTS_SOMEBODY, OFFERS, GIVES_WORD].some((form) => form.test(said))
}

/** Bits of `LOOK` for which of these ways a text opens in. */
export function takesUpBy(text: string): number {
  const said = oneLine(text)
  return (
    (OPENS_ECHO.test(said) ? LOOK.opensEcho : 0) |
    (ASKS_WHO.test(said) || WANTS_SOMEBODY.test(said) ? LOOK.asksWho : 0) |
    (OFFERS.test(said) || GIVES_WORD.test(said) ? LOOK.offers : 0)
  )
}

/** Whether a unit of the message opens in one of these ways. */
function mayBeginPair(conversation: Conversation, index: number): boolean {
  const end = conversation.unitStarts[index + 1] as number
  for (let at = conversation.unitStarts[index] as number; at < end; at++)
    if (hasFlag(conversation, at, FLAG.mayTakeUp)) return true
  return false
}

/** Whether the message's first sentence may open with the two words that one of the two messages before opens with. */
function mayOpenLikeOneBefore(conversation: Conversation, index: number): boolean {
  const { entries, units, unitStarts } = conversation
  const first = unitStarts[index] as number
  if (first === unitStarts[index + 1]) return false
  const own = entries[index]?.message
  const start = units[first]?.annotation.start ?? 0
  for (let back = 1; back <= 2; back++) {
    const before = entries[index - back]?.message
    if (before === undefined || before.name === own?.name) continue
    if (mayOpenAlike(own?.content ?? '', start, before.content)) return true
  }
  return false
}

/** False only where one of the first two words of the texts differs. Cost: a look at each of their characters. */
function mayOpenAlike(text: string, start: number, other: string): boolean {
  let at = start
  let there = 0
  for (let word = 0; word < 2; word++) {
    while (at < text.length && isGap(text.charCodeAt(at))) at++
    while (there < other.length && isGap(other.charCodeAt(there))) there++
    if (at >= text.length || there >= other.length) return false
    for (;;) {
      const a = text.charCodeAt(at)
      const b = other.charCodeAt(there)
      // Other scripts and short forms are left to the reader of words.
      if (a > 127 || b > 127 || a === APOSTROPHE || b === APOSTROPHE) return true
      const [isOver, isOverThere] = [at >= text.length || isGap(a), there >= other.length || isGap(b)]
      if (isOver !== isOverThere || (!isOver && inLowerCase(a) !== inLowerCase(b))) return false
      if (isOver) break
      at++
      there++
    }
  }
  return true
}

const APOSTROPHE = 39
const inLowerCase = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code)
/** ASCII that is no part of a word. */
const isGap = (code: number): boolean => {
  const lower = inLowerCase(code)
  return code < 128 && !(lower >= 97 && lower <= 122) && !(code >= 48 && code <= 57) && code !== 95
}

/** What was proposed or asked for, with what it needs to be understood, and how it was taken up. */
type Pair = readonly [Unit, ...Unit[]]

const plain = (conversation: Conversation, unit: Unit): string => oneLine(textOf(conversation, unit))

const isSaid = ({ annotation: { kind, stances } }: Unit): boolean =>
  kind !== 'code' && kind !== 'output' && kind !== 'aside' && !stances.includes('hypothetical')

/** "Dark blue on white" – "ok dark blue on white". */
function echoed(conversation: Conversation, index: number): Pair | undefined {
  const [first, second] = unitsOf(conversation, index)
  if (first === undefined) return undefined
  const mayOpenEcho = mayHaveLook(conversation, first.index, LOOK.opensEcho)
  if (!mayOpenEcho && !mayOpenLikeOneBefore(conversation, index)) return undefined
  const opening = plain(conversation, first)
  // "Noted. Wobbly Fork Lifts.": what is repeated is the next sentence.
  const isOpener = second !== undefined && opening.replace(OPENS_ECHO, '').trim() === ''
  const echo = isOpener ? second : first
  if (echo.annotation.wordCount > MAX_WORDS_OF_ECHO) return undefined
  const text = isOpener ? `${opening} ${plain(conversation, second)}` : opening
  const opener = OPENS_ECHO.exec(text)?.[0] ?? ''
  const body = text.slice(opener.length)
  if (opener === '' && (OF_ONESELF.test(body) || !startsLikeOneBefore(conversation, index, body)))
    return undefined
  if (REFUSES.test(text.replace(/don['’]t mind/i, ''))) return undefined
  if (body.length < MIN_LETTERS_OF_ECHO || /^[^,.;!]*\?/.test(body)) return undefined
  const terms = echo.terms.filter((_, at) => !/^(?:ok|okai|agre|\d.*)$/.test(echo.annotation.terms[at] ?? ''))
  if (terms.length === 0) return undefined
  const back = GIVES_IN.test(opener) ? MAX_MESSAGES_BEFORE_GIVING_IN : MAX_MESSAGES_BETWEEN
  const proposal = beforeBy(conversation, index, back, echo, (unit) => {
    const shared = terms.filter((term) => unit.terms.includes(term)).length
    if (shared === 0 || unit.annotation.wordCount > MAX_WORDS_OF_PROPOSAL) return false
    const said = plain(conversation, unit)
    if (
      REFUSES.test(said) ||
      /^\+/.test(said) ||
      AVAILABLE.test(said) ||
      pointsAwayAt(conversation, unit.index) === true
    )
      return false
    // "8 with bread" – "8 with bread, dumplings 12.50": all of it is said again.
    if (opener === '' && unit.terms.every((term) => echo.terms.includes(term))) return true
    return (
      shared >= Math.min(2, terms.length) &&
      (opener === '' || shared >= SHARED_TERMS || shared * 2 >= terms.length)
    )
  })
  return proposal === undefined || pointsAway(body, 'en') ? undefined : [proposal, echo]
}

/** The first two words are those that a message shortly before opens with. */
function startsLikeOneBefore(conversation: Conversation, index: number, body: string): boolean {
  if (!mayOpenLikeOneBefore(conversation, index)) return false
  const { entries } = conversation
  let words: readonly string[] | undefined
  return [1, 2].some((back) => {
    const before = entries[index - back]?.message
    if (before === undefined || before.name === entries[index]?.message.name) return false
    if (!beginsAlike(body, before.content)) return false
    words ??= readWords(body).lower.slice(0, 2)
    if (words.length < 2) return false
    const others = readWords(before.content).lower
    return others.length <= MAX_WORDS_OF_ECHOED && words.every((word, at) => others[at] === word)
  })
}

/** Whether the first letters of two texts may be the same, where both begin with one of ASCII. */
function beginsAlike(one: string, other: string): boolean {
  const [a, b] = [one.charCodeAt(0) | CASE, other.charCodeAt(0) | CASE]
  const areLetters = a >= LETTER_A && a <= LETTER_Z && b >= LETTER_A && b <= LETTER_Z
  return !areLetters || a === b
}
const CASE = 32
const LETTER_A = 97
const LETTER_Z = 122

/** The newest sentence of somebody else shortly before that holds. */
function beforeBy(
  conversation: Conversation,
  index: number,
  back: number,
  { speaker }: Unit,
  holds: (unit: Unit) => boolean,
): Unit | undefined {
  for (let at = index - 1; at >= Math.max(0, index - back); at--) {
    const unit = unitsOf(conversation, at).findLast(
      (one) => one.speaker !== speaker && isSaid(one) && holds(one),
    )
    if (unit !== undefined) return unit
  }
  return undefined
}

/** "Who takes the minutes on Monday?" – "me". */
function volunteered(conversation: Conversation, index: number): Pair | undefined {
  const question = unitsOf(conversation, index).at(-1)
  if (question === undefined || !mayHaveLook(conversation, question.index, LOOK.asksWho)) return undefined
  const asked = plain(conversation, question)
  if (!mayHave(readWords(asked).signs, SIGN.wantsSomebody)) return undefined
  const wanted = WANTS_SOMEBODY.exec(asked)?.[1]
  if (wanted === undefined && !ASKS_WHO.test(asked)) return undefined
  const isOpen =
    wanted === undefined &&
    (question.terms.length < MIN_TERMS_OF_OFFER || pointsAwayAt(conversation, question.index) === true)
  // "Who applies?": for what, the sentence before tells.
  const about = isOpen ? aboutWhat(conversation, question) : undefined
  if (isOpen && about === undefined) return undefined
  const answer = afterBy(conversation, index, question, (text, unit) => {
    if (REFUSES.test(text) || /^[^.!]*\?/.test(text)) return false
    if (wanted !== undefined)
      return /^i\b/i.test(text) && unit.terms.some((term) => question.terms.includes(term))
    const isNomination =
      unit.annotation.wordCount <= MAX_WORDS_OF_NOMINATION &&
      NAMES_SOMEBODY.test(text) &&
      // "North end": in a meeting only those who are there are known by name.
      (conversation.isChronicle || namesSpeaker(conversation, text))
    return VOLUNTEERS.test(text) || isNomination
  })
  return answer && (about === undefined ? [question, answer] : [about, question, answer])
}

function namesSpeaker({ speakers }: Conversation, text: string): boolean {
  const { lower } = readWords(text)
  return speakers.some((name) => lower.includes(name.split(' ')[0]?.toLowerCase() ?? ''))
}

/** The sentence before a question, of whoever, where it names something. */
function aboutWhat({ units, entries }: Conversation, question: Unit): Unit | undefined {
  const before = units[question.index - 1]
  if (before === undefined || before.messageIndex < question.messageIndex - 1 || !isSaid(before))
    return undefined
  const text = entries[before.messageIndex]?.message.content.slice(
    before.annotation.start,
    before.annotation.end,
  )
  const isClear = text !== undefined && !pointsAway(text, 'en') && !text.trimEnd().endsWith('?')
  return isClear && before.terms.length > MIN_TERMS_OF_OFFER ? before : undefined
}

/** "I'll bring the big tent" – "great, thanks". */
function offered(conversation: Conversation, index: number): Pair | undefined {
  const isEnglish = conversation.entries[index]?.annotation.language === 'en'
  const offer = unitsOf(conversation, index).find((unit) => {
    // Who offers says "I" or "we".
    if (isEnglish && !unit.annotation.firstPerson) return false
    if (!mayHaveLook(conversation, unit.index, LOOK.offers)) return false
    const said = plain(conversation, unit)
    return OFFERS.test(said) || GIVES_WORD.test(said)
  })
  if (offer === undefined || offer.terms.length < MIN_TERMS_OF_OFFER) return undefined
  const text = plain(conversation, offer)
  const isOpen =
    REFUSES.test(text) || /\?$|\byou\b/i.test(text) || pointsAwayAt(conversation, offer.index) === true
  if (isOpen || offer.annotation.wordCount > MAX_WORDS_OF_OFFER) return undefined
  if (TAKES_ON.test(text) || GIVES_WORD.test(text)) return [offer]
  const thanks = afterBy(
    conversation,
    index,
    offer,
    (answer, unit) => THANKS_FOR_OFFER.test(answer) && unit.annotation.wordCount <= MAX_WORDS_OF_THANKS,
  )
  return thanks && [offer, thanks]
}

/** The opening sentence of one of the next messages of others that holds, before the speaker goes on. */
function afterBy(
  conversation: Conversation,
  index: number,
  { speaker }: Unit,
  holds: (text: string, unit: Unit) => boolean,
): Unit | undefined {
  const last = Math.min(index + MAX_MESSAGES_BETWEEN, conversation.entries.length - 1)
  for (let at = index + 1; at <= last; at++) {
    const [first] = unitsOf(conversation, at)
    if (first === undefined) continue
    if (first.speaker === speaker) return undefined
    if (holds(plain(conversation, first), first)) return first
  }
  return undefined
}
