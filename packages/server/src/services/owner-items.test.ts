import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { createHub, type Hub } from '../push/hub.js'
import { aCompaction, aMessage, anInstance, anItem, aRun } from '../store/builders.suite.js'
import type { Store } from '../store/contract.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { createOwnerItemCache, type OwnerItemCache } from './owner-items.js'

const clock = createManualClock()
const ADA = { kind: 'user', userId: 'ada' } as const

let dataDir: string
let store: Store
let hub: Hub
let cache: OwnerItemCache
let instanceId: string

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'precis-owner-'))
  store = await openSqliteStore({ path: join(dataDir, 'a.db'), clock })
  hub = createHub((error) => {
    throw error
  })
  cache = createOwnerItemCache({ store, hub })
  instanceId = await anInstance(store)
})
afterEach(async () => {
  cache.stop()
  await store.close()
  await rm(dataDir, { recursive: true })
})

/** Publishes a version with one item of a user, as a worker does. */
async function publish(on: Store, content: string, userId = 'ada') {
  const conversationId = crypto.randomUUID()
  await on.messages.record(instanceId, [aMessage(conversationId, { userId })])
  await on.runs.create(instanceId, aRun(conversationId))
  const run = await on.queue.claim({ workerId: 'w', leaseMs: 1_000 })
  if (!run) throw new Error('the run was not to be had')
  const hold = { runId: run.id, fencingToken: run.fencingToken }
  await on.runs.publish(instanceId, hold, aCompaction({ items: [anItem({ id: content, content })] }))
  return {
    kind: 'compaction_published',
    instanceId,
    conversationId,
    compactionId: run.id,
    version: 1,
  } as const
}
const contents = async () => (await cache.of(instanceId, ADA)).items.map(({ content }) => content).sort()

describe('the cache of an owner’s items', () => {
  it('reads once and again after a version is published', async () => {
    hub.publish(await publish(store, 'tea'))
    const first = await cache.of(instanceId, ADA)
    expect(await cache.of(instanceId, ADA)).toBe(first)

    hub.publish(await publish(store, 'cake'))

    const second = await cache.of(instanceId, ADA)
    expect(second.digest).not.toBe(first.digest)
    expect(await contents()).toEqual(['cake', 'tea'])
  })

  it('forgets what was erased', async () => {
    const { conversationId } = await publish(store, 'tea')
    expect(await contents()).toEqual(['tea'])
    await store.erasures.eraseConversation(instanceId, conversationId)
    hub.publish({ kind: 'conversation_erased', instanceId, conversationId })
    expect(await contents()).toEqual([])
  })

  it('sees what another process has published', async () => {
    expect(await contents()).toEqual([])
    const other = await openSqliteStore({ path: join(dataDir, 'a.db'), clock })
    await publish(other, 'from elsewhere')
    await other.close()
    expect(await contents()).toEqual(['from elsewhere'])
  })

  it('keeps owners and instances apart', async () => {
    hub.publish(await publish(store, 'mine'))
    hub.publish(await publish(store, 'theirs', 'bob'))
    expect(await contents()).toEqual(['mine'])
    expect((await cache.of(await anInstance(store), ADA)).items).toEqual([])
  })

  it('reads again only what has changed where other processes cannot be seen without a question', async () => {
    let reads = 0
    const blind: Pick<Store, 'directory' | 'foreignChanges'> = {
      foreignChanges: () => undefined,
      directory: {
        ...store.directory,
        itemsOf: (...about) => {
          reads++
          return store.directory.itemsOf(...about)
        },
      },
    }
    cache.stop()
    cache = createOwnerItemCache({ store: blind, hub })
    const { conversationId } = await publish(store, 'tea')
    expect(await contents()).toEqual(['tea'])
    expect(await contents()).toEqual(['tea'])
    expect(reads).toBe(1)
    // Of neither does anybody tell.
    await publish(store, 'cake')
    expect(await contents()).toEqual(['cake', 'tea'])
    await store.erasures.eraseConversation(instanceId, conversationId)
    expect(await contents()).toEqual(['cake'])
    expect(await contents()).toEqual(['cake'])
    expect(reads).toBe(3)
  })
})
