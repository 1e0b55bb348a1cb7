import type { Kysely } from 'kysely'
import type { Access } from '../access.js'
import type { StoreChange } from '../contract.js'
import type { EraseMeans, ErasureJob, ErasureStep, Removed } from '../contract-erasure.js'
import type { ConversationRow, Database, ErasureRow, ParticipantRow } from '../database.js'
import { type ConversationQuery, lockConversation } from './conversations.js'
import { addRemoved, eraseConversation } from './erase-conversation.js'
import { type DoomedMessage, type EraseMessages, eraseMessages, selectMessages } from './erase-messages.js'

/** Messages that one step takes out of a conversation that lives on: some ten milliseconds. */
const STEP_MESSAGES = 1_000

/** A receipt tells what was removed, not whose it was. */
const FORGOTTEN = { user_id: null, customer_id: null, passed_conversation_id: null, passed_sequence: 0 }

export interface StepErasure {
  readonly db: Kysely<Database>
  readonly instanceId: string
  readonly erasureId: string
  readonly means: EraseMeans
  readonly nowMs: number
}

interface Piece {
  readonly removed: Removed
  readonly changes: readonly StoreChange[]
  /** Where the next step goes on in a conversation that takes several. */
  readonly passed?: Pick<ErasureRow, 'passed_conversation_id' | 'passed_sequence'>
}

/** The JSON that `stepErasure` writes. */
function removedFromText(text: string): Removed {
  return JSON.parse(text) as Removed
}

export function toErasureJob(row: ErasureRow): ErasureJob {
  return {
    id: row.id,
    // Written by us from these very types.
    kind: row.kind as ErasureJob['kind'],
    state: row.state as ErasureJob['state'],
    removed: removedFromText(row.removed),
    requestedAtMs: row.requested_at_ms,
    completedAtMs: row.completed_at_ms,
  }
}

/** Inside a transaction: one piece of an erasure, and the count of it. */
export async function stepErasure(access: Access, step: StepErasure): Promise<ErasureStep | undefined> {
  const { db, instanceId, erasureId, nowMs } = step
  const row = await db
    .selectFrom('erasures')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', '=', erasureId)
    // Two processes at one erasure take turns.
    .$if(access.profile.locksRows, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!row) return undefined
  if (row.state === 'completed') return { job: toErasureJob(row), changes: [] }
  const piece =
    row.kind === 'user' ? await userPiece(access, step, row) : await retentionPiece(access, step, row)
  const next: ErasureRow = {
    ...row,
    touched_at_ms: nowMs,
    ...(piece
      ? { removed: JSON.stringify(addRemoved(removedFromText(row.removed), piece.removed)), ...piece.passed }
      : { state: 'completed', completed_at_ms: nowMs, ...FORGOTTEN }),
  }
  await db
    .updateTable('erasures')
    .set(next)
    .where('instance_id', '=', instanceId)
    .where('id', '=', erasureId)
    .execute()
  return { job: toErasureJob(next), changes: piece?.changes ?? [] }
}

/** The next conversation of the user, then the next one they only speak in, then what is left of their memories. */
async function userPiece(access: Access, step: StepErasure, row: ErasureRow): Promise<Piece | undefined> {
  const { db, instanceId } = step
  const userId = row.user_id ?? ''
  const customerId = row.customer_id
  const own = await db
    .selectFrom('conversations')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('user_id', '=', userId)
    .$if(customerId !== null, (query) => query.where('customer_id', '=', customerId))
    .limit(1)
    .executeTakeFirst()
  if (own) return conversationPiece(access, step, own.id)

  const spokenIn = await db
    .selectFrom('participants')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('user_id', '=', userId)
    .$if(customerId !== null, (query) => query.where('customer_id', '=', customerId ?? ''))
    .limit(1)
    .executeTakeFirst()
  if (spokenIn) return spokenPiece(access, step, row, spokenIn)

  const { numDeletedRows } = await db
    .deleteFrom('memories')
    .where('instance_id', '=', instanceId)
    .where('user_id', '=', userId)
    .$if(customerId !== null, (query) => query.where('customer_id', '=', customerId))
    .executeTakeFirst()
  return numDeletedRows > 0n ? { removed: { memories: Number(numDeletedRows) }, changes: [] } : undefined
}

