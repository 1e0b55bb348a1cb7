import type { Conversation, Unit } from '../conversation.js'
import { isPolicy } from '../rules-in-force.js'
import type { Item, ItemType, Validation } from '../types.js'
import { unitPlaces } from '../unit-places.js'
import { MostImportant } from './losses.js'

/** A text passes from this score on. */
export const PASS_MARK = 0.7
const MAX_UNSUPPORTED = 50

/** The score of a text that keeps everything but every rule is this far below: a rule that is lost is not made up for. */
const RULE_PENALTY = 0.5

/** Below this share a unit counts as missing; a rule is often retold in other words, of which fewer are its own. */
const LOST = 0.5
const LOST_RULE = 0.15

/** What a scorecard is made from. */
export interface Findings {
  readonly conversation: Conversation
  /** Salience of each unit. */
  readonly salience: Float64Array
  readonly items: readonly Item[]
  /** 0 to 1 for each unit: how much of it the text still says. */
  readonly retained: Float64Array
  /** Shares of claims that the conversation supports, and the ones that it does not. */
  readonly faithfulness: number
  readonly unsupported: readonly string[]
  /** What the units that are not in the conversation any more weigh, by type, on the scale of `salience`. */
  readonly lost?: Iterable<readonly [ItemType, number]>
  /** `retained` is all or nothing: a unit that others tell in part counts as lost. */
  readonly isAllOrNothing?: boolean
}

/**
 * What the kept share is raised to where units are kept or lost as wholes: then it is too low, since what a lost unit tells
 * stands in part in others. Fitted on the tuning half (bench/src/validation): mean error 0.071 → 0.063 there, 0.088 → 0.073 on
 * the half that was held back; 0.65 to 0.85 differ by 0.005. The order of texts stays what it was.
 */
const ALL_OR_NOTHING_EXPONENT = 0.78

/**
 * Turns what a text keeps of each unit into a score.
 *
 * Units   score: coverage weighted by salience × faithfulness × (1 where all rules are kept, less for lost ones);
 *         coverage by type: the same share over the units of one type alone. What is of no type counts as `episode`.
 *         A value that a later one replaced is not missed.
 * Source  salience is the chance that a later question needs a unit, so its kept share is the share of
 *         questions that can be answered (bench/src/validation).
 * Cost    linear in the units.
 */
export function scorecard(findings: Findings): Validation {
  const { conversation, retained, faithfulness } = findings
  const itemOf = itemsByUnit(findings)
  const keptOf = keptShares(findings)
  const tallies = new Map<ItemType, Tally>()
  const losses = new MostImportant(conversation)
  for (const unit of conversation.units) {
    // Part of a policy is not missed as a rule: whoever wrote it sends it along.
    const item = isPolicy(unit) ? undefined : itemOf[unit.index]
    if (unit.terms.length === 0 || item?.supersededBy !== undefined) continue
    if (conversation.records?.replaced.by.has(unit.index) === true) continue
    const weight = Math.max(0, findings.salience[unit.index] ?? 0)
    const share =
      (item?.type === 'constraint' ? undefined : keptOf.get(item)) ?? (retained[unit.index] as number)
    const type = item?.type ?? sealedType(conversation, unit) ?? 'episode'
    const tally = tallyOf(tallies, type)
    tally.whole += weight
    tally.kept += weight * share
    if (share < (type === 'constraint' ? LOST_RULE : LOST))
      losses.offer({ unit, item, weight: weight * (1 - share) })
  }
  for (const [type, weight] of findings.lost ?? []) tallyOf(tallies, type).whole += weight
  const coverage: Partial<Record<ItemType, number>> = {}
  let total = 0
  let keptWeight = 0
  for (const [type, { whole, kept }] of tallies) {
    coverage[type] = whole === 0 ? 1 : kept / whole
    total += whole
    keptWeight += kept
  }
  const share = total === 0 ? 1 : Math.min(1, keptWeight / total)
  const covered = findings.isAllOrNothing === true ? share ** ALL_OR_NOTHING_EXPONENT : share
  const rules = 1 - RULE_PENALTY * (1 - (coverage.constraint ?? 1))
  const score = covered * faithfulness * rules
  return {
    score,
    passed: score >= PASS_MARK,
    coverage,
    faithfulness,
    missing: losses.listed(),
    unsupported: findings.unsupported.slice(0, MAX_UNSUPPORTED),
  }
}

/** What the units of one type weigh, and the kept ones among them. */
interface Tally {
  whole: number
  kept: number
}

function tallyOf(tallies: Map<ItemType, Tally>, type: ItemType): Tally {
  const known = tallies.get(type)
  if (known !== undefined) return known
  const made = { whole: 0, kept: 0 }
  tallies.set(type, made)
  return made
}

/** What a carried unit was told as in its range. */
const sealedType = ({ past }: Conversation, { index, annotation }: Unit): ItemType | undefined =>
  past !== undefined && index < past.ownUnit ? annotation.sealed?.type : undefined

/**
 * How much of each item that several units tell is kept: of a decision what was proposed, not the word of agreement, of a
 * fact in three clauses the part that the kept ones tell; what answers a question tells it by itself, where it is more than a
 * word. By the terms of its units.
 */
const MIN_TERMS_OF_ANSWER = 2

function keptShares({ conversation, items, retained }: Findings): ReadonlyMap<Item | undefined, number> {
  const { unitAt } = unitPlaces(conversation)
  const shares = new Map<Item | undefined, number>()
  for (const item of items) {
    if (item.evidence.length < 2) continue
    let whole = 0
    let kept = 0
    let ofLast = 0
    const own = item.evidence.at(-1)?.messageId
    for (const span of item.evidence) {
      // What a fact is about stands before it: kept alone it does not tell the fact.
      if (item.type === 'fact' && span.messageId !== own) continue
      const unit = unitAt(span)
      const terms = conversation.units[unit]?.terms.length ?? 0
      const share = retained[unit] ?? 0
      whole += terms
      kept += terms * share
      if (terms >= MIN_TERMS_OF_ANSWER) ofLast = share
    }
    if (whole > 0) shares.set(item, Math.max(kept / whole, ofLast))
  }
  return shares
}

/** The first item of each unit, by the unit's index. */
export function itemsByUnit({
  conversation,
  items,
}: Pick<Findings, 'conversation' | 'items'>): readonly (Item | undefined)[] {
  const { unitAt } = unitPlaces(conversation)
  const byUnit = new Array<Item | undefined>(conversation.units.length)
  for (const item of items)
    for (const span of item.evidence) {
      const unit = unitAt(span)
      if (unit >= 0) byUnit[unit] ??= item
    }
  return byUnit
}
