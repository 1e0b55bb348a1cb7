import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact, compactAnnotated } from '../compact.js'
import type { AnnotatedMessage, Message } from '../types.js'

const SENTENCES = [
  'Where did you put the spare key?',
  'Behind the blue pot.',
  'The rowing one.',
  'Which club do you row for?',
  'I prefer the window seat, and my sister likes the aisle.',
  'We decided to rent the hall in Graz for 300 euros.',
  'Never give up!',
  'From now on, never call me before 9:30.',
  'My mother and I went to Lisbon yesterday, because her cousin Ines has a workshop there.',
  'It was fantastic.',
  'I start at the harbour office on 4 May.',
  '31 hours a week, Mrs Ilves is my boss.',
  'I bought a used kayak last Friday. It leaks at the stern.',
  'Please book the 7:05 train to Linz on 14 March.',
  'Shall we take the boat to Porto?',
  'Yes, let us do that.',
  'I found 12 open invoices in `ledger/open.csv` for Amira Novak.',
  'If it rains, we might stay at home.',
  'We can make a difference.',
  "Let's go with Kysely for the queries.",
  'You can ignore the rule about calls before 9:30.',
  'Actually no, forget it.',
  'Thursday at the station it is.',
  'Launch on 11 May, payments on 21 May.',
  'Objections?',
  'Agreed.',
  'Books really can help us learn new things.',
  'I am so happy about the new greenhouse [photo of a greenhouse with a red door], thanks for asking!',
]
const message = fc.record(
  {
    role: fc.constantFrom('user', 'assistant', 'system', 'tool'),
    content: fc
      .array(fc.constantFrom(...SENTENCES), { minLength: 1, maxLength: 4 })
      .map((said) => said.join(' ')),
    name: fc.constantFrom('Ann', 'Bob'),
    timestamp: fc.constantFrom(...['03', '04', '05', '06'].map((day) => `2026-02-${day}T10:00:00Z`)),
  },
  { requiredKeys: ['role', 'content'] },
)
const conversation = fc
  .array(message, { minLength: 1, maxLength: 20 })
  .map((list) => list.map((entry, at): Message => ({ id: `m${at}`, ...entry }) as Message))

const stored = (messages: readonly Message[]): AnnotatedMessage[] =>
  messages.map((entry) => ({
    message: entry,
    annotation: JSON.parse(JSON.stringify(annotate(entry, { language: 'en' }))),
  }))

/** A message of so many words is not told whole. */
const LONG =
  'Between the bridge at Ottensheim and the lock at Abwinden there are some twelve kilometres of still water, which nobody else uses before seven in the morning, so that is where all of us in the eight learned to hold the length of the stroke together.'

