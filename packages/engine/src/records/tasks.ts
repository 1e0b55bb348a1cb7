import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'

/** Messages after a report that something was done in which the next wish begins another task. */
const MAX_DISTANCE_FROM_DONE = 6

/**
 * Cuts a brisk dialogue into its tasks: a user's wish begins another one after something was reported as done, or after a
 * goodbye or an "anything else?".
 *
 * Shapes  for each message the number of its task, from 0; -1 where the assistant neither offers nor puts anything up to be
 *         confirmed nor reports it as done: that is talk.
 * Cost    linear.
 */
export function tasksOf(conversation: Conversation): Int32Array {
  const { entries, units, unitStarts } = conversation
  const tasks = new Int32Array(entries.length)
  let task = 0
  let doneAt = Number.NEGATIVE_INFINITY
  let isClosed = false
  entries.forEach(({ message }, at) => {
    const own = units.slice(unitStarts[at], unitStarts[at + 1])
    const isOver = isClosed || at - doneAt <= MAX_DISTANCE_FROM_DONE
    if (message.role === 'user' && isOver && own.some((unit) => tellsWish(conversation, unit))) {
      task++
      isClosed = false
      doneAt = Number.NEGATIVE_INFINITY
    }
    tasks[at] = task
    if (own.some(reportsDone)) doneAt = at
    if (message.role === 'assistant' && own.some((unit) => isClosing(conversation, unit))) isClosed = true
  })
  const isTask = new Uint8Array(task + 1)
  for (const unit of units)
    if (hasFlag(conversation, unit.index, FLAG.ofAssistant) && bringsOrAsks(conversation, unit))
      isTask[tasks[unit.messageIndex] as number] = 1
  return tasks.map((one) => (isTask[one] === 1 ? one : NO_TASK))
}

export const NO_TASK = -1

const bringsOrAsks = (conversation: Conversation, unit: Unit): boolean =>
  unit.annotation.act === 'proposal' ||
  hasFlag(conversation, unit.index, FLAG.confirming) ||
  reportsDone(unit)

/** "Ok." closes nothing; "Have a nice day" and "Anything else?" do. */
const MIN_CLOSING_WORDS = 3

const isClosing = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  annotation.act === 'filler' &&
  annotation.wordCount >= MIN_CLOSING_WORDS &&
  !hasFlag(conversation, index, FLAG.confirming)

const WISHES: readonly string[] = ['request', 'proposal', 'commitment']

const tellsWish = (conversation: Conversation, { index, annotation, terms }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.spoken) &&
  terms.length > 0 &&
  (WISHES.includes(annotation.act) || annotation.stances.includes('plan'))

const reportsDone = ({ annotation }: Unit): boolean =>
  annotation.wording.includes('done') || annotation.stances.includes('completion')
