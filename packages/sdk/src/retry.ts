/**
 * When to try again, and after how long. Pure: time and chance are arguments.
 *
 * Source  full jitter: M. Brooker, "Exponential Backoff And Jitter", 2015.
 */
import { isRetryableStatus } from './error-response.js'

export interface RetryPolicy {
  /** Attempts in all, the first one included. 1 switches retries off. */
  readonly maxAttempts: number
  /** Upper end of the first wait. It doubles with each attempt. */
  readonly baseDelayMs: number
  /** No computed wait is longer. */
  readonly maxDelayMs: number
  /** A server that asks for a longer wait than this gets no retry: the caller decides. */
  readonly maxRetryAfterMs: number
}

/** Three attempts like the existing clients; shorter first wait, because full jitter spreads it already. */
export const DEFAULT_RETRY: RetryPolicy = {
  maxAttempts: 3,
  baseDelayMs: 500,
  maxDelayMs: 10_000,
  maxRetryAfterMs: 60_000,
}

export const NO_RETRY: RetryPolicy = { ...DEFAULT_RETRY, maxAttempts: 1 }

export type Failure =
  | { readonly kind: 'timeout' }
  | { readonly kind: 'network' }
  /** A 2xx whose body is not JSON: cut off, or from something in between. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterMs?: number | undefined }

/**
 * What repeating a request can do.
 *
 * `idempotent`  the second request changes nothing that the first did not
 * `once`        it may do the thing twice: repeat it only where the server said that it did not do it (429, 503)
 */
export type RepeatSafety = 'idempotent' | 'once'

export type RetryDecision =
  | { readonly kind: 'retry'; readonly delayMs: number }
  | {
      readonly kind: 'stop'
      readonly reason: 'attempts_used' | 'permanent' | 'not_repeatable' | 'wait_too_long'
    }

export interface RetryQuestion {
  /** 1 for the first attempt. */
  readonly attempt: number
  readonly failure: Failure
  readonly safety: RepeatSafety
  readonly policy: RetryPolicy
  /** In [0, 1). */
  readonly random: number
}

/** Decides about one failed attempt. */
export function decideRetry({ attempt, failure, safety, policy, random }: RetryQuestion): RetryDecision {
  if (failure.kind === 'status' && !isRetryableStatus(failure.status))
    return { kind: 'stop', reason: 'permanent' }
  if (safety === 'once' && !wasRefused(failure)) return { kind: 'stop', reason: 'not_repeatable' }
  if (attempt >= policy.maxAttempts) return { kind: 'stop', reason: 'attempts_used' }
  const backoffMs = random * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1))
  const askedMs = failure.kind === 'status' ? failure.retryAfterMs : undefined
  if (askedMs === undefined) return { kind: 'retry', delayMs: Math.round(backoffMs) }
  if (askedMs > policy.maxRetryAfterMs) return { kind: 'stop', reason: 'wait_too_long' }
  // The jitter is added, so that clients that were told the same second do not all come back in it.
  return { kind: 'retry', delayMs: Math.round(askedMs + backoffMs) }
}

function wasRefused(failure: Failure): boolean {
  return failure.kind === 'status' && (failure.status === 429 || failure.status === 503)
}

/**
 * Reads a `Retry-After` header: whole or broken seconds, or an HTTP date.
 *
 * Shapes  `undefined` when absent or unreadable; never negative.
 */
export function parseRetryAfterMs(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim()
  if (!text) return undefined
  if (/^\d{1,9}(\.\d{1,9})?$/.test(text)) return Math.round(Number(text) * 1000)
  // Only a text that begins like an HTTP date: engines read a date into almost anything, "-1" included.
  if (!/^[A-Z][a-z]{2,8},? /.test(text)) return undefined
  const atMs = Date.parse(text)
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}
