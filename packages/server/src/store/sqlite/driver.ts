import { createRequire } from 'node:module'
import { AppError } from '../../errors.js'

/** What can be bound: booleans, dates and objects differ between drivers, so they never reach one. */
export type SqliteValue = string | number | bigint | null | Uint8Array

/** One open SQLite database: the little that our two drivers have in common. */
export interface SqliteConnection {
  readonly driverName: 'better-sqlite3' | 'node:sqlite'
  /** Runs a statement that returns rows. */
  all(sql: string, values: readonly SqliteValue[]): unknown[]
  /** Runs a statement that changes rows; the number of rows changed. */
  run(sql: string, values: readonly SqliteValue[]): number
  /** Runs statements without values. */
  exec(sql: string): void
  close(): void
  /** Values of all statements that are kept prepared. */
  readonly preparedValues: number
}

/** What both drivers call a prepared statement. */
interface PreparedStatement {
  all(...values: SqliteValue[]): unknown[]
  run(...values: SqliteValue[]): { readonly changes: number | bigint }
}

interface PreparingDatabase {
  prepare(sql: string): PreparedStatement
  exec(sql: string): unknown
  close(): unknown
}

type DatabaseConstructor = new (path: string) => PreparingDatabase

/** Statements kept prepared; the texts differ by number of rows only, so a few hundred cover the work. */
const MAX_PREPARED_STATEMENTS = 256
/** One with more values is prepared each time: a statement takes 200 to 300 bytes for each as long as it is kept. */
export const MAX_PREPARED_VALUES = 2_000

function connect(
  driverName: SqliteConnection['driverName'],
  Constructor: DatabaseConstructor,
  path: string,
): SqliteConnection {
  const database = new Constructor(path)
  const prepared = new Map<string, { readonly statement: PreparedStatement; readonly values: number }>()
  const prepare = (sql: string, values: number): PreparedStatement => {
    const known = prepared.get(sql)
    if (known) {
      prepared.delete(sql)
      prepared.set(sql, known)
      return known.statement
    }
    const statement = database.prepare(sql)
    if (values > MAX_PREPARED_VALUES) return statement
    prepared.set(sql, { statement, values })
    const oldest = prepared.keys().next()
    if (prepared.size > MAX_PREPARED_STATEMENTS && !oldest.done) prepared.delete(oldest.value)
    return statement
  }
  return {
    driverName,
    all: (sql, values) => prepare(sql, values.length).all(...values),
    run: (sql, values) => Number(prepare(sql, values.length).run(...values).changes),
    exec: (sql) => void database.exec(sql),
    get preparedValues() {
      return [...prepared.values()].reduce((sum, { values }) => sum + values, 0)
    },
    close: () => {
      prepared.clear()
      database.close()
    },
  }
}

const load = createRequire(import.meta.url)

/** The drivers, best first. `load` throws where a driver cannot be had. */
const DRIVERS: readonly {
  readonly name: SqliteConnection['driverName']
  readonly load: () => DatabaseConstructor
}[] = [
  // Both modules' constructors have the shape above; their own types are not installed everywhere.
  { name: 'better-sqlite3', load: loadNativeModule },
  {
    name: 'node:sqlite',
    load: () => (load('node:sqlite') as { readonly DatabaseSync: DatabaseConstructor }).DatabaseSync,
  },
]

/** better-sqlite3 is built for this Node-API version from this release on; an older Node would crash in it. */
const NATIVE_MODULE_WITH_API_10 = 13

function loadNativeModule(): DatabaseConstructor {
  const { version } = load('better-sqlite3/package.json') as { readonly version: string }
  if (Number.parseInt(version, 10) >= NATIVE_MODULE_WITH_API_10 && Number(process.versions.napi) < 10)
    throw Object.assign(new Error(`better-sqlite3 ${version} needs a newer Node`), {
      code: 'ERR_DLOPEN_FAILED',
    })
  return load('better-sqlite3') as DatabaseConstructor
}

const LOAD_FAILURE_CODES = new Set(['MODULE_NOT_FOUND', 'ERR_UNKNOWN_BUILTIN_MODULE', 'ERR_DLOPEN_FAILED'])

/** A driver that is not there, or was built for another Node: the next one may do. */
function isAbsent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return LOAD_FAILURE_CODES.has(code) || error.message.startsWith('Could not locate the bindings file')
}

/**
 * Opens a database file with the first driver that can be had.
 *
 * @param only uses this driver and no other.
 * Errors  `failed_precondition` (reason `no_sqlite_driver`) when there is none.
 */
export function openConnection(path: string, only?: SqliteConnection['driverName']): SqliteConnection {
  const failures: Error[] = []
  for (const driver of DRIVERS) {
    if (only !== undefined && driver.name !== only) continue
    try {
      return connect(driver.name, driver.load(), path)
    } catch (error) {
      if (!isAbsent(error)) throw error
      failures.push(error as Error)
    }
  }
  throw new AppError(
    'failed_precondition',
    `there is no SQLite driver for Node ${process.version}. Get one of the two: ` +
      'run `npm install better-sqlite3@12` (it compiles, so it needs python3, make and a C++ compiler), ' +
      'or start Precis with Node 24 or newer, which has SQLite built in.',
    { reason: 'no_sqlite_driver', cause: new AggregateError(failures) },
  )
}
