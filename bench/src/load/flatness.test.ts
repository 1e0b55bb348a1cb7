import { describe, expect, it } from 'vitest'
import { judge, type Point, trendOf } from './flatness.js'

/** Ten minutes with a look every five seconds. */
const looks = (value: (minute: number, i: number) => number): Point[] =>
  Array.from({ length: 121 }, (_, i) => [i / 12, value(i / 12, i)])
/** Up by 100 in a minute and a half, then back, as between two collections. */
const saw = (minute: number) => (100 * (minute % 1.5)) / 1.5

describe('the trend of a figure', () => {
  it('is the slope of a line through the windows', () => {
    const { slope, error, fit } = trendOf(
      looks((minute) => 400 + 3 * minute),
      'median',
    )
    expect(slope).toBeCloseTo(3, 1)
    expect(error).toBeLessThan(0.05)
    expect(fit).toBeGreaterThan(0.99)
  })

  it.each([
    ['stands still', (minute: number, i: number) => 400 + (i % 3) + 0 * minute, 'flat'],
    ['rises', (minute: number, i: number) => 400 + 3 * minute + (i % 3), 'rises'],
    ['falls', (minute: number) => 400 - 3 * minute, 'flat'],
    ['goes up and down by more than it could rise', saw, 'cannot tell'],
  ] as const)('of one that %s is judged so', (_, value, judgement) => {
    expect(judge(trendOf(looks(value), 'median'), 1)).toBe(judgement)
  })

  it('of what the collector leaves is not that of what lies around', () => {
    const leak = looks((minute) => 400 + 4 * minute + saw(minute))
    expect(trendOf(leak, 'lowest').slope).toBeGreaterThan(2)
  })
})
