import type { Role, ToolCall } from '@precis/engine'
import type { Kysely } from 'kysely'
import type { Clock } from '../../clock.js'
import { isAppError } from '../../errors.js'
import type { Access } from '../access.js'
import type {
  MessageRange,
  MessageStore,
  NewMessage,
  RecordReceipt,
  StoredAnnotation,
  StoredMessage,
} from '../contract.js'
import type { Database, MessageAnnotationRow, MessageRow } from '../database.js'
import { createGroupCommit, type GroupCommit } from '../group-commit.js'
import { type ConversationQuery, lockConversation, toHead } from './conversations.js'
import { forgetDigests } from './digests.js'
import { createHeadReader } from './heads.js'
import { automaticToText } from './identity.js'
import { insertsOf } from './insert-rows.js'
import { createSettleReports } from './open-reports.js'
import { recordMessages } from './record.js'
import { createRowSizes, messageBytes } from './row-sizes.js'
import { paddedList } from './value-lists.js'

/** One call of `record`, waiting for its commit. */
interface RecordJob {
  readonly instanceId: string
  readonly messages: readonly NewMessage[]
}

/** What a message costs beside its content, in characters that take as long to write. Measured: 35 µs a message. */
const MESSAGE_OVERHEAD = 2_000

export type MessageWriter = GroupCommit<RecordJob, RecordReceipt>

/** Commits the records of concurrent calls together: one transaction, one wait for the disk. */
export function createMessageWriter(access: Access, clock: Clock): MessageWriter {
  const { profile } = access
  /** Jobs that may have been committed although nobody was told. */
  const inDoubt = new WeakSet<RecordJob>()
  return createGroupCommit<RecordJob, RecordReceipt>({
    maxGroupSize: profile.maxGroupBytes,
    maxConcurrentGroups: profile.maxConcurrentGroups,
    keyOf: ({ instanceId }) => instanceId,
    partsOf: ({ instanceId, messages }) => [
      ...new Set(messages.map(({ conversationId }) => `${instanceId} ${conversationId}`)),
    ],
    sizeOf: ({ messages }) =>
      messages.reduce((size, { content }) => size + content.length, MESSAGE_OVERHEAD * messages.length),
    async commit(jobs) {
      const instanceId = jobs[0]?.instanceId ?? ''
      const messages = jobs.flatMap((job) => job.messages)
      const record = () =>
        access.write(instanceId, (db, _, atCommit) => {
          const isRepeated = jobs.some((job) => inDoubt.has(job))
          return recordMessages(
            { db, atCommit, profile, instanceId, nowMs: clock.now(), isRepeated },
            messages,
          )
        })
      // Another process may have used a key for another conversation meanwhile, or the first attempt may have been
      // committed although its answer was lost: the second look finds what is there.
      const receipt = await record().catch((error) => {
        const isUnknown = isAppError(error) && error.reason === 'commit_unknown'
        if (isUnknown) for (const job of jobs) inDoubt.add(job)
        if (isUnknown || (isAppError(error) && profile.isUniqueViolation(error.cause))) return record()
        throw error
      })
      for (const { conversationId, lastSequence } of receipt.heads)
        access.tell({ kind: 'message_recorded', instanceId, conversationId, sequence: lastSequence })
      return splitReceipt(receipt, jobs)
    },
  })
}

function splitReceipt(receipt: RecordReceipt, jobs: readonly RecordJob[]): RecordReceipt[] {
  const heads = new Map(receipt.heads.map((head) => [head.conversationId, head]))
  let start = 0
  return jobs.map(({ messages }) => {
    const results = receipt.results.slice(start, start + messages.length)
    start += messages.length
    const recorded = new Set(results.flatMap((r) => (r.kind === 'recorded' ? [r.conversationId] : [])))
    return { results, heads: [...recorded].flatMap((id) => heads.get(id) ?? []) }
  })
}

function toMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    sequence: row.sequence,
    // Written by us from these very types.
    role: row.role as Role,
    content: row.content,
    name: row.name,
    userId: row.user_id,
    customerId: row.customer_id,
    sessionId: row.session_id,
    metadata: row.metadata === null ? {} : (JSON.parse(row.metadata) as Record<string, unknown>),
    toolCalls: row.tool_calls === null ? [] : (JSON.parse(row.tool_calls) as ToolCall[]),
    toolCallId: row.tool_call_id,
    saidAtMs: row.said_at_ms,
    recordedAtMs: row.recorded_at_ms,
    deletedAtMs: row.deleted_at_ms,
  }
}

