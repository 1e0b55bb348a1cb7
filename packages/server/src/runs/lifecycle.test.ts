import { describe, expect, it } from 'vitest'
import {
  decideAfterFailure,
  isExhausted,
  MAX_ATTEMPTS,
  MAX_SLEEP_MS,
  RETRY_BASE_MS,
  RETRY_MAX_MS,
  sleepUntilDue,
} from './lifecycle.js'

describe('run lifecycle', () => {
  it('fails for good at once when another attempt would fail the same way', () => {
    expect(decideAfterFailure(1, { kind: 'hopeless', message: 'bad target' }, 0)).toEqual({
      errorMessage: 'bad target',
    })
  })

  it('waits twice as long before each further attempt', () => {
    const waits = [1, 2].map((attempt) =>
      decideAfterFailure(attempt, { kind: 'transient', message: 'x' }, 100),
    )

    expect(waits.map(({ retryAtMs }) => retryAtMs)).toEqual([100 + RETRY_BASE_MS, 100 + 2 * RETRY_BASE_MS])
    expect(2 * RETRY_BASE_MS).toBeLessThanOrEqual(RETRY_MAX_MS)
  })

  it('gives up after the last attempt and says how many there were', () => {
    const decision = decideAfterFailure(MAX_ATTEMPTS, { kind: 'transient', message: 'interrupted' }, 0)

    expect(decision).toEqual({ errorMessage: `interrupted (attempt ${MAX_ATTEMPTS} of ${MAX_ATTEMPTS})` })
  })

  it('counts interrupted attempts as well', () => {
    expect([MAX_ATTEMPTS, MAX_ATTEMPTS + 1].map(isExhausted)).toEqual([false, true])
  })

  it.each([
    ['nothing is waiting', undefined, MAX_SLEEP_MS],
    ['the next run is far off', 1_000 + MAX_SLEEP_MS + 1, MAX_SLEEP_MS],
    ['the next run is near', 1_250, 250],
    ['a run is overdue', 900, 0],
  ])('sleeps the right time when %s', (_, nextDueAtMs, sleepMs) => {
    expect(sleepUntilDue(nextDueAtMs, 1_000)).toBe(sleepMs)
  })
})
