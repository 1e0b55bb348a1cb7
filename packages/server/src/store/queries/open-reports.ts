import { createHash } from 'node:crypto'
import type { Compilable, ExpressionWrapper, SqlBool } from 'kysely'
import type { Clock } from '../../clock.js'
import type { Access } from '../access.js'
import type { MessageStore, NewMessage, ReportWay } from '../contract.js'
import type { ConversationRow, Database, MessageRow } from '../database.js'
import type { ConversationQuery } from './conversations.js'
import type { RecordContext } from './record.js'

/** An existing adapter tells a turn both ways in one go after a model call; this leaves time for a slow request. */
export const SAME_REPORT_MS = 10_000
/** Messages at the end of a conversation among which the other report is looked for: ten seconds of a fast agent. */
const LOOK_BACK_MESSAGES = 200
/** Conversations of one statement: SQLite takes conditions up to a depth of a thousand. */
const CONVERSATIONS_AT_ONCE = 100

const OTHER: Readonly<Record<ReportWay, ReportWay>> = { prompt: 'stream', stream: 'prompt' }
const WAYS = ['prompt', 'stream'] as const

type Told = Pick<NewMessage, 'conversationId' | 'role' | 'content'>

/** The part of a message's row that its second report is answered with. */
export type OpenRow = Pick<
  MessageRow,
  'id' | 'conversation_id' | 'session_id' | 'sequence' | 'recorded_at_ms' | 'open_report'
>

/** Stored with a message until the other way tells it too. A hash, because the words stand beside it. */
export function openReportOf(way: ReportWay, { role, content }: Told): string {
  const words = createHash('sha256')
    .update(JSON.stringify([role, content]))
    .digest('base64url')
  return `${way}:${words}`
}

const placeOf = (conversationId: string, report: string) => `${conversationId} ${report}`

/**
 * Tells a turn that one client reports in two ways from a turn that was said twice.
 *
 * An existing adapter that listens sends every turn as an event on its stream and again in the prompt that it hands in
 * over HTTP, in no fixed order, without a common id, and perhaps to two processes. So each message keeps how it was
 * told. What comes the other way moments later is that message; what comes twice the same way was said twice.
 *
 * Used under the lock of the conversations, so that of two reports at the same time the second finds the first.
 */
export class OpenReports {
  readonly #open = new Map<string, OpenRow[]>()
  readonly #answered: OpenRow[] = []
  readonly #stored = new Set<OpenRow>()

  static async read(
    context: RecordContext,
    messages: readonly NewMessage[],
    conversations: ReadonlyMap<string, ConversationRow>,
  ): Promise<OpenReports> {
    const reports = new OpenReports()
    for (const way of WAYS) {
      const told = messages.filter(({ reportedBy }) => reportedBy === OTHER[way])
      const ids = new Set(told.map(({ conversationId }) => conversationId))
      const begun = [...ids].flatMap((id) => conversations.get(id) ?? []).filter((c) => c.last_sequence > 0)
      for (let start = 0; start < begun.length; start += CONVERSATIONS_AT_ONCE)
        for (const row of await openRows(context, way, begun.slice(start, start + CONVERSATIONS_AT_ONCE))) {
          reports.#stored.add(row)
          reports.add(row)
        }
    }
    return reports
  }

  /** A message that is being recorded now, or was recorded before. */
  add(row: OpenRow): void {
    if (row.open_report === null) return
    const place = placeOf(row.conversation_id, row.open_report)
    const rows = this.#open.get(place)
    if (rows) rows.push(row)
    else this.#open.set(place, [row])
  }

  /** The message that the other way has told already; with this report it is answered. */
  answer(message: NewMessage): OpenRow | undefined {
    if (message.reportedBy === undefined) return undefined
    const report = openReportOf(OTHER[message.reportedBy], message)
    const row = this.#open.get(placeOf(message.conversationId, report))?.shift()
    if (row === undefined) return undefined
    row.open_report = null
    if (this.#stored.has(row)) this.#answered.push(row)
    return row
  }

  /** Note what was answered, of the messages that were stored before. */
  statements({ db, instanceId }: RecordContext): Compilable[] {
    const sequences = new Map<string, number[]>()
    for (const { conversation_id, sequence } of this.#answered) {
      const known = sequences.get(conversation_id)
      if (known) known.push(sequence)
      else sequences.set(conversation_id, [sequence])
    }
    return [...sequences].map(([conversationId, answered]) =>
      closeReports({ db, instanceId, conversationId }, answered),
    )
  }
}

function openRows(
  { db, instanceId, nowMs }: RecordContext,
  way: ReportWay,
  conversations: readonly ConversationRow[],
): Promise<OpenRow[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'session_id', 'sequence', 'recorded_at_ms', 'open_report'])
    .where('instance_id', '=', instanceId)
    .where((e) => {
      const tails: ExpressionWrapper<Database, 'messages', SqlBool>[] = conversations.map((conversation) =>
        e.and([
          e('conversation_id', '=', conversation.id),
          e('sequence', '>', conversation.last_sequence - LOOK_BACK_MESSAGES),
        ]),
      )
      return e.or(tails)
    })
    .where('recorded_at_ms', '>=', nowMs - SAME_REPORT_MS)
    .where('open_report', 'like', `${way}:%`)
    .orderBy('conversation_id')
    .orderBy('sequence')
    .execute()
}

/** At most 200 numbers: the look-back bounds what can be answered. */
function closeReports({ db, instanceId, conversationId }: ConversationQuery, sequences: readonly number[]) {
  return db
    .updateTable('messages')
    .set({ open_report: null })
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('sequence', 'in', sequences)
}

/** As the contract says. Most prompts have nothing to settle, so that is looked at before anything is locked. */
export function createSettleReports(access: Access, clock: Clock): MessageStore['settleReports'] {
  return async (instanceId, conversationId, { after, through }) => {
    const rows = await access.read(instanceId, (db) =>
      db
        .selectFrom('messages')
        .select('sequence')
        .where('instance_id', '=', instanceId)
        .where('conversation_id', '=', conversationId)
        .where('sequence', '>', Math.max(after, through - LOOK_BACK_MESSAGES))
        .where('sequence', '<=', through)
        .where('recorded_at_ms', '>=', clock.now() - SAME_REPORT_MS)
        .where('open_report', 'like', 'stream:%')
        .execute(),
    )
    const sequences = rows.map(({ sequence }) => sequence)
    if (sequences.length > 0)
      await access.write(instanceId, (db) =>
        closeReports({ db, instanceId, conversationId }, sequences).execute(),
      )
  }
}
