import { AuthenticationError, InvalidInputError } from './errors.js'
import { DEFAULT_RETRY, NO_RETRY, type RetryPolicy } from './retry.js'

/** Where `precis serve` listens by default. */
export const DEFAULT_BASE_URL = 'http://127.0.0.1:8787'
/** The push stream of `precis serve` has a port of its own. */
export const DEFAULT_STREAM_PORT = 8788
/** One attempt, from sending to the last byte of the answer. The existing clients read for as long. */
export const DEFAULT_TIMEOUT_MS = 30_000
/** Timers of the platforms hold 31 bits. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

/** What every call accepts beside its own parameters. */
export interface CallOptions {
  /** Cancels the call, waits between attempts included. The call then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** For one attempt of this call, instead of the client's. */
  readonly timeoutMs?: number | undefined
}

/** Reads the key. It goes into a header, so it must be printable ASCII without spaces; it is never shown. */
export function parseApiKey(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new AuthenticationError(
      'apiKey is missing. Pass the key that `precis serve` printed at its first start, or create one: precis keys create.',
      { code: 'unauthenticated' },
    )
  }
  const key = value.trim()
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new AuthenticationError(
      'apiKey contains characters that no key has (spaces, line breaks or non-ASCII).',
      {
        code: 'unauthenticated',
      },
    )
  }
  return key
}

/** Reads a base URL: http or https, an optional path prefix kept, without a slash at the end. */
export function parseBaseUrl(value: unknown, option = 'baseUrl'): string {
  if (value === undefined) return DEFAULT_BASE_URL
  let url: URL
  try {
    url = new URL(String(value))
  } catch {
    throw invalid(option, `must be a URL such as "${DEFAULT_BASE_URL}"`, value)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalid(option, 'must start with http:// or https://', value)
  if (url.username || url.password) {
    throw new InvalidInputError(
      `${option} must not contain a user name or password; the key goes into apiKey.`,
      {
        code: 'invalid_argument',
      },
    )
  }
  if (url.search || url.hash) throw invalid(option, 'must not have a query or a fragment', value)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

export function parseTimeoutMs(value: number | undefined, option: string, fallback: number): number {
  if (value === undefined) return fallback
  if (!Number.isFinite(value) || value <= 0)
    throw invalid(option, 'must be a number of milliseconds above 0', value)
  return Math.min(value, MAX_TIMEOUT_MS)
}

/** `false` switches retries off; a partial policy changes what it names. */
export function parseRetry(value: Partial<RetryPolicy> | false | undefined): RetryPolicy {
  if (value === false) return NO_RETRY
  const policy = { ...DEFAULT_RETRY, ...withoutUndefined(value ?? {}) }
  if (!Number.isInteger(policy.maxAttempts) || policy.maxAttempts < 1) {
    throw invalid('retry.maxAttempts', 'must be a whole number of at least 1', policy.maxAttempts)
  }
  for (const field of ['baseDelayMs', 'maxDelayMs', 'maxRetryAfterMs'] as const) {
    if (!(policy[field] >= 0))
      throw invalid(`retry.${field}`, 'must be 0 or more milliseconds', policy[field])
  }
  return policy
}

/** The error for one wrong argument: which, what it must be, what it was. */
export function invalid(field: string, rule: string, value: unknown): InvalidInputError {
  return new InvalidInputError(`${field} ${rule}, got ${show(value)}.`, {
    code: 'invalid_argument',
    details: { field },
  })
}

/**
 * Where the push stream of the server at `baseUrl` is: at `streamUrl` if given; for a server on the default port, on the
 * stream's default port; else at the same address, as behind a proxy.
 */
export function parseStreamUrl(streamUrl: unknown, baseUrl: string): string {
  if (streamUrl !== undefined) return parseBaseUrl(streamUrl, 'streamUrl')
  const url = new URL(baseUrl)
  if (url.port === new URL(DEFAULT_BASE_URL).port) url.port = String(DEFAULT_STREAM_PORT)
  return url.origin
}

/** How much of a wrong value a message repeats. */
const SHOWN_CHARS = 60

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, SHOWN_CHARS))
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return String(value)
  return value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`
}

function withoutUndefined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Partial<T> // entries of T
}
