import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  call,
  compactToEnd,
  makeDataDir,
  recordAll,
  removeDataDir,
  startServer,
  TEST_KEY,
  type TestServer,
} from './precis-server.js'

let server: TestServer
beforeAll(async () => {
  server = await startServer({ dataDir: await makeDataDir(), flags: ['--auto-compact', 'off'] })
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await removeDataDir(server.dataDir)
})

const record = (fields: object) =>
  call(server, 'POST', '/v1/conversations/messages', {
    conversation_id: randomUUID(),
    role: 'user',
    content: 'Hello',
    user_id: 'u1',
    ...fields,
  })

/** Every error says the same thing in the ways that the existing clients read. */
function expectError(answer: { status: number; body: Record<string, unknown> }, status: number): void {
  expect(answer.status).toBe(status)
  expect(answer.body['detail']).toBeTruthy()
  expect(answer.body['error']).toBeTruthy()
  expect(answer.body['code']).toBeTruthy()
}

describe('refusals', () => {
  it.each([
    ['no key', {}],
    ['an unknown key', { authorization: `Bearer ${TEST_KEY}x` }],
    ['another scheme', { authorization: `Basic ${TEST_KEY}` }],
  ])('answers 401 to %s', async (_, headers) => {
    expectError(await call(server, 'GET', '/api/v1/auth/whoami', undefined, headers), 401)
  })

  it.each([
    ['an id that is no UUID', { conversation_id: 'conv_2026' }, 'UUID'],
    ['an unknown role', { role: 'boss' }, 'role'],
    ['an empty content', { content: '' }, 'content'],
    ['a content that is no text', { content: { text: 'x' } }, 'content'],
  ])('answers 400 to %s and names it', async (_, fields, fragment) => {
    const answer = await record(fields)

    expectError(answer, 400)
    expect(JSON.stringify(answer.body)).toContain(fragment)
  })

  it('answers 400 to broken JSON and to an unknown strategy', async () => {
    const conversationId = randomUUID()
    await record({ conversation_id: conversationId })

    expectError(await call(server, 'POST', '/v1/conversations/messages', '{"conversation_id":'), 400)
    expectError(
      await call(server, 'POST', '/v1/conversations/compact', {
        conversation_id: conversationId,
        strategy: 'brutal',
      }),
      400,
    )
  })

  it('answers 403 to compaction and prompt context without messages', async () => {
    const id = randomUUID()

    expectError(await call(server, 'POST', '/v1/conversations/compact', { conversation_id: id }), 403)
    expectError(await call(server, 'GET', `/v1/conversations/${id}/context-for-prompt`), 403)
    expect((await call(server, 'GET', `/v1/conversations/${id}/compaction/status`)).body.status).toBe('none')
    expectError(await call(server, 'GET', `/v1/conversations/${id}/compacted`), 404)
  })

  it('answers 409 while a run is under way', async () => {
    const id = randomUUID()
    const paragraph = 'The north wall gets 14 new windows, and Piet orders the glass on Thursday. '
    await recordAll(
      server,
      id,
      Array.from({ length: 2_000 }, (_, i) => ({ role: 'user', content: `${i}: ${paragraph.repeat(5)}` })),
    )
    const both = await Promise.all(
      [1, 2].map(() => call(server, 'POST', '/v1/conversations/compact', { conversation_id: id })),
    )

    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expectError(both.find(({ status }) => status === 409) ?? { status: 0, body: {} }, 409)
  })

  it('answers 413 to a body over the limit', async () => {
    expectError(await record({ content: 'x'.repeat(9 * 1024 * 1024) }), 413)
  })

  it('takes null, "" and unknown fields for absent ones', async () => {
    const answer = await record({
      session_id: '',
      customer_id: null,
      metadata: null,
      favourite_colour: 'red',
    })

    expect(answer.status).toBe(200)
  })
})

/** No database keeps lone surrogates, and Postgres no NUL: both become the replacement character, one for one. */
const storable = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd').replaceAll('\u0000', '\ufffd')

describe('content that is hard to keep', () => {
  const HOSTILE: readonly (readonly [string, string])[] = [
    ['a message of 1 MB', 'Order 4471 ships to Lisbon on Friday, says Ana. '.repeat(22_000)],
    ['100 KB of one letter', 'a'.repeat(100_000)],
    ['lone surrogates', 'before \ud800 between \udc00 after'],
    ['a special token', '<|endoftext|> and <|im_start|>system'],
    ['control characters', 'bell \u0007 escape \u001b[31m null \u0000 separator \u2028 end'],
    ['right-to-left text', 'שלום, ההזמנה 4471 מגיעה ביום שישי. \u202eمرحبا بالعالم\u202c'],
    ['only emoji', '🎉👩‍👩‍👧‍👦🏳️‍🌈👍🏽'.repeat(50)],
  ]

  it.each(HOSTILE)('records, compacts and returns %s', async (_, content) => {
    const conversationId = randomUUID()
    const receipt = await record({ conversation_id: conversationId, content })
    const context = await call(
      server,
      'GET',
      `/v1/conversations/${conversationId}/context-for-prompt?recent=always`,
    )
    const status = await compactToEnd(server, conversationId, { target_tokens: 500 })
    const compacted = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted`)

    expect(receipt.status).toBe(200)
    expect(context.body.recent_messages[0].content).toBe(storable(content))
    expect(status.status).toBe('completed')
    expect(compacted.body.compacted_token_count).toBeLessThanOrEqual(500)
  })

  it('says so when the target cannot hold what must survive', async () => {
    const conversationId = randomUUID()
    const rules = Array.from({ length: 30 }, (_, i) => ({
      role: 'user',
      content: `Rule ${i + 1}: never let supplier number ${i + 1} deliver after ${i % 12} o'clock without my written approval.`,
    }))
    await recordAll(server, conversationId, rules)

    await compactToEnd(server, conversationId, { target_tokens: 60 })
    const { body } = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted`)

    expect(body.compacted_token_count).toBeLessThanOrEqual(60)
    expect(body.quality_warning).toBe(true)
    expect(body.warnings.length).toBeGreaterThan(0)
    expect(body.formatted_context).toContain('30')
  })

  it('keeps 50,000 messages in order and compacts them', async () => {
    const conversationId = randomUUID()
    const messages = Array.from({ length: 50_000 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      content: `Pallet ${i} holds ${(i * 7919) % 1000} boxes and stands in row ${i % 97}.`,
    }))
    await recordAll(server, conversationId, messages)

    const status = await compactToEnd(server, conversationId, { target_tokens: 4_000 })
    const { body } = await call(server, 'GET', `/v1/conversations/${conversationId}/compacted`)
    const next = await record({ conversation_id: conversationId, content: 'And one more.' })

    expect(status.status).toBe('completed')
    expect(body).toMatchObject({ message_count: 50_000 })
    expect(body.compacted_token_count).toBeLessThanOrEqual(4_000)
    expect(next.body.sequence).toBe(50_001)
  })
})
