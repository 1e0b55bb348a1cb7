import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { isOnlyTalk, takesOn } from './action-items.js'
import { oneLine, sentenceOf } from './passage.js'
import { isReached, type Reach } from './reach.js'
import { repeatsPhrase } from './repeats.js'

/** What one among people takes on, and the thanks for it. */
export interface Commitment {
  readonly unit: Unit
  readonly units: readonly Unit[]
  readonly text: string
  readonly answer: Unit | undefined
}

const MAX_WORDS_OF_COMMITMENT = 24
/** Said twice within a few words, it was not put well enough to be told. */
const WORDS_OF_STUMBLE = 3
const MAX_WORDS_OF_ANSWER = 6
/** "Please do", "that'd be great": what was only offered is taken. */
const TAKES_OFFER =
  /^(?:(?:oh|ah|ok|okay)[,.! ]+)?(?:yes|yeah|yep|please|great|perfect|thanks?\b|thx|thank you|good\b|nice\b|lovely|brilliant|super|cool|that(?:['’]d| would|['’]s| is) (?:be )?(?:great|good|lovely|perfect|nice|brilliant|helpful)|you(?:['’]re| are) (?:a |an )?(?:stars?|legends?|angels?)|hero\b|legend\b|ok\b|okay\b|sure\b|do it|go ahead|\p{So})/iu
const TURNS_DOWN =
  /^(?:no\b(?! (?:problem|worries))|nope|not\b|don['’]?t|you don['’]?t|wait|hang on|hold on|actually|but\b|let me\b|i(?:['’]ll| can| will)\b)/i

/**
 * Finds what people say that they will do: "I'll ask Mr Reyes on Monday", and what they offer where somebody takes it: "I could lend ours" –
 * "That'd be great". English. What they point at is told with it (`subject-of-decision.ts`). Cost: linear in the units.
 */
export function findCommitments(conversation: Conversation, reach: Reach): Commitment[] {
  if (!conversation.isNamed || conversation.entries[0]?.annotation.language !== 'en') return []
  return conversation.units.flatMap((unit): Commitment[] => {
    if (!mayHaveLook(conversation, unit.index, LOOK.takesOn) || !isReached(reach, unit.messageIndex))
      return []
    const takes = takenOnIn(conversation, unit)
    if (takes === undefined) return []
    const answer = answerTo(conversation, unit)
    const said = answer === undefined ? '' : oneLine(textOf(conversation, answer))
    if (TURNS_DOWN.test(said)) return []
    const isTaken = TAKES_OFFER.test(said)
    if (takes.isOffer && !isTaken) return []
    const isShort = answer !== undefined && answer.annotation.wordCount <= MAX_WORDS_OF_ANSWER
    return [{ unit, units: takes.units, text: takes.text, answer: isTaken && isShort ? answer : undefined }]
  })
}

interface TakenOn {
  readonly units: readonly Unit[]
  readonly text: string
  /** It was only offered. */
  readonly isOffer: boolean
}

/** What a unit's speaker takes on or offers, as far as its message alone tells. */
export function takenOnIn(conversation: Conversation, unit: Unit): TakenOn | undefined {
  const { wording, kind, stances } = unit.annotation
  if (kind !== 'prose') return undefined
  if (!wording.includes('firstSingular') && !wording.includes('second')) return undefined
  if (!wording.includes('future') && !wording.includes('possibility')) return undefined
  if (stances.includes('quoted') || hasFlag(conversation, unit.index, FLAG.asksMark)) return undefined
  const { isClause, wordCount, text: said, units } = sentenceOf(conversation, unit, MAX_WORDS_OF_COMMITMENT)
  if (isClause || wordCount > MAX_WORDS_OF_COMMITMENT) return undefined
  const text = said.trim()
  const takes = takesOn(text)
  if (takes === undefined || isOnlyTalk(text) || repeatsPhrase(readWords(text).lower, WORDS_OF_STUMBLE))
    return undefined
  return { units, text, isOffer: takes === 'offers' }
}

/** The opening of the next message, where another wrote it and the one before did not ask on. */
function answerTo(conversation: Conversation, { index, messageIndex, speaker }: Unit): Unit | undefined {
  const goesOn = unitsOf(conversation, messageIndex).some(
    (one) => one.index > index && one.annotation.wording.includes('asksMark'),
  )
  const [next] = goesOn ? [] : unitsOf(conversation, messageIndex + 1)
  return next === undefined || next.speaker === speaker ? undefined : next
}
