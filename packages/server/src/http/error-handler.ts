/** A thrown value becomes a response here and nowhere else. */
import { ERROR_DEFINITIONS, type ErrorBody, type ErrorCode, type FieldIssue, HEADERS } from '@precis/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError, isAppError } from '../errors.js'

/** Enough to mend a request; a batch of a thousand bad fields need not name them all. */
const MAX_ISSUES = 20
/** Of those, how many the sentence itself names. */
const MAX_ISSUES_IN_SENTENCE = 3
/** When a caller may try again after a refusal that has no time of its own. */
const DEFAULT_RETRY_AFTER_SECONDS = 1

/** Reasons whose `detail` is an object, because existing clients look into it for the code. */
const REASONS_IN_DETAIL: ReadonlySet<string> = new Set(['transcript_conflict'])

export interface ErrorResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: ErrorBody
}

/** What the framework's own refusals mean in our table. The rest of its 4xx are `invalid_argument`. */
const FRAMEWORK_CODES: Readonly<Record<string, { code: ErrorCode; message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'payload_too_large',
    message: 'the request body is over the limit of this server; send less, or raise PRECIS_BODY_LIMIT',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'invalid_argument', message: 'the request body is empty; send JSON' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'invalid_argument',
    message: 'the request body is not valid JSON, or has a forbidden key such as __proto__',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'invalid_argument',
    message: 'the request body must be JSON; send the header "Content-Type: application/json"',
  },
  FST_ERR_BAD_URL: { code: 'invalid_argument', message: 'the path is not properly URL-encoded' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'invalid_argument', message: 'a part of the path is too long' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: {
    code: 'invalid_argument',
    message: 'the body has another length than the Content-Length header says',
  },
}

function isFrameworkError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
}

/**
 * The refused fields as one error.
 *
 * @param issues as zod gives them, the path as a list or joined by slashes.
 */
export function invalidFields(
  issues: readonly { readonly path: string; readonly message: string; readonly reason?: unknown }[],
): AppError {
  const listed: FieldIssue[] = issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({ path, message }))
  const named = listed
    .slice(0, MAX_ISSUES_IN_SENTENCE)
    .map(({ path, message }) => `${path === '' ? 'the request' : path} ${message}`)
  const more = issues.length - named.length
  const sentence = named.join('; ') + (more > 0 ? `; and ${more} more` : '')
  const reason = issues.find((issue) => typeof issue.reason === 'string')?.reason
  return new AppError('invalid_argument', sentence, {
    ...(typeof reason === 'string' && { reason }),
    details: { issues: listed },
  })
}

/** Anything thrown as one of ours. What is not foreseen is `internal`, with the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error
  if (hasZodFastifySchemaValidationErrors(error))
    return invalidFields(
      error.validation.map((issue) => ({
        path: issue.instancePath.slice(1).replaceAll('/', '.'),
        message: issue.message ?? 'is not valid',
        reason: reasonIn(issue.params),
      })),
    )
  if (isFrameworkError(error)) {
    const known = FRAMEWORK_CODES[error.code]
    if (known) return new AppError(known.code, known.message, { cause: error })
    const status = error.statusCode ?? 500
    if (status >= 400 && status < 500)
      return new AppError('invalid_argument', error.message, { cause: error })
    if (status === 503)
      return new AppError(
        'unavailable',
        'the server is shutting down; try again, on another process or later',
        {
          cause: error,
        },
      )
  }
  return new AppError('internal', 'the server failed on this request; its log has the cause', {
    cause: error,
  })
}

/** zod's `params` of a custom issue, where the protocol puts the finer reason. */
function reasonIn(params: unknown): unknown {
  if (typeof params !== 'object' || params === null || !('params' in params)) return undefined
  const inner = params.params
  return typeof inner === 'object' && inner !== null && 'reason' in inner ? inner.reason : undefined
}

export function toErrorResponse(thrown: unknown, correlationId: string | undefined): ErrorResponse {
  const error = toAppError(thrown)
  const { httpStatus, retryable } = ERROR_DEFINITIONS[error.code]
  const { reason, details } = error
  const body: ErrorBody = {
    detail:
      reason !== undefined && REASONS_IN_DETAIL.has(reason)
        ? { code: reason, message: error.message }
        : error.message,
    error: error.message,
    code: error.code,
    details: { ...details, ...(reason !== undefined && { reason }) },
    ...(correlationId !== undefined && { correlation_id: correlationId }),
  }
  const mayRetry = retryable && httpStatus !== 500
  const retryAfter = details?.['retryAfterSeconds']
  const seconds = typeof retryAfter === 'number' ? retryAfter : DEFAULT_RETRY_AFTER_SECONDS
  return {
    status: httpStatus,
    headers: mayRetry ? { [HEADERS.retryAfter]: String(Math.max(1, Math.ceil(seconds))) } : {},
    body,
  }
}

/** Sends the response for a thrown value, and logs what is a fault of the server. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, headers, body } = toErrorResponse(thrown, request.id)
  if (status === 413) discardBody(request, reply)
  if (status === 500) request.log.error({ err: thrown, correlationId: request.id }, 'request failed')
  else if (status > 500) request.log.warn({ code: body.code, correlationId: request.id }, body.error)
  // Serialised here: a route's response schema is for its successes.
  return reply
    .code(status)
    .headers({ ...headers, [HEADERS.correlationId]: request.id })
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(body))
}

/** Largest refused body that is still read to its end, in bytes: twenty times a message of 1 MB, escaped or not. */
const MAX_DISCARDED_BYTES = 256 * 1024 * 1024

/**
 * Reads a refused body and throws it away. A server that hangs up in the middle of a body is heard by most clients as
 * a broken connection and not as 413, because they look for the answer only after they have sent everything.
 */
function discardBody({ raw }: FastifyRequest, reply: FastifyReply): void {
  const isBounded = Number(raw.headers['content-length']) <= MAX_DISCARDED_BYTES
  if (!isBounded) return
  reply.removeHeader('connection')
  raw.resume()
}
