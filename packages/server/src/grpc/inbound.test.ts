import { create, type MessageInitShape } from '@bufbuild/protobuf'
import { type ConversationEventSchema, StreamEventSchema } from '@precis/protocol/stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actionFor } from './inbound.js'

const NOW_MS = Date.UTC(2026, 2, 1)
const CONVERSATION = '3f6b1a2c-4d5e-4f7a-8b9c-0d1e2f3a4b5c'

function action(event: MessageInitShape<typeof ConversationEventSchema>) {
  const value = {
    eventType: 'user_message',
    conversationId: CONVERSATION,
    role: 'user',
    content: 'Ship it to Lisbon',
    timestampMs: BigInt(NOW_MS),
    ...event,
  }
  return actionFor(create(StreamEventSchema, { payload: { case: 'conversationEvent', value } }), NOW_MS)
}

function inputOf(event: MessageInitShape<typeof ConversationEventSchema>) {
  const taken = action(event)
  if (taken.kind !== 'record') throw new Error(`expected a message, got ${JSON.stringify(taken)}`)
  return taken.input
}

describe('actionFor', () => {
  it('records a user message with its people, session and time', () => {
    const input = inputOf({ userId: 'u1', customerId: 'acme', sessionId: 's1', metadata: { channel: 'web' } })

    expect(input).toMatchObject({
      conversationId: CONVERSATION,
      role: 'user',
      content: 'Ship it to Lisbon',
      userId: 'u1',
      customerId: 'acme',
      sessionId: 's1',
      metadata: { channel: 'web' },
      saidAtMs: NOW_MS,
    })
  })

  it.each([
    ['assistant_message', 'assistant'],
    ['tool_call', 'tool'],
    ['tool_result', 'tool'],
  ])('records %s under the role %s, whatever the role field says', (eventType, role) => {
    expect(inputOf({ eventType, role: 'user' }).role).toBe(role)
  })

  it('writes out a tool call that has no text', () => {
    const input = inputOf({
      eventType: 'tool_call',
      content: '',
      toolName: 'find_flights',
      toolArgsJson: '{"to":"LIS"}',
      metadata: { tool_call_id: 'call_1' },
    })

    expect(input).toMatchObject({
      content: 'find_flights({"to":"LIS"})',
      name: 'find_flights',
      toolCallId: 'call_1',
    })
  })

  it('gives the same event sent again the same idempotency key', () => {
    expect(inputOf({}).idempotencyKey).toBe(inputOf({}).idempotencyKey)
  })

  it('gives the same words at another time another key', () => {
    const later = inputOf({ timestampMs: BigInt(NOW_MS + 1) })

    expect(later.idempotencyKey).not.toBe(inputOf({}).idempotencyKey)
  })

  it('cannot tell a repeat without a timestamp, so it records both', () => {
    expect(inputOf({ timestampMs: 0n }).idempotencyKey).toBeUndefined()
  })

  it('does not believe a clock that is a year ahead', () => {
    expect(inputOf({ timestampMs: BigInt(NOW_MS + 365 * 86_400_000) }).saidAtMs).toBeUndefined()
  })

  it('refuses an id that is not a UUID and says what to do', () => {
    const taken = action({ conversationId: 'conv_alice' })

    expect(taken).toMatchObject({
      kind: 'refuse',
      refusal: { code: 'invalid_argument', conversationId: 'conv_alice' },
    })
    expect(taken.kind === 'refuse' && taken.refusal.message).toMatch(/^conversation_id .*UUID v5/)
  })

  it('refuses a message without words', () => {
    expect(action({ content: '' })).toMatchObject({ kind: 'refuse', refusal: { eventType: 'user_message' } })
  })

  it('takes note of a fetch that names no conversation', () => {
    const taken = action({ eventType: 'context_fetch', conversationId: '', content: '', role: 'system' })

    expect(taken).toEqual({ kind: 'count', event: 'context_fetch' })
  })

  it('takes note of an event type that a caller made up', () => {
    expect(action({ eventType: 'moon_landing' })).toEqual({ kind: 'count', event: 'other' })
  })

  it('ignores a payload that it does not know', () => {
    expect(actionFor(create(StreamEventSchema), NOW_MS)).toEqual({ kind: 'count', event: 'unknown_payload' })
  })

  it('answers a ping with its own time', () => {
    const ping = create(StreamEventSchema, { payload: { case: 'heartbeatPing', value: { timestampMs: 7n } } })

    expect(actionFor(ping, NOW_MS)).toEqual({ kind: 'pong', timestampMs: 7n })
  })

  it('takes or refuses any strings without throwing, and echoes at most 64 characters', () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 300 })
    const type = fc.constantFrom('user_message', 'tool_call', 'tool_result', 'assistant_message', '')
    fc.assert(
      fc.property(type, anyText, anyText, anyText, fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n), (...parts) => {
        const [eventType, conversationId, content, userId, timestampMs] = parts
        const taken = action({ eventType, conversationId, content, userId, timestampMs })
        if (taken.kind === 'refuse') expect(taken.refusal.conversationId.length).toBeLessThanOrEqual(64)
      }),
      { verbose: true },
    )
  })
})
