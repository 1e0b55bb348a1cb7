import { readWords } from '../annotate/words.js'
import type { Conversation, Unit } from '../conversation.js'
import type { ItemType } from '../types.js'
import { CLASS_BIT, CLASSES_OF } from './fact-words.js'
import { factWorth } from './fact-worth.js'
import type { Statement } from './statement.js'

/** Said outright and with something that it could be looked up by. */
export const EXPLICIT = 1
/** Said without such a detail, told only with the sentence before, agreed to by others, or of somebody else. */
export const IMPLIED = 0.75

/**
 * What each sign of a fact of a chat adds to the log-odds that a reader finds it true, clear by itself and a fact. Fitted by
 * logistic regression (L2 = 2) on 106 facts that readers judged (`bench/src/items/verdicts`, rounds 3 to 9) and checked on
 * others of later draws: DESIGN.md, "Items", has what it promised and what was found.
 */
const IN_CHATS = {
  bias: 0.77,
  /** Per log-odds of `factWorth`. */
  worth: 0.4,
  when: 1.2,
  /** Without a name or a figure. */
  nameless: -0.52,
  isShort: -0.62,
  opensI: 0.6,
  /** Told with the sentence before. */
  hasContext: -0.44,
} as const
/** What is worth less, or more than 1 less this, counts as this. */
const MIN_WORTH = 0.02
/** A count of words of time above this adds nothing more. */
const MAX_WHEN = 3
const SHORT_WORDS = 7
const OPENS_I = /^i(?:['’]\p{L}+)?$/u
/** A figure, or a capital letter that opens no sentence; not "I". */
const NAMED = /\d|(?<!^|[.!?] )\b[A-Z][a-zA-Z'’]+(?<!\bI['’][a-z]+)/
const END_OF_QUESTION = '”): '

/**
 * How sure one may be of a statement, as its form shows: of a fact of a chat the share, to a hundredth, of such facts that a
 * reader finds good. In a meeting "we" is whom one speaks for, and what "we" do is a profession half of the time.
 */
export function confidenceOf(
  conversation: Conversation,
  unit: Unit,
  type: ItemType,
  statement: Statement,
): number {
  if (type === 'constraint') return EXPLICIT
  const { firstPerson, numbers } = unit.annotation
  if (!conversation.isNamed) return firstPerson || type === 'decision' ? EXPLICIT : IMPLIED
  if (type !== 'fact') return EXPLICIT
  if (conversation.isChronicle)
    return isEnglish(conversation, unit) ? ofChat(statement) : detailedInChat(unit)
  return (numbers.length > 0 || !firstPerson) && statement.evidence.length === 1 ? EXPLICIT : IMPLIED
}

const isEnglish = ({ entries }: Conversation, { messageIndex }: Unit): boolean =>
  entries[messageIndex]?.annotation.language === 'en'

const detailedInChat = ({ annotation: { names, numbers, identifiers, wording } }: Unit): number =>
  names.length + numbers.length + identifiers.length > 0 || wording.includes('time') ? EXPLICIT : IMPLIED

/** Cost: one pass over the words, beside what `factWorth` costs. */
function ofChat({ content, evidence }: Statement): number {
  const endOfQuestion = content.indexOf(END_OF_QUESTION)
  const isAnswer = endOfQuestion >= 0
  const said = content.slice(
    isAnswer ? endOfQuestion + END_OF_QUESTION.length : content.indexOf(': ') + ': '.length,
  )
  const { lower } = readWords(said)
  const worth = Math.min(Math.max(factWorth(said, isAnswer, true), MIN_WORTH), 1 - MIN_WORTH)
  const when = lower.filter((word) => ((CLASSES_OF.get(word) ?? 0) & CLASS_BIT.when) !== 0).length
  const evidenceOfAnswer = isAnswer ? 1 : 0
  const odds =
    IN_CHATS.bias +
    IN_CHATS.worth * Math.log(worth / (1 - worth)) +
    (IN_CHATS.when * Math.min(when, MAX_WHEN)) / MAX_WHEN +
    (NAMED.test(said) ? 0 : IN_CHATS.nameless) +
    (lower.length < SHORT_WORDS ? IN_CHATS.isShort : 0) +
    (OPENS_I.test(lower[0] ?? '') ? IN_CHATS.opensI : 0) +
    (evidence.length > 1 + evidenceOfAnswer ? IN_CHATS.hasContext : 0)
  return Math.round(100 / (1 + Math.exp(-odds))) / 100
}