function toAnnotation({
  sequence,
  token_count,
  data,
}: Pick<MessageAnnotationRow, 'sequence' | 'token_count' | 'data'>) {
  return { sequence, tokenCount: token_count, data }
}

export function createMessageStore(access: Access, clock: Clock, writer: MessageWriter): MessageStore {
  const findRow = createHeadReader(access)
  return {
    async record(instanceId, messages) {
      return messages.length === 0 ? { results: [], heads: [] } : writer.add({ instanceId, messages })
    },
    settleReports: createSettleReports(access, clock),
    async head(instanceId, conversationId) {
      const row = await findRow(instanceId, conversationId)
      return row && toHead(row)
    },
    async read(instanceId, conversationId, { after, through, limit, maxRowBytes }) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('messages')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('sequence', '>', after)
          .where('sequence', '<=', through)
          .$if(maxRowBytes !== undefined, (query) =>
            query.where((e) => e(messageBytes(e), '<=', maxRowBytes ?? 0)),
          )
          .orderBy('sequence')
          .limit(limit)
          .execute(),
      )
      return rows.map(toMessage)
    },
    async readAt(instanceId, conversationId, sequences) {
      const [messages, annotations] = await access.readTogether(instanceId, (db) => [
        rowsAt({ db, instanceId, conversationId }, 'messages', sequences).selectAll(),
        rowsAt({ db, instanceId, conversationId }, 'message_annotations', sequences).select([
          'sequence',
          'token_count',
          'data',
        ]),
      ])
      return { messages: messages.map(toMessage), annotations: annotations.map(toAnnotation) }
    },
    async setAutomatic(instanceId, conversationId, automatic) {
      const updated = await access.write(instanceId, (db) =>
        db
          .updateTable('conversations')
          .set({ automatic: automaticToText(automatic) })
          .where('instance_id', '=', instanceId)
          .where('id', '=', conversationId)
          .executeTakeFirst(),
      )
      return updated.numUpdatedRows === 1n
    },
    ...createRowSizes(access),
    ...createAnnotationStore(access),
    ...createPinStore(access, clock),
  }
}

const rowsAt = <Table extends 'messages' | 'message_annotations'>(
  { db, instanceId, conversationId }: ConversationQuery,
  table: Table,
  sequences: readonly number[],
) =>
  db
    .selectFrom<'messages' | 'message_annotations'>(table)
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('sequence', 'in', paddedList(sequences))
    .orderBy('sequence')

type AnnotationStore = Pick<
  MessageStore,
  'readAnnotations' | 'readTokenCounts' | 'addAnnotations' | 'dropAnnotations'
>

function createAnnotationStore(access: Access): AnnotationStore {
  return {
    async readAnnotations(instanceId, conversationId, range) {
      const rows = await access.read(instanceId, (db) =>
        annotationsIn({ db, instanceId, conversationId }, range)
          .select(['sequence', 'token_count', 'data'])
          .execute(),
      )
      return rows.map(toAnnotation)
    },
    async readTokenCounts(instanceId, conversationId, range) {
      const rows = await access.read(instanceId, (db) =>
        annotationsIn({ db, instanceId, conversationId }, range)
          .select(['sequence', 'token_count'])
          .execute(),
      )
      return rows.map(({ sequence, token_count }) => ({ sequence, tokenCount: token_count }))
    },
    addAnnotations: (instanceId, conversationId, input) =>
      addAnnotations(access, { instanceId, conversationId, ...input }),
    async dropAnnotations(instanceId, conversationId) {
      await access.write(instanceId, async (db) => {
        await lockConversation({ db, instanceId, conversationId }, access.profile)
        await forgetDigests({ db, instanceId, conversationId })
        await db
          .deleteFrom('message_annotations')
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .execute()
        await db
          .updateTable('conversations')
          .set({ annotated_through: 0, annotated_bytes: 0, annotated_tokens: 0 })
          .where('instance_id', '=', instanceId)
          .where('id', '=', conversationId)
          .execute()
      })
    },
  }
}

const annotationsIn = (
  { db, instanceId, conversationId }: ConversationQuery,
  { after, through, limit }: MessageRange,
) =>
  db
    .selectFrom('message_annotations')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .orderBy('sequence')
    .limit(limit)

