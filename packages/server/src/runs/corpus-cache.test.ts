import { describe, expect, it } from 'vitest'
import type { WorkMessage } from '../services/engine-work.js'
import { type Corpus, openCorpus } from './corpus.js'
import { BYTES_PER_CHARACTER, createCorpusCache } from './corpus-cache.js'

const CONTENT = 'The parcel for dock seven weighs twelve kilograms.'

const pageOf = (sequence: number): string => {
  const message: WorkMessage = {
    id: `m${sequence}`,
    sequence,
    role: 'user',
    content: CONTENT,
    name: null,
    saidAtMs: 1_767_225_600_000 + sequence * 60_000,
    toolCalls: [],
    toolCallId: null,
  }
  return JSON.stringify([message])
}

describe('corpus cache', () => {
  it('holds no more than its bound of conversations that grow message by message after they were kept', () => {
    const maxBytes = 20 * 40 * CONTENT.length * BYTES_PER_CHARACTER
    const cache = createCorpusCache<Corpus>(maxBytes)
    let most = 0
    for (let conversation = 0; conversation < 200; conversation++)
      for (let sequence = 1; sequence <= 40; sequence++) {
        const key = `c${conversation}`
        const snapshot = { after: sequence - 1, messages: [pageOf(sequence)], annotations: [], items: [] }
        const known = cache.get(key)
        known?.grow(snapshot)
        cache.set(key, known ?? openCorpus(snapshot, 'en').corpus)
        most = Math.max(most, cache.bytes)
      }
    const held = Array.from({ length: 200 }, (_, i) => cache.get(`c${i}`)).filter(
      (corpus) => corpus !== undefined,
    )

    const heldBytes = held.reduce((sum, { characters }) => sum + BYTES_PER_CHARACTER * characters, 0)
    expect(heldBytes).toBeLessThanOrEqual(maxBytes)
    expect(most).toBeLessThanOrEqual(maxBytes)
    expect(cache.entries).toBe(19)
  })

  it('does not keep one that is larger than everything it may hold', () => {
    const cache = createCorpusCache<Corpus>(2_000)
    const messages = Array.from({ length: 10 }, (_, i) => pageOf(i + 1))
    const { corpus } = openCorpus({ after: 0, messages, annotations: [], items: [] }, 'en')
    cache.set('c', corpus)

    expect([cache.entries, cache.bytes]).toEqual([0, 0])
  })
})
