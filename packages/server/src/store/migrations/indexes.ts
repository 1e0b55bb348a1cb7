import { type Dialect, DummyDriver, Kysely } from 'kysely'
import type { Database } from '../database.js'
import { MIGRATIONS } from './migrate.js'

const CREATED = /^create (?:unique )?index "(\w+)"/
const DROPPED = /^drop index (?:if exists )?"(\w+)"/

/** The indexes that a database should have, and the statement that makes each: what the migrations say, unsent. */
export async function expectedIndexes(dialect: Dialect): Promise<ReadonlyMap<string, string>> {
  const indexes = new Map<string, string>()
  const db = new Kysely<Database>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (any) => dialect.createIntrospector(any),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => new DummyDriver(),
    },
    log: ({ query: { sql } }) => {
      const created = CREATED.exec(sql)?.[1]
      if (created !== undefined) indexes.set(created, sql)
      const dropped = DROPPED.exec(sql)?.[1]
      if (dropped !== undefined) indexes.delete(dropped)
    },
  })
  for (const name of Object.keys(MIGRATIONS).sort()) await MIGRATIONS[name]?.up(db)
  return indexes
}
