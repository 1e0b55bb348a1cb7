import { compact, type Message } from '@precis/engine'
import { describe, expect, it } from 'vitest'
import { candidatesOf, drawBySeed, forReader } from './draw.js'
import { cutsBySeed } from './states.js'
import { tableOf, type Verdict } from './verdicts.js'

const messages: Message[] = ['Ghent', 'Bergen', 'Linz', 'Porto'].map((town, at) => ({
  id: `m${at}`,
  role: 'user',
  content: `I rented a boathouse in ${town} in 20${at}7.`,
}))

describe('drawing items', () => {
  const candidates = candidatesOf('talk', compact(messages, { targetTokens: 500 }), 'fact')

  it('draws the same statements for the same seed and others for another', () => {
    const ids = (seed: number) => drawBySeed(candidates, seed, 4).map((one) => one.id)
    expect(candidates).toHaveLength(4)
    expect(ids(1)).toEqual(ids(1))
    expect(new Set([1, 2, 3, 4, 5].map((seed) => ids(seed).join(' '))).size).toBeGreaterThan(1)
  })

  it('shows the statement, its evidence marked, and a message on either side', () => {
    const one = candidates.find((candidate) => candidate.content.includes('Bergen'))
    const shown = one === undefined ? '' : forReader(one, messages)
    expect(shown).toContain('   > user: I rented a boathouse in Bergen')
    expect(shown).toContain('Ghent')
    expect(shown).not.toContain('Porto')
  })

  it('counts a statement with two faults once among the bad ones', () => {
    const verdict: Verdict = {
      round: 'r',
      source: 's',
      type: 'fact',
      split: 'held',
      seed: 1,
      read: 10,
      faults: { a: ['alone', 'type'], b: ['type'] },
    }
    expect(tableOf([verdict])).toContain('| r | fact | s | 10 | 100 | 90 | 80 | 80 |')
  })
})

describe('cutsBySeed', () => {
  const talks = ['a', 'b', 'c'].map((id, at) => ({
    id,
    messages: Array.from(
      { length: 3 + 10 * at },
      (_, n): Message => ({ id: `${n}`, role: 'user', content: 'x' }),
    ),
  }))

  it('cuts each talk that is long enough within its length, the same each time', () => {
    const cuts = cutsBySeed(talks, 7, 5)
    expect(cuts.map(({ talk }) => talk.id)).toEqual(['b', 'c', 'b', 'c', 'b'])
    for (const { talk, length } of cuts) {
      expect(length).toBeGreaterThanOrEqual(4)
      expect(length).toBeLessThanOrEqual(talk.messages.length)
    }
    expect(cutsBySeed(talks, 7, 5)).toEqual(cuts)
    expect(cutsBySeed(talks, 8, 5)).not.toEqual(cuts)
  })

  it('has none where every talk is too short', () => {
    expect(cutsBySeed(talks.slice(0, 1), 7, 5)).toEqual([])
  })
})
