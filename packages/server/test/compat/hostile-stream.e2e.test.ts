/** What a peer can do wrong on the stream, each with a second stream on the same connection that has to go on. */
import { randomUUID } from 'node:crypto'
import { connect as connectHttp2 } from 'node:http2'
import { gzipSync } from 'node:zlib'
import { status } from '@grpc/grpc-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call, pollUntil, TEST_KEY } from '../e2e/precis-server.js'
import { type CompatServer, recordTurns, startCompatServer } from './compat-server.js'
import { createPythonClient } from './python-client.js'
import { bundleOf, type Listening, signalOf, turnEvent } from './stream-client.js'

const MB = 1024 * 1024
/** One event as gRPC frames it: not compressed, its length, a heartbeat of timestamp 7. */
const PING_FRAME = Buffer.from([0, 0, 0, 0, 4, 0x12, 0x02, 0x08, 0x07])

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

let pinged = 0
/** Proves that a stream still reads and writes. */
async function goesOn(listening: Listening): Promise<void> {
  const time = ++pinged
  listening.send({ heartbeat_ping: { timestamp_ms: time } })
  await listening.receive((response) => response.heartbeat_pong?.timestamp_ms === time || undefined)
}

async function messagesOf(conversationId: string, key = TEST_KEY): Promise<string[]> {
  const headers = { authorization: `Bearer ${key}` }
  const path = `/v1/conversations/${conversationId}/messages`
  const { body } = await call(compat.server, 'GET', path, undefined, headers)
  return (body.messages ?? []).map(({ content }: { content: string }) => content)
}

/** A call that sends exactly these bytes; resolves to its gRPC status, or to what ended it without one. */
async function callWith(
  frame: Buffer | undefined,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: string; readonly message: string; readonly pongs: number }> {
  const session = connectHttp2(`http://127.0.0.1:${compat.grpcPort}`)
  session.on('error', () => {})
  const request = session.request({
    ':method': 'POST',
    ':path': '/synap.v1.SynapService/Listen',
    'content-type': 'application/grpc',
    te: 'trailers',
    authorization: `Bearer ${TEST_KEY}`,
    ...headers,
  })
  const answer = await new Promise<{ status: string; message: string; pongs: number }>((resolve) => {
    let bytes = Buffer.alloc(0)
    const take = (found: Record<string, unknown>) => {
      const state = found['grpc-status']
      const pongs = bytes.toString('latin1').split('\x12\x02\x08\x07').length - 1
      if (typeof state === 'string')
        resolve({ status: state, message: decodeURIComponent(String(found['grpc-message'] ?? '')), pongs })
    }
    request.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
    })
    request.on('response', take)
    request.on('trailers', take)
    request.on('error', () => {})
    request.on('close', () => resolve({ status: `closed ${request.rstCode}`, message: '', pongs: 0 }))
    request.end(frame)
  })
  session.destroy()
  return answer
}

describe('keys', () => {
  it.each([
    ['no key', {}],
    ['an empty key', { authorization: 'Bearer ' }],
    ['an unknown key', { authorization: `Bearer ${TEST_KEY}x` }],
    ['a key without its scheme', { authorization: TEST_KEY }],
    ['another scheme', { authorization: `Basic ${TEST_KEY}` }],
    ['a key under another name', { 'x-api-key': TEST_KEY }],
  ])('%s ends the call with UNAUTHENTICATED, tells nothing, and others go on', async (_, given) => {
    const good = compat.stream().listen()
    const headers = { authorization: '', ...given }

    const refused = await callWith(PING_FRAME, headers)

    expect(refused).toMatchObject({ status: String(status.UNAUTHENTICATED), pongs: 0 })
    expect(refused.message).toMatch(/key/)
    expect(refused.message).not.toContain(TEST_KEY)
    await goesOn(good)
  })

  it.each([
    ['in lower case', { authorization: `bearer ${TEST_KEY}` }],
    ['with empty ids beside it', { 'x-client-id': '', 'x-instance-id': '', 'x-correlation-id': 'syn_1' }],
    ['without ids', {}],
  ])('the right key %s is let in', async (_, headers) => {
    expect(await callWith(PING_FRAME, headers)).toMatchObject({ status: '0', pongs: 1 })
  })

  it('decide alone: the id of another instance beside a key changes nothing', async () => {
    const other = await compat.keyOfOtherInstance()
    const theirs = createPythonClient(compat.server.url, other.key)
    const { body } = await call(compat.server, 'GET', '/api/v1/auth/whoami')
    const conversationId = randomUUID()
    const claimed = compat.stream(other.key, {}, { 'x-instance-id': body.instance_id }).listen()
    claimed.send(turnEvent(conversationId, 'user', 'Whose is this?', Date.now()))
    claimed.call.end()
    await claimed.ended

    expect(await messagesOf(conversationId)).toEqual([])
    expect((await theirs.promptContext(conversationId)).total_message_count).toBe(1)
  })
})

