import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errorRules } from './client-rules.js'
import { type HttpServer, openHttpServer } from './server.js'

const RUNS = 60

let server: HttpServer
const known = randomUUID()

beforeAll(async () => {
  server = await openHttpServer()
  await server.record(known, 'I prefer tea. Never call before 9.', 'Noted.')
  await server.compact(known)
})
afterAll(() => server.close())

/** Values that fields get: right ones, near misses, and anything that JSON can say. */
const anyValue = fc.oneof(
  fc.constantFrom(
    known,
    '',
    null,
    'user',
    'all',
    'adaptive',
    'structured',
    '{}',
    'a\ud800\0',
    '__proto__',
    '1e999',
  ),
  fc.constantFrom(0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, true, false),
  fc.jsonValue({ maxDepth: 3 }),
)

const FIELDS = {
  '/v1/conversations/messages': [
    'conversation_id',
    'role',
    'content',
    'user_id',
    'metadata',
    'timestamp',
    'tool_calls',
    'session_id',
    'client_message_id',
  ],
  '/v1/conversations/messages/batch': ['messages'],
  '/v1/conversations/compact': ['conversation_id', 'strategy', 'compaction_level', 'target_tokens', 'force'],
  '/v1/conversations/ingest': [
    'conversation_id',
    'user_id',
    'transcript',
    'conversation_type',
    'analysis',
    'started_at',
  ],
  '/v1/context/conversation/fetch': [
    'conversation_id',
    'search_query',
    'max_results',
    'types',
    'mode',
    'precision_level',
  ],
  '/v1/context/user/fetch': [
    'user_id',
    'customer_id',
    'conversation_id',
    'search_query',
    'context_mode',
    'last_n_conversations',
  ],
  '/v1/context/customer/fetch': ['customer_id', 'search_query', 'types', 'context_mode'],
  '/v1/context/client/fetch': ['search_query', 'types', 'max_results'],
  '/v1/memories/ingest': ['messages', 'user_id', 'customer_id', 'conversation_id'],
  '/api/v1/memories/create': ['document', 'document_type', 'document_id', 'user_id', 'metadata'],
  '/api/v1/memories/batch': ['documents', 'fail_fast'],
  '/v1/telemetry/batch': ['events', 'batch_id'],
  '/v1/credits/estimate': ['metric_type', 'units'],
} as const

/** A body with some of the fields, each of any value; or no object at all. */
const bodyOf = (fields: readonly string[]) =>
  fc.oneof(
    {
      weight: 9,
      arbitrary: fc.record(Object.fromEntries(fields.map((field) => [field, anyValue])), {
        requiredKeys: [],
      }),
    },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  )

describe('whatever is sent', () => {
  it.each(Object.entries(FIELDS))('%s answers or refuses, and never fails', async (path, fields) => {
    await fc.assert(
      fc.asyncProperty(bodyOf(fields), async (body) => {
        const answer = await server.send('POST', path, JSON.stringify(body))
        expect(answer.status).toBeLessThan(500)
        if (answer.status !== 200) errorRules.parse(answer.body)
      }),
      { numRuns: RUNS },
    )
    await server.parts.worker.idle()
  })

  it('queries and paths answer or refuse, and never fail', async () => {
    const part = fc.oneof(
      fc.constant(known),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constant('%00'),
    )
    const rest = fc.constantFrom('compacted', 'compaction/status', 'context-for-prompt', 'explain')
    const name = fc.constantFrom('format', 'version', 'style', 'recent', 'include_extractions', '__proto__')
    await fc.assert(
      fc.asyncProperty(part, rest, name, fc.string({ maxLength: 30 }), async (id, call, key, value) => {
        const path = `/v1/conversations/${encodeURIComponent(id.replace(/\p{Surrogate}/gu, ''))}/${call}`
        const answer = await server.send('GET', `${path}?${key}=${encodeURIComponent(value)}`)
        expect(answer.status).toBeLessThan(500)
        if (answer.status !== 200) errorRules.parse(answer.body)
      }),
      { numRuns: RUNS * 4 },
    )
  })

  it('the server still works afterwards', async () => {
    expect((await server.send('GET', '/ready')).status).toBe(200)
    const { status, body } = await server.send('GET', `/v1/conversations/${known}/compacted?version=1`)
    expect(status).toBe(200)
    expect(body['formatted_context']).toContain('before 9')
  })
})
