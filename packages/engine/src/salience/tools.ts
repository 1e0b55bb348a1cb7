import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import { answersToChanges, isToolAnswer, termsSaid } from '../link/tool-answers.js'
import { FLAG } from '../unit-flags.js'

/**
 * What a tool's words are worth beyond the fitted features, on the scale of log-salience. Set by hand on conversations of
 * service agents (`bench/src/service`), where the labelled data has none: see DESIGN.md, "Tools".
 */
const REPORT = 0.5
/** A record of a tool's data, and more off one of which nobody says anything. */
const RECORD = -0.5
const UNSAID = -0.7

/**
 * Weighs what tools answer, and what the assistant says of it: the words that report a change above the data, and data that
 * somebody takes up above data that nobody does.
 *
 * Shapes  one addend for each unit, or undefined where no tool has spoken.
 * Cost    linear in the terms.
 */
export function toolSalience(conversation: Conversation): Float64Array | undefined {
  const { units, entries } = conversation
  if (!entries.some((_, at) => isToolAnswer(conversation, at))) return undefined
  const said = termsSaid(conversation)
  const added = new Float64Array(units.length)
  const answers = answersToChanges(conversation)
  for (const unit of units) {
    const { messageIndex, index } = unit
    if (!isToolAnswer(conversation, messageIndex)) {
      if (answers[messageIndex - 1] === 1 && isReport(conversation, unit)) added[index] = REPORT
    } else if (isRecord(conversation, unit))
      added[index] = RECORD + (unit.terms.some((term) => said[term] === 1) ? 0 : UNSAID)
  }
  return added
}

/** Output that has a shorter form is data; whether a carried unit has one is not in the table. */
const isRecord = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.data) ||
  (hasFlag(conversation, index, FLAG.output) && annotation.shortened !== undefined)

/** A statement with a value in it, by the assistant. */
function isReport(conversation: Conversation, { index }: Unit): boolean {
  const { table } = conversation
  if (!hasFlag(conversation, index, FLAG.ofAssistant)) return false
  if (hasFlag(conversation, index, FLAG.output | FLAG.code | FLAG.question | FLAG.filler | FLAG.asksMark))
    return false
  return table.numbers(index) + table.names(index) + table.identifiers(index) > 0
}
