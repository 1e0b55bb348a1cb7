import { randomUUID } from 'node:crypto'
import { compactedResponse, explainResponse, promptContextResponse } from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  batchRules,
  compactedRules,
  compactRules,
  fetchRules,
  promptRules,
  recordRules,
  statusRules,
} from './client-rules.js'
import { type HttpServer, openHttpServer } from './server.js'

const TALK = [
  'I am planning a move to Porto in May. My budget is 1,200 euros a month.',
  'Noted. Shall we look at flats near the river?',
  'Yes, near the river. Never show me anything on the ground floor. I prefer a balcony.',
  'Then I will leave out ground floors and look for balconies.',
  'We decided on the flat in Rua das Flores 12. The contract starts on 14 May 2026.',
  'Great, I will send the contract CT-8841 to you.',
]

let server: HttpServer
let talked: string

beforeAll(async () => {
  server = await openHttpServer()
  talked = randomUUID()
  await server.record(talked, ...TALK)
  // Below its size: what fits as it is would be returned as it is, in every format.
  await server.compact(talked, { target_tokens: 90 })
})
afterAll(() => server.close())

const conversation = (id: string, rest: string) => `/v1/conversations/${id}/${rest}`

describe('POST /v1/conversations/messages', () => {
  it('answers what existing clients keep, with the place in the conversation', async () => {
    const id = randomUUID()
    const message = {
      conversation_id: id,
      role: 'user',
      content: 'Ship it to Lisbon',
      user_id: 'u1',
      metadata: {},
    }
    const first = await server.send('POST', '/v1/conversations/messages', message)
    const second = await server.send('POST', '/v1/conversations/messages', message)
    expect(first.status).toBe(200)
    recordRules.parse(first.body)
    expect(first.body).toMatchObject({ conversation_id: id, sequence: 1 })
    expect(second.body).toMatchObject({ session_id: first.body['session_id'], sequence: 2 })
  })

  it('records once for one client message id, and for one Idempotency-Key', async () => {
    const id = randomUUID()
    const message = { conversation_id: id, role: 'user', content: 'once' }
    const send = (fields: object, headers?: Record<string, string>) =>
      server.send('POST', '/v1/conversations/messages', { ...message, ...fields }, headers)
    const key = { authorization: `Bearer synap_${'t'.repeat(32)}`, 'idempotency-key': randomUUID() }
    const [a, b] = [await send({ client_message_id: 'm1' }), await send({ client_message_id: 'm1' })]
    const [c, d] = [await send({}, key), await send({}, key)]
    expect(b.body).toEqual(a.body)
    expect(d.body).toEqual(c.body)
    expect(c.body['sequence']).toBe(2)
    const other = await send({ client_message_id: 'm1', content: 'twice' })
    expect(other).toMatchObject({ status: 409, body: { details: { reason: 'idempotency_key_reused' } } })
    const elsewhere = await send({ client_message_id: 'm1', conversation_id: randomUUID() })
    expect(elsewhere.status).toBe(200)
  })

  it('keeps tool calls, names and times', async () => {
    const id = randomUUID()
    const send = (fields: object) =>
      server.send('POST', '/v1/conversations/messages', { conversation_id: id, ...fields })
    await send({ role: 'user', content: 'Weather?', name: 'Ada', timestamp: '2026-03-01T10:00:00+01:00' })
    await send({
      role: 'assistant',
      content: null,
      tool_calls: [{ id: 'c1', function: { name: 'weather', arguments: '{"city":"Porto"}' } }],
    })
    await send({ role: 'tool', content: '14 degrees', tool_call_id: 'c1' })
    const instanceId = String((await server.send('GET', '/api/v1/auth/whoami')).body['instance_id'])
    const stored = await server.parts.store.messages.read(instanceId, id, { after: 0, through: 9, limit: 9 })
    expect(stored).toMatchObject([
      { name: 'Ada', saidAtMs: Date.UTC(2026, 2, 1, 9) },
      { toolCalls: [{ id: 'c1', name: 'weather', arguments: '{"city":"Porto"}' }] },
      { role: 'tool', toolCallId: 'c1' },
    ])
  })
})

