import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { buildConversation } from '../conversation.js'
import type { Message } from '../types.js'
import { NO_TASK, tasksOf } from './tasks.js'

const tasks = (...turns: readonly string[]): readonly number[] => [
  ...tasksOf(
    buildConversation(
      turns
        .map((content, at): Message => ({ id: `m${at}`, role: at % 2 === 0 ? 'user' : 'assistant', content }))
        .map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
    ),
  ),
]

describe('tasksOf', () => {
  it('begins another task with a wish after something was done', () => {
    expect(
      tasks(
        'I need a ferry to Faro.',
        'How about the one at 9 am?',
        'Yes.',
        'Your ferry has been booked.',
        'Thanks. I need a room there too.',
        'How about the Linden?',
      ),
    ).toEqual([0, 0, 0, 0, 1, 1])
  })

  it('begins another task after a goodbye, and not after "ok"', () => {
    expect(
      tasks(
        'I need a ferry.',
        'How about 9 am?',
        'No.',
        'Have a nice day.',
        'I need a room.',
        'How about the Linden?',
      ),
    ).toEqual([0, 0, 0, 0, 1, 1])
    expect(tasks('I need a ferry.', 'Ok.', 'I need it for 9 am.', 'How about the Gannet?')).toEqual([
      0, 0, 0, 0,
    ])
  })

  it('begins another task where something else is asked for on top', () => {
    const parted = (wish: string) =>
      tasks(
        'I need a bag on my flight to Oslo.',
        'How about 23 kg for 50 euros?',
        wish,
        'Which nights?',
        'Three.',
        'How about the Linden?',
      )
    for (const wish of [
      'Okay, no second bag. I also need a hotel near the station in Oslo.',
      'No. Next, find me a hotel for two nights.',
      'No. Another thing: I need new boots under 130 euros.',
    ])
      expect(parted(wish)).toEqual([0, 0, 1, 1, 1, 1])
    // A detail of the matter in hand, the same matter, and a question.
    for (const wish of [
      'No. I also need a window seat.',
      'No. I also need a flight back on Sunday.',
      'Do I also need a visa for Oslo?',
    ])
      expect(parted(wish)).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('has none where the assistant brings nothing', () => {
    expect(tasks('I live in Porto.', 'Nice.', 'I like rowing.', 'Lovely.')).toEqual([
      NO_TASK,
      NO_TASK,
      NO_TASK,
      NO_TASK,
    ])
  })
})
