import { describe, expect, it } from 'vitest'
import type { BenchConversation } from './shared-bench.js'
import { selectSplit } from './split.js'

const conversations: BenchConversation[] = ['talks', 'tools'].flatMap((source) =>
  Array.from({ length: 7 }, (_, i) => ({ id: `${source}-${i}`, source, messages: [], probes: [] })),
)
const idsOf = (part: readonly BenchConversation[]) => part.map((conversation) => conversation.id).sort()

describe('selectSplit', () => {
  it('puts every conversation in exactly one half', () => {
    const tune = idsOf(selectSplit(conversations, 'tune'))
    const held = idsOf(selectSplit(conversations, 'held'))
    expect([...tune, ...held].sort()).toEqual(idsOf(conversations))
  })

  it('gives both halves a share of every source', () => {
    for (const half of ['tune', 'held'] as const)
      for (const source of ['talks', 'tools']) {
        const own = selectSplit(conversations, half).filter((conversation) => conversation.source === source)
        expect(own.length).toBeGreaterThanOrEqual(3)
      }
  })

  it('does not depend on the order of the data', () => {
    const reversed = [...conversations].reverse()
    expect(idsOf(selectSplit(reversed, 'held'))).toEqual(idsOf(selectSplit(conversations, 'held')))
  })
})
