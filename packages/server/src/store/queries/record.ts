import { createHash } from 'node:crypto'
import type { Compilable, Kysely } from 'kysely'
import type { AtCommit } from '../access.js'
import type { NewMessage, RecordReceipt, RecordResult } from '../contract.js'
import type { ConversationRow, Database, IdempotencyKeyRow, MessageRow, ParticipantRow } from '../database.js'
import type { DialectProfile } from '../dialect.js'
import { storableJson, storableOrNull, storableText } from '../storable-text.js'
import { toHead } from './conversations.js'
import { type InsertContext, insertsOf } from './insert-rows.js'
import { OpenReports, type OpenRow, openReportOf } from './open-reports.js'
import { paddedList } from './value-lists.js'

export interface RecordContext {
  readonly db: Kysely<Database>
  readonly atCommit: AtCommit
  readonly profile: DialectProfile
  readonly instanceId: string
  readonly nowMs: number
  /** An earlier attempt may have recorded these very messages. */
  readonly isRepeated?: boolean | undefined
}

/**
 * Appends messages of one instance inside a transaction, in a handful of statements however many there are.
 *
 * The conversations are locked first, in order of id, so that writers of overlapping batches wait for each other
 * instead of deadlocking; keys are looked up under that lock, so a repeated message always finds its first answer.
 *
 * Cost    two round trips, one more for new conversations and one for keys: all that is written goes with the commit.
 */
export async function recordMessages(
  context: RecordContext,
  messages: readonly NewMessage[],
): Promise<RecordReceipt> {
  const conversations = await lockConversations(context, messages)
  const known = await findKeys(context, messages)
  const reports = await OpenReports.read(context, messages, conversations)
  const stored = context.isRepeated ? await findStored(context, messages) : new Map<string, MessageRow>()
  const rows: MessageRow[] = []
  const keys: IdempotencyKeyRow[] = []
  const touched = new Map<string, ConversationRow>()
  const results = messages.map((message): RecordResult => {
    const there = stored.get(message.id)
    const home = conversations.get(message.conversationId)
    if (there && home && there.conversation_id === home.id) {
      touched.set(home.id, home)
      return toRecorded(there)
    }
    const fingerprint = message.idempotencyKey === undefined ? undefined : fingerprintOf(message)
    const earlier = message.idempotencyKey === undefined ? undefined : known.get(message.idempotencyKey)
    if (earlier)
      return earlier.fingerprint === fingerprint
        ? toReplay(earlier)
        : { kind: 'key_reused', conversationId: earlier.conversation_id }

    const told = reports.answer(message)
    const noteKey = (row: OpenRow) => {
      if (message.idempotencyKey === undefined || fingerprint === undefined) return
      const key = toKeyRow(context, message.idempotencyKey, fingerprint, row)
      known.set(message.idempotencyKey, key)
      keys.push(key)
    }
    if (told) {
      noteKey(told)
      return { ...toRecorded(told), kind: 'replayed' }
    }
    const conversation = conversations.get(message.conversationId) ?? newConversation(context, message)
    const row = toRow(context, message, conversation)
    const next = advance(conversation, row)
    conversations.set(next.id, next)
    touched.set(next.id, next)
    rows.push(row)
    reports.add(row)
    noteKey(row)
    return toRecorded(row)
  })
  for (const statement of [
    ...conversationStatements(context, [...touched.values()]),
    ...insertsOf(context, 'messages', rows),
    ...reports.statements(context),
    ...participantStatements(context, rows, conversations),
    ...insertsOf(context, 'idempotency_keys', keys),
  ])
    context.atCommit(statement)
  return { results, heads: [...touched.values()].map(toHead) }
}

async function lockConversations(
  context: RecordContext,
  messages: readonly NewMessage[],
): Promise<Map<string, ConversationRow>> {
  const { db, instanceId, profile } = context
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))].sort()
  const rows = await db
    .selectFrom('conversations')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', 'in', paddedList(ids))
    .orderBy('id')
    .$if(profile.locksRows, (query) => query.forUpdate())
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.filter((id) => !found.has(id))
  if (missing.length === 0 || !profile.locksRows) return found

  // Another process may be registering the same conversations: whoever comes second waits here, and changes nothing in the
  // rows that it gets.
  const firstMessages = missing.flatMap(
    (id) => messages.find(({ conversationId }) => conversationId === id) ?? [],
  )
  const registered = await db
    .insertInto('conversations')
    .values(firstMessages.map((message) => newConversation(context, message)))
    .onConflict((conflict) =>
      conflict
        .columns(['instance_id', 'id'])
        .doUpdateSet((excluded) => ({ instance_id: excluded.ref('excluded.instance_id') })),
    )
    .returningAll()
    .execute()
  for (const row of registered) found.set(row.id, row)
  return found
}

function toRecorded(row: OpenRow): Extract<RecordResult, { kind: 'recorded' | 'replayed' }> {
  return {
    kind: 'recorded',
    messageId: row.id,
    conversationId: row.conversation_id,
    sessionId: row.session_id,
    sequence: row.sequence,
    recordedAtMs: row.recorded_at_ms,
  }
}