describe('frames', () => {
  it.each([
    ['that stops in the middle of an event', Buffer.concat([PING_FRAME, PING_FRAME.subarray(0, 7)])],
    ['whose second event is no message', Buffer.concat([PING_FRAME, Buffer.from([0, 0, 0, 0, 1, 0xff])])],
    ['with a field of another type', Buffer.from([0, 0, 0, 0, 2, 0x10, 0x07])],
    [
      'with a length inside an event that points beyond it',
      Buffer.from([0, 0, 0, 0, 4, 0x0a, 0x7f, 0x0a, 0x01]),
    ],
    ['in a compression that nobody named', Buffer.from([1, 0, 0, 0, 1, 0])],
  ])('a stream %s ends with a typed status, and others go on', async (_, frame) => {
    const good = compat.stream().listen()

    const ended = await callWith(frame)

    expect([status.INVALID_ARGUMENT, status.INTERNAL].map(String)).toContain(ended.status)
    await goesOn(good)
  })

  it('a stream in an unknown compression is refused as unimplemented', async () => {
    const ended = await callWith(PING_FRAME, { 'grpc-encoding': 'snappy' })

    expect(ended.status).toBe(String(status.UNIMPLEMENTED))
  })

  it('an event that unpacks to more than an event may have is refused before it is unpacked', async () => {
    const good = compat.stream().listen()
    const packed = gzipSync(Buffer.alloc(200 * MB))
    const head = Buffer.alloc(5)
    head.writeUInt8(1)
    head.writeUInt32BE(packed.length, 1)

    const ended = await callWith(Buffer.concat([head, packed]), { 'grpc-encoding': 'gzip' })

    expect(ended.status).toBe(String(status.RESOURCE_EXHAUSTED))
    await goesOn(good)
  })

  it('metadata of a megabyte is refused, and others go on', async () => {
    const good = compat.stream().listen()

    const ended = await callWith(PING_FRAME, { 'x-padding': 'x'.repeat(MB) })

    expect(ended.status).not.toBe('0')
    await goesOn(good)
  })

  it('payloads and fields of a later protocol are ignored', async () => {
    const later = Buffer.from([0, 0, 0, 0, 8, 0xfa, 0x01, 0x05, 0x61, 0x62, 0x63, 0x64, 0x65])

    expect(await callWith(Buffer.concat([later, PING_FRAME]))).toMatchObject({ status: '0', pongs: 1 })
  })

  it('what was sent before a bad event is kept', async () => {
    const conversationId = randomUUID()
    const stream = compat.stream().listen()
    stream.send(turnEvent(conversationId, 'user', 'Keep this.', Date.now()))
    stream.send(turnEvent(conversationId, 'user', 'x'.repeat(4 * MB), Date.now()))

    expect((await stream.ended).code).toBe(status.RESOURCE_EXHAUSTED)
    await pollUntil(async () => (await messagesOf(conversationId)).length > 0)
    expect(await messagesOf(conversationId)).toEqual(['Keep this.'])
  })
})

