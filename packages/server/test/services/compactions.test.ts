import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../../src/clock.js'
import type { HubEvent } from '../../src/push/hub.js'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import { aConversation, aTurn, type RunningServer, startServices } from '../running-services.js'

describe('compaction service', () => {
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

  const compactions = () => server.services.compactions
  const recordTurns = (turns: number) =>
    server.services.messages.recordBatch(server.principal, aConversation(conversationId, turns))
  const trigger = (fields = {}) => compactions().trigger(server.principal, { conversationId, ...fields })
  const status = () => compactions().status(server.principal, conversationId)

  it('refuses a conversation without messages', async () => {
    await expect(trigger()).rejects.toMatchObject({
      code: 'permission_denied',
      reason: 'no_recorded_messages',
    })
  })

  it('runs in the background to a version in every format', async () => {
    await recordTurns(30)
    const triggered = await trigger({ strategy: 'balanced' })

    expect(triggered).toMatchObject({
      conversationId,
      status: 'in_progress',
      triggerType: 'manual_api',
      initiatedAtMs: clock.now(),
      previous: null,
    })
    expect((await status()).status).toBe('in_progress')
    await server.settled()
    const formats = ['structured', 'narrative', 'bullet_points', 'injection'] as const
    const versions = await Promise.all(
      formats.map((format) => compactions().get(server.principal, conversationId, { format })),
    )
    for (const version of versions) {
      expect(version).toMatchObject({
        compactionId: triggered.compactionId,
        version: 1,
        strategyRequested: 'balanced',
        coveredThrough: 30,
      })
      expect(version.text).toContain('AX-1000')
      expect(version.compactedTokenCount).toBeLessThanOrEqual(version.targetTokens)
      expect(version.compressionRatio).toBeCloseTo(version.compactedTokenCount / version.originalTokenCount)
    }
    expect(new Set(versions.map(({ text }) => text)).size).toBe(formats.length)
    expect(server.errors).toEqual([])
  })

  it('reports none, then in progress, then completed', async () => {
    expect(await status()).toMatchObject({ status: 'none', compactionId: null, hasCompaction: false })
    await recordTurns(4)
    expect(await status()).toMatchObject({ status: 'none', messagesSinceCompaction: 4 })
    const { compactionId } = await trigger()
    expect(await status()).toMatchObject({ status: 'in_progress', compactionId, latestVersion: null })
    await server.settled()

    expect(await status()).toMatchObject({
      status: 'completed',
      compactionId,
      latestVersion: 1,
      completedAtMs: clock.now(),
      lastCompactedAtMs: clock.now(),
      estimatedCompletionSeconds: null,
      hasCompaction: true,
      isStale: false,
      messagesSinceCompaction: 0,
    })
    await recordTurns(2)
    expect(await status()).toMatchObject({ status: 'completed', isStale: true, messagesSinceCompaction: 2 })
  })

  it('refuses a second run while one is under way, forced or not', async () => {
    await recordTurns(4)
    const { compactionId } = await trigger()

    for (const force of [false, true])
      await expect(trigger({ force })).rejects.toMatchObject({
        code: 'conflict',
        reason: 'compaction_in_progress',
        details: { compactionId },
      })
  })

  it('answers with the newest version when nothing is new', async () => {
    await recordTurns(4)
    const { compactionId, initiatedAtMs } = await trigger()
    await server.settled()
    clock.advance(90_000)
    const again = await trigger()

    expect(again).toMatchObject({ status: 'completed', compactionId, initiatedAtMs, previousAgeSeconds: 90 })
    expect(again.previous).toMatchObject({ compactionId, version: 1, format: 'structured' })
    expect((await status()).latestVersion).toBe(1)
  })

  it('makes a new version when forced, and leaves the old one as it was', async () => {
    await recordTurns(10)
    await trigger({ strategy: 'conservative' })
    await server.settled()
    const first = await compactions().get(server.principal, conversationId)
    const forced = await trigger({ strategy: 'aggressive', force: true })
    await server.settled()

    expect(forced.previous).toEqual(first)
    expect(await compactions().get(server.principal, conversationId)).toMatchObject({
      version: 2,
      compactionId: forced.compactionId,
      strategyRequested: 'aggressive',
    })
    expect(await compactions().get(server.principal, conversationId, { version: 1 })).toEqual(first)
  })

  it('gives the same bytes for the same messages and options', async () => {
    await recordTurns(20)
    const texts: string[] = []
    for (let version = 1; version <= 2; version++) {
      await trigger({ force: true, targetTokens: 200 })
      await server.settled()
      texts.push((await compactions().get(server.principal, conversationId, { version })).text)
    }

    expect(texts[1]).toBe(texts[0])
  })

  it('holds the token target', async () => {
    await recordTurns(40)
    await trigger({ targetTokens: 150 })
    await server.settled()
    const version = await compactions().get(server.principal, conversationId)

    expect(version.targetTokens).toBe(150)
    expect(version.compactedTokenCount).toBeLessThanOrEqual(150)
  })

  it('leaves turns that arrive during the run to the recent messages', async () => {
    await recordTurns(4)
    await trigger()
    await recordTurns(2)
    await server.settled()

    expect((await compactions().get(server.principal, conversationId)).coveredThrough).toBe(4)
    expect((await status()).messagesSinceCompaction).toBe(2)
  })

  it('knows no version of a conversation that has none', async () => {
    await recordTurns(2)

    await expect(compactions().get(server.principal, conversationId)).rejects.toMatchObject({
      code: 'not_found',
      reason: 'no_compaction',
    })
    await expect(compactions().get(server.principal, conversationId, { version: 7 })).rejects.toMatchObject({
      code: 'not_found',
      reason: 'no_such_version',
    })
  })

  it('fails explicitly when the engine refuses, and keeps the version before', async () => {
    await recordTurns(4)
    await trigger()
    await server.settled()
    const { compactionId } = await trigger({ force: true, targetTokens: 0 })
    await server.settled()

    const failed = await status()
    expect(failed).toMatchObject({ status: 'failed', compactionId, latestVersion: 1, hasCompaction: true })
    expect(failed.errorMessage).toContain('targetTokens')
    expect(server.errors).toHaveLength(1)
    expect((await compactions().get(server.principal, conversationId)).version).toBe(1)
    expect(await trigger({ force: true })).toMatchObject({ status: 'in_progress' })
  })

  it('tells the hub of a run, of its version and of a failure', async () => {
    await recordTurns(2)
    const events: HubEvent[] = []
    server.hub.subscribe(server.principal.instanceId, (event) => events.push(event))
    const { compactionId } = await trigger()
    await server.settled()
    const failing = await trigger({ force: true, targetTokens: 0 })
    await server.settled()

    const about = { instanceId: server.principal.instanceId, conversationId }
    expect(events).toEqual([
      { kind: 'run_queued', ...about },
      { kind: 'compaction_published', ...about, compactionId, version: 1 },
      { kind: 'run_queued', ...about },
      { kind: 'compaction_failed', ...about, compactionId: failing.compactionId },
    ])
  })

  it('explains what became of every unit of a version', async () => {
    await recordTurns(12)
    await trigger({ strategy: 'aggressive' })
    await server.settled()
    const explanation = await compactions().explain(server.principal, conversationId)

    const fates = new Set(explanation.entries.map(({ fate }) => fate))
    expect(explanation).toMatchObject({ conversationId, version: 1 })
    expect(explanation.entries.length).toBeGreaterThan(12)
    expect(fates).toContain('dropped')
    expect(explanation.entries.every(({ reason }) => reason.length > 0)).toBe(true)
  })

  it('keeps pinned messages word for word', async () => {
    await recordTurns(30)
    const pinned = 'The gate code of the Lisbon warehouse is 4471-B, ask for Inês.'
    const { messageId } = await server.services.messages.record(
      server.principal,
      aTurn(conversationId, { content: pinned }),
    )
    await recordTurns(30)
    await server.store.messages.pin(server.principal.instanceId, conversationId, messageId)
    await trigger({ strategy: 'aggressive' })
    await server.settled()

    expect((await compactions().get(server.principal, conversationId)).text).toContain(pinned)
  })

  it('stores annotations once and uses them in the next run', async () => {
    await recordTurns(6)
    await trigger()
    await server.settled()
    const { instanceId } = server.principal
    const head = await server.store.messages.head(instanceId, conversationId)
    expect(head?.annotatedThrough).toBe(6)
    expect(head?.annotatedTokens).toBe(head?.coveredTokens)
    await recordTurns(3)
    await trigger()
    await server.settled()

    expect((await server.store.messages.head(instanceId, conversationId))?.annotatedThrough).toBe(9)
    const fresh = randomUUID()
    await server.services.messages.recordBatch(server.principal, [
      ...aConversation(fresh, 6),
      ...aConversation(fresh, 3),
    ])
    await compactions().trigger(server.principal, { conversationId: fresh })
    await server.settled()
    expect((await compactions().get(server.principal, fresh)).text).toBe(
      (await compactions().get(server.principal, conversationId)).text,
    )
  })

  it("does not see another instance's conversation", async () => {
    const other = await server.addInstance()
    await recordTurns(2)
    await trigger()
    await server.settled()

    expect((await compactions().status(other, conversationId)).status).toBe('none')
    await expect(compactions().get(other, conversationId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(compactions().trigger(other, { conversationId })).rejects.toMatchObject({
      code: 'permission_denied',
    })
  })
})
