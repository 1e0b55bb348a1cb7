import type { Kysely } from 'kysely'
import type { RunHold } from '../contract.js'
import type { Database } from '../database.js'

export interface HeldRun {
  readonly db: Kysely<Database>
  readonly instanceId: string
  readonly hold: RunHold
}

/** The run, if it is still running under this fencing token. */
export function findHeldRun({ db, instanceId, hold }: HeldRun) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', '=', hold.runId)
    .where('state', '=', 'running')
    .where('fencing_token', '=', hold.fencingToken)
    .executeTakeFirst()
}
