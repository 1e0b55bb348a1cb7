import type { Conversation, Unit } from '../conversation.js'
import { answersToChanges, isChange, isToolAnswer } from '../link/tool-answers.js'

/**
 * What a tool's words are worth beyond the fitted features, on the scale of log-salience. Set by hand on conversations of
 * service agents (`bench/src/service`), where the labelled data has none: see DESIGN.md, "Tools".
 */
const CHANGE = 2
/** A value that a tool gave and that the talk or a later call takes up. */
const TAKEN_UP = 1
/** Something new in the answer to a change. */
const NEW_AFTER_CHANGE = 0.8
/** A record of which nobody says anything. */
const UNSAID = -0.7

/** Numbers of some length, identifiers, code words: what can be told from other values of its kind. */
const TELLING = /\d\D*\d\D*\d|_/

/**
 * Weighs calls and the answers of tools by what became of them: changes above look-ups, values that were taken up above
 * those that nobody said.
 *
 * Shapes  one addend for each unit, or undefined where no tool has spoken.
 * Cost    linear in the terms.
 */
export function toolSalience(conversation: Conversation): Float64Array | undefined {
  const { units, entries } = conversation
  if (!entries.some((_, at) => isToolAnswer(conversation, at))) return undefined
  const places = placesOfTerms(conversation)
  const added = new Float64Array(units.length)
  const answers = answersToChanges(conversation)
  for (const unit of units) {
    const { messageIndex, index } = unit
    if (isToolAnswer(conversation, messageIndex))
      added[index] = weightOfAnswer(unit, places, answers[messageIndex] === 1)
    else if (isChange(conversation, unit)) added[index] = CHANGE
  }
  return added
}

/** For each term the first message that has it, and the last one that is no answer of a tool; -1 for none. */
interface Places {
  readonly first: Int32Array
  readonly lastSaid: Int32Array
}

function placesOfTerms(conversation: Conversation): Places {
  const first = new Int32Array(conversation.termCount).fill(-1)
  const lastSaid = new Int32Array(conversation.termCount).fill(-1)
  for (const { terms, messageIndex } of conversation.units) {
    const isSaid = !isToolAnswer(conversation, messageIndex)
    for (const term of terms) {
      if (first[term] === -1) first[term] = messageIndex
      if (isSaid) lastSaid[term] = messageIndex
    }
  }
  return { first, lastSaid }
}

function weightOfAnswer({ annotation, terms, messageIndex }: Unit, places: Places, answersChange: boolean) {
  let isTakenUp = false
  let isSaid = false
  let isNew = false
  for (let at = 0; at < terms.length; at++) {
    const term = terms[at] as number
    const last = places.lastSaid[term] as number
    const isFirst = places.first[term] === messageIndex
    if (last >= 0) isSaid = true
    if (isFirst) isNew = true
    if (isFirst && last > messageIndex && TELLING.test(annotation.terms[at] ?? '')) isTakenUp = true
  }
  if (!isSaid && annotation.kind === 'output') return UNSAID
  return (isTakenUp ? TAKEN_UP : 0) + (answersChange && isNew ? NEW_AFTER_CHANGE : 0)
}
