import { describe, expect, it } from 'vitest'
import { withoutColours } from './colours.js'

describe('withoutColours', () => {
  it.each([
    ['\u001b[31;1m3 tests failed\u001b[0m in 4 s', '3 tests failed in 4 s'],
    ['\u001b[mplain', 'plain'],
    ['[38;21m[*] Trying key a.pub.[0m', '[*] Trying key a.pub.'],
  ])('takes the codes out of %j', (text, plain) => {
    expect(withoutColours(text)).toBe(plain)
  })

  it.each(['wait [5m] before the retry', 'rows[0] and cols[12;3]', '[0m', 'no code at all'])(
    'leaves %j alone',
    (text) => {
      expect(withoutColours(text)).toBeUndefined()
    },
  )
})
