import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Item, Message, Role } from '../types.js'

const itemsOf = (...turns: readonly (readonly [Role, string])[]): readonly Item[] =>
  compact(
    turns.map(
      ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2026-03-04T09:00:00Z' }),
    ),
    { targetTokens: 2_000 },
  ).items

const told = (type: Item['type'], ...turns: readonly (readonly [Role, string])[]): string[] =>
  itemsOf(...turns)
    .filter((item) => item.type === type)
    .map(({ content }) => content)

describe('what a user of a desk says in passing', () => {
  it.each([
    'Although, Greta is in Bergen during the week...',
    "I'll ring the harbour office at lunch.",
    'just found the mail from Moller.',
    "48 same as mine, else there'll be tears.",
    'like 150 now, 150 next week and the rest in june',
    'My cousin on the island has 240.',
    'One kettle in red for Greta and keep one green one for me.',
    'Ole Moller, he has a single.',
    "it was a long ride and i'm such an idiot, I teach in Bergen.",
  ])('%j is no fact', (text) => expect(told('fact', ['user', text])).toEqual([]))

  it.each([
    'I drive to Bergen 3 times a week.',
    "I'll be on the night ferry from april.",
    'our boat is called Magda and has two masts',
    'On 12 March the mooring was flooded all evening.',
  ])('%j is one', (text) => expect(told('fact', ['user', text])).toHaveLength(1))

  it('takes up a question in few words, which is no answer', () => {
    const asked: readonly [Role, string] = ['assistant', 'Next: which moorings in Bergen and which months?']
    expect(told('fact', asked, ['user', 'good catch, 4.00 then.'])).toEqual([])
    expect(told('fact', asked, ['user', "it's the one by the Moller yard probably."])).toEqual([])
  })
})

describe('what an assistant of a desk reports', () => {
  const asked: readonly [Role, string] = ['user', 'What about my mooring?']
  it.each([
    'The Heron on Friday 13 June at 06:55 has seats for three.',
    'Berth 4 at Moller Quay is free from 14:00.',
    'With Greta Moller there is Friday 22 August at 14:00 or Tuesday 26 August.',
    '592.50 is still open for February.',
    'Monday to Friday is free, Saturday 6 December costs 8.50.',
    'Submitted as GW-2619 for 60.00.',
    'Booked: Thu 4 Dec, between 9 and 1, ring twice.',
    'Both changes together: 10.50 more on the Visa ending in 4471.',
    'approved at 15:51 on condition that Moller Yard does it.',
  ])('%j says not of what, or nothing that lasts', (text) =>
    expect(told('fact', asked, ['assistant', text])).toEqual([]),
  )

  it.each([
    'Done: LO-551 comes to Moller Quay on Thursday 12 February.',
    'Booked: the crane of Moller Yard, Thursday 12 February, keel up, reference BK-51906.',
    'Moller Yard also does masts.',
    'FC-23815 still holds 60.00 until 17 February 2026.',
  ])('%j is a fact', (text) => expect(told('fact', asked, ['assistant', text])).toHaveLength(1))
})

const LONG_ANSWER =
  'Say who you are first. Then tell one story that only you know, not three. Name the place and the year, since that is what people remember. Keep it under two minutes. Raise the glass at the end and say the name of the one whom it is for, loudly.'

describe('a request', () => {
  it('that the next message met is no task any more', () =>
    expect(
      told('task', ['user', 'write a toast for a rowing club dinner'], ['assistant', LONG_ANSWER]),
    ).toEqual([]))

  it('is one while the answer asks, while nothing came, and where the user comes back to it', () => {
    const wish: readonly [Role, string] = ['user', 'write a toast for a rowing club dinner']
    expect(told('task', wish)).toHaveLength(1)
    expect(told('task', wish, ['assistant', `${LONG_ANSWER} Shall I make it longer?`])).toHaveLength(1)
    const back = told(
      'task',
      wish,
      ['assistant', LONG_ANSWER],
      ['user', 'The toast for the rowing dinner needs a joke too.'],
    )
    expect(back.some((content) => content.includes('toast for a rowing club dinner'))).toBe(true)
  })

  it('stays one where the user tells what he is about to do', () =>
    expect(
      told(
        'task',
        ['user', 'I want to give a rowing course in spring, four people at most.'],
        ['assistant', LONG_ANSWER],
      ),
    ).toHaveLength(1))

  it.each([
    'raise the limit pls.',
    'Send me the label for after, please',
    "wait, I'm at the till in ten minutes. can you block it in an hour?",
    'Put the difference on the gift card please',
    'write me something for the log, 5 lines max.',
    'Remind me when I next order.',
  ])('%j does not say of what', (text) => expect(told('task', ['user', text])).toEqual([]))

  it.each(['Send me the label for the Moller boots, please', 'Remind me to return the Moller boots.'])(
    '%j does',
    (text) => expect(told('task', ['user', text])).toHaveLength(1),
  )
})
