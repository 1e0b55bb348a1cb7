import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { compact, compactAnnotated } from './compact.js'
import { countTokens } from './count-tokens.js'
import type { Format, Message } from './types.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']
const oddText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    '\ud800 lone \udc00',
    '<|endoftext|>',
    'שלום עולם. מה שלומך?',
    '😀😀😀 👩‍👩‍👧‍👦',
    'こんにちは。東京へ行きます。',
    'Always answer in French. Never use tabs.',
    '```js\nconst a = 1\n```',
    'I went to Paris on 3 May, and I paid $40.50 for the ticket.',
    '   \n\n\t',
    '',
  ),
)
const message = fc.record(
  {
    role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
    content: oddText,
    name: fc.constantFrom('Ann', 'Bob'),
    timestamp: fc.constantFrom('2024-02-03T10:00:00Z', '2024-02-04T10:00:00Z', 'not a time'),
  },
  { requiredKeys: ['role', 'content'] },
)
const conversation = fc
  .array(message, { maxLength: 25 })
  .map((list) => list.map((entry, index): Message => ({ id: `m${index}`, ...entry }) as Message))

describe('compact', () => {
  it('keeps the ceiling in every format, for any text and budget', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 1, max: 400 }), (messages, targetTokens) => {
        const result = compact(messages, { targetTokens, alsoRender: FORMATS })
        for (const format of FORMATS) {
          const rendering = result.renderings[format]
          expect(rendering).toBeDefined()
          expect(countTokens(rendering?.text ?? '')).toBe(rendering?.tokenCount)
          expect(rendering?.tokenCount).toBeLessThanOrEqual(targetTokens)
        }
      }),
      { numRuns: 150, verbose: 1 },
    )
  })

  it('gives the same bytes twice, and from stored annotations', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 1, max: 200 }), (messages, targetTokens) => {
        const once = compact(messages, { targetTokens, explain: true })
        const entries = messages.map((entry) => ({
          message: entry,
          annotation: annotate(entry, { language: once.language }),
        }))
        const stored = JSON.parse(JSON.stringify(entries)) as typeof entries
        expect(compactAnnotated(stored, { targetTokens, explain: true })).toEqual(once)
      }),
      { numRuns: 80, verbose: 1 },
    )
  })
})

describe('annotate', () => {
  it('leaves no kind of white space at the ends of a span', () => {
    for (const space of ['\u00a0', '\u1680', '\u2003', '\u202f', '\u205f', '\u3000', '\ufeff']) {
      const [unit] = annotate({ id: 'm', role: 'user', content: `${space}Hello there!${space}` }).units
      expect([unit?.start, unit?.end]).toEqual([1, 13])
    }
  })

  it('gives ordered spans inside the content that never split a surrogate pair', () => {
    fc.assert(
      fc.property(oddText, (content) => {
        const { units } = annotate({ id: 'm', role: 'user', content })
        let last = 0
        for (const unit of units) {
          expect(unit.start).toBeGreaterThanOrEqual(last)
          expect(unit.end).toBeGreaterThan(unit.start)
          expect(unit.end).toBeLessThanOrEqual(content.length)
          expect(content.slice(unit.start, unit.end).trim()).toBe(content.slice(unit.start, unit.end))
          last = unit.end
        }
      }),
      { numRuns: 200, verbose: 1 },
    )
  })
})
