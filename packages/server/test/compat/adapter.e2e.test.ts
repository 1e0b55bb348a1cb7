import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { call, pollUntil, TEST_KEY } from '../e2e/precis-server.js'
import {
  type CompatServer,
  compactAndPoll,
  MOVE_TURNS,
  recordTurns,
  startCompatServer,
} from './compat-server.js'
import { turnEvent } from './stream-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

/** Headers of the Vercel AI adapter: its ids are always empty. */
const FETCH_HEADERS = {
  authorization: `Bearer ${TEST_KEY}`,
  'content-type': 'application/json',
  'x-client-id': '',
  'x-instance-id': '',
  'user-agent': '@maximem/synap-vercel-adk/0.3.0',
}
const SHORT_TERM_HEADERS = {
  authorization: `Bearer ${TEST_KEY}`,
  'x-synap-client-id': '',
  'x-synap-instance-id': '',
  'x-correlation-id': randomUUID(),
}

const fetchedByAdapter = z.looseObject({
  items_by_type: z.record(
    z.string(),
    z.object({ items: z.array(z.looseObject({ item_id: z.string(), content: z.string() })) }),
  ),
  conversation_context: z
    .looseObject({
      summary: z.string(),
      current_state_json: z.string(),
      key_extractions_json: z.string(),
      recent_turns: z.array(z.looseObject({ role: z.string(), content: z.string(), timestamp: z.string() })),
    })
    .nullable(),
  bundle_id: z.string(),
  total_tokens: z.int(),
  metadata: z.looseObject({ source: z.string() }),
})

/** The adapter takes any 2xx and throws otherwise. */
async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`${compat.server.url}${path}`, {
    method: 'POST',
    headers: FETCH_HEADERS,
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`HTTP ${response.status}: ${await response.text()}`)
  return response.json()
}

describe('the Vercel AI adapter over HTTP', () => {
  it('finds items under items_by_type, with empty ids in headers and body', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)
    await compactAndPoll(compat.python, conversationId)

    const answer = fetchedByAdapter.parse(
      await post('/v1/context/conversation/fetch', {
        conversation_id: conversationId,
        user_id: '',
        customer_id: '',
        search_query: ['What do the movers cost?'],
        max_results: 10,
        types: ['all'],
        mode: 'fast',
      }),
    )

    expect(JSON.stringify(answer.items_by_type)).toContain('1,150')
    expect(Object.keys(JSON.parse(answer.conversation_context?.key_extractions_json ?? ''))).toContain(
      'facts',
    )
    expect(JSON.parse(answer.conversation_context?.current_state_json ?? '')).toBeTypeOf('object')
  })

  it('injects the prompt context once it is available', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)
    await compactAndPoll(compat.python, conversationId)

    const response = await fetch(
      `${compat.server.url}/v1/conversations/${conversationId}/context-for-prompt?style=narrative`,
      { headers: SHORT_TERM_HEADERS },
    )
    const answer = z
      .looseObject({ available: z.literal(true), formatted_context: z.string() })
      .parse(await response.json())

    expect(answer.formatted_context).toContain('kiln')
  })
})

describe('the Vercel AI adapter while it listens', () => {
  /** The conversation as it was kept, in order. */
  async function kept(conversationId: string) {
    const { body } = await call(compat.server, 'GET', `/v1/conversations/${conversationId}/messages`)
    const { messages } = z
      .looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.string() })) })
      .parse(body)
    return messages.map(({ role, content }) => ({ role, content }))
  }

  const report = (conversationId: string, count: number) =>
    post('/v1/memories/ingest', {
      messages: MOVE_TURNS.slice(0, count),
      user_id: 'u1',
      customer_id: '',
      conversation_id: conversationId,
      source: 'vercel_ai_sdk',
    })

  /** After each model call it tells the turn and the reply on its stream, and the whole prompt over HTTP. */
  it.each(['stream first', 'prompt first', 'both at once'])('has each turn kept once, %s', async (order) => {
    const conversationId = randomUUID()
    const stream = compat.stream().listen()
    await stream.receive((response) => response.heartbeat_pong)
    for (let count = 2; count <= MOVE_TURNS.length; count += 2) {
      const tell = () => {
        for (const { role, content } of MOVE_TURNS.slice(count - 2, count))
          stream.send(turnEvent(conversationId, role, content, Date.now()))
      }
      if (order === 'prompt first') await report(conversationId, count)
      const reported = order === 'both at once' ? report(conversationId, count) : undefined
      tell()
      await reported
      if (order === 'stream first') {
        await pollUntil(async () => (await kept(conversationId).catch(() => [])).length >= count)
        await report(conversationId, count)
      }
    }
    stream.call.end()
    await stream.ended

    expect(await kept(conversationId)).toEqual(MOVE_TURNS)
  })
})
