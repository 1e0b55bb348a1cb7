import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../clock.js'
import { createHub, type Hub, type HubEvent } from '../push/hub.js'
import type { CompactedWork, EngineWork } from '../services/engine-work.js'
import { aCompaction, aMessage, anInstance, aRun, id } from '../store/builders.suite.js'
import type { Store } from '../store/contract.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import {
  ATTEMPT_TIMEOUT_MS,
  heartbeatIntervalMs,
  LEASE_MS,
  MAX_ATTEMPTS,
  RETRY_BASE_MS,
} from './lifecycle.js'
import { createRunWorker, type RunWorker } from './worker.js'

const HEARTBEAT_MS = heartbeatIntervalMs(LEASE_MS)

/** Lets everything happen that does not wait for the clock or for a scripted engine. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Engine work that a test ends by hand: what the engine finds is not the question here. */
class ScriptedEngine implements EngineWork {
  readonly begun: {
    readonly covered: number
    readonly signal: AbortSignal | undefined
    readonly finish: () => void
    readonly break: (error: Error) => void
  }[] = []

  compact(
    { messages }: { readonly messages: readonly string[] },
    signal?: AbortSignal,
  ): Promise<CompactedWork> {
    const { coveredThroughAtMs: _, ...compaction } = aCompaction()
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Error('aborted')))
      this.begun.push({
        covered: messages.flatMap((page) => JSON.parse(page)).length,
        signal,
        finish: () => resolve({ compaction, language: 'en', isOutdated: false, made: [] }),
        break: reject,
      })
    })
  }

  annotate = async () => []
  seal = async () => ({ kind: 'outdated' }) as const
  merge = async () => ({ kind: 'outdated' }) as const
  explain = async () => []
  listMessages = () => Promise.reject(new Error('not asked for'))
  rank = async () => ({ kind: 'unknown' }) as const
  searchTerms = async () => []
  warm = () => {}
  forget = () => {}

  last() {
    const work = this.begun.at(-1)
    if (!work) throw new Error('no work was begun')
    return work
  }
}

