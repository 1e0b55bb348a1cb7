import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message } from '../types.js'
import { saysOfWhat } from './feelings.js'
import { lacksSubject } from './lacks-subject.js'
import { pointsOutside } from './reads-alone-english.js'

const DAY = 86_400_000

/** People who write each other over three days: each line is `Name: words`; the first is a day earlier, the last a day later. */
function chat(lines: readonly string[]): Item[] {
  const start = Date.parse('2024-09-16T09:00:00Z')
  const messages = lines.map((line, at): Message => {
    const [name, ...words] = line.split(': ')
    const day = at === 0 ? -DAY : at === lines.length - 1 ? DAY : 0
    return {
      id: `m${at}`,
      role: 'user',
      name: name as string,
      content: words.join(': '),
      timestamp: new Date(start + day + at * 60_000).toISOString(),
    }
  })
  return compact(messages, { targetTokens: 4000 }).items.filter(({ content }) => content !== '')
}

const FILLER = ['Ola: hi all', 'Bertil: hello', 'Mirka: morning', 'Ola: lol', 'Bertil: 😂', 'Mirka: true']
const told = (items: readonly Item[], type: Item['type']) =>
  items.filter((item) => item.type === type).map(({ content }) => content)

describe('what people in a chat settle', () => {
  it('is told with the question that asked for it where it names nothing itself', () => {
    const items = chat([...FILLER, 'Mirka: sound check when', 'Ola: 12 to 13?', 'Bertil: perfect', ...FILLER])
    expect(told(items, 'decision')).toEqual(['Mirka: sound check when → Ola: 12 to 13? → Bertil: perfect'])
    expect(items.find(({ type }) => type === 'decision')?.evidence.map(({ messageId }) => messageId)).toEqual(
      ['m6', 'm7', 'm8'],
    )
  })

  it('is left out where nobody says what it is about', () => {
    expect(told(chat([...FILLER, 'Ola: 12 to 13?', 'Bertil: perfect', ...FILLER]), 'decision')).toEqual([])
  })

  it('is what stands before "it is"', () => {
    const items = chat([
      ...FILLER,
      "Bertil: what's the date of the regatta",
      'Ola: 14 june it is, I tell the town hall tomorrow',
      ...FILLER,
    ])
    expect(told(items, 'decision')[0]).toMatch(/^Bertil: what's the date of the regatta → Ola: 14 june it is/)
  })

  it('does not take up the question before another thing that was settled', () => {
    const items = chat([
      ...FILLER,
      'Mirka: who brings the big grill?',
      'Ola: me',
      'Mirka: soup for the choir at the barn, 8 each?',
      'Bertil: perfect',
      'Ola: 12 to 13?',
      'Bertil: perfect',
      ...FILLER,
    ])
    expect(told(items, 'decision').some((content) => /12 to 13/.test(content) && /grill/.test(content))).toBe(
      false,
    )
  })
})

describe('what people in a chat tell', () => {
  it('has the heading that says what it is about', () => {
    const items = chat([
      ...FILLER,
      'Ola: tent poles. my uncle Sture has four spare poles from 1998',
      ...FILLER,
    ])
    expect(told(items, 'fact')).toContain('Ola: tent poles. my uncle Sture has four spare poles from 1998')
  })

  it.each([
    'Ola: Been a while since we talked, Mirka.',
    'Ola: My favourite is the plum one that my sister Greta bakes on Sunday.',
    'Ola: Their prices at the harbour are terrible this year!',
    'Ola: My passion for the boat and my belief in it are driving me.',
    'Ola: Running a harbour cafe is hard, but I am determined to make it work.',
    'Ola: Making memories with the family in Lund is priceless!',
    'Ola: Had an eventful week since our last chat.',
    'Ola: I truly felt the power of our choir, so heartwarming.',
    'Ola: My family, rowing, and spending time with friends.',
    'Ola: Super hyped to explore new kinds of music with my friends!',
  ])('is no fact in %j', (line) => {
    expect(told(chat([...FILLER, line, ...FILLER]), 'fact')).toEqual([])
  })

  it('is a task where it asks the others', () => {
    const items = chat([...FILLER, 'Ola: Please agree on the colours of the boat by Friday.', ...FILLER])
    expect(told(items, 'task')).toEqual([
      'Ola: Please agree on the colours of the boat by Friday. [2024-09-20]',
    ])
    expect(told(items, 'fact')).toEqual([])
  })

  it('keeps a plain sentence with a figure', () => {
    const items = chat([...FILLER, 'Ola: The mooring fee of 75 is paid by the sailing club.', ...FILLER])
    expect(told(items, 'fact')).toEqual(['Ola: The mooring fee of 75 is paid by the sailing club.'])
  })

  it('is surer with a day and a name than without, and never certain', () => {
    const confidence = (line: string) => chat([...FILLER, line, ...FILLER])[0]?.confidence ?? Number.NaN
    const dated = confidence(
      'Ola: I visited my sister Greta in Lund last Saturday and we painted the kitchen.',
    )
    const plain = confidence('Ola: My sister Greta opened a bakery in Lund last spring.')
    const bare = confidence('Ola: my neighbour does dogsitting for 18 a night.')
    expect(dated).toBeGreaterThan(0.9)
    expect(dated).toBeLessThan(1)
    expect(plain).toBeLessThan(dated)
    expect(bare).toBeLessThan(plain)
  })
})

describe('a sentence without its subject', () => {
  it.each([
    'ordered, comes on Wednesday',
    'diagnosed two weeks ago',
    '378, delivered to me',
    '44 × 12 vs 49 × 12 = 60 a year',
    'comes with two oars',
    'Mrs Lind: yes can be added, total 690 now',
    "I've got: a dinner for two, three haircuts",
    '260 with roof is ok',
  ])('is %j', (text) => expect(lacksSubject(text, true)).toBe(true))

  it.each([
    'ordered the green paint',
    'moved last week',
    '16 July, dentist',
    '30 shingles cost 75 at the mill',
    '15 choir, 16 quartet, 17 tango, 18 saz',
    'works of Bach every night',
  ])('is not %j', (text) => expect(lacksSubject(text, true)).toBe(false))

  it('is no matter of numbers between an assistant and its user', () => {
    expect(lacksSubject('12:45 works best for me', false)).toBe(false)
  })
})

describe('"he" and "she"', () => {
  it.each([
    'the gearbox is gone, he wants 220 then',
    'the green boat sank last night and she cried for hours',
  ])('need somebody before them in %j', (text) => expect(pointsOutside(text)).toBe(true))
  it.each(['Rosa called late last night and she cried', 'the owner of the old mill called, she wants more'])(
    'have somebody in %j',
    (text) => expect(pointsOutside(text)).toBe(false),
  )
})

describe('a feeling', () => {
  it.each([
    "I'm grateful for my sister and her patience",
    "I'm thankful for the Swedish volunteers who cooked",
    'I feel confident to take on bigger projects',
  ])('says of what in %j', (text) => expect(saysOfWhat(text, false)).toBe(true))

  it.each([
    'I felt so inspired to keep going',
    'I felt relieved to make it through without incident',
    "We've been overwhelmed by the response and the volunteers",
    'I felt one of our colleagues was too harsh with members',
  ])('does not in %j', (text) => expect(saysOfWhat(text, false)).toBe(false))
})

describe('decisions about things with numbers', () => {
  it('do not replace each other', () => {
    const messages = ['Amendment 6 is therefore agreed.', 'Amendment 7 is therefore agreed.'].map(
      (content, at): Message => ({ id: `m${at}`, role: 'user', name: 'Chair Lindqvist', content }),
    )
    const { items } = compact(
      [...messages, { id: 'm2', role: 'user', name: 'Ola Berg', content: 'Thank you.' }],
      { targetTokens: 500 },
    )
    expect(items.filter(({ type }) => type === 'decision').map(({ supersededBy }) => supersededBy)).toEqual([
      undefined,
      undefined,
    ])
  })
})
