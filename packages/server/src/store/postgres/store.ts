import type { Clock } from '../../clock.js'
import { AppError, isAppError } from '../../errors.js'
import { assembleStore } from '../assemble.js'
import type { Store } from '../contract.js'
import { type MigrationPlan, planAfter, requireApplied } from '../migrations/migrate.js'
import { createPostgresAccess } from './access.js'
import { ForeignChanges } from './foreign-changes.js'
import { createPostgresHealth, findBypassOf } from './health.js'
import { postgresProfile } from './profile.js'
import { migratePostgres, planPostgresMigrations as planMigrations } from './schema.js'
import { openSessions, type SessionOptions } from './sessions.js'

export interface PostgresStoreOptions extends SessionOptions {
  readonly clock: Clock
  /** Told of what works, but not as it should. */
  readonly onWarning?: ((warning: string) => void) | undefined
}

/** The oldest server whose contract tests pass, as `server_version_num` counts. */
const OLDEST_SERVER = 150_000

/**
 * Opens a store on a Postgres database, which any number of processes may share, and brings its schema up to date.
 *
 * Errors  `failed_precondition` (reasons `schema_too_new`, `database_too_old`); `unavailable` when the server does not
 *         answer or refuses the login; `internal` (`database_privilege`) when the role may not make the schema.
 */
export async function openPostgresStore({
  clock,
  onWarning,
  ...options
}: PostgresStoreOptions): Promise<Store> {
  const sessions = openSessions(options)
  try {
    await checkServer(sessions)
    await migratePostgres(options.url)
    const role = await findBypassOf(sessions)
    if (role !== undefined)
      onWarning?.(
        `row-level security does not bind ${role}, so only one wall keeps tenants apart; log in as an ordinary role`,
      )
  } catch (error) {
    await sessions.close()
    throw isAppError(error) ? error : postgresProfile.toAppError(error)
  }
  const changes = new ForeignChanges({ url: options.url, clock })
  const access = createPostgresAccess(sessions, changes)
  const { writer, ...shared } = assembleStore(access, clock)
  await changes.start(access)
  return {
    kind: 'postgres',
    ...shared,
    health: createPostgresHealth(sessions, { access, clock, messages: shared.messages }),
    foreignChanges: () => undefined,
    onForeignChange: (listener) => changes.subscribe(listener),
    onGap: (listener) => changes.subscribeGaps(listener),
    async check() {
      const applied = await sessions.use((connection) =>
        connection.run({ text: 'select name from kysely_migration order by name' }),
      )
      // The rows of the statement above.
      requireApplied(planAfter((applied.rows as { readonly name: string }[]).map(({ name }) => name)))
    },
    async close() {
      await writer.drain()
      await changes.stop()
      await sessions.close()
    },
  }
}

/** What opening the store would change in the schema, for `precis migrate --dry-run`. */
export async function planPostgresMigrations(url: string): Promise<MigrationPlan> {
  try {
    return await planMigrations(url)
  } catch (error) {
    throw isAppError(error) ? error : postgresProfile.toAppError(error)
  }
}

async function checkServer({ use }: ReturnType<typeof openSessions>): Promise<void> {
  const version = await use(async (connection) => {
    const { rows } = await connection.run({
      text: "select current_setting('server_version_num')::int as version",
    })
    const [row] = rows as { readonly version: number }[]
    return row?.version ?? 0
  })
  if (version >= OLDEST_SERVER) return
  throw new AppError(
    'failed_precondition',
    `this Postgres is version ${Math.floor(version / 10_000)}; Precis needs ${OLDEST_SERVER / 10_000} or newer`,
    { reason: 'database_too_old' },
  )
}
