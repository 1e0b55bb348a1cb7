import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, ManualClock } from '../clock.js'
import {
  aCompaction,
  aMessage,
  anInstance,
  aRun,
  EVERYTHING,
  id,
  LEASE_MS,
  sequencesOf,
} from './builders.suite.js'
import type { Store } from './contract.js'
import { describeDigestContract } from './contract-digests.suite.js'
import { describeReportsContract } from './contract-reports.suite.js'
import { describeRunContract } from './contract-runs.suite.js'
import { describeSearchContract } from './contract-search.suite.js'
import { aFixture, holdOf, runCalls } from './fixture.suite.js'

/** The whole contract, for one implementation. `open` gives an empty store with its schema in place. */
export function describeStoreContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describeRunContract(name, open)
  describeDigestContract(name, open)
  describeReportsContract(name, open)
  describeSearchContract(name, open)
  describe(`${name}: store contract`, () => {
    let store: Store
    let clock: ManualClock
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      ;({ clock, store, instanceId, conversationId } = await aFixture(open))
    })
    afterEach(() => store.close())

    const { record, claimed, compactNow } = runCalls(() => ({ store, instanceId, conversationId }))

    describe('recording', () => {
      it('numbers messages from 1 in the order of the call', async () => {
        const { results } = await record(
          aMessage(conversationId),
          aMessage(conversationId),
          aMessage(conversationId),
        )

        expect(sequencesOf(results)).toEqual([1, 2, 3])
        expect((await store.messages.head(instanceId, conversationId))?.lastSequence).toBe(3)
      })

      it('numbers concurrent calls without gaps and in the order of acknowledgement', async () => {
        const acknowledged: number[] = []
        await Promise.all(
          Array.from({ length: 50 }, async () => {
            const { results } = await record(aMessage(conversationId))
            acknowledged.push(...sequencesOf(results).map(Number))
          }),
        )

        expect(acknowledged).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
      })

      it('gives every message of a conversation a later time than the one before', async () => {
        await Promise.all([
          record(aMessage(conversationId), aMessage(conversationId)),
          record(aMessage(conversationId)),
        ])

        const messages = await store.messages.read(instanceId, conversationId, EVERYTHING)
        const times = messages.map(({ recordedAtMs }) => recordedAtMs)
        expect(times).toEqual([clock.now(), clock.now() + 1, clock.now() + 2])
      })

      it('keeps every field', async () => {
        const message = aMessage(conversationId, {
          role: 'assistant',
          content: 'Line one\n\u202Eright to left\u0007 👩‍👩‍👧 <|endoftext|>',
          name: 'Ada',
          userId: 'u1',
          customerId: 'acme',
          sessionId: 's1',
          metadata: { nested: { list: [1, null, 'x'] } },
          toolCalls: [{ id: 't1', name: 'ship', arguments: '{"to":"Lisbon"}' }],
          toolCallId: 't0',
          saidAtMs: 12345,
        })
        await record(message)

        const [stored] = await store.messages.read(instanceId, conversationId, EVERYTHING)
        const { newSessionId: _, ...expected } = message
        expect(stored).toEqual({ ...expected, sequence: 1, recordedAtMs: clock.now(), deletedAtMs: null })
      })

      it('stores what no database can hold as the replacement character, one for one', async () => {
        await record(aMessage(conversationId, { content: 'a\0b\uD800c\uDC00d😀' }))

        const [stored] = await store.messages.read(instanceId, conversationId, EVERYTHING)
        expect(stored?.content).toBe('a\uFFFDb\uFFFDc\uFFFDd😀')
      })

      it('keeps a message of one megabyte', async () => {
        const content = 'Größe 📦 '.repeat(100_000)
        await record(aMessage(conversationId, { content }))

        const [stored] = await store.messages.read(instanceId, conversationId, EVERYTHING)
        expect(stored?.content).toBe(content)
      })

      it('records more messages in one call than one statement can carry', async () => {
        const { results } = await record(...Array.from({ length: 5_000 }, () => aMessage(conversationId)))

        expect(sequencesOf(results).at(-1)).toBe(5_000)
      })

      it('continues the session of the conversation when a message names none', async () => {
        const first = await record(aMessage(conversationId, { newSessionId: 'fresh' }))
        const second = await record(aMessage(conversationId, { sessionId: 'named' }))
        const third = await record(aMessage(conversationId))

        const sessions = [first, second, third].map(
          ({ results: [r] }) => r?.kind === 'recorded' && r.sessionId,
        )
        expect(sessions).toEqual(['fresh', 'named', 'named'])
      })

      it('names the conversation after its first known user and customer', async () => {
        await record(aMessage(conversationId), aMessage(conversationId, { userId: 'u1' }))
        await record(aMessage(conversationId, { userId: 'u2', customerId: 'acme' }))

        const head = await store.messages.head(instanceId, conversationId)
        expect(head).toMatchObject({ userId: 'u1', customerId: 'acme' })
      })

      it('returns the heads of the conversations that grew, and of no other', async () => {
        const other = id()
        await record(aMessage(other))
        const { heads } = await record(aMessage(conversationId, { content: 'größer' }))

        expect(heads).toHaveLength(1)
        expect(heads[0]).toEqual(await store.messages.head(instanceId, conversationId))
        expect(heads[0]?.contentBytes).toBe(Buffer.byteLength('größer'))
      })

      it('answers nothing for no messages', async () => {
        expect(await record()).toEqual({ results: [], heads: [] })
      })

      it('fails alone when a call of a shared commit breaks a rule of the database', async () => {
        const taken = aMessage(conversationId)
        await record(taken)

        const outcomes = await Promise.allSettled([
          record(aMessage(conversationId)),
          record(aMessage(conversationId, { id: taken.id })),
          record(aMessage(conversationId)),
        ])

        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
        expect((await store.messages.head(instanceId, conversationId))?.lastSequence).toBe(3)
      })

      it('rejects messages of an instance that does not exist, and stores nothing', async () => {
        await expect(store.messages.record('inst_unknown', [aMessage(conversationId)])).rejects.toThrow()

        expect(await store.messages.head('inst_unknown', conversationId)).toBeUndefined()
      })
    })

    describe('idempotency keys', () => {
      it('record once and give the first answer again', async () => {
        const first = await record(aMessage(conversationId, { idempotencyKey: 'k' }))
        clock.advance(1_000)
        const second = await record(aMessage(conversationId, { idempotencyKey: 'k' }))

        expect(second.results).toEqual([{ ...first.results[0], kind: 'replayed' }])
        expect(second.heads).toEqual([])
        expect((await store.messages.head(instanceId, conversationId))?.lastSequence).toBe(1)
      })

      it('record once when both messages come in one call or at one time', async () => {
        const keyed = () => aMessage(conversationId, { idempotencyKey: 'k' })
        const receipts = await Promise.all([record(keyed(), keyed()), record(keyed())])

        expect(receipts.flatMap(({ results }) => sequencesOf(results))).toEqual([1, 1, 1])
      })

      it.each([
        ['content', { content: 'Ship it to Porto.' }],
        ['role', { role: 'assistant' as const }],
        ['conversation', { conversationId: '00000000-0000-4000-8000-000000000000' }],
      ])('are refused for a message with another %s', async (_, change) => {
        await record(aMessage(conversationId, { idempotencyKey: 'k' }))
        const { results } = await record(
          aMessage(conversationId, { idempotencyKey: 'k', ...change }),
          aMessage(conversationId),
        )

        expect(results[0]).toEqual({ kind: 'key_reused', conversationId })
        expect(sequencesOf(results)).toEqual([undefined, 2])
      })

      it('belong to their instance', async () => {
        const other = await anInstance(store)
        await record(aMessage(conversationId, { idempotencyKey: 'k' }))
        const { results } = await store.messages.record(other, [
          aMessage(conversationId, { idempotencyKey: 'k', content: 'Something else.' }),
        ])

        expect(results[0]).toMatchObject({ kind: 'recorded', sequence: 1 })
      })
    })

    describe('reading', () => {
      it('gives a range of sequence numbers, lowest first', async () => {
        await record(...Array.from({ length: 9 }, () => aMessage(conversationId)))
        const read = async (after: number, through: number, limit: number) =>
          (await store.messages.read(instanceId, conversationId, { after, through, limit })).map(
            (m) => m.sequence,
          )

        expect(await read(2, 6, 100)).toEqual([3, 4, 5, 6])
        expect(await read(2, 100, 3)).toEqual([3, 4, 5])
        expect(await read(9, 100, 3)).toEqual([])
      })

      it('knows nothing of an unknown conversation', async () => {
        expect(await store.messages.head(instanceId, conversationId)).toBeUndefined()
        expect(await store.messages.read(instanceId, conversationId, EVERYTHING)).toEqual([])
        expect(await store.runs.latest(instanceId, conversationId)).toBeUndefined()
        expect(await store.compactions.latest(instanceId, conversationId)).toBeUndefined()
      })
    })

    describe('annotations', () => {
      const annotation = (sequence: number) => ({ sequence, tokenCount: 10, data: `{"n":${sequence}}` })

      it('are kept and counted in the head', async () => {
        await record(aMessage(conversationId, { content: 'größer' }), aMessage(conversationId))
        const added = await store.messages.addAnnotations(instanceId, conversationId, {
          annotatedThrough: 0,
          annotations: [annotation(1)],
        })

        expect(added).toBe(true)
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          annotatedThrough: 1,
          annotatedTokens: 10,
          annotatedBytes: Buffer.byteLength('größer'),
        })
        expect(await store.messages.readAnnotations(instanceId, conversationId, EVERYTHING)).toEqual([
          annotation(1),
        ])
      })

      it('are added by one of two annotators', async () => {
        await record(aMessage(conversationId), aMessage(conversationId))
        const add = (annotations: ReturnType<typeof annotation>[]) =>
          store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })
        const offered = [[annotation(1)], [annotation(1), annotation(2)]]
        const added = await Promise.all(offered.map(add))

        // Which of them comes first is the database's business: two connections race on Postgres.
        expect([...added].sort()).toEqual([false, true])
        expect(await store.messages.readAnnotations(instanceId, conversationId, EVERYTHING)).toEqual(
          offered[added.indexOf(true)],
        )
        expect((await store.messages.head(instanceId, conversationId))?.annotatedThrough).toBe(
          offered[added.indexOf(true)]?.length,
        )
      })

      it('never run ahead of the messages and never leave a gap', async () => {
        await record(aMessage(conversationId))
        const add = (annotations: ReturnType<typeof annotation>[]) => async () =>
          store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })

        expect(await add([annotation(1), annotation(2)])()).toBe(false)
        await expect(add([annotation(2)])()).rejects.toThrow(RangeError)
      })

      it('can be dropped and made again', async () => {
        await record(aMessage(conversationId))
        const add = () =>
          store.messages.addAnnotations(instanceId, conversationId, {
            annotatedThrough: 0,
            annotations: [annotation(1)],
          })
        await add()
        await store.messages.dropAnnotations(instanceId, conversationId)

        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          annotatedThrough: 0,
          annotatedTokens: 0,
          annotatedBytes: 0,
        })
        expect(await add()).toBe(true)
      })

      it('survive further messages', async () => {
        await record(aMessage(conversationId))
        await store.messages.addAnnotations(instanceId, conversationId, {
          annotatedThrough: 0,
          annotations: [annotation(1)],
        })
        const { heads } = await record(aMessage(conversationId))

        expect(heads[0]).toMatchObject({ lastSequence: 2, annotatedThrough: 1, annotatedTokens: 10 })
      })
    })

    describe('pins', () => {
      it('are kept in conversation order, once each', async () => {
        const [first, second] = [aMessage(conversationId), aMessage(conversationId)]
        await record(first, second)
        for (const messageId of [second.id, first.id, second.id])
          expect(await store.messages.pin(instanceId, conversationId, messageId)).toBe(true)

        expect(await store.messages.pins(instanceId, conversationId)).toEqual([first.id, second.id])
        expect(await store.messages.unpin(instanceId, conversationId, first.id)).toBe(true)
        expect(await store.messages.unpin(instanceId, conversationId, first.id)).toBe(false)
        expect(await store.messages.pins(instanceId, conversationId)).toEqual([second.id])
      })

      it('are refused for a message of another conversation', async () => {
        const message = aMessage(id())
        await record(message, aMessage(conversationId))

        expect(await store.messages.pin(instanceId, conversationId, message.id)).toBe(false)
      })
    })

    describe('automatic-run settings', () => {
      it('belong to one conversation', async () => {
        await record(aMessage(conversationId))
        const automatic = { enabled: false, tokens: 10 }

        expect(await store.messages.setAutomatic(instanceId, conversationId, automatic)).toBe(true)
        expect(await store.messages.setAutomatic(instanceId, id(), automatic)).toBe(false)
        expect((await store.messages.head(instanceId, conversationId))?.automatic).toEqual(automatic)
      })
    })

    describe('tenancy', () => {
      it('keeps instances apart that use the same ids', async () => {
        const other = await anInstance(store)
        await record(aMessage(conversationId))
        await compactNow()
        await store.messages.record(other, [aMessage(conversationId, { content: 'Ours.' })])

        expect(await store.messages.read(other, conversationId, EVERYTHING)).toMatchObject([
          { content: 'Ours.', sequence: 1 },
        ])
        expect(await store.compactions.latest(other, conversationId)).toBeUndefined()
        expect(await store.runs.latest(other, conversationId)).toBeUndefined()
        expect(await store.compactions.items(other, {}, 10)).toEqual([])
        expect((await store.messages.head(instanceId, conversationId))?.lastSequence).toBe(1)
      })

      it("does not reach another instance's run or pin by its id", async () => {
        const other = await anInstance(store)
        const message = aMessage(conversationId)
        await record(message)
        await store.runs.create(instanceId, aRun(conversationId))
        const run = await claimed()

        expect(await store.runs.findById(other, run.id)).toBeUndefined()
        expect(await store.runs.heartbeat(other, holdOf(run), LEASE_MS)).toBe(false)
        expect(await store.runs.publish(other, holdOf(run), aCompaction())).toEqual({ kind: 'lease_lost' })
        expect(await store.messages.pin(other, conversationId, message.id)).toBe(false)
      })
    })

    describe('instances, keys and settings', () => {
      it('keeps instances under unique names', async () => {
        const instance = await store.instances.create({
          id: 'inst_a',
          clientId: 'cli_a',
          name: 'support',
          automatic: { tokens: 5 },
        })

        expect(await store.instances.findById('inst_a')).toEqual(instance)
        expect(await store.instances.findByName('support')).toEqual(instance)
        expect(await store.instances.list()).toContainEqual(instance)
        await expect(
          store.instances.create({ id: 'inst_b', clientId: 'cli_a', name: 'support' }),
        ).rejects.toMatchObject({ code: 'already_exists' })
        expect(await store.instances.findById('inst_b')).toBeUndefined()
      })

      it('changes when runs of an instance start by themselves', async () => {
        await store.instances.setAutomatic(instanceId, { enabled: false })

        expect((await store.instances.findById(instanceId))?.automatic).toEqual({ enabled: false })
      })

      it('finds live keys by their hash, with the client', async () => {
        const key = await store.keys.create({
          id: 'k1',
          instanceId,
          keyHash: 'ab12',
          label: 'first',
          hint: '…xyz',
        })

        expect(await store.keys.findByHash('ab12')).toEqual({ ...key, clientId: 'cli_1' })
        expect(await store.keys.findByHash('ab13')).toBeUndefined()
        expect(await store.keys.list(instanceId)).toEqual([key])
        expect(await store.keys.list('inst_other')).toEqual([])
      })

      it('no longer finds a revoked key', async () => {
        await store.keys.create({ id: 'k1', instanceId, keyHash: 'ab12', label: '', hint: '' })

        expect(await store.keys.revoke('k1')).toBe(true)
        expect(await store.keys.revoke('k1')).toBe(false)
        expect(await store.keys.findByHash('ab12')).toBeUndefined()
        expect(await store.keys.list()).toMatchObject([{ id: 'k1', revokedAtMs: clock.now() }])
      })

      it('gives everyone the first value of a setting', async () => {
        const values = await Promise.all(
          ['a', 'b', 'c'].map((value) => store.settings.getOrCreate('pepper', value)),
        )

        expect(new Set(values).size).toBe(1)
        expect(await store.settings.getOrCreate('pepper', 'd')).toBe(values[0])
      })
    })

    it('answers a check', async () => {
      await expect(store.check()).resolves.toBeUndefined()
    })
  })
}
