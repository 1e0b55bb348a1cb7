import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBm25Index, indexTerms, scoreBm25 } from './bm25.js'

/** The formula as it stands in the paper, computed for one document at a time. */
function oracle(documents: string[][], query: string[], k1: number, b: number): number[] {
  const mean = documents.reduce((sum, document) => sum + document.length, 0) / documents.length
  const occurrences = (document: string[], term: string) => document.filter((t) => t === term).length
  return documents.map((document) => {
    let score = 0
    for (const term of new Set(query)) {
      const tf = occurrences(document, term)
      if (tf === 0) continue
      const df = documents.filter((d) => d.includes(term)).length
      const idf = Math.log(1 + (documents.length - df + 0.5) / (df + 0.5))
      score += (idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * document.length) / mean))
    }
    return score
  })
}

const term = fc.constantFrom('red', 'green', 'blue', 'tea', 'train', 'noon')
const documents = fc.array(fc.array(term, { maxLength: 12 }), { minLength: 1, maxLength: 12 })

describe('scoreBm25', () => {
  it('equals the formula of the paper', () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(term, { maxLength: 5 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (texts, query, k1, b) => {
          const expected = oracle(texts, query, k1, b)
          const actual = scoreBm25(indexTerms(texts), query, { k1, b })
          expected.forEach((score, i) => {
            expect(actual.get(i) ?? 0).toBeCloseTo(score, 9)
          })
        },
      ),
    )
  })

  it('prefers the rare term', () => {
    const index = indexTerms([['tea', 'red'], ['tea', 'blue'], ['tea', 'green'], ['train']])
    const scores = scoreBm25(index, ['tea', 'train'])
    expect(scores.get(3)).toBeGreaterThan(scores.get(0) ?? Number.POSITIVE_INFINITY)
  })

  it('scores an empty set of documents', () => {
    expect(scoreBm25(indexTerms([]), ['tea']).size).toBe(0)
  })

  it.each([{ k1: -1 }, { b: 2 }, { b: Number.NaN }])('refuses %o', (options) => {
    expect(() => scoreBm25(indexTerms([['tea']]), ['tea'], options)).toThrow(RangeError)
  })
})

describe('a growing index', () => {
  it('is after any additions and removals as if only what is left had been added', () => {
    const steps = fc.array(
      fc.oneof(
        { weight: 3, arbitrary: fc.array(term, { maxLength: 6 }).map((terms) => ({ terms })) },
        { weight: 2, arbitrary: fc.nat().map((pick) => ({ pick })) },
        // More than stay in the lists at once.
        { weight: 1, arbitrary: fc.constant({ many: 300 }) },
      ),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(steps, fc.array(term, { maxLength: 4 }), (all, query) => {
        const index = createBm25Index()
        const left = new Map<number, string[]>()
        for (const step of all) {
          if ('terms' in step) left.set(index.add(step.terms), step.terms)
          else if ('many' in step)
            for (let i = 0; i < step.many; i++) index.remove(index.add(['tea', 'noon']))
          else {
            const numbers = [...left.keys()]
            const number = numbers[step.pick % Math.max(1, numbers.length)] ?? -1
            index.remove(number)
            left.delete(number)
          }
        }
        const numbers = [...left.keys()]
        const fresh = scoreBm25(indexTerms([...left.values()]), query)
        const actual = scoreBm25(index, query)

        expect(index.size).toBe(left.size)
        expect([...actual.keys()].sort((x, y) => x - y)).toEqual(
          [...fresh.keys()].map((i) => numbers[i] ?? -1).sort((x, y) => x - y),
        )
        for (const [i, score] of fresh) expect(actual.get(numbers[i] ?? -1)).toBeCloseTo(score, 9)
      }),
      { verbose: true },
    )
  })
})
