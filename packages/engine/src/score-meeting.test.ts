import { describe, expect, it } from 'vitest'
import { annotate } from './annotate/annotate.js'
import { buildConversation } from './conversation.js'
import { score } from './score.js'

const TURNS = [
  ['Imke', 'The council of Hallein paid 40,000 euros for the new ferry.'],
  ['Odile', "We'll move on to the harbour then."],
  ['Imke', 'Over there.'],
  ['Odile', 'The pilots want longer ropes for the winter ferry.'],
] as const

/** Saliences by sentence, as shares of the first one's. */
const saliences = (dayOf: (at: number) => number): number[] => {
  const entries = TURNS.map(([name, content], at) => {
    const timestamp = `2026-03-0${dayOf(at)}T09:0${at}:00Z`
    const message = { id: `m${at}`, role: 'user', name, content, timestamp } as const
    return { message, annotation: annotate(message, { language: 'en' }) }
  })
  const { salience } = score(buildConversation(entries))
  return Array.from(salience, (value) => value / (salience[0] as number))
}

describe('what runs a meeting, and what says nothing by itself', () => {
  it('weighs less in a meeting than in a chat of several days, what is told the same', () => {
    const meeting = saliences(() => 1)
    const chat = saliences((at) => at + 1)
    const ratios = meeting.map((value, at) => value / (chat[at] as number))
    expect(ratios[1]).toBeCloseTo(Math.exp(-0.5), 6)
    expect(ratios[2]).toBeCloseTo(Math.exp(-1), 6)
    expect(ratios[3]).toBeCloseTo(1, 6)
  })
})
