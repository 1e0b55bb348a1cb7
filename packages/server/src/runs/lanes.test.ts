import { describe, expect, it } from 'vitest'
import { createLanes, type Lane, TIMES_PASSED_OVER } from './lanes.js'

function controlled(width: number) {
  const lanes = createLanes(width)
  const begun: string[] = []
  const ends: (() => void)[] = []
  const enter = (lane: Lane, name: string, signal?: AbortSignal) =>
    lanes.enter(
      lane,
      () =>
        new Promise<void>((resolve) => {
          begun.push(name)
          ends.push(resolve)
        }),
      signal,
    )
  const settle = () => new Promise((resolve) => setImmediate(resolve))
  const endNext = async () => {
    await settle()
    ends.shift()?.()
    await settle()
  }
  return { lanes, begun, enter, endNext, settle }
}

describe('lanes to the threads', () => {
  it('lets through no more at a time than there are threads', async () => {
    const { begun, enter, endNext, settle } = controlled(2)
    for (const name of ['a', 'b', 'c']) void enter('runs', name)
    await settle()
    expect(begun).toEqual(['a', 'b'])
    await endNext()
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('begins what is asked before runs, and runs before work ahead of any need', async () => {
    const { begun, enter, endNext } = controlled(1)
    void enter('ahead', 'first')
    for (let i = 0; i < 3; i++) void enter('ahead', `ahead ${i}`)
    for (let i = 0; i < 2; i++) void enter('runs', `run ${i}`)
    void enter('asked', 'fetch')
    for (let i = 0; i < 6; i++) await endNext()
    expect(begun).toEqual(['first', 'fetch', 'run 0', 'run 1', 'ahead 0', 'ahead 1', 'ahead 2'])
  })

  it('lets nothing wait for ever: a lane has its turn after so many of those above it', async () => {
    const { begun, enter, endNext } = controlled(1)
    void enter('runs', 'first')
    void enter('ahead', 'ahead')
    for (let i = 0; i < 3 * TIMES_PASSED_OVER; i++) void enter('runs', `run ${i}`)
    for (let i = 0; i < 3 * TIMES_PASSED_OVER; i++) await endNext()
    expect(begun.indexOf('ahead')).toBe(TIMES_PASSED_OVER + 1)
  })

  it('goes on after work that failed, and hands its error on', async () => {
    const { lanes } = controlled(1)
    await expect(lanes.enter('runs', () => Promise.reject(new Error('out of memory')))).rejects.toThrow(
      'out of memory',
    )
    expect(await lanes.enter('runs', async () => 'next')).toBe('next')
  })

  it('takes out what is aborted while it waits', async () => {
    const { lanes, begun, enter, endNext } = controlled(1)
    void enter('runs', 'first')
    const controller = new AbortController()
    const aborted = enter('runs', 'aborted', controller.signal)
    void enter('runs', 'last')
    controller.abort(new Error('lease lost'))
    await expect(aborted).rejects.toThrow('lease lost')
    expect(lanes.waiting).toEqual({ asked: 0, runs: 1, ahead: 0 })
    await endNext()
    expect(begun).toEqual(['first', 'last'])
  })
})
