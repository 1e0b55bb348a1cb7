import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Hub, HubEvent } from '../push/hub.js'
import type { Store, StoredItem } from '../store/contract.js'
import type { ItemOwner } from '../store/contract-directory.js'

/** Items of one owner that are looked through: the newest ones. */
const ITEMS_PER_OWNER = 1_000
/** Owners that are kept; a full one takes about half a megabyte. */
const KEPT_OWNERS = 50

/** Events after which an owner's items may be others. */
const CHANGES: ReadonlySet<HubEvent['kind']> = new Set([
  'compaction_published',
  'conversation_erased',
  'messages_erased',
])

export interface OwnerItems {
  readonly items: readonly StoredItem[]
  /** Names the list: another one whenever an item has come or gone. */
  readonly digest: string
}

/**
 * The items of users, customers and instances, read again only when something has changed.
 *
 * Owner      the scope service.
 * Key        instance and owner, with the number of changes that the instance has seen.
 * Lifetime   until a version of the instance is published or a conversation of it erased, here or by another process;
 *            the least recently used go first.
 */
export interface OwnerItemCache {
  of(instanceId: string, owner: ItemOwner): Promise<OwnerItems>
  stop(): void
}

export function createOwnerItemCache(dependencies: {
  readonly store: Pick<Store, 'directory' | 'foreignChanges'>
  readonly hub: Hub
}): OwnerItemCache {
  const { store, hub } = dependencies
  const kept = new LRUCache<string, Promise<OwnerItems>>({ max: KEPT_OWNERS })
  const changes = new Map<string, number>()
  let seen = store.foreignChanges()
  const stop = hub.subscribeAll(({ kind, instanceId }) => {
    if (CHANGES.has(kind)) changes.set(instanceId, (changes.get(instanceId) ?? 0) + 1)
  })

  return {
    async of(instanceId, owner) {
      const now = store.foreignChanges()
      if (now === undefined) return readItems(store, instanceId, owner)
      if (now !== seen) kept.clear()
      seen = now
      const key = JSON.stringify([instanceId, changes.get(instanceId) ?? 0, owner])
      const known = kept.get(key)
      if (known) return known
      const reading = readItems(store, instanceId, owner)
      kept.set(key, reading)
      reading.catch(() => kept.delete(key))
      return reading
    },
    stop,
  }
}

async function readItems(
  store: Pick<Store, 'directory'>,
  instanceId: string,
  owner: ItemOwner,
): Promise<OwnerItems> {
  const items = await store.directory.itemsOf(instanceId, owner, ITEMS_PER_OWNER)
  const hash = createHash('sha256')
  for (const { conversationId, id } of items) hash.update(`${conversationId} ${id}\n`)
  return { items, digest: hash.digest('base64url') }
}
