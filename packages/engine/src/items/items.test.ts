import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CompactionResult, Item, Message } from '../types.js'

const talk = (...turns: readonly (readonly [string, string])[]): Message[] =>
  turns.map(([who, content], at) => ({
    id: `m${at + 1}`,
    role: who === 'user' || who === 'assistant' || who === 'tool' ? who : 'user',
    ...(who === 'user' || who === 'assistant' || who === 'tool' ? {} : { name: who }),
    content,
    timestamp: '2026-03-04T09:00:00Z',
  }))

const itemsOf = (messages: readonly Message[]): CompactionResult => compact(messages, { targetTokens: 2_000 })
const contents = (items: readonly Item[]) => items.map((item) => item.content)

describe('items', () => {
  it('makes a decision of a proposal that was accepted in the next turn', () => {
    const { decisions } = itemsOf(
      talk(
        ['user', 'I need to get to Graz on Monday morning.'],
        ['assistant', 'Shall I book the 7:05 train from Linz for two people?'],
        ['user', 'Yes, please do.'],
      ),
    )
    expect(contents(decisions)).toHaveLength(1)
    expect(decisions[0]?.content).toMatch(/7:05 train from Linz for two people\? → User: /)
    expect(decisions[0]?.evidence.map((span) => span.messageId)).toEqual(['m2', 'm3'])
  })

  it.each([
    ['Yes, but not before noon.', 'takes it back'],
    ['No, the later one.', 'refuses'],
    ['Which platform is it?', 'asks on'],
  ])('makes no decision of a proposal when the answer is %j (%s)', (answer) => {
    const { decisions } = itemsOf(
      talk(['assistant', 'Shall I book the 7:05 train from Linz for two people?'], ['user', answer]),
    )
    expect(decisions).toEqual([])
  })

  it('never turns what the assistant says into a preference or a fact of the user', () => {
    const result = itemsOf(
      talk(
        ['user', 'What should I cook tonight?'],
        [
          'assistant',
          'I love a good mushroom risotto. Many people prefer it with parmesan. You could try it at 7 pm.',
        ],
      ),
    )
    expect(result.preferences).toEqual([])
    expect(result.facts.filter((fact) => fact.speaker === 'user')).toEqual([])
  })

  it('takes a question, a hypothetical and a quoted rule for no item', () => {
    const result = itemsOf(
      talk(
        ['user', 'Did my sister move to Bergen in 2019?'],
        ['user', 'Imagine I were allergic to peanuts, what would I eat?'],
        ['user', 'The sign says never feed the ducks.'],
      ),
    )
    expect(contents(result.items)).toEqual([])
  })

  it('gives an answer together with its question', () => {
    const { facts } = itemsOf(
      talk(
        ['Ida', 'Which club did you join in the end?'],
        ['Tomasz', 'The rowing one on the east bank.'],
        ['Ida', 'Nice.'],
      ),
    )
    const answer = facts.find((fact) => fact.content.includes('rowing'))
    expect(answer?.content).toContain('“Which club did you join in the end?”')
    expect(answer?.content).toMatch(/^Tomasz/)
    expect(answer?.evidence.map((span) => span.messageId)).toEqual(['m1', 'm2'])
  })

  it('resolves a relative day and keeps the phrase', () => {
    const { facts } = itemsOf(talk(['user', 'I sold my old kayak to Marit yesterday.']))
    expect(facts[0]?.content).toContain('yesterday')
    expect(facts[0]?.content).toContain('[2026-03-03]')
    expect(facts[0]?.eventDate).toBe('2026-03-03')
  })

  it('types preferences by what opens the sentence, not by a word in passing', () => {
    const result = itemsOf(
      talk(
        ['user', 'I prefer window seats on long flights.'],
        ['user', 'Last year I visited a workshop in Porto that sells a kind of lamp I like.'],
      ),
    )
    expect(contents(result.preferences)).toEqual([expect.stringContaining('window seats')])
    expect(contents(result.facts)).toEqual([expect.stringContaining('Porto')])
  })

  it('keeps a rule byte for byte', () => {
    const rule = 'Also, please never send anything to the supplier without asking me first!'
    const { constraints } = itemsOf(talk(['user', rule], ['assistant', 'Understood.']))
    expect(contents(constraints)).toEqual([rule])
  })

  it('points every piece of evidence at words of its message', () => {
    const messages = talk(
      ['user', 'I moved to Ghent in May. My dog is called Pixel.'],
      ['assistant', 'Shall I change the delivery address to Ghent?'],
      ['user', 'Yes, please.'],
    )
    for (const item of itemsOf(messages).items)
      for (const span of item.evidence) {
        const content = messages.find((message) => message.id === span.messageId)?.content ?? ''
        expect(content.slice(span.start, span.end).trim()).not.toBe('')
      }
  })

  it('lists only facts that stand in the text, and all items beside them', () => {
    const messages = talk(
      ...Array.from(
        { length: 60 },
        (_, at) => ['user', `Parcel ${at} went to depot ${at * 7} in Ghent.`] as const,
      ),
    )
    const result = compact(messages, { targetTokens: 120 })
    expect(result.items.length).toBeGreaterThan(result.facts.length)
    for (const fact of result.facts) expect(result.text).toContain(fact.evidence.length > 0 ? 'epot' : '')
  })
})

