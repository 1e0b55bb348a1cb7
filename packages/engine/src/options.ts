import { ADAPTIVE_RATIO, DEFAULT_CEILING_TOKENS, MIN_BUDGET_TOKENS, STRATEGY_RATIO } from './constants.js'
import type { Conversation } from './conversation.js'
import { countDistinct, termHashes } from './digest/term-counts.js'
import type { CompactOptions, Strategy } from './types.js'
import { FLAG } from './unit-flags.js'

/** The ceiling in force and how it came about. */
export interface Budget {
  readonly tokens: number
  readonly strategyRequested: Strategy
  readonly strategyUsed: Strategy
}

/**
 * Turns strategy and target into one ceiling. A target is kept whatever it costs; a strategy's share of the original is
 * an aim and gives way to what must not be lost.
 *
 * Units   `protectedTokens`: what rules and pinned messages need.
 * Errors  RangeError for a target that is not a positive whole number, or an unknown strategy or format.
 */
export function budgetFor(
  options: CompactOptions,
  conversation: Conversation,
  originalTokens: number,
  protectedTokens: number,
): Budget {
  const strategyRequested = options.strategy ?? 'adaptive'
  const ratio =
    strategyRequested === 'adaptive' ? adaptiveRatio(conversation) : STRATEGY_RATIO[strategyRequested]
  if (ratio === undefined)
    throw new RangeError(
      `Unknown strategy ${JSON.stringify(strategyRequested)}: use aggressive, balanced, conservative or adaptive.`,
    )
  const strategyUsed = strategyRequested === 'adaptive' ? nearestStrategy(ratio) : strategyRequested
  const { targetTokens } = options
  if (targetTokens === undefined)
    return {
      tokens: Math.min(
        DEFAULT_CEILING_TOKENS,
        Math.max(MIN_BUDGET_TOKENS, Math.ceil(protectedTokens), Math.ceil(originalTokens * ratio)),
      ),
      strategyRequested,
      strategyUsed,
    }
  if (!Number.isInteger(targetTokens) || targetTokens < 1)
    throw new RangeError(`targetTokens must be a positive whole number, not ${String(targetTokens)}.`)
  return { tokens: targetTokens, strategyRequested, strategyUsed }
}

function nearestStrategy(ratio: number): Strategy {
  const distance = (strategy: keyof typeof STRATEGY_RATIO) => Math.abs(STRATEGY_RATIO[strategy] - ratio)
  return (['conservative', 'balanced', 'aggressive'] as const).reduce((a, b) =>
    distance(b) < distance(a) ? b : a,
  )
}

/** Share of filler, and of words that the conversation has said before, at which nothing more is to be gained. */
const EMPTY_SHARE = 0.5

/** What the share is chosen by. */
export interface Variety {
  readonly units: number
  /** Units that say nothing, or were printed by a program. */
  readonly emptyUnits: number
  /** Terms of all units, and how many different ones there are. */
  readonly terms: number
  readonly distinctTerms: number
}

export function varietyOf(conversation: Conversation): Variety {
  let terms = 0
  let emptyUnits = 0
  for (const { index, terms: own } of conversation.units) {
    terms += own.length
    const isEmpty = ((conversation.flags[index] as number) & (FLAG.filler | FLAG.output)) !== 0
    if (isEmpty || own.length <= 1) emptyUnits++
  }
  return { units: conversation.units.length, emptyUnits, terms, distinctTerms: conversation.termCount }
}

/** As `varietyOf`, sealed ranges included. */
function varietyOfAll(conversation: Conversation): Variety {
  const { past } = conversation
  if (past === undefined) return varietyOf(conversation)
  const { tally, termCounts } = past.summary
  const own = varietyOf(past.own)
  return {
    units: tally.units + own.units,
    emptyUnits: tally.emptyUnits + own.emptyUnits,
    terms: tally.terms + own.terms,
    distinctTerms: countDistinct([termCounts.hashes, termHashes(past.own)]),
  }
}

/**
 * The share of the original that a conversation is worth: more where most units say something new, less where formulas
 * and repeated terms take the space.
 */
export function adaptiveRatio(conversation: Conversation): number {
  const { units, emptyUnits, terms, distinctTerms } = varietyOfAll(conversation)
  if (units === 0) return ADAPTIVE_RATIO.max
  const density = 1 - Math.min(1, emptyUnits / units / EMPTY_SHARE)
  const novelty = terms === 0 ? 0 : Math.min(1, (3 * distinctTerms) / terms)
  return ADAPTIVE_RATIO.min + (ADAPTIVE_RATIO.max - ADAPTIVE_RATIO.min) * ((density + novelty) / 2)
}
