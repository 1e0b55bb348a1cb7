import { describe, expect, it } from 'vitest'
import { compact } from '../../../src/compact.js'
import { countTokens } from '../../../src/count-tokens.js'
import type { Format } from '../../../src/types.js'
import { keptOf } from './kept.js'
import { messagesOf, type NotedTalk } from './noted-talk.js'
import { HELD_TALKS, OPEN_TALKS } from './talks.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'injection']
const TALKS = [...OPEN_TALKS, ...HELD_TALKS].map((talk) => ({ name: `${talk.language} ${talk.kind}`, talk }))

describe('conversations with notes, in six languages', () => {
  it.each(TALKS)('$name: is recognised, and keeps its budgets and its language', ({ talk }) => {
    const messages = messagesOf(talk)
    const tokens = countTokens(messages.map(({ content }) => content).join('\n'))
    for (const format of FORMATS)
      for (const share of [0.1, 0.2, 0.3]) {
        const targetTokens = Math.floor(tokens * share)
        const { text, tokenCount, language } = compact(messages, { targetTokens, format })
        expect(language).toBe(talk.language)
        expect(tokenCount).toBe(countTokens(text))
        expect(tokenCount).toBeLessThanOrEqual(targetTokens)
        expect(text).not.toMatch(/\b(?:User|Rules|History|Decisions|Now): /)
      }
  })

  it.each(TALKS)('$name: every rule of its system prompt is a constraint', ({ talk }) => {
    const prompt = messagesOf(talk).find(({ role }) => role === 'system')?.content ?? ''
    const { items } = compact(messagesOf(talk), { targetTokens: 3_000 })
    const constraints = items.filter(({ type }) => type === 'constraint').map(({ content }) => content)
    const rules = talk.notes.filter(
      ([type, ...parts]) => type === 'constraint' && parts.every((part) => prompt.includes(part)),
    )
    for (const [, ...parts] of rules)
      expect(constraints.some((said) => parts.every((part) => said.includes(part)))).toBe(true)
  })

  /** Shares of notes, measured; lower ones mean that something was lost. */
  it.each([
    ['open', OPEN_TALKS, { listed: 0.7, rightlyTyped: 0.45, at30: 0.42, stale: 10 }],
    ['held', HELD_TALKS, { listed: 0.6, rightlyTyped: 0.4, at30: 0.35, stale: 8 }],
  ] as const)('%s: the notes stand among the items and in the text', (_, talks, least) => {
    const all = (talks as readonly NotedTalk[]).map(keptOf)
    const sum = (of: (kept: (typeof all)[number]) => number) =>
      all.reduce((total, kept) => total + of(kept), 0)
    const notes = sum((kept) => kept.notes)
    expect(sum((kept) => kept.listed.length) / notes).toBeGreaterThanOrEqual(least.listed)
    expect(sum((kept) => kept.rightlyTyped.length) / notes).toBeGreaterThanOrEqual(least.rightlyTyped)
    expect(sum((kept) => kept.at30.length) / notes).toBeGreaterThanOrEqual(least.at30)
    expect(sum((kept) => kept.staleItems.length + kept.staleText.length)).toBeLessThanOrEqual(least.stale)
  })
})
