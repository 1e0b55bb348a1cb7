import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import { aCompaction, aMessage, anInstance, anItem, aRun } from './builders.suite.js'
import type { Store } from './contract.js'
import type { Ingestion, ItemOwner, Memory } from './contract-directory.js'

const LEASE_MS = 15_000

let next = 0
const uuid = () => `00000000-0000-7000-9000-${(next++).toString(16).padStart(12, '0')}`

type Owner = { userId?: string; customerId?: string }

const anIngestion = (fields: Partial<Ingestion> = {}) => ({
  id: uuid(),
  conversationId: uuid(),
  externalConversationId: 'call-7',
  fingerprint: 'f1',
  conversationType: 'support',
  analysis: { topic: 'delivery' },
  metadata: null,
  startedAtMs: 1_000,
  endedAtMs: null,
  ...fields,
})

const aMemory = (fields: Partial<Memory> = {}) => ({
  id: uuid(),
  documentId: uuid(),
  documentType: 'document',
  userId: 'u1',
  customerId: null,
  conversationId: uuid(),
  metadata: { shelf: 3 },
  ...fields,
})

/** What every store promises about looking across conversations, and about documents and transcripts. */
export function describeDirectoryContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: directory`, () => {
    let clock: ManualClock
    let store: Store
    let instanceId: string

    beforeEach(async () => {
      clock = createManualClock()
      store = await open(clock)
      instanceId = await anInstance(store)
    })
    afterEach(() => store.close())

    const record = async (owner: Owner = {}, conversationId = uuid(), inInstance = instanceId) => {
      clock.advance(1_000)
      await store.messages.record(inInstance, [aMessage(conversationId, owner)])
      return conversationId
    }

    /** Records one message and publishes a version with one item of that content. */
    const publish = async (owner: Owner, content: string, inInstance = instanceId) => {
      const conversationId = await record(owner, uuid(), inInstance)
      await store.runs.create(inInstance, aRun(conversationId))
      const run = await store.queue.claim({ workerId: 'w1', leaseMs: LEASE_MS })
      if (!run) throw new Error('the run was not to be had')
      const hold = { runId: run.id, fencingToken: run.fencingToken }
      await store.runs.publish(inInstance, hold, aCompaction({ items: [anItem({ content })] }))
      return conversationId
    }

    const contentsOf = async (owner: ItemOwner, inInstance = instanceId) =>
      (await store.directory.itemsOf(inInstance, owner, 100)).map(({ content }) => content)

    describe('itemsOf', () => {
      it('gives each owner its own and nobody else’s', async () => {
        await publish({ userId: 'ada', customerId: 'acme' }, 'ada of acme')
        await publish({ userId: 'ada', customerId: 'zeta' }, 'ada of zeta')
        await publish({ userId: 'ada' }, 'ada alone')
        await publish({ userId: 'bob', customerId: 'acme' }, 'bob of acme')
        await publish({ customerId: 'acme' }, 'acme')
        await publish({}, 'everyone')
        await publish({ userId: 'ada', customerId: 'acme' }, 'elsewhere', await anInstance(store))

        expect(await contentsOf({ kind: 'user', userId: 'ada', customerId: 'acme' })).toEqual(['ada of acme'])
        expect(await contentsOf({ kind: 'user', userId: 'ada' })).toEqual([
          'ada alone',
          'ada of zeta',
          'ada of acme',
        ])
        expect(await contentsOf({ kind: 'customer', customerId: 'acme' })).toEqual(['acme'])
        expect(await contentsOf({ kind: 'instance' })).toEqual(['everyone'])
        expect(await contentsOf({ kind: 'user', userId: 'eve' })).toEqual([])
      })

      it('keeps to the limit, the newest first', async () => {
        for (const content of ['first', 'second', 'third']) await publish({ userId: 'ada' }, content)
        const items = await store.directory.itemsOf(instanceId, { kind: 'user', userId: 'ada' }, 2)
        expect(items.map(({ content }) => content)).toEqual(['third', 'second'])
      })
    })

    describe('conversationsOf', () => {
      it('lists a user’s conversations, the one spoken in last first', async () => {
        const [older, newer] = [
          await record({ userId: 'ada' }),
          await record({ userId: 'ada', customerId: 'acme' }),
        ]
        await record({ userId: 'bob' })
        await record({ userId: 'ada' }, older)
        const idsOf = async (user: { userId: string; customerId?: string }, limit = 10) =>
          (await store.directory.conversationsOf(instanceId, user, limit)).map((head) => head.conversationId)
        expect(await idsOf({ userId: 'ada' })).toEqual([older, newer])
        expect(await idsOf({ userId: 'ada' }, 1)).toEqual([older])
        expect(await idsOf({ userId: 'ada', customerId: 'acme' })).toEqual([newer])
        expect(await store.directory.conversationsOf(await anInstance(store), { userId: 'ada' }, 10)).toEqual(
          [],
        )
      })
    })

    describe('spokenInSince', () => {
      it('lists the instance’s conversations of late, the one spoken in last first', async () => {
        const early = await record({ userId: 'ada' })
        clock.advance(60_000)
        const sinceMs = clock.now()
        const [first, second] = [await record({}), await record({ userId: 'bob' })]
        clock.advance(1_000)
        await record({}, first)
        const idsOf = async (since: number, limit: number) =>
          (await store.directory.spokenInSince(instanceId, since, limit)).map((head) => head.conversationId)
        expect(await idsOf(sinceMs, 10)).toEqual([first, second])
        expect(await idsOf(sinceMs, 1)).toEqual([first])
        expect(await idsOf(0, 10)).toContain(early)
        expect(await store.directory.spokenInSince(await anInstance(store), 0, 10)).toEqual([])
      })
    })

    describe('eraseConversation', () => {
      it('leaves nothing of the conversation and all of the others', async () => {
        const gone = await publish({ userId: 'ada' }, 'gone')
        const kept = await publish({ userId: 'ada' }, 'kept')
        await store.messages.record(instanceId, [aMessage(gone, { idempotencyKey: 'k1' })])
        await store.messages.addAnnotations(instanceId, gone, {
          annotatedThrough: 0,
          annotations: [{ sequence: 1, tokenCount: 3, data: '{}' }],
        })
        const other = await anInstance(store)

        expect(await store.erasures.eraseConversation(other, gone)).toBeUndefined()
        expect(await store.erasures.eraseConversation(instanceId, gone)).toMatchObject({ messages: 2 })
        expect(await store.erasures.eraseConversation(instanceId, gone)).toBeUndefined()

        expect(await store.messages.head(instanceId, gone)).toBeUndefined()
        expect(await store.compactions.latest(instanceId, gone)).toBeUndefined()
        expect(await store.runs.latest(instanceId, gone)).toBeUndefined()
        expect(await contentsOf({ kind: 'user', userId: 'ada' })).toEqual(['kept'])
        expect(await store.messages.head(instanceId, kept)).toMatchObject({ lastSequence: 1 })
        const again = await store.messages.record(instanceId, [aMessage(gone, { idempotencyKey: 'k1' })])
        expect(again.results).toMatchObject([{ kind: 'recorded', sequence: 1 }])
      })

      it('takes the hold from a run that is under way', async () => {
        const conversationId = await record()
        await store.runs.create(instanceId, aRun(conversationId))
        const run = await store.queue.claim({ workerId: 'w1', leaseMs: LEASE_MS })
        await store.erasures.eraseConversation(instanceId, conversationId)
        const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
        expect(await store.runs.publish(instanceId, hold, aCompaction())).toEqual({ kind: 'lease_lost' })
        expect(await store.runs.heartbeat(instanceId, hold, LEASE_MS)).toBe(false)
      })
    })

    describe('ingestions', () => {
      it('keep the first transcript of a conversation', async () => {
        const first = anIngestion()
        const second = anIngestion({ conversationId: first.conversationId, fingerprint: 'f2' })
        expect(await store.ingestions.begin(instanceId, first)).toMatchObject({
          kind: 'created',
          ingestion: { ...first, isRecorded: false, queuedAtMs: clock.now() },
        })
        await store.ingestions.markRecorded(instanceId, first.id)
        expect(await store.ingestions.begin(instanceId, second)).toMatchObject({
          kind: 'known',
          ingestion: { ...first, isRecorded: true },
        })
        expect(
          await store.ingestions.ofConversations(instanceId, [first.conversationId, uuid()]),
        ).toMatchObject([first])
        const other = await anInstance(store)
        expect(await store.ingestions.ofConversations(other, [first.conversationId])).toEqual([])
        expect(await store.ingestions.begin(other, first)).toMatchObject({ kind: 'created' })
      })

      it('end with one when many begin at once', async () => {
        const conversationId = uuid()
        const begun = await Promise.all(
          Array.from({ length: 8 }, () =>
            store.ingestions.begin(instanceId, anIngestion({ conversationId })),
          ),
        )
        expect(begun.filter(({ kind }) => kind === 'created')).toHaveLength(1)
        expect(new Set(begun.map(({ ingestion }) => ingestion.id)).size).toBe(1)
      })
    })

    describe('memories', () => {
      it('are found by id, in their instance only, and changed in place', async () => {
        const memory = aMemory()
        expect(await store.memories.create(instanceId, memory)).toMatchObject({ kind: 'created', memory })
        expect(await store.memories.find(instanceId, memory.id)).toMatchObject(memory)
        expect(await store.memories.find(await anInstance(store), memory.id)).toBeUndefined()

        clock.advance(5_000)
        const conversationId = uuid()
        expect(await store.memories.update(instanceId, memory.id, { conversationId })).toMatchObject({
          ...memory,
          conversationId,
          updatedAtMs: clock.now(),
          createdAtMs: clock.now() - 5_000,
        })
        expect(await store.memories.update(instanceId, uuid(), { conversationId })).toBeUndefined()
        const tooLate = { conversationId: uuid(), replacing: memory.conversationId }
        expect(await store.memories.update(instanceId, memory.id, tooLate)).toBeUndefined()
        const inTime = { conversationId: uuid(), replacing: conversationId }
        expect(await store.memories.update(instanceId, memory.id, inTime)).toMatchObject({
          conversationId: inTime.conversationId,
        })
      })

      it('keep their document id to themselves', async () => {
        const memory = aMemory()
        await store.memories.create(instanceId, memory)
        const second = await store.memories.create(instanceId, aMemory({ documentId: memory.documentId }))
        expect(second).toMatchObject({ kind: 'known', memory })
      })

      it('are removed once, and tell which conversations are theirs', async () => {
        const memory = aMemory()
        await store.memories.create(instanceId, memory)
        const among = () => store.memories.conversationsAmong(instanceId, [memory.conversationId, uuid()])
        expect(await among()).toEqual(new Set([memory.conversationId]))
        expect(await store.memories.remove(instanceId, memory.id)).toBe(true)
        expect(await store.memories.remove(instanceId, memory.id)).toBe(false)
        expect(await among()).toEqual(new Set())
      })
    })
  })
}
