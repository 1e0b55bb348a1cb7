/**
 * Random walks of what pushes may answer. The model server keeps a conversation; own writes, writes of others, runs and
 * expected items come in any order, pushes arrive late but in their order, writes get lost before or after they took effect.
 * Each status and each fetch that is answered from a push is held against what the server knows at that moment.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConversationCache } from '../src/cache/cache.js'
import { MAX_TTL_MS } from '../src/cache/state.js'
import { ABSOLUTE_MS, Anticipation, SLIDING_MS } from '../src/stream/anticipation.js'
import type { PushedItems } from '../src/stream/pushes.js'
import { MAX_TURNS, type PushedCompaction, ShortTermStore } from '../src/stream/short-term.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const RUNS = 3_000

const kinds = fc.oneof(
  { weight: 4, arbitrary: fc.constant('write_at_once' as const) },
  { weight: 1, arbitrary: fc.constant('write' as const) },
  { weight: 3, arbitrary: fc.constant('handle' as const) },
  { weight: 3, arbitrary: fc.constant('deliver' as const) },
  { weight: 1, arbitrary: fc.constant('lose' as const) },
  { weight: 1, arbitrary: fc.constant('elsewhere' as const) },
  { weight: 2, arbitrary: fc.constant('publish' as const) },
  { weight: 3, arbitrary: fc.constant('expect' as const) },
  { weight: 4, arbitrary: fc.constant('deliver_push' as const) },
  { weight: 3, arbitrary: fc.constant('deliver_pushes' as const) },
  { weight: 1, arbitrary: fc.constant('stream_lost' as const) },
  { weight: 1, arbitrary: fc.constant('wait' as const) },
)
const commands = fc.array(fc.record({ kind: kinds, pick: fc.nat(2_000_000) }), { maxLength: 60, size: 'max' })
type Command = typeof commands extends fc.Arbitrary<(infer C)[]> ? C : never

interface Message {
  readonly sequence: number
  readonly recordedAtMs: number
}

/** An own write on its way. */
interface Pending {
  message: Message | undefined
  readonly resolve: (message: Message) => void
  readonly reject: (error: Error) => void
}

class World {
  nowMs = 1_000_000
  readonly messages: Message[] = []
  covered = 0
  runs = 0
  readonly cache = new ConversationCache({
    ttlMs: MAX_TTL_MS,
    maxConversations: 9,
    runtime: { nowMs: () => this.nowMs },
  })
  readonly shortTerm = new ShortTermStore(() => this.nowMs)
  readonly anticipation = new Anticipation({
    nowMs: () => this.nowMs,
    cache: this.cache,
    shortTerm: this.shortTerm,
    onServed: () => {},
  })
  readonly unhandled: Pending[] = []
  readonly answered: Pending[] = []
  readonly pushes: (() => void)[] = []
  /** What each run covers, and what the newest bundle that was delivered knows. */
  readonly coveredBy = new Map<string, number>()
  /** Own messages whose call has ended, whether with an answer or without. */
  readonly settledOwn: number[] = []
  answers = { statuses: 0, fetches: 0, contexts: 0 }
  readonly failures: string[] = []

  run({ kind, pick }: Command): void {
    switch (kind) {
      case 'write_at_once':
        this.write()
        this.handle()
        this.deliver()
        break
      case 'write':
        this.write()
        break
      case 'handle':
        this.handle()
        break
      case 'deliver':
        this.deliver()
        break
      case 'lose':
        this.lose(pick)
        break
      case 'elsewhere':
        this.record()
        break
      case 'publish':
        this.publish()
        break
      case 'expect':
        this.expectNext()
        break
      case 'deliver_push':
        this.pushes.shift()?.()
        break
      case 'deliver_pushes':
        for (const deliver of this.pushes.splice(0)) deliver()
        break
      case 'stream_lost':
        this.pushes.length = 0
        this.cache.lostStream()
        this.anticipation.clear()
        break
      case 'wait':
        this.nowMs += pick % 3 === 0 ? pick : pick % 1_000
    }
  }

  /** As the server does it: recording times of a conversation rise strictly. */
  record(): Message {
    const last = this.messages.at(-1)
    const recordedAtMs = Math.max(this.nowMs, (last?.recordedAtMs ?? 0) + 1)
    const message = { sequence: this.messages.length + 1, recordedAtMs }
    this.messages.push(message)
    return message
  }

  write(): void {
    const pending: Pending[] = []
    const run = () =>
      new Promise<Message>((resolve, reject) => {
        const one = { message: undefined, resolve, reject }
        pending.push(one)
        this.unhandled.push(one)
      })
    const settled = () => {
      const sequence = pending[0]?.message?.sequence
      if (sequence !== undefined) this.settledOwn.push(sequence)
    }
    const effectOn = ({ recordedAtMs }: Message) => ({ kind: 'recorded', recordedAtMs }) as const
    void this.cache
      .write([ID], run, effectOn, { kind: 'perhaps_recorded' })
      .then(({ sequence, recordedAtMs }) => {
        settled()
        this.shortTerm.recorded(
          {
            conversationId: ID,
            messageId: `m${sequence}`,
            sessionId: 's',
            recordedAt: new Date(recordedAtMs),
            sequence,
          },
          { conversationId: ID, role: 'user', content: 'x' },
        )
      }, settled)
  }

