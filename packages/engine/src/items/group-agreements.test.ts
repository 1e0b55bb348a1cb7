import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const talk = (...turns: [name: string, content: string][]): Message[] =>
  turns.map(([name, content], at) => ({ id: `m${at}`, role: 'user', name, content }))

const decisionsOf = (...turns: [string, string][]) =>
  compact(talk(...turns), { targetTokens: 4_000 })
    .items.filter(({ type }) => type === 'decision')
    .map(({ content, evidence }) => ({ content, messages: evidence.map(({ messageId }) => messageId) }))

const OPENING: [string, string][] = [
  ['Imke', 'Right, the harbour walk needs a plan today.'],
  ['Tomasz', 'I brought the old map of the quay.'],
]

describe('agreements among several people', () => {
  it.each<[string, [string, string][], string]>([
    [
      'two who nod',
      [
        ['Imke', 'We could put the ticket desk at Gate 3.'],
        ['Tomasz', 'Yeah.'],
        ['Odile', 'Okay.'],
      ],
      'Imke: We could put the ticket desk at Gate 3. → Tomasz: Yeah. → Odile: Okay.',
    ],
    [
      'what is stated and ratified at once',
      [
        ['Imke', "OK, let's do that. Launch on 11 May, payments on 21 May."],
        ['Odile', 'Agreed.'],
      ],
      'Imke: Launch on 11 May, payments on 21 May. → Odile: Agreed.',
    ],
    [
      'one who agrees outright',
      [
        ['Odile', "Let's print the leaflets at Brandt's in Emden."],
        ['Imke', 'Good idea, they are cheap.'],
      ],
      "Odile: Let's print the leaflets at Brandt's in Emden. → Imke: Good idea, they are cheap.",
    ],
    [
      'a short question that others take up by name',
      [
        ['Imke', 'so 14 to 16 June?'],
        ['Tomasz', '14 works'],
        ['Odile', 'fine for me'],
      ],
      '14 to 16 June? → Tomasz: 14 works → Odile: fine for me',
    ],
    [
      'a statement that ends by asking for a yes',
      [
        ['Imke', 'Two boats, and the steamer leaves from Leer at 11. Any objections?'],
        ['Tomasz', 'agreed'],
      ],
      'Imke: Two boats, and the steamer leaves from Leer at 11. → Tomasz: agreed',
    ],
    [
      'with somebody else in between',
      [
        ['Imke', 'How about Thursday at 15:30 for the rehearsal?'],
        ['Odile', 'I come straight from the dentist then.'],
        ['Tomasz', 'Works for me.'],
      ],
      'Imke: How about Thursday at 15:30 for the rehearsal? → Tomasz: Works for me.',
    ],
    [
      'the one whom it names',
      [
        ['Imke', 'We could send Tomasz to the printer in Emden.'],
        ['Tomasz', 'Fine.'],
      ],
      'Imke: We could send Tomasz to the printer in Emden. → Tomasz: Fine.',
    ],
    [
      'an order to nobody that is called a good one',
      [
        ['Imke', 'Buy 3 lamps and borrow the drum from Kessler.'],
        ['Odile', 'Ok. Good idea.'],
      ],
      'Imke: Buy 3 lamps and borrow the drum from Kessler. → Odile: Ok.',
    ],
    [
      'a question with its price behind it',
      [
        ['Imke', 'A new lamp for the pier? 240'],
        ['Odile', 'agreed'],
      ],
      'Imke: A new lamp for the pier? 240 → Odile: agreed',
    ],
  ])('are found: %s', (_, turns, expected) => {
    const contents = decisionsOf(...OPENING, ...turns).map(({ content }) => content)
    expect(contents.some((content) => content.includes(expected))).toBe(true)
  })

  it.each<[string, [string, string][]]>([
    [
      'a single nod only shows that one listens',
      [
        ['Imke', 'We could put the ticket desk at Gate 3.'],
        ['Tomasz', 'Yeah.'],
        ['Imke', 'And I wonder about the cable there.'],
      ],
    ],
    [
      'somebody objects first',
      [
        ['Imke', "Let's print the leaflets at Brandt's in Emden."],
        ['Odile', 'No, they were late last year.'],
        ['Tomasz', 'Good idea otherwise.'],
      ],
    ],
    [
      'the assent has a reservation',
      [
        ['Imke', "Let's print the leaflets at Brandt's in Emden."],
        ['Odile', 'Sounds good, but I am not sure they print on Mondays.'],
      ],
    ],
    [
      'the question asks for an answer',
      [
        ['Imke', 'Is there a printer at Gate 3?'],
        ['Tomasz', 'Yes.'],
        ['Odile', 'Yes.'],
      ],
    ],
    [
      'a nod follows an order',
      [
        ['Imke', 'Buy 3 lamps and borrow the drum from Kessler.'],
        ['Odile', 'Ok.'],
      ],
    ],
    [
      'somebody is asked what he wants',
      [
        ['Imke', 'Tomasz, can we hear you on amendment 10?'],
        ['Tomasz', 'Yes.'],
      ],
    ],
    [
      'the proposal only moves the talk on',
      [
        ['Imke', "Let's start with the map of the Emden quay."],
        ['Tomasz', 'Okay.'],
        ['Odile', 'Sounds good.'],
      ],
    ],
  ])('are not made up: %s', (_, turns) => {
    expect(decisionsOf(...OPENING, ...turns)).toEqual([])
  })

  it('with the words before its reason, where somebody agrees to both', () => {
    const found = decisionsOf(
      ...OPENING,
      ['Odile', 'Hm ok. Ferry. Nobody sings after 9 hours of bus'],
      ['Imke', 'agreed'],
    )
    expect(found.map(({ content }) => content).join()).toMatch(/Odile: Ferry\. Nobody sings/)
  })

  it.each([
    ['Thursdays 15:30 it is, starting on 11 September.', 'Thursdays 15:30 it is'],
    [
      'So the tent stands by the lighthouse, Friday to Sunday. DECIDED.',
      'by the lighthouse, Friday to Sunday. DECIDED.',
    ],
    ['11:45 at the Emden ferry, deal', '11:45 at the Emden ferry, deal'],
    ['Ordered: three lamps and a cable drum from Kessler, 96 euros.', 'three lamps and a cable drum'],
    ['Ordered: lamps, a cable drum and hooks.', 'lamps, a cable drum and hooks'],
    ['Life jackets are compulsory from this season, I put it on the website.', 'Life jackets are compulsory'],
  ])('a closing word settles it: %s', (said, expected) => {
    const found = decisionsOf(...OPENING, ['Odile', said])
    expect(found.map(({ content }) => content).join()).toContain(expected)
    expect(found.flatMap(({ messages }) => messages)).toContain('m2')
  })

  it.each([
    'I know what it is.',
    'I think the cable it is plugged into is old.',
    'How late it is!',
    'I want the lamps lit from this year on.',
    'We were closed from this week until the flood was over.',
    'No deal yet with the 3 printers?',
  ])('nothing is settled by: %s', (said) => {
    expect(decisionsOf(...OPENING, ['Odile', said])).toEqual([])
  })
})
