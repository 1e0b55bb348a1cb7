import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { CompactionResult, Format, Message } from '../types.js'
import { recalledSpeeches } from './recalled-lines.js'

const FORMATS: readonly Format[] = ['structured', 'narrative', 'bullet_points', 'injection']
const { wording } = lexiconFor('en').source

const FAIR: readonly (readonly ['user' | 'assistant', string])[] = [
  [
    'user',
    'Please help me run the spring fair. Never book anything above 400 euros without asking me first.',
  ],
  ['assistant', 'Understood. Shall I book the Lys hall for 9 May at 10:15?'],
  ['user', 'Yes, please. I live in Ghent and repair cellos. I prefer suppliers within ten kilometres.'],
  ['assistant', 'I have booked the Lys hall for 9 May. The hall manager is Amira Novak.'],
  ['user', 'Actually the fair is on 16 May instead. My sister Ines brings 40 chairs.'],
]
const messages = FAIR.map(
  ([role, content], at): Message => ({
    id: `m${at}`,
    role,
    content,
    timestamp: `2026-03-0${at + 1}T09:00:00Z`,
  }),
)
const TARGET = 170
const contents = ({ items }: CompactionResult) =>
  items.map(({ type, content }) => `${type}: ${content}`).sort()
const recall = (text: string): Message => ({
  id: 'recall',
  role: 'user',
  content: text,
  timestamp: '2026-03-09T09:00:00Z',
})

