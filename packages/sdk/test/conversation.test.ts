import { describe, expect, it } from 'vitest'
import { conversationIdFrom, InvalidConversationIdError, InvalidInputError } from '../src/index.js'
import { CONVERSATION, connect, OTHER_CONVERSATION, rejection } from './support/connect.js'

const conversationId = CONVERSATION

describe('recordMessage', () => {
  it('sends every parameter under its wire name', async () => {
    const { server, precis } = await connect()

    const recorded = await precis.conversation.recordMessage({
      conversationId: CONVERSATION.toUpperCase(),
      role: 'assistant',
      content: '',
      userId: 'u1',
      customerId: 'acme',
      sessionId: 's9',
      metadata: { channel: 'web' },
      name: 'Ana',
      timestamp: new Date('2026-02-28T09:00:00Z'),
      toolCalls: [{ id: 't1', name: 'search', arguments: { q: 'trains' } }],
      toolCallId: 't0',
      idempotencyKey: 'mine',
    })

    expect(server.requests[0]).toMatchObject({ method: 'POST', path: '/v1/conversations/messages' })
    expect(server.requests[0]?.body).toEqual({
      conversation_id: CONVERSATION,
      role: 'assistant',
      content: '',
      user_id: 'u1',
      customer_id: 'acme',
      session_id: 's9',
      metadata: { channel: 'web' },
      name: 'Ana',
      timestamp: '2026-02-28T09:00:00.000Z',
      tool_calls: [{ id: 't1', name: 'search', arguments: { q: 'trains' } }],
      tool_call_id: 't0',
      idempotency_key: 'mine',
    })
    expect(recorded).toEqual({
      messageId: 'm1',
      conversationId: CONVERSATION,
      sessionId: 's9',
      recordedAt: new Date('2026-03-01T10:00:00Z'),
      sequence: 1,
    })
  })

  it('sends only what was given, and an idempotency key of its own for each call', async () => {
    const { server, precis } = await connect()

    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'one' })
    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'one' })

    const bodies = server.requests.map((request) => request.body)
    expect(Object.keys(bodies[0] ?? {}).sort()).toEqual([
      'content',
      'conversation_id',
      'idempotency_key',
      'role',
    ])
    expect(bodies[0]?.['idempotency_key']).not.toBe(bodies[1]?.['idempotency_key'])
    expect(server.conversation(CONVERSATION).messages).toHaveLength(2)
  })

  it.each([
    [{ role: 'robot' }, 'role must be user, assistant, system or tool, got "robot".'],
    [{ content: '' }, 'content must not be empty, got "".'],
    [{ content: 7 }, 'content must be a string, got 7.'],
    [{ content: undefined }, 'content must be a string, got nothing.'],
    [{ timestamp: 'yesterday' }, 'timestamp must be a Date or an ISO 8601 text, got "yesterday".'],
    [{ timestamp: new Date('x') }, 'timestamp must be a Date or an ISO 8601 text, got "Invalid Date".'],
  ])('refuses %j before anything is sent', async (wrong, message) => {
    const { server, precis } = await connect()
    const input = { conversationId, role: 'user', content: 'x', ...wrong } as never

    const error = await rejection(precis.conversation.recordMessage(input))

    expect(error).toBeInstanceOf(InvalidInputError)
    expect((error as Error).message).toBe(message)
    expect(server.requests).toHaveLength(0)
  })

  it.each([
    undefined,
    null,
    42,
    '',
    'conv_2026_05_16_alice',
    `${CONVERSATION} `,
    `${CONVERSATION}0`,
    CONVERSATION.replaceAll('-', ''),
    `\n${CONVERSATION}`,
  ])('refuses the conversation id %j and names the way out', async (id) => {
    const { server, precis } = await connect()
    const wrong = id as string

    for (const call of [
      () => precis.conversation.recordMessage({ conversationId: wrong, role: 'user', content: 'x' }),
      () => precis.conversation.recordMessages([{ conversationId: wrong, role: 'user', content: 'x' }]),
      () => precis.conversation.context.compact({ conversationId: wrong }),
      () => precis.conversation.context.compactAndWait({ conversationId: wrong }),
      () => precis.conversation.context.getCompactionStatus({ conversationId: wrong }),
      () => precis.conversation.context.getCompacted({ conversationId: wrong }),
      () => precis.conversation.context.getContextForPrompt({ conversationId: wrong }),
      () => precis.conversation.context.fetch({ conversationId: wrong }),
    ]) {
      const error = await rejection(call())
      expect(error).toBeInstanceOf(InvalidConversationIdError)
      expect((error as Error).message).toContain('UUID v5')
    }
    expect(server.requests).toHaveLength(0)
  })

  it('takes the ids of the guides, whatever their version', async () => {
    const { precis } = await connect()
    const id = '3f6b1a2c-4d5e-6f7a-8b9c-0d1e2f3a4b5c'

    const recorded = await precis.conversation.recordMessage({
      conversationId: id,
      role: 'user',
      content: 'x',
    })

    expect(recorded.conversationId).toBe(id)
  })
})

describe('recordMessages', () => {
  it('keeps the order, gives each entry a key, and tells the entries that failed', async () => {
    const { server, precis } = await connect()

    const response = await precis.conversation.recordMessages([
      { conversationId, role: 'user', content: 'a' },
      { conversationId, role: 'user', content: 'refuse me' },
      { conversationId: OTHER_CONVERSATION, role: 'assistant', content: 'b', idempotencyKey: 'mine' },
    ])

    const sent = server.requests[0]?.body['messages'] as Record<string, unknown>[]
    expect(new Set(sent.map((message) => message['idempotency_key'])).size).toBe(3)
    expect(sent[2]?.['idempotency_key']).toBe('mine')
    expect(response).toMatchObject({ total: 3, succeeded: 2, failed: 1 })
    expect(response.results.map((result) => (result.ok ? result.conversationId : result.error))).toEqual([
      CONVERSATION,
      'content: refused',
      OTHER_CONVERSATION,
    ])
  })

  it('names the entry that is wrong', async () => {
    const { precis } = await connect()

    const error = await rejection(
      precis.conversation.recordMessages([
        { conversationId, role: 'user', content: 'a' },
        { conversationId, role: 'user', content: '' },
      ]),
    )

    expect((error as Error).message).toMatch(/^messages\[1\]\.content must not be empty/)
  })

  it('sends nothing for an empty list, and refuses what is no list', async () => {
    const { server, precis } = await connect()

    expect(await precis.conversation.recordMessages([])).toEqual({
      total: 0,
      succeeded: 0,
      failed: 0,
      results: [],
    })
    expect(await rejection(precis.conversation.recordMessages('x' as never))).toBeInstanceOf(
      InvalidInputError,
    )
    expect(await rejection(precis.conversation.recordMessages([null] as never))).toMatchObject({
      message: 'messages[0] must be an object, got null.',
    })
    expect(server.requests).toHaveLength(0)
  })
})

describe('conversationIdFrom', () => {
  it('is the version 5 UUID of the name in the URL name space', async () => {
    // Made with Python: uuid.uuid5(uuid.NAMESPACE_URL, 'https://example.com/chat/42').
    expect(await conversationIdFrom('https://example.com/chat/42')).toBe(
      '5120a9dd-cd2b-59fc-8455-1b26b54a3ed2',
    )
    // RFC 9562, appendix A.4: the DNS name space.
    expect(await conversationIdFrom('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    )
  })

  it('refuses an empty name', async () => {
    expect(await rejection(conversationIdFrom(''))).toBeInstanceOf(InvalidConversationIdError)
  })
})
