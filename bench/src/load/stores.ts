/** The two stores that load is put on: what a server is started with, and how their rows are looked at from outside. */
import { join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import {
  createAppRole,
  createDatabase,
  runSql,
  type TestDatabase,
} from '../../../packages/server/test/postgres/database.js'
import { startPostgres } from '../../../packages/server/test/postgres/server.js'
import type { PrecisServer } from '../speed/child-server.js'

export interface LoadStore {
  readonly name: 'sqlite' | 'postgres'
  /** SQLite is one process's. */
  readonly maxProcesses: number
  /** Flags of servers that share an empty database. */
  open(): Promise<OpenedStore>
  stop(): Promise<void>
}

export interface OpenedStore {
  readonly flags: readonly string[]
  /** Of Postgres, for the bare floor beside us. */
  readonly databaseUrl: string | undefined
  /** Rows past the API and past every policy. */
  query<Row>(servers: readonly PrecisServer[], sql: string): Promise<Row[]>
  /** Sessions of the servers; undefined where there are none. */
  countSessions(): Promise<number | undefined>
}

export async function startStore(name: string): Promise<LoadStore> {
  if (name === 'sqlite') return sqliteStore()
  if (name === 'postgres') return postgresStore()
  throw new RangeError(`--store is "${name}"; give sqlite or postgres`)
}

function sqliteStore(): LoadStore {
  const open = async (): Promise<OpenedStore> => ({
    flags: [],
    databaseUrl: undefined,
    async query<Row>([server]: readonly PrecisServer[], sql: string) {
      if (server === undefined) throw new RangeError('no process has the file open')
      const database = new BetterSqlite(join(server.dataDir, 'precis.db'), { readonly: true })
      try {
        // The caller knows the shape of its rows.
        return database.prepare(sql).all() as Row[]
      } finally {
        database.close()
      }
    },
    countSessions: async () => undefined,
  })
  return { name: 'sqlite', maxProcesses: 1, open, stop: async () => {} }
}

async function postgresStore(): Promise<LoadStore> {
  const server = await startPostgres({ isDurable: true })
  await createAppRole(server.adminUrl)
  return {
    name: 'postgres',
    maxProcesses: Number.POSITIVE_INFINITY,
    open: async () => openDatabase(await createDatabase(server.adminUrl)),
    stop: () => server.stop(),
  }
}

const openDatabase = ({ url, adminUrl }: TestDatabase): OpenedStore => ({
  flags: ['--database-url', url],
  databaseUrl: url,
  query: (_servers, sql) => runSql(adminUrl, sql),
  async countSessions() {
    const [found] = await runSql<{ count: string }>(
      adminUrl,
      `select count(*) as count from pg_stat_activity
       where datname = current_database() and application_name like 'precis%'`,
    )
    return Number(found?.count)
  },
})
