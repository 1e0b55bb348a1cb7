import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** Digests of sealed ranges of messages, and what tells whether one that is being made is still wanted. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema
    .alterTable('conversations')
    .addColumn('digest_epoch', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('digests')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('level', 'bigint', (c) => c.notNull())
    .addColumn('position', 'bigint', (c) => c.notNull())
    .addColumn('after_sequence', 'bigint', (c) => c.notNull())
    .addColumn('through_sequence', 'bigint', (c) => c.notNull())
    .addColumn('revision', 'bigint', (c) => c.notNull())
    .addColumn('data', 'text')
    .addPrimaryKeyConstraint('digests_pk', ['instance_id', 'conversation_id', 'level', 'position'])
    .execute()
  await db.schema
    .createIndex('digests_by_end')
    .on('digests')
    .columns(['instance_id', 'conversation_id', 'level', 'through_sequence'])
    .execute()
}
