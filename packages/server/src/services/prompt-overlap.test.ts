import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlap } from './ingest.js'
import { overlapAroundDeleted } from './prompt-overlap.js'

describe('overlapAroundDeleted', () => {
  it.each<[(string | undefined)[], string[], number]>([
    [['a', undefined, 'c'], ['a', 'b', 'c', 'd'], 3],
    [[undefined, 'b'], ['a', 'b', 'c'], 2],
    [['a', undefined], ['a', 'b', 'c'], 2],
    [['x', undefined, 'a'], ['a', 'b'], 1],
    [[undefined], ['a', 'b'], 0],
    [['a', undefined], ['x', 'y'], 0],
    [[], ['a'], 0],
  ])('of %j and %j is %d', (past, next, length) => {
    expect(overlapAroundDeleted(past, next)).toBe(length)
  })

  it('is the plain overlap where nothing was deleted', () => {
    const turns = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 })
    fc.assert(
      fc.property(turns, turns, (past, next) => overlapAroundDeleted(past, next) === overlap(past, next)),
    )
  })
})
