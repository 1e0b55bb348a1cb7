import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** What finds the runs that ended after a time: for a process that was not told of them. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema.createIndex('runs_finished').on('runs').columns(['finished_at_ms', 'id']).execute()
}
