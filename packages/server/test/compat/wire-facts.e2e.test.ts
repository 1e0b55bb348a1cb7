/** What holds for every request: one envelope for what went wrong, and an address that may be spelt in more than one way. */
import { randomUUID } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { call, TEST_KEY } from '../e2e/precis-server.js'
import {
  type CompatServer,
  compactAndPoll,
  MOVE_TURNS,
  recordTurns,
  startCompatServer,
} from './compat-server.js'
import { createPythonClient, models } from './python-client.js'

let compat: CompatServer
const id = randomUUID()
const nobody = randomUUID()
beforeAll(async () => {
  compat = await startCompatServer()
  await recordTurns(compat.python, id)
  await compactAndPoll(compat.python, id)
  await recordTurns(compat.python, id, [{ role: 'user', content: 'And the wheel?' }])
})
afterAll(async () => {
  await compat.close()
})

/** What clients read of anything that is not a success, and what the documentation promises beside it. */
const envelope = z.looseObject({
  detail: z.union([z.string().min(1), z.looseObject({ code: z.string(), message: z.string().min(1) })]),
  error: z.string().min(1),
  code: z.string().min(1),
  details: z.looseObject({}),
})

const V1 = '/v1/conversations'
type Call = readonly [method: string, path: string, body?: unknown]

describe('a refusal', () => {
  it.each<[number, string, Call]>([
    [400, 'no body', ['POST', `${V1}/messages`]],
    [400, 'an empty body', ['POST', `${V1}/messages`, '']],
    [400, 'half a body', ['POST', `${V1}/compact`, '{"conversation_id":']],
    [400, 'a list for a body', ['POST', '/v1/context/client/fetch', []]],
    [400, 'no id', ['POST', `${V1}/compact`, {}]],
    [400, 'an id that is a number', ['POST', `${V1}/compact`, { conversation_id: 7 }]],
    [400, 'a number as text', ['POST', `${V1}/compact`, { conversation_id: id, target_tokens: '800' }]],
    [400, 'a flag as text', ['POST', `${V1}/compact`, { conversation_id: id, force: 'yes' }]],
    [
      400,
      'a role in capitals',
      ['POST', `${V1}/messages`, { conversation_id: id, role: 'User', content: 'x' }],
    ],
    [400, 'no messages', ['POST', `${V1}/messages/batch`, { messages: null }]],
    [400, 'a format twice', ['GET', `${V1}/${id}/compacted?format=structured&format=narrative`]],
    [400, 'a provider without its format', ['GET', `${V1}/${id}/compacted?provider=openai`]],
    [400, 'no user', ['POST', '/v1/context/user/fetch', { user_id: null }]],
    [
      400,
      'a scope without its mode',
      ['POST', '/v1/context/customer/fetch', { customer_id: 'c', last_n_conversations: 1 }],
    ],
    [
      400,
      'an empty transcript',
      ['POST', `${V1}/ingest`, { conversation_id: 'a', user_id: 'u', transcript: '' }],
    ],
    [400, 'a picture', ['POST', '/api/v1/memories/create', { document: 'x', document_type: 'image' }]],
    [403, 'a compaction of nothing', ['POST', `${V1}/compact`, { conversation_id: nobody }]],
    [403, 'a prompt context of nothing', ['GET', `${V1}/${nobody}/context-for-prompt`]],
    [404, 'a path that does not exist', ['GET', '/v2/conversations']],
    [404, 'a method that does not exist', ['PUT', `${V1}/compact`, {}]],
    [404, 'a compaction that does not exist', ['GET', `${V1}/${nobody}/compacted`]],
    [404, 'a version that does not exist', ['GET', `${V1}/${id}/compacted?version=99`]],
    [404, 'a memory that does not exist', ['GET', `/api/v1/memories/${nobody}`]],
    [404, 'an ingestion that does not exist', ['GET', `/api/v1/memories/status/${nobody}`]],
    [404, 'a user that nobody met', ['GET', `/v1/users/${nobody}/profile`]],
    [
      404,
      'bootstrapping a key, which no client does',
      ['POST', '/api/v1/keys/bootstrap', { bootstrap_token: 't' }],
    ],
    [412, 'a code for credits', ['POST', '/v1/credits/redeem', { code: 'FREE' }]],
    [413, 'a body of 80 MB', ['POST', `${V1}/messages`, `"${'x'.repeat(80_000_000)}"`]],
  ])('%i for %s is one envelope', async (status, _, [method, path, body]) => {
    const answer = await call(compat.server, method, path, body)

    expect(answer).toMatchObject({ status, body: envelope.parse(answer.body) })
  })

  it.each(['Bearer', `Basic ${TEST_KEY}`, TEST_KEY, 'Bearer synap_nobody', ''])(
    '401 for the authorization "%s" is the same envelope, whatever the path',
    async (authorization) => {
      for (const path of ['/api/v1/auth/whoami', `${V1}/${id}/compacted`, '/v1/credits/balance']) {
        const answer = await call(compat.server, 'GET', path, undefined, { authorization })
        expect(answer).toMatchObject({ status: 401, body: envelope.parse(answer.body) })
      }
    },
  )
})

