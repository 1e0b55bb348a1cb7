import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import { aCompaction, aMessage, anInstance, aRun, EVERYTHING, id, LEASE_MS } from './builders.suite.js'
import type { Store } from './contract.js'
import type { HealthCheck } from './contract-health.js'

export interface BreakableStore {
  readonly store: Store
  /** Runs SQL behind the store's back. */
  run(sql: string): Promise<void>
}

/** What every store finds that should not be, and repairs without losing what was recorded. */
export function describeHealth(name: string, open: (clock: Clock) => Promise<BreakableStore>): void {
  describe(`${name}: health`, () => {
    let clock: ManualClock
    let opened: BreakableStore
    let store: Store
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      clock = createManualClock()
      opened = await open(clock)
      store = opened.store
      instanceId = await anInstance(store)
      conversationId = id()
      const messages = [aMessage(conversationId, { idempotencyKey: 'k' }), aMessage(conversationId)]
      await store.messages.record(instanceId, [...messages, aMessage(id(), { userId: 'u1' })])
      await store.messages.pin(instanceId, conversationId, messages[0]?.id ?? '')
      await store.messages.addAnnotations(instanceId, conversationId, {
        annotatedThrough: 0,
        annotations: [{ sequence: 1, tokenCount: 1, data: '{}' }],
      })
      await store.runs.create(instanceId, aRun(conversationId))
      const run = await claim()
      await store.runs.publish(instanceId, run, aCompaction())
    })
    afterEach(() => store.close())

    const claim = async () => {
      const run = await store.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })
      return { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    }
    const bad = async () => (await store.health.inspect()).filter(({ problems }) => problems > 0)
    const everything = async () => [
      await store.messages.read(instanceId, conversationId, EVERYTHING),
      await store.compactions.latest(instanceId, conversationId),
      await store.messages.pins(instanceId, conversationId),
    ]

    it('finds nothing where nothing is wrong, and changes nothing then', async () => {
      expect(await bad()).toEqual([])
      expect((await store.health.inspect()).length).toBeGreaterThanOrEqual(4)
      expect(await store.health.repair()).toEqual([])
    })

    it('takes a run whose worker is gone for a thing that the next worker does', async () => {
      await store.runs.create(instanceId, aRun(conversationId, { force: true }))
      await claim()
      clock.advance(10 * LEASE_MS)
      expect(await bad()).toEqual([])
      expect(await store.health.inspect()).toContainEqual(
        expect.objectContaining({ check: 'leases', says: expect.stringContaining('1 run') }),
      )
    })

    it.each<[string, HealthCheck, string]>([
      ['rows of a conversation that is gone', 'orphans', `update pins set conversation_id = 'gone'`],
      ['a wrong count of annotations', 'conversations', 'update conversations set annotated_through = 2'],
      ['a wrong count of deleted messages', 'conversations', 'update conversations set deleted_messages = 1'],
      [
        'a newest version that is not the newest',
        'conversations',
        'update conversations set latest_version = 0, latest_compaction_id = null, covered_through = 0',
      ],
      ['an index that is missing', 'indexes', 'drop index conversations_by_user'],
    ])('finds %s and repairs it', async (_, check, breaking) => {
      const before = await everything()
      await opened.run(breaking)

      expect(await bad()).toMatchObject([{ check, repair: expect.stringContaining('--repair') }])
      expect(await store.health.repair()).not.toEqual([])
      expect(await bad()).toEqual([])
      const [messages, latest] = await everything()
      expect([messages, latest]).toEqual(before.slice(0, 2))
    })

    it('queues a run again that is held without an end', async () => {
      await store.runs.create(instanceId, aRun(conversationId, { force: true }))
      await claim()
      await opened.run(`update runs set lease_expires_at_ms = null where state = 'running'`)

      expect(await bad()).toMatchObject([{ check: 'leases', problems: 1 }])
      await store.health.repair()
      expect(await bad()).toEqual([])
      expect(await store.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })).toMatchObject({ conversationId })
    })

    it('does not pretend to repair messages that are lost', async () => {
      await opened.run(`delete from messages where sequence = 2`)

      const found = await bad()
      expect(found).toMatchObject([{ check: 'conversations', repair: expect.stringContaining('backup') }])
      expect(found[0]?.says).toContain(conversationId)
      await store.health.repair()
      expect(await bad()).toEqual(found)
    })
  })
}
