/** The requests of the MCP server, field by field: no id headers, keys left out instead of null, anything below 400 taken. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pollUntil, TEST_KEY } from '../e2e/precis-server.js'
import { type CompatServer, startCompatServer } from './compat-server.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

interface McpAnswer {
  readonly status: number
  readonly retryAfter: string | null
  readonly body: unknown
}

async function ask(method: string, path: string, body?: object, key = TEST_KEY): Promise<McpAnswer> {
  const response = await fetch(`${compat.server.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: await response.json(),
  }
}

const created = z.looseObject({ ingestion_id: z.guid() })
const progress = z.looseObject({
  status: z.enum(['queued', 'processing', 'completed', 'failed']),
  memories_created: z.int(),
})
const KINDS = ['facts', 'preferences', 'episodes', 'emotions', 'temporal_events'] as const
const recalled = z.looseObject({
  context: z.partialRecord(z.enum(KINDS), z.array(z.looseObject({ content: z.string() }))),
})

const logExchange = (owner: object) =>
  ask('POST', '/api/v1/memories/create', {
    document: 'User: I am allergic to walnuts.\nAssistant: No walnuts, then.',
    document_type: 'ai-chat-conversation',
    mode: 'long-range',
    metadata: { source: 'mcp-server', conversation_id: 'chat 7' },
    ...owner,
  })

/** The lines that the model gets. */
async function recall(scope: string, owner: object, query: string[] | null): Promise<string> {
  const answer = await ask('POST', `/v1/context/${scope}/fetch`, {
    search_query: query,
    max_results: 10,
    types: ['all'],
    mode: 'fast',
    ...owner,
  })
  expect(answer.status).toBeLessThan(400)
  const { context } = recalled.parse(answer.body)
  return KINDS.flatMap((kind) => context[kind] ?? [])
    .map(({ content }) => content)
    .join('\n')
}

describe('the MCP server', () => {
  const userId = randomUUID()
  const customerId = randomUUID()
  it.each([
    ['one user', 'user', { user_id: userId }],
    ['a user of a customer', 'user', { user_id: userId, customer_id: customerId }],
    ['a customer', 'customer', { customer_id: customerId }],
    ['everybody, without ids', 'client', {}],
  ])('logs an exchange for %s, waits for it and recalls it', async (_, scope, owner) => {
    const answer = await logExchange(owner)
    expect(answer.status).toBe(200)
    const { ingestion_id } = created.parse(answer.body)
    let state = progress.parse((await ask('GET', `/api/v1/memories/status/${ingestion_id}`)).body)
    await pollUntil(async () => {
      state = progress.parse((await ask('GET', `/api/v1/memories/status/${ingestion_id}`)).body)
      return state.status === 'completed' || state.status === 'failed'
    })

    expect(state).toMatchObject({ status: 'completed', memories_created: 1 })
    expect(await recall(scope, owner, ['What am I allergic to?'])).toContain('walnuts')
    expect(await recall(scope, owner, null)).toContain('walnuts')
  })

  it.each([
    ['a rejected token', 401, () => ask('GET', '/api/v1/memories/status/x', undefined, `${TEST_KEY}x`)],
    ['an unknown id', 404, () => ask('GET', `/api/v1/memories/status/${randomUUID()}`)],
  ])('knows %s by the status %i', async (_, status, call) => {
    expect((await call()).status).toBe(status)
  })
})
