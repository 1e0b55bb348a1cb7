import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const talk = (...turns: [name: string, content: string][]): Message[] =>
  turns.map(([name, content], at) => ({ id: `m${at}`, role: 'user', name, content }))

const OPENING: [string, string][] = [
  ['Imke', 'Right, the harbour walk needs a plan today.'],
  ['Tomasz', 'I brought the old map of the quay.'],
]

const decisionsOf = (...turns: [string, string][]) =>
  compact(talk(...OPENING, ...turns), { targetTokens: 4_000 })
    .items.filter(({ type }) => type === 'decision')
    .map(({ content }) => content)

describe('what one concludes from what several said', () => {
  it.each<[string, [string, string][], string]>([
    [
      'a plan that opens with "then"',
      [
        ['Odile', 'The ferry is full on the 3rd.'],
        ['Imke', "Okay, then let's walk on the 4th instead of the 3rd."],
        ['Tomasz', 'Fine by me.'],
      ],
      "Imke: let's walk on the 4th instead of the 3rd. → Tomasz: Fine by me.",
    ],
    [
      'who does what',
      [
        ['Imke', 'Who carries the banner along the quay?'],
        ['Tomasz', 'My shoulder is still bad.'],
        ['Imke', 'Odile carries the banner then.'],
        ['Tomasz', 'And the flags are in the shed.'],
      ],
      'Imke: Odile carries the banner then.',
    ],
    [
      'a sum without a verb',
      [
        ['Odile', 'The brass players ask for 300 euros.'],
        ['Imke', '300 for the brass players then.'],
        ['Tomasz', 'Next is the tent.'],
      ],
      'Imke: 300 for the brass players then.',
    ],
    [
      'what is given up',
      [
        ['Tomasz', 'The fireworks cost more than the whole walk.'],
        ['Odile', 'And the gulls are nesting.'],
        ['Imke', 'Fine, no fireworks.'],
      ],
      'Imke: Fine, no fireworks.',
    ],
    [
      'who does what, behind a word that closes',
      [
        ['Odile', 'The harbour master never answers the letters about the walk.'],
        ['Tomasz', 'I could go round to the harbour master.'],
        ['Imke', 'All right, Tomasz goes round this week.'],
        ['Odile', 'Fair enough.'],
      ],
      'Imke: All right, Tomasz goes round this week. → Odile: Fair enough.',
    ],
    [
      'what "we" do, behind a word that judges',
      [
        ['Odile', 'There is a grant for harbour walks, half of the cost.'],
        ['Tomasz', "I'm in favour of the grant."],
        ['Imke', 'Good, so we apply for the grant.'],
      ],
      'Imke: we apply for the grant.',
    ],
    [
      'with what it points at',
      [
        ['Tomasz', 'Do we still close the old swing bridge at noon?'],
        ['Odile', 'The pilot boat needs to pass at one.'],
        ['Imke', 'Then we keep it open until two.'],
        ['Tomasz', 'Okay.'],
      ],
      'Tomasz: Do we still close the old swing bridge at noon? → Imke: we keep it open until two. → Tomasz: Okay.',
    ],
    [
      'a question whether to do it, and one yes',
      [
        ['Odile', 'So we skip the second stop?'],
        ['Imke', 'Yes, and we use the time for the speeches instead.'],
        ['Tomasz', 'Who speaks?'],
      ],
      'Odile: we skip the second stop? → Imke: Yes, and we use the time for the speeches instead.',
    ],
  ])('%s', (_, turns, expected) => {
    const found = decisionsOf(...turns)
    expect(found.some((one) => one.endsWith(expected))).toBe(true)
  })

  it.each<[string, [string, string][]]>([
    [
      'what happened then',
      [
        ['Tomasz', 'We walked to the lock on Monday.'],
        ['Odile', 'Then we took the ferry to the lock.'],
        ['Imke', 'Nice.'],
      ],
    ],
    [
      'since then, by then',
      [
        ['Tomasz', 'The quay was rebuilt in 1998.'],
        ['Odile', 'The quay has been closed on Mondays since then.'],
        ['Imke', 'Okay.'],
      ],
    ],
    [
      'what is objected to',
      [
        ['Odile', 'The ferry is full on the 3rd.'],
        ['Imke', "Then let's take the ferry on the 4th."],
        ['Tomasz', 'No, the 4th is the regatta.'],
      ],
    ],
    [
      'what is left open',
      [
        ['Odile', 'The tent is not insured.'],
        ['Imke', 'Okay, then we leave the tent open for now.'],
        ['Tomasz', 'Okay.'],
      ],
    ],
    [
      'how something works',
      [
        ['Tomasz', 'How does the lock gate open?'],
        ['Odile', 'The pump fills the chamber, so we get the same level, and then the gate opens.'],
        ['Imke', 'Okay.'],
      ],
    ],
    [
      'a step in a telling',
      [
        ['Tomasz', 'What do you do with the gate data?'],
        ['Odile', 'So we take the mean of the gate data.'],
        ['Imke', 'Yeah.'],
      ],
    ],
    [
      'how the talk goes on',
      [
        ['Tomasz', 'That is all about the quay.'],
        ['Imke', "Okay, then let's move on to the tent."],
        ['Odile', 'Yes.'],
      ],
    ],
    [
      'a condition',
      [
        ['Tomasz', 'The ferry may be full on the 3rd.'],
        ['Odile', 'If the ferry is full, then we walk.'],
        ['Imke', 'Hm.'],
      ],
    ],
    [
      'a yes to a question of fact',
      [
        ['Tomasz', 'So we have two ferries on the 3rd?'],
        ['Imke', 'Yes.'],
        ['Odile', 'Good to know.'],
      ],
    ],
    [
      'what is no trouble',
      [
        ['Tomasz', 'Sorry, I forgot the map of the quay.'],
        ['Odile', 'Fine, no problem.'],
        ['Imke', 'Okay, no worries about the map.'],
      ],
    ],
    [
      'pity',
      [
        ['Tomasz', 'Gerda broke her arm on the quay.'],
        ['Odile', 'Oh no poor Gerda.'],
        ['Imke', 'Oh no.'],
      ],
    ],
    [
      'what somebody does anyway',
      [
        ['Tomasz', 'Who is that on the quay?'],
        ['Odile', 'Right, Tomasz plays the horn in the band.'],
        ['Imke', 'The horn section is big.'],
      ],
    ],
    [
      'how one came to understand',
      [
        ['Tomasz', 'The lock needs both gates shut.'],
        ['Odile', 'OK, so now I understand the lock.'],
        ['Imke', 'Yes.'],
      ],
    ],
    [
      'an order of events told in the present',
      [
        ['Tomasz', 'My day is full on the 3rd.'],
        ['Odile', 'First I feed the goats, then the hens, and at noon then the ferry.'],
        ['Imke', 'Wow.'],
      ],
    ],
  ])('not %s', (_, turns) => {
    expect(decisionsOf(...turns)).toEqual([])
  })
})
