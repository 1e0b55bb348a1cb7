import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readWords, readWordsOf } from './words.js'

describe('readWords', () => {
  it.each([
    ['Eröffnung também año', ['eröffnung', 'também', 'año']],
    ["it's Anna’s café—ok…", ["it's", "anna's", 'café', 'ok']],
    ['6月15号 会议', ['6', '月', '15', '号', '会', '议']],
    ['snake_case x2 3rd', ['snake_case', 'x2', '3rd']],
    ['กาแฟ2แก้ว', ['ก', 'า', 'แ', 'ฟ', '2', 'แ', 'ก', '้', 'ว']],
    ["a'b2 c", ['a', 'b2', 'c']],
    ["rock'n'roll'", ["rock'n'roll"]],
    ["it's'é", ["it's", 'é']],
    ["a'bé x²’s", ['a', 'bé', "x²'s"]],
    ["don't我们a_1", ['don', 't', '我', '们', 'a_1']],
  ])('reads %j', (text, words) => {
    expect(readWords(text).lower).toEqual(words)
  })

  it('never ends a word inside a run of letters and digits of spaced scripts', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'Z', '7', 'é', 'ü', 'ж', ' ', '漢', '.', '_'),
      maxLength: 40,
    })
    fc.assert(
      fc.property(text, (sample) => {
        const { ends } = readWords(sample)
        for (const end of ends) expect(sample.slice(end - 1, end + 1)).not.toMatch(/^[aZ7éüж_]{2}$/)
      }),
    )
  })

  it('reads the words of a part as those of the same text by itself', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', '7', 'é', "'", '’', ' ', '漢', '.', '-', '_'),
      maxLength: 30,
    })
    fc.assert(
      fc.property(text, text, text, (before, part, after) => {
        const alone = readWords(part)
        expect(readWordsOf(part, before + part + after, before.length)).toEqual(alone)
      }),
    )
  })

  it('gives places that hold the words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (sample) => {
        const { lower, starts, ends } = readWords(sample)
        lower.forEach((word, at) => {
          expect(sample.slice(starts[at], ends[at]).toLowerCase().replace('’', "'")).toBe(word)
        })
      }),
    )
  })
})
