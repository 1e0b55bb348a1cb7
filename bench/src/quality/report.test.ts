import { describe, expect, it } from 'vitest'
import { compareTable, type SavedRun, spearman } from './report.js'

const run = (label: string, rets: Readonly<Record<string, number>>): SavedRun => ({
  label,
  rows: Object.entries(rets).map(([id, ret]) => ({ id, source: 'chats', method: label, label: '20%', ret })),
})

describe('spearman', () => {
  it('is 1 for any growing relation and -1 for any falling one', () => {
    expect(spearman([1, 2, 3, 4], [1, 8, 27, 64])).toBeCloseTo(1)
    expect(spearman([1, 2, 3, 4], [9, 7, 2, 1])).toBeCloseTo(-1)
  })

  it('gives ties their mean rank', () => {
    // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: covariance 4.5 over sqrt(4.5 * 5).
    expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5))
  })

  it('is not a number when one side never varies', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN()
  })
})

describe('compareTable', () => {
  it('compares only the conversations that both runs have', () => {
    const table = compareTable(run('old', { a: 0.5, b: 0.5 }), run('new', { a: 0.6, b: 0.4, c: 1 }), 'new')
    expect(table).toContain('before: old   after: new')
    expect(table).toMatch(/20% {2}chats +50\.0 +50\.0 +\+0\.0 +1 +1/)
  })
})
