import { randomUUID } from 'node:crypto'
import { connect as connectHttp2 } from 'node:http2'
import { connect as connectTcp } from 'node:net'
import { status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pollUntil } from '../e2e/precis-server.js'
import { type CompatServer, startCompatServer } from './compat-server.js'
import { createPythonClient } from './python-client.js'
import { type Listening, signalOf, turnEvent } from './stream-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer(['--metrics', 'on'])
})
afterAll(async () => {
  await compat.close()
})

const NOW_MS = Date.now()

const pongOf = (timestampMs: number) => (response: { heartbeat_pong?: { timestamp_ms: number } }) =>
  response.heartbeat_pong?.timestamp_ms === timestampMs ? true : undefined

async function ping(listening: Listening, timestampMs: number): Promise<void> {
  listening.send({ heartbeat_ping: { timestamp_ms: timestampMs } })
  await listening.receive(pongOf(timestampMs))
}

/** What the HTTP API says was recorded, once there are `count` messages. */
async function recordedMessages(conversationId: string, count: number, python = compat.python) {
  let messages: { readonly role: string; readonly content: string }[] = []
  await pollUntil(async () => {
    const context = await python.promptContext(conversationId).catch(() => undefined)
    messages = context?.recent_messages ?? []
    return messages.length >= count
  })
  return messages.map(({ role, content }) => ({ role, content }))
}

describe('a stream', () => {
  it('is let in by its key alone, and answers every ping', async () => {
    const listening = compat.stream().listen()

    for (const time of [11, 12, 13]) listening.send({ heartbeat_ping: { timestamp_ms: time } })
    for (const time of [11, 12, 13]) await listening.receive(pongOf(time))

    listening.call.end()
    expect(await listening.ended).toMatchObject({ code: status.OK })
  })

  it('is refused with UNAUTHENTICATED for a wrong key, while others go on', async () => {
    const good = compat.stream().listen()
    const stranger = compat.stream('synap_nobodynobodynobodynobody12')

    const refusals = await Promise.all(Array.from({ length: 50 }, () => stranger.listen().ended))

    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set([status.UNAUTHENTICATED]))
    expect(refusals[0]?.metadata).toMatchObject({ 'x-error-code': 'unauthenticated' })
    await ping(good, 1)
  })

  it('is refused without a key', async () => {
    const refused = await compat.stream('').listen().ended

    expect(refused.code).toBe(status.UNAUTHENTICATED)
  })

  it('stays up under HTTP/2 pings far more frequent than those of clients', async () => {
    const listening = compat.stream(undefined, { 'grpc.keepalive_time_ms': 10 }).listen()

    for (let i = 1; i <= 300; i++) await ping(listening, i)

    listening.call.end()
    expect((await listening.ended).code).toBe(status.OK)
  })

  it('ends at the next heartbeat once its key is revoked', async () => {
    const { key, id } = await compat.keyOfOtherInstance()
    const listening = compat.stream(key).listen()
    await ping(listening, 1)

    await compat.revoke(id)
    let isOver = false
    void listening.ended.then(() => {
      isOver = true
    })
    await pollUntil(async () => {
      if (!isOver) listening.send({ heartbeat_ping: { timestamp_ms: 2 } })
      return isOver
    })

    expect((await listening.ended).code).toBe(status.UNAUTHENTICATED)
  })
})

