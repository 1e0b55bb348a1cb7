import { type Kysely, type Migration, Migrator } from 'kysely'
import { AppError } from '../../errors.js'
import type { Database } from '../database.js'
import * as initial from './0001-initial.js'
import * as memories from './0002-memories.js'
import * as erasure from './0003-erasure.js'
import * as digests from './0004-digests.js'
import * as finishedRuns from './0005-finished-runs.js'
import * as recentConversations from './0006-recent-conversations.js'
import * as searchTerms from './0007-search-terms.js'
import * as openReports from './0008-open-reports.js'
import * as covered from './0009-covered.js'

/** All migrations, in order. Forward only: a released file is never changed and never removed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-memories': memories,
  '0003-erasure': erasure,
  '0004-digests': digests,
  '0005-finished-runs': finishedRuns,
  '0006-recent-conversations': recentConversations,
  '0007-search-terms': searchTerms,
  '0008-open-reports': openReports,
  '0009-covered': covered,
}

export interface MigrationPlan {
  /** Applied before. */
  readonly applied: readonly string[]
  /** To be applied by `migrate`, in order. */
  readonly pending: readonly string[]
}

function migratorOf(db: Kysely<Database>, migrations: Readonly<Record<string, Migration>>): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } })
}

/**
 * What `migrate` would do, without doing it.
 *
 * Errors  `failed_precondition` (reason `schema_too_new`) when the database knows a migration that we do not.
 */
export async function planMigrations(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<MigrationPlan> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const known = Object.keys(migrations).sort()
  if (!tables.some((table) => table.name === 'kysely_migration')) return { applied: [], pending: known }

  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .orderBy('name')
    .execute()
  return planAfter(
    rows.map((row) => row.name),
    migrations,
  )
}

/** As `planMigrations`, for names that were read in another way. */
export function planAfter(
  applied: readonly string[],
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): MigrationPlan {
  const known = Object.keys(migrations).sort()
  const unknown = applied.filter((name) => !(name in migrations))
  if (unknown.length > 0)
    throw new AppError(
      'failed_precondition',
      `the database was written by a newer Precis: it has ${unknown.join(', ')}, this program ends at ${known.at(-1)}. ` +
        'Start the newer version, or restore a backup made before the upgrade.',
      { reason: 'schema_too_new', details: { unknown, newestKnown: known.at(-1) } },
    )
  return { applied, pending: known.filter((name) => !applied.includes(name)) }
}

/** Errors  `unavailable` when a migration is missing, as after an older backup was put in place of the database. */
export function requireApplied({ pending }: MigrationPlan): void {
  if (pending.length === 0) return
  throw new AppError('unavailable', `the database schema lacks ${pending.join(', ')}; run \`precis migrate\``)
}

/** Brings the schema up to date, in one transaction. Safe when many processes start at once. */
export async function migrate(
  db: Kysely<Database>,
  migrations: Readonly<Record<string, Migration>> = MIGRATIONS,
): Promise<readonly string[]> {
  const { pending } = await planMigrations(db, migrations)
  if (pending.length === 0) return []
  const { error, results } = await migratorOf(db, migrations).migrateToLatest()
  if (error !== undefined)
    throw new AppError(
      'internal',
      'the database schema could not be brought up to date; nothing was changed',
      {
        reason: 'migration_failed',
        cause: error,
      },
    )
  return (results ?? []).map((result) => result.migrationName)
}
