import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Clock, createManualClock } from '../clock.js'
import { aMessage, anInstance, id } from './builders.suite.js'
import type { Store } from './contract.js'
import { type NewDigest, ROOT_LEVEL } from './contract-digests.js'
import { ERASE_MEANS } from './erasure.suite.js'

/** Each level joins two of the one below here; ranges are of ten messages. */
function aDigest(level: number, position: number, fields: Partial<NewDigest> = {}): NewDigest {
  const size = 10 * 2 ** level
  const bounds = { after: position * size, through: (position + 1) * size }
  return { level, position, ...bounds, revision: 1, data: `"${level}.${position}"`, ...fields }
}

const aRoot = (ranges: number): NewDigest =>
  aDigest(ROOT_LEVEL, ranges, { after: 0, through: ranges * 10, data: `"root ${ranges}"` })

/** Digests of sealed ranges, for one implementation. */
export function describeDigestContract(name: string, open: (clock: Clock) => Promise<Store>): void {
  describe(`${name}: digests`, () => {
    let store: Store
    let instanceId: string
    let conversationId: string

    beforeEach(async () => {
      store = await open(createManualClock())
      instanceId = await anInstance(store)
      conversationId = id()
      await store.messages.record(instanceId, [aMessage(conversationId)])
    })
    afterEach(() => store.close())

    const put = async (...digests: NewDigest[]) => {
      const epoch = await store.digests.epoch(instanceId, conversationId)
      return store.digests.put(instanceId, conversationId, { epoch, digests })
    }
    const read = (level: number, position: number, revision = 1) =>
      store.digests.read(instanceId, conversationId, { level, position, revision })
    const dataOf = async (level: number, position: number) => (await read(level, position))?.data

    it('gives back what was stored, of the same revision only', async () => {
      const digest = aDigest(0, 0)
      expect(await put(digest)).toBe(true)

      const { revision: _, ...stored } = digest
      expect(await read(0, 0)).toEqual(stored)
      expect(await read(0, 0, 2)).toBeUndefined()
      expect(await read(0, 1)).toBeUndefined()
    })

    it('keeps the bounds of a range when its digest is made again', async () => {
      await put(aDigest(0, 0))
      await put(aDigest(0, 0, { through: 99, data: '"again"', revision: 2 }))

      expect(await read(0, 0, 2)).toMatchObject({ after: 0, through: 10, data: '"again"' })
    })

    it('keeps the digest of a newer revision when an older release makes it again', async () => {
      await put(aDigest(0, 0, { data: '"newer"', revision: 2 }))
      expect(await put(aDigest(0, 0))).toBe(true)

      expect(await read(0, 0, 2)).toMatchObject({ data: '"newer"' })
      expect(await read(0, 0)).toBeUndefined()
    })

    it('finds the last range that ends in time', async () => {
      await put(aDigest(0, 0), aDigest(0, 1), aDigest(0, 2), aDigest(1, 0), aRoot(2))

      const positionAt = async (through: number) =>
        (await store.digests.lastRange(instanceId, conversationId, through))?.position
      expect(await Promise.all([9, 10, 29, 30, 1_000].map(positionAt))).toEqual([undefined, 0, 1, 2, 2])
    })

    it('drops what was made of a message, and nothing else', async () => {
      await put(...[0, 1, 2, 3].map((position) => aDigest(0, position)))
      await put(aDigest(1, 0), aDigest(1, 1), aDigest(2, 0), aRoot(4))
      await store.digests.drop(instanceId, conversationId, { first: 15, last: 15 })

      const left = [dataOf(0, 0), dataOf(0, 1), dataOf(0, 2), dataOf(1, 0), dataOf(1, 1), dataOf(2, 0)]
      expect(await Promise.all(left)).toEqual(['"0.0"', undefined, '"0.2"', undefined, '"1.1"', undefined])
      expect(await dataOf(ROOT_LEVEL, 4)).toBeUndefined()
      // The bounds stay, so the range is sealed again as the same range.
      const range = await store.digests.rangeAt(instanceId, conversationId, { level: 0, position: 1 })
      expect(range).toMatchObject({ after: 10, through: 20 })
    })

    it('drops the digests of deleted messages with them', async () => {
      const messages = Array.from({ length: 199 }, () => aMessage(conversationId))
      await store.messages.record(instanceId, messages)
      await put(...Array.from({ length: 20 }, (_, position) => aDigest(0, position)))
      // Messages 25, 27 and 191.
      const ids = [23, 25, 189].map((at) => messages[at]?.id ?? '')
      await store.erasures.eraseMessages(instanceId, conversationId, ids, ERASE_MEANS)

      const left = await Promise.all(Array.from({ length: 20 }, (_, position) => read(0, position)))
      expect(left.flatMap((digest, position) => (digest === undefined ? [position] : []))).toEqual([2, 19])
    })

    it('does not store what was made before digests were dropped', async () => {
      const epoch = await store.digests.epoch(instanceId, conversationId)
      await store.digests.drop(instanceId, conversationId, { first: 1, last: 1 })

      const late = { epoch, digests: [aDigest(0, 0)] }
      expect(await store.digests.put(instanceId, conversationId, late)).toBe(false)
      expect(await read(0, 0)).toBeUndefined()
      expect(await put(aDigest(0, 0))).toBe(true)
    })

    it('keeps the newest roots only', async () => {
      for (let ranges = 1; ranges <= 5; ranges++) await put(aRoot(ranges))

      const roots = await Promise.all([1, 2, 3, 4, 5].map((ranges) => dataOf(ROOT_LEVEL, ranges)))
      expect(roots).toEqual([undefined, undefined, undefined, '"root 4"', '"root 5"'])
    })

    it('forgets digests with the annotations, and with the conversation', async () => {
      await put(aDigest(0, 0))
      const epoch = await store.digests.epoch(instanceId, conversationId)
      await store.messages.dropAnnotations(instanceId, conversationId)
      expect(await store.digests.rangeAt(instanceId, conversationId, aDigest(0, 0))).toBeUndefined()
      expect(await store.digests.epoch(instanceId, conversationId)).toBeGreaterThan(epoch)

      await put(aDigest(0, 0))
      await store.erasures.eraseConversation(instanceId, conversationId)
      expect(await read(0, 0)).toBeUndefined()
      expect(await put(aDigest(0, 0))).toBe(false)
    })

    it('shows no other instance anything', async () => {
      await put(aDigest(0, 0))
      const other = await anInstance(store)
      await store.messages.record(other, [aMessage(conversationId)])
      await store.digests.drop(other, conversationId, { first: 1, last: 10 })

      const place = { level: 0, position: 0, revision: 1 }
      expect(await store.digests.read(other, conversationId, place)).toBeUndefined()
      expect(await dataOf(0, 0)).toBe('"0.0"')
    })

    it('counts the tokens of annotated messages, and finds pinned ones', async () => {
      const messages = [1, 2, 3].map(() => aMessage(conversationId))
      await store.messages.record(instanceId, messages)
      const annotations = [1, 2, 3].map((sequence) => ({ sequence, tokenCount: sequence * 5, data: '{}' }))
      await store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })
      for (const message of [messages[2], messages[0]])
        await store.messages.pin(instanceId, conversationId, message?.id ?? '')

      const range = { after: 1, through: 9, limit: 1 }
      expect(await store.messages.readTokenCounts(instanceId, conversationId, range)).toEqual([
        { sequence: 2, tokenCount: 10 },
      ])
      expect(await store.messages.pinnedSequences(instanceId, conversationId, 9)).toEqual([2, 4])
      expect(await store.messages.pinnedSequences(instanceId, conversationId, 3)).toEqual([2])
    })
  })
}
