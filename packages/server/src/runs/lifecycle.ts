/**
 * The life of a run, as pure functions of its attempts and of time.
 *
 *     queued ──claim──► running ──publish──► completed
 *       ▲                 │ │
 *       │   retry, release│ └──last attempt, or hopeless──► failed
 *       └─────────────────┘
 *
 * A running run whose lease ends is claimed again by anyone; its earlier holder has lost the right to publish.
 */

/** How long a worker may be silent before its run is taken over, unless the process is told otherwise. */
export const LEASE_MS = 15_000
/** A third: two heartbeats may be lost. */
export const heartbeatIntervalMs = (leaseMs: number): number => leaseMs / 3
/** Claims of one run, interrupted ones included. */
export const MAX_ATTEMPTS = 3
/** First wait before another attempt; doubles with each. */
export const RETRY_BASE_MS = 1_000
export const RETRY_MAX_MS = 30_000
/** Longest time an attempt may take without storing anything. A million tokens take a few seconds. */
export const ATTEMPT_TIMEOUT_MS = 120_000
/** A worker with nothing to do looks at the queue at least this often: for runs that no event told of. */
export const MAX_SLEEP_MS = 5_000

/** What happened to an attempt. */
export type AttemptFailure =
  /** The same input would fail the same way: trying again is no use. */
  | { readonly kind: 'hopeless'; readonly message: string }
  | { readonly kind: 'transient'; readonly message: string }

export interface FailureDecision {
  readonly errorMessage: string
  /** Absent: failed for good. */
  readonly retryAtMs?: number
}

/** Whether a claimed run has been tried too often to be tried again (its workers died, so nobody failed it). */
export function isExhausted(attempt: number): boolean {
  return attempt > MAX_ATTEMPTS
}

export function decideAfterFailure(attempt: number, failure: AttemptFailure, nowMs: number): FailureDecision {
  if (failure.kind === 'hopeless') return { errorMessage: failure.message }
  if (attempt >= MAX_ATTEMPTS)
    return { errorMessage: `${failure.message} (attempt ${attempt} of ${MAX_ATTEMPTS})` }
  return {
    errorMessage: failure.message,
    retryAtMs: nowMs + Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** (attempt - 1)),
  }
}

/** How long a worker with nothing to claim may sleep. */
export function sleepUntilDue(nextDueAtMs: number | undefined, nowMs: number): number {
  return Math.min(MAX_SLEEP_MS, Math.max(0, (nextDueAtMs ?? Number.POSITIVE_INFINITY) - nowMs))
}
