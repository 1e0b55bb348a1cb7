import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { isAppError } from '../errors.js'
import type { StoreChange } from './contract.js'
import type { Database } from './database.js'
import type { DialectProfile } from './dialect.js'
import { TenancyGuard } from './tenancy.js'

/** Tells other processes of a change once the transaction that makes it has committed; never if it does not. */
export type Announce = (change: StoreChange) => void

/**
 * Ends a transaction with this statement, in the order of asking: sent together with the commit, so that a database over
 * the network is asked once for all of them. Nobody reads the answers; one that fails undoes the transaction.
 */
export type AtCommit = (statement: Compilable<unknown>) => void

/** What a transaction is given beside its statements. */
type Write = <T>(
  instanceId: string,
  work: (db: Kysely<Database>, announce: Announce, atCommit: AtCommit) => Promise<T>,
) => Promise<T>

/** Statements that do not need each other's answers; each gives rows of one of these types. */
export type Statements<Rows extends readonly unknown[]> = {
  readonly [At in keyof Rows]: Compilable<Rows[At]>
}

/** The rows of each statement. */
export type Answers<Rows extends readonly unknown[]> = { readonly [At in keyof Rows]: readonly Rows[At][] }

export type StatementsOn<Rows extends readonly unknown[]> = (
  db: Kysely<Database>,
) => readonly [...Statements<Rows>]

/**
 * The only ways to the database: every query goes through one of these, so tenancy, transactions and error
 * mapping are decided here and nowhere else.
 */
export interface Access {
  readonly profile: DialectProfile
  /** Single statements of one instance. */
  read<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Statements of one instance that do not need each other's answers. On Postgres: one round trip. */
  readTogether<Rows extends readonly unknown[]>(
    instanceId: string,
    statements: StatementsOn<Rows>,
  ): Promise<Answers<Rows>>
  /** One transaction of one instance, which may write. */
  readonly write: Write
  /** Many statements of one instance that see one moment, however long they take; nobody waits for them. */
  snapshot<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** As `write`, for work that takes long, waits for its input and cannot be done a second time. */
  bulk<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Single statements of the process itself. */
  readSystem<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** As `readTogether`, for the process itself. */
  readSystemTogether<Rows extends readonly unknown[]>(statements: StatementsOn<Rows>): Promise<Answers<Rows>>
  /** One transaction of the process itself. */
  writeSystem<T>(work: (db: Kysely<Database>, atCommit: AtCommit) => Promise<T>): Promise<T>
  /** Tells other processes of a change that is committed. Cheaper than an announcement, and may get lost. */
  tell(change: StoreChange): void
}

/**
 * Access without per-transaction set-up, for a database whose other users are seen by `foreignChanges` only; a database
 * with row-level security and announcements brings its own.
 */
export function createAccess(db: Kysely<Database>, profile: DialectProfile): Access {
  const mapped = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw isAppError(error) ? error : profile.toAppError(error)
    }
  }
  const guarded = (instanceId: string | undefined) => new TenancyGuard(instanceId)
  const writeGuarded = <T>(
    instanceId: string | undefined,
    work: (trx: Kysely<Database>, atCommit: AtCommit) => Promise<T>,
  ) =>
    mapped(() =>
      db.transaction().execute(async (trx) => {
        const last: CompiledQuery[] = []
        const result = await work(
          trx.withPlugin(guarded(instanceId)),
          (statement) => void last.push(statement.compile()),
        )
        for (const statement of last) await trx.executeQuery(statement)
        return result
      }),
    )
  const write: Write = (instanceId, work) =>
    writeGuarded(instanceId, (trx, atCommit) => work(trx, () => {}, atCommit))
  const system = db.withPlugin(guarded(undefined))
  const together = <Rows extends readonly unknown[]>(on: Kysely<Database>, statements: StatementsOn<Rows>) =>
    mapped(async () => {
      const answers: (readonly unknown[])[] = []
      for (const statement of statements(on)) answers.push((await on.executeQuery(statement.compile())).rows)
      // The statements' own types are the promise of their rows' shapes.
      return answers as unknown as Answers<Rows>
    })

  return {
    profile,
    read: (instanceId, work) => mapped(() => work(db.withPlugin(guarded(instanceId)))),
    readTogether: (instanceId, statements) => together(db.withPlugin(guarded(instanceId)), statements),
    write,
    snapshot: (instanceId, work) =>
      mapped(() =>
        db
          .transaction()
          .setAccessMode('read only')
          .execute((trx) => work(trx.withPlugin(guarded(instanceId)))),
      ),
    bulk: (instanceId, work) => write(instanceId, work),
    readSystem: (work) => mapped(() => work(system)),
    readSystemTogether: (statements) => together(system, statements),
    writeSystem: (work) => writeGuarded(undefined, work),
    tell: () => {},
  }
}
