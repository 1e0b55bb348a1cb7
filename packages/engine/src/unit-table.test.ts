import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { buildConversation } from './conversation.js'
import { ACT_BIT, WORDING_BIT } from './salience/bit-features.js'
import type { Message } from './types.js'
import { FLAG } from './unit-flags.js'

const MESSAGES: readonly Message[] = [
  {
    id: 'm1',
    role: 'user',
    content: 'Never mail Ada before 9:30. Actually, make it 10, and I really like tea.',
  },
  { id: 'm2', role: 'assistant', content: 'Shall I book the room `b-12` in Leeds?\n- blue\n- red' },
  { id: 'm3', role: 'tool', content: '{"id": 17, "status": "open", "items": [1, 2, 3]}' },
  { id: 'm4', role: 'system', content: 'Always answer in English.' },
]

describe('UnitTable', () => {
  const entries = MESSAGES.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) }))
  const { units, table } = buildConversation(entries)

  it.each(units.map((unit) => [unit.index, unit] as const))(
    'says of unit %i what its annotation says',
    (at, unit) => {
      const { annotation } = unit
      expect(table.tokens(at)).toBe(annotation.tokenCount)
      expect(table.denseTokens(at)).toBe(annotation.shortenedTokenCount ?? annotation.tokenCount)
      expect(table.price(at)).toBe(annotation.price ?? table.denseTokens(at))
      expect(table.words(at)).toBe(annotation.wordCount)
      expect(table.names(at)).toBe(annotation.names.length)
      expect(table.numbers(at)).toBe(annotation.numbers.length)
      expect(table.identifiers(at)).toBe(annotation.identifiers.length)
      for (const [name, bit] of Object.entries(WORDING_BIT))
        expect((table.wording(at) & bit) !== 0, name).toBe(annotation.wording.includes(name))
      for (const [name, bit] of Object.entries(ACT_BIT)) {
        const isSo = annotation.act === name || annotation.stances.some((stance) => stance === name)
        expect((table.acts(at) & bit) !== 0, name).toBe(isSo)
      }
    },
  )

  it('marks units with what their message is', () => {
    const bits = FLAG.ofUser | FLAG.ofAssistant | FLAG.ofSystem | FLAG.ofTool
    const ofMessage = (id: string) => {
      const unit = units.find(({ messageIndex }) => MESSAGES[messageIndex]?.id === id)
      return table.flags(unit?.index ?? -1) & bits
    }
    expect(['m1', 'm2', 'm3', 'm4'].map(ofMessage)).toEqual([
      FLAG.ofUser,
      FLAG.ofAssistant,
      FLAG.ofTool,
      FLAG.ofSystem,
    ])
  })

  it('takes other shorter forms without changing the table that it was made from', () => {
    const [first] = units
    if (first === undefined) throw new Error('no unit')
    const annotation = { ...first.annotation, shortened: 'x', shortenedTokenCount: 1 }
    const shorter = table.withShortened([{ index: 0, annotation }])
    expect([shorter.denseTokens(0), shorter.tokens(0)]).toEqual([1, first.annotation.tokenCount])
    expect(table.denseTokens(0)).toBe(first.annotation.shortenedTokenCount ?? first.annotation.tokenCount)
  })
})
