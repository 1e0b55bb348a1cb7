import { expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'

const daysOf = (...turns: readonly (readonly [Message['role'], string])[]) => {
  const messages = turns.map(
    ([role, content], at): Message => ({ id: `m${at}`, role, content, timestamp: '2025-05-12T10:00:00Z' }),
  )
  return compact(messages, { targetTokens: 2_000 }).items.map(({ eventDate }) => eventDate ?? null)
}
const CONCERT = 'Our concert at the old mill in Ghent is on Saturday at 17:00.'

it('takes a weekday for the one that was named with its date shortly before', () => {
  const offer = [
    'assistant',
    'Weir Hall is free on Friday 17 October, and on Saturday 18 October in the afternoon.',
  ] as const
  expect(daysOf(['user', 'We need a hall.'], offer, ['user', CONCERT])).toContain('2025-10-18')
})

it('leaves a weekday open where the talk is of days of another week, and resolves it elsewhere', () => {
  const trip = ['user', 'Our choir comes to Ghent from 16 October 2025.'] as const
  expect(daysOf(trip, ['assistant', 'Noted.'], ['user', CONCERT])).toContain(null)
  expect(daysOf(['user', 'We need a hall.'], ['assistant', 'Noted.'], ['user', CONCERT])).toContain(
    '2025-05-17',
  )
})

it('gives a policy no day that is counted from today', () => {
  const rule = 'Never cancel a booking later than tomorrow at 18:00.'
  expect(daysOf(['system', rule], ['user', 'Hi there.'])).toEqual([null])
})
