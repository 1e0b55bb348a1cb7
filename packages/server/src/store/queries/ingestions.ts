import type { Clock } from '../../clock.js'
import type { Access } from '../access.js'
import type { Ingestion, IngestionStore } from '../contract-directory.js'
import type { IngestionRow } from '../database.js'
import { storableJson, storableOrNull } from '../storable-text.js'

type Plain = Readonly<Record<string, unknown>>

const jsonOrNull = (value: Plain | null) => (value === null ? null : storableJson(value))
/** Written by `jsonOrNull` from an object. */
const plainOrNull = (text: string | null) => (text === null ? null : (JSON.parse(text) as Plain))

function toIngestion(row: IngestionRow): Ingestion {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    externalConversationId: row.external_conversation_id,
    fingerprint: row.fingerprint,
    conversationType: row.conversation_type,
    analysis: plainOrNull(row.analysis),
    metadata: plainOrNull(row.metadata),
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    queuedAtMs: row.queued_at_ms,
    isRecorded: row.is_recorded === 1,
  }
}

export function createIngestionStore(access: Access, clock: Clock): IngestionStore {
  return {
    begin: (instanceId, ingestion) =>
      access.write(instanceId, async (db) => {
        const row: IngestionRow = {
          instance_id: instanceId,
          id: ingestion.id,
          conversation_id: ingestion.conversationId,
          external_conversation_id: ingestion.externalConversationId,
          fingerprint: ingestion.fingerprint,
          conversation_type: storableOrNull(ingestion.conversationType ?? undefined),
          analysis: jsonOrNull(ingestion.analysis),
          metadata: jsonOrNull(ingestion.metadata),
          started_at_ms: ingestion.startedAtMs,
          ended_at_ms: ingestion.endedAtMs,
          queued_at_ms: clock.now(),
          is_recorded: 0,
        }
        const inserted = await db
          .insertInto('ingestions')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
        if (inserted.numInsertedOrUpdatedRows === 1n) return { kind: 'created', ingestion: toIngestion(row) }
        const known = await db
          .selectFrom('ingestions')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', ingestion.conversationId)
          .executeTakeFirstOrThrow()
        return { kind: 'known', ingestion: toIngestion(known) }
      }),

    async markRecorded(instanceId, ingestionId) {
      await access.write(instanceId, (db) =>
        db
          .updateTable('ingestions')
          .set({ is_recorded: 1 })
          .where('instance_id', '=', instanceId)
          .where('id', '=', ingestionId)
          .execute(),
      )
    },

    async ofConversations(instanceId, conversationIds) {
      if (conversationIds.length === 0) return []
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('ingestions')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('conversation_id', 'in', [...conversationIds])
          .execute(),
      )
      return rows.map(toIngestion)
    },
  }
}
