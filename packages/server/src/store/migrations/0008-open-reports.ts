import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** What finds a turn that a client tells a second time in another way, also when that reaches another process. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('open_report', 'text').execute()
}