describe('events of a stream', () => {
  it('become messages, in their order', async () => {
    const conversationId = randomUUID()
    const listening = compat.stream().listen()

    for (let i = 0; i < 20; i++)
      listening.send(turnEvent(conversationId, i % 2 === 0 ? 'user' : 'assistant', `Turn ${i}`, NOW_MS + i))
    listening.call.end()
    await listening.ended

    const messages = await recordedMessages(conversationId, 20)
    expect(messages.map(({ content }) => content)).toEqual(Array.from({ length: 20 }, (_, i) => `Turn ${i}`))
    expect(messages.map(({ role }) => role).slice(0, 2)).toEqual(['user', 'assistant'])
  })

  it('are recorded once when a client sends them again after a reconnect', async () => {
    const conversationId = randomUUID()
    const event = turnEvent(conversationId, 'user', 'Book the ferry', NOW_MS)
    for (let attempt = 0; attempt < 2; attempt++) {
      const listening = compat.stream().listen()
      listening.send(event)
      listening.call.end()
      await listening.ended
    }
    const last = compat.stream().listen()
    last.send(turnEvent(conversationId, 'assistant', 'Booked.', NOW_MS + 1))

    expect(await recordedMessages(conversationId, 2)).toEqual([
      { role: 'user', content: 'Book the ferry' },
      { role: 'assistant', content: 'Booked.' },
    ])
  })

  it('keep tool calls and results under the tool role', async () => {
    const conversationId = randomUUID()
    const listening = compat.stream().listen()
    const tool = { conversation_id: conversationId, user_id: 'u1', tool_name: 'find_ferry' }
    listening.send({
      conversation_event: {
        ...tool,
        event_type: 'tool_call',
        tool_args_json: '{"to":"Hvar"}',
        timestamp_ms: NOW_MS,
      },
    })
    listening.send({
      conversation_event: {
        ...tool,
        event_type: 'tool_result',
        content: '3 sailings',
        timestamp_ms: NOW_MS + 1,
      },
    })

    expect(await recordedMessages(conversationId, 2)).toEqual([
      { role: 'tool', content: 'find_ferry({"to":"Hvar"})' },
      { role: 'tool', content: '3 sailings' },
    ])
  })

  it('that are no messages are accepted, known or not', async () => {
    const listening = compat.stream().listen()
    const ids = { conversation_id: '', user_id: '', customer_id: '' }
    listening.send({ conversation_event: { ...ids, event_type: 'context_fetch', role: 'system' } })
    listening.send({ conversation_event: { ...ids, event_type: 'agent_thinking', content: 'hm' } })
    listening.send({ conversation_event: { ...ids, event_type: 'moon_landing' } })
    listening.send({ context_used: { ...ids, scope: 'client', served_item_ids: ['a'] } })
    listening.send({ context_assembled: { ...ids, assembly_source: 'cloud' } })
    listening.send({ session_control: { action: 'start' } })
    listening.send({})

    await ping(listening, 1)

    expect(listening.responses.filter((response) => response.signal)).toEqual([])
    const metrics = await (await fetch(`${compat.server.url}/metrics`)).text()
    for (const event of ['context_fetch', 'agent_thinking', 'other', 'context_used', 'context_assembled'])
      expect(metrics).toMatch(new RegExp(`precis_stream_events_total\\{event="${event}"\\} [1-9]`))
    expect(metrics).toMatch(/precis_streams_open [1-9]/)
  })

  it('that cannot be taken are refused with the reason, and the stream goes on', async () => {
    const listening = compat.stream().listen()

    listening.send(turnEvent('conv_alice', 'user', 'hello', NOW_MS))

    const refused = await listening.receive(signalOf('refused'))
    expect(refused).toMatchObject({
      reason: expect.stringContaining('UUID v5'),
      metadata: { code: 'invalid_argument', conversation_id: 'conv_alice', event_type: 'user_message' },
    })
    await ping(listening, 1)
  })

  it("never touch another instance's conversation of the same id", async () => {
    const conversationId = randomUUID()
    const other = await compat.keyOfOtherInstance()
    const mine = compat.stream().listen()
    mine.send(turnEvent(conversationId, 'user', 'The code is 4417', NOW_MS))
    await recordedMessages(conversationId, 1)

    const theirs = compat.stream(other.key).listen()
    theirs.send(turnEvent(conversationId, 'user', 'What is the code?', NOW_MS))

    const theirClient = createPythonClient(compat.server.url, other.key)
    expect(await recordedMessages(conversationId, 1, theirClient)).toEqual([
      { role: 'user', content: 'What is the code?' },
    ])
    expect(await recordedMessages(conversationId, 1)).toEqual([{ role: 'user', content: 'The code is 4417' }])
  })
})