describe('run worker', () => {
  let clock: ManualClock
  let store: Store
  let hub: Hub
  let engine: ScriptedEngine
  let worker: RunWorker
  let errors: unknown[]
  let events: HubEvent[]
  let instanceId: string
  let conversationId: string

  const workerOf = (workerId: string, { leaseMs }: { readonly leaseMs?: number } = {}) =>
    createRunWorker({
      store,
      engine,
      hub,
      clock,
      workerId,
      concurrency: 2,
      leaseMs,
      onError: (error) => errors.push(error),
    })

  beforeEach(async () => {
    clock = createManualClock()
    store = await openSqliteStore({ path: ':memory:', clock })
    errors = []
    events = []
    hub = createHub((error) => errors.push(error))
    hub.subscribeAll((event) => events.push(event))
    engine = new ScriptedEngine()
    worker = workerOf('worker-1')
    instanceId = await anInstance(store)
    conversationId = id()
    await store.messages.record(instanceId, [aMessage(conversationId)])
    await worker.start()
  })
  afterEach(async () => {
    for (const { finish } of engine.begun) finish()
    await worker.stop(0)
    await store.close()
  })

  const queue = async (fields = {}, conversation = conversationId) => {
    const created = await store.runs.create(instanceId, aRun(conversation, { force: true, ...fields }))
    if (created.kind !== 'created') throw new Error(`the run was not created: ${created.kind}`)
    hub.publish({ kind: 'run_queued', instanceId, conversationId: conversation })
    await settle()
    return created.run.id
  }
  const latest = () => store.runs.latest(instanceId, conversationId)
  const kindsOf = (list: readonly HubEvent[]) => list.map(({ kind }) => kind)

  it('carries out a queued run and publishes its version', async () => {
    const compactionId = await queue()
    engine.last().finish()
    await worker.idle()

    expect(await latest()).toMatchObject({ state: 'completed', attempt: 1 })
    expect(events.at(-1)).toEqual({
      kind: 'compaction_published',
      instanceId,
      conversationId,
      compactionId,
      version: 1,
    })
  })

  it('finds runs that no event told of', async () => {
    await store.runs.create(instanceId, aRun(conversationId))
    await settle()
    expect(engine.begun).toHaveLength(0)
    clock.advance(5_000)
    await settle()

    expect(engine.begun).toHaveLength(1)
  })

  it('carries out no more at a time than it may', async () => {
    const others = [id(), id()]
    await store.messages.record(
      instanceId,
      others.map((other) => aMessage(other)),
    )
    await queue()
    for (const other of others) await queue({}, other)
    const atFirst = engine.begun.length
    engine.begun[0]?.finish()
    await settle()

    expect([atFirst, engine.begun.length]).toEqual([2, 3])
  })

  it('keeps its lease while it works', async () => {
    await queue()
    for (let beat = 0; beat < 10; beat++) {
      clock.advance(HEARTBEAT_MS)
      await settle()
    }
    const stolen = await store.queue.claim({ workerId: 'thief', leaseMs: LEASE_MS })
    engine.last().finish()
    await worker.idle()

    expect(stolen).toBeUndefined()
    expect(await latest()).toMatchObject({ state: 'completed' })
  })

  it('keeps a lease of another length as long as it was told', async () => {
    const leaseMs = 3_000
    const quick = workerOf('worker-2', { leaseMs })
    await worker.stop(0)
    await quick.start()
    await queue()
    expect(await store.queue.nextDueAtMs()).toBe(clock.now() + leaseMs)

    clock.advance(heartbeatIntervalMs(leaseMs))
    await settle()
    expect(await store.queue.nextDueAtMs()).toBe(clock.now() + leaseMs)
    engine.last().finish()
    await quick.stop(0)
  })

  it('gives a run up when somebody else has taken it over', async () => {
    await queue()
    const late = engine.last()
    await store.queue.endForeignLeases('worker-2')
    const taken = await store.queue.claim({ workerId: 'worker-2', leaseMs: LEASE_MS })
    clock.advance(HEARTBEAT_MS)
    await settle()

    expect(late.signal?.aborted).toBe(true)
    expect(await latest()).toMatchObject({ state: 'running', attempt: 2 })
    expect(await store.runs.heartbeat(instanceId, { runId: taken?.id ?? '', fencingToken: 2 }, 1)).toBe(true)
    expect(errors).toEqual([])
  })

  it('does not publish what it finished after its lease was taken', async () => {
    await queue()
    await store.queue.endForeignLeases('worker-2')
    await store.queue.claim({ workerId: 'worker-2', leaseMs: LEASE_MS })
    engine.last().finish()
    await settle()

    expect(await store.compactions.latest(instanceId, conversationId)).toBeUndefined()
    expect(kindsOf(events)).not.toContain('compaction_published')
  })

  it('tries again after an accident, later each time, and fails explicitly in the end', async () => {
    const compactionId = await queue()
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      engine.last().break(new Error('the thread ran out of memory'))
      await settle()
      clock.advance(RETRY_BASE_MS * 2 ** (attempt - 1))
      await settle()
    }

    expect(engine.begun).toHaveLength(MAX_ATTEMPTS)
    expect(await latest()).toMatchObject({ state: 'failed', attempt: MAX_ATTEMPTS })
    expect((await latest())?.errorMessage).toMatch(/internal error \(attempt 3 of 3\)/)
    expect(errors).toHaveLength(MAX_ATTEMPTS)
    expect(events.at(-1)).toEqual({ kind: 'compaction_failed', instanceId, conversationId, compactionId })
  })

  it('does not try again what the engine refuses', async () => {
    await queue()
    engine.last().break(new RangeError('targetTokens must be positive'))
    await settle()

    expect(await latest()).toMatchObject({
      state: 'failed',
      attempt: 1,
      errorMessage: 'the engine refused: targetTokens must be positive',
    })
  })

  it('ends an attempt that takes too long', async () => {
    await queue()
    for (let elapsed = 0; elapsed < ATTEMPT_TIMEOUT_MS; elapsed += HEARTBEAT_MS) {
      clock.advance(HEARTBEAT_MS)
      await settle()
    }

    expect(engine.begun[0]?.signal?.aborted).toBe(true)
    expect((await latest())?.errorMessage).toBe('the compaction took longer than 120 s')
  })

  it('gives up a run whose workers died too often', async () => {
    await worker.stop(0)
    await store.runs.create(instanceId, aRun(conversationId))
    for (let death = 0; death < MAX_ATTEMPTS; death++) {
      await store.queue.claim({ workerId: `dead-${death}`, leaseMs: LEASE_MS })
      clock.advance(LEASE_MS)
    }
    worker = workerOf('survivor')
    await worker.start()
    await worker.idle()

    expect(engine.begun).toHaveLength(0)
    expect(await latest()).toMatchObject({ state: 'failed' })
    expect((await latest())?.errorMessage).toContain('interrupted too often')
  })

  it('takes over at once what a dead process of this file had begun', async () => {
    await worker.stop(0)
    await store.runs.create(instanceId, aRun(conversationId))
    await store.queue.claim({ workerId: 'dead', leaseMs: LEASE_MS })
    worker = workerOf('restarted')
    await worker.start()
    await settle()
    engine.last().finish()
    await worker.idle()

    expect(await latest()).toMatchObject({ state: 'completed', attempt: 2 })
  })

  it('waits for runs under way when it stops', async () => {
    await queue()
    const stopping = worker.stop(60_000)
    await settle()
    engine.last().finish()
    await stopping

    expect(await latest()).toMatchObject({ state: 'completed' })
  })

  it('gives runs back that outlast the grace, and claims nothing more', async () => {
    await queue()
    const stopping = worker.stop(1_000)
    await settle()
    clock.advance(1_000)
    await stopping
    await store.messages.record(instanceId, [aMessage(conversationId)])
    worker.wake()
    clock.advance(60_000)
    await settle()

    expect(engine.begun).toHaveLength(1)
    expect(await latest()).toMatchObject({ state: 'queued', attempt: 0 })
  })

  it('covers with an automatic run what came while it waited', async () => {
    await queue({ triggerType: 'auto_messages', force: false, delayMs: 1_000 })
    await store.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
    clock.advance(1_000)
    await settle()

    expect(engine.last().covered).toBe(3)
  })

  it('goes on after the store has failed it', async () => {
    const { claim } = store.queue
    let isBroken = true
    Object.assign(store.queue, {
      claim: (input: Parameters<typeof claim>[0]) =>
        isBroken ? Promise.reject(new Error('the disk is away')) : claim(input),
    })
    await queue()
    expect(errors).toHaveLength(1)
    isBroken = false
    clock.advance(5_000)
    await settle()

    expect(engine.begun).toHaveLength(1)
  })
})