interface AddAnnotations {
  readonly instanceId: string
  readonly conversationId: string
  readonly annotatedThrough: number
  readonly annotations: readonly StoredAnnotation[]
}

function addAnnotations(access: Access, input: AddAnnotations): Promise<boolean> {
  const { instanceId, conversationId, annotatedThrough, annotations } = input
  if (annotations.some(({ sequence }, i) => sequence !== annotatedThrough + i + 1))
    throw new RangeError(`annotations have to follow message ${annotatedThrough} without a gap`)
  const through = annotatedThrough + annotations.length
  return access.write(instanceId, async (db) => {
    const conversation = await lockConversation({ db, instanceId, conversationId }, access.profile)
    if (conversation?.annotated_through !== annotatedThrough || through > conversation.last_sequence)
      return false
    if (conversation.deleted_messages > 0 && (await knowDeleted(db, input))) return false
    const { bytes } = await db
      .selectFrom('messages')
      .select((e) =>
        e.fn.coalesce(e.fn.sum<number>(e.fn<number>('octet_length', ['content'])), e.lit(0)).as('bytes'),
      )
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('sequence', '>', annotatedThrough)
      .where('sequence', '<=', through)
      .executeTakeFirstOrThrow()
    const rows = annotations.map(({ sequence, tokenCount, data }) => ({
      instance_id: instanceId,
      conversation_id: conversationId,
      sequence,
      token_count: tokenCount,
      data,
    }))
    const { profile } = access
    for (const insert of insertsOf({ db, profile, instanceId }, 'message_annotations', rows))
      await insert.execute()
    await db
      .updateTable('conversations')
      .set({
        annotated_through: through,
        annotated_bytes: conversation.annotated_bytes + Number(bytes),
        annotated_tokens:
          conversation.annotated_tokens + annotations.reduce((sum, { tokenCount }) => sum + tokenCount, 0),
      })
      .where('instance_id', '=', instanceId)
      .where('id', '=', conversationId)
      .execute()
    return true
  })
}

/** Whether one of the annotations was made of a message that has been deleted since. Of nothing, no token is made. */
async function knowDeleted(
  db: Kysely<Database>,
  { instanceId, conversationId, annotations }: AddAnnotations,
): Promise<boolean> {
  const telling = annotations.filter(({ tokenCount }) => tokenCount > 0)
  const [first, last] = [telling.at(0), telling.at(-1)]
  if (!first || !last) return false
  const deleted = await db
    .selectFrom('messages')
    .select('sequence')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('sequence', '>=', first.sequence)
    .where('sequence', '<=', last.sequence)
    .where('deleted_at_ms', 'is not', null)
    .execute()
  const known = new Set(telling.map(({ sequence }) => sequence))
  return deleted.some(({ sequence }) => known.has(sequence))
}

function createPinStore(
  access: Access,
  clock: Clock,
): Pick<MessageStore, 'pin' | 'unpin' | 'pins' | 'pinnedSequences'> {
  return {
    pin: (instanceId, conversationId, messageId) =>
      access.write(instanceId, async (db) => {
        const message = await db
          .selectFrom('messages')
          .select('sequence')
          .where('instance_id', '=', instanceId)
          .where('id', '=', messageId)
          .where('conversation_id', '=', conversationId)
          .where('deleted_at_ms', 'is', null)
          .executeTakeFirst()
        if (!message) return false
        await db
          .insertInto('pins')
          .values({
            instance_id: instanceId,
            conversation_id: conversationId,
            message_id: messageId,
            sequence: message.sequence,
            created_at_ms: clock.now(),
          })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return true
      }),
    async unpin(instanceId, conversationId, messageId) {
      const deleted = await access.write(instanceId, (db) =>
        db
          .deleteFrom('pins')
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('message_id', '=', messageId)
          .executeTakeFirst(),
      )
      return deleted.numDeletedRows === 1n
    },
    async pins(instanceId, conversationId) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('pins')
          .select('message_id')
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .orderBy('sequence')
          .execute(),
      )
      return rows.map((row) => row.message_id)
    },
    async pinnedSequences(instanceId, conversationId, through) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('pins')
          .select('sequence')
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('sequence', '<=', through)
          .orderBy('sequence')
          .execute(),
      )
      return rows.map((row) => row.sequence)
    },
  }
}
