import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PushKey } from '../push/feed.js'
import { createOutbox, type Outgoing } from './outbox.js'

const update = (conversationId: string): PushKey => ({ kind: 'compaction_update', conversationId })
const anticipation = (conversationId: string): PushKey => ({ kind: 'anticipation', conversationId })
const closing = { type: 'closing', reason: 'shutdown', metadata: {} } as const

async function drain(outbox: ReturnType<typeof createOutbox>): Promise<Outgoing[]> {
  const taken: Outgoing[] = []
  while (outbox.size > 0) {
    const outgoing = await outbox.take()
    if (outgoing) taken.push(outgoing)
  }
  return taken
}

const names = (taken: readonly Outgoing[]) =>
  taken.map((outgoing) => {
    if (outgoing.kind === 'signal') return outgoing.signal.type
    if (outgoing.kind === 'pong') return `pong ${outgoing.timestampMs}`
    return 'conversationId' in outgoing.key ? outgoing.key.conversationId : outgoing.key.userId
  })

describe('outbox', () => {
  it('sends signals before pongs before pushes', async () => {
    const outbox = createOutbox()
    outbox.push(update('a'))
    outbox.pong(1n)
    outbox.signal(closing)

    expect(names(await drain(outbox))).toEqual(['closing', 'pong 1', 'a'])
  })

  it('answers every ping that waits', async () => {
    const outbox = createOutbox()
    for (const time of [1n, 2n, 3n]) outbox.pong(time)

    expect(names(await drain(outbox))).toEqual(['pong 1', 'pong 2', 'pong 3'])
  })

  it('makes one push of two for the same conversation and kind', async () => {
    const outbox = createOutbox()
    for (const key of [update('a'), anticipation('a'), update('a')]) outbox.push(key)

    expect(await drain(outbox)).toHaveLength(2)
  })

  it('drops the oldest anticipation first and says so', async () => {
    const outbox = createOutbox(undefined, { pushes: 2, pongs: 1 })
    for (const key of [update('a'), anticipation('b'), update('c')]) outbox.push(key)

    expect(names(await drain(outbox))).toEqual(['throttle', 'a', 'c'])
  })

  it('asks for the newest pushes again once a slow reader has caught up', async () => {
    const outbox = createOutbox(() => outbox.push(update('newest')), { pushes: 1, pongs: 1 })
    for (const id of ['a', 'b']) outbox.push(update(id))

    const taken = [await outbox.take(), await outbox.take(), await outbox.take()]

    expect(names(taken.filter((o) => o !== undefined))).toEqual(['throttle', 'b', 'newest'])
  })

  it('wakes a waiting consumer', async () => {
    const outbox = createOutbox()
    const taken = outbox.take()
    outbox.push(update('a'))

    expect(await taken).toEqual({ kind: 'push', key: update('a') })
  })

  it('ends after its signals when closed, and takes nothing more', async () => {
    const outbox = createOutbox()
    outbox.push(update('a'))
    outbox.signal(closing)
    outbox.close()
    outbox.push(update('b'))

    expect(names([await outbox.take()].filter((o) => o !== undefined))).toEqual(['closing'])
    expect(await outbox.take()).toBeUndefined()
  })

  it('is bounded and keeps the newest update for any sequence of pushes', async () => {
    const key = fc.record({ id: fc.integer({ min: 0, max: 40 }), isUpdate: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(key, { minLength: 1, maxLength: 200 }), async (keys) => {
        const outbox = createOutbox(undefined, { pushes: 8, pongs: 4 })
        for (const { id, isUpdate } of keys) {
          outbox.push(isUpdate ? update(String(id)) : anticipation(String(id)))
          outbox.pong(BigInt(id))
          expect(outbox.size).toBeLessThanOrEqual(8 + 4 + 1)
        }
        const last = keys.findLast((k) => k.isUpdate)
        const updates = (await drain(outbox)).filter(
          (o) => o.kind === 'push' && o.key.kind === 'compaction_update',
        )
        if (last) expect(names(updates)).toContain(String(last.id))
      }),
      { verbose: true },
    )
  })
})
