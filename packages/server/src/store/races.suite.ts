import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import {
  aCompaction,
  aMessage,
  anInstance,
  aRun,
  EVERYTHING,
  LEASE_MS,
  sequencesOf,
} from './builders.suite.js'
import type { ClaimedRun, Store } from './contract.js'
import { raceRounds } from './race-rounds.suite.js'

export interface RaceOptions {
  /** Rounds of each race; a proof run asks for a thousand. */
  readonly rounds?: number
}

/**
 * What may happen at the same time, and what must hold afterwards, for one implementation.
 *
 * `openTwo` gives two stores on one empty database, as two processes would have (or one store twice).
 */
export function describeStoreRaces(
  name: string,
  openTwo: (clock: Clock) => Promise<readonly [Store, Store]>,
  { rounds = raceRounds() }: RaceOptions = {},
): void {
  describe(`${name}: races`, () => {
    let first: Store
    let second: Store
    let clock: ManualClock
    let instanceId: string
    let round = 0

    beforeEach(async () => {
      clock = createManualClock()
      ;[first, second] = await openTwo(clock)
      instanceId = await anInstance(first)
    })
    afterEach(async () => {
      await first.close()
      if (second !== first) await second.close()
    })

    const conversation = () => `10000000-0000-4000-8000-${(round++).toString(16).padStart(12, '0')}`
    const holdOf = (run: ClaimedRun) => ({ runId: run.id, fencingToken: run.fencingToken })
    const eachRound = async (race: (conversationId: string) => Promise<void>) => {
      for (let i = 0; i < rounds; i++) await race(conversation())
    }

    it('two records at once: every message once, numbers without a gap', () =>
      eachRound(async (conversationId) => {
        const batch = (store: Store) =>
          store.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
        const receipts = await Promise.all([batch(first), batch(second), batch(first), batch(second)])

        const numbers = receipts.flatMap(({ results }) => sequencesOf(results).map(Number))
        expect([...numbers].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
        for (const { results } of receipts) {
          const [one, two] = sequencesOf(results)
          expect(two).toBe(Number(one) + 1)
        }
        const stored = await second.messages.read(instanceId, conversationId, EVERYTHING)
        expect(stored.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      }))

    it('one key on both sides: recorded once, one answer', () =>
      eachRound(async (conversationId) => {
        const keyed = (store: Store) =>
          store.messages.record(instanceId, [aMessage(conversationId, { idempotencyKey: conversationId })])
        const receipts = await Promise.all([keyed(first), keyed(second), keyed(first)])

        const kinds = receipts.flatMap(({ results }) => results.map(({ kind }) => kind)).sort()
        const ids = receipts.flatMap(({ results: [r] }) =>
          r && r.kind !== 'key_reused' ? [r.messageId] : [],
        )
        expect(kinds).toEqual(['recorded', 'replayed', 'replayed'])
        expect(new Set(ids).size).toBe(1)
        expect((await first.messages.head(instanceId, conversationId))?.lastSequence).toBe(1)
      }))

    it('one turn told on a stream here and in a prompt there: kept once, in its place', () =>
      eachRound(async (conversationId) => {
        const turns = ['May I?', 'Yes.', 'Thanks.', 'Yes.']
        const tell = (store: Store, reportedBy: 'stream' | 'prompt', contents: readonly string[]) =>
          store.messages.record(
            instanceId,
            contents.map((content) => aMessage(conversationId, { content, reportedBy })),
          )
        const onStream = async () => {
          await tell(first, 'stream', turns.slice(0, 2))
          await tell(first, 'stream', turns.slice(2))
        }
        await Promise.all([onStream(), tell(second, 'prompt', turns)])

        const kept = await first.messages.read(instanceId, conversationId, EVERYTHING)
        expect(kept.map(({ content }) => content)).toEqual(turns)
      }))

    it('two compacts at once: one run, one conflict', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        const results = await Promise.all([
          first.runs.create(instanceId, aRun(conversationId, { force: true })),
          second.runs.create(instanceId, aRun(conversationId, { force: true })),
        ])

        expect(results.map(({ kind }) => kind).sort()).toEqual(['created', 'run_in_progress'])
      }))

    it('compact against the publishing of an automatic run: never two live runs, never a version lost', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId, { triggerType: 'auto_messages' }))
        const run = await first.queue.claim({ workerId: 'a', leaseMs: LEASE_MS })
        if (!run) throw new Error('there is no run to claim')
        const [published, manual] = await Promise.all([
          first.runs.publish(instanceId, holdOf(run), aCompaction()),
          second.runs.create(instanceId, aRun(conversationId)),
        ])

        const version = await second.compactions.latest(instanceId, conversationId)
        expect(manual.kind).toBe(published.kind === 'published' ? 'nothing_new' : 'created')
        expect(version?.version).toBe(published.kind === 'published' ? 1 : undefined)
        const next = await second.queue.claim({ workerId: 'b', leaseMs: LEASE_MS })
        expect(next === undefined).toBe(manual.kind === 'nothing_new')
        if (next) await second.runs.fail(instanceId, holdOf(next), { errorMessage: 'end of round' })
      }))

    it('record against compact: the run covers exactly the messages up to its number', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        const [created] = await Promise.all([
          first.runs.create(instanceId, aRun(conversationId)),
          second.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)]),
        ])

        const through = created.kind === 'created' ? created.run.throughSequence : 0
        expect([1, 3]).toContain(through)
        expect((await first.messages.head(instanceId, conversationId))?.lastSequence).toBe(3)
      }))

    it('two workers claim: one gets the run', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId))
        const claims = await Promise.all([
          first.queue.claim({ workerId: 'a', leaseMs: LEASE_MS }),
          second.queue.claim({ workerId: 'b', leaseMs: LEASE_MS }),
        ])

        expect(claims.filter((run) => run?.conversationId === conversationId)).toHaveLength(1)
      }))

    it('two workers take over an abandoned run: one gets it, and only that one publishes', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId))
        const dead = await first.queue.claim({ workerId: 'dead', leaseMs: LEASE_MS })
        clock.advance(LEASE_MS)
        const claims = await Promise.all([
          first.queue.claim({ workerId: 'a', leaseMs: LEASE_MS }),
          second.queue.claim({ workerId: 'b', leaseMs: LEASE_MS }),
        ])
        const holders = [dead, ...claims].filter((run) => run !== undefined)
        const published = await Promise.all(
          holders.map((run, i) =>
            (i % 2 === 0 ? first : second).runs.publish(instanceId, holdOf(run), aCompaction()),
          ),
        )

        expect(claims.filter((run) => run !== undefined)).toHaveLength(1)
        expect(published.filter(({ kind }) => kind === 'published')).toEqual([
          { kind: 'published', version: 1 },
        ])
        expect(await first.compactions.byVersion(instanceId, conversationId, 2)).toBeUndefined()
      }))

    it('publish against failure of one run: one of the two counts', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId))
        const run = await first.queue.claim({ workerId: 'a', leaseMs: LEASE_MS })
        if (!run) throw new Error('there is no run to claim')
        const [published, failed] = await Promise.all([
          first.runs.publish(instanceId, holdOf(run), aCompaction()),
          second.runs.fail(instanceId, holdOf(run), { errorMessage: 'late' }),
        ])

        const latest = await first.runs.latest(instanceId, conversationId)
        const version = await first.compactions.latest(instanceId, conversationId)
        expect(failed).toBe(published.kind === 'lease_lost')
        expect(latest?.state).toBe(failed ? 'failed' : 'completed')
        expect(version === undefined).toBe(failed)
      }))

    it('erase against publish: nothing of the conversation is left, whoever was first', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId))
        const run = await first.queue.claim({ workerId: 'a', leaseMs: LEASE_MS })
        if (!run) throw new Error('there is no run to claim')
        const [, isErased] = await Promise.all([
          first.runs.publish(instanceId, holdOf(run), aCompaction()),
          second.erasures.eraseConversation(instanceId, conversationId),
        ])

        expect(isErased).toBeDefined()
        expect(await first.messages.head(instanceId, conversationId)).toBeUndefined()
        expect(await first.messages.read(instanceId, conversationId, EVERYTHING)).toEqual([])
        expect(await first.runs.latest(instanceId, conversationId)).toBeUndefined()
        expect(await first.compactions.latest(instanceId, conversationId)).toBeUndefined()
        expect(await first.compactions.items(instanceId, { conversationId }, 10)).toEqual([])
      }))

    it('erase against record: an acknowledged message is erased or begins the conversation anew', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
        const [receipt] = await Promise.all([
          first.messages.record(instanceId, [aMessage(conversationId)]),
          second.erasures.eraseConversation(instanceId, conversationId),
        ])

        const left = await second.messages.read(instanceId, conversationId, EVERYTHING)
        const wasErased = sequencesOf(receipt.results)[0] === 3
        expect(left.map(({ sequence }) => sequence)).toEqual(wasErased ? [] : [1])
        expect((await first.messages.head(instanceId, conversationId))?.lastSequence).toBe(
          wasErased ? undefined : 1,
        )
      }))

    it('two annotators: each message is counted once', () =>
      eachRound(async (conversationId) => {
        await first.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
        const annotations = [1, 2].map((sequence) => ({ sequence, tokenCount: 5, data: '{}' }))
        const added = await Promise.all(
          [first, second].map((store) =>
            store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations }),
          ),
        )

        expect([...added].sort()).toEqual([false, true])
        expect(await first.messages.head(instanceId, conversationId)).toMatchObject({
          annotatedThrough: 2,
          annotatedTokens: 10,
        })
      }))
  })
}
