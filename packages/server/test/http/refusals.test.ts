import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorRules } from './client-rules.js'
import { API_KEY, type HttpServer, openHttpServer } from './server.js'

const MB = 1024 * 1024

let server: HttpServer

beforeAll(async () => {
  server = await openHttpServer()
})
afterAll(() => server.close())

const message = (fields: object = {}) => ({
  conversation_id: randomUUID(),
  role: 'user',
  content: 'hello',
  ...fields,
})
const record = (body: unknown, headers?: Record<string, string>) =>
  server.send('POST', '/v1/conversations/messages', body, headers)

/** The common part of every refusal: the envelope, its own status, a correlation id that is also a header. */
const refused = (answer: Awaited<ReturnType<typeof record>>, status: number, code: string) => {
  errorRules.parse(answer.body)
  expect(answer).toMatchObject({ status, body: { code } })
  expect(answer.headers['x-correlation-id']).toBe(answer.body['correlation_id'])
}

describe('authentication', () => {
  const PROTECTED = [
    ['POST', '/v1/conversations/messages'],
    ['POST', '/v1/conversations/messages/batch'],
    ['POST', '/v1/conversations/compact'],
    ['GET', `/v1/conversations/${randomUUID()}/compacted`],
    ['GET', `/v1/conversations/${randomUUID()}/compaction/status`],
    ['GET', `/v1/conversations/${randomUUID()}/context-for-prompt`],
    ['GET', `/v1/conversations/${randomUUID()}/explain`],
    ['POST', '/v1/context/conversation/fetch'],
    ['GET', '/api/v1/auth/whoami'],
  ] as const

  it.each(PROTECTED)('%s %s needs a key, whatever else is wrong', async (method, path) => {
    for (const authorization of ['', 'Bearer ', 'Bearer synap_wrong', `Basic ${API_KEY}`, API_KEY])
      refused(
        await server.send(method, path, method === 'POST' ? '{' : undefined, { authorization }),
        401,
        'unauthenticated',
      )
  })

  it('is not swayed by ids in headers', async () => {
    const headers = {
      'x-client-id': '',
      'x-instance-id': 'inst_0000000000000000',
      'x-synap-client-id': 'cli_x',
    }
    const { status, body } = await server.send('GET', '/api/v1/auth/whoami', undefined, headers)
    expect(status).toBe(200)
    expect(body).toEqual({
      client_id: expect.stringMatching(/^cli_[0-9a-f]{16}$/),
      instance_id: expect.stringMatching(/^inst_[0-9a-f]{16}$/),
    })
    expect(body['instance_id']).not.toBe(headers['x-instance-id'])
  })

  it('keeps instances apart, ids known or not', async () => {
    const { id: instanceId } = await server.parts.store.instances.create({
      id: 'inst_00000000000000aa',
      clientId: 'cli_00000000000000aa',
      name: 'another',
    })
    const { key } = await server.parts.keys.issue({ instanceId, label: 'test' })
    const other = { authorization: `Bearer ${key}` }
    const id = randomUUID()
    await server.record(id, 'The code word is heron.')
    await server.compact(id)

    const prompt = await server.send('GET', `/v1/conversations/${id}/context-for-prompt`, undefined, other)
    refused(prompt, 403, 'permission_denied')
    refused(await server.send('GET', `/v1/conversations/${id}/compacted`, undefined, other), 404, 'not_found')
    const body = { conversation_id: id, search_query: ['code word'] }
    const fetched = await server.send('POST', '/v1/context/conversation/fetch', body, other)
    expect(fetched.text).not.toContain('heron')
    expect((await record(message({ conversation_id: id }), other)).body).toMatchObject({ sequence: 1 })
  })
})

