import type { Conversation } from './conversation.js'
import type { Step } from './fit.js'
import type { Item, ItemType, MissingItem, Validation } from './types.js'

/** A compaction passes from this score on. */
export const PASS_MARK = 0.7
const MAX_MISSING = 50

/** Measures the share of each type's items whose units stand in the text. The text is made of source units only. */
export function validate(
  conversation: Conversation,
  items: readonly Item[],
  steps: readonly Step[],
): Validation {
  const kept = new Set<string>()
  for (const { unit } of steps)
    kept.add(`${conversation.entries[unit.messageIndex]?.message.id ?? ''}:${unit.annotation.start}`)
  const totals = new Map<ItemType, { all: number; kept: number }>()
  const missing: MissingItem[] = []
  for (const item of items) {
    const count = totals.get(item.type) ?? { all: 0, kept: 0 }
    totals.set(item.type, count)
    count.all++
    const span = item.evidence[0]
    if (span !== undefined && kept.has(`${span.messageId}:${span.start}`)) count.kept++
    else if (missing.length < MAX_MISSING)
      missing.push({ type: item.type, content: item.content, evidence: item.evidence })
  }
  const coverage: Partial<Record<ItemType, number>> = {}
  for (const [type, count] of totals) coverage[type] = count.kept / count.all
  const shares = Object.values(coverage)
  const score = shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
  return { score, passed: score >= PASS_MARK, coverage, faithfulness: 1, missing, unsupported: [] }
}
