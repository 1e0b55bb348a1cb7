import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { oddsOf, shareFoundGood } from './chat-fact-confidence.js'
import { isNoFactOfGroup, isNoFactOfTwo, isPlaced } from './chat-fact-forms.js'
import { leavesOutI } from './chat-talk.js'
import { factWorth } from './fact-worth.js'
import { oneLine, sentenceOf } from './passage.js'
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
 * Cost    a look at the message before, where `read` has what the words tell.
 */
export function asFactOfChat(
  conversation: Conversation,
  unit: Unit,
  statement: Statement,
  read?: OwnSigns,
): ChatFact | undefined {
  const endOfQuestion = statement.content.indexOf(END_OF_QUESTION)
  const hasQuestion = endOfQuestion >= 0
  const from = hasQuestion
    ? endOfQuestion + END_OF_QUESTION.length
    : statement.content.indexOf(LABEL_ENDS) + LABEL_ENDS.length
  const hasContext = statement.evidence.length > (hasQuestion ? 2 : 1)
  const isOfGroup = conversation.speakers.length > TWO
  const signs =
    read === undefined
      ? signsIn(statement.content.slice(from), hasContext, hasQuestion, isOfGroup)
      : signsFrom(read, isOfGroup)
  const least = isOfGroup ? MIN_CONFIDENCE.ofGroup : MIN_CONFIDENCE.ofTwo
  // An open question makes it less sure, and nothing more.
  if (signs.confidence(false) < least) return undefined
  const before = questionBefore(conversation, unit.messageIndex)
  const isAnswer =
    before.asks !== 'nothing' && sentencesBefore(conversation, unit, statement) < MAX_SENTENCES_OF_ANSWER
  const isAskedOpenly = before.asks === 'open'
  if (isAnswer && isAskedOpenly && (hasQuestion || !signs.isPlaced())) return undefined
  const isTold = isAnswer && before.asks === 'clear'
  if (!isTold && !isOfGroup && signs.goesOn()) return undefined
  if (signs.isNone(isTold || (isOfGroup && hasQuestion))) return undefined
  const confidence = signs.confidence(isAskedOpenly)
  if (confidence < least) return undefined
  const told = isTold && !hasQuestion ? withQuestion(conversation, statement, before) : statement
  return { statement: isOfGroup && !hasContext ? withMatter(conversation, unit, told) : told, confidence }
}

/** What the words of a fact tell of it in a chat of its kind, as far as it is asked: nine of ten need not be asked for all. */
interface SignsHere {
  readonly confidence: (isAskedOpenly: boolean) => number
  /** `isTold`: a question stands before it. */
  readonly isNone: (isTold: boolean) => boolean
  readonly isPlaced: () => boolean
  readonly goesOn: () => boolean
}

/** Read from the words. Cost: one pass over them, then what is asked of some twenty patterns. */
function signsIn(said: string, hasContext: boolean, isAnswer: boolean, isOfGroup: boolean): SignsHere {
  const odds = oddsOf({ said, worth: factWorth(said, isAnswer, true), hasContext })
  return {
    confidence: (isAskedOpenly) => shareFoundGood(odds, isOfGroup, isAskedOpenly),
    isNone: (isTold) => (isOfGroup ? isNoFactOfGroup(said, isTold) : isNoFactOfTwo(said, isTold)),
    isPlaced: () => isPlaced(said),
    goesOn: () => !isPlaced(said) && leavesOutI(said),
  }
}

/** From what was read when the message was annotated. */
function signsFrom([ofTwo, ofGroup, bits]: OwnSigns, isOfGroup: boolean): SignsHere {
  const never = isOfGroup ? BIT.neverOfGroup : BIT.neverOfTwo
  const notAlone = isOfGroup ? BIT.notAloneOfGroup : BIT.notAloneOfTwo
  return {
    confidence: (isAskedOpenly) => shareFoundGood([ofTwo, ofGroup], isOfGroup, isAskedOpenly),
    isNone: (isTold) => (bits & (isTold ? never : never | notAlone)) !== 0,
    isPlaced: () => (bits & BIT.isPlaced) !== 0,
    goesOn: () => (bits & BIT.goesOn) !== 0,
  }
}

/** Log-odds in hundredths, of two people and of a group, and bits: what the words of a fact tell of it, whatever stands around. */
export type OwnSigns = readonly [number, number, number]
const BIT = {
  /** No fact, of two people and of a group. */
  neverOfTwo: 1,
  neverOfGroup: 2,
  /** None unless a clear question stands before it. */
  notAloneOfTwo: 4,
  notAloneOfGroup: 8,
  isPlaced: 16,
  /** "Met the builders": "I" is left out, and nothing is named; it goes on with what was said. "Joined a club in May" tells by itself. */
  goesOn: 32,
} as const

/** Read once, when the message is annotated. Cost: some twenty patterns and one pass over the words. */
export function ownSignsOf(said: string, hasContext: boolean, isAnswer: boolean): OwnSigns {
  const placed = isPlaced(said)
  const bits =
    (isNoFactOfTwo(said, true) ? BIT.neverOfTwo : isNoFactOfTwo(said, false) ? BIT.notAloneOfTwo : 0) |
    (isNoFactOfGroup(said, true)
      ? BIT.neverOfGroup
      : isNoFactOfGroup(said, false)
        ? BIT.notAloneOfGroup
        : 0) |
    (placed ? BIT.isPlaced : leavesOutI(said) ? BIT.goesOn : 0)
  const isNone = (bits & BIT.neverOfTwo) !== 0 && (bits & BIT.neverOfGroup) !== 0
  const [ofTwo, ofGroup] = isNone
    ? [0, 0]
    : oddsOf({ said, worth: factWorth(said, isAnswer, true), hasContext })
  return [ofTwo, ofGroup, bits]
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

/** "And tango? The couple next door offered a class": a few words that ask before it say what it is about. */
const MAX_WORDS_OF_MATTER = 4

function withMatter(conversation: Conversation, unit: Unit, statement: Statement): Statement {
  const [first] = sentenceOf(conversation, unit).units
  const before = first === undefined ? undefined : conversation.units[first.index - 1]
  if (before === undefined || before.messageIndex !== unit.messageIndex || before.terms.length === 0)
    return statement
  const asks = hasFlag(conversation, before.index, FLAG.asksMark)
  if (!asks || before.annotation.wordCount > MAX_WORDS_OF_MATTER) return statement
  const { content, evidence } = statement
  const end = content.indexOf(content.includes(END_OF_QUESTION) ? END_OF_QUESTION : LABEL_ENDS)
  const from = end + (content.includes(END_OF_QUESTION) ? END_OF_QUESTION : LABEL_ENDS).length
  return {
    content: `${content.slice(0, from)}${oneLine(textOf(conversation, before))} ${content.slice(from)}`,
    evidence: [spanOf(conversation, before), ...evidence],
  }
}

/**
 * A liking that answers a clear question is told with it ("What do you all do on Sundays?" – "We love …"); of "we" whom an open question
 * names it is none. Undefined where it is none.
 */
export function asPreferenceOfChat(
  conversation: Conversation,
  unit: Unit,
  statement: Statement,
): Statement | undefined {
  if (statement.content.includes(END_OF_QUESTION)) return statement
  const before = questionBefore(conversation, unit.messageIndex)
  if (before.asks === 'nothing' || sentencesBefore(conversation, unit, statement) > 0) return statement
  if (before.asks === 'clear') return withQuestion(conversation, statement, before)
  return OF_SEVERAL.test(statement.content) ? undefined : statement
}
const OF_SEVERAL = /: (?:yeah,? |yes,? )?we\b/i

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
