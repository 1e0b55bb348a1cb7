import type { AnnotatedMessage, CompactionResult, CompactOptions, Message } from '@precis/engine'
import { annotate, compactAnnotated, detectLanguage } from '@precis/engine'
import { FEATURE_GROUPS, type FeatureGroup } from '../../../packages/engine/src/salience/features.js'
import type { SalienceWeights } from '../../../packages/engine/src/salience/shape.js'
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

/** The tables of the model. They are read-only for the engine; the bench is the one place that bends them. */
const tablesOf = ({ base, shifts }: SalienceWeights): Record<string, number>[] =>
  [base, ...Object.values(shifts)].map((table) => table as Record<string, number>)

/** Lets this process's engine score with other weights; a feature that is not named weighs nothing. */
export function overrideWeights(weights: SalienceWeights): void {
  const others = tablesOf(weights)
  tablesOf(SALIENCE_WEIGHTS).forEach((own, table) => {
    for (const feature of Object.values(FEATURE_GROUPS).flat()) own[feature] = others[table]?.[feature] ?? 0
  })
}

/** Weights of these features are 0 while the engine runs. One process scores one conversation at a time. */
function withoutFeatures(compact: Compact, features: readonly string[]): Compact {
  return (messages, options) => {
    const saved = tablesOf(SALIENCE_WEIGHTS).map((table) => ({ table, weights: { ...table } }))
    for (const { table } of saved) for (const feature of features) table[feature] = 0
    try {
      return compact(messages, options)
    } finally {
      for (const { table, weights } of saved) Object.assign(table, weights)
    }
  }
}

/** Every unit in its full wording. */
function compactUnshortened(messages: readonly Message[], options: CompactOptions): CompactionResult {
  const language = detectLanguage(messages)
  const entries: readonly AnnotatedMessage[] = messages.map((message) => {
    const annotation = annotate(message, { language })
    const units = annotation.units.map(({ shortened: _, shortenedTokenCount: __, ...unit }) => unit)
    return { message, annotation: { ...annotation, units } }
  })
  return compactAnnotated(entries, options)
}
