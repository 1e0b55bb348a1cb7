import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { buildConversation } from './conversation.js'
import type { Message } from './types.js'
import { unitPlaces } from './unit-places.js'

const conversationOf = (messages: readonly Message[]) =>
  buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )

describe('unitPlaces', () => {
  it('finds every unit where it begins, and nothing in between', () => {
    const conversation = conversationOf([
      { id: 'a', role: 'user', content: 'I bought a kayak. It leaks at the stern. Can you mend it?' },
      { id: 'b', role: 'assistant', content: '' },
      { id: 'c', role: 'assistant', content: 'Yes. Bring it on Friday.' },
    ])
    const { unitAt } = unitPlaces(conversation)
    expect(conversation.units.length).toBeGreaterThan(4)
    for (const { index, messageIndex, annotation } of conversation.units) {
      const messageId = conversation.entries[messageIndex]?.message.id ?? ''
      expect(unitAt({ messageId, start: annotation.start })).toBe(index)
      expect(unitAt({ messageId, start: annotation.start + 1 })).toBe(-1)
    }
    expect(unitAt({ messageId: 'b', start: 0 })).toBe(-1)
    expect(unitAt({ messageId: 'nobody', start: 0 })).toBe(-1)
  })

  it('looks in all messages of one id, the newest first', () => {
    const content = 'The hall is free. The boat is not.'
    const conversation = conversationOf([
      { id: 'a', role: 'user', content },
      { id: 'a', role: 'user', content: 'The hall.' },
    ])
    const { unitAt, unitsAt } = unitPlaces(conversation)
    const places = [18, 0, 1].map((start) => ({ messageId: 'a', start }))
    expect(places.map(unitAt)).toEqual([1, 2, -1])
    expect(unitsAt(places).map(({ index }) => index)).toEqual([0, 1, 2])
    expect(unitsAt([{ messageId: 'nobody', start: 0 }])).toEqual([])
  })
})
