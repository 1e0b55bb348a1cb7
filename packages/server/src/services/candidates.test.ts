import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createManualClock } from '../clock.js'
import { searchTerms } from '../runs/engine-thread-search.js'
import { aMessage, anInstance, EVERYTHING, id } from '../store/builders.suite.js'
import type { Store } from '../store/contract.js'
import { MAX_BLOCK_MESSAGES } from '../store/contract-search.js'
import { openSqliteStore } from '../store/sqlite/store.js'
import { findCandidates } from './candidates.js'
import { toWorkMessage, type WorkMessage } from './engine-work.js'

/** More than the blocks that are looked at first. */
const BLOCKS = 20
/** A common word, in the middle of each block as well. */
const contentAt = (sequence: number): string => {
  if (sequence === 5) return 'The crimson ferry leaves at nine.'
  if (sequence <= 150) return 'A crimson door.'
  return sequence % 9 === 0 ? `The ferry ${sequence} is late.` : `We walked ${sequence} steps.`
}

describe('candidates of a fetch', () => {
  let store: Store
  let instanceId: string
  const conversationId = id()

  beforeAll(async () => {
    store = await openSqliteStore({ path: ':memory:', clock: createManualClock() })
    instanceId = await anInstance(store)
    for (let block = 0; block < BLOCKS; block++) {
      const after = block * MAX_BLOCK_MESSAGES
      const through = after + MAX_BLOCK_MESSAGES
      const messages = Array.from({ length: MAX_BLOCK_MESSAGES }, (_, i) =>
        aMessage(conversationId, { content: contentAt(after + i + 1) }),
      )
      await store.messages.record(instanceId, messages)
      const stored = await store.messages.read(instanceId, conversationId, { ...EVERYTHING, after, through })
      const terms = searchTerms({ messages: [JSON.stringify(stored.map(toWorkMessage))], after })
      await store.search.add(instanceId, conversationId, { after, through, revision: 0, terms })
    }
  })
  afterAll(() => store.close())

  const candidatesOf = async (query: string, maxResults = 10, isTyped = false) => {
    const head = await store.messages.head(instanceId, conversationId)
    if (!head) throw new Error('nothing was recorded')
    const choice = { queries: [query], language: 'en', maxResults, isTyped }
    const found = await findCandidates(store, { instanceId, conversationId }, head, choice)
    return found && { ...found, messages: JSON.parse(found.messages) as WorkMessage[] }
  }

  it('finds the old message that has the rare and the common word among a hundred that have one', async () => {
    const found = await candidatesOf('Which crimson ferry?')
    expect(found?.messages.map(({ content }) => content)).toContain(contentAt(5))
    expect(found?.messages).toHaveLength(40)
  })

  it('says how common words are by where it has looked', async () => {
    const found = await candidatesOf('Which crimson ferry?')
    expect(found?.documents).toBe(BLOCKS * MAX_BLOCK_MESSAGES)
    expect(found?.containing.get('crimson')).toBe(150)
    const ferries = found?.containing.get('ferri') ?? 0
    expect(ferries / (found?.documents ?? 1)).toBeCloseTo(1 / 9, 1)
  })

  it('reads the messages of a number or name that was said once, however long ago', async () => {
    const found = await candidatesOf('4999 steps')
    expect(found?.messages.map(({ content }) => content)).toContain('We walked 4999 steps.')
    expect((await candidatesOf('200'))?.messages.map(({ sequence }) => sequence)).toEqual([200])
  })

  it('reads more where more are wanted, or only some types', async () => {
    expect((await candidatesOf('ferry', 50))?.messages).toHaveLength(100)
    expect((await candidatesOf('ferry', 10, true))?.messages).toHaveLength(100)
  })

  it('asks for nothing where a query has no words of its own', async () => {
    expect(await candidatesOf('')).toBeUndefined()
    expect(await candidatesOf('what is the')).toBeUndefined()
  })
})
