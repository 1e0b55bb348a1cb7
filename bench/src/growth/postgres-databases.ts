/** Databases on a Postgres of the benchmark's own, as full as SQLite files that were loaded before. */
import BetterSqlite from 'better-sqlite3'
import { systemClock } from '../../../packages/server/src/clock.js'
import { openPostgresStore } from '../../../packages/server/src/store/postgres/store.js'
import {
  createAppRole,
  createDatabase,
  databaseNamed,
  nameOf,
  runSql,
} from '../../../packages/server/test/postgres/database.js'
import { startPostgres } from '../../../packages/server/test/postgres/server.js'

/** Of one statement: rows, and characters of their JSON text unless one row alone has more. */
const ROWS = 2_000
const CHARACTERS = 4 * 1024 * 1024

export interface PostgresDatabases {
  /** The database of a name with the rows of a file: made now, or found. Returns its URL, of an ordinary role. */
  copyOf(name: string, path: string): Promise<string>
  stop(): Promise<void>
}

/** Starts a server that waits for the disk, as one in earnest does. @param keptIn where its databases stay. */
export async function startPostgresDatabases(keptIn?: string): Promise<PostgresDatabases> {
  const { adminUrl, stop } = await startPostgres({ isDurable: true, keptIn })
  await createAppRole(adminUrl)
  return {
    async copyOf(name, path) {
      const [known] = await runSql(adminUrl, 'select 1 from pg_database where datname = $1', [name])
      if (known === undefined) {
        const made = await createDatabase(adminUrl)
        const store = await openPostgresStore({ url: made.url, clock: systemClock, connections: 1 })
        await store.close()
        await copyRows(path, made.adminUrl)
        // Only one that is whole has the name.
        await runSql(adminUrl, `alter database ${nameOf(made)} rename to ${name}`)
      }
      return databaseNamed(adminUrl, name).url
    },
    stop,
  }
}

/** Both databases have the same tables and columns, of the same migrations. */
async function copyRows(path: string, adminUrl: string): Promise<void> {
  const file = new BetterSqlite(path, { readonly: true })
  try {
    const tables = await runSql<{ name: string }>(
      adminUrl,
      `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
    )
    for (const { name } of tables) {
      let rows: string[] = []
      let characters = 0
      const flush = async () => {
        const given = [`[${rows.join(',')}]`]
        rows = []
        characters = 0
        await runSql(
          adminUrl,
          `insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`,
          given,
        )
      }
      for (const row of file.prepare(`select * from ${name}`).iterate()) {
        const text = JSON.stringify(row)
        rows.push(text)
        characters += text.length
        if (rows.length === ROWS || characters >= CHARACTERS) await flush()
      }
      if (rows.length > 0) await flush()
    }
    await runSql(adminUrl, 'vacuum analyze')
  } finally {
    file.close()
  }
}
