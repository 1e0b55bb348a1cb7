import { PROTECTED_TURN_SHARE } from './constants.js'
import type { Conversation, Unit } from './conversation.js'

/** Units that stand outside the lossy step, by kind of protection, most important first. */
export interface Protection {
  /** Rules of the user or the system, newest first: kept byte for byte. */
  readonly rules: readonly Unit[]
  /** Units of pinned messages: kept byte for byte. */
  readonly pinned: readonly Unit[]
  /** Units of the newest user turn and of the first task, where they are short enough for the budget. */
  readonly turns: readonly Unit[]
}

/** Decides what the selection may not drop. */
export function protect(
  conversation: Conversation,
  pinnedIds: ReadonlySet<string>,
  budget: number,
): Protection {
  const pinned = conversation.units.filter((unit) =>
    pinnedIds.has(conversation.entries[unit.messageIndex]?.message.id ?? ''),
  )
  const rules = conversation.units.filter((unit) => isRule(conversation, unit)).reverse()
  const turns = [newestUserTurn(conversation), firstTask(conversation)].flatMap((index) => {
    if (index < 0) return []
    const units = unitsOf(conversation, index)
    const tokens = units.reduce((sum, unit) => sum + unit.annotation.tokenCount, 0)
    return tokens <= budget * PROTECTED_TURN_SHARE ? units : []
  })
  return { rules, pinned, turns: [...new Set(turns)] }
}

/** Tokens of a heading, a list mark or a label around each protected statement, in the most wordy format. */
const SURROUNDING_TOKENS = 6

/** Tokens that rules and pinned messages need at most, with what surrounds them. */
export function protectedTokens(conversation: Conversation, pinnedIds: ReadonlySet<string>): number {
  let tokens = 0
  for (const unit of conversation.units) {
    const id = conversation.entries[unit.messageIndex]?.message.id ?? ''
    if (pinnedIds.has(id) || isRule(conversation, unit))
      tokens += unit.annotation.tokenCount + SURROUNDING_TOKENS
  }
  return tokens
}

/** A directive of a user or the system that is meant to hold, not a remark among named people. */
export function isRule(conversation: Conversation, unit: Unit): boolean {
  if (!unit.annotation.stances.includes('rule') || unit.annotation.act === 'question') return false
  const entry = conversation.entries[unit.messageIndex]
  if (entry === undefined || entry.annotation.isToolOutput || conversation.isNamed) return false
  return entry.message.role === 'user' || entry.message.role === 'system'
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
  if (conversation.isNamed) return -1
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
