import { mkdirSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Kysely } from 'kysely'
import type { Clock } from '../../clock.js'
import { AppError } from '../../errors.js'
import { createAccess } from '../access.js'
import { assembleStore } from '../assemble.js'
import type { Store } from '../contract.js'
import type { Database } from '../database.js'
import { type MigrationPlan, migrate, planMigrations, requireApplied } from '../migrations/migrate.js'
import { sqliteDialect } from './dialect.js'
import { openConnection, type SqliteConnection } from './driver.js'
import { createSqliteHealth } from './health.js'
import { sqliteProfile } from './profile.js'

export interface SqliteStoreOptions {
  /** The database file, made when it is not there; `:memory:` for one that ends with the process. */
  readonly path: string
  readonly clock: Clock
  /** Default: better-sqlite3, else node:sqlite. */
  readonly driver?: SqliteConnection['driverName']
}

const IN_MEMORY = ':memory:'
/** How long a single statement may hold up the event loop for a lock; transactions wait beside it (see dialect.ts). */
const BUSY_TIMEOUT_MS = 10
/** Pages that are kept in memory, in KiB (SQLite counts them as negative). */
const CACHE_KIB = 16_384

/**
 * Opens a store on one SQLite file and brings its schema up to date.
 *
 * Errors  `failed_precondition` (reasons `no_sqlite_driver`, `schema_too_new`); `unavailable` when the file cannot
 *         be opened; `internal` when it is damaged.
 */
export async function openSqliteStore({ path, clock, driver }: SqliteStoreOptions): Promise<Store> {
  const connection = openFile(path, driver)
  const db = new Kysely<Database>({ dialect: sqliteDialect(connection) })
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error instanceof AppError ? error : sqliteProfile.toAppError(error)
  }
  const access = createAccess(db, sqliteProfile)
  const { writer, ...shared } = assembleStore(access, clock)
  return {
    kind: 'sqlite',
    ...shared,
    health: createSqliteHealth(connection, { access, clock, messages: shared.messages }),
    foreignChanges: () => dataVersionOf(connection),
    // Another process on the same file is seen by `foreignChanges`; nothing tells of it sooner.
    onForeignChange: () => () => {},
    onGap: () => () => {},
    async check() {
      requireApplied(await planMigrations(db))
      if (path !== IN_MEMORY) await requireRoom(dirname(path))
    },
    async close() {
      await writer.drain()
      await db.destroy()
    },
  }
}

/** What one commit of messages may take (see `maxGroupBytes`): with less there are messages that cannot be recorded. */
const ROOM_BYTES = sqliteProfile.maxGroupBytes

async function requireRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder)
  if (bavail * bsize < ROOM_BYTES)
    throw new AppError(
      'unavailable',
      `less than ${ROOM_BYTES} bytes are free on the disk of ${folder}. Free some space.`,
      { reason: 'disk_full' },
    )
}

/** What opening the store would change in the schema, for `precis migrate --dry-run`. */
export async function planSqliteMigrations(path: string): Promise<MigrationPlan> {
  const db = new Kysely<Database>({ dialect: sqliteDialect(openFile(path)) })
  try {
    return await planMigrations(db)
  } finally {
    await db.destroy()
  }
}

function openFile(path: string, driver?: SqliteConnection['driverName']): SqliteConnection {
  try {
    if (path !== IN_MEMORY) mkdirSync(dirname(path), { recursive: true })
    const connection = openConnection(path, driver)
    connection.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`)
    connection.exec('pragma journal_mode = wal')
    // Acknowledged means on the disk, not only with the operating system.
    connection.exec('pragma synchronous = full')
    connection.exec('pragma foreign_keys = on')
    // What is deleted is overwritten: deleting is a promise about the file, not only about the tables. It has to be so
    // always, because items that a new version replaces may say what is deleted later. Measured: replacing 300 items of
    // 400 characters takes 11.5 ms instead of 7.6; recording deletes nothing.
    connection.exec('pragma secure_delete = on')
    connection.exec(`pragma cache_size = -${CACHE_KIB}`)
    return connection
  } catch (error) {
    if (error instanceof AppError) throw error
    const known = sqliteProfile.toAppError(error)
    throw known.reason === 'database_error'
      ? new AppError(
          'unavailable',
          `the database ${path} cannot be opened; check that the folder can be written`,
          {
            reason: 'database_not_opened',
            cause: error,
          },
        )
      : known
  }
}

/** SQLite's own count of commits by other connections: read from shared memory, no disk. */
function dataVersionOf(connection: SqliteConnection): number {
  const [row] = connection.all('pragma data_version', []) as { readonly data_version: number }[]
  return row?.data_version ?? 0
}
