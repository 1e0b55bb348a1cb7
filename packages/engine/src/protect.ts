import {
  FIRST_TASK_SHARE,
  LAST_CHANGE_SHARE,
  NEWEST_TURN_SHARE,
  REPORTED_CHANGE_SHARE,
  SHORT_SYSTEM_RULES_TOKENS,
  SYSTEM_RULES_SHARE,
} from './constants.js'
import type { Conversation, Unit } from './conversation.js'
import { isClosingTurn } from './link/closing-words.js'
import { chainsOf } from './link/supersession.js'
import { ANSWER, answersToChanges, isChange, isToolAnswer } from './link/tool-answers.js'
import { isRule } from './rules-in-force.js'
import { briskness, shapeOf } from './salience/shape.js'
import { isReport } from './salience/tools.js'
import { denseTokens } from './select.js'

/** Units that stand outside the lossy step, by kind of protection, most important first. */
export interface Protection {
  /** Rules of users, and of the system while they take a bounded share, newest first: kept byte for byte. */
  readonly rules: readonly Unit[]
  /** Rules of the system beyond that share, newest first: selected from like anything else. */
  readonly beyondShare: readonly Unit[]
  /** Units of pinned messages: kept byte for byte. */
  readonly pinned: readonly Unit[]
  /** Units of the newest user turn and the first task, each where it is short enough. */
  readonly turns: readonly Unit[]
  /** The last change by a tool and what came of it: kept in every value, without the marks around them. */
  readonly change: readonly Unit[]
}

/** Decides what the selection may not drop. */
export function protect(
  conversation: Conversation,
  pinnedIds: ReadonlySet<string>,
  replaced: ReadonlyMap<number, number>,
  salience: Float64Array,
  budget: number,
): Protection {
  const pinned =
    pinnedIds.size === 0
      ? []
      : conversation.units.filter((unit) =>
          pinnedIds.has(conversation.entries[unit.messageIndex]?.message.id ?? ''),
        )
  const { rules, beyondShare } = withinSystemShare(
    conversation,
    rulesInForce(conversation, replaced).reverse(),
    budget * SYSTEM_RULES_SHARE,
  )
  const turn = newestUserTurn(conversation)
  const newest =
    isTranscript(conversation) || saysOnlyFormulas(conversation, turn)
      ? []
      : whole(conversation, turn, budget * NEWEST_TURN_SHARE)
  // A brisk dialogue is of many small matters: its first one is no task for the whole.
  const taskShare = FIRST_TASK_SHARE * (1 - briskness(conversation, shapeOf(conversation)))
  const task = whole(conversation, firstTask(conversation), budget * taskShare)
  const change = lastChange(conversation, salience, budget)
  return { rules, beyondShare, pinned, turns: [...new Set([...newest, ...task])], change }
}

/**
 * The rules of users, all of them, and of those of the system as many as have room: a policy can fill a budget by itself,
 * and whoever wrote it sends it with every request. Few rules always have it.
 */
function withinSystemShare(
  conversation: Conversation,
  rules: readonly Unit[],
  limitTokens: number,
): Pick<Protection, 'rules' | 'beyondShare'> {
  // What a text of ours recalls of them was chosen for it, and may be all that is left of them.
  const isSystems = ({ messageIndex }: Unit) => {
    const entry = conversation.entries[messageIndex]
    return entry?.message.role === 'system' && entry.isRecalled !== true
  }
  const total = rules.filter(isSystems).reduce((sum, { annotation }) => sum + annotation.tokenCount, 0)
  if (total <= SHORT_SYSTEM_RULES_TOKENS) return { rules, beyondShare: [] }
  let tokens = 0
  const beyond = new Set<Unit>()
  for (const unit of rules.filter(isSystems)) {
    tokens += unit.annotation.tokenCount
    if (tokens > limitTokens) beyond.add(unit)
  }
  return { rules: rules.filter((unit) => !beyond.has(unit)), beyondShare: [...beyond] }
}

/** People among themselves: nobody's last words are a request to an assistant. */
export const isTranscript = (conversation: Conversation): boolean =>
  conversation.isNamed &&
  conversation.past?.summary.hasAssistant !== true &&
  conversation.entries.every(({ message }) => message.role !== 'assistant')

/** "Thanks, you're great!": the last words, and no request. */
const saysOnlyFormulas = (conversation: Conversation, message: number): boolean => {
  const entry = conversation.entries[message]
  return (
    unitsOf(conversation, message).every(({ annotation }) => annotation.act === 'filler') ||
    (entry !== undefined && isClosingTurn(entry.message.content, entry.annotation.language))
  )
}

