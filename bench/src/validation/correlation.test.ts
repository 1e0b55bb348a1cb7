import { describe, expect, it } from 'vitest'
import { alarms, spearman } from './correlation.js'

describe('spearman', () => {
  it('is 1 for the same order and -1 for the reverse', () => {
    expect(spearman([1, 2, 30, 400], [0.1, 0.2, 0.3, 0.4])).toBeCloseTo(1)
    expect(spearman([1, 2, 3], [9, 5, 1])).toBeCloseTo(-1)
  })

  it('shares the ranks of ties', () => {
    // Ranks 0.5, 0.5, 2 against 0, 1, 2: covariance 1.5, variances 1.5 and 2.
    expect(spearman([1, 1, 2], [1, 2, 3])).toBeCloseTo(1.5 / Math.sqrt(1.5 * 2))
  })
})

describe('alarms', () => {
  it('counts the worst quarter that is warned about', () => {
    const result = alarms([0.1, 0.9, 0.8, 0.95], [0.2, 0.3, 0.9, 1], 0.7)
    expect(result).toEqual({ quartile: 0.3, fires: 0.5, precision: 1, raised: 0.25, ofTheRest: 0 })
  })
})