describe('bad input on the stream port', () => {
  it('ends only its own stream when an event is over 4 MiB', async () => {
    const good = compat.stream().listen()
    const bad = compat.stream().listen()

    bad.send(turnEvent(randomUUID(), 'user', 'x'.repeat(4 * 1024 * 1024 + 1), NOW_MS))

    expect((await bad.ended).code).toBe(status.RESOURCE_EXHAUSTED)
    await ping(good, 1)
  })

  it('takes a message of 1 MB', async () => {
    const conversationId = randomUUID()
    const listening = compat.stream().listen()

    listening.send(turnEvent(conversationId, 'user', 'word '.repeat(200_000), NOW_MS))

    expect((await recordedMessages(conversationId, 1))[0]?.content).toHaveLength(1_000_000)
  })

  it.each([
    ['a frame that is no message', Buffer.from([0, 0, 0, 0, 3, 0xff, 0xff, 0xff])],
    ['a frame that promises more than comes', Buffer.from([0, 0, 0, 1, 0, 0x0a])],
    ['a frame that claims to be compressed', Buffer.from([1, 0, 0, 0, 1, 0])],
    ['a length of 4 GB', Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1])],
  ])('answers %s with an error status, and others go on', async (_, frame) => {
    const good = compat.stream().listen()
    const session = connectHttp2(`http://127.0.0.1:${compat.grpcPort}`)
    const request = session.request({
      ':method': 'POST',
      ':path': '/synap.v1.SynapService/Listen',
      'content-type': 'application/grpc',
      te: 'trailers',
      authorization: `Bearer ${'synap_endtoendendtoendendtoend12'}`,
    })
    const trailers = new Promise<Record<string, unknown>>((resolve) => {
      request.on('trailers', resolve)
      request.on('response', (headers) => {
        if (headers['grpc-status'] !== undefined) resolve(headers)
      })
    })
    request.resume()
    request.end(frame)

    expect(Number((await trailers)['grpc-status'])).toBeGreaterThan(0)
    session.close()
    await ping(good, 1)
  })

  it('closes a connection that does not speak HTTP/2, and others go on', async () => {
    const good = compat.stream().listen()
    const socket = connectTcp(compat.grpcPort, '127.0.0.1')
    const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
    socket.resume()
    socket.write('GET /v1/anything HTTP/1.1\r\nhost: here\r\n\r\n')

    await closed

    await ping(good, 1)
  })

  it.each([
    ['a path that is no URL', { ':path': '//' }],
    ['no authority', { ':authority': '' }],
    ['a content type that is not gRPC', { 'content-type': 'text/plain' }],
    ['GET', { ':method': 'GET' }],
  ])('survives a request with %s', async (_, headers) => {
    const good = compat.stream().listen()
    const session = connectHttp2(`http://127.0.0.1:${compat.grpcPort}`)
    const request = session.request({
      ':method': 'POST',
      ':path': '/synap.v1.SynapService/Listen',
      'content-type': 'application/grpc',
      ...headers,
    })
    request.on('error', () => {})
    const closed = new Promise<void>((resolve) => request.on('close', () => resolve()))
    request.resume()
    request.end()

    await closed

    session.close()
    await ping(good, 1)
  })

  it('answers an unknown method with UNIMPLEMENTED', async () => {
    const session = connectHttp2(`http://127.0.0.1:${compat.grpcPort}`)
    const request = session.request({
      ':method': 'POST',
      ':path': '/synap.v1.SynapService/Destroy',
      'content-type': 'application/grpc',
    })
    const headers = await new Promise<Record<string, unknown>>((resolve) => request.on('response', resolve))
    session.close()

    expect(headers['grpc-status']).toBe('12')
  })
})

describe('telemetry', () => {
  it('is acknowledged with its number', async () => {
    const events = Array.from({ length: 250 }, (_, i) => ({ event_type: 'cache_hit', latency_ms: i }))

    expect(await compat.stream().ingestTelemetry(events)).toEqual({
      status: 'accepted',
      events_received: 250,
    })
  })

  it('needs a key', async () => {
    const refused = compat.stream('synap_nobodynobodynobodynobody12').ingestTelemetry([{}])

    await expect(refused).rejects.toMatchObject({ code: status.UNAUTHENTICATED })
  })
})
