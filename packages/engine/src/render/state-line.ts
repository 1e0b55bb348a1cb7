import type { Wording } from '../lexicon/types.js'
import type { CurrentState } from '../types.js'

/** Newest values that the line holds; the state itself lists more. */
const MAX_VALUES = 8

/**
 * Writes where the conversation stands in one line: the status, where something was said about it, and the values in force.
 * Empty where there is nothing to tell.
 */
export function stateLine(state: CurrentState, wording: Wording): string {
  const values = Object.entries(state.values)
    .slice(-MAX_VALUES)
    .map(([name, value]) => `${name}: ${value}`)
  if (values.length === 0 && state.status === 'in_progress') return ''
  return `${wording.state}: ${[wording.status[state.status], ...values].join('; ')}`
}
