import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { findAmendments } from './amendments.js'
import { findSuperseded } from './supersession.js'

type Said = readonly ['user' | 'assistant', string]

/** What became of the first message once the last one was said: whole, in part, or nothing. */
function fateOf(talk: readonly Said[], language = 'en'): 'replaced' | 'amended' | 'stands' {
  const conversation = buildConversation(
    talk.map(([role, content], at) => {
      const message: Message = { id: `m${at}`, role, content }
      return { message, annotation: annotate(message, { language }) }
    }),
  )
  const ofFirst = (index: number) => conversation.units[index]?.messageIndex === 0
  const replaced = findSuperseded(conversation)
  if ([...replaced.keys()].some(ofFirst)) return 'replaced'
  return [...findAmendments(conversation, replaced).keys()].some(ofFirst) ? 'amended' : 'stands'
}

const between: readonly Said[] = [
  ['assistant', 'Noted.'],
  ['user', 'How do I clean a copper pan?'],
  ['assistant', 'With salt and vinegar.'],
]

describe('values that a later sentence names as gone', () => {
  it('replaces what says nothing else, whoever said it', () => {
    expect(
      fateOf([
        ['assistant', 'The limit is 768.'],
        ['user', 'make the limit 512, not 768'],
      ]),
    ).toBe('replaced')
  })

  it('leaves what says more standing, with a word on it', () => {
    const offer = 'Shall I restart the mail service at noon, with the limit raised to 768 in its unit file?'
    expect(
      fateOf([
        ['assistant', offer],
        ['user', 'yes, but 512 not 768, the box is small'],
      ]),
    ).toBe('amended')
  })

  it.each([
    ['another thing is counted', 'We ordered 30 chairs.', 'the tank is 24 litres instead of 30'],
    [
      'the new value stands there too',
      'There are trains at 15:08 and 16:08.',
      'take the 16:08, not the 15:08',
    ],
    ['it is another month', 'Could she come on 1 November?', 'Rosa comes 15 November, not 1 December'],
    [
      'it is the number of a list',
      '4. Let them speak first about what matters to them.',
      'I start on the 13th instead of the 4th',
    ],
    ['somebody tells what he did', 'Thursday: 6 km easy.', 'I ran 4 instead of 6, my knee hurts'],
  ])('leaves it alone where %s', (_, before, after) => {
    expect(
      fateOf([
        ['assistant', before],
        ['user', after],
      ]),
    ).toBe('stands')
  })

  it('takes nothing from advice of an assistant', () => {
    const advice = 'Practise changes, not chords.'
    expect(
      fateOf([
        ['user', 'Which chords should I learn first?'],
        ['assistant', advice],
      ]),
    ).toBe('stands')
  })
})

describe('values that a change gives anew', () => {
  it.each([
    [
      'en',
      'the surgeon says it is the left knee, operation with Dr Amsel on 4 November',
      'they moved my operation to the 18th',
    ],
    [
      'de',
      'Der Termin bei der Gutachterin Frau Holm ist am 19. Mai um 9:30, Dresdner Straße, zweiter Stock.',
      'Der Termin wurde auf den 22. Mai verschoben.',
    ],
  ])('%s: amends what says more than that', (language, before, after) => {
    expect(fateOf([['user', before], ...between, ['user', after]], language)).not.toBe('stands')
  })

  it.each([
    [
      'the thing is another',
      'The report for the board runs every night at 02:00 on the old server.',
      'The backup now runs at 04:00.',
    ],
    ['its number is another', 'Flight LH 402 leaves at 11:15.', 'Flight LH 777 now leaves at 13:50.'],
    [
      'the shared word is only where it happens',
      'I train on Monday and Thursday mornings at the club.',
      'I work Tuesday to Friday now, mornings.',
    ],
    ['it adds', 'The hall has 40 chairs for the reading.', 'The hall also has 12 benches now.'],
  ])('leaves it alone where %s', (_, before, after) => {
    expect(fateOf([['user', before], ...between, ['user', after]])).toBe('stands')
  })
})

it('tells in the manifest which value of a kept sentence was overtaken, and by what', () => {
  const talk: readonly Said[] = [
    ['user', 'Please plan the radio play: a lighthouse in 1931, two keepers, a storm.'],
    ...between,
    ['user', 'I changed my mind, the year is 1933 not 1931.'],
    ['assistant', 'Noted: 1933.'],
  ]
  const messages = talk.map(([role, content], at): Message => ({ id: `m${at}`, role, content }))
  const { manifest } = compact(messages, { targetTokens: 2_000, explain: true })
  const entry = manifest?.find(
    ({ text }) => text.includes('1931, two keepers') || text.includes('a lighthouse in 1931'),
  )
  expect(entry?.reason).toContain('a value in it was overtaken, in m5')
  expect(entry?.successor?.messageId).toBe('m4')
})
