import type { Conversation, Unit } from './conversation.js'
import type { Step } from './fit.js'
import { chainsOf } from './link/supersession.js'
import type { Protection } from './protect.js'
import type { Scores } from './score.js'
import { denseTokens, rank } from './select.js'

/** How much more than the budget is ranked, so that the refit has what to choose from. */
const RANKING_SURPLUS = 1.25
const RANKING_SURPLUS_TOKENS = 200

/** Rules first, then pins and protected turns, then the ranking, then full wording where room is left. */
export function planSteps(
  conversation: Conversation,
  scores: Scores,
  protection: Protection,
  budget: number,
  successor: ReadonlyMap<number, number>,
): Step[] {
  const steps: Step[] = []
  let tokens = 0
  const push = (unit: Unit, action: Step['action'], cost: number) => {
    tokens += cost
    steps.push({ unit, action, tokensUpTo: tokens })
  }
  for (const unit of protection.rules) push(unit, 'rule', unit.annotation.tokenCount + 3)
  const rules = new Set(protection.rules)
  const verbatim = new Set([...protection.pinned, ...protection.turns].filter((unit) => !rules.has(unit)))
  for (const unit of verbatim) push(unit, 'verbatim', unit.annotation.tokenCount + 1)
  const change = protection.change.filter((unit) => !rules.has(unit) && !verbatim.has(unit))
  for (const unit of change) push(unit, 'dense', denseTokens(unit) + 1)
  const heirs = heirsOf(verbatim, conversation, successor).filter(
    (unit) => !rules.has(unit) && !verbatim.has(unit) && !change.includes(unit),
  )
  for (const unit of heirs) push(unit, 'dense', denseTokens(unit) + 1)
  const fixed = [...protection.rules, ...verbatim, ...change, ...heirs]
  const limit = budget * RANKING_SURPLUS + RANKING_SURPLUS_TOKENS
  const ranking = rank(conversation, scores, fixed, limit)
  ranking.order.slice(fixed.length).forEach((unit, at) => {
    const before = ranking.tokensUpTo[at + fixed.length - 1] ?? 0
    push(unit, 'dense', (ranking.tokensUpTo[at + fixed.length] ?? 0) - before)
  })
  if (tokens < limit)
    for (const unit of ranking.order.slice(fixed.length))
      if (unit.annotation.shortened !== undefined)
        push(unit, 'restore', unit.annotation.tokenCount - denseTokens(unit))
  return steps
}

/** What replaced units that stand all the same: a first task whose date has changed must not be the last word on it. */
function heirsOf(
  standing: ReadonlySet<Unit>,
  { units }: Conversation,
  successor: ReadonlyMap<number, number>,
): readonly Unit[] {
  const inForce = chainsOf(successor)
  const heirs = new Set<Unit>()
  for (const { index } of standing) {
    const heir = successor.has(index) ? units[inForce(index)] : undefined
    if (heir !== undefined) heirs.add(heir)
  }
  return [...heirs]
}