describe('events', () => {
  it('of an oversize message end their own stream on a connection, and not the other', async () => {
    const client = compat.stream()
    const [good, bad] = [client.listen(), client.listen()]
    await goesOn(good)

    bad.send(turnEvent(randomUUID(), 'user', 'x'.repeat(4 * MB), Date.now()))

    expect((await bad.ended).code).toBe(status.RESOURCE_EXHAUSTED)
    await goesOn(good)
  })

  it.each([
    ['an id that is no UUID', { conversation_id: 'chat-1' }, /conversation_id/],
    ['no id', { conversation_id: '' }, /conversation_id/],
    ['nothing said', { content: '' }, /content/],
    ['a user id of many letters', { user_id: 'u'.repeat(600) }, /user_id/],
    ['a line break in an id', { customer_id: 'a\nb' }, /customer_id/],
    ['metadata of 100 KB', { metadata: { a: 'x'.repeat(100_000) } }, /metadata/],
  ])('with %s are refused by a signal that says so, and the stream goes on', async (_, fields, sentence) => {
    const stream = compat.stream().listen()
    const { conversation_event } = turnEvent(randomUUID(), 'user', 'Good.', Date.now())

    stream.send({ conversation_event: { ...conversation_event, ...fields } })

    const refused = await stream.receive(signalOf('refused'))
    expect(refused.reason).toMatch(sentence)
    expect(refused.metadata).toMatchObject({ code: 'invalid_argument', event_type: 'user_message' })
    expect(JSON.stringify(refused).length).toBeLessThan(1_000)
    await goesOn(stream)
  })

  it('of no known conversation are messages of a new one, or nothing at all', async () => {
    const [told, silent] = [randomUUID(), randomUUID()]
    const stream = compat.stream().listen()
    stream.send(turnEvent(told, 'assistant', 'Nobody has spoken here yet.', Date.now()))
    const about = { conversation_id: silent, user_id: 'u1' }
    stream.send({ context_used: { ...about, scope: 'conversation', bundle_id: 'none' } })
    stream.send({ context_assembled: { ...about, compaction_id: 'none' } })
    stream.send({ session_control: { ...about, action: 'end' } })
    stream.send({ conversation_event: { ...about, event_type: 'context_fetch', role: 'system' } })
    await goesOn(stream)
    stream.call.end()
    await stream.ended

    expect(await messagesOf(told)).toEqual(['Nobody has spoken here yet.'])
    expect((await compat.python.status(silent)).memories_since_compaction).toBe(0)
    expect(stream.responses.filter(({ signal }) => signal)).toEqual([])
  })

  it("of another instance's conversation begin one of their own, and nothing of it is pushed to them", async () => {
    const secret = `The code is ${randomUUID()}.`
    const conversationId = randomUUID()
    const other = await compat.keyOfOtherInstance()
    const mine = compat.stream().listen()
    await recordTurns(compat.python, conversationId, [{ role: 'user', content: secret }])
    await mine.receive(bundleOf('anticipation', conversationId))

    const theirs = compat.stream(other.key).listen()
    theirs.send(turnEvent(conversationId, 'user', 'What is the code, and who am I?', Date.now()))
    theirs.send({
      context_used: { conversation_id: conversationId, bundle_id: `compaction:${conversationId}` },
    })
    const pushed = await theirs.receive(bundleOf('anticipation', conversationId))

    expect(JSON.stringify(pushed)).toContain('who am I')
    expect(JSON.stringify(theirs.responses)).not.toContain(secret)
    expect(JSON.stringify(mine.responses)).not.toContain('who am I')
    expect(await messagesOf(conversationId, other.key)).toEqual(['What is the code, and who am I?'])
    expect(await messagesOf(conversationId)).toEqual([secret])
    await goesOn(mine)
  })
})

describe('too much at once', () => {
  it('is told by throttle, read more slowly and kept whole, while another stream is served', async () => {
    const [conversationId, eventCount] = [randomUUID(), 3_000]
    const other = compat.stream().listen()
    const fast = compat.stream().listen()
    for (let i = 0; i < eventCount; i++)
      fast.send(turnEvent(conversationId, 'user', `Reading ${i} ${'.'.repeat(500)}`, Date.now()))

    await goesOn(other)
    await fast.receive(signalOf('throttle'))
    fast.call.end()

    expect((await fast.ended).code).toBe(status.OK)
    const state = await compat.python.status(conversationId)
    expect(state.memories_since_compaction).toBe(eventCount)
  })

  it('of refusals and pings is answered in bounded space, the newest ping always', async () => {
    const stream = compat.stream().listen()
    for (let i = 0; i < 2_000; i++) {
      stream.send(turnEvent('no uuid', 'user', 'x', Date.now()))
      stream.send({ heartbeat_ping: { timestamp_ms: 1_000_000 + i } })
    }
    await goesOn(stream)
    expect(stream.responses.length).toBeLessThan(4_000)
  })
})
