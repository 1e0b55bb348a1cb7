import { type Conversation, textOf, type Unit } from './conversation.js'
import type { Step } from './fit.js'
import { firstTask, newestUserTurn, type Protection } from './protect.js'
import type { Scores } from './score.js'
import type { Fate, ManifestEntry, ManifestTotals } from './types.js'

/** What else the choice was made by. */
export interface ChoiceContext {
  readonly successor: ReadonlyMap<number, number>
  readonly protection: Protection
  /** Everything fitted, and nothing was chosen. */
  readonly isWhole: boolean
}

export interface Explanation {
  readonly totals: ManifestTotals
  readonly entries: readonly ManifestEntry[]
}

/** Says of every unit what became of it and why. Entries are made only where they are wanted. */
export function explain(
  conversation: Conversation,
  scores: Scores,
  steps: readonly Step[],
  context: ChoiceContext,
  wantsEntries: boolean,
): Explanation {
  const { successor } = context
  const protectedBy = wantsEntries ? protectionReasons(conversation, context) : undefined
  const change = new Set(wantsEntries ? context.protection.change : [])
  const beyondShare = new Set(wantsEntries ? context.protection.beyondShare : [])
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
        isBeyondShare: beyondShare.has(unit),
        isLastChange: change.has(unit),
        protectedBy: protectedBy?.(unit),
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

/** Why a unit stands word for word. */
function protectionReasons(
  conversation: Conversation,
  { protection, isWhole }: ChoiceContext,
): (unit: Unit) => string | undefined {
  if (isWhole) return () => 'everything fits: kept as it was said'
  const reasons = new Map<Unit, string>()
  const newest = newestUserTurn(conversation)
  const task = firstTask(conversation)
  for (const unit of protection.turns)
    if (unit.messageIndex === newest) reasons.set(unit, 'protected: the newest user turn')
    else if (unit.messageIndex === task) reasons.set(unit, 'protected: the first task')
  for (const unit of protection.pinned) reasons.set(unit, 'protected: pinned')
  return (unit) => reasons.get(unit)
}

/** A successor is quoted up to here. */
const MAX_QUOTED = 80

function reasonOf(
  conversation: Conversation,
  unit: Unit,
  step: Step | undefined,
  fate: Fate,
  links: {
    readonly successor: number | undefined
    readonly isRestated: boolean
    readonly isBeyondShare: boolean
    readonly isLastChange: boolean
    readonly protectedBy: string | undefined
  },
): string {
  if (step?.action === 'rule') return 'a rule: kept word for word'
  if (step?.action === 'verbatim') return links.protectedBy ?? 'kept word for word'
  const isData = unit.annotation.kind === 'output'
  if (step !== undefined && links.isLastChange) return 'protected: the last change by a tool, with its answer'
  if (fate === 'shortened')
    return isData
      ? 'chosen; members that nobody takes up were left out'
      : 'chosen; words without content were taken out'
  if (fate === 'kept') return 'chosen for what it adds for its tokens'
  if (fate === 'superseded') return `a later statement replaced it${quoted(conversation, links.successor)}`
  if (links.isBeyondShare) return 'a rule of the system beyond the share of the budget that its rules have'
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
