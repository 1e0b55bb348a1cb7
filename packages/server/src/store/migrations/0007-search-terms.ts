import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** What finds old messages by their words: for each term of a conversation the blocks of messages that have it. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema
    .alterTable('conversations')
    .addColumn('searchable_through', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('search_terms')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('term', 'text', (c) => c.notNull())
    .addColumn('after_sequence', 'bigint', (c) => c.notNull())
    .addColumn('offsets', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('search_terms_pk', ['instance_id', 'conversation_id', 'term', 'after_sequence'])
    .execute()
}
