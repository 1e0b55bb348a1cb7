import { describe, expect, it } from 'vitest'
import { type Example, fitWeights } from './listwise.js'

/** A small linear congruential generator: the lists must be the same on every machine. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Lists whose targets follow exp(2 · first feature − 1 · second); the third feature is noise. */
function lists(count: number, scale: number): Example[] {
  const next = numbersFrom(7)
  return Array.from({ length: count }, (_, list) => {
    const rows = Float64Array.from({ length: 40 * 3 }, () => next())
    const target = Float64Array.from({ length: 40 }, (_, i) =>
      Math.exp(2 * (rows[3 * i] ?? 0) - (rows[3 * i + 1] ?? 0)),
    )
    // One list is far richer than the others, which must not matter.
    return { rows, target: list === 0 ? target.map((value) => value * scale) : target, weight: 1 }
  })
}

describe('fitWeights', () => {
  it('finds the weights that made the targets', () => {
    const { weights, loss, startLoss } = fitWeights(lists(20, 1), 3, { l2: 0 })
    expect(weights[0]).toBeCloseTo(2, 1)
    expect(weights[1]).toBeCloseTo(-1, 1)
    expect(Math.abs(weights[2] ?? 1)).toBeLessThan(0.05)
    expect(loss).toBeLessThan(startLoss)
  })

  it('learns nothing from how rich a list is', () => {
    const plain = fitWeights(lists(20, 1), 3, { l2: 0 }).weights
    fitWeights(lists(20, 1000), 3, { l2: 0 }).weights.forEach((weight, at) => {
      expect(weight).toBeCloseTo(plain[at] ?? Number.NaN, 9)
    })
  })

  it('keeps a weight at its floor', () => {
    const { weights } = fitWeights(lists(20, 1), 3, { l2: 0, floors: [undefined, -0.5] })
    expect(weights[1]).toBeCloseTo(-0.5)
    expect(weights[0]).toBeGreaterThan(1.5)
  })

  it('passes over lists in which nothing is wanted', () => {
    const empty: Example = { rows: new Float64Array(6).fill(1), target: new Float64Array(2), weight: 1 }
    expect(fitWeights([...lists(5, 1), empty], 3, { l2: 0 }).weights).toEqual(
      fitWeights(lists(5, 1), 3, { l2: 0 }).weights,
    )
  })

  it('finds what the shape of a list adds to its weights', () => {
    // Weights of 2 and −1 in lists of shape 1, of −2 and 1 in lists of shape −1.
    const mirrored = lists(20, 1).map((example) => ({
      ...example,
      rows: example.rows.map((value) => 1 - value),
      shape: [-1],
    }))
    const plain = lists(20, 1).map((example) => ({ ...example, shape: [1] }))
    const { weights, shifts } = fitWeights([...plain, ...mirrored], 3, { l2: 0 })
    expect(weights[0]).toBeCloseTo(0, 1)
    expect(shifts[0]?.[0]).toBeCloseTo(2, 1)
    expect(shifts[0]?.[1]).toBeCloseTo(-1, 1)
  })
})
