import { AppError, isAppError } from '../../errors.js'
import type { DialectProfile } from '../dialect.js'

/** SQLSTATE codes and classes (PostgreSQL manual, appendix A) that are answered in their own way. */
const STATE = {
  uniqueViolation: '23505',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  /** A prepared statement's table has got other columns since: another process has migrated. */
  staleStatement: '0A000',
  diskFull: '53100',
  outOfMemory: '53200',
  tooManyConnections: '53300',
  lockNotAvailable: '55P03',
  readOnlyTransaction: '25006',
  idleInTransaction: '25P03',
  queryCanceled: '57014',
  insufficientPrivilege: '42501',
  noSuchDatabase: '3D000',
} as const

const CONNECTION_EXCEPTION = '08'
const OPERATOR_INTERVENTION = '57P'
const INVALID_AUTHORIZATION = '28'
const DAMAGED = 'XX'

/** What Node's sockets and resolver say when a server cannot be reached or goes away. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT',
])

/** Our own code for a connection that ended under a statement, or could not be had in time: the driver gives none. */
export const CONNECTION_LOST = 'PRECIS_CONNECTION_LOST'

/** Marks what the driver threw because its connection is gone; its own error has no code. */
export class ConnectionLostError extends Error {
  readonly code = CONNECTION_LOST

  constructor(cause: unknown) {
    super('the connection to Postgres is lost', { cause })
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : ''
}

function isLostConnection(code: string): boolean {
  return (
    code === CONNECTION_LOST ||
    code === STATE.idleInTransaction ||
    NETWORK_CODES.has(code) ||
    code.startsWith(CONNECTION_EXCEPTION) ||
    code.startsWith(OPERATOR_INTERVENTION)
  )
}

/** Whether nobody can tell what came of a statement, because its connection is gone. */
export function losesConnection(error: unknown): boolean {
  return isLostConnection(codeOf(error))
}

/** Whether the connection must not be used again. */
export function endsConnection(error: unknown): boolean {
  const code = codeOf(isAppError(error) ? error.cause : error)
  return isLostConnection(code) || code === STATE.staleStatement || code.startsWith(DAMAGED)
}

/**
 * Whether a transaction that was not yet told to commit may be tried again from its start: it lost against another
 * one, or its connection was lost.
 */
export function mayBeTriedAgain(error: unknown): boolean {
  const code = codeOf(error)
  return (
    code === STATE.serializationFailure ||
    code === STATE.deadlockDetected ||
    code === STATE.staleStatement ||
    isLostConnection(code)
  )
}

interface Answer {
  readonly code: 'unavailable' | 'internal'
  readonly reason: string
  readonly message: string
}

const UNREACHABLE: Answer = {
  code: 'unavailable',
  reason: 'database_unreachable',
  message: 'Postgres does not answer; check that it runs and that PRECIS_DATABASE_URL names it. Try again.',
}

const BUSY: Answer = {
  code: 'unavailable',
  reason: 'database_busy',
  message: 'Postgres is busy: a statement waited too long for others. Try again.',
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  [STATE.serializationFailure]: BUSY,
  [STATE.deadlockDetected]: BUSY,
  [STATE.lockNotAvailable]: BUSY,
  [STATE.queryCanceled]: BUSY,
  [STATE.staleStatement]: BUSY,
  [STATE.diskFull]: {
    code: 'unavailable',
    reason: 'disk_full',
    message: 'the disk of Postgres is full; nothing was recorded. Free some space.',
  },
  [STATE.outOfMemory]: {
    code: 'unavailable',
    reason: 'database_busy',
    message: 'Postgres is out of memory. Try again.',
  },
  [STATE.tooManyConnections]: {
    code: 'unavailable',
    reason: 'too_many_connections',
    message:
      'Postgres has no connection left; lower PRECIS_DATABASE_CONNECTIONS of each process or raise max_connections.',
  },
  [STATE.readOnlyTransaction]: {
    code: 'unavailable',
    reason: 'database_read_only',
    message: 'this Postgres takes no writes: it is a standby or read-only; name the primary server.',
  },
  [STATE.insufficientPrivilege]: {
    code: 'internal',
    reason: 'database_privilege',
    message:
      'the role of PRECIS_DATABASE_URL may not do this; it has to own the database, or the schema that it works in.',
  },
  [STATE.noSuchDatabase]: {
    code: 'unavailable',
    reason: 'no_such_database',
    message: 'PRECIS_DATABASE_URL names a database that does not exist; make it with `createdb`.',
  },
}

const REFUSED_LOGIN: Answer = {
  code: 'unavailable',
  reason: 'database_login',
  message: 'Postgres refuses the user or the password of PRECIS_DATABASE_URL.',
}

function answerTo(code: string): Answer | undefined {
  if (ANSWERS[code] !== undefined) return ANSWERS[code]
  if (isLostConnection(code)) return UNREACHABLE
  return code.startsWith(INVALID_AUTHORIZATION) ? REFUSED_LOGIN : undefined
}

function toAppError(cause: unknown): AppError {
  const { code, reason, message } = answerTo(codeOf(cause)) ?? {
    code: 'internal',
    reason: 'database_error',
    message: 'the database refused a statement',
  }
  return new AppError(code, message, { reason, cause })
}

/** Many connections, row locks, values bound up to the protocol's limit of 65,535. */
export const postgresProfile: DialectProfile = {
  kind: 'postgres',
  locksRows: true,
  maxParameters: 60_000,
  insertRows: 'any',
  insertsJson: true,
  gathersReads: true,
  // As for SQLite: turning a group into statements takes the event loop about as long.
  maxGroupBytes: 1024 * 1024,
  // More than one, so that a conversation that another process holds does not keep up all others. Measured with 40 clients, by
  // processor time of the process for each message: one group 0.44 ms, two 0.41, four 0.51 to 0.61, since they are smaller.
  maxConcurrentGroups: 2,
  toAppError,
  isUniqueViolation: (error) => codeOf(error) === STATE.uniqueViolation,
}