/** Of these messages, those that are recorded already. */
async function findStored(
  { db, instanceId }: RecordContext,
  messages: readonly NewMessage[],
): Promise<Map<string, MessageRow>> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where(
      'id',
      'in',
      messages.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function findKeys(
  { db, instanceId }: RecordContext,
  messages: readonly NewMessage[],
): Promise<Map<string, IdempotencyKeyRow>> {
  const keys = messages.flatMap(({ idempotencyKey }) =>
    idempotencyKey === undefined ? [] : [idempotencyKey],
  )
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('idempotency_key', 'in', keys)
    .execute()
  return new Map(rows.map((row) => [row.idempotency_key, row]))
}

/** Two requests are the same message when these agree. */
function fingerprintOf({ conversationId, role, content }: NewMessage): string {
  return createHash('sha256')
    .update(JSON.stringify([conversationId, role, content]))
    .digest('base64')
}

function toReplay(key: IdempotencyKeyRow): RecordResult {
  return {
    kind: 'replayed',
    messageId: key.message_id,
    conversationId: key.conversation_id,
    sessionId: key.session_id,
    sequence: key.sequence,
    recordedAtMs: key.recorded_at_ms,
  }
}

function toKeyRow(
  { instanceId }: RecordContext,
  idempotencyKey: string,
  fingerprint: string,
  row: OpenRow,
): IdempotencyKeyRow {
  return {
    instance_id: instanceId,
    idempotency_key: idempotencyKey,
    fingerprint,
    conversation_id: row.conversation_id,
    message_id: row.id,
    session_id: row.session_id,
    sequence: row.sequence,
    recorded_at_ms: row.recorded_at_ms,
  }
}

function newConversation({ instanceId, nowMs }: RecordContext, message: NewMessage): ConversationRow {
  return {
    instance_id: instanceId,
    id: message.conversationId,
    user_id: null,
    customer_id: null,
    session_id: message.sessionId ?? message.newSessionId,
    automatic: '{}',
    created_at_ms: nowMs,
    last_sequence: 0,
    last_recorded_at_ms: 0,
    content_bytes: 0,
    annotated_through: 0,
    annotated_bytes: 0,
    annotated_tokens: 0,
    latest_version: 0,
    latest_compaction_id: null,
    covered_through: 0,
    covered_tokens: 0,
    covered_deleted: 0,
    issued_versions: 0,
    deleted_messages: 0,
    revision: 0,
    first_recorded_at_ms: nowMs,
    digest_epoch: 0,
    searchable_through: 0,
  }
}

function toRow(
  { instanceId, nowMs }: RecordContext,
  message: NewMessage,
  conversation: ConversationRow,
): MessageRow {
  // Strictly rising: clients cut their local tail at the time of the last covered message.
  const recordedAtMs = Math.max(nowMs, conversation.last_recorded_at_ms + 1)
  return {
    instance_id: instanceId,
    conversation_id: message.conversationId,
    sequence: conversation.last_sequence + 1,
    id: message.id,
    role: message.role,
    content: storableText(message.content),
    name: storableOrNull(message.name),
    user_id: storableOrNull(message.userId),
    customer_id: storableOrNull(message.customerId),
    session_id: storableText(message.sessionId ?? conversation.session_id),
    metadata: message.metadata === undefined ? null : storableJson(message.metadata),
    tool_calls: message.toolCalls === undefined ? null : storableJson(message.toolCalls),
    tool_call_id: storableOrNull(message.toolCallId),
    said_at_ms: message.saidAtMs ?? recordedAtMs,
    recorded_at_ms: recordedAtMs,
    deleted_at_ms: null,
    open_report: message.reportedBy === undefined ? null : openReportOf(message.reportedBy, message),
  }
}

/** The conversation after one more message. Its user and customer are the first that were named. */
function advance(conversation: ConversationRow, row: MessageRow): ConversationRow {
  return {
    ...conversation,
    user_id: conversation.user_id ?? row.user_id,
    customer_id: conversation.customer_id ?? row.customer_id,
    session_id: row.session_id,
    last_sequence: row.sequence,
    last_recorded_at_ms: row.recorded_at_ms,
    content_bytes: conversation.content_bytes + Buffer.byteLength(row.content),
  }
}

function conversationStatements(
  context: RecordContext,
  rows: readonly ConversationRow[],
): Compilable<unknown>[] {
  return insertsOf(context, 'conversations', rows).map((insert) =>
    insert.onConflict((conflict) =>
      conflict.columns(['instance_id', 'id']).doUpdateSet((excluded) => ({
        user_id: excluded.ref('excluded.user_id'),
        customer_id: excluded.ref('excluded.customer_id'),
        session_id: excluded.ref('excluded.session_id'),
        last_sequence: excluded.ref('excluded.last_sequence'),
        last_recorded_at_ms: excluded.ref('excluded.last_recorded_at_ms'),
        content_bytes: excluded.ref('excluded.content_bytes'),
      })),
    ),
  )
}

/** Notes who speaks in a conversation that is filed under another user, so that their messages can be found. */
export function participantStatements(
  context: InsertContext,
  rows: readonly MessageRow[],
  conversations: ReadonlyMap<string, Pick<ConversationRow, 'user_id' | 'customer_id'>>,
) {
  const found = new Map<string, ParticipantRow>()
  for (const { user_id, conversation_id, ...row } of rows) {
    const conversation = conversations.get(conversation_id)
    if (user_id === null || user_id === conversation?.user_id) continue
    const customer_id = row.customer_id ?? conversation?.customer_id ?? ''
    const participant = { instance_id: context.instanceId, user_id, customer_id, conversation_id }
    found.set(JSON.stringify(participant), participant)
  }
  return insertsOf(context, 'participants', [...found.values()]).map((insert) =>
    insert.onConflict((conflict) => conflict.doNothing()),
  )
}