describe('a request', () => {
  it.each([
    ['null for everything optional', { user_id: 'u1', customer_id: null, session_id: null, metadata: null }],
    ['empty text for everything optional', { user_id: '', customer_id: '', session_id: '' }],
    ['fields that nobody knows', { user_id: 'u1', tenant: 7, options: { deep: [null] } }],
    ['nothing optional', {}],
  ])('to record takes %s', async (_, fields) => {
    const conversation_id = randomUUID()
    const answer = await compat.python.recordMessage({
      conversation_id,
      role: 'user',
      content: 'Hi',
      ...fields,
    })
    expect(answer.conversation_id).toBe(conversation_id)
  })

  it.each([
    { strategy: '', target_tokens: null, force: null },
    { strategy: null, compaction_level: '', target_tokens: 400.0 },
    { strategy: 'medium', unknown: true },
  ])('to compact takes %j', async (fields) => {
    const conversation_id = randomUUID()
    await recordTurns(compat.python, conversation_id)
    const { status } = await compactAndPoll(compat.python, conversation_id, fields)
    expect(status.status).toBe('completed')
  })

  it('reaches the same from a base URL that ends in slashes, and with one at the end of the path', async () => {
    for (const base of [`${compat.server.url}/`, `${compat.server.url}//`]) {
      const client = createPythonClient(base, TEST_KEY)
      expect((await client.status(id)).status).toBe('completed')
      expect((await client.request('GET', '/api/v1/auth/whoami/', models.whoami)).instance_id).toMatch(
        /^inst_/,
      )
    }
  })

  it('leaves the slashes of a user id alone', async () => {
    const userId = `https://people.example//${randomUUID()}`
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId, undefined, userId)
    await compactAndPoll(compat.python, conversationId)

    const answer = await call(compat.server, 'GET', `/v1/users/${userId}/profile`)

    expect(answer.body.profile._meta.user_id).toBe(userId)
  })

  it('may wait longer on its connection than any client keeps one', async () => {
    const agent = new Agent({ keepAlive: true })
    const header = await new Promise<string>((resolve, reject) => {
      const sent = httpRequest(`${compat.server.url}/health`, { agent }, (response) => {
        response.resume()
        resolve(String(response.headers['keep-alive']))
      })
      sent.on('error', reject)
      sent.end()
    })
    agent.destroy()

    expect(Number(/timeout=(\d+)/.exec(header)?.[1])).toBeGreaterThan(300)
  })

  it('of telemetry is taken whatever it says', async () => {
    const events = [{ event_type: null }, { event_type: 'error', metadata: null }, {}]
    const { status, body } = await call(compat.server, 'POST', '/v1/telemetry/batch', {
      events,
      batch_id: null,
    })
    expect([status, body.accepted]).toEqual([200, 3])
  })
})

/** Calls with the id of a conversation or a memory in them, which have to look alike for "unknown" and "another's". */
const CALLS_WITH_AN_ID: readonly ((id: string) => Call)[] = [
  (id) => ['POST', `${V1}/compact`, { conversation_id: id }],
  (id) => ['GET', `${V1}/${id}/compaction/status`],
  (id) => ['GET', `${V1}/${id}/compacted`],
  (id) => ['GET', `${V1}/${id}/compacted?format=messages`],
  (id) => ['GET', `${V1}/${id}/context-for-prompt?recent=always`],
  (id) => ['GET', `${V1}/${id}/explain`],
  (id) => ['GET', `${V1}/${id}/messages`],
  (id) => ['GET', `${V1}/${id}/pins`],
  (id) => ['PUT', `${V1}/${id}/pins/${nobody}`],
  (id) => ['GET', `${V1}/${id}/settings`],
  (id) => ['PATCH', `${V1}/${id}/settings`, { automatic: { enabled: false } }],
  (id) => ['POST', '/v1/context/conversation/fetch', { conversation_id: id, search_query: ['kiln'] }],
  (id) => ['POST', '/v1/context/user/fetch', { user_id: 'u1', conversation_id: id, search_query: ['kiln'] }],
  (id) => ['POST', '/v1/context/customer/fetch', { customer_id: 'c1', conversation_id: id }],
  (id) => ['POST', '/v1/context/client/fetch', { conversation_id: id, search_query: ['kiln'] }],
  (id) => ['GET', `/api/v1/memories/${id}`],
  (id) => ['GET', `/api/v1/memories/status/${id}`],
  (id) => ['PATCH', `/api/v1/memories/${id}`, { document: 'x' }],
  (id) => ['DELETE', `/api/v1/memories/${id}`],
  (id) => ['GET', `/v1/erasures/${id}`],
  (id) => ['DELETE', `${V1}/${id}/messages/${nobody}`],
  (id) => ['DELETE', `${V1}/${id}`],
]

describe('the id of another instance', () => {
  it('is answered as one that nobody has, on every call, and nothing of it is changed', async () => {
    const { key } = await compat.keyOfOtherInstance()
    const memory = await call(compat.server, 'POST', '/api/v1/memories/create', {
      document: `User: ${MOVE_TURNS[2].content}`,
    })
    const asStranger = async ([method, path, body]: Call, id: string) => {
      const answer = await call(compat.server, method, path, body, { authorization: `Bearer ${key}` })
      const text = JSON.stringify(answer).replaceAll(id, 'ID')
      return text.replace(/"(correlation_id|bundle_id|requested_at|deleted_at)":"[^"]*"/g, '')
    }
    for (const callWith of CALLS_WITH_AN_ID)
      for (const theirs of [id, memory.body.ingestion_id]) {
        const [, path] = callWith(theirs)
        const unknown = randomUUID()
        expect(await asStranger(callWith(theirs), theirs), path).toBe(
          await asStranger(callWith(unknown), unknown),
        )
      }

    expect((await compat.python.promptContext(id)).total_message_count).toBe(7)
    expect((await call(compat.server, 'GET', `/api/v1/memories/${memory.body.ingestion_id}`)).status).toBe(
      200,
    )
  })
})
