import { createHash } from 'node:crypto'
import { CacheMemory } from '../cache/cache-memory.js'
import { KeptContents } from '../cache/kept-contents.js'
import type { Hub, HubEvent } from '../push/hub.js'
import type { Store, StoredItem } from '../store/contract.js'
import type { ItemOwner } from '../store/contract-directory.js'

/** Items of one owner that are looked through: the newest ones. */
const ITEMS_PER_OWNER = 1_000

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
 * Key        instance, owner, and the stamp of the owner's items where the store is asked for it.
 * Lifetime   until a version of the instance is published or a conversation of it erased, here or by another process. Where the
 *            store cannot see other processes without being asked, it is asked for the stamp of the items first: a tenth of
 *            the work of reading them. The least recently used go first; all when something was erased, or may have gone untold.
 */
export interface OwnerItemCache {
  of(instanceId: string, owner: ItemOwner): Promise<OwnerItems>
  stop(): void
}

export function createOwnerItemCache(dependencies: {
  readonly store: Pick<Store, 'directory' | 'foreignChanges'>
  readonly hub: Hub
  /** Default: one of its own. */
  readonly cacheMemory?: CacheMemory | undefined
}): OwnerItemCache {
  const { store, hub, cacheMemory = new CacheMemory() } = dependencies
  const kept = new KeptContents<OwnerItems>(cacheMemory.open('owner_items'))
  let seen = store.foreignChanges()
  const stopEvents = hub.subscribeAll(({ kind, instanceId }) => {
    if (!CHANGES.has(kind)) return
    if (kind === 'compaction_published') kept.deleteAllOf(keyOf(instanceId))
    // What was erased may have been anybody's.
    else kept.clear()
  })
  const stopGaps = hub.subscribeGaps(() => kept.clear())

  return {
    async of(instanceId, owner) {
      const now = store.foreignChanges()
      // Before the items are read: what comes in between makes it another one, and is read again.
      const stamp =
        now === undefined ? await store.directory.itemsStamp(instanceId, owner, ITEMS_PER_OWNER) : ''
      if (now !== seen) kept.clear()
      seen = now
      const key = keyOf(instanceId, owner)
      if (!kept.has(key + stamp)) kept.deleteAllOf(key)
      return kept.of(key + stamp, () => readItems(store, instanceId, owner))
    },
    stop() {
      stopEvents()
      stopGaps()
    },
  }
}

/** Begins every key of an instance; with an owner, every key of the owner. */
const keyOf = (instanceId: string, owner?: ItemOwner) =>
  owner === undefined ? `${instanceId} ` : `${instanceId} ${JSON.stringify(owner)} `

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