/** The units of a message that is short enough to stand word for word; a longer one is selected from like any other. */
function whole(conversation: Conversation, index: number, limitTokens: number): readonly Unit[] {
  if (index < 0 || conversation.entries[index]?.annotation.isPartial === true) return []
  const units = unitsOf(conversation, index)
  const tokens = units.reduce((sum, unit) => sum + unit.annotation.tokenCount, 0)
  return tokens <= limitTokens ? units : []
}

/**
 * The last call of a tool that may have changed something, with its result: what was done stays known. Of a longer result
 * the most salient parts stay, at least one, so that neither stands without the other. What the assistant reports in words needs its
 * call less.
 */
function lastChange(conversation: Conversation, salience: Float64Array, budget: number): readonly Unit[] {
  const answers = answersToChanges(conversation)
  const isDone = ({ messageIndex }: Unit) => {
    const answer = answers[messageIndex + 1]
    return answer === ANSWER.ofChange || !isToolAnswer(conversation, messageIndex + 1)
  }
  const last = conversation.units.findLast((unit) => isChange(conversation, unit) && isDone(unit))
  if (last === undefined) return []
  const result: Unit[] = []
  let after = last.messageIndex + 1
  for (; isToolAnswer(conversation, after); after++) result.push(...unitsOf(conversation, after))
  const isReported = unitsOf(conversation, after).some((unit) => isReport(conversation, unit))
  const limitTokens = budget * (isReported ? REPORTED_CHANGE_SHARE : LAST_CHANGE_SHARE)
  if (denseTokens(last) > limitTokens) return []
  result.sort((a, b) => (salience[b.index] ?? 0) - (salience[a.index] ?? 0) || a.index - b.index)
  let tokens = denseTokens(last)
  const kept = result.filter((unit, at) => {
    const isKept = tokens + denseTokens(unit) <= limitTokens * (at === 0 ? 1.5 : 1)
    if (isKept) tokens += denseTokens(unit)
    return isKept
  })
  return [last, ...kept.slice(0, MAX_RESULT_UNITS)]
}

/** Parts of the last change's result that stand for all of it. */
const MAX_RESULT_UNITS = 2

/** Tokens of a heading, a list mark or a label around each protected statement, in the most wordy format. */
const SURROUNDING_TOKENS = 6

/**
 * The rules that hold, oldest first. One whose bound its speaker replaced by another rule ("at most 80 words", "at most 120 now")
 * holds no more.
 *
 * @param replaced  Index of a replaced unit → index of the one in force.
 */
function rulesInForce(conversation: Conversation, replaced: ReadonlyMap<number, number>): Unit[] {
  const inForce = chainsOf(replaced)
  const indexes = new Set<number>()
  for (const unit of conversation.units)
    if (isRule(conversation, unit)) indexes.add(replaced.has(unit.index) ? inForce(unit.index) : unit.index)
  return [...indexes].sort((a, b) => a - b).map((index) => conversation.units[index] as Unit)
}

/** Tokens that rules and pinned messages need at most, with what surrounds them. */
export function protectedTokens(
  conversation: Conversation,
  pinnedIds: ReadonlySet<string>,
  replaced: ReadonlyMap<number, number>,
): number {
  let tokens = 0
  const rules = new Set(rulesInForce(conversation, replaced))
  const isPinned = ({ messageIndex }: Unit) =>
    pinnedIds.size > 0 && pinnedIds.has(conversation.entries[messageIndex]?.message.id ?? '')
  for (const unit of conversation.units) {
    if (isPinned(unit) || rules.has(unit)) tokens += unit.annotation.tokenCount + SURROUNDING_TOKENS
  }
  return tokens
}

export const unitsOf = (conversation: Conversation, messageIndex: number): readonly Unit[] =>
  conversation.units.slice(conversation.unitStarts[messageIndex], conversation.unitStarts[messageIndex + 1])

/** Index of the last message that a user wrote, or -1. */
export function newestUserTurn(conversation: Conversation): number {
  for (let index = conversation.entries.length - 1; index >= 0; index--)
    if (isUserTurn(conversation, index)) return index
  return -1
}

/** Index of the first user message that asks for something, or -1. Among named people nothing is a task. */
export function firstTask(conversation: Conversation): number {
  const { isNamed, past, entries } = conversation
  if (isNamed) return -1
  if (past !== undefined) return entries.findIndex(({ message }) => message.id === past.summary.firstTaskId)
  for (let index = 0; index < conversation.entries.length; index++)
    if (isUserTurn(conversation, index)) return index
  return -1
}

function isUserTurn(conversation: Conversation, index: number): boolean {
  const entry = conversation.entries[index]
  return (
    entry !== undefined &&
    entry.message.role === 'user' &&
    !entry.annotation.isToolOutput &&
    entry.annotation.units.length > 0
  )
}
