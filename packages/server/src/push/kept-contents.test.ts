import { describe, expect, it } from 'vitest'
import { KeptContents } from './kept-contents.js'

describe('contents that are kept', () => {
  const contents = () => new KeptContents<string>(10, (text) => text.length)
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
    const kept = contents()
    await kept.of('a', say('1234'))
    await kept.of('b', say('123'))
    await kept.of('a', never)
    await kept.of('c', say('12'))

    expect(await kept.of('a', never)).toBe('1234')
    expect(await kept.of('b', say('again'))).toBe('again')
    expect(kept.size).toBeLessThanOrEqual(10)
  })

  it('are not kept when one alone is more than the bound, and are given all the same', async () => {
    const kept = contents()

    expect(await kept.of('a', say('far more than ten'))).toBe('far more than ten')
    expect(await kept.of('a', say('made again'))).toBe('made again')
    expect(kept.size).toBeLessThanOrEqual(10)
  })

  it('are made again after a failure, and after they were dropped', async () => {
    const kept = contents()
    await expect(kept.of('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await kept.of('a', say('tea'))).toBe('tea')
    kept.delete('a')
    expect(await kept.of('a', say('milk'))).toBe('milk')
    kept.clear()
    expect(kept.size).toBe(0)
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
