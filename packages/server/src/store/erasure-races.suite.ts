import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock } from '../clock.js'
import {
  aCompaction,
  aMessage,
  anInstance,
  anItem,
  aRun,
  EVERYTHING,
  id,
  LEASE_MS,
} from './builders.suite.js'
import type { ClaimedRun, NewMessage, Store } from './contract.js'
import { ERASE_MEANS } from './erasure.suite.js'
import { raceRounds } from './race-rounds.suite.js'
import type { RaceOptions } from './races.suite.js'

const SECRET = 'opens with 7731'

/**
 * What may happen while something is deleted, and what must hold afterwards: nothing of it is left, and nothing that
 * was acknowledged and not deleted is lost.
 */
export function describeErasureRaces(
  name: string,
  openTwo: (clock: Clock) => Promise<readonly [Store, Store]>,
  { rounds = raceRounds() }: RaceOptions = {},
): void {
  describe(`${name}: races with deleting`, () => {
    let first: Store
    let second: Store
    let instanceId: string

    beforeEach(async () => {
      ;[first, second] = await openTwo(createManualClock())
      instanceId = await anInstance(first)
    })
    afterEach(async () => {
      await first.close()
      if (second !== first) await second.close()
    })

    const eachRound = async (race: (conversationId: string) => Promise<void>) => {
      for (let i = 0; i < rounds; i++) await race(id())
    }
    const holdOf = (run: ClaimedRun) => ({ runId: run.id, fencingToken: run.fencingToken })
    const claim = async (store: Store): Promise<ClaimedRun> => {
      const run = await store.queue.claim({ workerId: 'a', leaseMs: LEASE_MS })
      if (!run) throw new Error('there is no run to claim')
      return run
    }
    const aSecret = (conversationId: string) => aMessage(conversationId, { content: SECRET })
    const aVersion = () =>
      aCompaction({
        detail: JSON.stringify({ summary: SECRET }),
        items: [anItem({ content: SECRET })],
      })
    const erase = (store: Store, { conversationId, id: messageId }: NewMessage) =>
      store.erasures.eraseMessages(instanceId, conversationId, [messageId], ERASE_MEANS)
    /** What can be read of a conversation, as text. */
    const readable = async (store: Store, conversationId: string) =>
      JSON.stringify([
        await store.messages.read(instanceId, conversationId, EVERYTHING),
        await store.messages.readAnnotations(instanceId, conversationId, EVERYTHING),
        await store.compactions.latest(instanceId, conversationId),
        await store.compactions.byVersion(instanceId, conversationId, 1),
        await store.compactions.items(instanceId, { conversationId }, 100),
      ])

    it('a message against publish: no version knows it, and the next one is on its way', () =>
      eachRound(async (conversationId) => {
        const secret = aSecret(conversationId)
        await first.messages.record(instanceId, [secret, aMessage(conversationId)])
        await first.runs.create(instanceId, aRun(conversationId))
        const run = await claim(first)
        const [published, erased] = await Promise.all([
          first.runs.publish(instanceId, holdOf(run), aVersion()),
          erase(second, secret),
        ])

        expect(await readable(first, conversationId)).not.toContain(SECRET)
        expect(erased?.removed.versions ?? 0).toBe(published.kind === 'published' ? 1 : 0)
        const next = await claim(second)
        expect(next).toMatchObject({ id: erased?.runId, conversationId })
        expect(await second.runs.publish(instanceId, holdOf(next), aCompaction())).toEqual({
          kind: 'published',
          version: published.kind === 'published' ? 2 : 1,
        })
      }))

    it('a message against its annotators: what they found in it is not kept', () =>
      eachRound(async (conversationId) => {
        const secret = aSecret(conversationId)
        await first.messages.record(instanceId, [secret])
        const annotations = [{ sequence: 1, tokenCount: 4, data: JSON.stringify(SECRET) }]
        await Promise.all([
          first.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations }),
          erase(second, secret),
        ])

        expect(await readable(second, conversationId)).not.toContain(SECRET)
        expect(await first.messages.head(instanceId, conversationId)).toMatchObject({
          contentBytes: 0,
          annotatedBytes: 0,
          annotatedTokens: 0,
        })
      }))

    it('a message against record: the new one gets the next number, and stays', () =>
      eachRound(async (conversationId) => {
        const secret = aSecret(conversationId)
        await first.messages.record(instanceId, [secret])
        const kept = aMessage(conversationId, { content: 'kept' })
        await Promise.all([first.messages.record(instanceId, [kept]), erase(second, secret)])

        const messages = await second.messages.read(instanceId, conversationId, EVERYTHING)
        expect(messages.map(({ sequence, content }) => [sequence, content])).toEqual([
          [1, ''],
          [2, 'kept'],
        ])
        expect(await first.messages.head(instanceId, conversationId)).toMatchObject({
          lastSequence: 2,
          deletedMessages: 1,
          contentBytes: 4,
        })
      }))

    it('a message twice: it is counted once', () =>
      eachRound(async (conversationId) => {
        const secret = aSecret(conversationId)
        await first.messages.record(instanceId, [secret, aMessage(conversationId)])
        const erased = await Promise.all([erase(first, secret), erase(second, secret)])

        expect(erased.filter((one) => one !== undefined)).toHaveLength(1)
        expect(await first.messages.head(instanceId, conversationId)).toMatchObject({ deletedMessages: 1 })
      }))

    it('a user by two processes at once: everything goes, each thing is counted once', () =>
      eachRound(async (conversationId) => {
        const userId = `user ${conversationId}`
        const own = Array.from({ length: 5 }, () => aMessage(id(), { userId, content: SECRET }))
        const spoken = [aMessage(conversationId, { userId: 'bob' }), aMessage(conversationId, { userId })]
        await first.messages.record(instanceId, [...own, ...spoken])
        const erasureId = id()
        await first.erasures.begin(instanceId, { kind: 'user', id: erasureId, userId })
        const work = async (store: Store) => {
          while ((await store.erasures.step(instanceId, erasureId, ERASE_MEANS))?.job.state === 'running');
        }
        await Promise.all([work(first), work(second), work(first)])

        expect((await first.erasures.find(instanceId, erasureId))?.removed).toEqual({
          conversations: 5,
          messages: 6,
        })
      }))
  })
}
