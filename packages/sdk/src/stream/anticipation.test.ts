import { describe, expect, it } from 'vitest'
import { ConversationCache } from '../cache/cache.js'
import { ABSOLUTE_MS, Anticipation, MAX_BUNDLES, SLIDING_MS } from './anticipation.js'
import type { PushedItems } from './pushes.js'
import { ShortTermStore } from './short-term.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const T0 = Date.parse('2026-03-01T10:00:00Z')

function aBundle(over: Partial<PushedItems> = {}): PushedItems {
  const item = {
    id: 'f1',
    content: 'Order AX-4471 ships to Lisbon',
    confidence: 0.9,
    source: 'm1',
    extractedAt: new Date(T0),
    eventDate: null,
    validUntil: null,
    temporalCategory: null,
    temporalConfidence: 0,
    sourceEvidence: [],
    relevanceScore: 1,
    metadata: {},
  }
  return {
    bundleId: `anticipation:${ID}:1`,
    conversationId: ID,
    userId: undefined,
    sequence: undefined,
    createdAtMs: T0,
    items: [{ list: 'facts', item }],
    keywords: [],
    lifetimeMs: undefined,
    ...over,
  }
}

function setUp() {
  let nowMs = T0
  const clock = () => nowMs
  const cache = new ConversationCache({ ttlMs: 1, maxConversations: 9, runtime: { nowMs: clock } })
  const served: string[] = []
  const anticipation = new Anticipation({
    nowMs: clock,
    cache,
    shortTerm: new ShortTermStore(clock),
    onServed: ({ bundleId }) => served.push(bundleId),
  })
  const ask = (userId?: string) =>
    anticipation.answer({
      conversationId: ID,
      searchQuery: ['order AX-4471'],
      includeConversationContext: false,
      userId,
    })
  return {
    anticipation,
    cache,
    served,
    ask,
    at: (ms: number) => {
      nowMs = T0 + ms
    },
  }
}

describe('Anticipation', () => {
  it('answers for thirty minutes after the last hit', () => {
    const { anticipation, ask, at, served } = setUp()
    anticipation.add(aBundle())

    at(SLIDING_MS - 1)
    expect(ask()?.facts).toHaveLength(1)
    at(2 * SLIDING_MS - 2)
    expect(ask()).toBeDefined()
    expect(served).toHaveLength(2)
    at(3 * SLIDING_MS)
    expect(ask()).toBeUndefined()
    expect(anticipation.size).toBe(0)
  })

  it('answers for sixty minutes at most, hits or not', () => {
    const { anticipation, ask, at } = setUp()
    anticipation.add(aBundle())

    for (const ms of [SLIDING_MS - 1, 2 * SLIDING_MS - 2, ABSOLUTE_MS - 1]) {
      at(ms)
      expect(ask()).toBeDefined()
    }
    at(ABSOLUTE_MS)
    expect(ask()).toBeUndefined()
  })

  it('takes a shorter lifetime from the bundle, never a longer one', () => {
    const short = setUp()
    short.anticipation.add(aBundle({ lifetimeMs: 5_000 }))
    short.at(5_000)
    const long = setUp()
    long.anticipation.add(aBundle({ lifetimeMs: 9e9 }))
    long.at(SLIDING_MS)

    expect(short.ask()).toBeUndefined()
    expect(long.ask()).toBeUndefined()
  })

  it('does not answer before the time of arrival, when the clock was set back', () => {
    const { anticipation, ask, at } = setUp()
    anticipation.add(aBundle())
    at(-1)

    expect(ask()).toBeUndefined()
  })

  it('holds the newest bundle of a conversation and user, a hundred in all', () => {
    const { anticipation, ask } = setUp()
    const texts = (content: string) =>
      [{ ...aBundle().items[0], item: { ...aBundle().items[0]?.item, content } }] as PushedItems['items']
    anticipation.add(aBundle({ createdAtMs: T0 + 2, items: texts('Order AX-4471 goes to Porto') }))
    anticipation.add(aBundle({ createdAtMs: T0 + 1 }))

    expect(ask()?.facts[0]?.content).toBe('Order AX-4471 goes to Porto')
    for (let i = 0; i < MAX_BUNDLES; i++) anticipation.add(aBundle({ conversationId: `c${i}` }))
    expect(anticipation.size).toBe(MAX_BUNDLES)
    expect(ask()).toBeUndefined()
  })

  it('keeps users apart', () => {
    const { anticipation, ask } = setUp()
    anticipation.add(aBundle({ userId: 'u1' }))

    expect([ask('u2'), ask('u1'), ask()].map((found) => found !== undefined)).toEqual([false, true, true])
  })

  it('is silent while a write is under way, and when its outcome is not known', async () => {
    const { anticipation, cache, ask } = setUp()
    anticipation.add(aBundle({ createdAtMs: T0 + 1_000 }))
    let fail = (_error: Error) => {}
    const write = cache.write(
      [ID],
      () =>
        new Promise<void>((_, reject) => {
          fail = reject
        }),
      () => ({ kind: 'perhaps_recorded' }),
      {
        kind: 'perhaps_recorded',
      },
    )
    const during = ask()
    fail(new Error('lost'))
    await write.catch(() => {})

    expect([during, ask()]).toEqual([undefined, undefined])
  })
})
