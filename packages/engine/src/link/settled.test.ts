import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation, type Conversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { findOutcomes } from './outcomes.js'
import { findSummedUp } from './summed-up.js'
import { ASKED_INSTEAD, findTurnedDown } from './turned-down.js'

/** Turns of a user and an assistant, the user first. */
const talk = (...turns: readonly string[]): Conversation =>
  buildConversation(
    turns
      .map((content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))
      .map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )

const marked = (conversation: Conversation, marks: Uint8Array): readonly string[] =>
  conversation.units.filter(({ index }) => marks[index] === 1).map((unit) => textOf(conversation, unit))

const askedInstead = (...turns: readonly string[]) => {
  const conversation = talk(...turns)
  const marks = findTurnedDown(conversation).map((mark) => (mark === ASKED_INSTEAD ? 1 : 0))
  return marked(conversation, marks)
}

const turnedDown = (...turns: readonly string[]) => {
  const conversation = talk(...turns)
  return marked(conversation, findTurnedDown(conversation))
}

const summedUp = (...turns: readonly string[]) => {
  const conversation = talk(...turns)
  const weights = new Float64Array(conversation.termCount).fill(1)
  return marked(conversation, findSummedUp(conversation, weights, findOutcomes(conversation, weights)))
}

describe('findTurnedDown', () => {
  it('marks an offer that the user asks something else for, and not the next one', () => {
    expect(
      turnedDown(
        'Find me a boat for Saturday.',
        'The Puffin has 4 berths for $90.',
        'Do you have any other?',
        'The Gannet has 6 berths for $120.',
        'That works.',
      ),
    ).toEqual(['The Puffin has 4 berths for $90.'])
  })

  it('marks what the user asked for before, where he gives other values for all of it', () => {
    expect(
      turnedDown('Is it wet on 3 May in Leeds?', 'It will be dry.', 'How about on 5 May in York?', 'Wet.'),
    ).toContain('Is it wet on 3 May in Leeds?')
    expect(
      turnedDown('I leave from Leeds for Oslo.', 'On which day?', 'Actually from York.', 'Fine.'),
    ).not.toContain('I leave from Leeds for Oslo.')
  })

  it('marks what is asked for instead, also where only the value shows it', () => {
    const offer = 'The Puffin has 4 berths for $90.'
    expect(askedInstead('Find me a boat.', offer, 'Do you have another with 6 berths?', 'Yes.')).toEqual([
      'Do you have another with 6 berths?',
    ])
    expect(
      askedInstead('Find me a boat in Leeds.', offer, 'Can you find me a boat in York?', 'The Gannet.'),
    ).toEqual(['Can you find me a boat in York?'])
    expect(
      askedInstead('Find me a boat in Leeds.', offer, 'Can you find me a room in York?', 'Yes.'),
    ).toEqual([])
  })

  it('leaves what was carried out', () => {
    expect(
      turnedDown(
        'Book the Puffin for 3 May.',
        "I've booked the Puffin for 3 May at $90.",
        'How about another boat for 5 May?',
        'The Gannet is free.',
      ),
    ).toEqual([])
  })

  it('knows the cues of other languages', () => {
    const turns = ['Ich suche ein Boot.', 'Die Möwe hat 4 Kojen.', 'Haben Sie noch ein anderes?', 'Ja.']
    const conversation = buildConversation(
      turns
        .map((content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))
        .map((message) => ({ message, annotation: annotate(message, { language: 'de' }) })),
    )
    expect(marked(conversation, findTurnedDown(conversation))).toEqual(['Die Möwe hat 4 Kojen.'])
  })
})

describe('findSummedUp', () => {
  it('marks what a request to confirm says again, whoever said it', () => {
    expect(
      summedUp(
        'I want 2 seats in the stalls.',
        'For which day? The balcony has a bar.',
        'For the third of May, please.',
        'Please confirm: 2 seats in the stalls of the Rex for 3 May.',
      ),
    ).toEqual(['I want 2 seats in the stalls.'])
  })
})
