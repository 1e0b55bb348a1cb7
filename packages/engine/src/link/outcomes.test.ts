import { describe, expect, it } from 'vitest'
import { annotateWith } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { ECHO, findOutcomes, OUTCOME } from './outcomes.js'

/** Turns by a user and an assistant in alternation. */
const chat = (...turns: readonly string[]): Message[] =>
  turns.map((content, at) => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))

const marked = (mark: number, messages: readonly Message[], language = 'en'): string[] => {
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotateWith(message, language) })),
  )
  const marks = findOutcomes(conversation, new Float64Array(conversation.termCount).fill(1))
  return conversation.units
    .filter(({ index }) => marks[index] === mark)
    .map((unit) => textOf(conversation, unit))
}

describe('findOutcomes', () => {
  it.each([
    ['Book the barn for 9 May.', 'Done: the barn is booked for 9 May.'],
    ['Put it in the name of Ito.', 'I have changed the booking to the name of Ito.'],
  ])('marks what came of %j', (asked, told) => {
    expect(marked(OUTCOME, chat(asked, told))).toEqual([told])
  })

  it.each([
    ['de', 'Der Tisch ist für Samstag auf Ito reserviert.'],
    ['de', 'Für Jonas habe ich 8:30 Uhr eingetragen.'],
    ['fr', 'Votre rendez-vous est déplacé au 7 juin.'],
    ['es', 'Su plaza está en el grupo del jueves 7 y queda confirmada.'],
    ['pt', 'A consulta de 7 de junho está remarcada.'],
    ['zh', '已为您预约周六上午10点。'],
  ])('marks it where the participle stands apart: %s %j', (language, told) => {
    expect(marked(OUTCOME, chat('7', told), language)).toEqual([told])
  })

  it('does not take what is to be done for done', () => {
    expect(marked(OUTCOME, chat('7', 'Der Tisch soll am 7. Juni reserviert werden.'), 'de')).toEqual([])
  })

  it('keeps "Booked!" before its details, at every size that has them', () => {
    const messages = chat(
      'I need a parcel taken to Leeds on Wednesday, about 6 kilos.',
      'Between 11 and 1 is open. Standard costs £9.40.',
      'Fine, standard.',
      'Booked! The courier comes on Wednesday between 11 and 1.',
      'Do I print a label?',
      'No, the driver brings it.',
      'And can he bring string?',
      'Yes, a roll is £2.50.',
      'Brilliant.',
    )
    const texts = Array.from({ length: 30 }, (_, at) => compact(messages, { targetTokens: 30 + 2 * at }).text)
    const told = texts.filter((text) => text.includes('courier comes'))
    expect(told.length).toBeGreaterThan(20)
    expect(told.filter((text) => !text.includes('Booked!')).length).toBeLessThan(2)
  })

  it('marks the sentence behind a bare report', () => {
    expect(marked(OUTCOME, chat('Take the second ferry.', 'Booked! Cabin 12, leaving at 7:45.'))).toContain(
      'Cabin 12, leaving at 7:45.',
    )
  })

  it.each([
    'Shall I book the barn for 9 May?',
    'The barn is free on 9 May.',
    'It would be booked for 9 May if you pay today.',
  ])('does not take %j for done', (told) => {
    expect(marked(OUTCOME, chat('I want the barn.', told))).toEqual([])
  })

  it.each([
    ['Nadia is allergic to cashews.', 'I have noted that Nadia is allergic to cashews.', 'en'],
    ['Nadia is allergic to cashews.', 'Noted, allergic to cashews.', 'en'],
    ['Nadia verträgt keine Cashews.', 'Notiert, Nadia verträgt keine Cashews.', 'de'],
  ])('marks what only says %j again', (said, again, language) => {
    expect(marked(ECHO, chat(said, again), language)).toEqual([again])
  })

  it('does not take an answer for an echo', () => {
    expect(marked(ECHO, chat('When does the barn open?', 'The barn opens at ten on weekdays.'))).toEqual([])
  })

  it('finds nothing among named people', () => {
    const messages = chat('Book the barn.', 'Done: the barn is booked for 9 May.')
    expect(
      marked(
        OUTCOME,
        messages.map((message) => ({ ...message, name: message.role })),
      ),
    ).toEqual([])
  })
})

describe('a small chat in few tokens', () => {
  const messages = chat(
    'I need a barn for 40 people on 8 May.',
    'Happy to help! The Alder Barn seats 60 and costs 410 euro a day.',
    'Is there a kitchen?',
    'Yes, a small one behind the stage.',
    'Good. Actually, make it 9 May.',
    'Done: the Alder Barn is booked for 9 May, 40 people.',
    'My brother Nils is coming as well, he is allergic to cashews.',
    'I have noted that Nils is allergic to cashews.',
    'Does the bus run late?',
    'The last one leaves at 23:40.',
    'Thanks, you are great!',
  )

  it.each([55, 70])(
    'keeps what was booked, and no question without its answer, in %i tokens',
    (targetTokens) => {
      const { text } = compact(messages, { targetTokens })
      expect(text).toContain('booked for 9 May')
      expect(text).toContain('allergic to cashews')
      expect(text).not.toMatch(/noted/i)
      if (text.includes('kitchen?')) expect(text).toContain('behind stage')
      if (text.includes('late?')) expect(text).toContain('23:40')
      expect(text).not.toMatch(/Happy to help|you are great/)
    },
  )
})
