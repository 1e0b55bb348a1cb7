import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message } from '../types.js'
import { isNoFactOfGroup, isNoFactOfTwo } from './chat-fact-forms.js'

const DAY = 86_400_000

/** People who write each other over three days: the first line is a day earlier, the last a day later. */
function talk(lines: readonly string[]): Message[] {
  const start = Date.parse('2024-09-16T09:00:00Z')
  return lines.map((line, at) => {
    const [name, ...words] = line.split(': ')
    const day = at === 0 ? -DAY : at === lines.length - 1 ? DAY : 0
    const timestamp = new Date(start + day + at * 60_000).toISOString()
    return { id: `m${at}`, role: 'user', name: name as string, content: words.join(': '), timestamp }
  })
}

const OPENING = ['Ola: hi', 'Mirka: hello']
const factsOf = (lines: readonly string[]): Item[] =>
  compact(talk([...OPENING, ...lines, 'Ola: lol', 'Mirka: 😂']), { targetTokens: 4000 }).items.filter(
    ({ type }) => type === 'fact',
  )
const told = (...lines: readonly string[]) => factsOf(lines).map(({ content }) => content)

describe('what one of two people answers', () => {
  it('is told with the question, and both are its evidence', () => {
    const [fact, ...others] = factsOf([
      'Mirka: Nice one. Which yards are you talking to about the mast?',
      "Ola: Thanks! I'm currently considering Nordvarv and the old yard in Lund.",
    ])
    expect(others).toEqual([])
    expect(fact?.content).toBe(
      "Ola (“Which yards are you talking to about the mast?”): I'm currently considering Nordvarv and the old yard in Lund.",
    )
    expect(fact?.evidence.map(({ messageId }) => messageId)).toEqual(['m2', 'm3'])
  })

  it('is no fact where the question points at what was said and the answer names nothing', () => {
    expect(
      told(
        'Mirka: And how did it come about?',
        'Ola: I showed my sketches to the builders and they liked the idea.',
      ),
    ).toEqual([])
  })

  it('is told alone where it names a place or a day, whatever the question points at', () => {
    expect(
      told(
        'Mirka: And how did it come about?',
        'Ola: I showed my sketches to a builder in Lund last week.',
      )[0],
    ).toMatch(/^Ola: I showed my sketches/)
  })

  it.each(['How have you been?', 'Anything new?', "What's up?", 'It is lovely there, isn’t it?'])(
    'needs no %j before it',
    (question) => {
      expect(
        told(`Mirka: ${question}`, 'Ola: My sister Greta opened a bakery in Lund last spring.')[0],
      ).toMatch(/^Ola: My sister/)
    },
  )

  it('is told alone where it comes late in a message', () => {
    const late =
      'The weather has been grey for days. The cat sleeps on the stove all morning. My sister Greta opened a bakery in Lund last spring.'
    expect(told('Mirka: Which yards are you talking to about the mast?', `Ola: ${late}`)).toContain(
      'Ola: My sister Greta opened a bakery in Lund last spring.',
    )
  })
})

describe('what leaves out "I"', () => {
  it('is a fact of who says it', () => {
    expect(told('Ola: Joined a rowing club in Lund with my sister last week.')[0]).toMatch(
      /^Ola: Joined a rowing club/,
    )
  })
})

describe('what one of two people tells', () => {
  it.each([
    "I'm super stoked for the show.",
    'Have a look at the boat, my garage is a mess.',
    'Music brings people together in such a nice way.',
    'I had an amazing experience.',
    'Now I am starting some big new things.',
    'Stepping into the unknown and hoping for the best.',
    'Someone from the group told my strategy to the others.',
    'I have another one.',
    'We were teammates for four years.',
    'The crowd went on for hours.',
    'I finally won!',
    'I want to reach more people.',
  ])('is no fact in %j', (said) => expect(isNoFactOfTwo(said, false)).toBe(true))

  it.each([
    'I sold my boat to a neighbour last week.',
    'My wife and I moved to Lund in May.',
    'I started learning the oboe.',
    'We live next door to a yard called Nordvarv.',
    'I have a meeting with the builder tomorrow.',
  ])('may be one in %j', (said) => expect(isNoFactOfTwo(said, false)).toBe(false))

  it('tells an aim where a question asked for it', () => {
    expect(isNoFactOfTwo('I want to reach more people.', true)).toBe(false)
    expect(isNoFactOfTwo('We were teammates for four years.', true)).toBe(false)
  })
})

describe('what one of a group tells', () => {
  it.each([
    'silo 50 + 25',
    '16-30 July: Rosa + Emil',
    'still fits, Emil in the back',
    'same times as before, 2.30 and 3.15',
    '7 june is early for the pass',
    'my 4.15 got moved to 4.30',
    "I borrow my brother's, she is 39",
    'nobody got lost, 3 plates got broken',
    'soup, two pots, 60 l',
    'the stove must stay free after 6',
    'technician comes 23 october between 8 and 12',
    'grant application is in, we asked for 600',
    'posters are printed already with the old name',
  ])('is no fact in %j', (said) => expect(isNoFactOfGroup(said, false)).toBe(true))

  it.each([
    'The mooring fee of 75 is paid by the sailing club.',
    'my uncle has four spare poles in Lund',
    'Mrs Berg says check out at 1 is ok',
    'my sister has four spare poles in Lund',
    'dad drives me to the regatta in Lund on the 6th',
  ])('may be one in %j', (said) => expect(isNoFactOfGroup(said, false)).toBe(false))
})

describe('a liking that answers', () => {
  const likingsOf = (...lines: string[]) =>
    compact(talk([...OPENING, ...lines, 'Ola: lol', 'Mirka: 😂']), { targetTokens: 4000 })
      .items.filter(({ type }) => type === 'preference')
      .map(({ content }) => content)

  it('is told with the question', () => {
    expect(
      likingsOf(
        'Mirka: What do you all do on Sundays?',
        'Ola: Oh, we love sailing and playing cards on the boat.',
      ),
    ).toEqual(['Ola (“What do you all do on Sundays?”): we love sailing and playing cards on the boat.'])
  })

  it('of several whom an open question names is none', () => {
    expect(
      likingsOf(
        'Mirka: What do you and your family do there?',
        'Ola: We love climbing, sliding and playing games.',
      ),
    ).toEqual([])
  })
})

describe('what a group member tells after a word that asks', () => {
  it('is told with it', () => {
    const lines = [
      'Ola: hi',
      'Mirka: hello',
      'Tor: hey',
      'Mirka: so many open points',
      'Ola: and tango? my sister gave a class for the club in Lund last year',
    ]
    const facts = compact(talk([...lines, 'Mirka: ok']), { targetTokens: 4000 }).items.filter(
      ({ type }) => type === 'fact',
    )
    expect(facts.map(({ content }) => content.replace(/ \[.*/, ''))).toEqual([
      'Ola: and tango? my sister gave a class for the club in Lund last year',
    ])
  })
})
