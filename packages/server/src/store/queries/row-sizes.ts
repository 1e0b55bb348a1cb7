import type { ExpressionBuilder } from 'kysely'
import type { Access } from '../access.js'
import type { RowSizes } from '../contract-sizes.js'
import type { Database } from '../database.js'

/** What a message takes whose texts are loaded. */
export const messageBytes = (e: ExpressionBuilder<Database, 'messages'>) =>
  e(
    e(
      e.fn<number>('octet_length', ['content']),
      '+',
      e.fn.coalesce(e.fn<number>('octet_length', ['tool_calls']), e.lit(0)),
    ),
    '+',
    e.fn.coalesce(e.fn<number>('octet_length', ['metadata']), e.lit(0)),
  )

/**
 * Reads sizes of rows. Neither database loads a long text for its length: SQLite takes it from the record's header, Postgres
 * from the pointer to where the text lies.
 */
export function createRowSizes(access: Access): RowSizes {
  return {
    readSizes: (instanceId, conversationId, { of, after, through, limit, newestFirst = false }) =>
      access.read(instanceId, (db) => {
        const order = newestFirst ? 'desc' : 'asc'
        if (of === 'annotations')
          return db
            .selectFrom('message_annotations')
            .select((e) => ['sequence', e.fn<number>('octet_length', ['data']).as('bytes')])
            .where('instance_id', '=', instanceId)
            .where('conversation_id', '=', conversationId)
            .where('sequence', '>', after)
            .where('sequence', '<=', through)
            .orderBy('sequence', order)
            .limit(limit)
            .execute()
        return db
          .selectFrom('messages')
          .select((e) => ['sequence', messageBytes(e).as('bytes')])
          .where('instance_id', '=', instanceId)
          .where('conversation_id', '=', conversationId)
          .where('sequence', '>', after)
          .where('sequence', '<=', through)
          .orderBy('sequence', order)
          .limit(limit)
          .execute()
      }),
  }
}
