import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.js'

/** What a version covers, kept with it: so that nobody counts all of a conversation when a later message is deleted. */
export async function up(db: Kysely<Database>): Promise<void> {
  for (const table of ['conversations', 'compactions'])
    await db.schema
      .alterTable(table)
      .addColumn('covered_deleted', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  await db.schema.alterTable('compactions').addColumn('covered_tokens', 'bigint').execute()
  const deletedThrough = (table: string, id: string) => sql<number>`(
    select count(*) from messages
    where messages.instance_id = ${sql.ref(`${table}.instance_id`)}
      and messages.conversation_id = ${sql.ref(`${table}.${id}`)}
      and messages.sequence <= ${sql.ref(`${table}.covered_through`)}
      and messages.deleted_at_ms is not null)`
  await db
    .updateTable('conversations')
    .set({ covered_deleted: deletedThrough('conversations', 'id') })
    .where('deleted_messages', '>', 0)
    .execute()
  await db
    .updateTable('compactions')
    .set({ covered_deleted: deletedThrough('compactions', 'conversation_id') })
    .where((e) =>
      e.exists(
        e
          .selectFrom('conversations')
          .select('conversations.id')
          .whereRef('conversations.instance_id', '=', 'compactions.instance_id')
          .whereRef('conversations.id', '=', 'compactions.conversation_id')
          .where('conversations.deleted_messages', '>', 0),
      ),
    )
    .execute()
}
