import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresDialect,
  type QueryExecutor,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { AppError, isAppError } from '../../errors.js'
import type { Access, Announce, Answers, AtCommit, StatementsOn } from '../access.js'
import type { StoreChange } from '../contract.js'
import type { Database } from '../database.js'
import { TenancyGuard } from '../tenancy.js'
import type { PostgresConnection } from './connection.js'
import { losesConnection, mayBeTriedAgain, postgresProfile } from './profile.js'
import { SCOPE_OF_THE_QUEUE, SCOPE_SETTING } from './row-security.js'
import type { Sessions } from './sessions.js'

/** Times that a transaction begins anew after it lost against another, or lost its connection before its commit. */
const MAX_TRANSACTION_ATTEMPTS = 4

/** What tells other processes of changes. */
export interface ChangeTeller {
  /** Statements that announce changes when they are sent with a commit; empty when there are none. */
  announcing(changes: readonly StoreChange[]): string
  /** Takes note that it is not known whether these announcements were committed. */
  doubt(changes: readonly StoreChange[]): void
  tell(change: StoreChange): void
}

/**
 * Access to Postgres. Every statement runs in a transaction that has told the server whose rows it may see, so the
 * row-level policies hold what `TenancyGuard` holds, a second time.
 *
 * Cost    one round trip for a read; a write adds one for its commit. What begins a transaction is sent together
 *         with its first statement, what ends it (`AtCommit`) together with the commit.
 */
export function createPostgresAccess(sessions: Sessions, changes?: ChangeTeller): Access {
  const kyselyOn = createKyselyOn(sessions)

  const read = <T>(scope: string, guard: TenancyGuard, work: (db: Kysely<Database>) => Promise<T>) =>
    mapped(() =>
      triedAgain(() =>
        work(
          kyselyOn(guard, (consume) =>
            sessions.use((connection) => consume(confinedReads(connection, scope))),
          ),
        ),
      ),
    )
  const readTogether = <Rows extends readonly unknown[]>(
    scope: string,
    guard: TenancyGuard,
    statements: StatementsOn<Rows>,
  ) =>
    mapped(() => {
      const compiled = statements(kyselyOn(guard, refuseToSend)).map((statement) => statement.compile())
      return triedAgain(() => sessions.use((connection) => answersOf<Rows>(connection, scope, compiled)))
    })
  const write = <T>(
    scope: string,
    guard: TenancyGuard,
    work: (db: Kysely<Database>, announce: Announce, atCommit: AtCommit) => Promise<T>,
  ) =>
    mapped(() =>
      triedAgain(() =>
        sessions.use((connection) => {
          const announced: StoreChange[] = []
          const last: CompiledQuery[] = []
          const db = kyselyOn(guard, (consume) => consume(connection))
          return inTransaction(connection, {
            begin: beginIn(scope),
            work: () =>
              work(
                db,
                (change) => void announced.push(change),
                (statement) => void last.push(statement.compile()),
              ),
            last,
            announcing: () => changes?.announcing(announced) ?? '',
            doubt: () => changes?.doubt(announced),
          })
        }),
      ),
    )

  /** One transaction that is not tried again, and may wait for whoever takes or gives its rows. */
  const once = <T>(instanceId: string, mode: string, work: (db: Kysely<Database>) => Promise<T>) =>
    mapped(() =>
      sessions.use((connection) =>
        inTransaction(connection, {
          begin: `${beginIn(scopeOf(instanceId), mode)}; ${MAY_WAIT}`,
          work: () => work(kyselyOn(new TenancyGuard(instanceId), (consume) => consume(connection))),
          announcing: () => '',
        }),
      ),
    )
  const system = new TenancyGuard(undefined)
  return {
    profile: postgresProfile,
    read: (instanceId, work) => read(scopeOf(instanceId), new TenancyGuard(instanceId), work),
    readTogether: (instanceId, statements) =>
      readTogether(scopeOf(instanceId), new TenancyGuard(instanceId), statements),
    write: (instanceId, work) => write(scopeOf(instanceId), new TenancyGuard(instanceId), work),
    snapshot: (instanceId, work) => once(instanceId, 'isolation level repeatable read read only', work),
    bulk: (instanceId, work) => once(instanceId, '', work),
    readSystem: (work) => read(SCOPE_OF_THE_QUEUE, system, work),
    readSystemTogether: (statements) => readTogether(SCOPE_OF_THE_QUEUE, system, statements),
    writeSystem: (work) => write(SCOPE_OF_THE_QUEUE, system, (db, _, atCommit) => work(db, atCommit)),
    tell: (change) => changes?.tell(change),
  }
}

type ProvideConnection = <T>(consume: (connection: DatabaseConnection) => Promise<T>) => Promise<T>

