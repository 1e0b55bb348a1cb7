import type { Item } from '@precis/engine'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock, type ManualClock } from '../clock.js'
import type { ClaimedRun, NewCompaction, NewMessage, NewRun, RecordResult, Store } from './contract.js'

let nextId = 0
const id = () => `00000000-0000-7000-8000-${(nextId++).toString(16).padStart(12, '0')}`

/** A message of one conversation; fields that a test does not care about are filled in. */
export function aMessage(conversationId: string, fields: Partial<NewMessage> = {}): NewMessage {
  return {
    id: id(),
    conversationId,
    role: 'user',
    content: 'Ship it to Lisbon.',
    newSessionId: id(),
    ...fields,
  }
}

export function aRun(conversationId: string, fields: Partial<NewRun> = {}): NewRun {
  return {
    id: id(),
    conversationId,
    triggerType: 'manual_api',
    strategy: 'adaptive',
    force: false,
    ...fields,
  }
}

export function anItem(fields: Partial<Item> = {}): Item {
  return {
    id: 'item-1',
    type: 'fact',
    content: 'The order goes to Lisbon.',
    speaker: 'user',
    confidence: 1,
    evidence: [],
    ...fields,
  }
}

export function aCompaction(fields: Partial<NewCompaction> = {}): NewCompaction {
  const rendering = { text: 'The order goes to Lisbon.', tokenCount: 6 }
  return {
    strategyRequested: 'adaptive',
    strategyUsed: 'balanced',
    targetTokens: 800,
    originalTokenCount: 110,
    coveredTokens: 100,
    validationScore: 0.9,
    validationPassed: true,
    qualityWarning: false,
    coveredThroughAtMs: 1,
    renderings: {
      structured: rendering,
      narrative: rendering,
      bullet_points: rendering,
      injection: rendering,
    },
    detail: '{"summary":"Lisbon"}',
    items: [anItem()],
    ...fields,
  }
}

/** Adds an instance and returns its id. */
export async function anInstance(store: Store): Promise<string> {
  const instanceId = `inst_${id()}`
  await store.instances.create({ id: instanceId, clientId: 'cli_1', name: instanceId })
  return instanceId
}

export function sequencesOf(results: readonly RecordResult[]): (number | undefined)[] {
  return results.map((result) => (result.kind === 'key_reused' ? undefined : result.sequence))
}

const EVERYTHING = { after: 0, through: Number.MAX_SAFE_INTEGER, limit: 100_000 }
const LEASE_MS = 15_000

/** The whole contract, for one implementation. `open` gives an empty store with its schema in place. */
export function describeStoreContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: store contract`, () => {
    let store: Store
    let clock: ManualClock
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      clock = createManualClock()
      store = await open(clock)
      instanceId = await anInstance(store)
      conversationId = id()
    })
    afterEach(() => store.close())

    const record = (...messages: NewMessage[]) => store.messages.record(instanceId, messages)
    const claim = (workerId = 'worker-1') => store.queue.claim({ workerId, leaseMs: LEASE_MS })
    const claimed = async (): Promise<ClaimedRun> => {
      const run = await claim()
      if (!run) throw new Error('there is no run to claim')
      return run
    }
    const holdOf = (run: ClaimedRun) => ({ runId: run.id, fencingToken: run.fencingToken })
    const compactNow = async (fields: Partial<NewRun> = {}, compaction = aCompaction()) => {
      await store.runs.create(instanceId, aRun(conversationId, fields))
      return store.runs.publish(instanceId, holdOf(await claimed()), compaction)
    }

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
        expect(stored).toEqual({ ...expected, sequence: 1, recordedAtMs: clock.now() })
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
        const added = await Promise.all([add([annotation(1)]), add([annotation(1), annotation(2)])])

        expect(added).toEqual([true, false])
        expect((await store.messages.head(instanceId, conversationId))?.annotatedThrough).toBe(1)
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
      it('hands out each run once, the longest due first', async () => {
        const others = [id(), id()]
        for (const conversation of [conversationId, ...others]) {
          await record(aMessage(conversation))
          await store.runs.create(instanceId, aRun(conversation))
          clock.advance(10)
        }
        const runs = await Promise.all([claim('a'), claim('b'), claim('c'), claim('d')])

        expect(runs.map((run) => run?.conversationId)).toEqual([conversationId, ...others, undefined])
        expect(runs[0]).toMatchObject({
          state: 'running',
          attempt: 1,
          fencingToken: 1,
          leaseExpiresAtMs: clock.now() + LEASE_MS,
        })
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

      it('waits for a heartbeat that prolonged the lease', async () => {
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        const run = await claimed()
        clock.advance(LEASE_MS - 1)

        expect(await store.runs.heartbeat(instanceId, holdOf(run), LEASE_MS)).toBe(true)
        clock.advance(LEASE_MS - 1)
        expect(await claim('worker-2')).toBeUndefined()
      })

      it('tells when the next run falls due or the next lease ends', async () => {
        expect(await store.queue.nextDueAtMs()).toBeUndefined()
        await record(aMessage(conversationId))
        await store.runs.create(instanceId, aRun(conversationId))
        expect(await store.queue.nextDueAtMs()).toBe(clock.now())
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
