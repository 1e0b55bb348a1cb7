import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const talk = (...turns: [name: string, content: string][]): Message[] =>
  turns.map(([name, content], at) => ({ id: `m${at}`, role: 'user', name, content }))

const OPENING: [string, string][] = [
  ['Imke', 'Right, the harbour walk needs a plan today.'],
  ['Tomasz', 'I brought the old map of the quay.'],
]

const tasksOf = (...turns: [string, string][]) =>
  compact(talk(...OPENING, ...turns), { targetTokens: 4_000 })
    .items.filter(({ type }) => type === 'task')
    .map(({ content }) => content)

describe('what people take on', () => {
  it.each<[string, [string, string][], string]>([
    [
      'what one will do, with what it points at',
      [
        ['Odile', "The ticket machine at Gate 3 doesn't take coins."],
        ['Tomasz', "I'll ring them tomorrow."],
        ['Imke', 'And the flags?'],
      ],
      "Odile: The ticket machine at Gate 3 doesn't take coins. → Tomasz: I'll ring them tomorrow.",
    ],
    [
      'what one offers and another takes',
      [
        ['Imke', 'We are short of one tent.'],
        ['Odile', 'My brother has a spare tent, I could lend it.'],
        ['Imke', "That'd be great."],
      ],
      "Odile: My brother has a spare tent, I could lend it. → Imke: That'd be great.",
    ],
    [
      'what one who is named is told to do',
      [
        ['Imke', 'Tomasz, tell the pilots that we walk on the 4th.'],
        ['Tomasz', 'Will do.'],
      ],
      'Imke: Tomasz, tell the pilots that we walk on the 4th. → Tomasz: Will do.',
    ],
    [
      'what is shared out',
      [
        ['Imke', 'Tomasz you take the door, Odile the cloakroom.'],
        ['Tomasz', 'Fine.'],
      ],
      'Imke: Tomasz you take the door, Odile the cloakroom. → Tomasz: Fine.',
    ],
    [
      'a request that is explained',
      [
        ['Imke', 'Odile, would you call the band leader? His number is on the poster.'],
        ['Odile', 'Yep.'],
      ],
      'Imke: Odile, would you call the band leader? → Odile: Yep.',
    ],
    [
      'who it is that does it',
      [
        ['Imke', 'Who collects the lanterns from the depot?'],
        ['Odile', "I'll do that."],
      ],
      "Imke: Who collects the lanterns from the depot? → Odile: I'll do that.",
    ],
  ])('%s', (_, turns, expected) => {
    const found = compact(talk(...OPENING, ...turns), { targetTokens: 4_000 })
      .items.filter(({ type }) => type === 'task' || type === 'decision')
      .map(({ content }) => content)
    expect(found).toContain(expected)
  })

  it.each<[string, [string, string][]]>([
    [
      'an offer that nobody takes',
      [
        ['Imke', 'We are short of one tent.'],
        ['Odile', 'I could lend ours.'],
        ['Tomasz', 'No need, the club has two.'],
      ],
    ],
    [
      'what is turned down',
      [
        ['Imke', 'The pilots do not know about the 4th.'],
        ['Odile', "I'll tell the pilots tomorrow."],
        ['Imke', "Don't, the mayor wants to do it."],
      ],
    ],
    [
      'what is said here and now',
      [
        ['Imke', 'What happened at Gate 3?'],
        ['Odile', "I'll tell you what happened at Gate 3."],
        ['Imke', 'Okay.'],
      ],
    ],
    [
      'what one lets the other know',
      [
        ['Imke', 'Have a good trip to Leer.'],
        ['Odile', "Thanks! I'll let you know when I'm back in Emden."],
        ['Imke', 'Great.'],
      ],
    ],
    [
      'a condition',
      [
        ['Imke', 'The pilots may be late.'],
        ['Odile', "If the pilots are late I'll call the mayor."],
        ['Imke', 'Okay.'],
      ],
    ],
    [
      'a way of speaking',
      [
        ['Imke', 'It is late.'],
        ['Odile', "I'll call it a day."],
        ['Tomasz', 'Good.'],
      ],
    ],
    [
      'what one takes at table',
      [
        ['Imke', 'There is cake and there is soup at the lock.'],
        ['Odile', "I'll take the soup at the lock."],
        ['Tomasz', 'Good.'],
      ],
    ],
    [
      'what somebody has',
      [
        ['Imke', 'Wow, you get the best seats at the lock!'],
        ['Odile', 'Sure.'],
      ],
    ],
    [
      'what another did',
      [
        ['Imke', 'Tomasz, you told the pilots about the 4th, right?'],
        ['Tomasz', 'Yes.'],
      ],
    ],
  ])('not %s', (_, turns) => {
    expect(tasksOf(...turns)).toEqual([])
  })
})
