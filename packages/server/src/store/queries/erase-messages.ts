import type { Access } from '../access.js'
import type { ErasedMessages, EraseMeans, Removed } from '../contract-erasure.js'
import type { CompactionRow, ConversationRow, RunRow } from '../database.js'
import type { ConversationQuery } from './conversations.js'
import { dropDigestsOf } from './digests.js'
import { addRemoved } from './erase-conversation.js'
import { forgetTerms } from './search.js'

/** A message that is there, before it is emptied. */
export interface DoomedMessage {
  readonly id: string
  readonly sequence: number
  readonly bytes: number
}

export interface EraseMessages extends ConversationQuery {
  /** Locked. */
  readonly conversation: ConversationRow
  readonly means: EraseMeans
  readonly nowMs: number
}

/** Of these messages, or of those that match, what is there to be emptied; lowest sequence number first. */
export function selectMessages({ db, instanceId, conversationId }: ConversationQuery) {
  return db
    .selectFrom('messages')
    .select((e) => ['id', 'sequence', e.fn<number>('octet_length', ['content']).as('bytes')])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('deleted_at_ms', 'is', null)
    .orderBy('sequence')
}

/**
 * Inside a transaction: empties messages of a locked conversation that lives on.
 *
 * Everything derived from them goes at once: their annotations become those of silence, versions that cover one of
 * them and the items are removed, a run that may have read them starts over. Where a version was removed, a run is
 * queued that makes the next one: durable, because it is a row like any other.
 */
export async function eraseMessages(
  access: Access,
  erasure: EraseMessages,
  doomed: readonly DoomedMessage[],
): Promise<ErasedMessages> {
  const first = doomed[0]?.sequence
  if (first === undefined) return { removed: {}, runId: undefined }
  let removed: Removed = { messages: doomed.length }
  await forgetTerms(
    access,
    {
      ...erasure,
      searchableThrough: erasure.conversation.searchable_through,
      termsOf: erasure.means.searchTermsOf,
    },
    doomed.map(({ sequence }) => sequence),
  )
  const silenced = await silenceAnnotations(access, erasure, doomed)
  await emptyRows(access, erasure, doomed)
  await dropDigestsOf(
    erasure,
    doomed.map(({ sequence }) => sequence),
  )
  removed = addRemoved(removed, await removeKeysAndPins(access, erasure, doomed))
  if (silenced.count > 0) removed = addRemoved(removed, { annotations: silenced.count })
  const versions = await removeVersions(erasure, first)
  removed = addRemoved(removed, versions.removed)
  await saveConversation(erasure, doomed, { silenced, newest: versions.newest })
  const isEmpty = erasure.conversation.deleted_messages + doomed.length === erasure.conversation.last_sequence
  const runId = isEmpty ? await endRun(erasure) : await startOver(erasure, first, versions.removedNewest)
  return { removed, runId }
}

const inPieces = <Row>({ profile }: Access, rows: readonly Row[]): Row[][] => {
  // Beside the values that the statement carries anyway.
  const size = Math.max(1, Math.floor(profile.maxParameters / 4))
  const pieces: Row[][] = []
  for (let start = 0; start < rows.length; start += size) pieces.push(rows.slice(start, start + size))
  return pieces
}

async function emptyRows(
  access: Access,
  { db, instanceId, conversationId, nowMs }: EraseMessages,
  doomed: readonly DoomedMessage[],
): Promise<void> {
  for (const piece of inPieces(access, doomed))
    await db
      .updateTable('messages')
      .set((e) => ({
        content: '',
        name: null,
        user_id: null,
        customer_id: null,
        metadata: null,
        tool_calls: null,
        tool_call_id: null,
        said_at_ms: e.ref('recorded_at_ms'),
        deleted_at_ms: nowMs,
        open_report: null,
      }))
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where(
        'sequence',
        'in',
        piece.map(({ sequence }) => sequence),
      )
      .execute()
}

interface Silenced {
  readonly count: number
  readonly tokens: number
  readonly bytes: number
}

/** Annotations keep their place, because they stand without a gap; what they say is taken out. */
async function silenceAnnotations(
  access: Access,
  { db, instanceId, conversationId, conversation, means }: EraseMessages,
  doomed: readonly DoomedMessage[],
): Promise<Silenced> {
  const annotated = doomed.filter(({ sequence }) => sequence <= conversation.annotated_through)
  let count = 0
  let tokens = 0
  for (const piece of inPieces(access, annotated)) {
    const sequences = piece.map(({ sequence }) => sequence)
    const rows = await db
      .selectFrom('message_annotations')
      .select(['sequence', 'token_count', 'data'])
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('sequence', 'in', sequences)
      .execute()
    // One conversation has few languages, so few different annotations of silence.
    const byBlank = new Map<string, number[]>()
    for (const row of rows) {
      const blank = means.blankAnnotation(row.data)
      byBlank.set(blank, [...(byBlank.get(blank) ?? []), row.sequence])
      tokens += row.token_count
    }
    count += rows.length
    for (const [data, of] of byBlank)
      await db
        .updateTable('message_annotations')
        .set({ token_count: 0, data })
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('sequence', 'in', of)
        .execute()
  }
  return { count, tokens, bytes: annotated.reduce((sum, { bytes }) => sum + bytes, 0) }
}

