import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** What finds the conversations of an instance that were spoken in last: for streams that open after a restart. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createIndex('conversations_recent')
    .on('conversations')
    .columns(['instance_id', 'last_recorded_at_ms'])
    .execute()
}
