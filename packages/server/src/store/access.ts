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

/**
 * The only ways to the database: every query goes through one of these, so tenancy, transactions and error
 * mapping are decided here and nowhere else.
 */
export interface Access {
  readonly profile: DialectProfile
  /** Single statements of one instance. */
  read<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** One transaction of one instance, which may write. */
  readonly write: Write
  /** Many statements of one instance that see one moment, however long they take; nobody waits for them. */
  snapshot<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** As `write`, for work that takes long, waits for its input and cannot be done a second time. */
  bulk<T>(instanceId: string, work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** Single statements of the process itself. */
  readSystem<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>
  /** One transaction of the process itself. */
  writeSystem<T>(work: (db: Kysely<Database>) => Promise<T>): Promise<T>
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
  const write: Write = (instanceId, work) =>
    mapped(() =>
      db.transaction().execute(async (trx) => {
        const last: CompiledQuery[] = []
        const atCommit: AtCommit = (statement) => void last.push(statement.compile())
        const result = await work(trx.withPlugin(guarded(instanceId)), () => {}, atCommit)
        for (const statement of last) await trx.executeQuery(statement)
        return result
      }),
    )
  const system = db.withPlugin(guarded(undefined))

  return {
    profile,
    read: (instanceId, work) => mapped(() => work(db.withPlugin(guarded(instanceId)))),
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
    writeSystem: (work) => mapped(() => system.transaction().execute(work)),
    tell: () => {},
  }
}
