import type { ErrorCode as WireErrorCode } from '@precis/protocol/errors'
import {
  AuthenticationError,
  ConflictError,
  InvalidConversationIdError,
  InvalidInputError,
  NotFoundError,
  PermissionError,
  PrecisError,
  type PrecisErrorOptions,
  RateLimitError,
  ServiceUnavailableError,
  UnexpectedResponseError,
} from './errors.js'

/** What the body of an error may say. Servers of other makes send `detail` alone. */
interface ErrorBody {
  readonly message: string | undefined
  readonly code: WireErrorCode | undefined
  readonly details: unknown
}

/** At most this much of an unreadable body goes into a message. */
const SNIPPET_CHARS = 200

const DEFAULT_CODES: ReadonlyMap<number, WireErrorCode> = new Map([
  [400, 'invalid_argument'],
  [401, 'unauthenticated'],
  [403, 'permission_denied'],
  [404, 'not_found'],
  [409, 'conflict'],
  [412, 'failed_precondition'],
  [413, 'payload_too_large'],
  [422, 'invalid_argument'],
  [429, 'rate_limited'],
  [503, 'unavailable'],
  [504, 'deadline_exceeded'],
])

/** The server's codes; the type check keeps this list whole. A code of another server is not taken over. */
const WIRE_CODES = {
  invalid_argument: true,
  unauthenticated: true,
  permission_denied: true,
  not_found: true,
  conflict: true,
  already_exists: true,
  failed_precondition: true,
  payload_too_large: true,
  rate_limited: true,
  cancelled: true,
  internal: true,
  unavailable: true,
  deadline_exceeded: true,
} as const satisfies Record<WireErrorCode, true>

const INPUT_STATUSES = new Set([400, 412, 413, 415, 422])

export interface ErrorResponse {
  readonly status: number
  readonly bodyText: string
  readonly correlationId: string
  readonly retryAfterSeconds: number | undefined
  /** Method and path, without the query: it may hold search text. */
  readonly request: string
}

/** The error that stands for one non-2xx answer. The server's own sentence comes first, then which request it was. */
export function errorFromResponse(response: ErrorResponse): PrecisError {
  const { status, correlationId, retryAfterSeconds, request } = response
  const body = readErrorBody(response.bodyText)
  const said = body.message ?? (response.bodyText.trim().slice(0, SNIPPET_CHARS) || 'no explanation given')
  const message = `${said} (HTTP ${status}, ${request})`
  const code = body.code ?? DEFAULT_CODES.get(status) ?? (status >= 500 ? 'internal' : 'unexpected_response')
  const options: PrecisErrorOptions = {
    code,
    correlationId,
    status,
    details: body.details,
    retryable: isRetryableStatus(status),
  }
  if (status === 401) return new AuthenticationError(message, options)
  if (status === 403) return new PermissionError(message, options)
  if (status === 404) return new NotFoundError(message, options)
  if (status === 409) return new ConflictError(message, options)
  if (status === 429) return new RateLimitError(message, { ...options, retryAfterSeconds })
  if (INPUT_STATUSES.has(status)) {
    const aboutId = body.code === 'invalid_argument' && isAboutConversationId(body.details)
    return new (aboutId ? InvalidConversationIdError : InvalidInputError)(message, options)
  }
  if (status >= 500) return new ServiceUnavailableError(message, options)
  if (status === 402 || status === 408) return new PrecisError(message, options)
  return new UnexpectedResponseError(message, { ...options, code: 'unexpected_response' })
}

/** Whether a later, identical request may be answered otherwise. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}

function readErrorBody(text: string): ErrorBody {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { message: undefined, code: undefined, details: undefined }
  }
  if (!isRecord(parsed)) return { message: undefined, code: undefined, details: undefined }
  const { detail, error, code, details } = parsed
  const inner = isRecord(detail) ? detail : undefined
  return {
    message: asText(detail) ?? asText(inner?.['message']) ?? asText(error) ?? describe(detail),
    code: asWireCode(code) ?? asWireCode(inner?.['code']),
    details: details ?? inner ?? (Array.isArray(detail) ? detail : undefined),
  }
}

function isAboutConversationId(details: unknown): boolean {
  return isRecord(details) && details['reason'] === 'invalid_conversation_id'
}

function describe(detail: unknown): string | undefined {
  return detail === undefined || detail === null ? undefined : JSON.stringify(detail).slice(0, SNIPPET_CHARS)
}

function asWireCode(value: unknown): WireErrorCode | undefined {
  return typeof value === 'string' && Object.hasOwn(WIRE_CODES, value) ? (value as WireErrorCode) : undefined // a key
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