describe('bad requests', () => {
  it.each([
    ['a conversation id that is no UUID', { conversation_id: 'conv_1' }, /conversation_id .*UUID v5/],
    ['an unknown role', { role: 'robot' }, /role must be one of/],
    ['empty content', { content: '' }, /content must be/],
    ['content that is no text', { content: { text: 'a' } }, /content must be a string/],
    ['a user id with a line break', { user_id: 'a\nb' }, /user_id must not contain control/],
    ['metadata that is a list', { metadata: [1] }, /metadata/],
    ['several wrong fields', { role: 1, content: 2, user_id: 3, session_id: 4 }, /; and 1 more$/],
  ])('refuse %s and name it', async (_what, fields, sentence) => {
    const answer = await record(message(fields))
    refused(answer, 400, 'invalid_argument')
    expect(answer.body['detail']).toMatch(sentence)
  })

  it('say which conversation id was no UUID by a reason', async () => {
    const inBody = await record(message({ conversation_id: 'conv_1' }))
    const inPath = await server.send('GET', '/v1/conversations/conv_1/compacted')
    for (const answer of [inBody, inPath]) {
      refused(answer, 400, 'invalid_argument')
      expect(answer.body).toMatchObject({ details: { reason: 'invalid_conversation_id' } })
    }
  })

  it.each([
    ['nothing', '', /empty/],
    ['broken JSON', '{"role":', /not valid JSON/],
    ['a number', '7', /the request/],
    ['a list', '[]', /the request/],
    ['null', 'null', /the request/],
    ['a prototype', '{"__proto__":{"role":"user"}}', /__proto__/],
    ['endless nesting', `{"metadata":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, /./],
  ])('refuse a body of %s', async (_what, body, sentence) => {
    const answer = await record(body)
    refused(answer, 400, 'invalid_argument')
    expect(answer.body['detail']).toMatch(sentence)
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ])('refuse the content type %s', async (type) => {
    refused(
      await record('role=user', { authorization: `Bearer ${API_KEY}`, 'content-type': type }),
      400,
      'invalid_argument',
    )
  })

  it.each([
    ['compact', 'POST', '/v1/conversations/compact', { strategy: 'brutal' }],
    ['compact', 'POST', '/v1/conversations/compact', { target_tokens: 0 }],
    ['compact', 'POST', '/v1/conversations/compact', { target_tokens: '800' }],
    ['fetch', 'POST', '/v1/context/conversation/fetch', { max_results: 51 }],
    ['fetch', 'POST', '/v1/context/conversation/fetch', { types: ['gossip'] }],
  ] as const)('refuse a wrong option of %s', async (_call, method, path, fields) => {
    refused(
      await server.send(method, path, { conversation_id: randomUUID(), ...fields }),
      400,
      'invalid_argument',
    )
  })

  it.each([
    'compacted?format=xml',
    'compacted?version=0',
    'compacted?version=x',
    'context-for-prompt?style=haiku',
  ])('refuse the query %s', async (rest) => {
    refused(await server.send('GET', `/v1/conversations/${randomUUID()}/${rest}`), 400, 'invalid_argument')
  })

  it.each(['/v1/conversations/%zz/compacted', `/v1/conversations/${'a'.repeat(5_000)}/compacted`])(
    'refuse the path %s',
    async (path) => {
      refused(await server.send('GET', path), 400, 'invalid_argument')
    },
  )

  it('answer an unknown path with 404 and the envelope', async () => {
    refused(await server.send('GET', '/v1/nothing?key=secret'), 404, 'not_found')
    expect((await server.send('GET', '/v1/nothing?key=secret')).text).not.toContain('secret')
  })

  it('refuse compact and prompt context before the first message with 403', async () => {
    refused(await server.compact(randomUUID()), 403, 'permission_denied')
    refused(
      await server.send('GET', `/v1/conversations/${randomUUID()}/context-for-prompt`),
      403,
      'permission_denied',
    )
  })
})

describe('hostile but valid content', () => {
  it.each([
    ['a message of 1 MB', 'word '.repeat(MB / 5)],
    ['100 KB of one letter', 'a'.repeat(100_000)],
    ['lone surrogates', 'a\ud800b\udc00c'],
    ['a special token', '<|endoftext|>'],
    ['control characters', '\u0001\u0007\u001b[31m\u0000'],
    ['right-to-left text', 'שלום \u202eevil\u202c مرحبا'],
    ['emoji only', '👩‍👩‍👧‍👦'.repeat(500)],
    ['white space', ' \n\t '],
  ])(
    '%s is recorded, compacted and read back',
    async (_what, content) => {
      const id = randomUUID()
      await server.record(id, 'Please keep my budget at 40 euros.', content)
      const recent = await server.send('GET', `/v1/conversations/${id}/context-for-prompt`)
      const stored = content.replace(/[\0\p{Surrogate}]/gu, '\uFFFD')
      expect(recent.body).toMatchObject({ recent_messages: [{}, { content: stored }] })
      await server.compact(id, { target_tokens: 200 })
      const { body } = await server.send('GET', `/v1/conversations/${id}/compaction/status`)
      expect(body).toMatchObject({ status: 'completed', error_message: null })
      const { status } = await server.send('POST', '/v1/context/conversation/fetch', {
        conversation_id: id,
        search_query: [content.slice(0, 2_000)],
      })
      expect(status).toBe(200)
    },
    60_000,
  )
})

describe('correlation id', () => {
  it.each(['syn_inst_1_1767225600000_a1b2c3', randomUUID()])('echoes %s', async (id) => {
    const { headers } = await server.send('GET', '/health', undefined, { 'x-correlation-id': id })
    expect(headers['x-correlation-id']).toBe(id)
  })

  it.each(['', 'x'.repeat(200), 'a b', 'a\u00e9', '<script>'])('makes its own instead of %j', async (id) => {
    const { headers } = await server.send('GET', '/health', undefined, { 'x-correlation-id': id })
    expect(headers['x-correlation-id']).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('on a socket', () => {
  it('answers what is not HTTP with the envelope and hangs up', async () => {
    await server.parts.http.listen({ host: '127.0.0.1', port: 0 })
    const address = server.parts.http.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const answer = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(port, '127.0.0.1', () => socket.write('this is not http\r\n\r\n'))
      socket.on('data', (chunk) => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    errorRules.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)))
  })
})
