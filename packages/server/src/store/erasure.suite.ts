import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Clock, ManualClock } from '../clock.js'
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
import type { NewMessage, Store } from './contract.js'
import type { EraseMeans, ErasureJob } from './contract-erasure.js'
import { aFixture, holdOf, runCalls } from './fixture.suite.js'

/** A store whose tables can be read whole, beside its back. */
export interface OpenedStore {
  readonly store: Store
  /** Every value of every row of every table, as text. */
  everything(): Promise<string>
}

const BLANK = '{"blank":true}'
export const ERASE_MEANS: EraseMeans = {
  blankAnnotation: () => BLANK,
  searchTermsOf: (text) => [...new Set(text.split(' '))],
  newId: id,
}

/** In every field that a caller fills with words. */
const SECRET = 'opens with 7731'
const PUBLIC = 'the weather is fine'

/** What every store promises about deleting. */
export function describeErasureContract(name: string, open: (clock: Clock) => Promise<OpenedStore>): void {
  describe(`${name}: deleting`, () => {
    let clock: ManualClock
    let opened: OpenedStore
    let store: Store
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      ;({ clock, store, instanceId, conversationId } = await aFixture(async (ticking) => {
        opened = await open(ticking)
        return opened.store
      }))
    })
    afterEach(() => store.close())

    const { record, claim, claimed } = runCalls(() => ({ store, instanceId, conversationId }))
    const publish = async (words: string, of = conversationId) => {
      await store.runs.create(instanceId, aRun(of, { force: true }))
      const rendering = { text: words, tokenCount: 3 }
      return store.runs.publish(
        instanceId,
        holdOf(await claimed()),
        aCompaction({
          renderings: {
            structured: rendering,
            narrative: rendering,
            bullet_points: rendering,
            injection: rendering,
          },
          detail: JSON.stringify({ summary: words }),
          items: [anItem({ content: words })],
        }),
      )
    }
    const annotate = (from: number, ...words: string[]) =>
      store.messages.addAnnotations(instanceId, conversationId, {
        annotatedThrough: from,
        annotations: words.map((word, i) => ({
          sequence: from + i + 1,
          tokenCount: 4,
          data: JSON.stringify({ units: [word] }),
        })),
      })
    /** A message that says the secret in every field. */
    const aSecret = (fields: Partial<NewMessage> = {}) =>
      aMessage(conversationId, {
        content: SECRET,
        name: SECRET,
        metadata: { note: SECRET },
        toolCalls: [{ id: 't', name: 'open', arguments: SECRET }],
        idempotencyKey: SECRET,
        ...fields,
      })
    const erase = (...messages: readonly NewMessage[]) =>
      store.erasures.eraseMessages(
        instanceId,
        conversationId,
        messages.map((message) => message.id),
        ERASE_MEANS,
      )
    const sequences = async () =>
      (await store.messages.read(instanceId, conversationId, EVERYTHING)).map((m) => [
        m.sequence,
        m.deletedAtMs === null,
      ])
    const finish = async (erasureId: string): Promise<ErasureJob> => {
      for (let steps = 0; steps < 1_000; steps++) {
        const step = await store.erasures.step(instanceId, erasureId, ERASE_MEANS)
        if (step?.job.state === 'completed') return step.job
      }
      throw new Error('the erasure does not come to an end')
    }

    describe('a message', () => {
      it('leaves no table with anything of it', async () => {
        const secret = aSecret({ userId: 'u1', customerId: 'acme' })
        await record(aMessage(conversationId, { content: PUBLIC }), secret)
        await annotate(0, PUBLIC, SECRET)
        await store.messages.pin(instanceId, conversationId, secret.id)
        await publish(SECRET)
        await record(aMessage(conversationId, { content: PUBLIC }))
        await publish(SECRET)
        expect(await opened.everything()).toContain(SECRET)

        const erased = await erase(secret)

        expect(erased?.removed).toEqual({
          messages: 1,
          annotations: 1,
          versions: 2,
          items: 1,
          runs: 2,
          pins: 1,
          idempotency_keys: 1,
        })
        const left = await opened.everything()
        expect(left).not.toContain(SECRET)
        expect(left).toContain(PUBLIC)
      })

      it('keeps its number: no other message gets it, and none is missing', async () => {
        const secret = aSecret()
        await record(aMessage(conversationId), secret, aMessage(conversationId))
        await erase(secret)
        const { results } = await record(aMessage(conversationId))

        expect(results).toMatchObject([{ sequence: 4 }])
        expect(await sequences()).toEqual([
          [1, true],
          [2, false],
          [3, true],
          [4, true],
        ])
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          lastSequence: 4,
          deletedMessages: 1,
          revision: 1,
        })
      })

      it('takes its bytes and tokens out of the counts', async () => {
        const secret = aSecret()
        await record(aMessage(conversationId, { content: 'größer' }), secret)
        await annotate(0, 'größer', SECRET)
        await erase(secret)

        const bytes = Buffer.byteLength('größer')
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          contentBytes: bytes,
          annotatedThrough: 2,
          annotatedBytes: bytes,
          annotatedTokens: 4,
        })
        expect(await store.messages.readAnnotations(instanceId, conversationId, EVERYTHING)).toMatchObject([
          { sequence: 1, tokenCount: 4 },
          { sequence: 2, tokenCount: 0, data: BLANK },
        ])
      })

      it('keeps the versions from before it, and gives no version number twice', async () => {
        await record(aMessage(conversationId))
        await annotate(0, PUBLIC)
        await publish(PUBLIC)
        const secret = aSecret()
        await record(secret)
        await publish(SECRET)
        await publish(SECRET)
        await erase(secret)

        const first = await store.compactions.byVersion(instanceId, conversationId, 1)
        expect(await store.compactions.latest(instanceId, conversationId)).toEqual(first)
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          latestVersion: 1,
          latestCompactionId: first?.id,
          coveredThrough: 1,
          // As it was when that version was published.
          coveredTokens: 100,
          uncoveredMessages: 0,
        })
        expect(await store.runs.publish(instanceId, holdOf(await claimed()), aCompaction())).toEqual({
          kind: 'published',
          version: 4,
        })
      })

      it('leaves out what was deleted where messages since a version are counted, before it and after', async () => {
        const uncovered = async () =>
          (await store.messages.head(instanceId, conversationId))?.uncoveredMessages
        const [early, late] = [aSecret(), aSecret()]
        await record(aMessage(conversationId), early)
        await erase(early)
        expect(await uncovered()).toBe(1)
        await store.runs.create(instanceId, aRun(conversationId))
        const run = holdOf(await claimed())
        await record(late, aMessage(conversationId))
        await erase(late)
        await store.runs.publish(instanceId, run, aCompaction())
        expect(await uncovered()).toBe(1)
        const again = aSecret()
        await record(again)
        expect(await uncovered()).toBe(2)
        await erase(again)

        expect(await uncovered()).toBe(1)
        expect(await store.compactions.latest(instanceId, conversationId)).toMatchObject({ version: 1 })
      })

      it('queues one run that makes the next version, like the one that was removed', async () => {
        const secret = aSecret()
        await record(aMessage(conversationId), secret)
        await store.runs.create(
          instanceId,
          aRun(conversationId, { strategy: 'aggressive', targetTokens: 99 }),
        )
        await store.runs.publish(instanceId, holdOf(await claimed()), aCompaction())
        const erased = await erase(secret)

        const run = await claimed()
        expect(run).toMatchObject({
          id: erased?.runId,
          strategy: 'aggressive',
          targetTokens: 99,
          throughSequence: 2,
          triggerType: 'auto_messages',
        })
        expect(await claim()).toBeUndefined()
      })

      it('that no version covers removes none and starts nothing', async () => {
        await record(aMessage(conversationId))
        await publish(PUBLIC)
        const secret = aSecret()
        await record(secret)
        const erased = await erase(secret)

        expect(erased).toEqual({ removed: { messages: 1, idempotency_keys: 1 }, runId: undefined })
        expect(await store.compactions.latest(instanceId, conversationId)).toMatchObject({ version: 1 })
      })

      it('makes a run that has read it start over; the reader cannot publish', async () => {
        const secret = aSecret()
        await record(aMessage(conversationId), secret)
        const { run } = (await store.runs.create(instanceId, aRun(conversationId))) as { run: { id: string } }
        const reader = await claimed()
        const erased = await erase(secret)

        expect(erased?.runId).toBe(run.id)
        expect(await store.runs.heartbeat(instanceId, holdOf(reader), LEASE_MS)).toBe(false)
        expect(await store.runs.publish(instanceId, holdOf(reader), aCompaction())).toEqual({
          kind: 'lease_lost',
        })
        const again = await claimed()
        expect(again).toMatchObject({ id: run.id, attempt: 1 })
        expect(await store.runs.publish(instanceId, holdOf(again), aCompaction())).toMatchObject({
          version: 1,
        })
      })

      it('is not annotated by whoever read it before', async () => {
        const secret = aSecret()
        await record(aMessage(conversationId), secret)
        await erase(secret)

        expect(await annotate(0, PUBLIC, SECRET)).toBe(false)
        expect(await annotate(0, PUBLIC)).toBe(true)
        const silence = { sequence: 2, tokenCount: 0, data: BLANK }
        expect(
          await store.messages.addAnnotations(instanceId, conversationId, {
            annotatedThrough: 1,
            annotations: [silence],
          }),
        ).toBe(true)
      })

      it('cannot be pinned and not be deleted again', async () => {
        const secret = aSecret()
        await record(secret, aMessage(conversationId))
        await erase(secret)

        expect(await erase(secret)).toBeUndefined()
        expect(await store.messages.pin(instanceId, conversationId, secret.id)).toBe(false)
      })

      it('that was the last leaves nothing to compact', async () => {
        const messages = [aSecret(), aSecret({ idempotencyKey: 'other' })]
        await record(...messages)
        await store.runs.create(instanceId, aRun(conversationId))
        const reader = await claimed()
        const erased = await erase(...messages)

        expect(erased?.runId).toBeUndefined()
        expect(await store.runs.publish(instanceId, holdOf(reader), aCompaction())).toEqual({
          kind: 'lease_lost',
        })
        expect(await store.runs.create(instanceId, aRun(conversationId))).toEqual({ kind: 'no_messages' })
        expect((await record(aMessage(conversationId))).results).toMatchObject([{ sequence: 3 }])
      })

      it('is unknown to another conversation and to another instance', async () => {
        const secret = aSecret()
        await record(secret, aMessage(id()))
        const elsewhere = (instance: string, conversation: string) =>
          store.erasures.eraseMessages(instance, conversation, [secret.id], ERASE_MEANS)

        expect(await elsewhere(instanceId, id())).toBeUndefined()
        expect(await elsewhere(await anInstance(store), conversationId)).toBeUndefined()
        expect(await sequences()).toEqual([[1, true]])
      })

      it('frees its idempotency key: sent again, it is a new message', async () => {
        const secret = aSecret()
        await record(secret)
        await erase(secret)
        const { results } = await record(aSecret())

        expect(results).toMatchObject([{ kind: 'recorded', sequence: 2 }])
      })
    })

    describe('a conversation', () => {
      it('leaves no table with anything of it, and says what was removed', async () => {
        const secret = aSecret()
        await record(secret, aMessage(conversationId, { userId: 'u2', content: SECRET }))
        await annotate(0, SECRET, SECRET)
        await store.messages.pin(instanceId, conversationId, secret.id)
        await publish(SECRET)
        const about = { id: id(), conversationId, metadata: { note: SECRET } }
        await store.memories.create(instanceId, {
          ...about,
          documentId: SECRET,
          documentType: 'document',
          userId: null,
          customerId: null,
        })
        await store.ingestions.begin(instanceId, {
          ...about,
          externalConversationId: SECRET,
          fingerprint: 'f',
          conversationType: null,
          analysis: { topic: SECRET },
          startedAtMs: null,
          endedAtMs: null,
        })

        expect(await store.erasures.eraseConversation(instanceId, conversationId)).toEqual({
          conversations: 1,
          messages: 2,
          annotations: 2,
          versions: 1,
          items: 1,
          runs: 1,
          pins: 1,
          idempotency_keys: 1,
          ingestions: 1,
          memories: 1,
        })
        const left = await opened.everything()
        expect(left).not.toContain(SECRET)
        expect(left).not.toContain(conversationId)
        expect(await store.erasures.eraseConversation(instanceId, conversationId)).toBeUndefined()
      })

      it('of more messages than one statement takes goes whole', async () => {
        await record(...Array.from({ length: 2_500 }, () => aMessage(conversationId)))

        expect(await store.erasures.eraseConversation(instanceId, conversationId)).toMatchObject({
          messages: 2_500,
        })
        expect(await store.messages.read(instanceId, conversationId, EVERYTHING)).toEqual([])
      })
    })

    describe('a user', () => {
      const eraseUser = async (userId: string, customerId?: string) => {
        const job = await store.erasures.begin(instanceId, { kind: 'user', id: id(), userId, customerId })
        expect(job).toMatchObject({ state: 'running', removed: {} })
        return finish(job.id)
      }

      it('takes conversations, memories, and messages in the conversations of others', async () => {
        const [own, others] = [id(), id()]
        await record(aMessage(own, { userId: 'ada', content: SECRET }))
        await publish(SECRET, own)
        await record(
          aMessage(others, { userId: 'bob', content: PUBLIC }),
          aMessage(others, { userId: 'ada', content: SECRET }),
          aMessage(others, { role: 'assistant', content: PUBLIC }),
        )
        await publish(SECRET, others)
        await store.memories.create(instanceId, {
          id: id(),
          conversationId: id(),
          documentId: 'd',
          documentType: 'document',
          userId: 'ada',
          customerId: null,
          metadata: { note: SECRET },
        })

        const job = await eraseUser('ada')

        expect(job.removed).toMatchObject({ conversations: 1, messages: 2, versions: 2, memories: 1 })
        const left = await opened.everything()
        expect(left).not.toContain(SECRET)
        expect(left).not.toContain('"ada"')
        expect(await store.messages.head(instanceId, own)).toBeUndefined()
        expect(await store.messages.head(instanceId, others)).toMatchObject({ deletedMessages: 1 })
        expect(await claim()).toMatchObject({ conversationId: others })
      })

      it('of one customer is not the same as of another', async () => {
        const [acme, zeta, group] = [id(), id(), id()]
        await record(
          aMessage(acme, { userId: 'ada', customerId: 'acme' }),
          aMessage(zeta, { userId: 'ada', customerId: 'zeta' }),
          aMessage(group, { userId: 'bob', customerId: 'acme' }),
          aMessage(group, { userId: 'ada' }),
          aMessage(group, { userId: 'ada', customerId: 'zeta' }),
        )
        expect([...(await store.erasures.customersOf(instanceId, 'ada', 9))].sort()).toEqual(['acme', 'zeta'])

        expect((await eraseUser('ada', 'acme')).removed).toEqual({ conversations: 1, messages: 2 })

        expect(await store.messages.head(instanceId, zeta)).toMatchObject({ lastSequence: 1 })
        const said = await store.messages.read(instanceId, group, EVERYTHING)
        expect(said.map(({ deletedAtMs }) => deletedAtMs === null)).toEqual([true, false, true])
      })

      it('takes a piece at a time, and whoever comes next goes on', async () => {
        const other = id()
        const long = Array.from({ length: 2_200 }, () => aMessage(other, { userId: 'ada' }))
        await record(aMessage(other, { userId: 'bob' }), ...long)
        const { id: erasureId } = await store.erasures.begin(instanceId, {
          kind: 'user',
          id: id(),
          userId: 'ada',
        })
        const first = await store.erasures.step(instanceId, erasureId, ERASE_MEANS)
        expect(first?.job).toMatchObject({ state: 'running', removed: { messages: 1_000 } })
        expect(first?.changes).toMatchObject([{ kind: 'messages_erased', conversationId: other }])
        expect(await store.erasures.abandoned(clock.now(), 9)).toEqual([])
        clock.advance(1)
        expect(await store.erasures.abandoned(clock.now(), 9)).toEqual([{ instanceId, erasureId }])

        const job = await finish(erasureId)

        expect(job).toMatchObject({ removed: { messages: 2_200 }, completedAtMs: clock.now() })
        clock.advance(1)
        expect(await store.erasures.abandoned(clock.now(), 9)).toEqual([])
        expect(await store.erasures.find(instanceId, erasureId)).toEqual(job)
        expect(await store.erasures.find(await anInstance(store), erasureId)).toBeUndefined()
      })

      it('that nobody knows is gone already', async () => {
        expect((await eraseUser('eve')).removed).toEqual({})
      })
    })

    describe('what is too old', () => {
      const eraseOld = async (cutoffMs: number) =>
        finish((await store.erasures.begin(instanceId, { kind: 'retention', id: id(), cutoffMs })).id)

      it('goes by the time of recording: whole conversations, and the beginnings of others', async () => {
        const [old, mixed, fresh] = [id(), conversationId, id()]
        await record(aMessage(old, { content: SECRET }), aMessage(mixed, { content: SECRET }))
        await annotate(0, SECRET)
        await publish(SECRET)
        clock.advance(10_000)
        const cutoffMs = clock.now()
        await record(aMessage(mixed, { content: PUBLIC }), aMessage(fresh, { content: PUBLIC }))

        expect((await eraseOld(cutoffMs)).removed).toEqual({
          conversations: 1,
          messages: 2,
          annotations: 1,
          versions: 1,
          items: 1,
          runs: 1,
        })

        expect(await opened.everything()).not.toContain(SECRET)
        expect(await store.messages.head(instanceId, old)).toBeUndefined()
        expect(await sequences()).toEqual([
          [1, false],
          [2, true],
        ])
        expect(await store.messages.head(instanceId, fresh)).toMatchObject({ deletedMessages: 0 })
        expect((await eraseOld(cutoffMs)).removed).toEqual({})
      })

      it('of a long conversation goes piece by piece', async () => {
        await record(...Array.from({ length: 2_300 }, () => aMessage(conversationId)))
        clock.advance(10_000)
        await record(aMessage(conversationId))

        expect((await eraseOld(clock.now())).removed).toEqual({ messages: 2_300 })
        expect(await store.messages.head(instanceId, conversationId)).toMatchObject({
          deletedMessages: 2_300,
        })
      })

      it('is done once for each id', async () => {
        await record(aMessage(conversationId))
        const cutoffMs = clock.now() + 1
        const erasure = { kind: 'retention', id: 'day', cutoffMs } as const
        await store.erasures.begin(instanceId, erasure)
        await finish('day')

        expect(await store.erasures.begin(instanceId, erasure)).toMatchObject({
          state: 'completed',
          removed: { conversations: 1, messages: 1 },
        })
      })

      it('is a setting of the instance, off at first', async () => {
        const maxAge = async () => (await store.instances.findById(instanceId))?.maxAgeDays
        expect(await maxAge()).toBeNull()
        await store.instances.setMaxAge(instanceId, 30)
        expect(await maxAge()).toBe(30)
      })
    })
  })
}
