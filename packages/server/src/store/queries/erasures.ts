import { sql } from 'kysely'
import type { Clock } from '../../clock.js'
import type { Access, Announce } from '../access.js'
import type { ErasedMessages, ErasureStore, NewErasure } from '../contract-erasure.js'
import type { ErasureRow } from '../database.js'
import { lockConversation } from './conversations.js'
import { eraseConversation } from './erase-conversation.js'
import { type EraseMessages, eraseMessages, selectMessages } from './erase-messages.js'
import { stepErasure, toErasureJob } from './erasure-steps.js'

// A literal, so that the text alone implies the condition of the partial index, as in queue.ts.
const RUNNING = sql.lit('running')

export function createErasureStore(access: Access, clock: Clock): ErasureStore {
  return {
    eraseConversation: (instanceId, conversationId) =>
      access.write(instanceId, async (db, announce) => {
        const removed = await eraseConversation(access, { db, instanceId, conversationId })
        if (removed) announce({ kind: 'conversation_erased', instanceId, conversationId })
        return removed
      }),

    eraseMessages: (instanceId, conversationId, messageIds, means) =>
      access.write(instanceId, (db, announce) =>
        eraseFound(
          access,
          { db, announce, instanceId, conversationId, means, nowMs: clock.now() },
          messageIds,
        ),
      ),

    begin: (instanceId, erasure) =>
      access.write(instanceId, async (db) => {
        await db
          .insertInto('erasures')
          .values(toRow(instanceId, erasure, clock.now()))
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        const row = await db
          .selectFrom('erasures')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('id', '=', erasure.id)
          .executeTakeFirstOrThrow()
        return toErasureJob(row)
      }),

    async find(instanceId, erasureId) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('erasures')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('id', '=', erasureId)
          .executeTakeFirst(),
      )
      return row && toErasureJob(row)
    },

    step: (instanceId, erasureId, means) =>
      access.write(instanceId, async (db, announce) => {
        const step = await stepErasure(access, { db, instanceId, erasureId, means, nowMs: clock.now() })
        for (const change of step?.changes ?? []) announce(change)
        return step
      }),

    async abandoned(beforeMs, limit) {
      const rows = await access.readSystem((db) =>
        db
          .selectFrom('erasures')
          .select(['instance_id', 'id'])
          .where('state', '=', RUNNING)
          .where('touched_at_ms', '<', beforeMs)
          .orderBy('touched_at_ms')
          .limit(limit)
          .execute(),
      )
      return rows.map((row) => ({ instanceId: row.instance_id, erasureId: row.id }))
    },

    customersOf: (instanceId, userId, limit) => customersOf(access, { instanceId, userId, limit }),
  }
}

async function customersOf(
  access: Access,
  {
    instanceId,
    userId,
    limit,
  }: { readonly instanceId: string; readonly userId: string; readonly limit: number },
): Promise<readonly (string | null)[]> {
  const rows = await access.read(instanceId, (db) =>
    db
      .selectFrom('conversations')
      .select('customer_id')
      .distinct()
      .where('instance_id', '=', instanceId)
      .where('user_id', '=', userId)
      .limit(limit)
      .execute(),
  )
  return rows.map((row) => row.customer_id)
}

interface EraseFound extends Omit<EraseMessages, 'conversation'> {
  readonly announce: Announce
}

/** Of these messages, those that are there. Undefined when none is. */
async function eraseFound(
  access: Access,
  { announce, ...erasure }: EraseFound,
  messageIds: readonly string[],
): Promise<ErasedMessages | undefined> {
  const conversation = await lockConversation(erasure, access.profile)
  if (!conversation || messageIds.length === 0) return undefined
  const doomed = await selectMessages(erasure)
    .where('id', 'in', [...messageIds])
    .execute()
  if (doomed.length === 0) return undefined
  const erased = await eraseMessages(access, { ...erasure, conversation }, doomed)
  const about = { instanceId: erasure.instanceId, conversationId: erasure.conversationId }
  announce({ kind: 'messages_erased', ...about })
  if (erased.runId !== undefined) announce({ kind: 'run_queued', ...about })
  return erased
}

function toRow(instanceId: string, erasure: NewErasure, nowMs: number): ErasureRow {
  return {
    instance_id: instanceId,
    id: erasure.id,
    kind: erasure.kind,
    state: 'running',
    user_id: erasure.kind === 'user' ? erasure.userId : null,
    customer_id: erasure.kind === 'user' ? (erasure.customerId ?? null) : null,
    cutoff_ms: erasure.kind === 'retention' ? erasure.cutoffMs : null,
    removed: '{}',
    requested_at_ms: nowMs,
    touched_at_ms: nowMs,
    completed_at_ms: null,
    passed_conversation_id: null,
    passed_sequence: 0,
  }
}
