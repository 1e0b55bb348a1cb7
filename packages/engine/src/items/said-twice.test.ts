import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayBeSaidTwice, TWICE } from './said-twice.js'

const TWO_WORDS = /\b(\p{L}+ \p{L}+) \1\b/iu
const ONE_WORD = /(?:^|\s)(\p{L}+)(?:\s|—)\1(?=\s)/u

describe('mayBeSaidTwice', () => {
  it.each([
    ['a system a system that works', TWICE.twoWords],
    ['I saw the the dog', TWICE.word],
    ['the kiln fired at dawn', 0],
    ['', 0],
  ])('reads %j', (text, bits) => {
    expect(mayBeSaidTwice(text)).toBe(bits)
  })

  it('misses no repetition', () => {
    const unit = fc.constantFrom(
      'a',
      'b',
      'A',
      'é',
      'É',
      'ü',
      "'",
      '’',
      ' ',
      ' ',
      ' ',
      '\u00a0',
      '—',
      '.',
      '1',
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 24 }), (text) => {
        const bits = mayBeSaidTwice(text)
        if (TWO_WORDS.test(text)) expect(bits & TWICE.twoWords).not.toBe(0)
        if (ONE_WORD.test(text)) expect(bits & TWICE.word).not.toBe(0)
      }),
      { numRuns: 3_000 },
    )
  })
})
