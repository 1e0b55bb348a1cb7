/**
 * Random walks of the cache against a model of the server. Requests are handled, and their answers delivered, in any order;
 * after each step every answer that was handed out is held against what the caller could rely on when it asked.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationCache, type HeldAnswer, type LoadedAnswer } from '../src/cache/cache.js'
import { MAX_TTL_MS, SETTLE_MS, UNSETTLED_TTL_MS } from '../src/cache/state.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const RUNS = 3_000

type Command =
  /** `isQuick`: handled and delivered at once. */
  | { readonly kind: 'read'; readonly key: 'prompt' | 'compacted'; readonly isQuick: boolean }
  | { readonly kind: 'write'; readonly isQuick: boolean }
  | { readonly kind: 'status' }
  /** The server handles the request number `pick` of those it has not handled. */
  | { readonly kind: 'handle'; readonly pick: number }
  | { readonly kind: 'lose'; readonly pick: number }
  /** The answer number `pick` of those on their way arrives. */
  | { readonly kind: 'deliver'; readonly pick: number }
  | { readonly kind: 'publish' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'deliver_push' }
  | { readonly kind: 'stream_up' }
  | { readonly kind: 'stream_down' }
  | { readonly kind: 'elapse'; readonly ms: number }

const commands = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('read' as const),
        key: fc.constantFrom('prompt' as const, 'compacted' as const),
        isQuick: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('write' as const), isQuick: fc.boolean() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('status' as const) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('handle' as const), pick: fc.nat(3) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), pick: fc.nat(3) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('deliver' as const), pick: fc.nat(3) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('publish' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('elsewhere' as const) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver_push' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('stream_up' as const) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('stream_down' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('elapse' as const),
        ms: fc.oneof(fc.nat(50), fc.constant(2_000), fc.nat(40_000), fc.constant(30_000), fc.nat(400_000)),
      }),
    },
  ),
  { maxLength: 60, size: 'max' },
)

/** Our write is covered and we are told so; then another's message makes a version of its own. */
const THEIRS_AFTER_OURS: Command[] = [
  { kind: 'write', isQuick: true },
  { kind: 'publish' },
  { kind: 'status' },
  { kind: 'handle', pick: 0 },
  { kind: 'deliver', pick: 0 },
  { kind: 'elsewhere' },
  { kind: 'read', key: 'prompt', isQuick: true },
  { kind: 'publish' },
  { kind: 'elapse', ms: 2_000 },
  { kind: 'read', key: 'prompt', isQuick: false },
]

/** What the server knows. Messages are counted: those of this client, and those of others. */
interface Truth {
  readonly own: number
  readonly others: number
  readonly version: number
  readonly covered: number
  /** How many of `own` the newest version covers. */
  readonly coveredOwn: number
}

interface Pending {
  readonly kind: 'read' | 'write' | 'status'
  readonly handle: () => unknown
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
  answer: unknown
}

class World {
  nowMs = 1_000_000
  truth: Truth = { own: 0, others: 0, version: 0, covered: 0, coveredOwn: 0 }
  readonly cache = new ConversationCache({
    ttlMs: MAX_TTL_MS,
    maxConversations: 10,
    runtime: { nowMs: () => this.nowMs },
  })
  readonly unhandled: Pending[] = []
  readonly answered: Pending[] = []
  readonly pushes: { version: number; covered: number }[] = []
  /** What this client has been told so far. */
  ackedOwn = 0
  seenVersion = 0
  lastWriteSettledAtMs = Number.NEGATIVE_INFINITY
  /** When each version was published, and whether it was the first to cover a write of this client made shortly before. */
  readonly publications: { version: number; atMs: number; isAfterOwnWrite: boolean; wasLive: boolean }[] = []
  hits = 0
  readonly failures: string[] = []

  run(command: Command): void {
    const lastBefore = this.unhandled.at(-1)
    switch (command.kind) {
      case 'read':
        this.read(command.key)
        if (command.isQuick) this.finishLast(lastBefore)
        break
      case 'write':
        this.write()
        if (command.isQuick) this.finishLast(lastBefore)
        break
      case 'status':
        this.status()
        break
      case 'handle':
        this.handle(command.pick)
        break
      case 'lose':
        this.lose(command.pick)
        break
      case 'deliver':
        this.deliver(command.pick)
        break
      case 'publish':
        this.publish()
        break
      case 'elsewhere':
        this.truth = { ...this.truth, others: this.truth.others + 1 }
        break
      case 'deliver_push':
        this.deliverPush()
        break
      case 'stream_up':
        this.cache.isStreamLive = true
        break
      case 'stream_down':
        this.pushes.length = 0
        this.cache.lostStream()
        break
      case 'elapse':
        this.nowMs += command.ms
    }
  }

