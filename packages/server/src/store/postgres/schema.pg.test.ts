import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { type Database, TENANT_TABLES } from '../database.js'
import { MIGRATIONS } from '../migrations/migrate.js'
import { findBypass, findUnwalled } from './row-security.js'
import { migratePostgres, planPostgresMigrations } from './schema.js'
import { openPostgresStore } from './store.js'

const NAMES = Object.keys(MIGRATIONS).sort()
const databases = useTestDatabases()

async function onDatabase<T>(url: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T> {
  const db = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url }) }),
  })
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

describe('the schema on Postgres', () => {
  it('is planned without a change, then made once', async () => {
    const { url } = await databases.empty()
    const planned = await planPostgresMigrations(url)
    const tables = await runSql(url, "select 1 from pg_tables where schemaname = 'public'")

    expect(planned).toEqual({ applied: [], pending: NAMES })
    expect(tables).toEqual([])
    expect(await migratePostgres(url)).toEqual(NAMES)
    expect(await migratePostgres(url)).toEqual([])
    expect(await planPostgresMigrations(url)).toEqual({ applied: NAMES, pending: [] })
  })

  it('is made by one of ten that start at once', async () => {
    const { url } = await databases.empty()
    const applied = await Promise.all(Array.from({ length: 10 }, () => migratePostgres(url)))

    expect(applied.flat().sort()).toEqual(NAMES)
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  })

  it('is left as it was when a migration fails', async () => {
    const { url } = await databases.migrated()
    const broken = {
      ...MIGRATIONS,
      '9998-adds': {
        up: (db: Kysely<unknown>) => db.schema.createTable('added').addColumn('id', 'text').execute(),
      },
      '9999-breaks': { up: () => Promise.reject(new Error('no')) },
    }

    await expect(migratePostgres(url, broken)).rejects.toMatchObject({ reason: 'migration_failed' })
    expect(await runSql(url, "select 1 from pg_tables where tablename = 'added'")).toEqual([])
    expect((await planPostgresMigrations(url)).pending).toEqual([])
  })

  it('lets a migration reach the rows of every instance', async () => {
    const { url } = await databases.empty()
    await migratePostgres(url)
    await runSql(
      url,
      `set precis.instance_id = 'inst_a';
       insert into pins values ('inst_a', 'c', 'm', 1, 1)`,
    )
    const rewrites = {
      ...MIGRATIONS,
      '9999-rewrites': {
        up: async (db: Kysely<Database>) => {
          await db.updateTable('pins').set({ created_at_ms: 2 }).execute()
        },
      },
    }
    await migratePostgres(url, rewrites)

    const rows = await runSql(url, "set precis.instance_id = 'inst_a'; select created_at_ms from pins")
    expect(rows).toEqual([{ created_at_ms: '2' }])
  })

  it('is refused when a newer program has written it', async () => {
    const { url } = await databases.empty()
    await migratePostgres(url, { ...MIGRATIONS, '9999-from-the-future': { up: async () => {} } })
    const opening = openPostgresStore({ url, connections: 2, clock: createManualClock() })

    await expect(opening).rejects.toMatchObject({ code: 'failed_precondition', reason: 'schema_too_new' })
    await expect(opening).rejects.toThrow(/9999-from-the-future/)
  })

  it('walls every tenant table off, also one that has lost its wall', async () => {
    const { url } = await databases.empty()
    await migratePostgres(url)
    await runSql(url, 'alter table pins no force row level security; drop policy precis_one_instance on runs')
    const fallen = await onDatabase(url, findUnwalled)
    await migratePostgres(url)

    expect(fallen).toEqual(['pins', 'runs'])
    expect(await onDatabase(url, findUnwalled)).toEqual([])
    const tables = await runSql<{ relname: string }>(
      url,
      'select relname from pg_class where relrowsecurity and relforcerowsecurity order by relname',
    )
    expect(tables.map(({ relname }) => relname)).toEqual([...TENANT_TABLES].sort())
  })

  it('knows a role that row-level security does not bind', async () => {
    const { url, adminUrl } = await databases.migrated()

    expect(await onDatabase(url, findBypass)).toBeUndefined()
    expect(await onDatabase(adminUrl, findBypass)).toBe(new URL(adminUrl).username)
    const warnings: string[] = []
    for (const one of [url, adminUrl]) {
      const onWarning = (warning: string) => warnings.push(warning)
      const store = await openPostgresStore({
        url: one,
        connections: 2,
        clock: createManualClock(),
        onWarning,
      })
      const [finding] = (await store.health.inspect()).filter(({ check }) => check === 'row-level security')
      await store.close()
      expect(finding?.problems).toBe(one === url ? 0 : 1)
    }
    expect(warnings).toEqual([expect.stringContaining('does not bind')])
  })
})
