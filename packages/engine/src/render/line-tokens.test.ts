import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countTokens, createLineCounter } from '../count-tokens.js'
import { isSameWhenClosed, LineTally, lineTokensOf, onOneLine } from './line-tokens.js'

const OPENING = 'Ann: '
const ALPHABET = Array.from('aZé中字ك 🙂1２,;.:!?-–\'’"()[]/_\n\t…ß°½\u0301')
const text = fc
  .array(fc.oneof(fc.constantFrom(...ALPHABET), fc.constantFrom('word', "don't", ' the ', '12,5', 'n’t')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))
const joint = fc.constantFrom(' ', '. ', '; ')

/** Writes a line of texts as a rendering does. */
function written(pieces: readonly (readonly [string, string])[]) {
  const tally = new LineTally(countTokens(OPENING.trimEnd()))
  let line = ''
  for (const [own, between] of pieces) {
    const before = line === '' ? '' : between
    tally.add(line, before, lineTokensOf(own))
    line += before + onOneLine(own)
  }
  return { line: OPENING + line, tokens: tally.tokens }
}

describe('LineTally', () => {
  it('adds up to the tokens of the line, or says that it does not know', () => {
    let known = 0
    fc.assert(
      fc.property(fc.array(fc.tuple(text, joint), { minLength: 1, maxLength: 4 }), (pieces) => {
        const { line, tokens } = written(pieces)
        if (Number.isNaN(tokens)) return
        known++
        expect(tokens).toBe(countTokens(line))
      }),
      { numRuns: 3_000 },
    )
    expect(known).toBeGreaterThan(500)
  })

  it('gives a counter of lines what it needs for a text of several', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, joint), { minLength: 2, maxLength: 4 }), (pieces) => {
        const lines = pieces.map((piece) => written([piece]))
        const sure = lines.flatMap(({ line, tokens }): [string, number][] =>
          Number.isNaN(tokens) ? [] : [[line, tokens]],
        )
        const counter = createLineCounter('o200k_base', new Map(sure))
        const texts = lines.map(({ line }) => line)
        expect(counter.countJoined(texts)).toBe(countTokens(texts.join('\n')))
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('lineTokensOf', () => {
  it.each(['', ' Ends in a blank ', '...', 'x'.repeat(600)])('is not sure of %j', (odd) => {
    expect(lineTokensOf(odd)).toBeUndefined()
  })

  it('counts a unit of two lines as it stands in one', () => {
    expect(lineTokensOf('We go\n  by train.')).toBe(countTokens(' We go by train.'))
  })
})

describe('isSameWhenClosed', () => {
  it.each([
    ['we leave at nine,', true],
    ['we leave at nine', true],
    ['we leave "at nine",', false],
    ['we leave –', false],
  ])('%j: %s', (open, isSame) => {
    const closed = open.replace(/[,;]$|\s+–$/, '.')
    expect(isSameWhenClosed(open, closed)).toBe(isSame)
    if (isSame) expect(countTokens(` ${closed}`)).toBe(countTokens(` ${open}`))
  })
})