  send<T>(kind: Pending['kind'], handle: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.unhandled.push({
        kind,
        handle,
        resolve: resolve as (value: unknown) => void,
        reject,
        answer: undefined,
      })
    })
  }

  read(key: string): void {
    const { nowMs, ackedOwn, seenVersion } = this
    const due = this.dueVersion()
    const load = (): Promise<LoadedAnswer> => {
      const sentAtMs = this.nowMs
      return this.send('read', () => this.truth).then((truth) => ({
        text: JSON.stringify(truth),
        correlationId: 'x',
        compactionId: `c${truth.version}`,
        version: truth.version,
        sentAtMs,
        receivedAtMs: this.nowMs,
      }))
    }
    void this.cache.read(ID, key, undefined, load).then(
      (held) => held && this.check(held, { nowMs, ackedOwn, seenVersion, due }),
      () => {},
    )
  }

  /** The version that a reader may count on although nobody told this client: published long enough ago, after its write. */
  dueVersion(): number {
    const due = this.publications.filter(
      ({ isAfterOwnWrite, wasLive, atMs }) =>
        isAfterOwnWrite && !wasLive && this.nowMs >= atMs + UNSETTLED_TTL_MS,
    )
    return this.cache.isStreamLive ? 0 : Math.max(0, ...due.map(({ version }) => version))
  }

  check(
    held: HeldAnswer,
    asked: { nowMs: number; ackedOwn: number; seenVersion: number; due: number },
  ): void {
    const said = JSON.parse(held.text) as Truth
    const fail = (what: string) => this.failures.push(`${what}: ${JSON.stringify({ held, asked })}`)
    if (held.source === 'cache') this.hits++
    if (said.own < asked.ackedOwn) fail('I1 an own write that was acknowledged before is missing')
    if (said.version < asked.seenVersion) fail('I2 a version that was seen before is missing')
    if (held.source === 'cache' && asked.nowMs - held.sentAtMs >= MAX_TTL_MS)
      fail('I3 older than five minutes')
    if (said.version < asked.due) fail('I4 a version that followed an own write is missing')
    this.seenVersion = Math.max(this.seenVersion, said.version)
  }

  write(): void {
    let number = 0
    const run = () =>
      this.send('write', () => {
        this.truth = { ...this.truth, own: this.truth.own + 1 }
        number = this.truth.own
        return this.nowMs
      })
    const settled = () => {
      this.lastWriteSettledAtMs = this.nowMs
    }
    void this.cache
      .write([ID], run, (recordedAtMs) => ({ kind: 'recorded', recordedAtMs }), { kind: 'perhaps_recorded' })
      .then(() => {
        settled()
        this.ackedOwn = Math.max(this.ackedOwn, number)
      }, settled)
  }

  status(): void {
    const generation = this.cache.generationOf(ID)
    void this.send('status', () => this.truth).then(
      (truth) => {
        this.cache.sawStatus(ID, generation, {
          status: truth.version > 0 ? 'completed' : 'none',
          compactionId: `c${truth.version}`,
          version: truth.version,
          coversAll: truth.covered === truth.own + truth.others,
        })
        this.seenVersion = Math.max(this.seenVersion, truth.version)
      },
      () => {},
    )
  }

  handle(pick: number): void {
    const [request] = this.unhandled.splice(pick % Math.max(1, this.unhandled.length), 1)
    if (!request) return
    request.answer = request.handle()
    this.answered.push(request)
  }

  /** A hit and a joined read send nothing: then there is nothing to finish. */
  finishLast(lastBefore: Pending | undefined): void {
    const request = this.unhandled.at(-1)
    if (!request || request === lastBefore) return
    this.unhandled.pop()
    request.resolve(request.handle())
  }

  /** The connection breaks, before or after the server has handled the request. */
  lose(pick: number): void {
    const [request] = (pick % 2 === 0 ? this.unhandled : this.answered).splice(0, 1)
    request?.reject(new Error('lost'))
  }

  deliver(pick: number): void {
    const [request] = this.answered.splice(pick % Math.max(1, this.answered.length), 1)
    request?.resolve(request.answer)
  }

  publish(): void {
    const { own, others, version, coveredOwn } = this.truth
    if (own + others === this.truth.covered) return
    this.truth = { own, others, version: version + 1, covered: own + others, coveredOwn: own }
    // A version that only the messages of others called for is theirs: it may stay unseen for the whole lifetime.
    const isAfterOwnWrite = own > coveredOwn && this.nowMs < this.lastWriteSettledAtMs + SETTLE_MS
    const wasLive = this.cache.isStreamLive
    this.publications.push({ version: version + 1, atMs: this.nowMs, isAfterOwnWrite, wasLive })
    if (wasLive) this.pushes.push({ version: version + 1, covered: this.nowMs })
  }

  deliverPush(): void {
    const push = this.pushes.shift()
    if (!push) return
    const update = {
      compactionId: `c${push.version}`,
      completedAtMs: push.covered,
      coveredUntilMs: push.covered,
      receivedAtMs: this.nowMs,
    }
    this.cache.sawPush(ID, update)
    this.seenVersion = Math.max(this.seenVersion, push.version)
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('the cache, walked at random', () => {
  it('never answers with less than the caller could rely on', async () => {
    let hits = 0
    await fc.assert(
      fc.asyncProperty(commands, async (walk) => {
        const world = new World()
        for (const command of walk) {
          world.run(command)
          await turn()
        }
        while (world.unhandled.length + world.answered.length > 0) {
          world.handle(0)
          world.deliver(0)
          await turn()
        }
        hits += world.hits
        expect(world.failures).toEqual([])
      }),
      { numRuns: RUNS, examples: [[THEIRS_AFTER_OURS]] },
    )
    // A cache that never answers would pass the rest.
    expect(hits).toBeGreaterThan(RUNS / 10)
  }, 120_000)
})
