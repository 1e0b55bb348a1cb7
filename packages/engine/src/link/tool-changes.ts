import { type Conversation, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { isChanging } from '../tool-calls.js'
import { LOOK } from '../unit-looks.js'
import { callNameOf, isToolAnswer } from './tool-answers.js'
import { isFailed } from './tool-outcomes.js'

/** A call that changed something, with what it was given, what it gave back, and where that was reported. */
export interface ToolChange {
  readonly messageIndex: number
  /** The unit that calls; the first of its message where the call was cut into several. */
  readonly call: Unit
  readonly name: string
  /** The arguments as they were written. */
  readonly given: string
  /** What the tool answered. */
  readonly result: string
  readonly answeredIn: number
  /** Index of the message in which the assistant reports it; the number of messages where it does not. */
  readonly reportedIn: number
}

/** Longer arguments or results are texts of their own. */
const MAX_CHARACTERS = 4_000
/** The newest changes are followed; a coding agent has thousands, and none of these gives out numbers. */
const MAX_CHANGES = 400
/** "dry_run": true, "preview": true: shows what would change. */
const ONLY_TRIED = /"(?:dry_?run|preview|simulate|test_?only)"\s*:\s*true/i

const known = new WeakMap<Conversation, readonly ToolChange[]>()

/**
 * The calls by which something was changed, oldest first: recorded as calls or written as text, answered, and not with an error.
 * Cost: linear in the messages; read once for each conversation.
 */
export function toolChanges(conversation: Conversation): readonly ToolChange[] {
  let changes = known.get(conversation)
  if (changes === undefined) {
    changes = readChanges(conversation)
    known.set(conversation, changes)
  }
  return changes
}

function readChanges(conversation: Conversation): readonly ToolChange[] {
  const { entries } = conversation
  const changes: ToolChange[] = []
  for (let at = entries.length - 1; at >= 0 && changes.length < MAX_CHANGES; at--) {
    if (!isToolAnswer(conversation, at + 1) || isToolAnswer(conversation, at)) continue
    for (const { unit, name, given, id, place } of changingCallsIn(conversation, at).toReversed()) {
      if (given.length > MAX_CHARACTERS || ONLY_TRIED.test(given)) continue
      const answeredIn = answerTo(conversation, at, place, id)
      const result = entries[answeredIn]?.message.content ?? ''
      if (result === '' || result.length > MAX_CHARACTERS || isFailed(result)) continue
      const reportedIn = nextOfAssistant(conversation, answeredIn)
      changes.push({ messageIndex: at, call: unit, name, given, result, answeredIn, reportedIn })
    }
  }
  return changes.reverse()
}

interface Call {
  /** Its place among the calls of its message. */
  readonly place: number
  readonly unit: Unit
  readonly name: string
  readonly given: string
  readonly id: string | undefined
}

/** The calls of a message that may change something. Only their arguments are read. */
function changingCallsIn(conversation: Conversation, at: number): readonly Call[] {
  const { entries, units, unitStarts } = conversation
  const [from, to] = [unitStarts[at] as number, unitStarts[at + 1] as number]
  const recorded = entries[at]?.message.toolCalls ?? []
  if (recorded.length === 0) return callsWritten(conversation, units.slice(from, to))
  return recorded.flatMap(({ id, name, arguments: given }, place): Call[] => {
    if (!isChanging(name)) return []
    const own = units.slice(from, to)
    const unit = own.find((one) => textOf(conversation, one).startsWith(`${name}(`)) ?? own[0]
    return unit === undefined ? [] : [{ place, id, name, given, unit }]
  })
}

function callsWritten(conversation: Conversation, own: readonly Unit[]): readonly Call[] {
  if (!own.some(({ index }) => mayHaveLook(conversation, index, LOOK.changes))) return []
  const calls: Call[] = []
  let place = 0
  for (const unit of own) {
    const name = callNameOf(conversation, unit)
    if (name === undefined) continue
    if (isChanging(name))
      calls.push({ place, id: undefined, name, given: argumentsIn(textOf(conversation, unit)), unit })
    place++
  }
  return calls
}

/** Keys under which a call that is JSON itself has its arguments. */
const ARGUMENT_KEYS = ['arguments', 'args', 'parameters', 'input', 'action_input']

/** The arguments of a call that is told in words: `book({…})`, `{"name": "book", "arguments": {…}}`. */
function argumentsIn(text: string): string {
  const from = text.indexOf('{')
  const written = from < 0 ? '' : text.slice(from, text.lastIndexOf('}') + 1)
  const call = fieldsOf(written)
  const given = ARGUMENT_KEYS.map((key) => call?.[key]).find((value) => value !== undefined)
  return given === undefined ? written : typeof given === 'string' ? given : JSON.stringify(given)
}

/** Index of the message that answers the call at a place of its message; by its id where that is known. */
function answerTo(conversation: Conversation, at: number, place: number, id: string | undefined): number {
  const { entries } = conversation
  for (let next = at + 1; isToolAnswer(conversation, next); next++) {
    const toolCallId = entries[next]?.message.toolCallId
    if (id !== undefined && toolCallId === id) return next
    if ((id === undefined || toolCallId === undefined) && next === at + 1 + place) return next
  }
  return -1
}

/** The next message of the assistant that says something, before the user speaks again. */
function nextOfAssistant(conversation: Conversation, from: number): number {
  const { entries } = conversation
  for (let at = from + 1; at < entries.length; at++) {
    const message = entries[at]?.message
    if (message?.role === 'user' && !isToolAnswer(conversation, at)) return entries.length
    if (message?.role === 'assistant' && message.content !== '') return at
  }
  return entries.length
}

/** The fields of a JSON object; undefined for anything else: a call may be cut off, and many tools answer in words. */
export function fieldsOf(json: string): Readonly<Record<string, unknown>> | undefined {
  if (!json.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>> // proof: it begins with a brace
  } catch {
    return undefined
  }
}
