import type { Access } from '../access.js'
import { type DigestStore, type NewDigest, ROOT_LEVEL, type SealedRange } from '../contract-digests.js'
import type { DigestRow } from '../database.js'
import { type ConversationQuery, findConversation, lockConversation } from './conversations.js'

type Bounds = Pick<DigestRow, 'level' | 'position' | 'after_sequence' | 'through_sequence'>

/** Roots that are kept: the one that runs use, and the one for when the next range closes. */
const KEPT_ROOTS = 2

const toRange = (row: Bounds): SealedRange => ({
  level: row.level,
  position: row.position,
  after: row.after_sequence,
  through: row.through_sequence,
})

export function createDigestStore(access: Access): DigestStore {
  return {
    async epoch(instanceId, conversationId) {
      const row = await access.read(instanceId, (db) => findConversation({ db, instanceId, conversationId }))
      return row?.digest_epoch ?? 0
    },
    async lastRange(instanceId, conversationId, through) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('digests')
          .select(['level', 'position', 'after_sequence', 'through_sequence'])
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('level', '=', 0)
          .where('through_sequence', '<=', through)
          .orderBy('through_sequence', 'desc')
          .limit(1)
          .executeTakeFirst(),
      )
      return row && toRange(row)
    },
    async rangeAt(instanceId, conversationId, { level, position }) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('digests')
          .select(['level', 'position', 'after_sequence', 'through_sequence'])
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('level', '=', level)
          .where('position', '=', position)
          .executeTakeFirst(),
      )
      return row && toRange(row)
    },
    async read(instanceId, conversationId, { level, position, revision }) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('digests')
          .select(['level', 'position', 'after_sequence', 'through_sequence', 'data'])
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('level', '=', level)
          .where('position', '=', position)
          .where('revision', '=', revision)
          .executeTakeFirst(),
      )
      return row === undefined || row.data === null ? undefined : { ...toRange(row), data: row.data }
    },
    put: (instanceId, conversationId, { epoch, digests }) =>
      access.write(instanceId, async (db) => {
        const query = { db, instanceId, conversationId }
        const conversation = await lockConversation(query, access.profile)
        if (conversation?.digest_epoch !== epoch) return false
        for (const digest of digests) await putDigest(query, digest)
        return true
      }),
    drop: (instanceId, conversationId, { first, last }) =>
      access.write(instanceId, async (db) => {
        const query = { db, instanceId, conversationId }
        if (await lockConversation(query, access.profile)) await dropDigests(query, { first, last })
      }),
  }
}

async function putDigest(
  { db, instanceId, conversationId }: ConversationQuery,
  { level, position, after, through, revision, data }: NewDigest,
): Promise<void> {
  await db
    .insertInto('digests')
    .values({
      instance_id: instanceId,
      conversation_id: conversationId,
      level,
      position,
      after_sequence: after,
      through_sequence: through,
      revision,
      data,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['instance_id', 'conversation_id', 'level', 'position'])
        .doUpdateSet({ revision, data })
        // While two releases run, the newer one's stay.
        .where('digests.revision', '<=', revision),
    )
    .execute()
  if (level !== ROOT_LEVEL) return
  await db
    .deleteFrom('digests')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .where('level', '=', ROOT_LEVEL)
    .where('position', '<=', position - KEPT_ROOTS)
    .execute()
}

/** Messages that are nearer to each other than this are mostly of one range, and are dropped together. */
const NEAR_MESSAGES = 128

/** As `dropDigests`, for messages that need not be neighbours; lowest sequence number first. */
export async function dropDigestsOf(query: ConversationQuery, sequences: readonly number[]): Promise<void> {
  let first = sequences[0]
  for (const [at, last] of sequences.entries()) {
    const next = sequences[at + 1]
    if (first === undefined || (next !== undefined && next - last < NEAR_MESSAGES)) continue
    await dropDigests(query, { first, last })
    first = next
  }
}

/**
 * Inside a transaction that holds the conversation: forgets every digest that was made of one of these messages. The
 * bounds of ranges stay, so that the ranges after them stay what they are.
 *
 * Cost  one row for each level and for each range that is touched.
 */
export async function dropDigests(
  { db, instanceId, conversationId }: ConversationQuery,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<void> {
  const levels = await levelsOf({ db, instanceId, conversationId })
  for (let level = ROOT_LEVEL; level <= levels; level++)
    await db
      .updateTable('digests')
      .set({ data: null })
      .where('instance_id', '=', instanceId)
      .where('conversation_id', '=', conversationId)
      .where('level', '=', level)
      .where('through_sequence', '>=', first)
      .where('after_sequence', '<', last)
      .execute()
  await raiseEpoch({ db, instanceId, conversationId })
}

/** Inside a transaction that holds the conversation: forgets all of its digests and the bounds of its ranges. */
export async function forgetDigests(query: ConversationQuery): Promise<void> {
  const { db, instanceId, conversationId } = query
  await db
    .deleteFrom('digests')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .execute()
  await raiseEpoch(query)
}

async function levelsOf({ db, instanceId, conversationId }: ConversationQuery): Promise<number> {
  const highest = await db
    .selectFrom('digests')
    .select('level')
    .where('instance_id', '=', instanceId)
    .where('conversation_id', '=', conversationId)
    .orderBy('level', 'desc')
    .limit(1)
    .executeTakeFirst()
  return highest?.level ?? ROOT_LEVEL
}

async function raiseEpoch({ db, instanceId, conversationId }: ConversationQuery): Promise<void> {
  await db
    .updateTable('conversations')
    .set((e) => ({ digest_epoch: e('digest_epoch', '+', 1) }))
    .where('instance_id', '=', instanceId)
    .where('id', '=', conversationId)
    .execute()
}
