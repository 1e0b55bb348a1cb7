import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'
import { isClosingTurn } from './closing-words.js'

describe('isClosingTurn', () => {
  it.each([
    ['en', 'ta, bye'],
    ['en', 'Thank you so much!'],
    ['en', "thanks, that's all"],
    ['de', 'Danke, bis Samstag!'],
    ['fr', 'Merci beaucoup, à vendredi !'],
    ['es', 'genial, gracias'],
    ['pt', 'Obrigada, até amanhã!'],
    ['zh', '好的，谢谢'],
    ['ja', 'ありがとうございました。'],
  ])('%s %j', (language, text) => {
    expect(isClosingTurn(text, language)).toBe(true)
  })

  it.each([
    ['en', 'Thanks, and a cot for the baby'],
    ['en', 'great, book that one'],
    ['de', 'Danke, bis Samstag um 19 Uhr'],
    ['fr', 'Merci, finalement samedi à 10 h'],
    ['es', 'gracias, el jueves no puedo'],
    ['zh', '好的，周六上午十点'],
    ['ko', '감사합니다'],
  ])('not %s %j', (language, text) => {
    expect(isClosingTurn(text, language)).toBe(false)
  })

  it('is no newest request that has to stand word for word', () => {
    const turns = [
      'I want a berth for the Gannet on 9 May',
      'Berth 12 is reserved for 9 May, and it costs £40.',
      'Is there a crane?',
      'Yes, by the north pier.',
      'ta, bye',
    ]
    const messages = turns.map(
      (content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }),
    )
    const { text } = compact(messages, { targetTokens: 40 })
    expect(text).toContain('Berth 12 is reserved')
    expect(text).not.toContain('bye')
  })
})
