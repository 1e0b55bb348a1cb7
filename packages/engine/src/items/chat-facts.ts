import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { shareFoundGood } from './chat-fact-confidence.js'
import { isNoFactOfGroup, isNoFactOfTwo, isPlaced } from './chat-fact-forms.js'
import { leavesOutI } from './chat-talk.js'
import { factWorth } from './fact-worth.js'
import { type QuestionBefore, questionBefore } from './question-before.js'
import { type Statement, spanOf } from './statement.js'

/** Between the question and what is said, in a statement that is told with its question. */
const END_OF_QUESTION = '”): '
const LABEL_ENDS = ': '
/** The first sentences of a reply answer; what follows may tell anything. */
const MAX_SENTENCES_OF_ANSWER = 2
const MIN_WORDS_OF_SENTENCE = 5
/** Named people of a chat between two. */
const TWO = 2

/** Of two people 89 % of what is above this was found good where its conversation was left out of the fit, of groups 82 % (round 16). */
const MIN_CONFIDENCE = { ofTwo: 0.88, ofGroup: 0.75 } as const

/** A fact of a chat, as it is listed. */
export interface ChatFact {
  readonly statement: Statement
  /** Share of such facts that a reader finds good. */
  readonly confidence: number
}

/** Whether English people who write each other over days say it. */
export const isOfEnglishChat = ({ isChronicle, entries }: Conversation, { messageIndex }: Unit): boolean =>
  isChronicle && entries[messageIndex]?.annotation.language === 'en'

/**
 * Of what people who write each other over days tell, in English, what a careful reader calls a fact that stands by itself, told with the
 * question that it answers. Undefined for the rest: it stays in the text and is found by fetch.
 *
 * Shapes  the statement of `readUnit` in; the same words out, with the question and its span before them where one was asked.
 * Cost    a look at the message before and some twenty patterns for each fact.
 */
export function asFactOfChat(
  conversation: Conversation,
  unit: Unit,
  statement: Statement,
): ChatFact | undefined {
  const endOfQuestion = statement.content.indexOf(END_OF_QUESTION)
  const hasQuestion = endOfQuestion >= 0
  const said = hasQuestion
    ? statement.content.slice(endOfQuestion + END_OF_QUESTION.length)
    : statement.content.slice(statement.content.indexOf(LABEL_ENDS) + LABEL_ENDS.length)
  const before = questionBefore(conversation, unit.messageIndex)
  const isAnswer = sentencesBefore(conversation, unit, statement) < MAX_SENTENCES_OF_ANSWER
  if (isAnswer && before.asks === 'open' && (hasQuestion || !isPlaced(said))) return undefined
  const isTold = isAnswer && before.asks === 'clear'
  const isOfGroup = conversation.speakers.length > TWO
  // "Joined a rowing club in May" tells by itself; "met the builders" goes on with what was said.
  if (!isOfGroup && !isTold && leavesOutI(said) && !isPlaced(said)) return undefined
  if (isOfGroup ? isNoFactOfGroup(said, isTold || hasQuestion) : isNoFactOfTwo(said, isTold)) return undefined
  const worth = factWorth(said, hasQuestion, true)
  const confidence = shareFoundGood({
    said,
    worth,
    hasContext: statement.evidence.length > (hasQuestion ? 2 : 1),
    isAskedOpenly: before.asks === 'open',
    isOfGroup,
  })
  if (confidence < (isOfGroup ? MIN_CONFIDENCE.ofGroup : MIN_CONFIDENCE.ofTwo)) return undefined
  const told = isTold && !hasQuestion ? withQuestion(conversation, statement, before) : statement
  return { statement: told, confidence }
}

/** "Which brands?" – "I'm considering Rallye and Nord": the question says for what. */
function withQuestion(
  conversation: Conversation,
  { content, evidence }: Statement,
  { text, units }: QuestionBefore,
): Statement {
  const end = content.indexOf(LABEL_ENDS)
  return {
    content: `${content.slice(0, end)} (“${text}”)${content.slice(end)}`,
    evidence: [...units.map((one) => spanOf(conversation, one)), ...evidence],
  }
}

/** Sentences of the message that stand before the statement and say something. */
function sentencesBefore(conversation: Conversation, unit: Unit, { evidence }: Statement): number {
  const { messageId } = spanOf(conversation, unit)
  const own = evidence.filter((span) => span.messageId === messageId)
  const from = Math.min(...own.map(({ start }) => start))
  let count = 0
  for (let at = conversation.unitStarts[unit.messageIndex] as number; at < conversation.units.length; at++) {
    const before = conversation.units[at] as Unit
    if (before.messageIndex !== unit.messageIndex || before.annotation.start >= from) break
    if (!hasFlag(conversation, at, FLAG.spoken) || hasFlag(conversation, at, FLAG.filler)) continue
    const isWhole = /[.!?…]["'”’)]*$/.test(textOf(conversation, before))
    if (isWhole && before.annotation.wordCount >= MIN_WORDS_OF_SENTENCE) count++
  }
  return count
}
