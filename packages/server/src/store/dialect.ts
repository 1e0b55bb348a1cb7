import type { AppError } from '../errors.js'

/**
 * Everything in which one database differs from another, as data: queries ask this and never the database's name.
 */
export interface DialectProfile {
  readonly kind: 'sqlite' | 'postgres'
  /** `select … for update` exists and is needed, because writers run side by side. */
  readonly locksRows: boolean
  /** Bound parameters that one statement may carry. */
  readonly maxParameters: number
  /** Bytes of content that one commit may carry before the event loop is given back. */
  readonly maxGroupBytes: number
  /** Groups of records that may be committed at the same time. */
  readonly maxConcurrentGroups: number
  /** Turns what the driver threw into an AppError, by the driver's code. */
  toAppError(error: unknown): AppError
  /** Whether the statement broke a uniqueness rule: the caller lost a race and may look again. */
  isUniqueViolation(error: unknown): boolean
}
