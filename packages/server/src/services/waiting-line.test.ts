import { describe, expect, it } from 'vitest'
import { createWaitingLine } from './waiting-line.js'

/** Work that ends when it is told to, and what has begun so far. */
function controlled() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name)
      ends.push(resolve)
    })
  return {
    begun,
    work,
    endNext: async () => {
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

const noError = (error: unknown) => {
  throw error
}

describe('waiting line', () => {
  it('does as many at a time as it is wide, in the order of asking', async () => {
    const { begun, work, endNext } = controlled()
    const line = createWaitingLine({ width: 2, maxWaiting: 10, onError: noError })
    for (const name of ['a', 'b', 'c', 'd']) line.add(name, work(name))
    expect([begun, line.size]).toEqual([['a', 'b'], 2])
    await endNext()
    expect([begun, line.size]).toEqual([['a', 'b', 'c'], 1])
  })

  it('does the work of one key once however often it is asked while it waits, and again for what came during it', async () => {
    const { begun, work, endNext } = controlled()
    const line = createWaitingLine({ width: 1, maxWaiting: 10, onError: noError })
    line.add('a', work('a1'))
    line.add('b', work('b1'))
    line.add('b', work('b2'))
    line.add('a', work('a2'))
    for (let i = 0; i < 3; i++) await endNext()
    expect(begun).toEqual(['a1', 'b2', 'a2'])
  })

  it('holds no more keys than its bound however many come, and takes more once there is room', async () => {
    const { begun, work, endNext } = controlled()
    const line = createWaitingLine({ width: 1, maxWaiting: 3, onError: noError })
    const taken = Array.from({ length: 10_000 }, (_, i) => line.add(`key ${i}`, work(`key ${i}`)))
    expect([taken.filter(Boolean).length, line.size]).toEqual([4, 3])
    expect(line.add('key 2', work('newer'))).toBe(true)
    await endNext()
    expect(line.add('late', work('late'))).toBe(true)
    for (let i = 0; i < 4; i++) await endNext()
    expect(begun).toEqual(['key 0', 'key 1', 'newer', 'key 3', 'late'])
  })

  it('goes on after work that fails, and says what failed', async () => {
    const errors: string[] = []
    const line = createWaitingLine({
      width: 1,
      maxWaiting: 10,
      onError: (error, key) => errors.push(`${key}: ${String(error)}`),
    })
    let isDone = false
    line.add('a', () => Promise.reject(new Error('the disk is full')))
    line.add('b', async () => {
      isDone = true
    })
    await line.idle()
    expect([errors, isDone]).toEqual([['a: Error: the disk is full'], true])
  })

  it('forgets what waits when it stops, and waits for what is under way', async () => {
    const { begun, work, endNext } = controlled()
    const line = createWaitingLine({ width: 1, maxWaiting: 10, onError: noError })
    line.add('a', work('a'))
    line.add('b', work('b'))
    line.stop()
    expect(line.add('c', work('c'))).toBe(false)
    await endNext()
    await line.idle()
    expect(begun).toEqual(['a'])
  })
})
