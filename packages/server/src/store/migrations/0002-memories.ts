import type { Kysely } from 'kysely'
import type { Database } from '../database.js'

/** Transcripts and documents that are handed in whole, and what finds a user's conversations. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('ingestions')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('external_conversation_id', 'text', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('conversation_type', 'text')
    .addColumn('analysis', 'text')
    .addColumn('metadata', 'text')
    .addColumn('started_at_ms', 'bigint')
    .addColumn('ended_at_ms', 'bigint')
    .addColumn('queued_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('is_recorded', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('ingestions_pk', ['instance_id', 'id'])
    .addUniqueConstraint('ingestions_conversation_unique', ['instance_id', 'conversation_id'])
    .execute()
  await db.schema
    .createTable('memories')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('document_id', 'text', (c) => c.notNull())
    .addColumn('document_type', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('customer_id', 'text')
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addColumn('metadata', 'text')
    .addColumn('created_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('updated_at_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('memories_pk', ['instance_id', 'id'])
    .addUniqueConstraint('memories_document_unique', ['instance_id', 'document_id'])
    .execute()
  await db.schema
    .createIndex('memories_by_conversation')
    .on('memories')
    .columns(['instance_id', 'conversation_id'])
    .execute()
  await db.schema
    .createIndex('conversations_by_user')
    .on('conversations')
    .columns(['instance_id', 'user_id', 'last_recorded_at_ms'])
    .execute()
  await db.schema
    .createIndex('idempotency_keys_by_conversation')
    .on('idempotency_keys')
    .columns(['instance_id', 'conversation_id'])
    .execute()
}
