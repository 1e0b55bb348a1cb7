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
 * Lifetime   until a version of the instance is published or a conversation of it erased, here or by another process. Where the
 *            store cannot see other processes without being asked, it is asked for the stamp of the items first: a tenth of
 *            the work of reading them. The least recently used go first; all when something was erased, or may have gone untold.
 */
export interface OwnerItemCache {
  of(instanceId: string, owner: ItemOwner): Promise<OwnerItems>
  stop(): void
}

interface Kept {
  /** Taken before the items were read: what comes in between makes it another one, and is read again. */
  readonly stamp: string
  readonly reading: Promise<OwnerItems>
}

export function createOwnerItemCache(dependencies: {
  readonly store: Pick<Store, 'directory' | 'foreignChanges'>
  readonly hub: Hub
}): OwnerItemCache {
  const { store, hub } = dependencies
  const kept = new LRUCache<string, Kept>({ max: KEPT_OWNERS })
  const changes = new Map<string, number>()
  let seen = store.foreignChanges()
  const stopEvents = hub.subscribeAll(({ kind, instanceId }) => {
    if (!CHANGES.has(kind)) return
    changes.set(instanceId, (changes.get(instanceId) ?? 0) + 1)
    // What was erased is not to stay in memory until others push it out.
    if (kind !== 'compaction_published') kept.clear()
  })
  const stopGaps = hub.subscribeGaps(() => kept.clear())

  return {
    async of(instanceId, owner) {
      const now = store.foreignChanges()
      const stamp =
        now === undefined ? await store.directory.itemsStamp(instanceId, owner, ITEMS_PER_OWNER) : ''
      if (now !== seen) kept.clear()
      seen = now
      const key = JSON.stringify([instanceId, changes.get(instanceId) ?? 0, owner])
      const known = kept.get(key)
      if (known?.stamp === stamp) return known.reading
      const reading = readItems(store, instanceId, owner)
      kept.set(key, { stamp, reading })
      reading.catch(() => kept.delete(key))
      return reading
    },
    stop() {
      stopEvents()
      stopGaps()
    },
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
