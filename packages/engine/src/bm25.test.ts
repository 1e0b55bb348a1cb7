import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexTerms, scoreBm25 } from './bm25.js'

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
          actual.forEach((score, i) => {
            expect(score).toBeCloseTo(expected[i] ?? Number.NaN, 9)
          })
        },
      ),
    )
  })

  it('prefers the rare term', () => {
    const index = indexTerms([['tea', 'red'], ['tea', 'blue'], ['tea', 'green'], ['train']])
    const [tea, , , train] = scoreBm25(index, ['tea', 'train'])
    expect(train).toBeGreaterThan(tea ?? Number.POSITIVE_INFINITY)
  })

  it('scores an empty set of documents', () => {
    expect(scoreBm25(indexTerms([]), ['tea'])).toEqual([])
  })

  it.each([{ k1: -1 }, { b: 2 }, { b: Number.NaN }])('refuses %o', (options) => {
    expect(() => scoreBm25(indexTerms([['tea']]), ['tea'], options)).toThrow(RangeError)
  })
})
