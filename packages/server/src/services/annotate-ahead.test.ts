import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import type { ConversationHead } from '../store/contract.js'
import { BUSY_RECORDS, createAnnotateAhead, MAX_WAITING } from './annotate-ahead.js'

/** All of 64 KB are without annotations. */
const aLongHead = (conversationId: string) =>
  // The fields that are looked at.
  ({ conversationId, contentBytes: 65_536, annotatedBytes: 0 }) as ConversationHead

function stuckAhead() {
  const clock = createManualClock()
  const begun: string[] = []
  let finish = () => {}
  const ahead = createAnnotateAhead({
    clock,
    annotate: ({ conversationId }) =>
      new Promise((resolve) => {
        begun.push(conversationId)
        finish = resolve
      }),
    prepare: async () => {},
    onError: (error) => {
      throw error
    },
  })
  const finishOne = async () => {
    finish()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock, ahead, begun, finishOne }
}

describe('annotating ahead', () => {
  it('holds a bounded number of conversations while its work is behind, however many grow', () => {
    const { clock, ahead } = stuckAhead()
    for (let i = 0; i < 10_000; i++) {
      ahead.consider('i', aLongHead(`c${i}`))
      // Each has its pause before the next one grows.
      clock.advance(1_000)
    }
    expect(ahead.size).toBe(MAX_WAITING)
  })

  it('annotates a conversation once that grew again and again while it waited', async () => {
    const { clock, ahead, begun, finishOne } = stuckAhead()
    for (let growth = 0; growth < 5; growth++) {
      for (const name of ['first', 'second']) ahead.consider('i', aLongHead(name))
      clock.advance(1_000)
    }
    for (let i = 0; i < 10; i++) await finishOne()
    // The first was under way when it grew.
    expect(begun).toEqual(['first', 'second', 'first'])
  })

  it('waits until the recording has paused', async () => {
    const { clock, ahead, begun } = stuckAhead()
    for (let message = 0; message < 20; message++) {
      ahead.consider('i', aLongHead('c'))
      clock.advance(100)
    }
    expect(begun).toEqual([])
    clock.advance(500)
    expect(begun).toEqual(['c'])
  })

  it('waits while the process records much, of whatever conversations, and goes on when it does no more', async () => {
    const { clock, ahead, begun } = stuckAhead()
    const turn = () => new Promise((resolve) => setImmediate(resolve))
    const aShortHead = { ...aLongHead('other'), annotatedBytes: 65_536 }
    ahead.consider('i', aLongHead('c'))
    for (let pause = 0; pause < 10; pause++) {
      for (let record = 0; record < BUSY_RECORDS; record++) {
        clock.advance(499 / BUSY_RECORDS)
        ahead.consider('i', aShortHead)
      }
      await turn()
    }
    expect(begun).toEqual([])
    clock.advance(1_000)
    await turn()
    expect(begun).toEqual(['c'])
  })

  it('ends at once while it waits for that', async () => {
    const { clock, ahead, begun } = stuckAhead()
    for (let record = 0; record < BUSY_RECORDS; record++) ahead.consider('i', aLongHead('c'))
    clock.advance(490)
    for (let record = 0; record < BUSY_RECORDS; record++) ahead.consider('i', aLongHead('other'))
    clock.advance(10)
    ahead.stop()
    await ahead.idle()
    expect(begun).toEqual([])
  })
})
