import type { Conversation, Unit } from '../../../packages/engine/src/conversation.js'
import { denseTokens } from '../../../packages/engine/src/select.js'
import type { BenchConversation } from '../quality/shared-bench.js'

/** Answers of more units are no answer that somebody could be told by a few sentences. */
const MAX_TOGETHER = 6
/** Units of all evidence of a probe up to which the least of them that answer it are looked for, one by one. */
const MAX_EVIDENCE_UNITS = 60
/** Tokens of a label that a unit of a message opens. */
const LABEL_TOKENS = 4
const ANSWERED = 0.99

/** The cheapest units that answer a probe by themselves, and how much of it (0 to 1). */
export interface ToldAnswer {
  readonly units: readonly Unit[]
  readonly value: number
}

/** Share of each probe that a text of these units answers. */
export type Judge = (units: readonly Unit[]) => readonly number[]

const tokensOf = (units: readonly Unit[]): number => units.reduce((sum, unit) => sum + denseTokens(unit), 0)

/** For each probe the cheapest units that answer it: one of all, or the fewest of its evidence that do together. */
export function answersOf(
  { probes }: BenchConversation,
  conversation: Conversation,
  judge: Judge,
): readonly ToldAnswer[] {
  const alone = conversation.units.map((unit) => ({ unit, answered: judge([unit]) }))
  return probes.map(({ evidence }, probe) => {
    let best: ToldAnswer = { units: [], value: 0 }
    for (const { unit, answered } of alone)
      best = better(best, { units: [unit], value: answered[probe] ?? 0 })
    if (best.value >= ANSWERED) return best
    const ids = new Set(evidence)
    const near = conversation.units.filter(({ messageIndex }) =>
      ids.has(conversation.entries[messageIndex]?.message.id ?? ''),
    )
    const together = fewestOf(near, (units) => judge(units)[probe] ?? 0)
    return together.units.length > MAX_TOGETHER ? best : better(best, together)
  })
}

const better = (one: ToldAnswer, other: ToldAnswer): ToldAnswer =>
  other.value > one.value || (other.value === one.value && tokensOf(other.units) < tokensOf(one.units))
    ? other
    : one

/** Leaves out what is not needed for what all of them answer, the longest first. */
function fewestOf(units: readonly Unit[], worthOf: (units: readonly Unit[]) => number): ToldAnswer {
  if (units.length === 0 || units.length > MAX_EVIDENCE_UNITS) return { units: [], value: 0 }
  const value = worthOf(units)
  let kept = units
  for (const unit of [...units].sort((a, b) => denseTokens(b) - denseTokens(a))) {
    const without = kept.filter((other) => other !== unit)
    if (without.length > 0 && worthOf(without) >= value) kept = without
  }
  return { units: kept, value }
}

/** The units of all answers, those first that answer most for their tokens; nothing that is chosen already. */
export function greedyOrder(answers: readonly ToldAnswer[], chosen: ReadonlySet<Unit>): readonly Unit[] {
  const taken = new Set(chosen)
  const opened = new Set([...chosen].map(({ messageIndex }) => messageIndex))
  const open = new Set(answers.filter(({ value }) => value > 0))
  const order: Unit[] = []
  const priceOf = (units: readonly Unit[]): number =>
    units
      .filter((unit) => !taken.has(unit))
      .reduce(
        (sum, unit) => sum + denseTokens(unit) + (opened.has(unit.messageIndex) ? 0 : LABEL_TOKENS),
        Number.EPSILON,
      )
  while (open.size > 0) {
    const [next] = [...open].sort((a, b) => b.value / priceOf(b.units) - a.value / priceOf(a.units))
    if (next === undefined) break
    open.delete(next)
    for (const unit of next.units.filter((unit) => !taken.has(unit))) {
      taken.add(unit)
      opened.add(unit.messageIndex)
      order.push(unit)
    }
  }
  return order
}
