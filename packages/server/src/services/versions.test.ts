import { describe, expect, it } from 'vitest'
import { ByteCache } from '../cache/byte-cache.js'
import { createManualClock } from '../clock.js'
import { aCompaction, aMessage, anInstance, aRun, id, LEASE_MS } from '../store/builders.suite.js'
import type { Store } from '../store/contract.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { createVersionReader, type Version } from './versions.js'

async function publish(store: Store, instanceId: string, conversationId: string) {
  await store.messages.record(instanceId, [aMessage(conversationId)])
  await store.runs.create(instanceId, aRun(conversationId))
  const run = await store.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })
  const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
  expect(
    await store.runs.publish(
      instanceId,
      hold,
      aCompaction({ detail: JSON.stringify({ summary: 'x'.repeat(1_000) }) }),
    ),
  ).toMatchObject({ kind: 'published' })
  const head = await store.messages.head(instanceId, conversationId)
  if (!head) throw new Error('the conversation is gone')
  return head
}

describe('version reader', () => {
  it('keeps one version of a conversation, however many were its newest, and no more than its bound of all', async () => {
    const store = await openSqliteStore({ path: ':memory:', clock: createManualClock() })
    const instanceId = await anInstance(store)
    const conversationId = id()
    const cache = new ByteCache<Version>(30_000)
    const versions = createVersionReader(store, cache)
    for (let version = 1; version <= 20; version++) {
      const newest = await versions.newest(instanceId, await publish(store, instanceId, conversationId))
      expect(newest?.stored.version).toBe(version)
      await versions.numbered(instanceId, conversationId, 1)
    }
    expect(cache.entries).toBe(1)

    let most = 0
    for (let conversation = 0; conversation < 50; conversation++) {
      await versions.newest(instanceId, await publish(store, instanceId, id()))
      most = Math.max(most, cache.bytes)
    }
    expect(most).toBeLessThanOrEqual(cache.maxBytes)
    expect(cache.entries).toBeLessThan(20)
    await store.close()
  })
})
