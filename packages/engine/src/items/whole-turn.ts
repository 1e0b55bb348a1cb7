import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import type { AnnotatedMessage, ItemType, SpeechAct } from '../types.js'
import { FLAG } from '../unit-flags.js'
import { asksForYes } from './assistant-offers.js'
import { oneLine, toldPlainly } from './passage.js'
import { readsAlone } from './reads-alone.js'
import { OFFERS_HELP, type Statement } from './statement.js'
import { messageBefore } from './turn-before.js'
import { isPlainTalk, joined, type Sentence, sentencesOf } from './turn-sentences.js'

/**
 * Tells a sentence with what its turn tells it by.
 *
 * In a talk of short turns a sentence leans on the turn before and on the opening of its own. So what an assistant reports is told with the
 * request that it answers, and a short report whole; what a user answers with the question; a bare request ("Can you write me a letter to
 * the landlord") with the rest of its message; a sentence with the few words that open its message ("Now the trip to Basel."). A user's
 * own sentences are not told with more of their message: what was added brought as many faults as it mended (design/items.md).
 *
 * Cost  a look at the message and at the one that it answers, neither too long to read.
 */
export function toldInItsTurn(
  conversation: Conversation,
  unit: Unit,
  type: ItemType,
  statement: Statement,
  replaced: ReadonlyMap<number, number> = new Map(),
): Statement {
  const isOfAssistant = hasFlag(conversation, unit.index, FLAG.ofAssistant)
  if (!(isOfAssistant ? OF_ASSISTANT : TYPES).has(type) || !isPlainTalk(conversation, unit)) return statement
  const { content } = statement
  if (content.includes(AGREES)) return statement
  const endOfQuestion = content.indexOf(END_OF_QUESTION)
  const hasQuestion = endOfQuestion >= 0
  const labelEnd = hasQuestion
    ? endOfQuestion + END_OF_QUESTION.length - LABEL_ENDS.length
    : content.indexOf(LABEL_ENDS)
  const label = content.slice(0, labelEnd)
  // With its matter it is told already.
  if (labelEnd < 0 || (!hasQuestion && label.includes(' ('))) return statement
  const { id } = (conversation.entries[unit.messageIndex] as AnnotatedMessage).message
  const ofOthers = statement.evidence.filter(({ messageId }) => messageId !== id)
  // Sentences of several messages are one matter.
  if (!hasQuestion && ofOthers.length > 0) return statement
  const sentences = sentencesOf(conversation, unit.messageIndex)
  const starts = new Set(
    statement.evidence.filter(({ messageId }) => messageId === id).map(({ start }) => start),
  )
  const isOwn = ({ units }: Sentence) => units.some(({ annotation }) => starts.has(annotation.start))
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const isShort = isShortTurn(conversation, sentences)
  const mayBeWhole = type === 'task' ? isBareRequest(sentences.filter(isOwn)) : isOfAssistant
  const own = sentences.filter(isOwn)
  const isWhole = isShort && mayBeWhole
  const told = isWhole ? trimmed(sentences, isOwn, type) : own
  const mayHaveHeading = !isWhole && !isOfAssistant && !conversation.isNamed
  const opening = mayHaveHeading ? headingOf(sentences, isOwn, language) : undefined
  // What no longer holds heads nothing.
  const heading = opening?.units.some(({ index }) => replaced.has(index)) === true ? undefined : opening
  const first = heading ?? told[0]
  if (first === undefined) return statement
  const plainly = ({ text }: Sentence) => toldPlainly(text, language)
  const words =
    told.length === own.length
      ? content.slice(labelEnd + LABEL_ENDS.length)
      : told.map(plainly).reduce(joined)
  const said = heading === undefined ? words : joined(plainly(heading), words)
  const opens = isShort ? 1 : MAX_SENTENCES_OF_ANSWER
  const mayAnswer = !hasQuestion && sentences.indexOf(first) < opens
  const asked = mayAnswer ? answeredBy(conversation, unit, first) : undefined
  const question = asked === undefined ? '' : ` (“${asked}”)`
  // What it is told with is no evidence of it: an item stands in a text where its own words do.
  return { content: `${label}${question}${LABEL_ENDS}${said}`, evidence: statement.evidence }
}

const TYPES: ReadonlySet<ItemType> = new Set<ItemType>(['fact', 'task'])
const OF_ASSISTANT: ReadonlySet<ItemType> = new Set<ItemType>([...TYPES, 'decision'])
const LABEL_ENDS = ': '
const END_OF_QUESTION = '”): '
const AGREES = ' → '

/** Words of a message that is told whole. */
const MAX_WORDS_OF_TURN = 45
/** Among people a message of more words tells more than one thing. */
const MAX_WORDS_AMONG_PEOPLE = 20
/** So short a reply goes on with what was said before, whether that asked or not: "it says 7K-2046". In words. */
const MAX_WORDS_OF_REPLY = 10
/** Between a question and its answer. */
const LONGEST_SITTING_MS = 3 * 3_600_000
/** What was asked, in words, and the content terms without which it asks for nothing that an answer would need. */
const MAX_WORDS_ASKED = 30
const MIN_TERMS_ASKED = 2

/** Of a long answer these sentences answer; what follows may tell anything. */
const MAX_SENTENCES_OF_ANSWER = 2

function isShortTurn({ isNamed }: Conversation, sentences: readonly Sentence[]): boolean {
  const words = sentences.reduce((sum, { wordCount }) => sum + wordCount, 0)
  return words <= (isNamed ? MAX_WORDS_AMONG_PEOPLE : MAX_WORDS_OF_TURN)
}