async function conversationPiece(
  access: Access,
  { db, instanceId }: StepErasure,
  conversationId: string,
): Promise<Piece> {
  const removed = (await eraseConversation(access, { db, instanceId, conversationId })) ?? {}
  return { removed, changes: [{ kind: 'conversation_erased', instanceId, conversationId }] }
}

/** Messages of the user in a conversation that is filed under somebody else. */
async function spokenPiece(
  access: Access,
  step: StepErasure,
  row: ErasureRow,
  participant: ParticipantRow,
): Promise<Piece> {
  const { conversation_id: conversationId, user_id, customer_id } = participant
  const query = { db: step.db, instanceId: step.instanceId, conversationId }
  const conversation = await lockConversation(query, access.profile)
  const isConversationsOwn = (conversation?.customer_id ?? '') === customer_id
  const doomed = conversation
    ? await selectMessages(query)
        .where('sequence', '>', passedIn(row, conversationId))
        .where('user_id', '=', user_id)
        .where((e) =>
          e.or([
            e('customer_id', '=', customer_id),
            ...(isConversationsOwn ? [e('customer_id', 'is', null)] : []),
          ]),
        )
        .limit(STEP_MESSAGES)
        .execute()
    : []
  if (doomed.length < STEP_MESSAGES)
    await step.db
      .deleteFrom('participants')
      .where('instance_id', '=', step.instanceId)
      .where('user_id', '=', user_id)
      .where('customer_id', '=', customer_id)
      .where('conversation_id', '=', conversationId)
      .execute()
  if (!conversation || doomed.length === 0) return { removed: {}, changes: [] }
  return messagesPiece(access, { ...query, ...step, conversation }, doomed)
}

/** The conversation with the oldest message: all of it, if its newest message is too old as well. */
async function retentionPiece(
  access: Access,
  step: StepErasure,
  row: ErasureRow,
): Promise<Piece | undefined> {
  const { db, instanceId } = step
  const cutoffMs = row.cutoff_ms ?? 0
  const oldest = await db
    .selectFrom('conversations')
    .select('id')
    .where('instance_id', '=', instanceId)
    .where('first_recorded_at_ms', '<', cutoffMs)
    .orderBy('first_recorded_at_ms')
    .limit(1)
    .executeTakeFirst()
  if (!oldest) return undefined
  const query = { db, instanceId, conversationId: oldest.id }
  const conversation = await lockConversation(query, access.profile)
  // Erased by somebody else between the two statements.
  if (!conversation) return { removed: {}, changes: [] }
  if (conversation.last_recorded_at_ms < cutoffMs) return conversationPiece(access, step, oldest.id)

  const doomed = await selectMessages(query)
    .where('sequence', '>', passedIn(row, oldest.id))
    .where('recorded_at_ms', '<', cutoffMs)
    .limit(STEP_MESSAGES)
    .execute()
  if (doomed.length < STEP_MESSAGES) await notePassed(query, conversation, cutoffMs)
  if (doomed.length === 0) return { removed: {}, changes: [] }
  return messagesPiece(access, { ...query, ...step, conversation }, doomed)
}

/** Nothing of the conversation is older than the cut-off any more. */
async function notePassed(
  { db, instanceId, conversationId }: ConversationQuery,
  { last_recorded_at_ms }: ConversationRow,
  cutoffMs: number,
): Promise<void> {
  const oldest = await db
    .selectFrom('messages')
    .select('recorded_at_ms')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('deleted_at_ms', 'is', null)
    .where('recorded_at_ms', '>=', cutoffMs)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
  await db
    .updateTable('conversations')
    .set({ first_recorded_at_ms: oldest?.recorded_at_ms ?? last_recorded_at_ms })
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .execute()
}

/** The sequence number up to which the erasure has looked through this conversation before. */
function passedIn({ passed_conversation_id, passed_sequence }: ErasureRow, conversationId: string): number {
  return passed_conversation_id === conversationId ? passed_sequence : 0
}

async function messagesPiece(
  access: Access,
  erasure: EraseMessages,
  doomed: readonly DoomedMessage[],
): Promise<Piece> {
  const { instanceId, conversationId } = erasure
  const { removed, runId } = await eraseMessages(access, erasure, doomed)
  const about = { instanceId, conversationId }
  return {
    removed,
    changes: [
      { kind: 'messages_erased', ...about },
      ...(runId === undefined ? [] : [{ kind: 'run_queued', ...about } as const]),
    ],
    passed: { passed_conversation_id: conversationId, passed_sequence: doomed.at(-1)?.sequence ?? 0 },
  }
}
