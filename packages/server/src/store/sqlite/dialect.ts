import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely'
import type { SqliteConnection, SqliteValue } from './driver.js'
import { sqliteProfile } from './profile.js'

/** How often, and for how long in all (about five seconds), a transaction asks for the write lock. */
const BEGIN_RETRY_MS = 5
const MAX_BEGIN_ATTEMPTS = 1_000

/** SQLite changes its schema inside transactions; Kysely's own adapter does not use that. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Kysely on one connection. Transactions take the write lock at their start, so they never fail half way for it. */
export function sqliteDialect(connection: SqliteConnection): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createDriver: () => new SingleConnectionDriver(connection),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }
}

/** Hands out the one connection to one statement or transaction at a time, in order of asking. */
class SingleConnectionDriver implements Driver {
  readonly #connection: DatabaseConnection
  readonly #database: SqliteConnection
  /** Resolves when everyone who asked before has released. */
  #lastReleased: Promise<void> = Promise.resolve()
  #release: () => void = () => {}

  constructor(database: SqliteConnection) {
    this.#database = database
    this.#connection = new KyselySqliteConnection(database)
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#lastReleased
    let release = () => {}
    this.#lastReleased = new Promise((resolve) => {
      release = resolve
    })
    await before
    this.#release = release
    return this.#connection
  }

  async releaseConnection(): Promise<void> {
    this.#release()
  }

  /** Waits for another process's transaction without holding up the event loop. */
  async beginTransaction(_: DatabaseConnection, { accessMode }: TransactionSettings): Promise<void> {
    // Readers wait for nobody: from its first statement on the transaction sees one moment.
    if (accessMode === 'read only') return this.#database.exec('begin')
    for (let attempt = 1; ; attempt++) {
      try {
        this.#database.exec('begin immediate')
        return
      } catch (error) {
        if (sqliteProfile.toAppError(error).reason !== 'database_busy' || attempt === MAX_BEGIN_ATTEMPTS)
          throw error
      }
      await new Promise((resolve) => setTimeout(resolve, BEGIN_RETRY_MS))
    }
  }

  async commitTransaction(): Promise<void> {
    this.#database.exec('commit')
  }

  async rollbackTransaction(): Promise<void> {
    try {
      this.#database.exec('rollback')
    } catch (error) {
      // After a full or failing disk SQLite has rolled back by itself and refuses to do so again, by no code of its own
      // (https://www.sqlite.org/lang_transaction.html); thrown here, that would hide what had happened.
      if (sqliteProfile.toAppError(error).reason !== 'database_error') throw error
    }
  }

  async destroy(): Promise<void> {
    this.#database.close()
  }
}

class KyselySqliteConnection implements DatabaseConnection {
  readonly #database: SqliteConnection

  constructor(database: SqliteConnection) {
    this.#database = database
  }

  async executeQuery<R>({ sql, parameters, query }: CompiledQuery): Promise<QueryResult<R>> {
    const values = parameters.map(toSqliteValue)
    const returnsRows =
      SelectQueryNode.is(query) ||
      query.kind === 'RawNode' ||
      ('returning' in query && query.returning != null)
    // The caller's query type is the promise that rows have the shape R; SQLite gives plain objects.
    if (returnsRows) return { rows: this.#database.all(sql, values) as R[] }
    return { numAffectedRows: BigInt(this.#database.run(sql, values)), rows: [] }
  }

  // biome-ignore lint/correctness/useYield: streaming is refused, the contract reads in ranges
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read in ranges, not streamed')
  }
}

function toSqliteValue(value: unknown): SqliteValue {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value
  throw new TypeError(`a ${typeof value} cannot be stored: turn it into text or a number first`)
}
