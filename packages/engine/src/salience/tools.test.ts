import { describe, expect, it } from 'vitest'
import { annotate } from '../annotate/annotate.js'
import { compact } from '../compact.js'
import { buildConversation, textOf } from '../conversation.js'
import type { Message } from '../types.js'
import { toolSalience } from './tools.js'

let next = 0
const turn = (role: Message['role'], content: string): Message => ({ id: `m${next++}`, role, content })
const call = (name: string, args: object) => turn('assistant', JSON.stringify({ name, arguments: args }))
const answer = (value: object) => turn('tool', JSON.stringify(value))

/** A hire of boats; `second` is what is called with the number of the first booking. */
const hire = (second: string): Message[] => [
  turn('user', 'Good morning, I would like to hire a canoe on Saturday, my number is 51-770.'),
  turn('assistant', 'Good morning. Saturday from ten to four costs 48.00. Shall I book it?'),
  turn('user', 'Yes, and life vests for two children, please.'),
  call('book_boat', { boat: 'canoe', day: 'Saturday', vests: 2 }),
  answer({ status: 'booked', booking: 'HB-33017', total: 48 }),
  turn('assistant', 'The canoe is booked for Saturday as HB-33017, with two vests, 48.00 in all.'),
  turn(
    'user',
    'My wife says the forecast is awful. What would you suggest, is the next day any better for us?',
  ),
  turn('assistant', 'The forecast says sun with a light breeze on Sunday, and the jetty opens at nine.'),
  turn('user', 'Go ahead then.'),
  call(second, { booking: 'HB-33017', day: 'Sunday' }),
  answer({ status: 'done', booking: 'HB-33098' }),
  turn('assistant', 'The canoe is yours on Sunday as HB-33098, from nine to three, for 52.00.'),
  turn('user', 'Thank you, and where may we leave the car while we are out?'),
  turn('assistant', 'Behind the boat house there is a meadow where cars can stand all day.'),
]

/** What the sentence that holds `part` gains or loses. */
function addendOf(messages: readonly Message[], part: string): number {
  const conversation = buildConversation(
    messages.map((message) => ({ message, annotation: annotate(message, { language: 'en' }) })),
  )
  const unit = conversation.units.find((one) => textOf(conversation, one).includes(part))
  return toolSalience(conversation)?.[unit?.index ?? -1] ?? Number.NaN
}

describe('what reports a change by a tool', () => {
  it('weighs most where it is the last change', () => {
    expect(addendOf(hire('change_booking'), 'on Sunday as HB-33098')).toBe(1.2)
  })

  it('weighs less where a later call changes the same thing again', () => {
    expect(addendOf(hire('change_booking'), 'Saturday as HB-33017')).toBe(-0.5)
    expect(addendOf(hire('cancel_booking'), 'Saturday as HB-33017')).toBe(-0.5)
  })

  it('weighs as any report where the later call only adds to it', () => {
    expect(addendOf(hire('attach_note'), 'Saturday as HB-33017')).toBe(0.5)
  })

  it.each([
    ['was refused', 'move_booking', { status: 'rejected', reason: 'no boats' }],
    ['only looked, by a noun', 'jetty', { opens: '09:00', places: 14, free: 3 }],
  ])('stays the last where a later call %s', (_, name, result) => {
    const later = [
      ...hire('change_booking'),
      call(name, { booking: 'HB-33098', day: 'Monday' }),
      answer(result),
      turn('assistant', 'For Monday there is nothing, but 3 of 14 places at the jetty are free from 9:00.'),
    ]
    expect(addendOf(later, 'on Sunday as HB-33098')).toBe(1.2)
    expect(addendOf(later, '3 of 14 places')).toBe(0.5)
  })

  it('stands in a short text', () => {
    expect(compact(hire('change_booking'), { targetTokens: 110 }).text).toContain('on Sunday as HB-33098')
  })
})
