import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pollUntil, TEST_KEY } from '../e2e/precis-server.js'
import {
  type CompatServer,
  compactAndPoll,
  MOVE_TURNS,
  recordTurns,
  startCompatServer,
} from './compat-server.js'
import { PythonError } from './python-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

const datetime = z.iso.datetime({ offset: true })
const uuid = z.guid()

/** Fields whose absence is a KeyError in the Python client. */
const queued = z.looseObject({
  ingestion_id: uuid,
  document_id: z.string(),
  status: z.enum(['queued', 'processing', 'completed', 'failed', 'partial_success']),
  queued_at: datetime,
})
const ingestionState = queued.extend({ memories_created: z.int(), memory_ids: z.array(z.string()) })
const memory = z.looseObject({
  memory_id: uuid,
  memory_type: z.string(),
  content: z.string(),
  confidence: z.number(),
})
const anything = z.looseObject({})

async function learned(userId: string, customerId?: string): Promise<string> {
  const conversationId = randomUUID()
  for (const turn of MOVE_TURNS)
    await compat.python.recordMessage({
      conversation_id: conversationId,
      user_id: userId,
      customer_id: customerId ?? null,
      ...turn,
    })
  await compactAndPoll(compat.python, conversationId)
  return conversationId
}

describe('fetch across conversations', () => {
  it('finds what one conversation of the user taught, and nothing of another user', async () => {
    const userId = `u-${randomUUID()}`
    await learned(userId)

    const mine = await compat.python.fetch('user', { user_id: userId, search_query: ['kiln weight'] })
    const others = await compat.python.fetch('user', {
      user_id: 'somebody-else',
      search_query: ['kiln weight'],
    })

    expect(JSON.stringify(mine.context)).toContain('240 kg')
    expect(JSON.stringify(others.context)).not.toContain('240 kg')
  })

  it('answers for customers and for the whole account in the same shape', async () => {
    const customerId = `c-${randomUUID()}`
    await learned(`u-${randomUUID()}`, customerId)

    for (const [scope, ids] of [
      ['customer', { customer_id: customerId }],
      ['client', {}],
    ] as const) {
      const answer = await compat.python.fetch(scope, { ...ids, search_query: ['kiln weight'] })
      expect(answer.ttl_seconds).toBeGreaterThan(0)
    }
  })

  it('refuses the summary mode outside the user scope', async () => {
    const call = compat.python.fetch('client', { context_mode: 'conversation-summary', search_query: [] })

    await expect(call).rejects.toMatchObject({ kind: 'InvalidInputError' })
  })

  it('has no profile for a user it never met', async () => {
    const call = compat.python.request('GET', `/v1/users/${randomUUID()}/profile`, anything)

    await expect(call).rejects.toMatchObject({ kind: 'ContextNotFoundError' })
  })

  it('has a profile document for one that it has', async () => {
    const userId = `u-${randomUUID()}`
    await learned(userId)

    const answer = await compat.python.request(
      'GET',
      `/v1/users/${userId}/profile`,
      z.looseObject({ profile: z.looseObject({ attributes: z.record(z.string(), anything) }) }),
    )

    expect(answer.profile).toHaveProperty('overview')
  })
})

describe('what is known of a user', () => {
  const summary = z.looseObject({
    conversation_id: uuid,
    external_conversation_id: z.string(),
    started_at: datetime.nullable(),
    ended_at: datetime.nullable(),
    last_message_at: datetime.nullable(),
    message_count: z.int(),
    summary_status: z.enum(['available', 'pending', 'failed']),
    summary: anything.nullable(),
    classification: z.looseObject({ primary_category: z.string() }).nullable(),
    compaction_version: z.int().nullable(),
    compacted_at: datetime.nullable(),
  })
  const summaries = z.looseObject({
    context: anything,
    profile: z.looseObject({ attributes: anything, overview: z.string(), extras: anything, _meta: anything }),
    conversations: z.array(summary),
    ttl_seconds: z.literal(300),
  })
  const read = (userId: string, rest: object = {}) =>
    compat.python.request('POST', '/v1/context/user/fetch', summaries, {
      user_id: userId,
      context_mode: 'conversation-summary',
      ...rest,
    })

  it('comes with the last conversation by default, with as many as asked for, and with none', async () => {
    const userId = `u-${randomUUID()}`
    for (let i = 0; i < 3; i++) await learned(userId)

    expect((await read(userId)).conversations).toHaveLength(1)
    expect((await read(userId, { last_n_conversations: 2 })).conversations).toHaveLength(2)
    expect((await read(userId, { last_n_conversations: 0 })).conversations).toHaveLength(0)
    const [newest] = (await read(userId)).conversations
    expect(newest).toMatchObject({ summary_status: 'available', message_count: 6, compaction_version: 1 })
    expect(newest?.summary).toHaveProperty('narrative_summary', expect.stringContaining('kiln'))
  })

  it.each([-1, 21, 1.5])('refuses %d conversations', async (count) => {
    await expect(read('u1', { last_n_conversations: count })).rejects.toMatchObject({
      kind: 'InvalidInputError',
    })
  })

  it.each(['user@example.com', 'acme/tom', 'tom & jerry', 'ünï'])(
    'is found though the client does not encode the id %s in the path',
    async (name) => {
      const userId = `${name}-${randomUUID()}`
      await learned(userId)
      const answer = await compat.python.request(
        'GET',
        `/v1/users/${userId}/profile`,
        z.looseObject({ profile: anything }),
      )
      expect(JSON.stringify(answer.profile)).toContain('before noon')
    },
  )

  it('has the documented lifetimes by scope', async () => {
    for (const [scope, body, ttl] of [
      ['user', { user_id: 'u1' }, 300],
      ['customer', { customer_id: 'c1' }, 300],
      ['client', {}, 1800],
    ] as const) {
      const sent = { conversation_id: null, search_query: null, ...body }
      expect((await compat.python.fetch(scope, sent)).ttl_seconds).toBe(ttl)
    }
  })
})