describe('POST /v1/conversations/messages/batch', () => {
  it('answers in order and fails bad entries alone', async () => {
    const [one, two] = [randomUUID(), randomUUID()]
    const { status, body } = await server.send('POST', '/v1/conversations/messages/batch', {
      messages: [
        { conversation_id: one, role: 'user', content: 'a' },
        { conversation_id: 'conv_1', role: 'user', content: 'b' },
        null,
        { conversation_id: two, role: 'assistant', content: 'c' },
        { conversation_id: one, role: 'user', content: '' },
      ],
    })
    expect(status).toBe(200)
    batchRules.parse(body)
    expect(body).toMatchObject({
      total: 5,
      succeeded: 2,
      failed: 3,
      results: [
        { conversation_id: one, sequence: 1 },
        { code: 'invalid_argument', error: expect.stringContaining('UUID v5') },
        { code: 'invalid_argument' },
        { conversation_id: two, sequence: 1 },
        { error: expect.stringContaining('content') },
      ],
    })
  })

  it('takes an empty batch for nothing to do', async () => {
    const { body } = await server.send('POST', '/v1/conversations/messages/batch', { messages: [] })
    expect(body).toEqual({ total: 0, succeeded: 0, failed: 0, results: [] })
  })

  it('records a repeated batch once', async () => {
    const id = randomUUID()
    const messages = ['a', 'b', 'a'].map((content) => ({ conversation_id: id, role: 'user', content }))
    const key = { authorization: `Bearer synap_${'t'.repeat(32)}`, 'idempotency-key': randomUUID() }
    const first = await server.send('POST', '/v1/conversations/messages/batch', { messages }, key)
    const second = await server.send('POST', '/v1/conversations/messages/batch', { messages }, key)
    expect(second.body).toEqual(first.body)
    expect(first.body).toMatchObject({ results: [{ sequence: 1 }, { sequence: 2 }, { sequence: 3 }] })
  })
})

