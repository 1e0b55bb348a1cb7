import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock } from '../clock.js'
import { aMessage, anInstance, id } from './builders.suite.js'
import type { Store } from './contract.js'
import { type BlockTerm, MAX_BLOCK_MESSAGES } from './contract-search.js'
import { ERASE_MEANS } from './erasure.suite.js'

/** Finding old messages by their words, for one implementation. */
export function describeSearchContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: search`, () => {
    let store: Store
    let instanceId: string
    let conversationId: string
    const messages = ['red tea', 'green tea', 'black coffee'].map((content) => ({ content, id: id() }))

    beforeEach(async () => {
      store = await open(createManualClock())
      instanceId = await anInstance(store)
      conversationId = id()
      await record(conversationId)
    })
    afterEach(() => store.close())

    const record = (conversation: string, instance = instanceId) =>
      store.messages.record(
        instance,
        messages.map((message) => aMessage(conversation, conversation === conversationId ? message : {})),
      )
    const add = (after: number, through: number, terms: readonly BlockTerm[], revision = 0) =>
      store.search.add(instanceId, conversationId, { after, through, revision, terms })
    const find = async (...terms: string[]) =>
      (await store.search.find(instanceId, conversationId, wanting(terms))).map(({ sequences }) => sequences)
    const wanting = (terms: readonly string[], maxBlocks = 10, enough = 99) => ({
      terms: terms.map((term) => ({ term, maxBlocks })),
      enough,
    })
    const fileAll = async () => {
      const block: BlockTerm[] = [
        { term: 'red', offsets: [1] },
        { term: 'green', offsets: [2] },
        { term: 'tea', offsets: [1, 2] },
      ]
      expect(await add(0, 2, block)).toBe(true)
      expect(await add(2, 3, [{ term: 'tea', offsets: [1] }])).toBe(true)
    }

    it('finds the messages of each term, newest block first', async () => {
      await fileAll()

      expect(await find('tea', 'green', 'milk')).toEqual([[3, 1, 2], [2], []])
      expect((await store.messages.head(instanceId, conversationId))?.searchableThrough).toBe(3)
    })

    it('reads no more blocks than it is asked to', async () => {
      await fileAll()

      const query = wanting(['tea'], 1)
      const found = await store.search.find(instanceId, conversationId, query)
      expect(found).toEqual([{ term: 'tea', sequences: [3], completeAfter: 2 }])
    })

    it('stops at the newest blocks of a term of which they hold enough, and says how far it has looked', async () => {
      for (let after = 0; after < 20; after++) await add(after, after + 1, [{ term: 'milk', offsets: [1] }])
      const findMilk = async (maxBlocks: number, enough: number) => {
        const query = wanting(['milk'], maxBlocks, enough)
        const [found] = await store.search.find(instanceId, conversationId, query)
        return [found?.sequences.length, found?.sequences.at(-1), found?.completeAfter]
      }

      expect(await findMilk(99, 5)).toEqual([5, 16, 15])
      expect(await findMilk(99, 21)).toEqual([20, 1, 0])
      expect(await findMilk(18, 99)).toEqual([18, 3, 2])
      expect(await findMilk(20, 99)).toEqual([20, 1, 0])
    })

    it('finds the messages of named blocks that have the terms', async () => {
      await fileAll()
      const findIn = async (terms: readonly string[], blocks: readonly number[]) =>
        new Set(await store.search.findIn(instanceId, conversationId, { terms, blocks }))

      expect(await findIn(['tea', 'red', 'milk'], [0])).toEqual(
        new Set([
          { term: 'tea', after: 0, sequences: [1, 2] },
          { term: 'red', after: 0, sequences: [1] },
        ]),
      )
      expect(await findIn(['tea', 'red'], [2, 7])).toEqual(
        new Set([{ term: 'tea', after: 2, sequences: [3] }]),
      )
      expect(await store.search.findIn(instanceId, id(), { terms: ['tea'], blocks: [0] })).toEqual([])
      const elsewhere = await anInstance(store)
      expect(await store.search.findIn(elsewhere, conversationId, { terms: ['tea'], blocks: [0] })).toEqual(
        [],
      )
    })

    it('takes a block once, and only where it follows', async () => {
      await fileAll()

      expect(await add(0, 2, [{ term: 'tea', offsets: [1] }])).toBe(false)
      expect(await add(4, 5, [{ term: 'tea', offsets: [1] }])).toBe(false)
      expect(await find('tea')).toEqual([[3, 1, 2]])
    })

    it('refuses a block that is too large', async () => {
      await expect(add(0, MAX_BLOCK_MESSAGES + 1, [])).rejects.toThrow(RangeError)
    })

    it('takes quotes, operators and wildcards for nothing but letters', async () => {
      const terms = ['"', "' or 1=1 --", 'tea*', 'tea OR red', '%']
      await fileAll()

      expect(await find(...terms)).toEqual(terms.map(() => []))
      await add(3, 4, [{ term: "' or 1=1 --", offsets: [1] }])
      expect(await find("' or 1=1 --")).toEqual([[4]])
    })

    it('finds nothing of another conversation or another instance', async () => {
      await fileAll()
      const [other, elsewhere] = [id(), await anInstance(store)]
      await record(other)
      await record(other, elsewhere)

      const query = wanting(['tea'])
      expect(await store.search.find(instanceId, other, query)).toEqual([
        { term: 'tea', sequences: [], completeAfter: 0 },
      ])
      expect(await store.search.find(elsewhere, conversationId, query)).toEqual([
        { term: 'tea', sequences: [], completeAfter: 0 },
      ])
    })

    it('forgets the words of a deleted message, and a block that still has them is not stored', async () => {
      await fileAll()
      await store.erasures.eraseMessages(instanceId, conversationId, [messages[0]?.id ?? ''], ERASE_MEANS)

      expect(await find('red', 'tea')).toEqual([[], [3, 2]])
      expect(await add(3, 4, [{ term: 'red', offsets: [1] }], 0)).toBe(false)
      expect(await add(3, 4, [{ term: 'blue', offsets: [1] }], 1)).toBe(true)
    })

    it('forgets everything with the conversation', async () => {
      await fileAll()
      await store.erasures.eraseConversation(instanceId, conversationId)
      await record(conversationId)

      expect(await find('tea')).toEqual([[]])
    })

    it('reads messages and annotations at given places', async () => {
      const annotations = [{ sequence: 1, tokenCount: 2, data: '{"a":1}' }]
      await store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })

      const found = await store.messages.readAt(instanceId, conversationId, [3, 1, 9])
      expect(found.messages.map(({ content }) => content)).toEqual(['red tea', 'black coffee'])
      expect(found.annotations).toEqual(annotations)
    })
  })
}
