import { describe, expect, it } from 'vitest'
import {
  MAX_SHORT_TERM_CONVERSATIONS,
  MAX_TURNS,
  type PushedCompaction,
  SHORT_TERM_IDLE_MS,
  ShortTermStore,
} from './short-term.js'

const ID = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'
const T0 = Date.parse('2026-03-01T10:00:00Z')

function aStore() {
  let nowMs = T0
  const store = new ShortTermStore(() => nowMs)
  return {
    store,
    elapse: (ms: number) => {
      nowMs += ms
    },
    record: (sequence: number, content = `turn ${sequence}`, conversationId = ID) =>
      store.recorded(
        {
          conversationId,
          messageId: `m${sequence}`,
          sessionId: 's',
          recordedAt: new Date(T0 + sequence),
          sequence,
        },
        { conversationId, role: 'user', content },
      ),
    contents: () => store.view(ID)?.recentTurns.map((turn) => turn.content),
  }
}

function aCompaction(over: Partial<PushedCompaction> = {}): PushedCompaction {
  return {
    conversationId: ID,
    compactionId: 'c1',
    completedAt: new Date(T0 + 100),
    coveredUntil: new Date(T0 + 2),
    summary: 'so far',
    currentState: null,
    keyExtractions: {},
    ...over,
  }
}

describe('ShortTermStore', () => {
  it('shows the turns from the first one on', () => {
    const { record, contents, store } = aStore()
    for (const sequence of [1, 2, 3]) record(sequence)

    expect(contents()).toEqual(['turn 1', 'turn 2', 'turn 3'])
    expect(store.lastSequence(ID)).toBe(3)
  })

  it('shows nothing when it does not reach back, or when someone else spoke in between', () => {
    const late = aStore()
    late.record(4)
    const gap = aStore()
    gap.record(1)
    gap.record(3)

    expect(late.contents()).toBeUndefined()
    expect(gap.contents()).toBeUndefined()
    expect(gap.store.lastSequence(ID)).toBe(3)
  })

  it('shows what came after a pushed compaction, when it holds a turn that the compaction covers', () => {
    const { record, contents, store } = aStore()
    for (const sequence of [2, 3, 4]) record(sequence)
    expect(contents()).toBeUndefined()

    store.pushed(aCompaction())

    expect(contents()).toEqual(['turn 3', 'turn 4'])
    expect(store.view(ID)?.compaction?.compactionId).toBe('c1')
  })

  it('keeps the newer of two compactions', () => {
    const { record, store } = aStore()
    record(1)
    store.pushed(aCompaction({ compactionId: 'new', completedAt: new Date(T0 + 200) }))
    store.pushed(aCompaction({ compactionId: 'old' }))

    expect(store.view(ID)?.compaction?.compactionId).toBe('new')
  })

  it('ignores a turn that came out of order', () => {
    const { record, contents } = aStore()
    for (const sequence of [1, 2, 2, 1]) record(sequence)

    expect(contents()).toEqual(['turn 1', 'turn 2'])
  })

  it('holds twenty turns and two thousand tokens, the newest turn always', () => {
    const many = aStore()
    for (let sequence = 1; sequence <= MAX_TURNS + 5; sequence++) many.record(sequence)
    many.store.pushed(aCompaction({ coveredUntil: new Date(T0 + 6) }))
    const long = aStore()
    long.record(1, 'x'.repeat(100_000))
    const both = aStore()
    both.record(1, 'x'.repeat(4_000))
    both.record(2, 'y'.repeat(7_999))

    expect(many.contents()).toHaveLength(MAX_TURNS - 1)
    expect(many.contents()?.at(-1)).toBe('turn 25')
    expect(long.contents()).toHaveLength(1)
    // The first turn fell out, so that the view does not reach back any more.
    expect(both.contents()).toBeUndefined()
  })

  it('forgets after twelve hours, and beyond a hundred conversations', () => {
    const { record, contents, elapse, store } = aStore()
    record(1)
    elapse(SHORT_TERM_IDLE_MS - 1)
    expect(contents()).toEqual(['turn 1'])
    elapse(1)
    expect(contents()).toBeUndefined()

    for (let i = 0; i < MAX_SHORT_TERM_CONVERSATIONS + 50; i++) record(1, 'x', `c${i}`)
    expect(store.conversationCount).toBe(MAX_SHORT_TERM_CONVERSATIONS)
    expect(store.view('c0')).toBeUndefined()
    expect(store.view(`c${MAX_SHORT_TERM_CONVERSATIONS + 49}`)).toBeDefined()
  })
})
