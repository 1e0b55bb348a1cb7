import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../../src/clock.js'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import { RECENT_LIMITS } from '../../src/services/recent-messages.js'
import type { FetchInput } from '../../src/services/types.js'
import { aConversation, aTurn, type RunningServer, startServices } from '../running-services.js'

describe('context service', () => {
  let engine: EnginePool
  let clock: ManualClock
  let server: RunningServer
  let conversationId: string
  beforeAll(() => {
    engine = createEnginePool({ threads: 1 })
  })
  afterAll(() => engine.stop())
  beforeEach(async () => {
    clock = createManualClock()
    server = await startServices({ engine, clock })
    conversationId = randomUUID()
  })
  afterEach(() => server.stop())

  const recordTurns = (turns: number) =>
    server.services.messages.recordBatch(server.principal, aConversation(conversationId, turns))
  const say = (content: string) =>
    server.services.messages.record(server.principal, aTurn(conversationId, { content }))
  const compactNow = async (fields = {}) => {
    await server.services.compactions.trigger(server.principal, { conversationId, ...fields })
    await server.settled()
  }
  const prompt = (options = {}) =>
    server.services.context.forPrompt(server.principal, conversationId, options)

  describe('prompt context', () => {
    it('refuses a conversation without messages', async () => {
      await expect(prompt()).rejects.toMatchObject({
        code: 'permission_denied',
        reason: 'no_recorded_messages',
      })
    })

    it('is not available before the first version, but has the messages', async () => {
      const { messageId, recordedAtMs } = await say('Ship it to Lisbon.')
      const { body, isStale, compactionAgeSeconds } = await prompt()

      expect(body).toMatchObject({
        available: false,
        formattedContext: null,
        recentMessages: [
          { messageId, role: 'user', content: 'Ship it to Lisbon.', timestampMs: recordedAtMs },
        ],
        recentMessageCount: 1,
        compactedMessageCount: 0,
        totalMessageCount: 1,
        version: null,
      })
      expect({ isStale, compactionAgeSeconds }).toEqual({ isStale: false, compactionAgeSeconds: null })
    })

    it('is available from messages alone when asked for', async () => {
      await say('Ship it to Lisbon.')
      const { body } = await prompt({ recent: 'always' })

      expect(body).toMatchObject({
        available: true,
        formattedContext: '## Recent Messages\nuser: Ship it to Lisbon.',
      })
    })

    it('lists of very many messages the newest, after the first of the user and the pinned ones', async () => {
      const count = RECENT_LIMITS.messages + 60
      const turns = Array.from({ length: count }, (_, i) =>
        aTurn(conversationId, { content: `Turn ${i + 1}.`, role: i % 2 === 0 ? 'assistant' : 'user' }),
      )
      await server.services.messages.recordBatch(server.principal, turns)
      const { messages } = server.store
      const { instanceId } = server.principal
      const [tenth] = await messages.read(instanceId, conversationId, { after: 9, through: 10, limit: 1 })
      await messages.pin(instanceId, conversationId, tenth?.id ?? '')
      const { body } = await prompt({ recent: 'always' })

      expect(body.recentMessages.slice(0, 3).map(({ content }) => content)).toEqual([
        'Turn 2.',
        'Turn 10.',
        'Turn 61.',
      ])
      expect(body.recentMessages).toHaveLength(RECENT_LIMITS.messages + 2)
      expect(body).toMatchObject({
        recentMessageCount: count,
        compactedMessageCount: 0,
        totalMessageCount: count,
      })
    })

    it('lists of very long messages the newest', async () => {
      const long = 'x'.repeat(RECENT_LIMITS.bytes / 4)
      for (let i = 0; i < 6; i++) await say(`${i} ${long}`)
      const { body } = await prompt()

      expect(body.recentMessages.map(({ content }) => content.slice(0, 1))).toEqual(['0', '3', '4', '5'])
      expect(body.recentMessageCount).toBe(6)
    })

    it('is the newest version, followed by the messages since', async () => {
      await recordTurns(20)
      await compactNow()
      const fresh = await prompt()
      await say('And the gym?\nNear the station.')
      const { body, isStale } = await prompt()
      const version = await server.services.compactions.get(server.principal, conversationId)

      expect(fresh.body.formattedContext).toBe(version.text)
      expect(fresh.isStale).toBe(false)
      expect(body.formattedContext).toBe(
        `${version.text}\n\n## Recent Messages\nuser: And the gym?\nNear the station.`,
      )
      expect(body).toMatchObject({
        available: true,
        recentMessageCount: 1,
        compactedMessageCount: 20,
        totalMessageCount: 21,
        version: 1,
        compactionId: version.compactionId,
      })
      expect(isStale).toBe(true)
    })

    it('differs by style', async () => {
      await recordTurns(20)
      await compactNow()
      await say('And the gym?\nNear the station.')
      const narrative = (await prompt({ style: 'narrative' })).body.formattedContext
      const bullets = (await prompt({ style: 'bullet_points' })).body.formattedContext

      expect(narrative).toMatch(/\n\nRecent exchanges:\nuser: And the gym\?\nNear the station\.$/)
      expect(bullets).toMatch(/\n- user: And the gym\?\n {2}Near the station\.$/)
    })

    it('is stale after fifteen minutes', async () => {
      await recordTurns(2)
      await compactNow()
      clock.advance(900_000)
      expect(await prompt()).toMatchObject({ isStale: false, compactionAgeSeconds: 900 })
      clock.advance(1_000)

      expect(await prompt()).toMatchObject({ isStale: true, compactionAgeSeconds: 901 })
    })

    it('is made once while nothing changes', async () => {
      await recordTurns(4)
      await compactNow()
      const [first, second] = await Promise.all([prompt(), prompt()])
      clock.advance(5_000)
      const third = await prompt()

      expect(second.body).toBe(first.body)
      expect(third.body).toBe(first.body)
      expect(third.compactionAgeSeconds).toBe(5)
    })

    it('shows an own message and an own version at once', async () => {
      await say('one')
      for (let i = 2; i <= 10; i++) {
        const reading = prompt()
        await say(`message ${i}`)
        expect((await prompt()).body.lastSequence).toBe(i)
        await reading
      }
      await compactNow()

      expect((await prompt()).body).toMatchObject({ version: 1, recentMessageCount: 0 })
    })

    it('is gone with its conversation, and begins anew with the next message', async () => {
      await recordTurns(4)
      await compactNow()
      await prompt()
      const { instanceId } = server.principal
      expect(await server.services.eraseConversation(instanceId, conversationId)).toBeDefined()

      await expect(prompt()).rejects.toMatchObject({ reason: 'no_recorded_messages' })
      expect(await server.services.eraseConversation(instanceId, conversationId)).toBeUndefined()
      await say('Once more.')
      expect((await prompt()).body).toMatchObject({ version: null, totalMessageCount: 1, lastSequence: 1 })
    })

    it('shows what another process has changed', async () => {
      await server.stop()
      const path = join(mkdtempSync(join(tmpdir(), 'precis-context-')), 'shared.db')
      server = await startServices({ engine, clock, path })
      await say('one')
      await prompt()
      const other = await startServices({ engine, clock, path, principal: server.principal })
      await other.services.messages.record(server.principal, aTurn(conversationId, { content: 'two' }))

      expect((await prompt()).body.lastSequence).toBe(2)
      await other.stop()
    })
  })

  describe('fetch', () => {
    const fetch = (fields: Partial<FetchInput> = {}) =>
      server.services.context.fetchConversation(server.principal, {
        conversationId,
        queries: [],
        maxResults: 10,
        types: [],
        mode: 'fast',
        includeConversationContext: true,
        ...fields,
      })

    it('finds nothing in an unknown conversation', async () => {
      expect(await fetch()).toMatchObject({ items: [], conversationContext: null, totalTokens: 0 })
    })

    it('finds what was said before any version, with its source', async () => {
      await recordTurns(10)
      const { messageId } = await say('The gate code of the warehouse is 4471-B.')
      const { items, totalTokens } = await fetch({ queries: ['What is the gate code?'], maxResults: 3 })

      expect(items[0]).toMatchObject({
        content: 'The gate code of the warehouse is 4471-B.',
        speaker: 'user',
      })
      expect(items[0]?.messageIds).toEqual([messageId])
      expect(items.length).toBeLessThanOrEqual(3)
      expect(totalTokens).toBeGreaterThan(0)
    })

    it('finds what a version has dropped', async () => {
      await say('By the way, the cat of the neighbours is called Figaro.')
      await recordTurns(60)
      await compactNow({ targetTokens: 80 })
      const { items } = await fetch({ queries: ["neighbours' cat"] })

      expect(items[0]?.content).toContain('Figaro')
    })

    it('finds messages recorded after the last fetch', async () => {
      await recordTurns(4)
      await fetch({ queries: ['helmet'] })
      await say('I also want the red helmet.')

      expect((await fetch({ queries: ['helmet'] })).items[0]?.content).toContain('red helmet')
    })

    it('keeps to the types asked for', async () => {
      await recordTurns(30)
      await compactNow()
      const { items } = await fetch({ types: ['preference', 'emotion'], maxResults: 50 })

      expect(items.every(({ type }) => type === 'preference' || type === 'emotion')).toBe(true)
    })

    it('gives the conversation beside the items', async () => {
      await recordTurns(30)
      await compactNow()
      await say('And the gym?')
      const { conversationContext } = await fetch()
      const version = await server.services.compactions.get(server.principal, conversationId)

      expect(conversationContext).toMatchObject({
        conversationId,
        summary: version.summary,
        currentState: version.currentState,
        compactionId: version.compactionId,
        compactedAtMs: version.createdAtMs,
        keyExtractions: { facts: version.facts, constraints: version.constraints },
      })
      expect(conversationContext?.recentTurns).toHaveLength(20)
      expect(conversationContext?.recentTurns.at(-1)).toMatchObject({ content: 'And the gym?' })
      expect((await fetch({ includeConversationContext: false })).conversationContext).toBeNull()
    })
  })
})
