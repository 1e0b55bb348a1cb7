import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { readWords } from '../annotate/words.js'
import { compact } from '../compact.js'
import { buildConversation, type Conversation, textOf } from '../conversation.js'
import { score } from '../score.js'
import type { Item, Message } from '../types.js'
import { inFewWords } from './few-words.js'

/** Turns of a user and an assistant, the user first. */
const messagesOf = (turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

function recorded(turns: readonly string[], language = 'en'): Conversation {
  const conversation = buildConversation(
    messagesOf(turns).map((message) => ({ message, annotation: annotate(message, { language }) })),
  )
  return inFewWords(conversation, score(conversation)).conversation
}

/** What is told in the lines of tasks, in order. */
const told = (...turns: readonly string[]): readonly string[] => toldIn(recorded(turns))
const toldIn = ({ units, records }: Conversation): readonly string[] =>
  units
    .filter(({ index }) => records?.isTold[index] === 1)
    .map(({ annotation }) => annotation.shortened ?? '')

const TABLE = [
  'I need a table in Porto.',
  'How about Mirabel in Porto?',
  'Great, for two people at 7 pm.',
] as const

describe('inFewWords', () => {
  it('tells wishes and offers by what they give', () => {
    expect(told(...TABLE)).toEqual(['table in Porto', 'Mirabel in Porto', 'for two people at 7 pm'])
  })

  it('leaves out what a request to confirm says again', () => {
    const confirm = 'Please confirm: a table for two people at Mirabel in Porto at 7 pm.'
    expect(told(...TABLE, confirm)).toEqual(['table for two people at Mirabel in Porto at 7 pm'])
  })

  it('lets the value win that is brought forward after the first one failed', () => {
    const texts = told(
      ...TABLE,
      'Please confirm: a table for two people at Mirabel on 3 May at 7 pm.',
      'Yes, please.',
      'Sorry, that did not work. How about a table at 8:30 pm?',
      'Yes.',
    ).join(' | ')
    expect(texts).toContain('8:30 pm')
    expect(texts).not.toContain('7 pm')
    expect(texts).toContain('3 May')
  })

  it('tells nothing of what a user asks for on top in the line of the matter before', () => {
    const { units, records } = recorded([
      'I need a table in Porto under 90 euros.',
      'How about Mirabel in Porto for 80 euros?',
      'Good, that one. Another thing: I need new boots under 130 euros.',
      'The Strider comes in wide for 119 euros.',
    ])
    const lines = new Map<number, string[]>()
    for (const { index, messageIndex, annotation } of units)
      if (records?.isTold[index] === 1) {
        const task = records.tasks[messageIndex] as number
        lines.set(task, [...(lines.get(task) ?? []), annotation.shortened ?? ''])
      }
    expect([...lines.keys()]).toEqual([0, 1])
    expect(lines.get(0)?.join(' | ')).toContain('Mirabel')
    expect(lines.get(1)?.[0]).toBe('new boots under 130 euros')
    expect(records?.labels).not.toContain('euros')
  })

  it('lets the time win that is offered after another was asked for', () => {
    const after = (question: string) =>
      told(
        'I need an appointment with a dentist.',
        'How about Dr. Amin on Tuesday at 4:30 pm?',
        question,
        'How about 5:45 pm on Tuesday?',
      ).join(' | ')
    expect(after('Anything later?')).not.toContain('4:30')
    expect(after('Anything later?')).toContain('5:45 pm')
    expect(after('Anything later?')).toContain('Dr. Amin')
    // Which of them he will take is open.
    expect(after('Which other times are there?')).toContain('4:30')
  })

  it('lets what is asked for instead win, and keeps what was not replaced', () => {
    const texts = told(
      'Find me a slow song from the album Harbour Lights.',
      'How about Tidewater?',
      'Actually, I would like a fast song instead.',
      'How about Undertow?',
    ).join(' | ')
    expect(texts).toContain('fast song')
    expect(texts).not.toContain('slow song')
    expect(texts).toContain('Harbour Lights')
  })

  it.each([
    ['a negation', 'I do not want a table in Porto.'],
    ['a ban', 'Never book a table in Porto.'],
    ['a condition', 'I need a table in Porto if it rains.'],
    ['an alternative', 'I need either a table in Porto or one in Braga.'],
    ['a comparison', 'I need a table in Porto for less than 40 euros.'],
    ['what others want', 'She wants a table in Porto.'],
    ['the past', 'I booked and visited a table in Porto.'],
    ['a question about something', 'Do they have tables in Porto?'],
  ])('keeps the grammar of %s', (_, sentence) => {
    const texts = told(sentence, 'How about Mirabel?', 'Fine, at 7 pm.')
    expect(texts.join(' ')).not.toContain('Porto')
  })

  it.each([
    ['an open question', 'Which of the two nights suits you?'],
    ['that something is taken', 'Tuesday is full.'],
    ['an answer to a short question', 'Check-in is possible until midnight.', 'Can we check in late?'],
  ])('tells %s in its own grammar, or not at all', (_, said, asked = 'And for the weekend?') => {
    const { units, records, entries } = recorded([...TABLE.slice(0, 2), asked, said])
    const own = units.filter(({ messageIndex }) => messageIndex === entries.length - 1)
    expect(own.map(({ index }) => records?.isTold[index])).toEqual([0])
  })

  it('does not tell "add" where what is to be added is not said', () => {
    expect(told(...TABLE, 'Shall I add a candle?', 'Add one please.')).not.toContain('Add')
  })

  it('keeps what leads to a value that no confirmation says again', () => {
    const texts = told(
      'I need a parcel taken to Leeds.',
      'We have standard delivery for £9.40 or next-day delivery for £17.',
      'Standard then.',
      'Please confirm: standard delivery to Leeds?',
    )
    expect(texts.filter((text) => text.startsWith('for '))).toEqual([])
  })

  it('keeps a report of what was done apart from what was wanted', () => {
    expect(told(...TABLE, 'I have booked Mirabel for 3 May.').join(' ')).not.toContain('3 May')
  })

  it('leaves talk, named people, long turns and other languages as they are', () => {
    const talk = ['I live in Porto with my dog Coco.', 'Nice.', 'I like rowing.', 'Lovely.']
    expect(recorded(talk).records?.isTold.includes(1) ?? false).toBe(false)
    const named = messagesOf(TABLE).map((message, at) => ({ ...message, name: at % 2 === 0 ? 'Ana' : 'Rui' }))
    const people = buildConversation(
      named.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
    )
    expect(inFewWords(people, score(people)).conversation).toBe(people)
    expect(recorded(['Ich brauche einen Tisch.', 'Wie wäre es mit Mirabel?'], 'de').records).toBeUndefined()
    const long = TABLE.map(
      (turn) => `${turn} ${'The quay was quiet and the gulls slept on the wall. '.repeat(4)}`,
    )
    expect(recorded(long).records).toBeUndefined()
  })

  it('gives each task one line that says what it is about', () => {
    const turns = [
      ...TABLE,
      'Please confirm: a table for two people at Mirabel in Porto at 7 pm.',
      'Yes.',
      'I have booked your table.',
      'I need a ferry to Faro on 4 May.',
      'How about the ferry at 9 am?',
      'Good, I would like two seats.',
      'Please confirm: a ferry to Faro on 4 May at 9 am with two seats.',
      'Yes.',
      'Your ferry is booked.',
      'Thanks.',
    ]
    const { text, items } = compact(messagesOf(turns), { targetTokens: 50 })
    expect(text).toMatch(/table for two people at Mirabel in Porto at 7 pm\n/)
    expect(text).toMatch(/ferry to Faro on 4 May at 9 am with two seats/)
    // Read again, it stands as it is, and tells of both what the talk told: what was asked for, agreed on, and done.
    const again = compact([{ id: 'again', role: 'user', content: text }])
    expect(again.text).toBe(text)
    for (const name of ['Mirabel', 'Faro']) {
      const toldOf = (some: readonly Item[]) => [
        ...new Set(
          some
            .filter(({ content, supersededBy }) => supersededBy === undefined && content.includes(name))
            .map(({ type, speaker }) => `${type} ${speaker}`)
            .sort(),
        ),
      ]
      expect(toldOf(again.items)).toEqual(toldOf(items))
      expect(toldOf(items)).toContain('decision assistant')
    }
  })
})

const THINGS = ['table', 'room', 'ferry', 'court', 'tour', 'lesson'] as const
const PLACES = ['Porto', 'Faro', 'Braga', 'Evora', 'Tavira', 'Sintra'] as const
const HOUSES = ['Mirabel', 'Orsino', 'Calloway', 'Linden', 'Bexley', 'Ardmore'] as const
const clock = fc
  .tuple(fc.integer({ min: 1, max: 11 }), fc.constantFrom('15', '30', '45'))
  .map(([h, m]) => `${h}:${m} pm`)
const booking = fc.record({
  thing: fc.constantFrom(...THINGS),
  place: fc.constantFrom(...PLACES),
  house: fc.constantFrom(...HOUSES),
  people: fc.integer({ min: 2, max: 9 }),
  day: fc.integer({ min: 1, max: 28 }),
  first: clock,
  last: clock,
  fails: fc.boolean(),
})
type Booking = typeof booking extends fc.Arbitrary<infer T> ? T : never

const dialogueOf = ({ thing, place, house, people, day, first, last, fails }: Booking): readonly string[] => [
  `I am looking for a ${thing} in ${place}.`,
  `How about ${house} in ${place}?`,
  `That sounds good. I would like it for ${people} people on ${day} May at ${first}.`,
  `Please confirm: a ${thing} at ${house} in ${place} for ${people} people on ${day} May at ${first}.`,
  'Yes, that is right.',
  ...(fails ? [`Sorry, I could not do that. How about a ${thing} at ${last}?`, 'Yes, that works.'] : []),
  'Your booking has been made.',
  'Thank you.',
  'Is there anything else I can do?',
]
const SEED = 20261128

describe('any number of bookings', () => {
  const bookings = fc
    .uniqueArray(booking, { minLength: 1, maxLength: 5, selector: ({ house }) => house })
    .filter((all) => all.every(({ first, last }) => first !== last))

  it(`hold the last value of each, none of another, and no value that nobody said (seed ${SEED})`, () => {
    fc.assert(
      fc.property(bookings, (all) => {
        const turns = all.flatMap(dialogueOf)
        const { units, records } = recorded(turns)
        let ends = 0
        for (const one of all) {
          const from = ends
          ends += dialogueOf(one).length
          const own = units.filter(
            ({ messageIndex, index }) =>
              messageIndex >= from && messageIndex < ends && records?.isTold[index] === 1,
          )
          const text = own.map(({ annotation }) => annotation.shortened).join(' | ')
          expect(text).toContain(one.fails ? one.last : one.first)
          if (one.fails) expect(text).not.toContain(`at ${one.first}`)
          for (const value of [one.house, one.place, `${one.people} people`, `${one.day} May`])
            expect(text).toContain(value)
        }
      }),
      { seed: SEED, numRuns: 150 },
    )
  })

  it(`are told in words of their own sentences, in the order in which they stand there (seed ${SEED})`, () => {
    fc.assert(
      fc.property(bookings, (all) => {
        const conversation = recorded(all.flatMap(dialogueOf))
        for (const unit of conversation.units) {
          if (conversation.records?.isTold[unit.index] !== 1) continue
          const said = readWords(textOf(conversation, unit)).lower
          let at = -1
          for (const word of readWords(unit.annotation.shortened ?? '').lower) {
            at = said.indexOf(word, at + 1)
            expect(at, `${word} in ${said.join(' ')}`).toBeGreaterThanOrEqual(0)
          }
        }
      }),
      { seed: SEED, numRuns: 150 },
    )
  })

  it('keeps what two friends have apart', () => {
    const texts = [
      'My friend Ana plays for Leiria United.',
      'Would you like tickets for Leiria United?',
      'My friend Rui plays for Boavista Rovers.',
      'Would you like tickets for Boavista Rovers?',
      'Yes, two tickets for Boavista Rovers.',
    ]
    const { text } = compact(messagesOf(texts), { targetTokens: 200 })
    expect(text).toMatch(/Ana[^\n]*Leiria United/)
    expect(text).toMatch(/Rui[^\n]*Boavista Rovers/)
  })
})
