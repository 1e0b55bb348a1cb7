import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_RETRY, decideRetry, type Failure, parseRetryAfterMs, type RetryPolicy } from './retry.js'

const policy: RetryPolicy = { maxAttempts: 4, baseDelayMs: 100, maxDelayMs: 250, maxRetryAfterMs: 5_000 }
const status = (code: number, retryAfterMs?: number): Failure => ({
  kind: 'status',
  status: code,
  retryAfterMs,
})

function decide(failure: Failure, safety: 'idempotent' | 'once' = 'idempotent', attempt = 1, random = 0.5) {
  return decideRetry({ attempt, failure, safety, policy, random })
}

describe('decideRetry', () => {
  it.each<[string, Failure, string, string]>([
    ['timeout', { kind: 'timeout' }, 'retry', 'stop'],
    ['network', { kind: 'network' }, 'retry', 'stop'],
    ['unreadable answer', { kind: 'unreadable' }, 'retry', 'stop'],
    ['301', status(301), 'stop', 'stop'],
    ['400', status(400), 'stop', 'stop'],
    ['401', status(401), 'stop', 'stop'],
    ['402', status(402), 'stop', 'stop'],
    ['403', status(403), 'stop', 'stop'],
    ['404', status(404), 'stop', 'stop'],
    ['408', status(408), 'retry', 'stop'],
    ['409', status(409), 'stop', 'stop'],
    ['413', status(413), 'stop', 'stop'],
    ['422', status(422), 'stop', 'stop'],
    ['429', status(429), 'retry', 'retry'],
    ['499', status(499), 'stop', 'stop'],
    ['500', status(500), 'retry', 'stop'],
    ['501', status(501), 'stop', 'stop'],
    ['502', status(502), 'retry', 'stop'],
    ['503', status(503), 'retry', 'retry'],
    ['504', status(504), 'retry', 'stop'],
    ['505', status(505), 'stop', 'stop'],
  ])('%s: idempotent requests and requests that must happen once', (_name, failure, idempotent, once) => {
    expect(decide(failure).kind).toBe(idempotent)
    expect(decide(failure, 'once').kind).toBe(once)
  })

  it('spreads the wait over the whole of a window that doubles up to the cap', () => {
    const longest = [1, 2, 3].map((attempt) => decide({ kind: 'timeout' }, 'idempotent', attempt, 0.999999))
    const shortest = decide({ kind: 'timeout' }, 'idempotent', 2, 0)

    expect(longest).toEqual([100, 200, 250].map((delayMs) => ({ kind: 'retry', delayMs })))
    expect(shortest).toEqual({ kind: 'retry', delayMs: 0 })
  })

  it('waits as long as the server asks, and a jitter more', () => {
    expect(decide(status(429, 2_000), 'idempotent', 1, 0)).toEqual({ kind: 'retry', delayMs: 2_000 })
    expect(decide(status(503, 2_000), 'idempotent', 1, 0.5)).toEqual({ kind: 'retry', delayMs: 2_050 })
  })

  it('leaves a wait beyond the limit to the caller', () => {
    expect(decide(status(429, 5_001))).toEqual({ kind: 'stop', reason: 'wait_too_long' })
  })

  it('says why it stops', () => {
    expect(decide({ kind: 'network' }, 'idempotent', 4)).toEqual({ kind: 'stop', reason: 'attempts_used' })
    expect(decide(status(404))).toEqual({ kind: 'stop', reason: 'permanent' })
    expect(decide({ kind: 'timeout' }, 'once')).toEqual({ kind: 'stop', reason: 'not_repeatable' })
  })

  it('never waits longer than the cap, unless the server asked for it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const decision = decideRetry({
            attempt,
            random,
            failure: { kind: 'network' },
            safety: 'idempotent',
            policy: { ...DEFAULT_RETRY, maxAttempts: 100 },
          })
          expect(decision.kind).toBe('retry')
          if (decision.kind !== 'retry') return
          expect(decision.delayMs).toBeGreaterThanOrEqual(0)
          expect(decision.delayMs).toBeLessThanOrEqual(DEFAULT_RETRY.maxDelayMs)
        },
      ),
    )
  })
})

describe('parseRetryAfterMs', () => {
  const nowMs = Date.parse('2026-03-01T10:00:00Z')

  it.each<[string | null, number | undefined]>([
    [null, undefined],
    ['', undefined],
    ['0', 0],
    ['7', 7_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['-1', undefined],
    ['1e9', undefined],
    ['soon', undefined],
    ['Sun, 01 Mar 2026 10:00:30 GMT', 30_000],
    ['Sun, 01 Mar 2026 09:00:00 GMT', 0],
  ])('reads %o as %o', (header, expected) => {
    expect(parseRetryAfterMs(header, nowMs)).toBe(expected)
  })
})
