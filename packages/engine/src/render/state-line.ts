import type { StateInLine } from '../current-state.js'
import type { Wording } from '../lexicon/types.js'

/** Newest values that the line holds; the state itself lists more. */
const MAX_VALUES = 8
/** A longer value is a sentence; one of them would make the line too dear for a small text. */
export const MAX_SHORT_VALUE = 90

/**
 * Writes where the conversation stands in one line: the status, where something was said about it, whether the last request was answered, and
 * the values in force.
 * Empty where there is nothing to tell. Values of more than `maxValue` characters are left out.
 */
export function stateLine(
  state: StateInLine,
  wording: Wording,
  maxValue: number = Number.POSITIVE_INFINITY,
): string {
  const values = Object.entries(state.values)
    .filter(([, value]) => value.length <= maxValue)
    .slice(-MAX_VALUES)
    .map(([name, value]) => `${name}: ${value}`)
  if (values.length === 0 && state.status === 'in_progress') return ''
  // "Completed" and "waiting" say it; "in progress" leaves it open who is to speak.
  if (state.status === 'in_progress' && state.lastRequestStatus !== null)
    values.unshift(`${wording.lastRequest}: ${wording.requestStatus[state.lastRequestStatus]}`)
  return `${wording.state}: ${[wording.status[state.status], ...values].join('; ')}`
}