/** "Can you write me a letter to the landlord": what about, the sentences around it say. In words. */
const MAX_WORDS_OF_BARE_REQUEST = 12
const isBareRequest = (sentences: readonly Sentence[]): boolean =>
  sentences.reduce((sum, { wordCount }) => sum + wordCount, 0) <= MAX_WORDS_OF_BARE_REQUEST

/** "Now the trip to Basel.", "Other thing, parking.": a few words that open a message say what the rest of it is about. */
const MAX_WORDS_OF_HEADING = 6
/** "Fair.", "bad weekend.", "zu spät.": remarks. */
const MIN_WORDS_OF_HEADING = 3

function headingOf(
  sentences: readonly Sentence[],
  isOwn: (sentence: Sentence) => boolean,
  language: string,
): Sentence | undefined {
  const [first, ...others] = sentences
  if (first === undefined || isOwn(first) || !others.some(isOwn)) return undefined
  const { wordCount, isFormula, asks, text, units } = first
  if (wordCount < MIN_WORDS_OF_HEADING || wordCount > MAX_WORDS_OF_HEADING || isFormula || asks)
    return undefined
  const isRemark = units.some(
    ({ annotation: { act, wording } }) => act !== 'statement' || wording.includes('second'),
  )
  return !isRemark && !/[!?！？]/u.test(text) && readsAlone(text, language) ? first : undefined
}

/** Without formulas; of a fact without the questions and requests at either end. */
function trimmed(
  sentences: readonly Sentence[],
  isOwn: (sentence: Sentence) => boolean,
  type: ItemType,
): readonly Sentence[] {
  const isTold = (one: Sentence) => isOwn(one) || (!one.isFormula && (type === 'task' || !one.asks))
  const from = sentences.findIndex(isTold)
  const to = sentences.findLastIndex(isTold)
  return sentences.slice(from, to + 1).filter((one) => isOwn(one) || !one.isFormula)
}

const REPLIES: ReadonlySet<SpeechAct> = new Set<SpeechAct>(['acceptance', 'refusal', 'correction'])

/** What a message between a user and an assistant answers: the question at the end of the one before, or the user's request. */
export function answeredBy(conversation: Conversation, unit: Unit, first: Sentence): string | undefined {
  if (conversation.isNamed) return undefined
  const isOfUser = hasFlag(conversation, unit.index, FLAG.ofUser)
  const before = messageBefore(conversation, unit.messageIndex, isOfUser ? FLAG.ofAssistant : FLAG.ofUser)
  if (before === undefined) return undefined
  const sentences = sentencesOf(conversation, before).filter(({ isFiller }) => !isFiller)
  if (isOfUser) {
    const last = sentences.slice(-1)
    const isReply =
      isAsked(conversation, last) ||
      (isShortTurn(conversation, sentences) && goesOn(conversation, unit, first, last))
    return isReply && isOfOneSitting(conversation, before, unit) ? asAsked(last) : undefined
  }
  const whole = asAsked(sentences)
  if (whole !== undefined) return whole
  const requests = asAsked(sentences.filter(({ asks }) => asks))
  if (requests !== undefined) return requests
  const last = sentences.length > 1 ? asAsked(sentences.slice(-1)) : undefined
  if (last !== undefined) return last
  // "Yes please": what he says yes to.
  const offer = messageBefore(conversation, before, FLAG.ofAssistant)
  if (offer === undefined || sentences.length > 1) return undefined
  const offered = sentencesOf(conversation, offer).filter(({ isFiller }) => !isFiller)
  return asAsked(offered.at(-1)?.asks === true ? offered.slice(-1) : [])
}

const isAsked = (conversation: Conversation, sentences: readonly Sentence[]): boolean =>
  sentences.some(({ units }) => units.some(({ index }) => hasFlag(conversation, index, FLAG.asksMark)))

/** Whether a message that nothing asked for goes on with the sentence before: it takes up a word of it, and opens so or is short. */
function goesOn(
  conversation: Conversation,
  unit: Unit,
  { units }: Sentence,
  before: readonly Sentence[],
): boolean {
  const said = new Set(before.flatMap((one) => one.units.flatMap(({ terms }) => terms)))
  if (!units.some(({ terms }) => terms.some((term) => said.has(term)))) return false
  return (
    units.some(({ annotation: { act } }) => REPLIES.has(act)) ||
    wordsOf(conversation, unit) <= MAX_WORDS_OF_REPLY
  )
}

/** Who comes back hours later has something else to tell than what was asked last. */
function isOfOneSitting({ entries }: Conversation, before: number, { messageIndex }: Unit): boolean {
  const [from, to] = [before, messageIndex].map((at) => Date.parse(entries[at]?.message.timestamp ?? ''))
  return !((to ?? 0) - (from ?? 0) > LONGEST_SITTING_MS)
}

function asAsked(sentences: readonly Sentence[]): string | undefined {
  const words = sentences.reduce((sum, { wordCount }) => sum + wordCount, 0)
  const units = sentences.flatMap((one) => one.units)
  const terms = units.reduce((sum, one) => sum + one.terms.length, 0)
  if (words > MAX_WORDS_ASKED || terms < MIN_TERMS_ASKED) return undefined
  const text = sentences.map((one) => oneLine(one.text)).reduce(joined)
  if (!units.every(({ annotation: { kind } }) => kind === 'prose') || asksForYes(text)) return undefined
  // A sentence out of a draft asks somebody else.
  if (OFFERS_HELP.test(text) || (text.match(/"/g) ?? []).length % 2 === 1) return undefined
  return text
}

const wordsOf = (conversation: Conversation, { messageIndex }: Unit): number =>
  unitsOf(conversation, messageIndex).reduce((sum, { annotation }) => sum + annotation.wordCount, 0)
