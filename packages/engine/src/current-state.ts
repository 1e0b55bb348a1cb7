import { type Conversation, textOf } from './conversation.js'
import { newestUserTurn, unitsOf } from './protect.js'
import type { CurrentState } from './types.js'

/** The state is read from the last messages only. */
const WINDOW_MESSAGES = 12
const MAX_LISTED = 5

/** Where the conversation stands at its end. `in_progress` unless completion was said. */
export function currentState(conversation: Conversation): CurrentState {
  const first = Math.max(0, conversation.entries.length - WINDOW_MESSAGES)
  const recent = conversation.units.slice(conversation.unitStarts[first] ?? 0)
  const problems = recent.filter(
    (unit) => unit.annotation.stances.includes('problem') && unit.annotation.act !== 'filler',
  )
  const plans = recent.filter(
    (unit) => unit.annotation.stances.includes('plan') && unit.annotation.act !== 'question',
  )
  const completions = recent.filter(
    (unit) => unit.annotation.stances.includes('completion') && unit.annotation.act !== 'question',
  )
  const lastProblem = problems.at(-1)?.index ?? -1
  const lastCompletion = completions.at(-1)?.index ?? -1
  const turn = newestUserTurn(conversation)
  const request = turn < 0 ? null : (conversation.entries[turn]?.message.content.trim() ?? null)
  return {
    status: lastCompletion >= 0 && lastCompletion > lastProblem ? 'completed' : 'in_progress',
    topic: topicOf(conversation, first),
    lastUserRequest: request === '' ? null : request,
    openIssues: problems
      .filter((unit) => unit.index > lastCompletion)
      .slice(-MAX_LISTED)
      .map((unit) => textOf(conversation, unit)),
    nextSteps: plans.slice(-MAX_LISTED).map((unit) => textOf(conversation, unit)),
    values: {},
  }
}

/** The name or the rarest repeated term of the last part. */
function topicOf(conversation: Conversation, first: number): string | null {
  const counts = new Map<string, number>()
  for (let index = first; index < conversation.entries.length; index++)
    for (const unit of unitsOf(conversation, index))
      for (const name of unit.annotation.names) counts.set(name, (counts.get(name) ?? 0) + 1)
  let best: string | null = null
  for (const [name, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = name
  return best
}
