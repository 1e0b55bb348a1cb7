import fc from 'fast-check'
import * as cl100k from 'gpt-tokenizer/encoding/cl100k_base'
import * as o200k from 'gpt-tokenizer/encoding/o200k_base'
import { describe, expect, it } from 'vitest'
import { countTokens, createLineCounter, truncateToTokens } from './count-tokens.js'
import type { Encoding } from './types.js'

const plain = { disallowedSpecial: new Set<string>() }
const oracle: Record<Encoding, (text: string) => number> = {
  o200k_base: (text) => o200k.countTokens(text, plain),
  cl100k_base: (text) => cl100k.countTokens(text, plain),
}
const encodings: Encoding[] = ['o200k_base', 'cl100k_base']

/** Sentences of ours with everything that splits oddly: contractions, indents, paths, marks, joined emoji. */
const SENTENCES = [
  "We'll meet at 10:45, don't be late!\n",
  'Das Straßenfest beginnt übermorgen; die Höhe beträgt 1.234,56 €. ',
  'La réunion a été déplacée à l’automne… « vraiment ? »\n\n',
  '請在星期三之前把報告寄給我，謝謝。我们明天见！',
  'ミーティングは午後三時からです。よろしくお願いします。\r\n',
  'พรุ่งนี้ประชุมตอนบ่ายสามโมง ',
  'الاجتماع غدًا الساعة الثالثة. ',
  'कल बैठक तीन बजे है। ',
  '👩‍👩‍👧‍👦 🇨🇭🏳️‍🌈 ok 👍🏽 ',
  '\tif (total >= 3) {\n\t\treturn name + "/path" // done\n\t}\n\n/usr/local/bin\n/etc\n',
  '{"id":"A-4711","list":[1,22,333,4444]}    \n   ',
  "he said 'no' — I'D rather not; it's 5'11\" ",
  '<|endoftext|> and <|im_start|>system ',
  'cafe\u0301 nai\u0308ve \u200Bzero\u200Dwidth ',
]
const mixedText = fc
  .array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 300 })
  .map((parts) => parts.join(''))

describe('countTokens', () => {
  it.each(encodings)('equals the tokenizer on mixed multilingual text (%s)', (encoding) => {
    fc.assert(
      fc.property(mixedText, (text) => {
        expect(countTokens(text, encoding)).toBe(oracle[encoding](text))
      }),
      { numRuns: 60 },
    )
  })

  it.each(encodings)(
    'equals the tokenizer on any short Unicode text, lone surrogates included (%s)',
    (encoding) => {
      fc.assert(
        fc.property(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.string({ unit: 'grapheme', maxLength: 200 }),
          (a, b) => {
            expect(countTokens(a + b, encoding)).toBe(oracle[encoding](a + b))
          },
        ),
      )
    },
  )

  it('defaults to o200k_base', () => {
    const text = 'Straßenbahnhaltestelle 你好'
    expect(countTokens(text)).toBe(oracle.o200k_base(text))
    expect(countTokens(text)).not.toBe(oracle.cl100k_base(text))
  })

  it('counts special tokens as plain text', () => {
    expect(countTokens('<|endoftext|>')).toBeGreaterThan(1)
  })

  it('adds up at a cut before a space and a letter and after a newline', () => {
    const text = SENTENCES.join('')
    const cuts = [...text.matchAll(/(?<=[\p{L}\p{N}])(?= \p{L})|(?<=\n)(?=[^\s/])/gu)].map((m) => m.index)
    expect(cuts.length).toBeGreaterThan(25)
    for (const cut of cuts) {
      expect(countTokens(text.slice(0, cut)) + countTokens(text.slice(cut))).toBe(countTokens(text))
    }
  })

  it.each([
    ['one letter', 'a'.repeat(100_000)],
    ['unspaced Chinese', '漢字'.repeat(15_000)],
    ['emoji', '😀'.repeat(20_000)],
    ['spaces', ' '.repeat(100_000)],
    ['dashes', '-'.repeat(100_000)],
    ['lone surrogates', '\ud800'.repeat(50_000)],
  ])('counts a long run without a split point: %s', (_name, text) => {
    // In one piece each of these takes seconds; the count of pieces stays within a token per piece of a linear law.
    const perChar = countTokens(text.slice(0, 2_000)) / 2_000
    const expected = perChar * text.length
    expect(Math.abs(countTokens(text) - expected)).toBeLessThanOrEqual(0.01 * expected + 2)
  })

  it('refuses an unknown encoding and names the known ones', () => {
    // The cast stands for a caller without types.
    expect(() => countTokens('x', 'p50k' as Encoding)).toThrow(/"p50k".*o200k_base or cl100k_base/)
  })
})

