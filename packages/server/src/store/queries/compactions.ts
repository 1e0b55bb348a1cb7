import type { Item, Strategy } from '@precis/engine'
import type { Access, Announce, AtCommit } from '../access.js'
import type {
  CompactionStore,
  NewCompaction,
  RunStore,
  StoredCompaction,
  StoredItem,
  TriggerType,
} from '../contract.js'
import type { CompactionRow, ConversationRow, ItemRow, RunRow } from '../database.js'
import { storableJson, storableText } from '../storable-text.js'
import { lockConversation } from './conversations.js'
import { findHeldRun, type HeldRun } from './held-run.js'
import { insertsOf } from './insert-rows.js'

interface Publication extends HeldRun {
  readonly announce: Announce
  readonly atCommit: AtCommit
  readonly compaction: NewCompaction
  readonly nowMs: number
}

/** Stores a version if the run is still held. Locks the conversation before the run, as `createRun` does. */
export async function publishCompaction(
  access: Access,
  publication: Publication,
): Promise<Awaited<ReturnType<RunStore['publish']>>> {
  const { db, instanceId, hold, nowMs } = publication
  const found = await findHeldRun(publication)
  if (!found) return { kind: 'lease_lost' }
  const conversationId = found.conversation_id
  // Sent at once, and carried out in this order.
  const [conversation, updated] = await Promise.all([
    lockConversation({ db, instanceId, conversationId }, access.profile),
    db
      .updateTable('runs')
      .set({
        state: 'completed',
        finished_at_ms: nowMs,
        lease_owner: null,
        lease_expires_at_ms: null,
        error_message: null,
      })
      .where('instance_id', '=', instanceId)
      .where('id', '=', hold.runId)
      .where('state', '=', 'running')
      .where('fencing_token', '=', hold.fencingToken)
      .executeTakeFirst(),
  ])
  if (!conversation || updated.numUpdatedRows !== 1n) return { kind: 'lease_lost' }

  const coveredDeleted = await countDeletedThrough(publication, found.through_sequence, conversation)
  const row = toRow(publication, found, { conversation, coveredDeleted })
  publication.atCommit(db.insertInto('compactions').values(row))
  publication.atCommit(
    db
      .updateTable('conversations')
      .set({
        latest_version: row.version,
        issued_versions: row.version,
        latest_compaction_id: row.id,
        covered_through: row.covered_through,
        covered_tokens: publication.compaction.coveredTokens,
        covered_deleted: row.covered_deleted,
      })
      .where('instance_id', '=', instanceId)
      .where('id', '=', conversationId),
  )
  replaceItems(access, publication, conversation)
  publication.announce({
    kind: 'compaction_published',
    instanceId,
    conversationId,
    compactionId: row.id,
    version: row.version,
  })
  return { kind: 'published', version: row.version }
}

/** Counted from the end: after the range of a run there is only what was recorded meanwhile. */
async function countDeletedThrough(
  { db, instanceId }: Publication,
  through: number,
  { id, deleted_messages, last_sequence }: ConversationRow,
): Promise<number> {
  if (deleted_messages === 0 || through === last_sequence) return deleted_messages
  const { count } = await db
    .selectFrom('messages')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', id)
    .where('sequence', '>', through)
    .where('deleted_at_ms', 'is not', null)
    .executeTakeFirstOrThrow()
  return deleted_messages - Number(count)
}

function toRow(
  { instanceId, compaction, nowMs }: Publication,
  run: RunRow,
  { conversation, coveredDeleted }: { conversation: ConversationRow; coveredDeleted: number },
): CompactionRow {
  return {
    instance_id: instanceId,
    id: run.id,
    conversation_id: run.conversation_id,
    version: conversation.issued_versions + 1,
    trigger_type: run.trigger_type,
    strategy_requested: compaction.strategyRequested,
    strategy_used: compaction.strategyUsed,
    target_tokens: compaction.targetTokens,
    original_token_count: compaction.originalTokenCount,
    validation_score: compaction.validationScore,
    validation_passed: compaction.validationPassed ? 1 : 0,
    quality_warning: compaction.qualityWarning ? 1 : 0,
    covered_through: run.through_sequence,
    covered_through_at_ms: compaction.coveredThroughAtMs,
    covered_tokens: compaction.coveredTokens,
    covered_deleted: coveredDeleted,
    created_at_ms: nowMs,
    renderings: storableJson(compaction.renderings),
    detail: storableText(compaction.detail),
  }
}

function replaceItems(
  { profile }: Access,
  { db, atCommit, instanceId, compaction, nowMs }: Publication,
  conversation: ConversationRow,
): void {
  atCommit(
    db
      .deleteFrom('items')
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversation.id),
  )
  const rows = compaction.items.map(
    (item, position): ItemRow => ({
      instance_id: instanceId,
      conversation_id: conversation.id,
      position,
      item_id: item.id,
      user_id: conversation.user_id,
      customer_id: conversation.customer_id,
      type: item.type,
      content: storableText(item.content),
      data: storableJson(item),
      created_at_ms: nowMs,
    }),
  )
  for (const insert of insertsOf({ db, profile, instanceId }, 'items', rows)) atCommit(insert)
}

function toCompaction(row: CompactionRow): StoredCompaction {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    version: row.version,
    // Written by us from these very types.
    triggerType: row.trigger_type as TriggerType,
    strategyRequested: row.strategy_requested as Strategy,
    strategyUsed: row.strategy_used as Strategy,
    targetTokens: row.target_tokens,
    originalTokenCount: row.original_token_count,
    validationScore: row.validation_score,
    validationPassed: row.validation_passed === 1,
    qualityWarning: row.quality_warning === 1,
    coveredThrough: row.covered_through,
    coveredThroughAtMs: row.covered_through_at_ms,
    createdAtMs: row.created_at_ms,
    renderings: JSON.parse(row.renderings) as StoredCompaction['renderings'],
    detail: row.detail,
  }
}

function toItem(row: ItemRow): StoredItem {
  return {
    ...(JSON.parse(row.data) as Item),
    conversationId: row.conversation_id,
    userId: row.user_id,
    customerId: row.customer_id,
  }
}

export function createCompactionStore(access: Access): CompactionStore {
  return {
    async latest(instanceId, conversationId) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('compactions')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .orderBy('version', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
      return row && toCompaction(row)
    },
    async byVersion(instanceId, conversationId, version) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('compactions')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('version', '=', version)
          .executeTakeFirst(),
      )
      return row && toCompaction(row)
    },
    async items(instanceId, { conversationId, userId, customerId }, limit) {
      const rows = await access.read(instanceId, (db) => {
        let query = db.selectFrom('items').selectAll().where('instance_id', '=', instanceId)
        if (conversationId !== undefined) query = query.where('conversation_id', '=', conversationId)
        if (userId !== undefined) query = query.where('user_id', '=', userId)
        if (customerId !== undefined) query = query.where('customer_id', '=', customerId)
        return query
          .orderBy('created_at_ms', 'desc')
          .orderBy('conversation_id')
          .orderBy('position')
          .limit(limit)
          .execute()
      })
      return rows.map(toItem)
    },
  }
}
