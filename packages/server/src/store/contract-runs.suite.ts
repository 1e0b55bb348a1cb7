import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, ManualClock } from '../clock.js'
import { aCompaction, aMessage, anItem, aRun, id, LEASE_MS } from './builders.suite.js'
import type { Store } from './contract.js'
import { aFixture, holdOf, runCalls } from './fixture.suite.js'

/** The contract of runs, of the queue and of versions, for one implementation. */
export function describeRunContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: run contract`, () => {
    let store: Store
    let clock: ManualClock
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      ;({ clock, store, instanceId, conversationId } = await aFixture(open))
    })
    afterEach(() => store.close())

    const { record, claim, claimed, compactNow } = runCalls(() => ({ store, instanceId, conversationId }))

    describe('creating runs', () => {
      it('is refused without messages', async () => {
        expect(await store.runs.create(instanceId, aRun(conversationId))).toEqual({ kind: 'no_messages' })
      })

      it('fixes the range at the newest message', async () => {
        await record(aMessage(conversationId), aMessage(conversationId))
        const result = await store.runs.create(instanceId, aRun(conversationId, { targetTokens: 800 }))
        await record(aMessage(conversationId))

        expect(result).toMatchObject({
          kind: 'created',
          run: { state: 'queued', throughSequence: 2, attempt: 0, targetTokens: 800 },
        })
        expect((await store.runs.latest(instanceId, conversationId))?.throughSequence).toBe(2)
      })

      it('puts what somebody asked for before automatic runs that wait, but for none that has waited for ten minutes', async () => {
        const [old, waiting, asked] = [id(), id(), id()]
        await record(...[old, waiting, asked].map((conversation) => aMessage(conversation)))
        const automatic = { triggerType: 'auto_messages', force: false } as const
        await store.runs.create(instanceId, aRun(old, automatic))
        clock.advance(600_001)
        await store.runs.create(instanceId, aRun(waiting, automatic))
        clock.advance(1_000)
        await store.runs.create(instanceId, aRun(asked))
        const order = [await claimed(), await claimed(), await claimed()]

        expect(order.map((run) => run.conversationId)).toEqual([old, asked, waiting])
      })

      it('is refused while a run is queued or running, forced or not', async () => {
        await record(aMessage(conversationId))
        const first = aRun(conversationId)
        await store.runs.create(instanceId, first)
        const whileQueued = await store.runs.create(instanceId, aRun(conversationId, { force: true }))
        await claimed()
        const whileRunning = await store.runs.create(instanceId, aRun(conversationId))

        expect(whileQueued).toMatchObject({ kind: 'run_in_progress', run: { id: first.id, state: 'queued' } })
        expect(whileRunning).toMatchObject({
          kind: 'run_in_progress',
          run: { id: first.id, state: 'running' },
        })
      })

      it('ends a live automatic run in favour of a manual one, which covers what came meanwhile', async () => {
        await record(aMessage(conversationId))
        for (const state of ['queued', 'running']) {
          const automatic = aRun(conversationId, { triggerType: 'auto_messages' })
          await store.runs.create(instanceId, automatic)
          const held = state === 'running' ? await claimed() : undefined
          await record(aMessage(conversationId))
          const manual = await store.runs.create(instanceId, aRun(conversationId))

          expect(manual).toMatchObject({
            kind: 'created',
            run: { throughSequence: state === 'queued' ? 2 : 4 },
          })
          expect(await store.runs.findById(instanceId, automatic.id)).toMatchObject({ state: 'failed' })
          if (held)
            expect(await store.runs.publish(instanceId, holdOf(held), aCompaction())).toEqual({
              kind: 'lease_lost',
            })
          expect(await store.runs.create(instanceId, { ...automatic, id: id() })).toMatchObject({
            kind: 'run_in_progress',
          })
          await store.runs.fail(instanceId, holdOf(await claimed()), { errorMessage: 'not this time' })
          await record(aMessage(conversationId))
        }
      })

      it('finds nothing new after a completed run, unless it is forced or a message came', async () => {
        await record(aMessage(conversationId))
        await compactNow()

        expect(await store.runs.create(instanceId, aRun(conversationId))).toEqual({ kind: 'nothing_new' })
        await record(aMessage(conversationId))
        expect(await compactNow()).toEqual({ kind: 'published', version: 2 })
        expect(await compactNow({ force: true })).toEqual({ kind: 'published', version: 3 })
      })

      it('arms automatic runs again only by a message that no run has seen', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId, { triggerType: 'auto_tokens' }))
        await store.runs.fail(instanceId, holdOf(await claimed()), { errorMessage: 'broken' })
        const automatic = () =>
          store.runs.create(instanceId, aRun(conversationId, { triggerType: 'auto_messages' }))

        expect(await automatic()).toEqual({ kind: 'nothing_new' })
        await record(aMessage(conversationId))
        expect(await automatic()).toMatchObject({ kind: 'created' })
      })

      it('tries again by hand after a failed run', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        await store.runs.fail(instanceId, holdOf(await claimed()), { errorMessage: 'broken' })

        expect(await store.runs.create(instanceId, aRun(conversationId))).toMatchObject({ kind: 'created' })
      })
    })

    describe('claiming runs', () => {
      it('hands out the run first that is due longest', async () => {
        const others = [id(), id()]
        for (const conversation of [conversationId, ...others]) {
          await record(aMessage(conversation))
          await store.runs.create(instanceId, aRun(conversation))
          clock.advance(10)
        }
        const runs = [await claim('a'), await claim('b'), await claim('c'), await claim('d')]

        expect(runs.map((run) => run?.conversationId)).toEqual([conversationId, ...others, undefined])
        expect(runs[0]).toMatchObject({
          state: 'running',
          attempt: 1,
          fencingToken: 1,
          leaseExpiresAtMs: clock.now() + LEASE_MS,
        })
      })

      it('hands out each run once to workers that ask at the same time', async () => {
        const conversations = [conversationId, id(), id()]
        for (const conversation of conversations) {
          await record(aMessage(conversation))
          await store.runs.create(instanceId, aRun(conversation))
        }
        const runs = await Promise.all([claim('a'), claim('b'), claim('c'), claim('d')])

        const handedOut = runs.flatMap((run) => (run ? [run.conversationId] : []))
        expect(handedOut.sort()).toEqual(conversations.sort())
      })

      it('takes over a run when its lease has ended, with a higher fencing token', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const first = await claimed()
        clock.advance(LEASE_MS - 1)
        const tooEarly = await claim('worker-2')
        clock.advance(1)
        const second = await claim('worker-2')

        expect(tooEarly).toBeUndefined()
        expect(second).toMatchObject({ id: first.id, attempt: 2, fencingToken: 2 })
      })

      it('takes over a run whose lease has ended before it begins one that is due', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const abandoned = await claimed()
        const other = id()
        await record(aMessage(other))
        await store.runs.create(instanceId, aRun(other))
        clock.advance(LEASE_MS)

        expect([await claim('worker-2'), await claim('worker-2')]).toMatchObject([
          { id: abandoned.id, attempt: 2 },
          { conversationId: other, attempt: 1 },
        ])
      })

      it('waits for a heartbeat that prolonged the lease', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const run = await claimed()
        clock.advance(LEASE_MS - 1)

        expect(await store.runs.heartbeat(instanceId, holdOf(run), LEASE_MS)).toBe(true)
        clock.advance(LEASE_MS - 1)
        expect(await claim('worker-2')).toBeUndefined()
      })

      it('waits for the delay of a run', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId, { delayMs: 1_000 }))
        const tooEarly = await claim()
        clock.advance(1_000)

        expect(tooEarly).toBeUndefined()
        expect(await claim()).toMatchObject({ conversationId })
      })

      it('extends the range of a held run to the newest message', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const run = await claimed()
        await record(aMessage(conversationId))

        expect(await store.runs.extendRange(instanceId, holdOf(run))).toMatchObject({ throughSequence: 2 })
        await store.runs.publish(instanceId, holdOf(run), aCompaction())
        expect(await store.compactions.latest(instanceId, conversationId)).toMatchObject({
          coveredThrough: 2,
        })
        expect(await store.runs.extendRange(instanceId, holdOf(run))).toBeUndefined()
      })

      it('tells when the next run falls due or the next lease ends', async () => {
        expect(await store.queue.nextDueAtMs()).toBeUndefined()
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        expect(await store.queue.nextDueAtMs()).toBeLessThanOrEqual(clock.now())
        const run = await claimed()
        expect(await store.queue.nextDueAtMs()).toBe(clock.now() + LEASE_MS)
        await store.runs.fail(instanceId, holdOf(run), { errorMessage: 'x', retryAtMs: clock.now() + 500 })
        expect(await store.queue.nextDueAtMs()).toBe(clock.now() + 500)
      })

      it('ends the leases of other workers on demand', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        await claimed()

        expect(await store.queue.endForeignLeases('worker-1')).toBe(0)
        expect(await claim('worker-2')).toBeUndefined()
        expect(await store.queue.endForeignLeases('worker-2')).toBe(1)
        expect(await claim('worker-2')).toMatchObject({ attempt: 2 })
      })
    })

    describe('ending runs', () => {
      it('retries a failed attempt when it falls due, and keeps the message', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const retryAtMs = clock.now() + 1_000
        const failed = await store.runs.fail(instanceId, holdOf(await claimed()), {
          errorMessage: 'out of memory',
          retryAtMs,
        })

        expect(failed).toBe(true)
        expect(await claim()).toBeUndefined()
        expect(await store.runs.latest(instanceId, conversationId)).toMatchObject({
          state: 'queued',
          errorMessage: 'out of memory',
        })
        clock.advance(1_000)
        expect(await claim()).toMatchObject({ attempt: 2 })
      })

      it('fails for good without a retry', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        await store.runs.fail(instanceId, holdOf(await claimed()), { errorMessage: 'broken' })

        expect(await store.runs.latest(instanceId, conversationId)).toMatchObject({
          state: 'failed',
          errorMessage: 'broken',
          finishedAtMs: clock.now(),
        })
        clock.advance(LEASE_MS * 10)
        expect(await claim()).toBeUndefined()
      })

      it('gives a released run back without counting the attempt', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        expect(await store.runs.release(instanceId, holdOf(await claimed()))).toBe(true)

        expect(await claim()).toMatchObject({ attempt: 1, fencingToken: 2 })
      })

      it('refuses everything from a worker that lost its lease', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const late = holdOf(await claimed())
        clock.advance(LEASE_MS)
        const current = await claimed()

        expect(await store.runs.heartbeat(instanceId, late, LEASE_MS)).toBe(false)
        expect(await store.runs.release(instanceId, late)).toBe(false)
        expect(await store.runs.fail(instanceId, late, { errorMessage: 'late' })).toBe(false)
        expect(await store.runs.publish(instanceId, late, aCompaction())).toEqual({ kind: 'lease_lost' })
        expect(await store.compactions.latest(instanceId, conversationId)).toBeUndefined()
        expect(await store.runs.publish(instanceId, holdOf(current), aCompaction())).toEqual({
          kind: 'published',
          version: 1,
        })
        expect(await store.runs.publish(instanceId, holdOf(current), aCompaction())).toEqual({
          kind: 'lease_lost',
        })
      })
    })

    describe('publishing', () => {
      it('keeps the version with everything in it', async () => {
        await record(aMessage(conversationId), aMessage(conversationId))
        const run = aRun(conversationId)
        await store.runs.create(instanceId, run)
        const claimedRun = await claimed()
        await record(aMessage(conversationId))
        const { items: _, coveredTokens: __, ...compaction } = aCompaction()
        await store.runs.publish(instanceId, holdOf(claimedRun), aCompaction())

        expect(await store.compactions.latest(instanceId, conversationId)).toEqual({
          ...compaction,
          id: run.id,
          conversationId,
          version: 1,
          triggerType: 'manual_api',
          coveredThrough: 2,
          createdAtMs: clock.now(),
        })
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          lastSequence: 3,
          latestVersion: 1,
          latestCompactionId: run.id,
          coveredThrough: 2,
          coveredTokens: 100,
        })
        expect(await store.runs.findById(instanceId, run.id)).toMatchObject({
          state: 'completed',
          errorMessage: null,
        })
      })

      it('leaves earlier versions as they were', async () => {
        await record(aMessage(conversationId))
        await compactNow()
        const first = await store.compactions.byVersion(instanceId, conversationId, 1)
        await compactNow({ force: true }, aCompaction({ detail: '{"summary":"Porto"}' }))

        expect(await store.compactions.byVersion(instanceId, conversationId, 1)).toEqual(first)
        expect(await store.compactions.latest(instanceId, conversationId)).toMatchObject({ version: 2 })
        expect(await store.compactions.byVersion(instanceId, conversationId, 3)).toBeUndefined()
      })

      it('replaces the items of the conversation and finds them by user and customer', async () => {
        await record(aMessage(conversationId, { userId: 'u1', customerId: 'acme' }))
        await compactNow({}, aCompaction({ items: [anItem(), anItem({ id: 'item-2' })] }))
        await compactNow(
          { force: true },
          aCompaction({ items: [anItem({ id: 'item-3', eventDate: '2026-03-14' })] }),
        )
        const expected = [
          {
            ...anItem({ id: 'item-3', eventDate: '2026-03-14' }),
            conversationId,
            userId: 'u1',
            customerId: 'acme',
          },
        ]

        for (const scope of [{ conversationId }, { userId: 'u1' }, { customerId: 'acme' }, {}])
          expect(await store.compactions.items(instanceId, scope, 10)).toEqual(expected)
        expect(await store.compactions.items(instanceId, { userId: 'u2' }, 10)).toEqual([])
      })

      it('survives odd characters in results', async () => {
        await record(aMessage(conversationId))
        const text = 'a\uD800\0😀'
        const rendering = { text, tokenCount: 1 }
        const renderings = {
          structured: rendering,
          narrative: rendering,
          bullet_points: rendering,
          injection: rendering,
        }
        await compactNow({}, aCompaction({ renderings, items: [anItem({ content: text })] }))

        expect((await store.compactions.latest(instanceId, conversationId))?.renderings).toEqual(renderings)
        expect(await store.compactions.items(instanceId, {}, 1)).toMatchObject([{ content: text }])
      })
    })
  })
}
