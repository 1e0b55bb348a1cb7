import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { HubEvent } from '../../src/push/hub.js'
import { aTurn, type RunningServer, startServices } from '../running-services.js'

describe('message service', () => {
  let server: RunningServer
  let conversationId: string
  beforeEach(async () => {
    server = await startServices()
    conversationId = randomUUID()
  })
  afterEach(() => server.stop())

  it('answers with ids, the time and the sequence number', async () => {
    const first = await server.services.messages.record(server.principal, aTurn(conversationId))
    const second = await server.services.messages.record(server.principal, aTurn(conversationId))

    expect(first).toMatchObject({ conversationId, sequence: 1, isReplay: false })
    expect(second).toMatchObject({ sequence: 2, sessionId: first.sessionId })
    expect(second.messageId).not.toBe(first.messageId)
    expect(second.recordedAtMs).toBeGreaterThan(first.recordedAtMs)
  })

  it('tells the hub before it answers', async () => {
    const events: HubEvent[] = []
    server.hub.subscribe(server.principal.instanceId, (event) => events.push(event))
    await server.services.messages.record(server.principal, aTurn(conversationId))

    const { instanceId } = server.principal
    expect(events).toEqual([{ kind: 'message_recorded', instanceId, conversationId, sequence: 1 }])
  })

  it('returns the first answer for a repeated idempotency key, and tells nobody', async () => {
    const turn = aTurn(conversationId, { idempotencyKey: 'k1' })
    const first = await server.services.messages.record(server.principal, turn)
    const events: HubEvent[] = []
    server.hub.subscribeAll((event) => events.push(event))
    const again = await server.services.messages.record(server.principal, turn)

    expect(again).toEqual({ ...first, isReplay: true })
    expect(events).toEqual([])
  })

  it('refuses a key that was used for another message', async () => {
    await server.services.messages.record(server.principal, aTurn(conversationId, { idempotencyKey: 'k1' }))
    const reused = server.services.messages.record(
      server.principal,
      aTurn(conversationId, { idempotencyKey: 'k1', content: 'Something else.' }),
    )

    await expect(reused).rejects.toMatchObject({ code: 'conflict', reason: 'idempotency_key_reused' })
  })

  it('answers a batch in input order, whatever the conversations', async () => {
    const other = randomUUID()
    const outcomes = await server.services.messages.recordBatch(server.principal, [
      aTurn(conversationId, { content: 'one' }),
      aTurn(other, { content: 'two' }),
      aTurn(conversationId, { content: 'three' }),
    ])

    const recorded = outcomes.map((o) =>
      o.kind === 'recorded' ? [o.message.conversationId, o.message.sequence] : o,
    )
    expect(recorded).toEqual([
      [conversationId, 1],
      [other, 1],
      [conversationId, 2],
    ])
  })

  it('fails one entry of a batch without failing the others', async () => {
    await server.services.messages.record(server.principal, aTurn(conversationId, { idempotencyKey: 'k1' }))
    const outcomes = await server.services.messages.recordBatch(server.principal, [
      aTurn(conversationId, { idempotencyKey: 'k1', content: 'Something else.' }),
      aTurn(conversationId),
    ])

    expect(outcomes).toMatchObject([
      { kind: 'failed', code: 'conflict', reason: 'idempotency_key_reused' },
      { kind: 'recorded', message: { sequence: 2 } },
    ])
  })

  it('records the same input object twice when it stands twice in a batch', async () => {
    const turn = aTurn(conversationId)
    const outcomes = await server.services.messages.recordBatch(server.principal, [turn, turn])

    expect(outcomes.map((o) => o.kind === 'recorded' && o.message.sequence)).toEqual([1, 2])
  })

  it('keeps tenants apart that use the same conversation id', async () => {
    const other = await server.addInstance()
    await server.services.messages.record(server.principal, aTurn(conversationId))
    const recorded = await server.services.messages.record(other, aTurn(conversationId))

    expect(recorded.sequence).toBe(1)
  })
})
