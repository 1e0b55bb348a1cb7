import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { pickedOptions } from './picked-options.js'

const SENTENCES =
  'Hotel Quay in Elmsund has family rooms for 104 euros with parking; the Cardinal in Rugholm is 118 without parking.'
const LIST =
  'You could take:\n- Villa Brink, 1,050 a week, garden\n- Haus Ebba, 980 a week, no garden\n- Casa Olmo, 1,240 a week, sea view'

function messagesOf(offer: string, reply: string): Message[] {
  return [
    { id: 'u0', role: 'user', content: 'Something for the night of the 17th, please.' },
    { id: 'a0', role: 'assistant', content: offer },
    { id: 'u1', role: 'user', content: reply },
  ]
}

function picksOf(offer: string, reply: string, language = 'en'): string[] {
  const conversation = buildConversation(
    messagesOf(offer, reply).map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  return pickedOptions(conversation).map(({ picked }) => textOf(conversation, picked).slice(0, 13))
}

describe('pickedOptions', () => {
  it.each([
    [SENTENCES, 'the first one then, for the 17th', 'Hotel Quay in'],
    [SENTENCES, "the second one's fine", 'the Cardinal '],
    [SENTENCES, 'Ok, book Hotel Quay please.', 'Hotel Quay in'],
    [LIST, 'Haus Ebba sounds right.', '- Haus Ebba, '],
    [LIST, 'option 3', '- Casa Olmo, '],
  ])('takes an option by its place or its name: %s %s', (offer, reply, picked) => {
    expect(picksOf(offer, reply)).toEqual([picked])
  })

  it.each([
    ['de', 'dann das zweite'],
    ['fr', 'la deuxième alors'],
    ['es', 'la segunda entonces'],
    ['pt', 'a segunda então'],
    ['zh', '就要第二个'],
    ['ja', '二つ目でお願いします'],
  ])('knows places in %s', (language, reply) => {
    expect(picksOf(LIST, reply, language)).toEqual(['- Haus Ebba, '])
  })

  it.each([
    [LIST, 'Does Haus Ebba have a garden?'],
    [LIST, 'not the second one'],
    [LIST, 'the second week is better for us'],
    [LIST, 'Villa Brink or Casa Olmo then'],
    [LIST, 'the fifth one'],
    ['It rains on Friday. Saturday is dry.', 'the first one then'],
  ])('takes none: %s %s', (offer, reply) => {
    expect(picksOf(offer, reply)).toEqual([])
  })

  it('makes a decision that tells what was picked, and no fact of the others', () => {
    const { decisions, facts } = compact(messagesOf(SENTENCES, 'the first one then, for the 17th'))
    expect(decisions.map(({ content }) => content)).toEqual([
      'Assistant: Hotel Quay in Elmsund has family rooms for 104 euros with parking → User: the first one then, for the 17th',
    ])
    expect(facts.filter(({ content }) => content.includes('Cardinal'))).toEqual([])
  })
})
