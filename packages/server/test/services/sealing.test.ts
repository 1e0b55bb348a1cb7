import { randomUUID } from 'node:crypto'
import { DIGEST_REVISION, type Digest } from '@precis/engine'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/clock.js'
import { RETRY_BASE_MS } from '../../src/runs/lifecycle.js'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import type { RangeLimits } from '../../src/services/sealed-ranges.js'
import type { RecordMessageInput } from '../../src/services/types.js'
import { ROOT_LEVEL } from '../../src/store/contract-digests.js'
import {
  aConversation,
  aTurn,
  type RunningServer,
  type RunningServerOptions,
  startServices,
} from '../running-services.js'

/** Ranges as small as a test can wait for. */
const SMALL: RangeLimits = { messages: 10, tokens: 100_000 }
/** Never reached: every run reads the conversation from its first message on. */
const NONE: RangeLimits = { messages: 1_000_000, tokens: 1_000_000_000 }

describe('sealing', () => {
  let engine: EnginePool
  const servers: RunningServer[] = []

  beforeAll(async () => {
    engine = createEnginePool({ threads: 1 })
    // The thread reads the engine's sources: no test should have to wait for that.
    await engine.annotate({ messages: [] })
  }, 120_000)
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
  })
  afterAll(() => engine.stop())

  const start = async (rangeLimits: RangeLimits, options: RunningServerOptions = {}) => {
    const server = await startServices({ engine, rangeLimits, ...options })
    servers.push(server)
    return server
  }
  const record = (server: RunningServer, turns: readonly RecordMessageInput[]) =>
    server.services.messages.recordBatch(server.principal, turns)
  const compact = async (server: RunningServer, conversationId: string, targetTokens?: number) => {
    const asked = { conversationId, force: true, ...(targetTokens ? { targetTokens } : {}) }
    await server.services.compactions.trigger(server.principal, asked)
    await server.settled()
    expect(server.errors).toEqual([])
    return server.services.compactions.get(server.principal, conversationId)
  }
  const digestAt = async (server: RunningServer, conversationId: string, level: number, position: number) => {
    const place = { level, position, revision: DIGEST_REVISION }
    const found = await server.store.digests.read(server.principal.instanceId, conversationId, place)
    return found && (JSON.parse(found.data) as Digest)
  }
  /** Message ids are random: what a digest says without them. */
  const textsOf = (digest: Digest | undefined) =>
    digest?.entries.flatMap(({ sequence, annotation }) =>
      annotation.units.map(({ sealed }) => `${sequence} ${sealed?.weight} ${sealed?.text}`),
    )

  it('makes the same digests and the same text, whenever the runs happened', async () => {
    const conversationId = randomUUID()
    const turns = aConversation(conversationId, 95)
    const often = await start(SMALL)
    const once = await start(SMALL)
    for (let from = 0; from < turns.length; from += 19) {
      await record(often, turns.slice(from, from + 19))
      if (from + 19 < turns.length) await compact(often, conversationId, 250)
    }
    await record(once, turns)
    const [a, b] = [await compact(often, conversationId, 250), await compact(once, conversationId, 250)]

    expect(b.version).toBe(1)
    expect(a.version).toBe(5)
    expect(a.text).toBe(b.text)
    // Nine ranges are closed: the newest stays whole, the others are two fours in one root.
    for (const [level, position] of [
      [0, 8] as const,
      [1, 0] as const,
      [1, 1] as const,
      [ROOT_LEVEL, 8] as const,
    ]) {
      const texts = textsOf(await digestAt(often, conversationId, level, position))
      expect(texts?.length).toBeGreaterThan(5)
      expect(texts).toEqual(textsOf(await digestAt(once, conversationId, level, position)))
    }
  })

  it('keeps the counts of the whole conversation, its rule and its ceiling', async () => {
    const conversationId = randomUUID()
    const turns = aConversation(conversationId, 90)
    const sealed = await start(SMALL)
    const whole = await start(NONE)
    await record(sealed, turns)
    await record(whole, turns)
    const [a, b] = [await compact(sealed, conversationId, 300), await compact(whole, conversationId, 300)]
    const heads = [sealed, whole].map((server) =>
      server.store.messages.head(server.principal.instanceId, conversationId),
    )
    const [headA, headB] = await Promise.all(heads)

    expect(await digestAt(whole, conversationId, 0, 0)).toBeUndefined()
    expect(await digestAt(sealed, conversationId, 0, 0)).toBeDefined()
    expect(a.originalTokenCount).toBe(b.originalTokenCount)
    expect(a.totals.units).toBe(b.totals.units)
    expect(headA?.coveredTokens).toBe(headB?.coveredTokens)
    expect(a.text).toContain('Never send it to the old address.')
    expect(a.compactedTokenCount).toBeLessThanOrEqual(300)
    expect(a.coveredThrough).toBe(90)
  })

  it('explains what stands in a version, also an earlier one', async () => {
    const conversationId = randomUUID()
    const server = await start(SMALL)
    await record(server, aConversation(conversationId, 60))
    const first = await compact(server, conversationId, 200)
    await record(server, aConversation(conversationId, 60))
    await compact(server, conversationId, 200)
    const { entries } = await server.services.compactions.explain(server.principal, conversationId, {
      version: first.version,
    })
    const count = (fate: string) => entries.filter((entry) => entry.fate === fate).length

    expect(count('kept')).toBe(first.totals.kept)
    expect(count('shortened')).toBe(first.totals.shortened)
    expect(count('kept') + count('shortened')).toBeGreaterThan(3)
  })

  it('lists the messages after the sealed ones, with what went before as context', async () => {
    const conversationId = randomUUID()
    const server = await start(SMALL)
    await record(server, aConversation(conversationId, 60))
    const { targetTokens } = await compact(server, conversationId, 300)
    const { listed, coveredThrough } = await server.services.compactions.listMessages(
      server.principal,
      conversationId,
      { provider: 'openai' },
    )

    expect(coveredThrough).toBe(60)
    expect(listed.tokenCount).toBeLessThanOrEqual(targetTokens)
    expect(listed.list.messages[0]).toMatchObject({
      role: 'system',
      content: expect.stringContaining('Never send it to the old address.'),
    })
    expect(listed.list.messages.length).toBeGreaterThan(1)
  })

  it('seals a range again without the digests that were dropped, as the same range', async () => {
    const conversationId = randomUUID()
    const server = await start(SMALL)
    await record(server, aConversation(conversationId, 70))
    const before = await compact(server, conversationId, 250)
    await server.store.digests.drop(server.principal.instanceId, conversationId, { first: 25, last: 25 })
    expect(await digestAt(server, conversationId, 0, 2)).toBeUndefined()
    const after = await compact(server, conversationId, 250)

    expect(after.text).toBe(before.text)
    expect(await digestAt(server, conversationId, 0, 2)).toBeDefined()
  })

  it('makes annotations of another release anew before it seals them', async () => {
    const conversationId = randomUUID()
    const turns = aConversation(conversationId, 40)
    const [fresh, upgraded] = [await start(SMALL), await start(SMALL)]
    await record(fresh, turns)
    await record(upgraded, turns)
    const { instanceId } = upgraded.principal
    const data = JSON.stringify({
      revision: 0,
      language: 'en',
      tokenCount: 9,
      isToolOutput: false,
      units: [],
    })
    const annotations = turns.map((_, i) => ({ sequence: i + 1, tokenCount: 9, data }))
    await upgraded.store.messages.addAnnotations(instanceId, conversationId, {
      annotatedThrough: 0,
      annotations,
    })

    const { text } = await compact(upgraded, conversationId, 200)
    expect(text).toBe((await compact(fresh, conversationId, 200)).text)
    expect((await digestAt(upgraded, conversationId, 0, 0))?.tally.units).toBeGreaterThan(10)
  })

  it('begins anew where the stored ranges have a hole', async () => {
    const conversationId = randomUUID()
    const turns = aConversation(conversationId, 60)
    const [fresh, holed] = [await start(SMALL), await start(SMALL)]
    await record(fresh, turns)
    await record(holed, turns)
    const third = { level: 0, position: 2, after: 20, through: 30, revision: DIGEST_REVISION, data: '{}' }
    const { instanceId } = holed.principal
    await holed.store.digests.put(instanceId, conversationId, { epoch: 0, digests: [third] })

    const { text } = await compact(holed, conversationId, 200)
    expect(text).toBe((await compact(fresh, conversationId, 200)).text)
  })

  it('stores no digest of a message that was deleted while it was being sealed', async () => {
    const conversationId = randomUUID()
    let deleting: Promise<unknown> | undefined
    const slow: EnginePool = {
      ...engine,
      async seal(work) {
        const sealed = await engine.seal(work)
        deleting ??= server.services.erasures.eraseMessage(server.principal, conversationId, secretId)
        await deleting
        return sealed
      },
    }
    const clock = createManualClock()
    const server = await start(SMALL, { engine: slow, clock })
    const content = 'The safe of the boat house opens with 7731.'
    await record(server, [...aConversation(conversationId, 5), aTurn(conversationId, { content })])
    await record(server, aConversation(conversationId, 50))
    const { instanceId } = server.principal
    const secret = { after: 5, through: 6, limit: 1 }
    const [message] = await server.store.messages.read(instanceId, conversationId, secret)
    const secretId = message?.id ?? ''
    await server.services.compactions.trigger(server.principal, { conversationId, targetTokens: 400 })
    await server.settled()
    clock.advance(RETRY_BASE_MS)
    await server.settled()
    const { text } = await server.services.compactions.get(server.principal, conversationId)
    const digests = await Promise.all([0, 1].map((position) => digestAt(server, conversationId, 0, position)))

    expect(deleting).toBeDefined()
    expect(text).not.toContain('7731')
    expect(digests[0]?.tally.messages).toBe(9)
    expect(digests[1]?.tally.messages).toBe(10)
    expect(JSON.stringify(digests)).not.toContain('7731')
  })

  it('keeps a message word for word that is pinned after it was sealed', async () => {
    const conversationId = randomUUID()
    const server = await start(SMALL)
    const { instanceId } = server.principal
    const content = 'The spare key hangs behind the blue shutter of the boat house.'
    await record(server, [...aConversation(conversationId, 30), aTurn(conversationId, { content })])
    await record(server, aConversation(conversationId, 40))
    const unpinned = await compact(server, conversationId, 120)
    const [message] = await server.store.messages.read(instanceId, conversationId, {
      after: 30,
      through: 31,
      limit: 1,
    })
    await server.store.messages.pin(instanceId, conversationId, message?.id ?? '')
    const pinned = await compact(server, conversationId, 120)

    expect(unpinned.text).not.toContain(content)
    expect(pinned.text).toContain(content)
  })

  it('gives a conversation as it is to a target that holds it', async () => {
    const conversationId = randomUUID()
    const server = await start(SMALL)
    await record(server, aConversation(conversationId, 40))
    const { text } = await compact(server, conversationId, 20_000)

    expect(text.match(/Thanks, noted\./g)).toHaveLength(20)
  })

  it('gives a run no more messages and digests the longer the conversation is', async () => {
    const given: { messages: number; digests: number }[] = []
    const counting: EnginePool = {
      ...engine,
      compact: (work, signal) => {
        const messages = work.messages.flatMap((page) => JSON.parse(page) as unknown[]).length
        given.push({ messages, digests: work.past?.digests.length ?? 0 })
        return engine.compact(work, signal)
      },
    }
    const server = await start(SMALL, { engine: counting })
    for (const length of [60, 240, 480]) {
      const conversationId = randomUUID()
      await record(server, aConversation(conversationId, length))
      await compact(server, conversationId, 250)
      await record(server, aConversation(conversationId, 4))
      given.length = 0
      await compact(server, conversationId, 250)
      const [run] = given

      // Two open ranges and what is new; a digest for each level of doubling.
      expect(run?.messages).toBeLessThanOrEqual(2 * SMALL.messages + 4)
      expect(run?.digests).toBeLessThanOrEqual(Math.ceil(Math.log2(length / SMALL.messages)) + 1)
    }
  })

  it('goes on where an interrupted run has stopped', async () => {
    const conversationId = randomUUID()
    let failures = 1
    let seals = 0
    const flaky: EnginePool = {
      ...engine,
      seal: (work) => {
        seals++
        return engine.seal(work)
      },
      merge: (work) => (failures-- > 0 ? Promise.reject(new Error('the thread died')) : engine.merge(work)),
    }
    const clock = createManualClock()
    const server = await start(SMALL, { engine: flaky, clock })
    await record(server, aConversation(conversationId, 60))
    const asked = { conversationId, force: true, targetTokens: 250 }
    await server.services.compactions.trigger(server.principal, asked)
    await server.settled()
    clock.advance(RETRY_BASE_MS)
    await server.settled()
    const run = await server.store.runs.latest(server.principal.instanceId, conversationId)

    expect(server.errors).toHaveLength(1)
    expect(run).toMatchObject({ state: 'completed', attempt: 2 })
    // Four ranges before the failure, one after it, and one ahead of the next run: none twice.
    expect(seals).toBe(6)
  })
})
