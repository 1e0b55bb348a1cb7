import type { ErrorCode } from '@precis/protocol/errors'

export type { ErrorCode }

export interface AppErrorOptions {
  /** A stable, finer word for the cause, e.g. `no_recorded_messages`. Goes to the wire. */
  readonly reason?: string
  /** Plain data for the caller. Goes to the wire: never content, never keys. */
  readonly details?: Readonly<Record<string, unknown>>
  /** Kept for the log, never sent. */
  readonly cause?: unknown
}

/**
 * A failure that a caller can understand: what failed, for which value, and what to do.
 *
 * Each transport turns it into a response in one place, by `code`.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly reason: string | undefined
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.reason = options.reason
    this.details = options.details
  }
}

/** Tells one of ours from anything else that can be thrown. */
export function isAppError(value: unknown): value is AppError {
  return value instanceof AppError
}
