import { describe, expect, it } from 'vitest'
import { once } from './once.js'

describe('once', () => {
  it('makes nothing before it is asked, and one thing however often it is', () => {
    let made = 0
    const ask = once(() => {
      made++
      return undefined
    })
    expect(made).toBe(0)
    expect([ask(), ask(), made]).toEqual([undefined, undefined, 1])
  })

  it('tries again where making failed', () => {
    let tries = 0
    const ask = once(() => {
      tries++
      if (tries === 1) throw new Error('not yet')
      return tries
    })
    expect(ask).toThrow('not yet')
    expect([ask(), ask()]).toEqual([2, 2])
  })
})
