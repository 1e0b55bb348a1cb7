import { describe, expect, it } from 'vitest'
import { ByteCache } from './byte-cache.js'
import { KeptContents } from './kept-contents.js'

/** Room for two contents of 1,000 characters. */
const MAX_BYTES = 3_000

describe('contents that are kept', () => {
  const cache = () => new ByteCache<Promise<string | undefined>>(MAX_BYTES)
  const contents = (held = cache()) => new KeptContents(held)
  const say = (text: string | undefined) => async () => text
  const never = async (): Promise<string> => {
    throw new Error('must not be made')
  }

  it('are made once, also for who asks meanwhile', async () => {
    const kept = contents()
    const first = kept.of('a', say('tea'))

    expect(await Promise.all([first, kept.of('a', never)])).toEqual(['tea', 'tea'])
    expect(await kept.of('a', never)).toBe('tea')
  })

  it('are no more than the bound: the one that was not asked for longest goes', async () => {
    const bounded = cache()
    const kept = contents(bounded)
    await kept.of('a', say('a'.repeat(1_000)))
    await kept.of('b', say('b'.repeat(1_000)))
    await kept.of('a', never)
    await kept.of('c', say('c'.repeat(1_000)))

    expect(await kept.of('a', never)).toBe('a'.repeat(1_000))
    expect(await kept.of('b', say('again'))).toBe('again')
    expect(bounded.bytes).toBeLessThanOrEqual(MAX_BYTES)
    expect(bounded.evictions).toBe(1)
  })

  it('are not kept when one alone is more than the bound, and are given all the same', async () => {
    const bounded = cache()
    const kept = contents(bounded)
    const large = 'x'.repeat(MAX_BYTES)

    expect(await kept.of('a', say(large))).toBe(large)
    expect(await kept.of('a', say('made again'))).toBe('made again')
    expect(bounded.bytes).toBeLessThanOrEqual(MAX_BYTES)
  })

  it('are made again after a failure, and after they were dropped', async () => {
    const bounded = cache()
    const kept = contents(bounded)
    await expect(kept.of('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await kept.of('a', say('tea'))).toBe('tea')
    kept.delete('a')
    expect(await kept.of('a', say('milk'))).toBe('milk')
    kept.clear()
    expect([bounded.entries, bounded.bytes]).toEqual([0, 0])
  })

  it('do not come back, once dropped, when what was under way arrives', async () => {
    const kept = contents()
    const old = kept.of('a', say('old'))
    kept.delete('a')
    const current = kept.of('a', say('new'))

    expect(await Promise.all([old, current])).toEqual(['old', 'new'])
    expect(await kept.of('a', never)).toBe('new')
  })

  it('may be nothing', async () => {
    const kept = contents()

    expect(await kept.of('a', say(undefined))).toBeUndefined()
    expect(await kept.of('a', never)).toBeUndefined()
  })
})
