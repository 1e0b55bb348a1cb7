import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import { FLAG } from '../unit-flags.js'
import { addedMatter } from './another-matter.js'
import { fewWordsIn } from './words-left-out.js'

/** Messages after a report that something was done in which the next wish begins another task. */
const MAX_DISTANCE_FROM_DONE = 6

/**
 * Cuts a brisk dialogue into its tasks: a user's wish begins another one after something was reported as done, or after a
 * goodbye or an "anything else?", or where it asks for something else on top ("I also need a hotel near …") that nobody has named in the task so far.
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
  let named = new Set<string>()
  // What is asked for on top is still the same talk: whether that has tasks is asked of all of it.
  const talks = [0]
  const asksForMore = moreAskedFor(conversation)
  entries.forEach(({ message }, at) => {
    const own = units.slice(unitStarts[at], unitStarts[at + 1])
    const isOver = isClosed || at - doneAt <= MAX_DISTANCE_FROM_DONE
    const isNext = isOver && own.some((unit) => tellsWish(conversation, unit))
    if (message.role === 'user' && (isNext || own.some((unit) => asksForMore(unit, named)))) {
      task++
      talks[task] = (talks[task - 1] as number) + (isNext ? 1 : 0)
      named = new Set()
      isClosed = false
      doneAt = Number.NEGATIVE_INFINITY
    }
    tasks[at] = task
    for (const { annotation } of own) for (const term of annotation.terms) named.add(term)
    if (own.some(reportsDone)) doneAt = at
    if (message.role === 'assistant' && own.some((unit) => isClosing(conversation, unit))) isClosed = true
  })
  const hasTasks = new Set<number>()
  const talkOf = (message: number) => talks[tasks[message] as number] as number
  for (const unit of units)
    if (hasFlag(conversation, unit.index, FLAG.ofAssistant) && bringsOrAsks(conversation, unit))
      hasTasks.add(talkOf(unit.messageIndex))
  return tasks.map((one, at) => (hasTasks.has(talkOf(at)) ? one : NO_TASK))
}

/** Tells a sentence that asks for what none of the terms names. */
function moreAskedFor(conversation: Conversation): (unit: Unit, named: ReadonlySet<string>) => boolean {
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const few = fewWordsIn(language)
  if (few === undefined) return () => false
  const lexicon = lexiconFor(language)
  return (unit, named) => {
    if (named.size === 0) return false
    const matter = addedMatter(conversation, unit, lexicon, few)
    return matter.length > 0 && !matter.some((term) => named.has(term))
  }
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
