import type { Clock } from '../../clock.js'
import type { Access } from '../access.js'
import type { Memory, MemoryStore } from '../contract-directory.js'
import type { MemoryRow } from '../database.js'
import { storableJson } from '../storable-text.js'

function toMemory(row: MemoryRow): Memory {
  return {
    id: row.id,
    documentId: row.document_id,
    documentType: row.document_type,
    userId: row.user_id,
    customerId: row.customer_id,
    conversationId: row.conversation_id,
    // Written below from an object.
    metadata: row.metadata === null ? null : (JSON.parse(row.metadata) as Readonly<Record<string, unknown>>),
    createdAtMs: row.created_at_ms,
    updatedAtMs: row.updated_at_ms,
  }
}

export function createMemoryStore(access: Access, clock: Clock): MemoryStore {
  return {
    create: (instanceId, memory) => create(access, instanceId, toRow(instanceId, memory, clock.now())),
    update: (instanceId, id, change) => update(access, instanceId, { ...change, id, nowMs: clock.now() }),

    async find(instanceId, id) {
      const row = await access.read(instanceId, (db) =>
        db
          .selectFrom('memories')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('id', '=', id)
          .executeTakeFirst(),
      )
      return row && toMemory(row)
    },

    async remove(instanceId, id) {
      const deleted = await access.write(instanceId, (db) =>
        db
          .deleteFrom('memories')
          .where('instance_id', '=', instanceId)
          .where('id', '=', id)
          .executeTakeFirst(),
      )
      return deleted.numDeletedRows === 1n
    },

    async conversationsAmong(instanceId, conversationIds) {
      if (conversationIds.length === 0) return new Set()
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('memories')
          .select('conversation_id')
          .where('instance_id', '=', instanceId)
          .where('conversation_id', 'in', [...conversationIds])
          .execute(),
      )
      return new Set(rows.map((row) => row.conversation_id))
    },
  }
}

type NewMemory = Parameters<MemoryStore['create']>[1]
type MemoryChange = Parameters<MemoryStore['update']>[2]

function toRow(instanceId: string, memory: NewMemory, nowMs: number): MemoryRow {
  return {
    instance_id: instanceId,
    id: memory.id,
    document_id: memory.documentId,
    document_type: memory.documentType,
    user_id: memory.userId,
    customer_id: memory.customerId,
    conversation_id: memory.conversationId,
    metadata: memory.metadata === null ? null : storableJson(memory.metadata),
    created_at_ms: nowMs,
    updated_at_ms: nowMs,
  }
}

function create(access: Access, instanceId: string, row: MemoryRow): ReturnType<MemoryStore['create']> {
  return access.write(instanceId, async (db) => {
    const inserted = await db
      .insertInto('memories')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 1n) return { kind: 'created', memory: toMemory(row) }
    const known = await db
      .selectFrom('memories')
      .selectAll()
      .where('instance_id', '=', instanceId)
      .where('document_id', '=', row.document_id)
      .executeTakeFirstOrThrow()
    return { kind: 'known', memory: toMemory(known) }
  })
}

async function update(
  access: Access,
  instanceId: string,
  change: MemoryChange & { readonly id: string; readonly nowMs: number },
): Promise<Memory | undefined> {
  const { id, nowMs, conversationId, documentType, metadata, replacing } = change
  const row = await access.write(instanceId, (db) =>
    db
      .updateTable('memories')
      .set({
        updated_at_ms: nowMs,
        ...(conversationId !== undefined && { conversation_id: conversationId }),
        ...(documentType !== undefined && { document_type: documentType }),
        ...(metadata !== undefined && { metadata: metadata === null ? null : storableJson(metadata) }),
      })
      .where('instance_id', '=', instanceId)
      .where('id', '=', id)
      .$if(replacing !== undefined, (query) => query.where('conversation_id', '=', replacing ?? ''))
      .returningAll()
      .executeTakeFirst(),
  )
  return row && toMemory(row)
}
