import { AppError } from '../../errors.js'
import type { DialectProfile } from '../dialect.js'

/** SQLite's primary result codes (the low byte of an extended code). */
const RESULT = {
  busy: 5,
  locked: 6,
  readonly: 8,
  ioError: 10,
  corrupt: 11,
  full: 13,
  notADatabase: 26,
} as const
/** better-sqlite3 gives names, node:sqlite numbers. */
const BY_NAME: Readonly<Record<string, number>> = {
  SQLITE_BUSY: RESULT.busy,
  SQLITE_LOCKED: RESULT.locked,
  SQLITE_READONLY: RESULT.readonly,
  SQLITE_IOERR: RESULT.ioError,
  SQLITE_CORRUPT: RESULT.corrupt,
  SQLITE_FULL: RESULT.full,
  SQLITE_NOTADB: RESULT.notADatabase,
}
const UNIQUE_NAMES = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'])
/** Extended codes of a broken unique index and a broken primary key. */
const UNIQUE_NUMBERS = new Set([2067, 1555])

function resultCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff
  if (!('code' in error) || typeof error.code !== 'string') return undefined
  const [prefix, primary] = error.code.split('_')
  return BY_NAME[`${prefix}_${primary}`]
}

function toAppError(cause: unknown): AppError {
  switch (resultCodeOf(cause)) {
    case RESULT.busy:
    case RESULT.locked:
      return new AppError('unavailable', 'the database is busy: another process holds its lock. Try again.', {
        reason: 'database_busy',
        cause,
      })
    case RESULT.full:
      return new AppError(
        'unavailable',
        'the disk of the data folder is full; nothing was recorded. Free some space.',
        {
          reason: 'disk_full',
          cause,
        },
      )
    case RESULT.readonly:
      return new AppError(
        'unavailable',
        'the database cannot be written; check the rights of the data folder.',
        {
          reason: 'database_read_only',
          cause,
        },
      )
    case RESULT.ioError:
      return new AppError(
        'unavailable',
        'the disk of the data folder does not answer as it should; check it, then try again.',
        {
          reason: 'disk_error',
          cause,
        },
      )
    case RESULT.corrupt:
    case RESULT.notADatabase:
      return new AppError(
        'internal',
        'the database file is damaged; run `precis doctor` and restore a backup.',
        {
          reason: 'database_damaged',
          cause,
        },
      )
    default:
      return new AppError('internal', 'the database refused a statement', { reason: 'database_error', cause })
  }
}

/** One connection, no row locks, values bound up to the library's own limit of 32,766. */
export const sqliteProfile: DialectProfile = {
  kind: 'sqlite',
  locksRows: false,
  maxParameters: 32_000,
  insertRows: 'powers_of_two',
  insertsJson: false,
  gathersReads: false,
  // Measured: 500 short messages take about 17 ms, and every group holds up the event loop for as long as it takes.
  maxGroupBytes: 1024 * 1024,
  // There is one connection.
  maxConcurrentGroups: 1,
  toAppError,
  isUniqueViolation(error) {
    if (typeof error !== 'object' || error === null) return false
    if ('errcode' in error && typeof error.errcode === 'number') return UNIQUE_NUMBERS.has(error.errcode)
    return 'code' in error && typeof error.code === 'string' && UNIQUE_NAMES.has(error.code)
  },
}
