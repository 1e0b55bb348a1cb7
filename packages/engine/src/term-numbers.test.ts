import { describe, expect, it } from 'vitest'
import { TermNumbers } from './term-numbers.js'

describe('TermNumbers', () => {
  it('numbers terms as they are met and counts their messages', () => {
    const numbers = new TermNumbers()
    const terms = Array.from({ length: 10_000 }, (_, at) => `term${at}`)
    for (const [at, term] of terms.entries()) expect(numbers.numberIn(0, term)).toBe(at)
    // Twice in one message, and every third term again in two later ones.
    for (const message of [0, 3, 3, 7])
      for (let at = 0; at < terms.length; at += 3) expect(numbers.numberIn(message, `term${at}`)).toBe(at)
    expect(numbers.numberIn(7, 'new')).toBe(terms.length)
    expect(numbers.ids.size).toBe(terms.length + 1)
    expect([...numbers.messageFrequency()]).toEqual([...terms.map((_, at) => (at % 3 === 0 ? 3 : 1)), 1])
    expect([...numbers.firstMessages()]).toEqual([...terms.map(() => 0), 7])
  })
})
