/**
 * The one table of error codes. Free of zod, so that a client bundle can carry it.
 *
 * A code is stable: clients branch on it. The sentence beside it in a response is for people and may change.
 */

/** gRPC status numbers that the table uses (the public numbering of gRPC). */
const GRPC = {
  cancelled: 1,
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  resourceExhausted: 8,
  failedPrecondition: 9,
  aborted: 10,
  internal: 13,
  unavailable: 14,
  unauthenticated: 16,
} as const

/** One row: what a code means on each transport, and whether sending the same request again may help. */
export interface ErrorDefinition {
  readonly httpStatus: number
  readonly grpcStatus: number
  readonly retryable: boolean
  /** What happened, for `docs/errors.md` and the OpenAPI document. */
  readonly meaning: string
}

export const ERROR_DEFINITIONS = {
  invalid_argument: {
    httpStatus: 400,
    grpcStatus: GRPC.invalidArgument,
    retryable: false,
    meaning: 'A field is missing, has the wrong type or a value that is not allowed.',
  },
  unauthenticated: {
    httpStatus: 401,
    grpcStatus: GRPC.unauthenticated,
    retryable: false,
    meaning: 'No API key was sent, or the key is unknown or revoked.',
  },
  permission_denied: {
    httpStatus: 403,
    grpcStatus: GRPC.permissionDenied,
    retryable: false,
    meaning: 'The conversation has no recorded messages, or the key may not do this.',
  },
  not_found: {
    httpStatus: 404,
    grpcStatus: GRPC.notFound,
    retryable: false,
    meaning: 'There is no such route, compaction, version or memory in this instance.',
  },
  conflict: {
    httpStatus: 409,
    grpcStatus: GRPC.aborted,
    retryable: false,
    meaning: 'Something else is under way or stands in the way, such as a running compaction.',
  },
  already_exists: {
    httpStatus: 409,
    grpcStatus: GRPC.alreadyExists,
    retryable: false,
    meaning: 'The id is already in use for something else.',
  },
  failed_precondition: {
    httpStatus: 412,
    grpcStatus: GRPC.failedPrecondition,
    retryable: false,
    meaning: 'The server or the conversation is not in the state that the call needs.',
  },
  payload_too_large: {
    httpStatus: 413,
    grpcStatus: GRPC.invalidArgument,
    retryable: false,
    meaning: 'The request body is over the limit of this server.',
  },
  rate_limited: {
    httpStatus: 429,
    grpcStatus: GRPC.resourceExhausted,
    retryable: true,
    meaning: 'Too many requests; `Retry-After` says after how many seconds to send again.',
  },
  cancelled: {
    httpStatus: 499,
    grpcStatus: GRPC.cancelled,
    retryable: false,
    meaning: 'The caller went away before the answer was ready.',
  },
  internal: {
    httpStatus: 500,
    grpcStatus: GRPC.internal,
    retryable: true,
    meaning: 'A fault of the server; the correlation id finds it in the log.',
  },
  unavailable: {
    httpStatus: 503,
    grpcStatus: GRPC.unavailable,
    retryable: true,
    meaning: 'The server is starting, overloaded or shutting down.',
  },
  deadline_exceeded: {
    httpStatus: 504,
    grpcStatus: GRPC.deadlineExceeded,
    retryable: true,
    meaning: 'The work took longer than the time that was allowed for it.',
  },
} as const satisfies Record<string, ErrorDefinition>

export type ErrorCode = keyof typeof ERROR_DEFINITIONS

export const ERROR_CODES = Object.keys(ERROR_DEFINITIONS) as readonly ErrorCode[]

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_DEFINITIONS, value)
}

/**
 * A finer cause under a code, where a client may want to branch on it.
 * `transcript_conflict` also appears as `detail.code`, where existing clients look for it.
 */
export const ERROR_REASONS = {
  invalid_conversation_id: 'invalid_argument',
  no_recorded_messages: 'permission_denied',
  no_compaction: 'not_found',
  no_such_version: 'not_found',
  compaction_in_progress: 'conflict',
  idempotency_key_reused: 'conflict',
  transcript_conflict: 'conflict',
  no_such_conversation: 'not_found',
  no_such_message: 'not_found',
  no_such_user: 'not_found',
  no_such_memory: 'not_found',
  document_exists: 'already_exists',
  no_such_erasure: 'not_found',
  ambiguous_user: 'failed_precondition',
  no_such_instance: 'not_found',
  broken_export: 'invalid_argument',
  instance_exists: 'already_exists',
  key_exists: 'already_exists',
  database_busy: 'unavailable',
  database_read_only: 'unavailable',
  database_not_opened: 'unavailable',
  database_unreachable: 'unavailable',
  database_login: 'unavailable',
  no_such_database: 'unavailable',
  too_many_connections: 'unavailable',
  commit_unknown: 'unavailable',
  disk_full: 'unavailable',
  disk_error: 'unavailable',
  database_damaged: 'internal',
  database_privilege: 'internal',
  database_error: 'internal',
  migration_failed: 'internal',
  tenancy_violation: 'internal',
  no_sqlite_driver: 'failed_precondition',
  schema_too_new: 'failed_precondition',
  database_too_old: 'failed_precondition',
} as const satisfies Record<string, ErrorCode>

export type ErrorReason = keyof typeof ERROR_REASONS

/** One refused field of a request. */
export interface FieldIssue {
  /** Dotted path of the field, e.g. `messages.3.role`; empty for the body itself. */
  readonly path: string
  readonly message: string
}

/**
 * Body of every response that is not a success.
 * `detail` is what existing clients read; `error`, `code` and `details` are the documented envelope.
 */
export interface ErrorBody {
  /** The sentence; an object with `code` and `message` only for `transcript_conflict`. */
  readonly detail: string | { readonly code: string; readonly message: string }
  readonly error: string
  readonly code: ErrorCode
  readonly details: {
    readonly reason?: string
    readonly issues?: readonly FieldIssue[]
    readonly [key: string]: unknown
  }
  readonly correlation_id?: string
}
