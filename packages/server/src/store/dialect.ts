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
  /**
   * Rows of an insert with values. Where statements are kept prepared as they are, there are few numbers of rows: each text takes
   * memory for as long as it is kept.
   */
  readonly insertRows: 'any' | 'powers_of_two'
  /** Rows can be inserted out of one JSON text: a statement that is the same, and prepared, for any number of rows. */
  readonly insertsJson: boolean
  /** Reads of several rows by id that are asked for together share a statement, because each takes a round trip. */
  readonly gathersReads: boolean
  /** Bytes of content that one commit may carry before the event loop is given back. */
  readonly maxGroupBytes: number
  /** Groups of records that may be committed at the same time. */
  readonly maxConcurrentGroups: number
  /** Turns what the driver threw into an AppError, by the driver's code. */
  toAppError(error: unknown): AppError
  /** Whether the statement broke a uniqueness rule: the caller lost a race and may look again. */
  isUniqueViolation(error: unknown): boolean
}
