/**
 * Sends one request and returns one answer: headers, timeout, cancelling, retries. Knows no endpoint.
 *
 * Every attempt carries the same body, idempotency keys included, and the same correlation id.
 */
import { HEADERS } from '@precis/protocol/headers'
import { errorFromResponse } from './error-response.js'
import { NetworkTimeoutError, type PrecisError, UnexpectedResponseError } from './errors.js'
import { type CallOptions, parseTimeoutMs } from './options.js'
import { decideRetry, type Failure, parseRetryAfterMs, type RepeatSafety, type RetryPolicy } from './retry.js'
import { type Runtime, sleep } from './runtime.js'

export interface TransportConfig {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly retry: RetryPolicy
  readonly runtime: Runtime
}

export interface WireRequest extends CallOptions {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Starts with a slash; segments are encoded already. */
  readonly path: string
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly safety: RepeatSafety
  /** Called before each repetition: from here on the request may have reached the server more than once. */
  readonly onRepeat?: () => void
}

export interface WireAnswer {
  /** The body as it came, and what it says. Not checked against a schema: the server is trusted with its own format. */
  readonly text: string
  readonly json: unknown
  readonly correlationId: string
  /** When the successful attempt was sent: what it says was true at that time or later. */
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

export type Transport = (request: WireRequest) => Promise<WireAnswer>

/** One attempt's end: an answer, or why there is none and what to throw if it was the last. */
type Attempt =
  | { readonly kind: 'answer'; readonly answer: WireAnswer }
  | { readonly kind: 'failure'; readonly failure: Failure; readonly error: PrecisError }

/** The client's way to the server. */
export function createTransport(config: TransportConfig): Transport {
  return async (request) => {
    const { signal } = request
    const timeoutMs = parseTimeoutMs(request.timeoutMs, 'timeoutMs', config.timeoutMs)
    const correlationId = config.runtime.newId()
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      const outcome = await attemptOnce(config, request, correlationId, timeoutMs)
      if (outcome.kind === 'answer') return outcome.answer
      const { failure, error } = outcome
      const decision = decideRetry({
        attempt,
        failure,
        safety: request.safety,
        policy: config.retry,
        random: config.runtime.random(),
      })
      if (decision.kind === 'stop') throw error
      await sleep(config.runtime, decision.delayMs, signal)
      request.onRepeat?.()
    }
  }
}

async function attemptOnce(
  config: TransportConfig,
  request: WireRequest,
  correlationId: string,
  timeoutMs: number,
): Promise<Attempt> {
  const { runtime } = config
  const abort = new AbortController()
  let timedOut = false
  const cancelTimer = runtime.setTimer(() => {
    timedOut = true
    abort.abort()
  }, timeoutMs)
  const onCallerAbort = () => abort.abort(request.signal?.reason)
  request.signal?.addEventListener('abort', onCallerAbort, { once: true })
  const sentAtMs = runtime.nowMs()
  try {
    const response = await runtime.fetch(
      urlOf(config.baseUrl, request),
      initOf(config, request, correlationId, abort.signal),
    )
    const text = await response.text()
    return readAttempt({ request, response, text, correlationId, sentAtMs, receivedAtMs: runtime.nowMs() })
  } catch (cause) {
    if (request.signal?.aborted) throw request.signal.reason
    return {
      kind: 'failure',
      failure: { kind: timedOut ? 'timeout' : 'network' },
      error: connectionError({ config, request, correlationId, timedOut, timeoutMs, cause }),
    }
  } finally {
    cancelTimer()
    request.signal?.removeEventListener('abort', onCallerAbort)
  }
}

interface Received {
  readonly request: WireRequest
  readonly response: Response
  readonly text: string
  readonly correlationId: string
  readonly sentAtMs: number
  readonly receivedAtMs: number
}

function readAttempt({ request, response, text, correlationId, sentAtMs, receivedAtMs }: Received): Attempt {
  const { status } = response
  const where = `${request.method} ${request.path}`
  if (response.ok) {
    const json = parseJson(text)
    if (json !== undefined)
      return { kind: 'answer', answer: { text, json, correlationId, sentAtMs, receivedAtMs } }
    const message = `The answer to ${where} is not JSON (HTTP ${status}); is baseUrl the address of a Precis server?`
    const options = { code: 'unexpected_response', correlationId, status, retryable: true } as const
    return {
      kind: 'failure',
      failure: { kind: 'unreadable' },
      error: new UnexpectedResponseError(message, options),
    }
  }
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    // Following it could carry the key to another host.
    const target = response.headers.get('location') ?? 'another address'
    const message = `${where} was redirected to ${target}. Redirects are not followed; set baseUrl to the final address.`
    const options = { code: 'unexpected_response', correlationId, status } as const
    return {
      kind: 'failure',
      failure: { kind: 'status', status },
      error: new UnexpectedResponseError(message, options),
    }
  }
  const retryAfterMs = parseRetryAfterMs(response.headers.get(HEADERS.retryAfter), receivedAtMs)
  const retryAfterSeconds = retryAfterMs === undefined ? undefined : retryAfterMs / 1000
  const error = errorFromResponse({
    status,
    bodyText: text,
    correlationId,
    retryAfterSeconds,
    request: where,
  })
  return { kind: 'failure', failure: { kind: 'status', status, retryAfterMs }, error }
}

function urlOf(baseUrl: string, { path, query }: WireRequest): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value))
  }
  const text = search.toString()
  return `${baseUrl}${path}${text && `?${text}`}`
}

function initOf(
  config: TransportConfig,
  request: WireRequest,
  correlationId: string,
  signal: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = {
    [HEADERS.authorization]: `Bearer ${config.apiKey}`,
    [HEADERS.correlationId]: correlationId,
    accept: 'application/json',
  }
  const init: RequestInit = { method: request.method, headers, signal, redirect: 'manual' }
  if (request.body === undefined) return init
  headers['content-type'] = 'application/json'
  return { ...init, body: JSON.stringify(request.body) }
}

/** `undefined` when it is not JSON: no JSON text means that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface Unreached {
  readonly config: TransportConfig
  readonly request: WireRequest
  readonly correlationId: string
  readonly timedOut: boolean
  readonly timeoutMs: number
  readonly cause: unknown
}

function connectionError({
  config,
  request,
  correlationId,
  timedOut,
  timeoutMs,
  cause,
}: Unreached): PrecisError {
  const where = `${request.method} ${request.path} at ${config.baseUrl}`
  if (timedOut) {
    const message = `No answer to ${where} within ${timeoutMs} ms.`
    return new NetworkTimeoutError(message, {
      code: 'network_timeout',
      correlationId,
      retryable: true,
      cause,
    })
  }
  const message = `Could not reach the server for ${where}: ${reasonOf(cause)}. Is it running, and is baseUrl right?`
  return new NetworkTimeoutError(message, {
    code: 'network_unreachable',
    correlationId,
    retryable: true,
    cause,
  })
}

/** The platform hides the useful part one level down (`TypeError: fetch failed`, cause ECONNREFUSED). */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const inner: unknown = cause.cause
  if (inner instanceof Error) {
    const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined
    return code ?? inner.message
  }
  return cause.message
}
