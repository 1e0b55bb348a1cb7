import { describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { createShareOfLoop } from './share-of-loop.js'

/** Lets every promise that is already resolved run its callbacks. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

function share() {
  const clock = createManualClock()
  const errors: unknown[] = []
  const done: string[] = []
  const loop = createShareOfLoop(clock, (error) => errors.push(error))
  const job =
    (name: string, tookMs = 0) =>
    async () => {
      // Not inside the clock's own step, which ends at the time that it was told.
      await Promise.resolve()
      clock.advance(tookMs)
      done.push(name)
    }
  const pass = async (ms: number) => {
    clock.advance(ms)
    await settle()
  }
  return { loop, job, done, errors, pass }
}

describe('share of the loop', () => {
  it('gathers what comes together into one piece of work', async () => {
    const { loop, job, done, pass } = share()
    loop.run('a', job('first'))
    loop.run('a', job('second'))

    await pass(10)
    await pass(1_000)

    expect(done).toEqual(['second'])
  })

  it('rests three times as long as it worked', async () => {
    const { loop, job, done, pass } = share()
    loop.run('a', job('a', 20))
    loop.run('b', job('b'))

    await pass(10)
    await pass(59)
    expect(done).toEqual(['a'])

    await pass(1)
    expect(done).toEqual(['a', 'b'])
  })

  it('goes on after a failure and reports it', async () => {
    const { loop, job, done, errors, pass } = share()
    loop.run('a', () => Promise.reject(new Error('no answer')))
    loop.run('b', job('b'))

    await pass(10)
    await pass(0)

    expect(errors).toHaveLength(1)
    expect(done).toEqual(['b'])
  })

  it('works again after it had nothing to do', async () => {
    const { loop, job, done, pass } = share()
    loop.run('a', job('a'))
    await pass(10)
    await pass(0)

    loop.run('b', job('b'))
    await pass(10)

    expect(done).toEqual(['a', 'b'])
  })

  it('forgets the oldest when too much waits', async () => {
    const { loop, job, done, pass } = share()
    for (let i = 0; i <= 1_000; i++) loop.run(String(i), job(String(i)))

    await pass(10)
    for (let i = 0; i < 1_000; i++) await pass(0)

    expect(done).toHaveLength(1_000)
    expect(done[0]).toBe('1')
  })

  it('does nothing more once stopped', async () => {
    const { loop, job, done, pass } = share()
    loop.run('a', job('a'))
    loop.stop()
    loop.run('b', job('b'))

    await pass(10_000)

    expect(done).toEqual([])
  })
})
