import type { Kysely } from 'kysely'
import type { Access } from '../access.js'
import type { Removed, RemovedKind } from '../contract-erasure.js'
import type { Database } from '../database.js'
import { type ConversationQuery, lockConversation } from './conversations.js'

/**
 * Every table whose rows belong to a conversation, those that refer to others first, and what its rows are called in a
 * receipt. A test holds this list against the schema.
 */
export const TABLES_OF_A_CONVERSATION = {
  memories: 'memories',
  ingestions: 'ingestions',
  items: 'items',
  compactions: 'versions',
  digests: undefined,
  search_terms: undefined,
  runs: 'runs',
  pins: 'pins',
  idempotency_keys: 'idempotency_keys',
  participants: undefined,
  message_annotations: 'annotations',
  messages: 'messages',
} as const satisfies { readonly [T in keyof Database]?: RemovedKind | undefined }

type TableOfAConversation = keyof typeof TABLES_OF_A_CONVERSATION

/** Tables with a row for each message are emptied in pieces, so that the event loop is given back in between. */
const NUMBERED_TABLES = ['message_annotations', 'messages'] as const
const NUMBERED: ReadonlySet<TableOfAConversation> = new Set(NUMBERED_TABLES)
/** Rows of one statement: a few milliseconds. */
const PIECE_ROWS = 1_000

/** Adds the counts of two erasures. */
export function addRemoved(a: Removed, b: Removed): Removed {
  const sum: { [K in RemovedKind]?: number } = { ...a }
  // The keys of Removed are its kinds.
  for (const [kind, count] of Object.entries(b) as [RemovedKind, number][])
    sum[kind] = (sum[kind] ?? 0) + count
  return sum
}

/** Inside a transaction: removes a conversation with everything that is filed under it. */
export async function eraseConversation(
  access: Access,
  query: ConversationQuery,
): Promise<Removed | undefined> {
  const conversation = await lockConversation(query, access.profile)
  if (!conversation) return undefined
  const { db, instanceId, conversationId } = query
  let removed: Removed = { conversations: 1 }
  for (const table of Object.keys(TABLES_OF_A_CONVERSATION) as TableOfAConversation[]) {
    const count = isNumbered(table)
      ? await emptyInPieces(table, query, conversation.last_sequence)
      : await deleteRows(db, table, { instanceId, conversationId })
    const kind = TABLES_OF_A_CONVERSATION[table]
    if (kind && count > 0) removed = addRemoved(removed, { [kind]: count })
  }
  await db
    .deleteFrom('conversations')
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .execute()
  // What was deleted before had gone into an earlier receipt.
  const messages = (removed.messages ?? 0) - conversation.deleted_messages
  return { ...removed, messages }
}

function isNumbered(table: TableOfAConversation): table is (typeof NUMBERED_TABLES)[number] {
  return NUMBERED.has(table)
}

async function deleteRows(
  db: Kysely<Database>,
  table: TableOfAConversation,
  { instanceId, conversationId }: Pick<ConversationQuery, 'instanceId' | 'conversationId'>,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom(table)
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

async function emptyInPieces(
  table: (typeof NUMBERED_TABLES)[number],
  { db, instanceId, conversationId }: ConversationQuery,
  lastSequence: number,
): Promise<number> {
  let count = 0
  for (let after = 0; after < lastSequence; after += PIECE_ROWS) {
    const { numDeletedRows } = await db
      .deleteFrom(table)
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('sequence', '>', after)
      .where('sequence', '<=', after + PIECE_ROWS)
      .executeTakeFirst()
    count += Number(numDeletedRows)
    if (after + PIECE_ROWS < lastSequence) await new Promise<void>((resolve) => setImmediate(resolve))
  }
  return count
}
