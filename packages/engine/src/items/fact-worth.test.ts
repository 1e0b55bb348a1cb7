import { describe, expect, it } from 'vitest'
import { factWorth } from './fact-worth.js'

const inMeeting = (said: string) => factWorth(said, false, false)
const inChat = (said: string) => factWorth(said, false, true)

describe('factWorth', () => {
  it.each([
    'The harbour board spent 4.2 million euros on dredging the north basin in 2019.',
    'Ottilie Brandt from the water authority has tested all six wells in Sankt Veit since last March.',
    'My company produces brass fittings for river boats in Regensburg.',
  ])('takes a whole statement of a meeting: %s', (said) => {
    expect(inMeeting(said)).toBeGreaterThan(0.66)
  })

  it.each([
    "We don't have the wel we don't have the well data for Graz yet.",
    "Let's look at the second drawing from Ottilie.",
    "We'll move on to the questions from Ottilie Brandt about the wells.",
    'If the authority decides not to test the wells in Sankt Veit—.',
    'I drew the the harbour with a pen.',
    'Pro product sheets are with Ottilie Brandt in Graz.',
    "I'll take my last question on the wells in Graz, for Ottilie.",
  ])('takes nothing that runs the meeting, stumbles or breaks off: %s', (said) => {
    expect(inMeeting(said)).toBe(0)
  })

  it('puts what names something above what only talks', () => {
    const pairs = [
      [
        'My sister moved to Trieste in June and works at the hospital.',
        'It was such a great thing for everyone.',
      ],
      ['I bought a used kayak from my neighbour last weekend.', 'I think things could be better for you.'],
      ['Our choir sang in Brno for two hundred people.', 'We had the most fun of all.'],
    ] as const
    for (const [kept, talk] of pairs) {
      expect(inChat(kept)).toBeGreaterThan(0.66)
      expect(inChat(talk)).toBeLessThan(0.5)
      expect(inMeeting(kept)).toBeGreaterThan(inMeeting(talk))
    }
  })

  it('takes a statement without words for what it is', () => {
    expect(inChat('')).toBeLessThan(0.5)
    expect(inMeeting('…')).toBeLessThan(0.5)
  })
})