describe('statements that stand alone', () => {
  const factsOf = (...turns: readonly (readonly [string, string])[]) =>
    contents(itemsOf(talk(...turns)).facts)

  it('tells the whole sentence with its articles, not the shortened clause', () => {
    const facts = factsOf(
      [
        'Ida',
        'Well, I rented the red boathouse in Aalborg from Marit for the summer, because my kayak got a leak.',
      ],
      ['Tomasz', 'Nice.'],
    )
    expect(facts).toEqual([
      'Ida: I rented the red boathouse in Aalborg from Marit for the summer, because my kayak got a leak.',
    ])
  })

  it('puts the sentence before where the statement only points at it', () => {
    const facts = factsOf(
      ['user', 'My sister built a cedar canoe in Aarhus. She sold it to a museum for 900 euros.'],
      ['assistant', 'Good for her.'],
    )
    expect(facts).toContain(
      'User: My sister built a cedar canoe in Aarhus. She sold it to a museum for 900 euros.',
    )
  })

  it.each([
    'I took this one home.',
    'That is where we met them.',
    'I put it next to those lamps.',
    'Can’t wait to see you there!',
    'I think that might work.',
    'If we move in May, I would paint the hall.',
  ])('makes no fact of %j', (said) => {
    expect(factsOf(['Ida', said], ['Tomasz', 'Okay.'])).toEqual([])
  })

  it('makes no fact of an answer that only declines', () => {
    expect(
      factsOf(['assistant', 'Shall I look for other hotels in Graz?'], ['user', 'No, not right now.']),
    ).toEqual([])
  })

  it('takes a user message that is named after a tool for output', () => {
    const messages: Message[] = [
      { id: 'a', role: 'assistant', content: 'Let me list the files in the archive.' },
      { id: 'b', role: 'user', name: 'tool', content: 'The archive Kestrel has 14 files of 3 MB in Bergen.' },
    ]
    expect(compact(messages, { targetTokens: 500 }).items).toEqual([])
  })

  it('makes no decision of "yes" to a choice', () => {
    const { decisions } = itemsOf(
      talk(['assistant', 'Shall I book the 7:05 train or the 8:10 train to Linz?'], ['user', 'Yes, please.']),
    )
    expect(decisions).toEqual([])
  })

  it.each([
    'We ordered a projector for the hall because that makes the talks easier to follow.',
    'The artist painted four walls of the hall in May.',
    'Our town council needs to make sure that they receive the seeds in March.',
    'I have been using that other app for two years in Graz.',
    'with the smoothing filter from the Graz laboratory included.',
    'I followed your advice about the boathouse and it was lovely.',
    'I’ll show you a picture of the boat when we were sailing.',
    'The address is 12 Harbour Lane in Aalborg.',
    'I picked that spot in Aalborg for its view of the fjord.',
    'We go back to Mr Lund from Aalborg.',
  ])('makes no fact of %j, which only the talk around it explains', (said) => {
    expect(factsOf(['Ida', said], ['Tomasz', 'Okay.'])).toEqual([])
  })

  it.each(['I’m a nurse.', 'I have two cats.', 'My sister lives in Ghent.', 'I work nights.'])(
    'takes %j for a fact, short as it is',
    (said) => {
      expect(factsOf(['user', said], ['assistant', 'Noted.'])).toEqual([`User: ${said}`])
    },
  )

  it.each([
    'I love the ocean.',
    'I’m a huge fan of old radio plays.',
    'I really enjoy cycling along canals.',
    'I am passionate about fixing clocks.',
  ])('takes %j for a preference', (said) => {
    const { preferences } = itemsOf(talk(['user', said], ['assistant', 'Noted.']))
    expect(contents(preferences)).toEqual([`User: ${said}`])
  })

  it.each([
    'I’d love to see it some day.',
    'Love is what holds a choir together.',
    'I love how you painted the fence.',
  ])('takes %j for no preference', (said) => {
    expect(itemsOf(talk(['Ida', said], ['Tomasz', 'Okay.'])).preferences).toEqual([])
  })

  it.each([
    ['So you want two seats in the choir loft on Friday, right?', 'Yup, that is right.'],
    ['I’ll book the harbour room for Tuesday at 10:15. Is that okay?', 'Sounds great, thanks.'],
    ['Please confirm the following: a table for six at Brasserie Mirabel on Sunday.', 'Confirmed.'],
    ['You asked for a transfer of 300 euros to Marit, correct?', 'That’s perfect.'],
  ])('makes a decision of %j and %j', (proposal, answer) => {
    const { decisions } = itemsOf(
      talk(['user', 'I need some help.'], ['assistant', proposal], ['user', answer]),
    )
    expect(decisions).toHaveLength(1)
  })

  it.each([
    ['There are two rooms free on Friday at the Lerche.', 'Great.'],
    ['You need to pay 90 euros in total.', 'Great, thanks.'],
    ['So you want two seats on Friday, right?', 'Yes, but make it three.'],
    ['What time shall I book the harbour room for?', 'Sounds great.'],
  ])('makes no decision of %j and %j', (said, answer) => {
    const { decisions } = itemsOf(talk(['user', 'I need some help.'], ['assistant', said], ['user', answer]))
    expect(decisions).toEqual([])
  })

  it('takes a motion that was carried for a decision, and the question that put it for none', () => {
    const { decisions } = itemsOf(
      talk(
        ['Chair', 'The question is that amendment 12 be agreed.'],
        ['Secretary', 'Four in favour.'],
        ['Chair', 'Amendment 12 is therefore agreed.'],
      ),
    )
    expect(contents(decisions)).toEqual(['Chair: Amendment 12 is therefore agreed.'])
  })

  it('tells a correction that names nothing with what it corrects, and links the two', () => {
    const { items } = itemsOf(
      talk(
        ['user', 'My fitting with the tailor Marit is on 12 March.'],
        ['assistant', 'Noted.'],
        ['user', 'Actually, make it the 14th.'],
      ),
    )
    const [current] = items.filter((item) => item.supersededBy === undefined)
    const [old] = items.filter((item) => item.supersededBy !== undefined)
    expect(current?.content).toMatch(/12 March.* → User: make it the 14th/)
    expect(current?.type).toBe('fact')
    expect(old?.supersededBy).toBe(current?.id)
    expect(items).toHaveLength(2)
  })

  it('takes a pasted mail for nobody’s own facts, and what stands around it for the user’s', () => {
    const pasted =
      'I run a bakery in Graz. Here is the email from the mill:\n\nDear baker,\nI moved to Linz in May. I prefer payment in advance.\nRegards, Otto\n\nCan you answer it? I bake 40 loaves a day.'
    const { items } = itemsOf(talk(['user', pasted], ['assistant', 'Sure.']))
    const told = contents(items)
    expect(told).toContainEqual('User: I run a bakery in Graz.')
    expect(told).toContainEqual('User: I bake 40 loaves a day.')
    expect(told.filter((content) => /Linz|in advance/.test(content))).toEqual([])
  })

  it('keeps one current decision where a booking was agreed to again with another time', () => {
    const { decisions } = itemsOf(
      talk(
        ['assistant', 'Shall I book a table for two at Brasserie Mirabel at 20:00?'],
        ['user', 'Yes, please.'],
        [
          'assistant',
          'There is nothing free then. Shall I book a table for two at Brasserie Mirabel at 19:15?',
        ],
        ['user', 'Yes, please.'],
      ),
    )
    expect(decisions).toHaveLength(2)
    const current = decisions.filter((item) => item.supersededBy === undefined)
    expect(contents(current)).toEqual([expect.stringContaining('19:15')])
  })

  it('keeps two decisions where the first was carried out', () => {
    const { decisions } = itemsOf(
      talk(
        ['assistant', 'Shall I transfer 300 euros from your savings account to Marit Lund?'],
        ['user', 'Yes, please.'],
        [
          'assistant',
          'The money has been transferred. Shall I transfer 450 euros from your savings account to Marit Lund?',
        ],
        ['user', 'Yes, please.'],
      ),
    )
    expect(decisions.map((item) => item.supersededBy)).toEqual([undefined, undefined])
  })

  it('keeps a short requirement and a short agreement on a day', () => {
    const { constraints, decisions } = itemsOf(
      talk(
        ['user', 'I am allergic to nuts.'],
        ['assistant', 'Shall we meet on Friday?'],
        ['user', 'Yes, Friday works.'],
      ),
    )
    expect(contents(constraints)).toEqual([expect.stringContaining('allergic to nuts')])
    expect(contents(decisions)).toEqual([expect.stringContaining('Friday')])
  })

  it('tells each sentence once', () => {
    const { items } = itemsOf(
      talk([
        'user',
        'I moved to Ghent in May with my brother Emil, and I sold the old flat in Leuven to a teacher.',
      ]),
    )
    expect(items).toHaveLength(1)
  })
})