describe('transcript ingest', () => {
  const receipt = z.looseObject({
    conversation_id: uuid,
    external_conversation_id: z.string(),
    ingestion_id: uuid,
    status: z.enum(['queued', 'duplicate']),
    turns_recorded: z.int(),
    summary_status: z.enum(['in_progress', 'already_compacted', 'skipped']),
    queued_at: datetime,
  })
  const ingest = (id: string, transcript: unknown) =>
    compat.python.request('POST', '/v1/conversations/ingest', receipt, {
      conversation_id: id,
      user_id: 'u1',
      customer_id: null,
      transcript,
      conversation_type: null,
      analysis: null,
      metadata: null,
    })

  it('takes a transcript once, under any id', async () => {
    const id = `ticket ${randomUUID()}`
    const turns = MOVE_TURNS.map((turn) => ({ ...turn, timestamp: null, speaker: null, metadata: null }))

    const first = await ingest(id, turns)
    const again = await ingest(id, turns)

    expect(first).toMatchObject({ status: 'queued', turns_recorded: 6, external_conversation_id: id })
    expect(again).toMatchObject({ status: 'duplicate', ingestion_id: first.ingestion_id })
  })

  it('raises TranscriptConflictError for another transcript under the same id', async () => {
    const id = randomUUID()
    await ingest(id, 'User: We meet at six.\nAgent: Six it is.')

    const call = ingest(id, 'User: We meet at nine.\nAgent: Nine it is.')

    await expect(call).rejects.toMatchObject({ kind: 'TranscriptConflictError' })
  })

  it('raises InvalidInputError for an empty transcript', async () => {
    await expect(ingest(randomUUID(), [])).rejects.toMatchObject({ kind: 'InvalidInputError' })
  })
})

