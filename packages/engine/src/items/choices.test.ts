import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const resultOf = (...turns: ['user' | 'assistant' | 'system', string][]) =>
  compact(
    turns.map(([role, content], at): Message => ({ id: `m${at}`, role, content })),
    { targetTokens: 4_000 },
  )
const of = (type: string, ...turns: Parameters<typeof resultOf>) =>
  resultOf(...turns)
    .items.filter((item) => item.type === type)
    .map(({ content }) => content)

describe('what the user of an assistant decides', () => {
  it.each<[string, Parameters<typeof resultOf>]>([
    ["User: Let's go with Kysely.", [['user', "Let's go with Kysely."]]],
    ["User: ok, we'll use Vitest for the unit tests", [['user', "ok, we'll use Vitest for the unit tests"]]],
    ["User: I've decided to keep the green boat.", [['user', "I've decided to keep the green boat."]]],
    [
      'Assistant: Option 2: a table in Postgres. → User: Go with option 2.',
      [
        ['assistant', 'Option 1: Redis.\nOption 2: a table in Postgres.'],
        ['user', 'Go with option 2.'],
      ],
    ],
    [
      'Assistant: I would suggest the ferry from Emden. → User: great, go with that',
      [
        ['assistant', 'There are three ways. I would suggest the ferry from Emden.'],
        ['user', 'great, go with that'],
      ],
    ],
  ])('%s', (expected, turns) => {
    expect(of('decision', ['user', 'I need some advice.'], ...turns)).toContain(expected)
  })

  it.each([
    "Let's go with Kysely?",
    "I'll take a look at Kysely tomorrow.",
    'Go with option 2.',
    'Go with that.',
    "If it rains I'd say let's use the ferry.",
    'She wrote: "Let\'s go with the Kessler offer. We will use the big tent."',
  ])('nothing by: %s', (said) => {
    expect(of('decision', ['assistant', 'Tell me more.'], ['user', said])).toEqual([])
  })

  it('takes back with the next message what was wished for', () => {
    const wish = 'Please book the Hotel Adler in Graz for Friday.'
    expect(of('task', ['user', wish], ['assistant', 'Shall I?'])).toHaveLength(1)
    for (const taken of [
      'Actually no, forget it.',
      'never mind',
      'Sorry, scrap that. I stay with my sister.',
    ])
      expect(of('task', ['user', wish], ['assistant', 'Shall I?'], ['user', taken])).toEqual([])
    const kept = ['user', "Don't forget the breakfast."] as const
    expect(of('task', ['user', wish], ['assistant', 'Shall I?'], [...kept])).toHaveLength(1)
  })
})

describe('what is no rule of the user', () => {
  it.each(['Rules for refunds', '## House rules:', 'Constraints'])('a heading: %s', (heading) => {
    const found = of('constraint', ['system', `${heading}\n- Never refund more than 50 euros.`])
    expect(found).toEqual(['Never refund more than 50 euros.'])
  })

  it('what stands in a letter that was pasted', () => {
    const letter =
      'Here is the mail from the landlord:\n\nDear tenant,\nI live in Linz. You must never keep pets.\nRegards, Kurz\n\nCan you answer?'
    const { items } = resultOf(
      ['user', letter],
      ['assistant', 'Dear Mr Kurz,\nI have lived in Linz for 5 years.'],
    )
    expect(items).toEqual([])
    expect(of('constraint', ['user', 'You must never mention pets.'])).toHaveLength(1)
  })

  it('what an assistant advises is no fact', () => {
    const advice =
      '| Name | Use |\n**Storage**: put 150 euros aside in Graz.\n- Run `git status` first in Linz.'
    expect(of('fact', ['user', 'How do I save?'], ['assistant', advice])).toEqual([])
  })
})

describe('what is chosen nowhere', () => {
  it.each([
    ['fetching', ['user', 'I pick Edda up and we go skating.']],
    [
      'a thing that only the talk before knows',
      ['user', "I'll use the holiday savings and be careful for a while."],
    ],
  ] as const)('%s', (_, said) => {
    expect(of('decision', ['assistant', 'What do you do on Fridays in Horten?'], [...said])).toEqual([])
  })

  it('how an assistant understands something, agreed to', () => {
    const assumed = "I'll take the figure of nine a month to be Joy's estimate."
    expect(of('decision', ['user', 'No rounding.'], ['assistant', assumed], ['user', 'Yes, fine.'])).toEqual(
      [],
    )
  })

  it('what an assistant only tells of a booking', () => {
    const told = 'Booking QF-20 is a fixed fare over 98.00 euros; there is no refund for it.'
    expect(
      of('decision', ['user', 'Can I get a refund for QF-20, the 98.00 one, please?'], ['assistant', told]),
    ).toEqual([])
  })

  it('what a noun of a question only happens to be', () => {
    const asked = 'Sind nur die Fenster im Flur undicht, und haben Sie warmes Wasser?'
    expect(of('decision', ['assistant', asked], ['user', 'warmes Wasser ja.'])).toEqual([])
  })

  it('but a known thing is told with what offered it', () => {
    const offer = 'Weleda has the blue lamp for 40 euros.'
    const found = of('decision', ['assistant', offer], ['user', "Let's go with the blue lamp."])
    expect(found).toEqual([`Assistant: ${offer} → User: Let's go with the blue lamp.`])
  })
})
