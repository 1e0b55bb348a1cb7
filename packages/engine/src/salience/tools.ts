import { type Conversation, hasFlag, type Unit } from '../conversation.js'
import {
  ANSWER,
  answersToChanges,
  callNameOf,
  isChange,
  isToolAnswer,
  termsSaid,
} from '../link/tool-answers.js'
import { FLAG } from '../unit-flags.js'

/**
 * What a tool's words are worth beyond the fitted features, on the scale of log-salience. Set by hand on conversations of
 * service agents (`bench/src/service`), where the labelled data has none: see design/tools.md.
 */
const REPORT = 0.5
/** The words that report the last change, which nothing has replaced; and those that tell of something that was changed again. */
const LAST_REPORT = 1.2
const CHANGED_AGAIN = -0.5
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
  const last = answers.lastIndexOf(ANSWER.ofChange) + 1
  const changed = lastChangeOf(conversation)
  for (const unit of units) {
    const { messageIndex, index } = unit
    if (!isToolAnswer(conversation, messageIndex)) {
      if ((answers[messageIndex - 1] ?? ANSWER.none) === ANSWER.none || !isReport(conversation, unit))
        continue
      const isChangedAgain = handlesIn(unit).some((handle) => (changed.get(handle) ?? -1) > messageIndex)
      added[index] = messageIndex === last ? LAST_REPORT : isChangedAgain ? CHANGED_AGAIN : REPORT
    } else if (isRecord(conversation, unit))
      added[index] = RECORD + (unit.terms.some((term) => said[term] === 1) ? 0 : UNSAID)
  }
  return added
}

/** A call that leaves less of what was reported than a note that is added to it. */
const REPLACING =
  /cancel|delete|remove|exchange|change|move|modify|update|edit|reschedule|replace|revoke|release|return|refund|undo|void|storn|umbuch|änder|aender|annul|cambi|anul|modif|alter|cancela/i

/** What a thing is called by → the newest message that calls a tool to replace or end something with it. */
function lastChangeOf(conversation: Conversation): ReadonlyMap<string, number> {
  const changed = new Map<string, number>()
  for (const unit of conversation.units)
    if (isChange(conversation, unit))
      if (REPLACING.test(callNameOf(conversation, unit) ?? ''))
        for (const handle of handlesIn(unit)) changed.set(handle, unit.messageIndex)
  return changed
}

/** What a thing can be called by in a call: code names, and numbers too long for a count. */
const handlesIn = ({ annotation: { identifiers, numbers } }: Unit): readonly string[] => [
  ...identifiers,
  ...numbers.filter((number) => /^\d{4,}$/.test(number)),
]

/** Output that has a shorter form is data; whether a carried unit has one is not in the table. */
const isRecord = (conversation: Conversation, { index, annotation }: Unit): boolean =>
  hasFlag(conversation, index, FLAG.data) ||
  (hasFlag(conversation, index, FLAG.output) && annotation.shortened !== undefined)

/** A statement with a value in it, by the assistant. */
export function isReport(conversation: Conversation, { index }: Unit): boolean {
  const { table } = conversation
  if (!hasFlag(conversation, index, FLAG.ofAssistant)) return false
  if (hasFlag(conversation, index, FLAG.output | FLAG.code | FLAG.question | FLAG.filler | FLAG.asksMark))
    return false
  return table.numbers(index) + table.names(index) + table.identifiers(index) > 0
}
