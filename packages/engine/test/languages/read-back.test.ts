import { describe, expect, it } from 'vitest'
import { compact } from '../../src/compact.js'
import { countTokens } from '../../src/count-tokens.js'
import type { CompactionResult, Format, Message } from '../../src/types.js'
import { asMessages, CASES } from './conversations.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']
const ROUNDS = 10
const SHARE = 0.5

const contents = ({ items }: CompactionResult) =>
  items.map(({ type, content }) => `${type}: ${content}`).sort()
const recall = (content: string, at = 0): Message => ({ id: `recall${at}`, role: 'user', content })

describe.each(CASES)('a text of ours in $language that is fed in again', ({ turns, rule }) => {
  const messages = asMessages(turns)
  const targetTokens = Math.floor(countTokens(turns.join('\n')) * SHARE)

  it.each(FORMATS)('%s: is returned as it is where it fits and stands alone', (format) => {
    const { text } = compact(messages, { targetTokens, format })
    expect(compact([recall(text)], { targetTokens, format }).text).toBe(text)
  })

  it.each(FORMATS)('%s: is returned as it is with days, to its last token, three times', (format) => {
    const dated = messages.map((message, at): Message => {
      return { ...message, timestamp: new Date(Date.UTC(2026, 2, 1 + at)).toISOString() }
    })
    for (const share of [0.35, 0.6]) {
      const room = Math.floor(countTokens(turns.join('\n')) * share)
      const { text, tokenCount } = compact(dated, { targetTokens: room, format })
      for (let round = 1; round <= 3; round++)
        expect(compact([recall(text, round)], { targetTokens: tokenCount, format }).text).toBe(text)
    }
  })

  it.each(FORMATS)('%s: changes nothing beside what it recalls', (format) => {
    const once = compact(messages, { targetTokens, format })
    const again = compact([...messages, recall(once.text)], { targetTokens, format })
    expect(contents(again)).toEqual(contents(once))
    expect(again.text).toBe(once.text)
  })

  it.each(FORMATS)(`%s: keeps its items and its rule through ${ROUNDS} rounds alone`, (format) => {
    let { text } = compact(messages, { targetTokens, format })
    const first = compact([recall(text)], { targetTokens, format })
    for (let round = 1; round <= ROUNDS; round++) {
      const next = compact([recall(text, round)], { targetTokens, format })
      expect(contents(next)).toEqual(contents(first))
      expect(next.text).toContain(rule)
      text = next.text
    }
  })
})
