import { describe, expect, it } from 'vitest'
import { compact } from '../compact.js'
import type { Message } from '../types.js'
import { isTermOfService } from './terms-of-service.js'

const MET = [
  "There's a 14 day wait before you can claim on it",
  "You'll have to confirm the swap on the 3rd before 18:00",
  "Taps outside the building aren't covered on your plan",
  'You can only change the name once, and not within 24 hours of departure.',
  'It has to be under eight years old on the day it is added',
  'Returns have to reach us within 14 days.',
  "We can't release the parcel without photo ID.",
  'Deliveries are only possible between 8 and 12.',
  "Claims can't be made for anything older than two years.",
  "He mustn't take two together",
]

describe('isTermOfService', () => {
  it.each(MET)('has to be respected: %s', (said) => {
    expect(isTermOfService(said)).toBe(true)
  })

  it.each([
    "There's a £60 charge for each visit",
    "There's a 30 minute walk before you reach the lake.",
    "You'll need to preheat the oven before you start.",
    "The test isn't covered by the current suite.",
    'You can only imagine how busy it gets between 8 and 9.',
    'The museum is open between 8 and 12.',
    "The value can't be changed once it's set in the constructor.",
    'I need to confirm the day before I book it.',
    'It must be at least ten degrees outside.',
    'Returns were due within 14 days, so that claim has gone.',
    'You might want to leave by 9.',
  ])('is a fact or advice: %s', (said) => {
    expect(isTermOfService(said)).toBe(false)
  })
})

describe('terms of a service', () => {
  const talk = (role: Message['role'], content: string): Message[] =>
    [
      { role: 'user' as const, content: 'My washing machine leaks again, can you help me with it?' },
      { role, content },
      { role: 'user' as const, content: 'And what does the engineer bring?' },
    ].map((message, at) => ({ id: `m${at}`, ...message }))

  it.each(MET)('are listed where an assistant tells them: %s', (said) => {
    expect(compact(talk('assistant', said), { targetTokens: 300 }).constraints).toMatchObject([
      { content: said },
    ])
  })

  it('take no room of their own in a text', () => {
    const terms = MET.map((said) => said.replace(/\.?$/, '.')).join(' ')
    const { text, constraints, tokenCount } = compact(talk('assistant', terms), { targetTokens: 60 })
    expect(constraints.length).toBeGreaterThan(5)
    expect(tokenCount).toBeLessThanOrEqual(60)
    expect(text).toContain('washing machine')
  })
})
