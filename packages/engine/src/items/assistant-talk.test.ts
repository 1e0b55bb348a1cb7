import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message, Role } from '../types.js'

const talk = (...turns: readonly (readonly [Role, string])[]): Message[] =>
  turns.map(([role, content], at) => ({
    id: `m${at + 1}`,
    role,
    content,
    timestamp: '2026-03-04T09:00:00Z',
  }))

const itemsOf = (...turns: readonly (readonly [Role, string])[]): readonly Item[] =>
  compact(talk(...turns), { targetTokens: 2_000 }).items

const told = (items: readonly Item[], type: Item['type']) =>
  items.filter((item) => item.type === type).map(({ content }) => content)

describe('what a user types to an assistant', () => {
  it.each([
    'greek: when do i write the long o at the end',
    'next: should i glaze the tiles before or after cutting',
    'how many bricks do i need for a wall of 4 m',
  ])('takes %j for no fact, though it has no question mark', (text) => {
    const items = itemsOf(['user', text])
    expect(told(items, 'fact')).toEqual([])
  })

  it.each([
    'packing list for a week on a sailing boat',
    'explain compound interest and what it does to a loan of 9000 euros',
    'my back hurts from all the rowing, ten minute stretch for the evening pls',
    'Could you draft a letter to the landlord about the damp wall?',
  ])('takes %j for a task', (text) => {
    const items = itemsOf(['user', text])
    expect(told(items, 'task')).toEqual([`User: ${text}`])
    expect(told(items, 'fact')).toEqual([])
  })

  it.each(['pictures of my greenhouse are always too dark', 'boss wants me in the Antwerp office from June'])(
    'takes %j for a fact, though it looks like an order or a question',
    (text) => {
      const items = itemsOf(['user', text])
      expect(told(items, 'fact')).toHaveLength(1)
      expect(told(items, 'task')).toEqual([])
    },
  )

  it.each(['Hang on, let me ring my sister in Malmö.', 'wait let me find the letter from Bergen'])(
    'takes %j for a turn of the talk',
    (text) => expect(itemsOf(['user', text])).toEqual([]),
  )
})

describe('what an assistant and the system say', () => {
  it('lists what the assistant found out, and no knowledge out of a long answer', () => {
    const found = 'The parcel PX-2219 was delivered to Halle on 2 May.'
    const knowledge = Array.from(
      { length: 14 },
      (_, at) => `Method ${at + 1} in Lindqvist's book needs ${at + 3} hours and a warm room.`,
    ).join(' ')
    const items = itemsOf(
      ['user', 'Where is it?'],
      ['assistant', found],
      ['user', 'And how does one dry plums?'],
      ['assistant', knowledge],
    )
    expect(told(items, 'fact')).toEqual([`Assistant: ${found} [2026-05-02]`])
  })

  it('lists what was done in a long report', () => {
    const report = [
      "I've moved the nightly job to `cron/night.sh`.",
      ...Array.from({ length: 14 }, (_, at) => `Step ${at + 1} takes ${at + 2} minutes on a Tuesday.`),
    ].join('\n')
    const items = itemsOf(['user', 'Please tidy up the jobs.'], ['assistant', report])
    expect(told(items, 'fact')).toEqual([
      "Assistant (“Please tidy up the jobs.”): I've moved the nightly job to `cron/night.sh`.",
    ])
  })

  it.each([
    'The Harbour Office in Aurich has Tuesday 3 March at 17:45 or 18:30 for five people.',
    'The engineer from Aurich could come on Tuesday between 8 and 12, or on Wednesday between 12 and 4.',
    'There are two yards in Aurich, Lund & Sons for 45 euros an hour and the Harbour Yard for 52.',
  ])('takes what is to be had or chosen from for no finding: %s', (text) => {
    expect(
      told(itemsOf(['user', 'When can I have the boat looked at?'], ['assistant', text]), 'fact'),
    ).toEqual([])
  })

  it('takes an instruction, a fragment and a rule of thumb for no finding', () => {
    const items = itemsOf(
      ['user', 'My bread is flat.'],
      [
        'assistant',
        'Replace the flour by Type 812. A used Brod & Taylor proofer, for about 90. Twenty minutes on Sunday are enough.',
      ],
    )
    expect(told(items, 'fact')).toEqual([])
  })

  it('takes a system message for facts only where it tells of the person', () => {
    const items = itemsOf(
      ['system', 'Plans: Solo 0, Crew 9 dollars, Guild 16 dollars. The customer is Ada Brunner from Chur.'],
      ['user', 'Hello, I need an invoice for May.'],
    )
    expect(told(items, 'fact')).toEqual(['System: The customer is Ada Brunner from Chur.'])
  })

  it('tells what a later sentence needs once, with it', () => {
    const items = itemsOf([
      'user',
      'My sister rents a cabin near Narvik. It has 6 beds and a stove from 1950.',
    ])
    expect(told(items, 'fact')).toEqual([
      'User: My sister rents a cabin near Narvik. It has 6 beds and a stove from 1950.',
    ])
  })
})

