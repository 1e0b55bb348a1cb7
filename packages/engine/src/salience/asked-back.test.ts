import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const FILLER = [
  'The ferry to the islands leaves at 8:30 from the north pier and takes an hour and a half, the last one back is at 17:15.',
  'There are 3 cafés on the big island, of which the one by the lighthouse bakes its own bread and closes on Tuesdays.',
  'For children the aquarium in Halden is open from 10 to 17, and the seal feeding at 14:00 is what most of them like.',
  'In Lorrik the market is on Saturdays, with smoked fish, wool and the baskets that the prison makes.',
]

/** What is left of a talk that began with `told`, went on for long and ends with `asked`, in a short text. */
function textOf(told: string, asked: string): string {
  const turns: (readonly ['user' | 'assistant', string])[] = [
    ['user', `We want to go to the coast in May, my sister Greta and me. ${told}`],
    ['assistant', 'Lovely. What do you like to do there?'],
    ...FILLER.flatMap((content, at) => [
      [
        'user',
        `What is there to see on day ${at + 1}? Greta likes boats, I like old mills and good bread.`,
      ] as const,
      ['assistant', content] as const,
    ]),
    ['user', asked],
  ]
  const messages: Message[] = turns.map(([role, content], at) => ({
    id: `m${at}`,
    role,
    content,
    timestamp: `2026-03-04T09:${10 + at}:00Z`,
  }))
  return compact(messages, { targetTokens: 110 }).text
}

describe('what a user asks back', () => {
  it.each([
    ['Budget about 3000 for all of it.', 'what was my budget again? make me a list within it'],
    ['Budget about 3000 for all of it.', 'remind me of the budget please'],
    ['Budget about 3000 for all of it.', 'which budget did I give you?'],
  ])('stands in the text: %s – %s', (told, asked) => {
    expect(textOf(told, asked)).toContain('3000')
  })

  it.each([
    'remind me to set a budget on Monday',
    'tell me again how to plan a day in Lorrik',
    'my budget is what it is again',
  ])('is not meant by %j', (asked) => {
    const told = 'Budget about 3000 for all of it.'
    expect(textOf(told, asked).includes('3000')).toBe(
      textOf(told, 'And in Lorrik on a Sunday').includes('3000'),
    )
  })
})
