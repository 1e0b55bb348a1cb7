import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Database } from '../database.js'
import { MIGRATIONS, type MigrationPlan, migrate, planMigrations } from '../migrations/migrate.js'
import { ConnectionLostError } from './profile.js'
import { findUnwalled, SCOPE_OF_MIGRATIONS, SCOPE_SETTING, wallTenantTables } from './row-security.js'
import { clientConfig } from './sessions.js'

/** Names our lock among the advisory locks of a database: "precis" in ASCII. */
const MIGRATION_LOCK = 0x70_72_65_63_69_73

type Migrations = typeof MIGRATIONS

/** Runs work on a connection of its own, without the time limits of everyday statements. */
async function onOwnConnection<T>(url: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    ...clientConfig(url),
    application_name: 'precis schema',
    options: `-c ${SCOPE_SETTING}=${SCOPE_OF_MIGRATIONS}`,
  })
  let lost: Error | undefined
  client.on('error', (error) => {
    lost = error
  })
  try {
    await client.connect()
    // Everything goes through this one connection: it holds the lock.
    const session = { query: client.query.bind(client), release: () => {} } as unknown as pg.PoolClient
    const pool = { connect: async () => session, end: async () => {} }
    return await work(new Kysely<Database>({ dialect: new PostgresDialect({ pool }) }))
  } catch (error) {
    throw lost === undefined ? error : new ConnectionLostError(error)
  } finally {
    await client.end().catch(() => {})
  }
}

/**
 * Brings the schema up to date and walls the tenants' tables off. Any number of processes may do this at once: one
 * works, the others wait for it and find nothing left to do.
 */
export function migratePostgres(
  url: string,
  migrations: Migrations = MIGRATIONS,
): Promise<readonly string[]> {
  return onOwnConnection(url, async (db) => {
    const { pending } = await planMigrations(db, migrations)
    if (pending.length === 0 && (await findUnwalled(db)).length === 0) return []
    await sql`select pg_advisory_lock(${sql.lit(MIGRATION_LOCK)})`.execute(db)
    // The end of the connection frees the lock, also when the process dies.
    const applied = await migrate(db, migrations)
    await db.transaction().execute(wallTenantTables)
    return applied
  })
}

/** What `migratePostgres` would do, without doing it. */
export function planPostgresMigrations(url: string): Promise<MigrationPlan> {
  return onOwnConnection(url, (db) => planMigrations(db))
}
