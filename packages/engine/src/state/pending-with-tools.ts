import { type Conversation, textOf, type Unit } from '../conversation.js'
import { callNameOf, isToolAnswer } from '../link/tool-answers.js'
import { fieldsOf } from '../link/tool-changes.js'
import { isData, isPending } from '../link/tool-outcomes.js'
import { unitsOf } from '../protect.js'
import { codesIn, fieldsIn } from './tool-fields.js'

/** Longer answers are texts of their own. */
const MAX_CHARACTERS = 4_000
/** What waits is looked for among so many answers, the newest. */
const MAX_ANSWERS = 60
/** What is left to be paid, by its key. */
const SUM_DUE =
  /^(?:outstanding|owed|unpaid|(?:amount|balance|total|sum|remaining)_(?:due|owed|open|outstanding)|open_amount|due_amount)(?:_\p{L}{3})?$/iu
/** "block_card" answered with "blocked": that was asked for. */
const ENDS_OF_STATUS = /(?:ted|ked|ded|ed|ing|d)$/i
/** How an assistant tells that something waits. English. */
const TELLS_OF_WAITING =
  /\b(?:wait(?:s|ing)? (?:for|on|there)|awaiting|pending|on hold|(?:is|are) (?:still |now |also )?(?:open|missing|blocked|outstanding|unpaid|overdue|under review)|needs? (?:\w+ ){0,3}(?:approval|signature|consent)|remains? to be \w+|not (?:yet )?(?:paid|signed|approved))\b/i

/**
 * What tools answered that is still to be done by somebody: an approval that is pending, a card that is blocked, a sum that is owed; and what
 * the assistant says at the very end that it waits for. Told by the assistant's words for it, oldest first. What a later answer of the
 * same number says otherwise waits no more.
 *
 * Cost: linear in the answers that are looked at.
 */
export function pendingWithTools(conversation: Conversation): readonly Unit[] {
  if (conversation.isNamed) return []
  const { entries } = conversation
  const known = new Set<string>()
  const found: Unit[] = []
  let answers = 0
  for (let at = entries.length - 1; at > 0 && answers < MAX_ANSWERS; at--) {
    if (!isToolAnswer(conversation, at)) continue
    answers++
    const result = entries[at]?.message.content ?? ''
    if (result.length > MAX_CHARACTERS || !isData(result)) continue
    const codes = codesIn(fieldsIn(result, false) ?? new Map())
    const isSettled = codes.some((code) => known.has(code))
    for (const code of codes) known.add(code)
    if (isSettled || !waits(conversation, at, result)) continue
    const told = toldOf(conversation, at, codes)
    if (told !== undefined) found.push(told)
  }
  return [...new Set([...found.reverse(), ...waitedForAtEnd(conversation)])]
}

/** Whether a record says that it waits, other than by what its call asked for. */
function waits(conversation: Conversation, at: number, result: string): boolean {
  const fields = fieldsOf(result)
  if (fields === undefined) return false
  if (Object.entries(fields).some(([key, value]) => SUM_DUE.test(key) && Number(value) > 0)) return true
  const status = Object.entries(fields).find(
    ([key, value]) => /^(?:status|state)$/i.test(key) && typeof value === 'string',
  )
  if (status === undefined || !isPending(JSON.stringify(Object.fromEntries([status])))) return false
  const stem = String(status[1]).toLowerCase().replace(ENDS_OF_STATUS, '')
  return !namesBefore(conversation, at).some((name) => name.toLowerCase().includes(stem))
}

/** Names of the tools that were called before an answer. */
function namesBefore(conversation: Conversation, at: number): readonly string[] {
  let call = at
  while (isToolAnswer(conversation, call)) call--
  return unitsOf(conversation, call).flatMap((unit) => callNameOf(conversation, unit) ?? [])
}

/** The words in which the assistant tells of an answer, by a number of it or by what waits. */
function toldOf(conversation: Conversation, at: number, codes: readonly string[]): Unit | undefined {
  let next = at + 1
  while (isToolAnswer(conversation, next)) next++
  const said = spokenIn(conversation, next)
  return (
    said.find((unit) => TELLS_OF_WAITING.test(textOf(conversation, unit))) ??
    said.find((unit) => codes.some((code) => textOf(conversation, unit).includes(code)))
  )
}

const WAITS_FOR =
  /\b(?:i['’]m|i am|we['’]re|we are|still|is|are) (?:now )?(?:waiting (?:for|on)|awaiting|pending)\b/i

/** "For the second site I'm waiting for approval", in the last words of all. */
function waitedForAtEnd(conversation: Conversation): readonly Unit[] {
  const last = conversation.entries.length - 1
  return spokenIn(conversation, last).filter((unit) => WAITS_FOR.test(textOf(conversation, unit)))
}

const spokenIn = (conversation: Conversation, at: number): readonly Unit[] =>
  conversation.entries[at]?.message.role === 'assistant'
    ? unitsOf(conversation, at).filter(
        ({ annotation: { kind, act, wording, stances } }) =>
          (kind === 'prose' || kind === 'list') &&
          act !== 'filler' &&
          !wording.includes('asksMark') &&
          !stances.includes('hypothetical'),
      )
    : []
