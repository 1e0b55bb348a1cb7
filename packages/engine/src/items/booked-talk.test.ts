import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { CompactionResult, Message } from '../types.js'

/** What is said to an assistant that books and orders things. */
const itemsOf = (...turns: readonly (readonly ['user' | 'assistant', string])[]): CompactionResult =>
  compact(
    turns.map(([role, content], at): Message => ({ id: `m${at}`, role, content })),
    { targetTokens: 2_000 },
  )
const typesOf = ({ items }: CompactionResult, said: string): string[] =>
  items.filter(({ content }) => content.includes(said)).map(({ type }) => type)

describe('what was agreed on and could not be done', () => {
  const offer = [
    ['assistant', 'Please confirm: a table for two at Osteria Pavone on 3 June at 7:30 pm.'],
    ['user', 'Yes, that is correct.'],
  ] as const

  it('is no decision', () => {
    const refused = itemsOf(...offer, ['assistant', 'Sorry, I was unable to book the table. How about 8 pm?'])
    expect(refused.decisions).toEqual([])
  })

  it.each([
    'Your table is booked.',
    'Your table has been booked, and unfortunately they have no terrace.',
    'Unfortunately they have no terrace. The table is booked.',
  ])('is one where something else is refused: %s', (reply) => {
    expect(itemsOf(...offer, ['assistant', reply]).decisions).toHaveLength(1)
  })
})

describe('an answer that takes what was offered', () => {
  it.each([
    ['How about The Long Tide?', 'The Long Tide would be perfect.'],
    ['Can I suggest Harbour Lights?', 'Harbour Lights is a good one.'],
    ['What about Coastlines, Harbour Lights, or Tern Island?', 'I like Harbour Lights.'],
  ])('is a decision: %s – %s', (offer, answer) => {
    expect(typesOf(itemsOf(['assistant', offer], ['user', answer]), answer)).toEqual(['decision'])
  })

  it.each([
    ['How about Harbour Lights?', 'I have already seen Harbour Lights.'],
    ['How about Harbour Lights?', 'Harbour Lights is not for me.'],
    ['Are you from Porto or Braga?', 'I am from Braga in the north.'],
  ])('is none where it only speaks of it: %s – %s', (offer, answer) => {
    expect(typesOf(itemsOf(['assistant', offer], ['user', answer]), answer)).not.toContain('decision')
  })
})

describe('what states nothing of its own', () => {
  it.each([
    "What's the weather look like on the 9th of June",
    'Something I can pick up at five in the evening on 6 June.',
    'Coastlines by Marta Reyes is a good film.',
  ])('%s', (said) => {
    const { facts, preferences } = itemsOf(['user', said])
    expect([...facts, ...preferences]).toEqual([])
  })

  it.each([
    'I prefer the 6th of this month.',
    'I would prefer Marta Reyes on March 4th.',
    '12:45 pm works best for me.',
  ])('no lasting preference: %s', (said) => {
    expect(itemsOf(['user', said]).preferences).toEqual([])
  })

  it('an offer of more help is not what the next wish answers', () => {
    const { items } = itemsOf(
      ['assistant', 'Do you need any other help?'],
      ['user', 'Please book the Hotel Anker in Bruges.'],
    )
    expect(items.map(({ content }) => content)).toEqual(['User: Please book the Hotel Anker in Bruges.'])
  })

  it('a question about another day corrects nothing', () => {
    const { items } = itemsOf(
      ['user', "I'm out until two on Wednesday, so send the parcel to Wharf Street 9."],
      ['assistant', 'Noted: Wharf Street 9.'],
      ['user', 'Can I skip August?'],
      ['assistant', 'Yes, August can be skipped.'],
    )
    expect(items.filter(({ content }) => content.includes('→'))).toEqual([])
  })
})
