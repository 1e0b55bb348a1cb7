import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { isChanging, saysChange, wordsOfName } from '../tool-calls.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { isData, isFailed, saysDone } from './tool-outcomes.js'

/** The name right before the arguments of a call, and the name in a call that is JSON itself. */
const NAME_BEFORE = /^[^"'{[\n]{0,80}?([\p{L}_][\p{L}\w.:/-]*)[^\p{L}\w"'{[\n]{0,12}(?=[{[])/u
const NAME_WITHIN = /["'](?:name|function|tool|action|tool_name)["']\s*:\s*["']([\p{L}\w.:/-]{1,80})["']/u

/**
 * Name of the tool that a unit calls, or undefined where it is no call: whether the call was recorded as such or the
 * assistant's text tells it (`name({…})`, `name: {…}`, `{"name": …, "arguments": {…}}`).
 */
export function callNameOf(conversation: Conversation, unit: Unit): string | undefined {
  if (!hasFlag(conversation, unit.index, FLAG.ofAssistant)) return undefined
  const message = conversation.entries[unit.messageIndex]?.message
  if (message === undefined) return undefined
  const isOutput = hasFlag(conversation, unit.index, FLAG.output)
  if (message.toolCalls === undefined && !isOutput) return undefined
  const text = textOf(conversation, unit)
  const recorded = message.toolCalls?.find(({ name }) => text.startsWith(`${name}(`))
  if (recorded !== undefined) return recorded.name
  if (!isOutput) return undefined
  const before = NAME_BEFORE.exec(text)?.[1]
  if (before !== undefined) return before
  return /["'](?:arguments|args|parameters|input|action_input)["']/.test(text)
    ? NAME_WITHIN.exec(text)?.[1]
    : undefined
}

/** Whether a unit calls a tool that may have changed something. */
export function isChange(conversation: Conversation, unit: Unit): boolean {
  if (!mayHaveLook(conversation, unit.index, LOOK.changes)) return false
  const name = callNameOf(conversation, unit)
  return name !== undefined && isChanging(name)
}

/** Whether a message is the answer of a tool, as such or by what it looks like. */
export function isToolAnswer({ messageFlags }: Conversation, messageIndex: number): boolean {
  const flags = messageFlags[messageIndex]
  if (flags === undefined || (flags & FLAG.ofAssistant) !== 0) return false
  return (flags & FLAG.ofTool) !== 0 || (flags & (FLAG.ofUser | FLAG.ofSystem)) === 0
}

/** What the answer to a call that may have changed something says of it; none answers no such call. */
export const ANSWER = { none: 0, ofChange: 1, ofOther: 2 } as const

/**
 * For each message whether it answers a call that may have changed something, and says that it did: not that it failed, nor, from a tool
 * whose name is a noun ("calendar"), only what is there.
 *
 * Cost: linear in the answers to such calls.
 */
export function answersToChanges(conversation: Conversation): Uint8Array {
  const { entries } = conversation
  let answers = known.get(entries)
  if (answers === undefined) {
    answers = readAnswers(conversation)
    known.set(entries, answers)
  }
  return answers
}

/** By the messages: they answer the same in every form that a conversation takes. */
const known = new WeakMap<Conversation['entries'], Uint8Array>()

function readAnswers(conversation: Conversation): Uint8Array {
  const { entries } = conversation
  const answers = new Uint8Array(entries.length)
  let names: readonly string[] = []
  for (let at = 0; at < answers.length; at++) {
    if (isToolAnswer(conversation, at)) {
      if (names.length === 0) continue
      const result = entries[at]?.message.content ?? ''
      answers[at] = tellsOfChange(names, result) ? ANSWER.ofChange : ANSWER.ofOther
    } else names = isToolAnswer(conversation, at + 1) ? changingNamesIn(conversation, at) : []
  }
  return answers
}

const tellsOfChange = (names: readonly string[], result: string): boolean =>
  !isFailed(result) &&
  (!isData(result) || saysDone(result) || names.some((name) => saysChange(wordsOfName(name))))

/** Names of the tools that a message calls and that may change something. */
function changingNamesIn(conversation: Conversation, at: number): readonly string[] {
  const { units, unitStarts } = conversation
  return units
    .slice(unitStarts[at], unitStarts[at + 1])
    .flatMap((unit) => (isChange(conversation, unit) ? (callNameOf(conversation, unit) ?? []) : []))
}

/** 1 for each term that people, assistants or calls say. */
export function termsSaid(conversation: Conversation): Uint8Array {
  const said = new Uint8Array(conversation.termCount)
  for (const { terms, messageIndex } of conversation.units)
    if (!isToolAnswer(conversation, messageIndex)) for (const term of terms) said[term] = 1
  return said
}
