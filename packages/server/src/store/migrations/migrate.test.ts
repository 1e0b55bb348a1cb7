import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../../clock.js'
import type { Database } from '../database.js'
import { sqliteDialect } from '../sqlite/dialect.js'
import { openConnection } from '../sqlite/driver.js'
import { openSqliteStore, planSqliteMigrations } from '../sqlite/store.js'
import { MIGRATIONS, migrate, planMigrations } from './migrate.js'

const NAMES = Object.keys(MIGRATIONS).sort()

describe('migrations', () => {
  let folder: string
  let path: string
  const opened: Kysely<Database>[] = []
  const open = () => {
    const db = new Kysely<Database>({ dialect: sqliteDialect(openConnection(path)) })
    opened.push(db)
    return db
  }
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'precis-migrate-'))
    path = join(folder, 'precis.db')
  })
  afterEach(async () => {
    for (const db of opened.splice(0)) await db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  it('are numbered without a gap', () => {
    expect(NAMES.map((name) => Number(name.slice(0, 4)))).toEqual(NAMES.map((_, i) => i + 1))
  })

  it('are all pending before and applied after', async () => {
    const db = open()
    expect(await planMigrations(db)).toEqual({ applied: [], pending: NAMES })
    expect(await migrate(db)).toEqual(NAMES)
    expect(await planMigrations(db)).toEqual({ applied: NAMES, pending: [] })
    expect(await migrate(db)).toEqual([])
  })

  it('change nothing when one of them fails', async () => {
    const db = open()
    await migrate(db)
    const broken = {
      ...MIGRATIONS,
      '9998-adds': {
        up: (trx: Kysely<unknown>) => trx.schema.createTable('added').addColumn('id', 'text').execute(),
      },
      '9999-breaks': { up: () => Promise.reject(new Error('no')) },
    }

    await expect(migrate(db, broken)).rejects.toMatchObject({ code: 'internal', reason: 'migration_failed' })
    const tables = await db.introspection.getTables()
    expect(tables.map(({ name }) => name)).not.toContain('added')
    expect((await planMigrations(db)).pending).toEqual([])
  })

  it('are applied once by processes that start together', async () => {
    const applied = await Promise.all([open(), open(), open()].map((db) => migrate(db)))

    expect(applied.flat().sort()).toEqual(NAMES)
  })

  it('refuse a database that a newer program has written', async () => {
    const db = open()
    await migrate(db, { ...MIGRATIONS, '9999-from-the-future': { up: async () => {} } })
    const store = openSqliteStore({ path, clock: createManualClock() })

    await expect(store).rejects.toMatchObject({ code: 'failed_precondition', reason: 'schema_too_new' })
    await expect(store).rejects.toThrow(/9999-from-the-future/)
  })

  it('can be planned without a store', async () => {
    expect((await planSqliteMigrations(path)).pending).toEqual(NAMES)
    expect((await planSqliteMigrations(path)).applied).toEqual([])
  })
})