describe('a text of ours that is fed in again', () => {
  it.each(FORMATS)('%s: changes neither items nor text where it says nothing new', (format) => {
    const once = compact(messages, { targetTokens: TARGET, format })
    const again = compact([...messages, recall(once.text)], { targetTokens: TARGET, format })
    expect(contents(again)).toEqual(contents(once))
    expect(again.text).toBe(once.text)
    expect(again.currentState).toEqual(once.currentState)
  })

  it.each(FORMATS)('%s: keeps several rules under one heading, with and without days', (format) => {
    const rules = [
      'Never book anything above 400 euros without asking me first.',
      '- Always name the hall before the date.',
      "Don't ever call the hall manager on Sundays.",
    ]
    for (const isDated of [true, false]) {
      const told = [...messages, { id: 'm9', role: 'user' as const, content: rules.slice(1).join('\n') }].map(
        ({ id, role, content, timestamp }): Message =>
          isDated
            ? { id, role, content, timestamp: timestamp ?? '2026-03-08T09:00:00Z' }
            : { id, role, content },
      )
      const { text, constraints } = compact(told, { targetTokens: 125, format })
      const bare = rules.map((rule) => rule.replace(/^- /, '')).sort()
      expect(constraints.map(({ content }) => content).sort()).toEqual(bare)
      expect(text.split(`${wording.rules}:`)).toHaveLength(2)
      const again = compact([recall(text)], { targetTokens: TARGET, format })
      expect(again.constraints.map(({ content }) => content).sort()).toEqual(bare)
      expect(again.items.some(({ content }) => content.includes('Ines brings 40 chairs'))).toBe(true)
    }
  })

  it.each(FORMATS)('%s: keeps whose rules they are', (format) => {
    const prompts = [
      ['- Never give out the number of a hall manager.\n- Always answer in at most three sentences.'],
      ['Never quote a price without its deposit.'],
    ]
    for (const [prompt = ''] of prompts) {
      const told = [{ id: 's', role: 'system' as const, content: prompt }, ...messages]
      const { originalTokenCount } = compact(told)
      const targetTokens = Math.floor(originalTokenCount * 0.85)
      const { text, constraints } = compact(told, { targetTokens, format })
      const rules = constraints.map(({ speaker, content }) => `${speaker}: ${content}`).sort()
      expect(new Set(constraints.map(({ speaker }) => speaker))).toEqual(new Set(['system', 'user']))
      expect(text).toContain(`${wording.rules} (${wording.system}):`)
      for (let round = 1, recalled = text; round <= 3; round++) {
        const again = compact([recall(recalled)], { targetTokens: 400, format })
        expect(again.constraints.map(({ speaker, content }) => `${speaker}: ${content}`).sort()).toEqual(
          rules,
        )
        expect(again.text).toBe(recalled)
        recalled = again.text
      }
    }
  })

  it.each(FORMATS)('%s: is returned as it is where it fits and stands alone', (format) => {
    const { text } = compact(messages, { targetTokens: TARGET, format })
    expect(compact([recall(text)], { targetTokens: TARGET, format }).text).toBe(text)
  })

  it.each(FORMATS)('%s: keeps its items, told by whom the text names', (format) => {
    const { text } = compact(messages, { targetTokens: TARGET, format })
    const { items } = compact([recall(text)], { targetTokens: TARGET, format })
    const of = (type: string) => items.filter((item) => item.type === type).map((item) => item.content)
    expect(of('constraint')).toEqual(['Never book anything above 400 euros without asking me first.'])
    expect(of('preference')).toEqual([
      expect.stringMatching(/^User: .*prefer suppliers within ten kilometres\.$/),
    ])
    const told = compact(messages, { targetTokens: TARGET }).facts.map(({ content }) => content)
    const own = /^User: .*live in Ghent and repair cellos\.$/
    if (told.some((fact) => own.test(fact))) expect(of('fact')).toContainEqual(expect.stringMatching(own))
    expect(of('fact')).toContainEqual(expect.stringMatching(/^User: My sister Ines brings 40 chairs\./))
    expect(of('fact')).toContainEqual(expect.stringMatching(/^Assistant: .*hall manager is Amira Novak\.$/))
    for (const { content, evidence } of items) {
      expect(content).not.toMatch(/^User: (?:User|Assistant)\b/)
      expect(evidence.every((span) => text.slice(span.start, span.end).trim() !== '')).toBe(true)
    }
  })

  it('keeps what a recalled text adds', () => {
    const { text } = compact(messages, { targetTokens: TARGET })
    const again = compact([...messages, recall(`${text}\nUser: My brother Emil rents a van for 80 euros.`)], {
      targetTokens: 400,
    })
    expect(contents(again)).toContainEqual(expect.stringContaining('Emil rents a van'))
  })

  it.each(FORMATS)(
    '%s: adds nothing among named people, where neither a rule nor a day opens it',
    (format) => {
      const names = ['Marit', 'Ola Berg']
      const said = [
        'I sold the blue van to Emil for 900 euros.',
        'Good. I found a new one in Bergen, it has 7 seats.',
        'We decided to leave for Bergen on Friday at 7:40.',
        'I bring the tent and the two lamps from my brother.',
      ]
      const talk = said.map((content, at): Message => {
        return { id: `t${at}`, role: 'user', name: names[at % 2] ?? '', content }
      })
      const settings = { targetTokens: 60, format }
      const once = compact(talk, settings)
      let all = talk
      for (let round = 1; round <= 3; round++) {
        all = [...all, { id: `r${round}`, role: 'user', content: once.text }]
        const again = compact(all, settings)
        expect(contents(again)).toEqual(contents(once))
        expect(again.text).toBe(once.text)
      }
    },
  )

  it.each(FORMATS)('%s: keeps its speakers among named people whom nobody named before', (format) => {
    const talk = [
      ['Marit', 'We decided to take the blue van to Bergen on Friday at 7:40.'],
      ['Ola Berg', 'Good. My brother Emil has two tents and a lamp, he lives in Bergen.'],
      ['Marit', 'My sister Ines works at the harbour of Bergen and has the keys.'],
    ].map(([name = '', content = ''], at): Message => ({ id: `t${at}`, role: 'user', name, content }))
    const first = compact(talk, { targetTokens: 66, format })
    expect(first.items.length).toBeGreaterThan(0)
    const alone = compact([recall(first.text)], { targetTokens: 66, format })
    expect(alone.text).toBe(first.text)
    const withoutArticles = (statements: readonly string[]) =>
      statements.map((said) => said.replaceAll(/ (?:the|a) /g, ' '))
    expect(withoutArticles(contents(alone))).toEqual(withoutArticles(contents(first)))
  })

  it('puts in the subject that a line leaves out, and cites the line as it came', () => {
    const talk = [
      'I just got a new kiln for the studio in Ghent.',
      'How nice. What will you fire first?',
      "I'm working on 40 bowls for the hotel Lys, and the red ones are for Ines.",
    ].map((content, at): Message => ({ id: `t${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))
    const first = compact(talk, { targetTokens: 45 })
    expect(first.text).not.toContain('I just got')
    const alone = compact([recall(first.text)], { targetTokens: 45 })
    expect(alone.text).toBe(first.text)
    const kiln = alone.items.find(({ content }) => content.includes('kiln'))
    expect(kiln?.content).toMatch(/^User: I (?:just )?got /)
    const span = kiln?.evidence[0]
    expect(first.text.slice(span?.start, span?.end)).toMatch(/^(?:just )?got .*Ghent\.$/)
  })

  it('keeps a rule that opens with the word of the heading', () => {
    const rule = 'Rules: never a deposit, always two offers.'
    const talk: Message[] = [
      { id: 'a', role: 'user', content: `${rule}\nNever call the hall manager on Sundays.` },
      {
        id: 'b',
        role: 'assistant',
        content: 'Noted. The hall manager is Amira Novak, and she is in on Mondays.',
      },
      { id: 'c', role: 'user', content: 'I live in Ghent and repair cellos for the hotel Lys.' },
    ]
    for (const format of FORMATS) {
      const { text } = compact(talk, { targetTokens: 60, format })
      const alone = compact([recall(text)], { targetTokens: 60, format })
      expect(alone.constraints.map(({ content }) => content)).toContain(rule)
    }
  })

  it('takes a form for no talk of people', () => {
    const form: Message = {
      id: 'f',
      role: 'user',
      content: 'Name: Ada Novak\nCity: Ghent\nJob: I repair cellos for the hotel Lys.',
    }
    expect(compact([form], { targetTokens: 60 }).items.map(({ speaker }) => speaker)).not.toContain('Job')
  })

  it('leaves what is said to one of the people to its speaker', () => {
    const to: Message = {
      id: 'to',
      role: 'user',
      content: 'Marit: please sell the blue van.\nIt needs new tyres.',
    }
    const first: Message = { id: 'f', role: 'user', name: 'Marit', content: 'I am back from Bergen.' }
    expect(compact([first, to], { targetTokens: 60 }).text).toContain('User: Marit: please sell')
  })

  it('leaves a pinned one as it is', () => {
    const { text } = compact(messages, { targetTokens: TARGET })
    const pinned = compact([...messages, recall(text)], { targetTokens: 600, pinnedMessageIds: ['recall'] })
    for (const line of text.split('\n')) expect(pinned.text).toContain(line)
  })
})

describe('recalledSpeeches', () => {
  it('gives speakers and days', () => {
    const text =
      'Rules:\n- Never shout.\nHistory:\n[30 December 2025]\nMarit: I sold the van.\n[2 January 2026]\nAssistant: Noted.'
    expect(
      recalledSpeeches(text, wording)?.map(({ role, name, day, start, end }) => [
        role,
        name,
        day,
        text.slice(start, end),
      ]),
    ).toEqual([
      ['user', undefined, undefined, 'Never shout.'],
      ['user', 'Marit', '2025-12-30', 'I sold the van.'],
      ['assistant', undefined, '2026-01-02', 'Noted.'],
    ])
  })

  it.each([
    'Please note: the hall is closed on Monday.',
    'I met Marit on Monday.\nShe said: never again.',
    'Rules of the house',
    '',
    '- milk\n- bread',
  ])('takes %j for no text of ours', (text) => {
    expect(recalledSpeeches(text, wording)).toBeUndefined()
  })
})