async function removeKeysAndPins(
  access: Access,
  { db, instanceId, conversationId }: EraseMessages,
  doomed: readonly DoomedMessage[],
): Promise<Removed> {
  let removed: Removed = {}
  for (const piece of inPieces(access, doomed)) {
    const ids = piece.map(({ id }) => id)
    for (const table of ['pins', 'idempotency_keys'] as const) {
      const { numDeletedRows } = await db
        .deleteFrom(table)
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('message_id', 'in', ids)
        .executeTakeFirst()
      if (numDeletedRows > 0n) removed = addRemoved(removed, { [table]: Number(numDeletedRows) })
    }
  }
  return removed
}

interface RemovedVersions {
  readonly removed: Removed
  /** The newest of the removed, to make the next one like it. */
  readonly removedNewest: RunRow | undefined
  /** The newest that is left. */
  readonly newest:
    | Pick<CompactionRow, 'id' | 'version' | 'covered_through' | 'covered_tokens' | 'covered_deleted'>
    | undefined
}

/** Removes the versions that cover a message from `first` on, with the runs that made them, and the items. */
async function removeVersions(
  { db, instanceId, conversationId }: EraseMessages,
  first: number,
): Promise<RemovedVersions> {
  const versions = db
    .selectFrom('compactions')
    .select(['id', 'version', 'covered_through', 'covered_tokens', 'covered_deleted'])
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .orderBy('version', 'desc')
  const covering = await versions.where('covered_through', '>=', first).execute()
  const newest = await versions.where('covered_through', '<', first).limit(1).executeTakeFirst()
  if (covering.length === 0) return { removed: {}, removedNewest: undefined, newest }
  await db
    .deleteFrom('compactions')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('covered_through', '>=', first)
    .execute()
  const items = await db
    .deleteFrom('items')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  const removedNewest = await db
    .selectFrom('runs')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('id', '=', covering[0]?.id ?? '')
    .executeTakeFirst()
  const runs = await db
    .deleteFrom('runs')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['completed', 'failed'])
    .where('through_sequence', '>=', first)
    .executeTakeFirst()
  return {
    removed: {
      versions: covering.length,
      items: Number(items.numDeletedRows),
      runs: Number(runs.numDeletedRows),
    },
    removedNewest,
    newest,
  }
}

/** Of a version that does not say, as it was made before that was kept. Cost: linear in the messages it covers. */
async function sumTokens(
  { db, instanceId, conversationId }: ConversationQuery,
  through: number,
): Promise<number> {
  const { tokens } = await db
    .selectFrom('message_annotations')
    .select((e) => e.fn.coalesce(e.fn.sum<number>('token_count'), e.lit(0)).as('tokens'))
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('sequence', '<=', through)
    .executeTakeFirstOrThrow()
  return Number(tokens)
}

async function saveConversation(
  { db, instanceId, conversationId, conversation }: EraseMessages,
  doomed: readonly DoomedMessage[],
  { silenced, newest }: { readonly silenced: Silenced; readonly newest: RemovedVersions['newest'] },
): Promise<void> {
  const covered_tokens = newest
    ? (newest.covered_tokens ?? (await sumTokens({ db, instanceId, conversationId }, newest.covered_through)))
    : 0
  await db
    .updateTable('conversations')
    .set({
      content_bytes: conversation.content_bytes - doomed.reduce((sum, { bytes }) => sum + bytes, 0),
      annotated_bytes: conversation.annotated_bytes - silenced.bytes,
      annotated_tokens: conversation.annotated_tokens - silenced.tokens,
      deleted_messages: conversation.deleted_messages + doomed.length,
      revision: conversation.revision + 1,
      latest_version: newest?.version ?? 0,
      latest_compaction_id: newest?.id ?? null,
      covered_through: newest?.covered_through ?? 0,
      covered_tokens,
      covered_deleted: newest?.covered_deleted ?? 0,
    })
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .execute()
}

/** Nothing is left to compact: a live run ends without a result. */
async function endRun({ db, instanceId, conversationId, nowMs }: EraseMessages): Promise<undefined> {
  await db
    .updateTable('runs')
    .set({
      state: 'failed',
      finished_at_ms: nowMs,
      lease_owner: null,
      lease_expires_at_ms: null,
      error_message: 'every message of the conversation was deleted',
    })
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['queued', 'running'])
    .execute()
}

/**
 * Puts the conversation's live run back to the queue if it may have read a deleted message, or queues one where a
 * version was removed. Resolves to the run that will make the next version.
 */
async function startOver(
  { db, instanceId, conversationId, conversation, means, nowMs }: EraseMessages,
  first: number,
  like: RunRow | undefined,
): Promise<string | undefined> {
  const live = await db
    .selectFrom('runs')
    .selectAll()
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst()
  if (live) {
    if (live.through_sequence < first) return undefined
    await db
      .updateTable('runs')
      .set({
        state: 'queued',
        available_at_ms: live.state === 'queued' ? live.available_at_ms : nowMs,
        lease_owner: null,
        lease_expires_at_ms: null,
        attempt: live.state === 'queued' ? live.attempt : live.attempt - 1,
      })
      .where('instance_id', '=', instanceId)
      .where('id', '=', live.id)
      .execute()
    return live.id
  }
  if (!like) return undefined
  const id = means.newId()
  await db
    .insertInto('runs')
    .values({
      ...like,
      id,
      state: 'queued',
      // Nobody asked for it, so it gives way to a run that somebody asks for.
      trigger_type: 'auto_messages',
      through_sequence: conversation.last_sequence,
      created_at_ms: Math.max(nowMs, like.created_at_ms + 1),
      available_at_ms: nowMs,
      started_at_ms: null,
      finished_at_ms: null,
      lease_owner: null,
      lease_expires_at_ms: null,
      attempt: 0,
      fencing_token: 0,
      error_message: null,
    })
    .execute()
  return id
}
