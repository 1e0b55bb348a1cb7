import type { Item } from '@precis/engine'
import type { Access } from '../access.js'
import type { StoredItem } from '../contract.js'
import type { DirectoryStore, ItemOwner } from '../contract-directory.js'
import type { ItemRow } from '../database.js'
import { type ConversationQuery, toHead } from './conversations.js'

function toItem(row: ItemRow): StoredItem {
  return {
    // Written by `publish` from this very type.
    ...(JSON.parse(row.data) as Item),
    conversationId: row.conversation_id,
    userId: row.user_id,
    customerId: row.customer_id,
  }
}

/** Of exactly this owner, those that were published last. */
function newestItems(
  { db, instanceId }: Pick<ConversationQuery, 'db' | 'instanceId'>,
  owner: ItemOwner,
  limit: number,
) {
  const all = db.selectFrom('items').where('instance_id', '=', instanceId)
  const owned =
    owner.kind === 'user'
      ? all
          .where('user_id', '=', owner.userId)
          .$if(owner.customerId !== undefined, (query) =>
            query.where('customer_id', '=', owner.customerId ?? ''),
          )
      : all
          .where('user_id', 'is', null)
          .where(
            'customer_id',
            owner.kind === 'customer' ? '=' : 'is',
            owner.kind === 'customer' ? owner.customerId : null,
          )
  return owned.orderBy('created_at_ms', 'desc').orderBy('conversation_id').orderBy('position').limit(limit)
}

export function createDirectoryStore(access: Access): DirectoryStore {
  return {
    async itemsOf(instanceId, owner, limit) {
      const rows = await access.read(instanceId, (db) =>
        newestItems({ db, instanceId }, owner, limit).selectAll().execute(),
      )
      return rows.map(toItem)
    },

    async itemsStamp(instanceId, owner, limit) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom(
            newestItems({ db, instanceId }, owner, limit)
              .select(['instance_id', 'conversation_id', 'created_at_ms'])
              .select((e) => e.fn<number>('octet_length', ['data']).as('bytes'))
              .as('newest'),
          )
          .select(['conversation_id', 'created_at_ms'])
          .select((e) => [e.fn.countAll<number>().as('count'), e.fn.sum<number>('bytes').as('bytes')])
          .where('instance_id', '=', instanceId)
          .groupBy(['conversation_id', 'created_at_ms'])
          .orderBy('conversation_id')
          .execute(),
      )
      return rows
        .map(({ conversation_id, created_at_ms, count, bytes }) =>
          [conversation_id, created_at_ms, count, bytes].join(' '),
        )
        .join('\n')
    },

    async conversationsOf(instanceId, { userId, customerId }, limit) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('conversations')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('user_id', '=', userId)
          .$if(customerId !== undefined, (query) => query.where('customer_id', '=', customerId ?? ''))
          .orderBy('last_recorded_at_ms', 'desc')
          .orderBy('id')
          .limit(limit)
          .execute(),
      )
      return rows.map(toHead)
    },

    async spokenInSince(instanceId, sinceMs, limit) {
      const rows = await access.read(instanceId, (db) =>
        db
          .selectFrom('conversations')
          .selectAll()
          .where('instance_id', '=', instanceId)
          .where('last_recorded_at_ms', '>=', sinceMs)
          .orderBy('last_recorded_at_ms', 'desc')
          .limit(limit)
          .execute(),
      )
      return rows.map(toHead)
    },
  }
}
