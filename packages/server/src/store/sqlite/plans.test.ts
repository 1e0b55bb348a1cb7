import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { createManualClock } from '../../clock.js'
import { createAccess } from '../access.js'
import { assembleStore } from '../assemble.js'
import { type Database, TENANT_TABLES } from '../database.js'
import { sendEveryQuery } from '../every-query.suite.js'
import { migrate } from '../migrations/migrate.js'
import { sqliteDialect } from './dialect.js'
import { openConnection, type SqliteConnection, type SqliteValue } from './driver.js'
import { sqliteProfile } from './profile.js'

/** A connection that notes every statement. */
function noting(connection: SqliteConnection) {
  const statements = new Map<string, readonly SqliteValue[]>()
  const note = (sql: string, values: readonly SqliteValue[]) => void statements.set(sql, values)
  return {
    statements,
    connection: {
      ...connection,
      all: (sql: string, values: readonly SqliteValue[]) => {
        note(sql, values)
        return connection.all(sql, values)
      },
      run: (sql: string, values: readonly SqliteValue[]) => {
        note(sql, values)
        return connection.run(sql, values)
      },
    },
  }
}

it('reaches the rows of tenants by an index only', async () => {
  const clock = createManualClock()
  const { connection, statements } = noting(openConnection(':memory:'))
  const db = new Kysely<Database>({ dialect: sqliteDialect(connection) })
  await migrate(db)
  statements.clear()
  const store = assembleStore(createAccess(db, sqliteProfile), clock)
  await sendEveryQuery(store)

  const scans = [...statements].flatMap(([sql, values]) =>
    (connection.all(`explain query plan ${sql}`, values) as { readonly detail: string }[])
      .filter(({ detail }) =>
        [...TENANT_TABLES].some((table) => new RegExp(`^SCAN ${table}(?! USING)`).test(detail)),
      )
      .map(({ detail }) => `${detail}: ${sql}`),
  )
  expect(statements.size).toBeGreaterThan(30)
  expect(scans).toEqual([])
  await db.destroy()
})
