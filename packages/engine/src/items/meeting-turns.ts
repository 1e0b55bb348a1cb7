import { type Conversation, textOf, type Unit } from '../conversation.js'
import { isCutOff, isDatedByTheTalk } from './meeting-talk.js'
import { sentenceOf } from './passage.js'

/** Whether an English statement names a day by the day of a talk that nobody knows. */
const hangsOnTheDay = ({ entries }: Conversation, { messageIndex }: Unit, said: string): boolean =>
  entries[messageIndex]?.message.timestamp === undefined && isDatedByTheTalk(said)

/** Whether somebody was cut off in the last sentence of the message, which this is. */
function isCutOffAtEnd(conversation: Conversation, unit: Unit): boolean {
  const last = sentenceOf(conversation, unit).units.at(-1)
  const isLast = last !== undefined && last.index + 1 === conversation.unitStarts[unit.messageIndex + 1]
  return isLast && isCutOff(textOf(conversation, last))
}

/** Whether an English statement of a meeting hangs on when it was said, or was not said to its end; an answer is told by its question. */
export const hangsOnTheTurn = (
  conversation: Conversation,
  unit: Unit,
  said: string,
  question: Unit | undefined,
): boolean =>
  hangsOnTheDay(conversation, unit, said) || (question === undefined && isCutOffAtEnd(conversation, unit))
