import { type Kysely, sql } from 'kysely'
import type { Database } from '../database.js'

/** What deleting messages, conversations and users needs, and deleting them by age. */
export async function up(db: Kysely<Database>): Promise<void> {
  await db.schema.alterTable('messages').addColumn('deleted_at_ms', 'bigint').execute()
  for (const column of ['issued_versions', 'deleted_messages', 'revision', 'first_recorded_at_ms'])
    await db.schema
      .alterTable('conversations')
      .addColumn(column, 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
  await db
    .updateTable('conversations')
    .set((e) => ({ issued_versions: e.ref('latest_version'), first_recorded_at_ms: e.ref('created_at_ms') }))
    .execute()
  await db.schema
    .createIndex('conversations_by_first_message')
    .on('conversations')
    .columns(['instance_id', 'first_recorded_at_ms'])
    .execute()
  await db.schema.createIndex('memories_by_user').on('memories').columns(['instance_id', 'user_id']).execute()
  await db.schema.alterTable('instances').addColumn('max_age_days', 'bigint').execute()
  await createParticipants(db)
  await createErasures(db)
}

/** Users who speak in a conversation that is filed under somebody else. */
async function createParticipants(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('participants')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('customer_id', 'text', (c) => c.notNull())
    .addColumn('conversation_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('participants_pk', ['instance_id', 'user_id', 'customer_id', 'conversation_id'])
    .execute()
  await db.schema
    .createIndex('participants_by_conversation')
    .on('participants')
    .columns(['instance_id', 'conversation_id'])
    .execute()
  await db
    .insertInto('participants')
    .columns(['instance_id', 'user_id', 'customer_id', 'conversation_id'])
    .expression(
      db
        .selectFrom('messages')
        .innerJoin('conversations', (join) =>
          join
            .onRef('conversations.instance_id', '=', 'messages.instance_id')
            .onRef('conversations.id', '=', 'messages.conversation_id'),
        )
        .where('messages.user_id', 'is not', null)
        .whereRef('messages.user_id', '!=', 'conversations.user_id')
        .select((e) => [
          'messages.instance_id',
          'messages.user_id',
          e.fn.coalesce('messages.customer_id', 'conversations.customer_id', e.val('')).as('customer_id'),
          'messages.conversation_id',
        ])
        .distinct()
        // Null was ruled out above.
        .$narrowType<{ user_id: string }>(),
    )
    .execute()
}

/** Erasures that take more than one transaction: they are finished by whoever finds them. */
async function createErasures(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('erasures')
    .addColumn('instance_id', 'text', (c) => c.notNull())
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('user_id', 'text')
    .addColumn('customer_id', 'text')
    .addColumn('cutoff_ms', 'bigint')
    .addColumn('removed', 'text', (c) => c.notNull())
    .addColumn('requested_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('touched_at_ms', 'bigint', (c) => c.notNull())
    .addColumn('completed_at_ms', 'bigint')
    .addColumn('passed_conversation_id', 'text')
    .addColumn('passed_sequence', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('erasures_pk', ['instance_id', 'id'])
    .execute()
  await db.schema
    .createIndex('erasures_unfinished')
    .on('erasures')
    .column('touched_at_ms')
    .where(sql.ref('state'), '=', sql.lit('running'))
    .execute()
}
