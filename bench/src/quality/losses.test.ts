import type { Fate, ManifestEntry } from '@precis/engine'
import { describe, expect, it } from 'vitest'
import { lossesOf } from './losses.js'
import type { BenchConversation } from './shared-bench.js'

const content = 'The boiler engineer comes on Tuesday morning. Bring the spare keys downstairs.'
const conversation: BenchConversation = {
  id: 'c1',
  source: 'chats',
  messages: [{ id: 'm1', role: 'user', content }],
  probes: [
    {
      id: 'p1',
      kind: 'qa',
      question: 'When does the engineer come?',
      answers: ['Tuesday morning'],
      evidence: ['m1'],
      keys: { m1: 'The boiler engineer comes on Tuesday morning.' },
    },
  ],
}
const entry = (text: string, fate: Fate): ManifestEntry => ({
  span: { messageId: 'm1', start: content.indexOf(text), end: content.indexOf(text) + text.length },
  text,
  fate,
  reason: 'test',
  score: 0,
  scoreParts: {},
  handle: 'm1',
})
const causeWhen = (engineer: Fate, keys: Fate) =>
  lossesOf(
    conversation,
    [
      entry('The boiler engineer comes on Tuesday morning.', engineer),
      entry('Bring the spare keys downstairs.', keys),
    ],
    new Map([['p1', 0]]),
  ).map((loss) => loss.cause)

describe('lossesOf', () => {
  it('names the fate of the unit that carries the evidence, not of its neighbour', () => {
    expect(causeWhen('dropped', 'kept')).toEqual(['dropped whole'])
    expect(causeWhen('shortened', 'dropped')).toEqual(['shortened away'])
    expect(causeWhen('superseded', 'kept')).toEqual(['superseded'])
    expect(causeWhen('kept', 'dropped')).toEqual(['kept, not recognised'])
  })

  it('leaves out probes that were retained', () => {
    expect(lossesOf(conversation, [], new Map([['p1', 1]]))).toEqual([])
  })
})
