import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { countTokens } from '../../src/count-tokens.js'
import { lexicons, wordedLexicons } from '../../src/lexicon/registry.js'
import type { Encoding, Format } from '../../src/types.js'
import { asMessages, CASES, OTHER_SCRIPTS } from './conversations.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']
const ENCODINGS: readonly Encoding[] = ['o200k_base', 'cl100k_base']
/** Words that only the engine writes, in English. */
const ENGLISH_HEADINGS = [
  'Rules',
  'Decisions',
  'Preferences',
  'History',
  'Next',
  'Open',
  'Now',
  'User',
  'Assistant',
  'said',
]

const plain = (text: string) => text.replace(/\s+/g, ' ')

describe.each(CASES)('a talk in $language', ({ language, rule, preference, decision, turns }) => {
  const messages = asMessages(turns)
  const original = countTokens(turns.join('\n'))
  const atShare = (share: number, format: Format) =>
    compact(messages, { targetTokens: Math.floor(original * share), format })

  it('is recognised', () => {
    expect(atShare(0.4, 'structured').language).toBe(language)
  })

  it.each(FORMATS)('keeps its rule word for word at 25 per cent (%s)', (format) => {
    expect(atShare(0.25, format).text).toContain(rule)
  })

  it('keeps the preference and the decision at 60 per cent', () => {
    const { text } = atShare(0.6, 'structured')
    expect(text).toContain(preference)
    expect(text).toContain(decision)
  })

  it('finds the typed items', () => {
    const { constraints, preferences, decisions } = compact(messages)
    expect(constraints.map((item) => item.content).join('\n')).toContain(rule)
    expect(preferences.map((item) => item.content).join('\n')).toContain(preference)
    expect(decisions.map((item) => item.content).join('\n')).toContain(decision)
  })

  it.each(FORMATS)('is rendered in its own language (%s)', (format) => {
    const { text } = atShare(0.5, format)
    const wording = lexicons[language]?.wording
    const own = Object.values(wording ?? {}).join(' ')
    for (const heading of ENGLISH_HEADINGS)
      if (!own.includes(heading)) expect(text).not.toMatch(new RegExp(`\\b${heading}\\b`))
    expect(plain(text)).toContain(wording?.user)
  })
})

describe.each([
  ...CASES.map(({ language, turns }) => [language, turns] as const),
  ...Object.entries(OTHER_SCRIPTS),
])('budgets in %s', (language, turns) => {
  it.each(ENCODINGS)('are kept to the token in every format (%s)', (encoding) => {
    const messages = asMessages(turns)
    for (const format of FORMATS)
      for (const targetTokens of [1, 7, 20, 45, 90, 160, 400]) {
        const { text, tokenCount } = compact(messages, { targetTokens, format, encoding })
        expect(tokenCount).toBe(countTokens(text, encoding))
        expect(tokenCount, `${format} ${targetTokens}`).toBeLessThanOrEqual(targetTokens)
      }
  })

  it('returns no broken character', () => {
    const whole = turns.join('\n')
    const headings = Object.values(wordedLexicons[language]?.wording ?? {}).join(' ')
    for (const targetTokens of [5, 25, 60, 120]) {
      const { text } = compact(asMessages(turns), { targetTokens })
      expect(text).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/)
      expect(text).not.toContain('\uFFFD')
      // What is kept of a script without a lexicon is kept as it was said.
      for (const run of text.match(/[\p{Script=Thai}\p{Script=Arabic}\p{Script=Hangul}]+/gu) ?? [])
        if (!headings.includes(run)) expect(whole).toContain(run)
    }
  })
})