describe('memories', () => {
  it('are created, awaited, read, changed and deleted as the client does', async () => {
    const { python } = compat
    const created = await python.request('POST', '/api/v1/memories/create', queued, {
      document: 'User: I am allergic to walnuts.\nAssistant: Noted, no walnuts.',
      document_type: 'ai-chat-conversation',
      document_id: null,
      document_created_at: null,
      user_id: `u-${randomUUID()}`,
      customer_id: null,
      mode: 'long-range',
      metadata: {},
    })
    let state: z.infer<typeof ingestionState> | undefined
    await pollUntil(async () => {
      const path = `/api/v1/memories/status/${created.ingestion_id}`
      state = await python.request('GET', path, ingestionState)
      return state.status === 'completed' || state.status === 'failed'
    })

    expect(state).toMatchObject({ status: 'completed', document_id: created.document_id })
    const [id] = state?.memory_ids ?? []
    const path = `/api/v1/memories/${id}`
    expect((await python.request('GET', path, memory)).content).toContain('walnuts')
    const changed = await python.request('PATCH', path, memory, {
      document: 'I am allergic to hazelnuts.',
      merge_strategy: 'replace',
    })
    expect(changed.content).toContain('hazelnuts')
    const gone = z.looseObject({ memory_id: z.string(), deleted_at: datetime })
    expect((await python.request('DELETE', path, gone)).memory_id).toBe(id)
    await expect(python.request('GET', path, memory)).rejects.toMatchObject({ kind: 'ContextNotFoundError' })
  })

  it('answers a batch in its order, failed rows with the same keys', async () => {
    const row = queued.extend({ status: z.string(), error_message: z.string().nullish() })
    const answer = await compat.python.request(
      'POST',
      '/api/v1/memories/batch',
      z.looseObject({
        batch_id: uuid,
        total: z.int(),
        succeeded: z.int(),
        failed: z.int(),
        results: z.array(row),
      }),
      {
        documents: [
          { document: 'User: The gate code is 4417.', document_type: 'document', user_id: 'u1' },
          { document: 'x', document_type: 'image', user_id: 'u1' },
        ],
        fail_fast: false,
      },
    )

    expect(answer).toMatchObject({ total: 2, succeeded: 1, failed: 1 })
  })

  it('takes a text upload as the client sends one', async () => {
    const form = new FormData()
    form.set('user_id', 'u1')
    form.set('customer_id', '')
    form.set('relationship_type', 'b2c')
    form.set('mode', 'long-range')
    form.set('document_type', 'document')
    form.set('metadata', JSON.stringify({ from: 'desk' }))
    form.set('file', new Blob(['The gate code is 4417.'], { type: 'text/plain' }), 'gate.txt')

    const response = await fetch(`${compat.server.url}/api/v1/memories/upload`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}` },
      body: form,
    })

    expect(response.status).toBe(200)
    queued.parse(await response.json())
  })

  it('takes an object for a document, and null for every key that is not set', async () => {
    const created = await compat.python.request('POST', '/api/v1/memories/create', queued, {
      document: { subject: 'Lift', body: 'The lift is broken until May.' },
      document_type: 'email',
      document_id: null,
      document_created_at: null,
      user_id: null,
      customer_id: null,
      mode: 'fast',
      metadata: null,
    })
    const changed = await compat.python.request('PATCH', `/api/v1/memories/${created.ingestion_id}`, memory, {
      document: 'The lift works again.',
      merge_strategy: null,
      document_type: null,
      metadata: null,
    })

    expect(changed.content).toContain('broken until May')
    expect(changed.content).toContain('works again')
  })

  it('says "unknown id" with 404, as the MCP server expects', async () => {
    const call = compat.python.request('GET', `/api/v1/memories/status/${randomUUID()}`, anything)

    await expect(call).rejects.toMatchObject({ kind: 'ContextNotFoundError' })
  })

  it('takes the whole prompt again and again from the adapter and keeps each turn once', async () => {
    const conversationId = randomUUID()
    const send = async (count: number) => {
      const response = await fetch(`${compat.server.url}/v1/memories/ingest`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TEST_KEY}`,
          'content-type': 'application/json',
          'x-client-id': '',
        },
        body: JSON.stringify({
          messages: MOVE_TURNS.slice(0, count),
          user_id: 'u1',
          customer_id: '',
          conversation_id: conversationId,
          source: 'vercel_ai_sdk',
        }),
      })
      expect(response.ok).toBe(true)
    }

    for (const count of [2, 4, 6]) await send(count)

    await pollUntil(async () => {
      const context = await compat.python.promptContext(conversationId).catch(() => undefined)
      return (context?.total_message_count ?? 0) >= 6
    })
    expect((await compat.python.promptContext(conversationId)).total_message_count).toBe(6)
  })
})

describe('everything else that a client calls', () => {
  it('takes telemetry', async () => {
    const response = await fetch(`${compat.server.url}/v1/telemetry/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        events: [
          {
            event_type: 'http_request',
            instance_id: '',
            client_id: '',
            correlation_id: 'syn_inst_0_1767225600000_abcdef',
            timestamp: new Date().toISOString(),
            latency_ms: 12.5,
            status: 'success',
            error_code: null,
            scope: null,
            cache_status: null,
            attempt: 1,
            http_method: 'POST',
            http_path: '/v1/context/user/fetch',
            http_status_code: 200,
            metadata: {},
          },
        ],
        sdk_version: '0.4.4',
        batch_id: randomUUID(),
        created_at: new Date().toISOString(),
      }),
    })

    expect([200, 202]).toContain(response.status)
  })

  it('answers /health without a key', async () => {
    expect((await fetch(`${compat.server.url}/health`)).status).toBe(200)
  })

  it.each(['/v1/credits/balance', '/v1/credits/ledger?limit=100&offset=0'])('answers %s', async (path) => {
    expect(await compat.python.request('GET', path, anything)).toBeTypeOf('object')
  })

  it('estimates what a call costs, and says that there are no codes', async () => {
    const estimate = { metric_type: 'requests', units: 1, item_count: 1, endpoint: 'fetch', mode: 'fast' }
    const answer = await compat.python.request('POST', '/v1/credits/estimate', anything, estimate)
    expect(answer['credits_estimate']).toBe(0)

    const redeem = compat.python.request('POST', '/v1/credits/redeem', anything, { code: 'FREE' })
    await expect(redeem).rejects.toBeInstanceOf(PythonError)
  })

  it('answers in the body that clients read when a path does not exist', async () => {
    const call = compat.python.request('GET', '/v1/nothing/here', anything)

    await expect(call).rejects.toBeInstanceOf(PythonError)
    await expect(call).rejects.toMatchObject({ kind: 'ContextNotFoundError' })
  })

  it('records what one client says for another to read', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)

    expect((await compat.python.promptContext(conversationId, 'narrative')).total_message_count).toBe(6)
  })
})
