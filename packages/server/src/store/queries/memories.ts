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
    create: (instanceId, memory) =>
      access.write(instanceId, async (db) => {
        const nowMs = clock.now()
        const row: MemoryRow = {
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
          .where('document_id', '=', memory.documentId)
          .executeTakeFirstOrThrow()
        return { kind: 'known', memory: toMemory(known) }
      }),

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

    async update(instanceId, id, { conversationId, documentType, metadata }) {
      const row = await access.write(instanceId, (db) =>
        db
          .updateTable('memories')
          .set({
            updated_at_ms: clock.now(),
            ...(conversationId !== undefined && { conversation_id: conversationId }),
            ...(documentType !== undefined && { document_type: documentType }),
            ...(metadata !== undefined && { metadata: metadata === null ? null : storableJson(metadata) }),
          })
          .where('instance_id', '=', instanceId)
          .where('id', '=', id)
          .returningAll()
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
