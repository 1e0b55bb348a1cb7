/**
 * Everything that a call can throw, as one small tree.
 *
 * PrecisError
 *   AuthenticationError           the key is missing, malformed or refused
 *   PermissionError               not allowed here, e.g. the conversation has no recorded messages
 *   InvalidInputError             an argument is wrong; the message says which and why
 *     InvalidConversationIdError  the conversation id is not a UUID
 *   NotFoundError                 (= ContextNotFoundError) no such thing
 *   ConflictError                 e.g. a compaction of this conversation is under way
 *   RateLimitError                too many requests; `retryAfterSeconds` says how long to wait
 *   ServiceUnavailableError       the server answered with a 5xx
 *   NetworkTimeoutError           (= NetworkError) the server could not be reached, or not in time
 *   UnexpectedResponseError       the answer is none that this client knows (a proxy's page, a redirect)
 *   CompactionFailedError         the run that `compactAndWait` waited for failed
 *
 * `instanceof` works across copies of this package (two versions in one bundle, two realms), because it compares a
 * marker and not a prototype. A call that is cancelled through its `signal` rejects with that signal's own reason.
 */
import type { ErrorCode as WireErrorCode } from '@precis/protocol/errors'

/** A code of the server, or one of the four that only a client can know. */
export type PrecisErrorCode =
  | WireErrorCode
  | 'network_timeout'
  | 'network_unreachable'
  | 'unexpected_response'
  | 'compaction_failed'

export interface PrecisErrorOptions {
  readonly code: PrecisErrorCode
  /** The id that this call carries in the server's log too. */
  readonly correlationId?: string | undefined
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined
  /** Whether the same call may succeed later without a change. */
  readonly retryable?: boolean
  /** Machine-readable particulars from the server. */
  readonly details?: unknown
  readonly cause?: unknown
}

const MARKER = Symbol.for('precis.error.kinds')

type ErrorKind =
  | 'PrecisError'
  | 'AuthenticationError'
  | 'PermissionError'
  | 'InvalidInputError'
  | 'InvalidConversationIdError'
  | 'NotFoundError'
  | 'ConflictError'
  | 'RateLimitError'
  | 'ServiceUnavailableError'
  | 'NetworkTimeoutError'
  | 'UnexpectedResponseError'
  | 'CompactionFailedError'

function hasKind(value: unknown, kind: ErrorKind): boolean {
  if (typeof value !== 'object' || value === null || !(MARKER in value)) return false
  const kinds: unknown = value[MARKER]
  return Array.isArray(kinds) && kinds.includes(kind)
}

/** The base of all errors of this client. */
export class PrecisError extends Error {
  /** The class's name, kept when code is minified. */
  static readonly kind: ErrorKind = 'PrecisError'
  override readonly name: string
  readonly code: PrecisErrorCode
  readonly correlationId: string | undefined
  readonly status: number | undefined
  readonly retryable: boolean
  readonly details: unknown

  constructor(message: string, options: PrecisErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = new.target.kind
    this.code = options.code
    this.correlationId = options.correlationId
    this.status = options.status
    this.retryable = options.retryable ?? false
    this.details = options.details
    Object.defineProperty(this, MARKER, { value: kindsOf(new.target), enumerable: false })
  }

  static override [Symbol.hasInstance](this: typeof PrecisError, value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: `instanceof` hands over the class on its right-hand side
    return isInstance(this, value)
  }

  /** What a log needs; never the key, never content. */
  toJSON(): Record<string, unknown> {
    const { name, message, code, status, correlationId, retryable, details } = this
    return { name, message, code, status, correlationId, retryable, details }
  }
}

function isInstance(asked: typeof PrecisError, value: unknown): boolean {
  // A subclass written by a user has no kind of its own: the ordinary prototype test is right for it.
  if (!Object.hasOwn(asked, 'kind')) return Function.prototype[Symbol.hasInstance].call(asked, value)
  return hasKind(value, asked.kind)
}

function kindsOf(target: typeof PrecisError): readonly ErrorKind[] {
  const kinds: ErrorKind[] = []
  let current: unknown = target
  while (typeof current === 'function' && 'kind' in current) {
    const kind = current.kind as ErrorKind // every class in this chain extends PrecisError, whose `kind` is typed so
    if (!kinds.includes(kind)) kinds.push(kind)
    current = Object.getPrototypeOf(current)
  }
  return kinds
}

export class AuthenticationError extends PrecisError {
  static override readonly kind = 'AuthenticationError'
}

export class PermissionError extends PrecisError {
  static override readonly kind = 'PermissionError'
}

export class InvalidInputError extends PrecisError {
  static override readonly kind: 'InvalidInputError' | 'InvalidConversationIdError' = 'InvalidInputError'
}

export class InvalidConversationIdError extends InvalidInputError {
  static override readonly kind = 'InvalidConversationIdError'
}

export class NotFoundError extends PrecisError {
  static override readonly kind = 'NotFoundError'
}

export class ConflictError extends PrecisError {
  static override readonly kind = 'ConflictError'
}

export class RateLimitError extends PrecisError {
  static override readonly kind = 'RateLimitError'
  /** From the `Retry-After` header; undefined when the server did not say. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    options: PrecisErrorOptions & { readonly retryAfterSeconds?: number | undefined },
  ) {
    super(message, options)
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

export class ServiceUnavailableError extends PrecisError {
  static override readonly kind = 'ServiceUnavailableError'
}

export class NetworkTimeoutError extends PrecisError {
  static override readonly kind = 'NetworkTimeoutError'
}

export class UnexpectedResponseError extends PrecisError {
  static override readonly kind = 'UnexpectedResponseError'
}

export class CompactionFailedError extends PrecisError {
  static override readonly kind = 'CompactionFailedError'
  readonly compactionId: string | undefined

  constructor(message: string, options: PrecisErrorOptions & { readonly compactionId?: string | undefined }) {
    super(message, options)
    this.compactionId = options.compactionId
  }
}

/** The same class under the name that the guides use. */
export { NetworkTimeoutError as NetworkError, NotFoundError as ContextNotFoundError }

/** Whether `value` was thrown by this package (any copy of it), and, if `code` is given, with that code. */
export function isPrecisError(value: unknown, code?: PrecisErrorCode): value is PrecisError {
  return hasKind(value, 'PrecisError') && (code === undefined || (value as PrecisError).code === code)
}
