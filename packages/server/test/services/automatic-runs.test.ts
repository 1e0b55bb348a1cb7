import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createManualClock, type ManualClock } from '../../src/clock.js'
import { createEnginePool, type EnginePool } from '../../src/runs/pool.js'
import type { AutomaticRuns } from '../../src/store/contract.js'
import { aConversation, aTurn, type RunningServer, startServices } from '../running-services.js'

describe('automatic runs', () => {
  let engine: EnginePool
  let server: RunningServer
  const conversationId = randomUUID()
  beforeAll(() => {
    engine = createEnginePool({ threads: 1 })
  })
  afterAll(() => engine.stop())
  afterEach(() => server.stop())

  let clock: ManualClock
  const start = async (automatic: AutomaticRuns) => {
    clock = createManualClock()
    server = await startServices({ engine, automatic, clock })
  }
  const recordTurns = (turns: number) =>
    server.services.messages.recordBatch(server.principal, aConversation(conversationId, turns))
  const latest = async () => {
    await server.settled()
    clock.advance(1_000)
    await server.settled()
    const status = await server.services.compactions.status(server.principal, conversationId)
    const run = await server.store.runs.latest(server.principal.instanceId, conversationId)
    return { version: status.latestVersion, triggerType: run?.triggerType ?? null }
  }

  it('start at 40 messages by default, and again at 40 more', async () => {
    await start({ tokens: 1_000_000 })
    await recordTurns(39)
    expect(await latest()).toEqual({ version: null, triggerType: null })
    await recordTurns(1)
    expect(await latest()).toEqual({ version: 1, triggerType: 'auto_messages' })
    await recordTurns(39)
    expect(await latest()).toMatchObject({ version: 1 })
    await recordTurns(1)
    expect(await latest()).toMatchObject({ version: 2 })
  })

  it('start at the token limit, counted exactly', async () => {
    await start({ tokens: 100 })
    const word = ' ship'
    const say = (tokens: number) =>
      server.services.messages.record(
        server.principal,
        aTurn(conversationId, { content: word.repeat(tokens).trim() }),
      )
    await say(50)
    await say(49)
    expect(await latest()).toEqual({ version: null, triggerType: null })
    await say(1)
    expect(await latest()).toEqual({ version: 1, triggerType: 'auto_tokens' })
    await say(99)
    expect(await latest()).toMatchObject({ version: 1 })
  })

  it('can be off', async () => {
    await start({ enabled: false })
    await recordTurns(100)

    expect(await latest()).toEqual({ version: null, triggerType: null })
  })

  it('follow the settings of the instance, and of the conversation before them', async () => {
    await start({ enabled: false })
    const { instanceId } = server.principal
    await server.store.instances.setAutomatic(instanceId, { enabled: true, messages: 5 })
    await recordTurns(5)
    expect(await latest()).toMatchObject({ version: 1 })
    await server.store.messages.setAutomatic(instanceId, conversationId, { enabled: false })
    await recordTurns(20)

    expect(await latest()).toMatchObject({ version: 1 })
  })

  it('cover a burst of messages with one run', async () => {
    await start({ messages: 10 })
    await Promise.all(
      aConversation(conversationId, 200).map((turn) =>
        server.services.messages.record(server.principal, turn),
      ),
    )
    expect(await latest()).toMatchObject({ version: 1 })

    const head = await server.store.messages.head(server.principal.instanceId, conversationId)
    expect(head?.coveredThrough).toBe(200)
    expect(server.errors).toEqual([])
  })

  it('follow each other when enough has come during a run', async () => {
    await start({ messages: 10 })
    await recordTurns(10)
    await server.services.idle()
    clock.advance(1_000)
    await recordTurns(10)
    await server.settled()

    expect(await latest()).toMatchObject({ triggerType: 'auto_messages' })
    const head = await server.store.messages.head(server.principal.instanceId, conversationId)
    expect(head?.coveredThrough).toBe(20)
  })

  it('give way to a run that is asked for', async () => {
    await start({ messages: 10 })
    await recordTurns(20)
    await server.services.idle()
    const asked = await server.services.compactions.trigger(server.principal, { conversationId })
    await server.settled()

    expect(asked).toMatchObject({ status: 'in_progress', triggerType: 'manual_api' })
    expect(await latest()).toEqual({ version: 1, triggerType: 'manual_api' })
    expect(await server.services.compactions.get(server.principal, conversationId)).toMatchObject({
      compactionId: asked.compactionId,
    })
  })

  it('being off, leave the annotating to pauses in the recording', async () => {
    await start({ enabled: false })
    const annotated = async () =>
      (await server.store.messages.head(server.principal.instanceId, conversationId))?.annotatedThrough
    await recordTurns(200)
    clock.advance(499)
    await recordTurns(10)
    clock.advance(499)
    await server.settled()
    expect(await annotated()).toBe(0)

    clock.advance(1)
    await server.settled()

    expect(await annotated()).toBe(210)
    expect(server.errors).toEqual([])
  })

  it('being off, leave little text to whoever reads it', async () => {
    await start({ enabled: false })
    await recordTurns(10)
    clock.advance(10_000)
    await server.settled()

    const head = await server.store.messages.head(server.principal.instanceId, conversationId)
    expect(head?.annotatedThrough).toBe(0)
  })
})