describe('dates', () => {
  it('takes May for a month beside a number, and not for a doubt', () => {
    const { decisions } = compact(
      talk(
        ['assistant', 'Shall I book the big hall for 12 May?'],
        ['user', 'Yes, please do.'],
        ['user', 'We have decided to open the bakery in May 2027.'],
      ),
      { targetTokens: 2_000 },
    )
    expect(decisions).toHaveLength(2)
  })

  it.each([
    'The trial runs for 60 days in Linz.',
    'The meter in Linz showed 60,503 on 31 December, 60,503 too much.',
  ])('resolves no day from a length of time or a reading: %j', (text) => {
    const [item] = itemsOf(['user', text])
    expect(item?.eventDate ?? '').not.toMatch(/^1960|2026-05/)
  })
})

describe('words in quotation marks', () => {
  const DRAFT =
    'Here is the box.\n\n"In my last week I would print a list of all weirs. In March 2019 the gate at Sallow Bridge was in the hands of Mr Pym. I would thank each of them."'

  it('are a draft where an assistant writes them, and no fact', () => {
    expect(told(itemsOf(['user', 'write me the box about the weirs'], ['assistant', DRAFT]), 'fact')).toEqual(
      [],
    )
    const letter =
      '"My doctor, Dr. Aksoy, confirmed in a letter of 8 January that I have asthma." I would enclose a copy.'
    const items = itemsOf(['user', 'put my asthma in, Dr. Aksoy wrote about it'], ['assistant', letter])
    expect([...told(items, 'fact'), ...told(items, 'decision')]).toEqual([])
  })

  it('are no fact where they are all that a user says', () => {
    const choice = 'the second. "because I keep no list, and because I come back on Mondays". it is better'
    expect(told(itemsOf(['user', choice]), 'fact').filter((fact) => fact.includes('because'))).toEqual([])
  })

  it('stand in what is told around them', () => {
    const fact = 'I moved the file "minutes of May" to the folder of Mrs Ilves.'
    expect(told(itemsOf(['user', 'tidy up please'], ['assistant', fact]), 'fact').join()).toContain(
      'Mrs Ilves',
    )
    const own = 'my boat is called "Aunt Isolde" and lies in Penny Basin'
    expect(told(itemsOf(['user', own]), 'fact').join()).toContain('Aunt Isolde')
  })
})

describe('whose something is', () => {
  it.each(['my aunt Greta sold her bakery in Kirkby', 'Tom brings his drum kit on Friday 6 March'])(
    'is told by the subject: %s',
    (text) => expect(told(itemsOf(['user', text]), 'fact').length).toBe(1),
  )

  it.each(['her bakery in Kirkby is sold for 84,000', 'I gave him his 40 euros for Kirkby'])(
    'is not told where nobody is named: %s',
    (text) => expect(told(itemsOf(['user', text]), 'fact')).toEqual([]),
  )
})
