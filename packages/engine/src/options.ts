import { DEFAULT_CEILING_TOKENS, MIN_BUDGET_TOKENS, STRATEGY_RATIO } from './constants.js'
import type { Conversation } from './conversation.js'
import type { Scores } from './score.js'
import { adaptiveRatio } from './share.js'
import type { CompactOptions, Strategy } from './types.js'

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
  scores: Scores,
  originalTokens: number,
  protectedTokens: number,
): Budget {
  const strategyRequested = options.strategy ?? 'adaptive'
  const ratio =
    strategyRequested === 'adaptive'
      ? adaptiveRatio(conversation, scores, originalTokens)
      : STRATEGY_RATIO[strategyRequested]
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