describe('truncateToTokens', () => {
  const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
  const isGraphemeEnd = (text: string, end: number) =>
    end === 0 || end === text.length || graphemes.segment(text).containing(end)?.index === end

  it.each(encodings)('returns a prefix within the limit that ends between graphemes (%s)', (encoding) => {
    fc.assert(
      fc.property(mixedText, fc.integer({ min: 0, max: 3_000 }), (text, limit) => {
        const cut = truncateToTokens(text, limit, encoding)

        expect(text.startsWith(cut)).toBe(true)
        expect(countTokens(cut, encoding)).toBeLessThanOrEqual(limit)
        expect(isGraphemeEnd(text, cut.length)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('uses the limit: at most the tokens of one grapheme stay unused', () => {
    fc.assert(
      fc.property(mixedText, fc.integer({ min: 40, max: 400 }), (text, limit) => {
        const cut = truncateToTokens(text, limit)
        const costliestGrapheme = countTokens('👩‍👩‍👧‍👦')

        const unused = limit - countTokens(cut)
        expect(cut.length === text.length || unused <= costliestGrapheme).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('returns the text itself when it fits', () => {
    expect(truncateToTokens('All of it.', 100)).toBe('All of it.')
  })

  it('keeps nothing of a grapheme that does not fit', () => {
    expect(truncateToTokens('👩‍👩‍👧‍👦', 2)).toBe('')
  })

  it('stays fast and within the limit on a run without a split point', () => {
    const cut = truncateToTokens('a'.repeat(100_000), 5_000)
    expect(countTokens(cut)).toBeLessThanOrEqual(5_000)
    expect(countTokens(cut)).toBeGreaterThan(4_990)
  })

  it.each([-1, Number.NaN])('refuses the limit %s', (limit) => {
    expect(() => truncateToTokens('x', limit)).toThrow(RangeError)
  })
})

describe('createLineCounter', () => {
  it('counts texts of lines as they are counted whole, whatever was counted before', () => {
    fc.assert(
      fc.property(
        fc.array(mixedText, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...encodings),
        (texts, encoding) => {
          const lines = createLineCounter(encoding)
          for (const text of texts) expect(lines.count(text)).toBe(countTokens(text, encoding))
          for (const text of texts) expect(lines.count(text)).toBe(countTokens(text, encoding))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('counts joined lines as their text, blank ones and lines that open with what a break may take too', () => {
    const line = fc.oneof(
      mixedText,
      fc.constantFrom('', ' indented', '/path', 'Ada: fine.', 'two\nlines', '\t'),
    )
    fc.assert(
      fc.property(
        fc.array(fc.array(line, { maxLength: 6 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(...encodings),
        (texts, encoding) => {
          const counter = createLineCounter(encoding)
          for (const lines of [...texts, ...texts])
            expect(counter.countJoined(lines)).toBe(countTokens(lines.join('\n'), encoding))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('adds up exactly where it says so, and says not where a line has no word boundary in reach', () => {
    const lines = createLineCounter('o200k_base')
    const words = `${'a long line of words, '.repeat(400)}\n`.repeat(3)
    expect(lines.count(words)).toBe(countTokens(words))
    expect(lines.isExact).toBe(true)
    lines.count(`short\n${'x'.repeat(6_000)}`)
    expect(lines.isExact).toBe(false)
  })
})
