import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import { MAX_BLOCK_MESSAGES } from '../../src/store/contract-search.js'
import { aTurn, type RunningServer, startServices } from '../running-services.js'

/** So long that the first two blocks are filed, where as few messages as may be stay unfiled. */
const LONG = 3 * MAX_BLOCK_MESSAGES
/** With it the messages are so large on average that this is so. */
const LARGE = '-'.repeat(LONG * 5_600)

describe('fetching from a long conversation', () => {
  let engine: EnginePool
  let server: RunningServer | undefined

  beforeAll(async () => {
    engine = createEnginePool({ threads: 1 })
    // The thread reads the engine's sources: no test should have to wait for that.
    await engine.annotate({ messages: [] })
  }, 120_000)
  afterEach(() => server?.stop())
  afterAll(() => engine.stop())

  const openLong = async (said: Readonly<Record<number, string>>) => {
    const started = await startServices({ engine })
    server = started
    const conversationId = randomUUID()
    const turns = Array.from({ length: LONG }, (_, i) =>
      aTurn(conversationId, {
        content: said[i + 1] ?? (i === 0 ? LARGE : `We walked ${i} steps along the canal.`),
      }),
    )
    const { services, principal, store } = started
    await services.messages.recordBatch(principal, turns)
    const fetch = async (query: string) => {
      const found = await services.context.fetchConversation(principal, {
        conversationId,
        mode: 'fast',
        queries: [query],
        types: [],
        maxResults: 5,
        includeConversationContext: false,
      })
      return found.items.map(({ content }) => content)
    }
    const head = () => store.messages.head(principal.instanceId, conversationId)
    return { ...started, conversationId, fetch, head }
  }

  it('finds what was said among the filed messages, and what was said among the newest', async () => {
    const { fetch, head } = await openLong({
      5: 'The locker code is 7731.',
      [LONG - 5]: 'The bicycle code is 9042.',
    })

    expect((await fetch('locker'))[0]).toBe('The locker code is 7731.')
    expect((await fetch('bicycle'))[0]).toBe('The bicycle code is 9042.')
    expect([...(await fetch('Which code?'))].sort()).toEqual([
      'The bicycle code is 9042.',
      'The locker code is 7731.',
    ])
    expect((await head())?.searchableThrough).toBe(2 * MAX_BLOCK_MESSAGES)
  })

  it('finds text of scripts without spaces, and takes nothing of a query for an operator', async () => {
    const { fetch } = await openLong({ 5: '会議室の鍵は受付にあります。', 6: 'รหัสตู้ล็อกเกอร์อยู่ที่แผนกต้อนรับ' })

    expect((await fetch('会議室の鍵'))[0]).toContain('会議室の鍵')
    expect((await fetch('ตู้ล็อกเกอร์'))[0]).toContain('ล็อกเกอร์')
    expect(await fetch('NEAR("zebra" OR *) AND :-^')).toEqual([])
  })

  it('finds nothing of a message that was deleted', async () => {
    const { fetch, services, principal, store, conversationId } = await openLong({
      5: 'The locker code is 7731.',
    })
    await fetch('locker')
    const range = { after: 4, through: 5, limit: 1 }
    const [secret] = await store.messages.read(principal.instanceId, conversationId, range)
    await services.erasures.eraseMessage(principal, conversationId, secret?.id ?? '')

    expect(await fetch('locker')).toEqual([])
    const query = { terms: ['locker', '7731'].map((term) => ({ term, maxBlocks: 9 })), enough: 9 }
    const postings = await store.search.find(principal.instanceId, conversationId, query)
    expect(postings.flatMap(({ sequences }) => sequences)).toEqual([])
  })

  it('answers from all words of as many messages as a thread may keep, and files none of them', async () => {
    const { fetch, head } = await openLong({ 1: 'We begin.', 5: 'The locker code is 7731.' })

    expect((await fetch('locker'))[0]).toBe('The locker code is 7731.')
    expect((await head())?.searchableThrough).toBe(0)
  })

  it('goes on from what it knows when messages, a version and a filed block come', async () => {
    const { fetch, services, principal, settled, conversationId, head } = await openLong({
      5: 'The locker code is 7731.',
      [LONG]: 'The bicycle code is 9042.',
    })
    await fetch('locker')
    const more = Array.from({ length: MAX_BLOCK_MESSAGES }, (_, i) =>
      aTurn(conversationId, { content: i === 9 ? 'The ferry code is 5518.' : `We rowed ${i} miles.` }),
    )
    await services.messages.recordBatch(principal, more)
    expect((await fetch('ferry'))[0]).toBe('The ferry code is 5518.')
    await services.compactions.trigger(principal, { conversationId })
    await settled()

    expect((await head())?.searchableThrough).toBe(3 * MAX_BLOCK_MESSAGES)
    expect([...(await fetch('Which code?'))].sort()).toEqual([
      'The bicycle code is 9042.',
      'The ferry code is 5518.',
      'The locker code is 7731.',
    ])
  })

  it('files along with a run, so that nobody waits for it', async () => {
    const { services, principal, settled, conversationId, head } = await openLong({})
    expect((await head())?.searchableThrough).toBe(0)
    await services.compactions.trigger(principal, { conversationId })
    await settled()

    expect((await head())?.searchableThrough).toBe(2 * MAX_BLOCK_MESSAGES)
  })
})