  handle(): void {
    const pending = this.unhandled.shift()
    if (!pending) return
    pending.message = this.record()
    this.answered.push(pending)
  }

  deliver(): void {
    const pending = this.answered.shift()
    if (pending?.message) pending.resolve(pending.message)
  }

  lose(pick: number): void {
    const from = pick % 2 === 0 ? this.unhandled : this.answered
    from.shift()?.reject(new Error('lost'))
  }

  publish(): void {
    const last = this.messages.at(-1)
    if (!last || last.sequence === this.covered) return
    this.covered = last.sequence
    this.runs++
    const compactionId = `c${this.runs}`
    this.coveredBy.set(compactionId, last.sequence)
    const compaction: PushedCompaction = {
      conversationId: ID,
      compactionId,
      completedAt: new Date(this.nowMs + this.runs),
      coveredUntil: new Date(last.recordedAtMs),
      summary: 's',
      currentState: null,
      keyExtractions: {},
    }
    this.pushes.push(() => {
      this.shortTerm.pushed(compaction)
      this.cache.sawPush(ID, {
        compactionId,
        completedAtMs: compaction.completedAt.getTime(),
        coveredUntilMs: last.recordedAtMs,
        receivedAtMs: this.nowMs,
      })
    })
  }

  /** Ranked now; rendered, and with that dated, when it is sent. */
  expectNext(): void {
    const sequence = this.messages.length
    if (sequence === 0) return
    this.pushes.push(() => {
      const item = {
        id: 'f1',
        content: 'order number of the parcel',
        confidence: 1,
        source: '',
        extractedAt: new Date(0),
        eventDate: null,
        validUntil: null,
        temporalCategory: null,
        temporalConfidence: 0,
        sourceEvidence: [],
        relevanceScore: 1,
        metadata: {},
      }
      const bundle: PushedItems = {
        bundleId: `anticipation:${ID}:${sequence}`,
        conversationId: ID,
        userId: undefined,
        sequence,
        createdAtMs: Math.max(this.nowMs, this.messages.at(-1)?.recordedAtMs ?? 0),
        items: [{ list: 'facts', item }],
        keywords: [],
        lifetimeMs: undefined,
      }
      this.anticipation.add(bundle)
    })
  }

  get lastSettledOwn(): number {
    return Math.max(0, ...this.settledOwn)
  }

  ask(): void {
    this.askStatus()
    this.askFetch(true)
    this.askFetch(false)
  }

  askStatus(): void {
    const update = this.cache.pushedUpdate(ID)
    if (!update) return
    this.answers.statuses++
    const covers = this.coveredBy.get(update.compactionId) ?? 0
    if (covers < this.lastSettledOwn)
      this.failures.push(`P2: covers ${covers}, own write ${this.lastSettledOwn}`)
    if (this.nowMs - update.receivedAtMs >= MAX_TTL_MS) this.failures.push('P2: older than five minutes')
  }

  askFetch(includeConversationContext: boolean): void {
    const found = this.anticipation.answer({
      conversationId: ID,
      searchQuery: ['order number parcel'],
      includeConversationContext,
    })
    if (!found) return
    this.answers.fetches++
    const knows = Number(/:(\d+)$/.exec(found.metadata.correlationId)?.[1])
    if (knows < this.lastSettledOwn)
      this.failures.push(`P3: knows ${knows}, own write ${this.lastSettledOwn}`)
    const ageMs = this.nowMs - found.metadata.retrievedAt.getTime()
    if (ageMs >= ABSOLUTE_MS) this.failures.push(`P8: ${ageMs} ms old, sliding ${SLIDING_MS}`)
    const context = found.conversationContext
    if (!context) return
    this.answers.contexts++
    const coveredUntil = context.compactionId ? (this.coveredBy.get(context.compactionId) ?? 0) : 0
    const said = context.recentTurns.map((turn) => turn.messageId)
    const known = this.messages
      .slice(coveredUntil, Math.max(knows, coveredUntil))
      .map(({ sequence }) => `m${sequence}`)
    if (said.join() !== known.slice(-MAX_TURNS).join()) this.failures.push(`P4: said ${said}, known ${known}`)
  }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('pushes, walked at random', () => {
  it('answer only what is so', async () => {
    const total = { statuses: 0, fetches: 0, contexts: 0 }
    await fc.assert(
      fc.asyncProperty(commands, async (walk) => {
        const world = new World()
        for (const command of walk) {
          world.run(command)
          await turn()
          world.ask()
        }
        total.statuses += world.answers.statuses
        total.fetches += world.answers.fetches
        total.contexts += world.answers.contexts
        expect(world.failures).toEqual([])
      }),
      { numRuns: RUNS },
    )
    // Pushes that never answer would pass the rest.
    expect(Math.min(total.statuses, total.fetches, total.contexts)).toBeGreaterThan(RUNS / 10)
  }, 120_000)
})
