import pg from 'pg'
import { PostgresConnection, StatementNames } from './connection.js'
import { ConnectionLostError, endsConnection } from './profile.js'

/** For a connection: to be made, or to become free. */
const CONNECT_TIMEOUT_MS = 5_000
/** For the answer to a statement, measured here: a half-open connection gives none, and nobody else would notice. */
const ANSWER_TIMEOUT_MS = 30_000
/** The same on the server, which then stops working on it; a little sooner, so that its reason is seen. */
const STATEMENT_TIMEOUT_MS = 25_000
/** For a lock that another transaction holds. Ours are held for milliseconds. */
const LOCK_TIMEOUT_MS = 10_000
/** A process that was paused inside a transaction loses it, and its locks, before its lease ends (15 s). */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000
const KEEP_ALIVE_AFTER_MS = 10_000

const OID_INT8 = 20
const OID_NUMERIC = 1700
const OID_BOOLEAN = 16

/** Whole numbers fit a double (see database.ts), and sums of them come as `numeric`; booleans are 0 and 1. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (oid === OID_INT8 || oid === OID_NUMERIC) return Number
    if (oid === OID_BOOLEAN) return (value: string) => (value === 't' ? 1 : 0)
    return pg.types.getTypeParser(oid, format)
  },
}

export interface SessionOptions {
  /** `postgres://user:password@host:port/database` */
  readonly url: string
  /** Connections at the same time. */
  readonly connections: number
}

/** The connections of one process. */
export interface Sessions {
  readonly pool: pg.Pool
  /** Lends a connection for as long as `work` takes; one that broke is not lent again. */
  use<T>(work: (connection: PostgresConnection) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** How a client of this database is configured, for connections outside the pool. */
export function clientConfig(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    types,
    application_name: 'precis',
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  }
}

/** Opens no connection yet. */
export function openSessions({ url, connections }: SessionOptions): Sessions {
  const pool = new pg.Pool({
    ...clientConfig(url),
    max: connections,
    // Statements are sent without waiting for the answer to the one before: a confined read is one round trip.
    pipeline: true,
    query_timeout: ANSWER_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  })
  const names = new StatementNames()
  // The pool drops a connection that breaks; who uses it hears of it by the statement that fails.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    pool,
    async use(work) {
      const client = await pool.connect().catch((error: unknown) => {
        throw error instanceof Error && !('code' in error) ? new ConnectionLostError(error) : error
      })
      let isBroken = false
      try {
        return await work(new PostgresConnection(client, names))
      } catch (error) {
        isBroken = endsConnection(error)
        throw error
      } finally {
        client.release(isBroken)
      }
    },
    close: () => pool.end(),
  }
}
