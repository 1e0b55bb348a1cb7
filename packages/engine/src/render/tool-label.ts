import { type Conversation, textOf, type Unit } from '../conversation.js'
import { callNameOf, isToolAnswer } from '../link/tool-answers.js'
import { handleOf } from './handle.js'
import type { Line, Selection } from './rendering.js'

/** A call that is longer when it is told in a label is named only. */
const MAX_CALL_CHARACTERS = 80

/**
 * Adds to the label of a tool's answer what it answers, unless the call stands right before it, and the handle by which
 * all of it can be fetched, where parts of it were left out.
 *
 * Shapes  `Tool get_order(order_id: 17) [m12]`.
 */
export function toolLabel(
  label: string,
  line: Line,
  previous: Line | undefined,
  selection: Selection,
): string {
  const { conversation } = selection
  const messageIndex = line.pieces[0]?.unit.messageIndex ?? -1
  if (!isToolAnswer(conversation, messageIndex)) return label
  const call = callAnsweredBy(conversation, messageIndex)
  const isShown = call !== undefined && previous?.pieces.some(({ unit }) => unit === call) === true
  const told = call === undefined || isShown ? '' : ` ${shortCall(conversation, call)}`
  const handle = isWhole(conversation, line, messageIndex)
    ? ''
    : ` [${handleOf(conversation.entries[messageIndex]?.sequence ?? messageIndex + 1)}]`
  return label + told + handle
}

/** Whether all parts of a message stand in a line, each with all its members. */
function isWhole({ entries, unitStarts }: Conversation, { pieces }: Line, messageIndex: number): boolean {
  const first = unitStarts[messageIndex] ?? 0
  if (pieces.length < (unitStarts[messageIndex + 1] ?? 0) - first) return false
  const annotated = entries[messageIndex]?.annotation.units
  return pieces.every(
    ({ unit, isVerbatim }) =>
      unit.annotation.sealed === undefined &&
      (isVerbatim || unit.annotation.shortened === annotated?.[unit.index - first]?.shortened),
  )
}

/** The unit that calls the tool whose answer a message is: by its id where it has one, else the only call before it. */
function callAnsweredBy(conversation: Conversation, messageIndex: number): Unit | undefined {
  const { entries, unitStarts, units } = conversation
  let at = messageIndex - 1
  while (at >= 0 && isToolAnswer(conversation, at)) at--
  const message = entries[at]?.message
  if (message?.role !== 'assistant') return undefined
  const calls = units
    .slice(unitStarts[at], unitStarts[at + 1])
    .filter((unit) => callNameOf(conversation, unit))
  const id = entries[messageIndex]?.message.toolCallId
  const recorded = message.toolCalls?.find((call) => call.id === id)
  if (recorded === undefined) return calls.length === 1 ? calls[0] : undefined
  return calls.find((unit) => textOf(conversation, unit).startsWith(`${recorded.name}(${recorded.arguments}`))
}

function shortCall(conversation: Conversation, call: Unit): string {
  const told = call.annotation.shortened ?? textOf(conversation, call)
  return told.length <= MAX_CALL_CHARACTERS && !told.includes('\n')
    ? told
    : (callNameOf(conversation, call) ?? '')
}
