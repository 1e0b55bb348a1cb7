import { describe, expect, it } from 'vitest'
import { countTokens } from '../count-tokens.js'
import { tokensOf } from './tokens.js'
import { readWords } from './words.js'

const TEXTS = [
  "I don't know, but the kiln (the old one) fired at 1,240 degrees for $35.50 an hour.",
  'Well... she said "wait for me"; we waited - all three of us - until 9:30 pm!',
  'See https://example.org/a/b?c=1 and src/app.ts:42, or run `npm test --watch`.',
  'Das Café schließt um 18 Uhr, 我们七点见。',
  '',
]

describe('tokensOf', () => {
  it.each(TEXTS)('is within one token in ten of the real count of %j', (text) => {
    const exact = countTokens(text)
    const summed = tokensOf(text, readWords(text))
    expect(Math.abs(summed - exact)).toBeLessThanOrEqual(Math.max(1, exact * 0.1))
  })

  it('gives the same when the words were seen before', () => {
    const first = TEXTS.map((text) => tokensOf(text, readWords(text)))
    expect(TEXTS.map((text) => tokensOf(text, readWords(text)))).toEqual(first)
  })
})
