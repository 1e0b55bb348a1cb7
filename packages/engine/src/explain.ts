import { type Conversation, textOf, type Unit } from './conversation.js'
import type { Step } from './fit.js'
import type { Scores } from './score.js'
import type { Fate, ManifestEntry, ManifestTotals } from './types.js'

export interface Explanation {
  readonly totals: ManifestTotals
  readonly entries: readonly ManifestEntry[]
}

/** Says of every unit what became of it and why. Entries are made only where they are wanted. */
export function explain(
  conversation: Conversation,
  scores: Scores,
  steps: readonly Step[],
  superseded: ReadonlySet<number>,
  wantsEntries: boolean,
): Explanation {
  const chosen = new Map<Unit, Step>()
  for (const step of steps) chosen.set(step.unit, step)
  const totals = { units: conversation.units.length, kept: 0, shortened: 0, dropped: 0, superseded: 0 }
  // Sealed units that no digest carries are counted; they are not listed one by one.
  const tally = conversation.past?.summary.tally
  if (tally !== undefined) {
    const leftOut = tally.units - (conversation.past?.ownUnit ?? 0)
    totals.units += leftOut
    totals.superseded += tally.superseded
    totals.dropped += leftOut - tally.superseded
  }
  const entries: ManifestEntry[] = []
  for (const unit of conversation.units) {
    const step = chosen.get(unit)
    const fate = fateOf(unit, step, superseded)
    totals[fate]++
    if (!wantsEntries) continue
    const { start, end, shortened } = unit.annotation
    entries.push({
      span: { messageId: conversation.entries[unit.messageIndex]?.message.id ?? '', start, end },
      text: textOf(conversation, unit),
      fate,
      reason: reasonOf(unit, step, fate, (scores.restatedBy[unit.index] ?? -1) >= 0),
      scoreParts: scores.partsOf(unit),
      ...(fate === 'shortened' && shortened !== undefined ? { shortened } : {}),
    })
  }
  return { totals, entries }
}

function fateOf(unit: Unit, step: Step | undefined, superseded: ReadonlySet<number>): Fate {
  if (step === undefined) return superseded.has(unit.index) ? 'superseded' : 'dropped'
  return step.action === 'dense' && unit.annotation.shortened !== undefined ? 'shortened' : 'kept'
}

function reasonOf(unit: Unit, step: Step | undefined, fate: Fate, isRestated: boolean): string {
  if (step?.action === 'rule') return 'a rule: kept word for word'
  if (step?.action === 'verbatim') return 'protected: pinned, the newest user turn or the task'
  if (fate === 'shortened') return 'chosen; words without content were taken out'
  if (fate === 'kept') return 'chosen for what it adds for its tokens'
  if (fate === 'superseded') return 'a later statement replaced it'
  if (isRestated) return 'its speaker says it again later'
  if (unit.annotation.act === 'filler') return 'says nothing beyond a formula'
  if (unit.annotation.kind === 'output') return 'output of a program, older or of less use than what was kept'
  return 'adds less for its tokens than what was kept'
}
