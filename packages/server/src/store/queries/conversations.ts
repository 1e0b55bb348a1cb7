import type { Kysely } from 'kysely'
import type { ConversationHead } from '../contract.js'
import type { ConversationRow, Database } from '../database.js'
import type { DialectProfile } from '../dialect.js'
import { automaticFromText } from './identity.js'

export function toHead(row: ConversationRow): ConversationHead {
  return {
    conversationId: row.id,
    userId: row.user_id,
    customerId: row.customer_id,
    sessionId: row.session_id,
    createdAtMs: row.created_at_ms,
    automatic: automaticFromText(row.automatic),
    lastSequence: row.last_sequence,
    deletedMessages: row.deleted_messages,
    revision: row.revision,
    lastRecordedAtMs: row.last_recorded_at_ms,
    contentBytes: row.content_bytes,
    annotatedThrough: row.annotated_through,
    annotatedBytes: row.annotated_bytes,
    annotatedTokens: row.annotated_tokens,
    latestVersion: row.latest_version,
    latestCompactionId: row.latest_compaction_id,
    coveredThrough: row.covered_through,
    coveredTokens: row.covered_tokens,
    uncoveredMessages: row.last_sequence - row.deleted_messages - (row.covered_through - row.covered_deleted),
    searchableThrough: row.searchable_through,
  }
}

export interface ConversationQuery {
  readonly db: Kysely<Database>
  readonly instanceId: string
  readonly conversationId: string
}

export function findConversation({ db, instanceId, conversationId }: ConversationQuery) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .executeTakeFirst()
}

/** The conversation, held against other writers until the transaction ends. */
export function lockConversation(
  { db, instanceId, conversationId }: ConversationQuery,
  profile: DialectProfile,
) {
  return db
    .selectFrom('conversations')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .$if(profile.locksRows, (query) => query.forUpdate())
    .executeTakeFirst()
}
