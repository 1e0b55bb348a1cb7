import type { AnnotatedMessage, CompactionResult, CompactOptions, Message } from '@precis/engine'
import { annotate, compactAnnotated, detectLanguage } from '@precis/engine'
import { FEATURE_GROUPS, type FeatureGroup } from '../../../packages/engine/src/salience/features.js'
import type { FeatureWeights, SalienceWeights } from '../../../packages/engine/src/salience/shape.js'
import { SALIENCE_WEIGHTS } from '../../../packages/engine/src/salience/weights.js'

type Compact = (messages: readonly Message[], options: CompactOptions) => CompactionResult

/** Signals that can be switched off one at a time: the groups of salience features, and what the input tells. */
export const SIGNALS: readonly string[] = [
  ...Object.keys(FEATURE_GROUPS).map((group) => `features: ${group}`),
  'all features',
  'speaker names',
  'dates',
  'shortening',
]

/** The engine without one signal. */
export function switchOff(compact: Compact, signal: string): Compact {
  if (signal === 'all features') return withoutFeatures(compact, Object.values(FEATURE_GROUPS).flat())
  const group = Object.keys(FEATURE_GROUPS).find((name) => signal === `features: ${name}`)
  // The name comes from the keys of that very object.
  if (group !== undefined) return withoutFeatures(compact, FEATURE_GROUPS[group as FeatureGroup])
  if (signal === 'speaker names')
    return (messages, options) =>
      compact(
        messages.map(({ name: _, ...rest }) => rest),
        options,
      )
  if (signal === 'dates')
    return (messages, options) =>
      compact(
        messages.map(({ timestamp: _, ...rest }) => rest),
        options,
      )
  if (signal === 'shortening') return compactUnshortened
  throw new Error(`there is no signal ${signal}; there are ${SIGNALS.join(', ')}`)
}

/**
 * Lets this process's engine score with other weights; a feature that is not named weighs nothing. The model is read-only for the engine; the
 * bench is the one place that bends it. Its tables are exchanged and not written to, since the engine keeps what it made of them.
 */
export function overrideWeights({ base, shifts, withAssistant }: SalienceWeights): void {
  Object.assign(SALIENCE_WEIGHTS, { base: { ...base }, shifts, withAssistant })
}

/** Weights of these features are 0 while the engine runs. One process scores one conversation at a time. */
function withoutFeatures(compact: Compact, features: readonly string[]): Compact {
  const without = (table: FeatureWeights): FeatureWeights =>
    Object.fromEntries(Object.entries(table).filter(([feature]) => !features.includes(feature)))
  return (messages, options) => {
    const saved = { ...SALIENCE_WEIGHTS }
    const { base, shifts, withAssistant } = saved
    overrideWeights({
      base: without(base),
      shifts: { people: without(shifts.people), turnLength: without(shifts.turnLength) },
      withAssistant: {
        base: without(withAssistant?.base ?? {}),
        turnLength: without(withAssistant?.turnLength ?? {}),
      },
    })
    try {
      return compact(messages, options)
    } finally {
      Object.assign(SALIENCE_WEIGHTS, saved)
    }
  }
}

/** Every unit in its full wording. */
function compactUnshortened(messages: readonly Message[], options: CompactOptions): CompactionResult {
  const language = detectLanguage(messages)
  const entries: readonly AnnotatedMessage[] = messages.map((message) => {
    const annotation = annotate(message, { language })
    // What is stored of the shorter form goes with it: lines that add up from its tokens would go over the budget.
    const units = annotation.units.map(
      ({ shortened, shortenedTokenCount, price, lineTokens, ...unit }) => unit,
    )
    return { message, annotation: { ...annotation, units } }
  })
  return compactAnnotated(entries, options)
}
