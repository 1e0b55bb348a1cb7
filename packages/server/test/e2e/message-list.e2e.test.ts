/** `format=messages` from a real server process: its threads, its store, its socket. */
import { randomUUID } from 'node:crypto'
import { compactedMessagesResponse } from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnthropicMessage, OpenAiMessage } from '../../../engine/src/render/messages.js'
import { anthropicProblems, openAiProblems } from '../../../engine/test/providers/rules.js'
import {
  call,
  compactToEnd,
  makeDataDir,
  recordAll,
  removeDataDir,
  startServer,
  type TestServer,
} from './precis-server.js'

const CEILING = 500
const RULE = 'Never ship to a depot without a cold room.'

/** A courier's agent: a rule, then a call and its result for each depot, then a question. */
const TURNS = [
  { role: 'user', content: `Find a depot for the cheese. ${RULE}` },
  ...Array.from({ length: 40 }, (_, at) => [
    {
      role: 'assistant',
      content: `Asking depot ${at}.`,
      tool_calls: [{ id: `call_${at}`, name: 'depot', arguments: `{"number":${at}}` }],
    },
    {
      role: 'tool',
      tool_call_id: `call_${at}`,
      content: `Depot ${at}: gate G-${300 + at}, ${at * 7} free places, ${at === 9 ? 'a cold room' : 'no cooling'}.`,
    },
  ]).flat(),
  { role: 'user', content: 'Which depot has the cold room?' },
]

let server: TestServer
let conversationId: string
beforeAll(async () => {
  server = await startServer({ dataDir: await makeDataDir() })
  conversationId = randomUUID()
  await recordAll(server, conversationId, TURNS)
  await compactToEnd(server, conversationId, { target_tokens: CEILING })
})
afterAll(async () => {
  await server.kill('SIGTERM')
  await removeDataDir(server.dataDir)
})

const read = (query: string) => call(server, 'GET', `/v1/conversations/${conversationId}/compacted?${query}`)

describe('GET compacted?format=messages', () => {
  it('gives a list that OpenAI accepts, within the ceiling, by default', async () => {
    const { status, body } = await read('format=messages')
    const answer = compactedMessagesResponse.strict().parse(body)

    expect(status).toBe(200)
    expect(answer).toMatchObject({ format: 'messages', provider: 'openai', version: 1 })
    expect(openAiProblems(answer.messages as unknown as OpenAiMessage[])).toEqual([])
    expect(answer.compacted_token_count).toBeLessThanOrEqual(CEILING)
    expect(answer.target_tokens).toBe(CEILING)
    expect(answer.message_count).toBe(TURNS.length)
    expect(answer.messages[0]).toMatchObject({ role: 'system', content: expect.stringContaining(RULE) })
    expect(answer.messages.at(-1)).toEqual({ role: 'user', content: 'Which depot has the cold room?' })
    expect(answer.messages.some(({ role }) => role === 'tool')).toBe(true)
    expect(answer.validation_score).toBeGreaterThan(0)
  })

  it('gives a list that Anthropic accepts, with the context as its system parameter', async () => {
    const { body } = await read('format=messages&provider=anthropic&version=1')
    const answer = compactedMessagesResponse.strict().parse(body)

    expect(answer.provider).toBe('anthropic')
    expect(answer.system).toContain(RULE)
    expect(anthropicProblems(answer.messages as unknown as AnthropicMessage[])).toEqual([])
    expect(answer.compacted_token_count).toBeLessThanOrEqual(CEILING)
  })

  it('is the same at every call, and leaves the texts as they are', async () => {
    const [first, second, text] = [
      await read('format=messages'),
      await read('format=messages'),
      await read('format=injection'),
    ]
    expect(second.body).toEqual(first.body)
    expect(text.body).toMatchObject({ format: 'injection', formatted_context: expect.any(String) })
    expect(text.body).not.toHaveProperty('messages')
  })

  it.each([
    ['format=chatml', 'format'],
    ['format=messages&provider=cohere', 'provider'],
  ])('refuses %s and names the field and what is allowed', async (query, field) => {
    const { status, body } = await read(query)
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain(field)
    expect(JSON.stringify(body)).toContain('must be one of')
  })

  it('knows no list of a version that is not there', async () => {
    expect((await read('format=messages&version=9')).status).toBe(404)
  })

  it('is described in the OpenAPI document', async () => {
    const { body } = await call(server, 'GET', '/openapi.json')
    const text = JSON.stringify(body)
    expect(text).toContain('"anthropic"')
    expect(text).toContain('"messages"')
  })
})