/** Makes Kysely instances that take their connection from us and not from a driver. */
function createKyselyOn({ pool }: Sessions) {
  const dialect = new PostgresDialect({ pool })
  const driver = new DummyDriver()
  const base: QueryExecutor = new Kysely<Database>({ dialect }).getExecutor()
  return (guard: TenancyGuard, provideConnection: ProvideConnection): Kysely<Database> =>
    new Kysely<Database>({
      config: { dialect },
      dialect,
      driver,
      executor: base.withConnectionProvider({ provideConnection }).withPlugin(guard),
    })
}

/** Scopes beside the instances' ids begin with a sign that no id has. */
function scopeOf(instanceId: string): string {
  if (!instanceId.startsWith('<')) return instanceId
  throw new AppError('internal', `${instanceId} is no instance id`, { reason: 'tenancy_violation' })
}

/** A transaction is usually ended when its process says nothing for some seconds; an export waits for its reader. */
const MAY_WAIT = 'set local idle_in_transaction_session_timeout = 0'

const beginIn = (scope: string, mode = '') =>
  `begin ${mode}; set local ${SCOPE_SETTING} = ${pg.escapeLiteral(scope)}`

/** For Kysely instances that only make statements. */
const refuseToSend: ProvideConnection = () =>
  Promise.reject(new Error('statements that are read together are sent together, not one by one'))

/** The connection, with a transaction of its own around each statement. */
function confinedReads(connection: PostgresConnection, scope: string): DatabaseConnection {
  return {
    streamQuery: () => connection.streamQuery(),
    async executeQuery<R>(query: CompiledQuery) {
      const [result] = await confined<R>(connection, scope, [query])
      return result ?? { rows: [] }
    },
  }
}

/** Reads in one transaction, all sent at once with what begins and ends it. */
async function confined<R>(
  connection: PostgresConnection,
  scope: string,
  queries: readonly CompiledQuery[],
): Promise<QueryResult<R>[]> {
  const sent = connection.together(() => ({
    begun: connection.command(beginIn(scope, 'read only')),
    results: queries.map((query) => connection.executeQuery<R>(query)),
    committed: connection.command('commit'),
  }))
  const all = [sent.begun, ...sent.results, sent.committed]
  await Promise.allSettled(all)
  await Promise.all(all)
  return Promise.all(sent.results)
}

async function answersOf<Rows extends readonly unknown[]>(
  connection: PostgresConnection,
  scope: string,
  queries: readonly CompiledQuery[],
): Promise<Answers<Rows>> {
  const answers = await confined<unknown>(connection, scope, queries)
  // The statements' own types are the promise of their rows' shapes.
  return answers.map(({ rows }) => rows) as unknown as Answers<Rows>
}

interface Transaction<T> {
  /** The statements that begin it. */
  readonly begin: string
  work(): Promise<T>
  /** What `work` leaves to be sent with the commit. */
  readonly last?: readonly CompiledQuery[]
  /** Statements to be sent with the commit, whose answers nobody reads. */
  announcing(): string
  /** Called when nobody can tell whether it was committed. */
  doubt?(): void
}

async function inTransaction<T>(
  connection: PostgresConnection,
  { begin, work, last = [], announcing, doubt }: Transaction<T>,
): Promise<T> {
  let begun: Promise<void> | undefined
  let result: T
  try {
    // The first statement follows in this turn of the event loop.
    connection.holdForThisTurn()
    begun = connection.command(begin)
    begun.catch(() => {})
    result = await work()
    await begun
  } catch (error) {
    await connection.command('rollback').catch(() => {})
    throw error
  }
  await commit(connection, last, announcing()).catch((error: unknown) => {
    if (isAppError(error)) doubt?.()
    throw error
  })
  return result
}

/**
 * From here on nobody can tell whether a lost connection has lost the transaction: it is not tried again. A statement that
 * the server refuses has undone it.
 */
async function commit(
  connection: PostgresConnection,
  last: readonly CompiledQuery[],
  announcements: string,
): Promise<void> {
  const sent = connection.together(() => [
    ...last.map((statement) => connection.executeQuery(statement)),
    connection.command(`${announcements}commit`),
  ])
  const failures = (await Promise.allSettled(sent)).flatMap((answer) =>
    answer.status === 'rejected' ? [answer.reason] : [],
  )
  if (failures.length === 0) return
  const refusal = failures.find((error) => !losesConnection(error))
  if (refusal !== undefined) {
    // After a refused announcement the commit behind it was not looked at.
    await connection.command('rollback').catch(() => {})
    throw refusal
  }
  throw new AppError(
    'unavailable',
    'Postgres was told to commit and did not answer: the change may have been made or not. ' +
      'Repeat it with the same idempotency key.',
    { reason: 'commit_unknown', cause: failures[0] },
  )
}

async function mapped<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw isAppError(error) ? error : postgresProfile.toAppError(error)
  }
}

async function triedAgain<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transaction()
    } catch (error) {
      if (attempt === MAX_TRANSACTION_ATTEMPTS || !mayBeTriedAgain(error)) throw error
    }
  }
}
