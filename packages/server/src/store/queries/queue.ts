import { type Kysely, sql } from 'kysely'
import type { Clock } from '../../clock.js'
import type { Access, AtCommit } from '../access.js'
import type { ClaimedRun, RunQueue } from '../contract.js'
import type { Database, RunRow } from '../database.js'
import { toRun } from './runs.js'

// Literals, so that the text alone implies the condition of a partial index: with a bound state SQLite has to look at
// the value and plan again. Measured on 200,000 runs: 0.42 ms a look with a bound state, 0.006 ms with a literal.
const QUEUED = sql.lit('queued')
const RUNNING = sql.lit('running')

export function createRunQueue(access: Access, clock: Clock): RunQueue {
  return {
    claim: ({ workerId, leaseMs }) =>
      access.writeSystem(async (db, atCommit) => {
        const nowMs = clock.now()
        // Both looks are sent at once. The abandoned go first: while others keep the queue full they would be taken over late, or
        // never. A due run that is found beside one is locked for this moment, and passed over by others for so long.
        const [abandoned, due] = await Promise.all([
          findAbandoned(access, db, nowMs),
          findDue(access, db, nowMs),
        ])
        const row = abandoned ?? due
        return row && takeRun({ db, atCommit }, row, { workerId, nowMs, leaseExpiresAtMs: nowMs + leaseMs })
      }),
    async nextDueAtMs() {
      const answers = await access.readSystemTogether((db) => [
        db
          .selectFrom('runs')
          .select('available_at_ms as at')
          .where('state', '=', QUEUED)
          .orderBy('available_at_ms')
          .limit(1),
        db
          .selectFrom('runs')
          .select('lease_expires_at_ms as at')
          .where('state', '=', RUNNING)
          .orderBy('lease_expires_at_ms')
          .limit(1),
      ])
      const times = answers.flatMap(([row]) => row?.at ?? [])
      return times.length === 0 ? undefined : Math.min(...times)
    },
    async endForeignLeases(workerId) {
      const updated = await access.writeSystem((db) =>
        db
          .updateTable('runs')
          .set({ lease_expires_at_ms: clock.now() })
          .where('state', '=', RUNNING)
          .where('lease_owner', '!=', workerId)
          .executeTakeFirst(),
      )
      return Number(updated.numUpdatedRows)
    },
  }
}

// Two statements and not one with `or`: each uses its own partial index.
function findDue({ profile }: Access, db: Kysely<Database>, nowMs: number) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('state', '=', QUEUED)
    .where('available_at_ms', '<=', nowMs)
    .orderBy('available_at_ms')
    .orderBy('id')
    .limit(1)
    .$if(profile.locksRows, (query) => query.forUpdate().skipLocked())
    .executeTakeFirst()
}

function findAbandoned({ profile }: Access, db: Kysely<Database>, nowMs: number) {
  return db
    .selectFrom('runs')
    .selectAll()
    .where('state', '=', RUNNING)
    .where('lease_expires_at_ms', '<=', nowMs)
    .orderBy('lease_expires_at_ms')
    .orderBy('id')
    .limit(1)
    .$if(profile.locksRows, (query) => query.forUpdate().skipLocked())
    .executeTakeFirst()
}

interface Taking {
  readonly workerId: string
  readonly nowMs: number
  readonly leaseExpiresAtMs: number
}

/** The row is locked, so nobody changes it before the commit. */
function takeRun(
  { db, atCommit }: { readonly db: Kysely<Database>; readonly atCommit: AtCommit },
  row: RunRow,
  taking: Taking,
): ClaimedRun {
  const taken = {
    ...row,
    state: 'running',
    started_at_ms: taking.nowMs,
    lease_owner: taking.workerId,
    lease_expires_at_ms: taking.leaseExpiresAtMs,
    attempt: row.attempt + 1,
    fencing_token: row.fencing_token + 1,
  }
  atCommit(
    db
      .updateTable('runs')
      .set({
        state: taken.state,
        started_at_ms: taken.started_at_ms,
        lease_owner: taken.lease_owner,
        lease_expires_at_ms: taken.lease_expires_at_ms,
        attempt: taken.attempt,
        fencing_token: taken.fencing_token,
      })
      .where('instance_id', '=', row.instance_id)
      .where('id', '=', row.id),
  )
  return { ...toRun(taken), fencingToken: taken.fencing_token, leaseExpiresAtMs: taken.lease_expires_at_ms }
}
