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
  successor: ReadonlyMap<number, number>,
  wantsEntries: boolean,
): Explanation {
  const chosen: (Step | undefined)[] = new Array(conversation.units.length).fill(undefined)
  for (const step of steps) chosen[step.unit.index] = step
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
    const step = chosen[unit.index]
    const fate = fateOf(unit, step, successor)
    totals[fate]++
    if (!wantsEntries) continue
    const { start, end, shortened } = unit.annotation
    entries.push({
      span: { messageId: conversation.entries[unit.messageIndex]?.message.id ?? '', start, end },
      text: textOf(conversation, unit),
      fate,
      reason: reasonOf(conversation, unit, step, fate, {
        successor: successor.get(unit.index),
        isRestated: (scores.restatedBy[unit.index] ?? -1) >= 0,
      }),
      scoreParts: scores.partsOf(unit),
      ...(fate === 'shortened' && shortened !== undefined ? { shortened } : {}),
    })
  }
  return { totals, entries }
}

function fateOf(unit: Unit, step: Step | undefined, superseded: ReadonlyMap<number, number>): Fate {
  if (step === undefined) return superseded.has(unit.index) ? 'superseded' : 'dropped'
  return step.action === 'dense' && unit.annotation.shortened !== undefined ? 'shortened' : 'kept'
}

/** A successor is quoted up to here. */
const MAX_QUOTED = 80

function reasonOf(
  conversation: Conversation,
  unit: Unit,
  step: Step | undefined,
  fate: Fate,
  links: { readonly successor: number | undefined; readonly isRestated: boolean },
): string {
  if (step?.action === 'rule') return 'a rule: kept word for word'
  if (step?.action === 'verbatim') return 'protected: pinned, the newest user turn or the task'
  const isData = unit.annotation.kind === 'output'
  if (fate === 'shortened')
    return isData
      ? 'chosen; members that nobody takes up were left out'
      : 'chosen; words without content were taken out'
  if (fate === 'kept') return 'chosen for what it adds for its tokens'
  if (fate === 'superseded') return `a later statement replaced it${quoted(conversation, links.successor)}`
  if (links.isRestated) return 'its speaker says it again later'
  if (unit.annotation.act === 'filler') return 'says nothing beyond a formula'
  if (isData) return 'output of a program, older or of less use than what was kept'
  return 'adds less for its tokens than what was kept'
}

function quoted(conversation: Conversation, successor: number | undefined): string {
  const unit = conversation.units[successor ?? -1]
  if (unit === undefined) return ''
  const text = textOf(conversation, unit).replace(/\s+/g, ' ')
  return `: “${text.length <= MAX_QUOTED ? text : `${[...text].slice(0, MAX_QUOTED).join('')}…`}”`
}
