import type { Access } from '../access.js'
import type { ConversationRow } from '../database.js'
import { createGroupCommit } from '../group-commit.js'
import { findConversation } from './conversations.js'
import { paddedList } from './value-lists.js'

type FindRow = (instanceId: string, conversationId: string) => Promise<ConversationRow | undefined>

/** Conversations of one statement. */
const MAX_TOGETHER = 64
/** Statements at the same time: what is asked for while they are under way shares the next. */
const MAX_STATEMENTS = 2

/**
 * Reads conversations' rows. What several requests ask for in one turn of the event loop, or while earlier ones are being read,
 * shares a statement where each takes a round trip; nobody is given a row that was read before they asked.
 */
export function createHeadReader(access: Access): FindRow {
  if (!access.profile.gathersReads)
    return (instanceId, conversationId) =>
      access.read(instanceId, (db) => findConversation({ db, instanceId, conversationId }))
  const reads = createGroupCommit<
    { readonly instanceId: string; readonly conversationId: string },
    ConversationRow | undefined
  >({
    maxGroupSize: MAX_TOGETHER,
    maxConcurrentGroups: MAX_STATEMENTS,
    keyOf: ({ instanceId }) => instanceId,
    partsOf: () => [],
    sizeOf: () => 1,
    async commit(asked) {
      const instanceId = asked[0]?.instanceId ?? ''
      const rows = await findConversations(access, instanceId, [
        ...new Set(asked.map(({ conversationId }) => conversationId)),
      ])
      const found = new Map(rows.map((row) => [row.id, row]))
      return asked.map(({ conversationId }) => found.get(conversationId))
    },
  })
  return (instanceId, conversationId) => reads.add({ instanceId, conversationId })
}

async function findConversations(
  access: Access,
  instanceId: string,
  ids: readonly string[],
): Promise<readonly ConversationRow[]> {
  const [id] = ids
  if (id !== undefined && ids.length === 1) {
    const row = await access.read(instanceId, (db) =>
      findConversation({ db, instanceId, conversationId: id }),
    )
    return row ? [row] : []
  }
  return access.read(instanceId, (db) =>
    db
      .selectFrom('conversations')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('id', 'in', paddedList(ids))
      .execute(),
  )
}