describe('readItems', () => {
  it('reads each message alone as it is read in its conversation', () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const options = { targetTokens: 4_000 }
        const once = compact(messages, options)
        fc.pre(once.language === 'en')
        expect(compactAnnotated(stored(messages), options)).toEqual(once)
      }),
      { numRuns: 60, verbose: 1 },
    )
  })

  it('takes a stored reading for what it is, and reads only answers anew', () => {
    const messages: Message[] = [
      { id: 'a', role: 'user', content: 'I bought a used kayak in Graz. Which club do you row for in Linz?' },
      {
        id: 'b',
        role: 'user',
        name: 'Bob',
        content: `It is the Danube Rowers, since 2011. My boat is called Ottilie. ${LONG}`,
      },
    ]
    const [first, second] = stored(messages) as [AnnotatedMessage, AnnotatedMessage]
    const marked = second.annotation.units.map((unit) => ({
      ...unit,
      item: { types: ['fact'], said: 'MARK' } as const,
    }))
    const { items } = compactAnnotated(
      [first, { ...second, annotation: { ...second.annotation, units: marked } }],
      {
        targetTokens: 500,
      },
    )
    const contents = items.map((item) => item.content)
    expect(contents).toContain('Bob: MARK')
    expect(contents.filter((content) => content.includes('MARK'))).toHaveLength(1)
    expect(
      contents.some((content) => content.startsWith('Bob (“Which club do you row for in Linz?”): ')),
    ).toBe(true)
  })

  it('keeps what a message tells by itself: type, words, places, day', () => {
    const content = 'My boat leaks at the stern. I bought it last Friday in Graz, you know.'
    const { isRead, units } = annotate(
      { id: 'a', role: 'user', content, timestamp: '2026-02-04T10:00:00Z' },
      { language: 'en' },
    )
    expect(isRead).toBe(true)
    expect(units[1]?.item).toEqual({
      types: ['fact'],
      said: 'My boat leaks at the stern. I bought it last Friday in Graz.',
      evidence: [0, 27, 28, content.length],
      day: '2026-01-30',
      isRelativeDay: true,
    })
  })

  it('stores how a rule of a system is told where its own words are not all, and reads it anew where one was lifted', () => {
    const policy: Message = {
      id: 'p',
      role: 'system',
      content:
        'You are the desk of a boat hire by the lake.\n\nDeposits: half a day from two boats. Paid back as a voucher, never in money.',
    }
    const rules: Message = {
      id: 'a',
      role: 'user',
      content: 'Never call me before 9:30; always write first.',
    }
    const lifts: Message = {
      id: 'b',
      role: 'user',
      content: 'You can ignore the rule about calls before 9:30.',
    }
    const [first, second, third] = stored([policy, rules, lifts]) as [
      AnnotatedMessage,
      AnnotatedMessage,
      AnnotatedMessage,
    ]
    const told = first.annotation.units.flatMap(({ item }) => item?.rule?.said ?? [])
    expect(told).toContain('Deposits: Paid back as a voucher, never in money.')
    const constraints = (...entries: AnnotatedMessage[]) =>
      compactAnnotated(entries).constraints.map(({ content }) => content)
    expect(constraints(first)).toEqual(compact([policy]).constraints.map(({ content }) => content))
    expect(constraints(second)).toEqual(compact([rules]).constraints.map(({ content }) => content))
    expect(constraints(second, third)).toEqual(
      compact([rules, lifts]).constraints.map(({ content }) => content),
    )
    expect(constraints(second)).not.toEqual(constraints(second, third))
  })

  it('stores the day that a question names, since an agreement may make a decision of it', () => {
    const timestamp = '2026-02-04T10:00:00Z'
    const asked: Message = { id: 'a', role: 'user', content: 'Shall we paint the hull on Friday?', timestamp }
    const { units } = annotate(asked, { language: 'en' })
    expect(units[0]?.item).toBeUndefined()
    expect(units[0]?.namedDay).toEqual({ day: '2026-02-06', isRelative: true })
  })

  it('stores the language of a system message, whatever that of the talk is, and of no other message', () => {
    const content = 'Du bist der Assistent einer Werft. Verleihe Boote nur gegen Ausweis und nie nach 18 Uhr.'
    const annotated = (role: Message['role']) => annotate({ id: 'a', role, content }, { language: 'en' })
    expect(annotated('system')).toMatchObject({ language: 'en', promptLanguage: 'de' })
    expect(annotated('user').promptLanguage).toBeUndefined()
  })

  it('gives all units the same fields in one order, and leaves absent ones out of the JSON', () => {
    const content = 'My boat leaks at the stern. Why? I really bought it last Friday in Graz, you know.'
    const { units } = annotate({ id: 'a', role: 'user', content }, { language: 'en' })
    const fields = units.map((unit) => Object.keys(unit).join())
    expect(units.length).toBeGreaterThan(2)
    expect(new Set(fields).size).toBe(1)
    expect(JSON.stringify(units)).not.toContain('undefined')
    expect(Object.keys(JSON.parse(JSON.stringify(units[1])))).not.toContain('item')
  })
})