describe('POST /v1/conversations/compact', () => {
  it('answers at once, then with the earlier result, then with what is there', async () => {
    const id = randomUUID()
    await server.record(id, ...TALK.slice(0, 3))
    const first = await server.compact(id, { strategy: null, target_tokens: null, force: false })
    compactRules.parse(first.body)
    expect(first).toMatchObject({
      status: 200,
      body: { status: 'in_progress', trigger_type: 'manual_api', previous_context: null },
    })

    const unchanged = await server.compact(id)
    expect(unchanged.body).toMatchObject({ status: 'completed', compaction_id: first.body['compaction_id'] })

    await server.record(id, 'One more thing: the dog comes along.')
    const next = await server.compact(id, { compaction_level: 'high' })
    compactRules.parse(next.body)
    expect(next.body).toMatchObject({
      status: 'in_progress',
      previous_compaction_id: first.body['compaction_id'],
      previous_context: { version: 1 },
      previous_context_age_seconds: 0,
    })
    compactedRules.parse(next.body['previous_context'])

    const forced = await server.compact(id, { force: true })
    expect(forced.body).toMatchObject({ status: 'in_progress', previous_context: { version: 2 } })
  })

  it('refuses a second run while one is under way', async () => {
    const id = randomUUID()
    await server.record(id, ...TALK)
    const answers = await Promise.all([server.compact(id), server.compact(id), server.compact(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('being compacted'),
      details: { reason: 'compaction_in_progress' },
    })
  })

  it('keeps to a target that outranks the strategy', async () => {
    const id = randomUUID()
    await server.record(id, ...TALK)
    await server.compact(id, { strategy: 'conservative', target_tokens: 60 })
    const { body } = await server.send('GET', conversation(id, 'compacted'))
    expect(body).toMatchObject({ target_tokens: 60 })
    expect(body['compacted_token_count']).toBeLessThanOrEqual(60)
  })

  it('answers a target below the protected part with what fits and a warning', async () => {
    const id = randomUUID()
    await server.record(id, ...TALK)
    await server.compact(id, { target_tokens: 5 })
    const { body } = await server.send('GET', conversation(id, 'compacted'))
    compactedRules.parse(body)
    expect(body).toMatchObject({ quality_warning: true, quality_warning_message: expect.any(String) })
    expect(body['compacted_token_count']).toBeLessThanOrEqual(5)
  })
})

describe('GET /v1/conversations/{id}/compacted', () => {
  it.each(['structured', 'narrative', 'bullet_points', 'injection', 'injection-ready'])(
    'gives the format %s as strictly as clients need it',
    async (format) => {
      const { status, body } = await server.send('GET', conversation(talked, `compacted?format=${format}`))
      expect(status).toBe(200)
      compactedRules.parse(body)
      expect(body['formatted_context']).toBe(body['compacted_context'])
      expect(body['formatted_context']).toContain('ground floor')
    },
  )

  it('shows what the score rests on, and how many sentences met which fate', async () => {
    const { body } = await server.send('GET', conversation(talked, 'compacted'))
    const { validation, totals } = compactedResponse.parse(body)
    expect(validation.faithfulness).toBeGreaterThan(0.9)
    expect(Object.keys(validation.coverage).length).toBeGreaterThan(0)
    expect(totals.units).toBe(totals.kept + totals.shortened + totals.dropped + totals.superseded)
  })

  it('renders the formats differently and the two injections alike', async () => {
    const textOf = async (format: string) =>
      (await server.send('GET', conversation(talked, `compacted?format=${format}`))).body['formatted_context']
    const texts = await Promise.all(['structured', 'narrative', 'bullet_points', 'injection'].map(textOf))
    expect(new Set(texts).size).toBe(4)
    expect(await textOf('injection-ready')).toBe(texts[3])
  })

  it('leaves out what it is told to, never as null', async () => {
    const { body } = await server.send(
      'GET',
      conversation(talked, 'compacted?include_extractions=False&include_narrative=false'),
    )
    compactedRules.parse(body)
    expect(body).toMatchObject({ facts: [], decisions: [], preferences: [], constraints: [], summary: null })
  })

  it('gives a version that was asked for, and 404 for one that is not there', async () => {
    expect((await server.send('GET', conversation(talked, 'compacted?version=1'))).body).toMatchObject({
      version: 1,
    })
    expect(await server.send('GET', conversation(talked, 'compacted?version=9'))).toMatchObject({
      status: 404,
      body: { details: { reason: 'no_such_version' } },
    })
    expect(await server.send('GET', conversation(randomUUID(), 'compacted'))).toMatchObject({
      status: 404,
      body: { details: { reason: 'no_compaction' } },
    })
  })
})

describe('GET /v1/conversations/{id}/compaction/status', () => {
  it('is none for the unknown and for the un-compacted, and the union of both documents', async () => {
    const id = randomUUID()
    const before = await server.send('GET', conversation(id, 'compaction/status'))
    statusRules.parse(before.body)
    expect(before.body).toMatchObject({ status: 'none', has_compaction: false, version: 0 })
    await server.record(id, ...TALK)
    const recorded = await server.send('GET', conversation(id, 'compaction/status'))
    expect(recorded.body).toMatchObject({ status: 'none', is_stale: false, memories_since_compaction: 6 })
    await server.compact(id)
    await server.record(id, 'And the cat.')
    const after = await server.send('GET', conversation(id, 'compaction/status'))
    statusRules.parse(after.body)
    expect(after.body).toMatchObject({
      status: 'completed',
      latest_version: 1,
      version: 1,
      has_compaction: true,
      is_stale: true,
      memories_since_compaction: 1,
      error_message: null,
    })
  })
})

describe('GET /v1/conversations/{id}/context-for-prompt', () => {
  it('is not available before the first compaction, but has the messages', async () => {
    const id = randomUUID()
    await server.record(id, 'Hello', 'Hi')
    const { body } = await server.send('GET', conversation(id, 'context-for-prompt'))
    promptRules.parse(body)
    expect(body).toMatchObject({
      available: false,
      formatted_context: null,
      recent_messages: [{ role: 'user', content: 'Hello' }, { role: 'assistant' }],
      total_message_count: 2,
    })
    const always = await server.send('GET', conversation(id, 'context-for-prompt?recent=always'))
    promptRules.parse(always.body)
    expect(always.body).toMatchObject({ available: true, has_compaction: false })
    expect(always.body['formatted_context']).toContain('Hello')
  })

  it.each(['', '?style=structured', '?style=narrative', '?style=bullet_points', '?style='])(
    'has the rules and the newest message at once%s',
    async (query) => {
      const id = randomUUID()
      await server.record(id, ...TALK)
      await server.compact(id)
      await server.record(id, 'And a gym close by, please.')
      const { body } = await server.send('GET', conversation(id, `context-for-prompt${query}`))
      promptRules.parse(body)
      expect(body).toMatchObject({ available: true, is_stale: true, recent_message_count: 1 })
      expect(body['formatted_context']).toContain('ground floor')
      expect(body['formatted_context']).toContain('gym close by')
    },
  )

  it('is what its schema says, though it is sent as kept JSON', async () => {
    for (const path of ['context-for-prompt', 'context-for-prompt?style=narrative&recent=always']) {
      const { body, headers } = await server.send('GET', conversation(talked, path))
      expect(promptContextResponse.strict().parse(body)).toEqual(body)
      expect(headers['content-type']).toBe('application/json; charset=utf-8')
    }
  })
})

describe('GET /v1/conversations/{id}/explain', () => {
  it('accounts for every message', async () => {
    const { status, body } = await server.send('GET', conversation(talked, 'explain'))
    expect(status).toBe(200)
    const { entries } = explainResponse.parse(body)
    expect(new Set(entries.map((entry) => entry.message_id)).size).toBe(TALK.length)
    expect(entries.every((entry) => entry.reason !== '')).toBe(true)
    expect((await server.send('GET', conversation(talked, 'explain?version=7'))).status).toBe(404)
  })
})

describe('POST /v1/context/conversation/fetch', () => {
  const fetchOf = (fields: object) =>
    server.send('POST', '/v1/context/conversation/fetch', { conversation_id: talked, ...fields })

  it('gives one body for both families of clients', async () => {
    const { status, body } = await fetchOf({
      search_query: ['balcony'],
      max_results: 10,
      types: ['all'],
      mode: 'fast',
      user_id: '',
      customer_id: '',
    })
    expect(status).toBe(200)
    expect(JSON.stringify(body['context'])).toContain('balcony')
    const { context, items_by_type } = fetchRules.parse(body)
    const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id)
    for (const [type, list] of Object.entries(context))
      expect(idsOf(items_by_type[type]?.items ?? [])).toEqual(idsOf(list))
  })

  it('keeps to max_results and types', async () => {
    const { body } = await fetchOf({ max_results: 2, types: ['facts', 'preference'] })
    const { context } = fetchRules.parse(body)
    expect(Object.values(context).flat().length).toBeLessThanOrEqual(2)
    expect(context).toMatchObject({ episodes: [], emotions: [], temporal_events: [] })
  })

  it('leaves the conversation context out when told to, and has it otherwise', async () => {
    expect((await fetchOf({ include_conversation_context: false })).body).not.toHaveProperty(
      'conversation_context',
    )
    expect((await fetchOf({})).body).toMatchObject({ conversation_context: { conversation_id: talked } })
  })

  it('finds a turn that was just recorded', async () => {
    const id = randomUUID()
    await server.record(id, 'My passport number is X-99120.')
    const { body } = await server.send('POST', '/v1/context/conversation/fetch', {
      conversation_id: id,
      search_query: ['passport number'],
    })
    fetchRules.parse(body)
    expect(JSON.stringify(body['context'])).toContain('X-99120')
    expect(body).toMatchObject({
      conversation_context: { recent_turns: [{ content: expect.stringContaining('X-99120') }] },
    })
  })

  it('answers an unknown conversation with nothing', async () => {
    const { status, body } = await fetchOf({ conversation_id: randomUUID() })
    expect(status).toBe(200)
    fetchRules.parse(body)
    expect(body).toMatchObject({ context: { facts: [] }, conversation_context: null, total_tokens: 0 })
  })
})
