import { describe, expect, it, onTestFinished } from 'vitest'
import { ABSOLUTE_MS } from '../src/stream/anticipation.js'
import { UserSummaries } from '../src/stream/user-summaries.js'
import { CONVERSATION, connect } from './support/connect.js'
import { type BundleInit, startPushServer } from './support/push-server.js'

const CREATED_AT_MS = 1_767_225_600_000

function summaryOf(userId: string, preference: string, createdAtMs = CREATED_AT_MS): BundleInit {
  const item = (itemId: string, content: string) => ({ itemId, content, confidence: 1 })
  return {
    bundleId: `user_summary:${userId}`,
    bundleType: 'user_summary',
    anticipationUserId: userId,
    anticipationCustomerId: 'acme',
    createdAt: new Date(createdAtMs).toISOString(),
    itemsByType: {
      facts: { items: [item('c1', 'Never book the lift on a Sunday')] },
      preferences: { items: [item('p1', preference)] },
    },
  }
}

async function listening() {
  const pushes = await startPushServer()
  onTestFinished(() => pushes.close())
  const { precis } = await connect({ streamUrl: pushes.url }, { autoBelowMs: 1_001 })
  onTestFinished(() => precis.stop())
  await precis.listen()
  /** The stream keeps its order: when the update has been read, so has everything before it. */
  const flushed = () =>
    new Promise<void>((resolve) => {
      const off = precis.onCompaction(CONVERSATION, () => {
        off()
        resolve()
      })
      pushes.push({
        bundleType: 'compaction_update',
        createdAt: new Date().toISOString(),
        conversationContext: {
          conversationId: CONVERSATION,
          compactionId: crypto.randomUUID(),
          compactedAt: new Date().toISOString(),
        },
      })
    })
  return { precis, pushes, flushed }
}

describe('a user summary', () => {
  it('is the newest that was pushed, of that user alone, without a request', async () => {
    const { precis, pushes, flushed } = await listening()
    pushes.push(summaryOf('ada', 'Prefers calls before noon', CREATED_AT_MS + 1))
    pushes.push(summaryOf('ada', 'Prefers letters', CREATED_AT_MS))
    pushes.push(summaryOf('', 'Is nobody'))
    await flushed()

    expect(precis.userSummary({ userId: 'ada' })).toMatchObject({
      customerId: 'acme',
      preferences: [{ content: 'Prefers calls before noon', strength: 1 }],
      facts: [{ id: 'c1', content: 'Never book the lift on a Sunday' }],
    })
    expect(precis.userSummary({ userId: 'ada', customerId: 'other' })).toBeUndefined()
    expect(precis.userSummary({ userId: 'bob' })).toBeUndefined()
    expect(precis.userSummary({ userId: '' })).toBeUndefined()
    precis.stop()
    expect(precis.userSummary({ userId: 'ada' })).toBeUndefined()
  })

  it('ends with its lifetime, a deletion, or the stream', () => {
    let nowMs = 1_000
    const held = new UserSummaries(() => nowMs)
    const add = (userId: string, lifetimeMs?: number) =>
      held.add({
        summary: { userId, customerId: null, preferences: [], facts: [] },
        createdAtMs: nowMs,
        lifetimeMs,
      })
    add('ada')
    add('bob', 60_000)
    nowMs += 60_000
    expect(held.of('bob', undefined)).toBeUndefined()
    expect(held.of('ada', undefined)?.pushedAt).toEqual(new Date(1_000))
    nowMs = 1_000 + ABSOLUTE_MS
    expect(held.of('ada', undefined)).toBeUndefined()

    for (let i = 0; i <= 100; i++) add(`user-${i}`)
    expect(held.of('user-0', undefined)).toBeUndefined()
    expect(held.of('user-100', undefined)).toBeDefined()
    held.clear()
    expect(held.of('user-100', undefined)).toBeUndefined()
  })
})
