/** What one server deletes, another one that has answered from it before knows nothing of either. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEverything, type TestDatabase } from '../postgres/database.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { type HttpServer, openHttpServer } from './server.js'

const databases = useTestDatabases()

/** Said as a rule, as a preference and as a value, so that items of many kinds are made of it. No id and no time can hold it by chance. */
const SECRETS = [
  'Never open the safe with KX-7731 when guests are there.',
  'I prefer the code KX-7731 for the safe.',
  'The code of the safe is KX-7731.',
]
const USER = { user_id: 'ada', customer_id: 'acme' }

describe('deleting on one of two servers on one Postgres', () => {
  let database: TestDatabase
  let here: HttpServer
  let there: HttpServer

  beforeEach(async () => {
    database = await databases.migrated()
    const open = () => openHttpServer({ databaseUrl: database.url })
    here = await open()
    there = await open()
  })
  afterEach(async () => {
    await here.close()
    await there.close()
  })

  const say = (conversation_id: string, content: string, fields: object = {}) =>
    here.send('POST', '/v1/conversations/messages', {
      ...{ conversation_id, content, role: 'user', ...USER, client_message_id: content },
      ...fields,
    })

  /** Every answer that is made of what was said, by what it was asked. */
  const answersOf = async (server: HttpServer, conversation_id: string) => {
    const get = (path: string) => server.send('GET', path)
    const fetch = (scope: string) =>
      server.send('POST', `/v1/context/${scope}/fetch`, {
        ...USER,
        conversation_id,
        search_query: ['code of the safe'],
      })
    const of = `/v1/conversations/${conversation_id}`
    const all = {
      prompt: get(`${of}/context-for-prompt`),
      narrative: get(`${of}/context-for-prompt?style=narrative&recent=always`),
      compacted: get(`${of}/compacted`),
      explain: get(`${of}/explain`),
      messages: get(`${of}/messages`),
      profile: get(`/v1/users/${USER.user_id}/profile?customer_id=${USER.customer_id}`),
      conversation: fetch('conversation'),
      user: fetch('user'),
      customer: fetch('customer'),
      client: fetch('client'),
    }
    const answers: Record<string, string> = {}
    for (const [name, answer] of Object.entries(all)) answers[name] = (await answer).text
    return answers
  }
  const tellingOf = async (server: HttpServer, conversation: string) =>
    Object.entries(await answersOf(server, conversation)).flatMap(([name, text]) =>
      text.includes('KX-7731') ? [name] : [],
    )
  const OF_A_USER = [
    ...['prompt', 'narrative', 'compacted', 'explain', 'messages', 'profile'],
    ...['conversation', 'user'],
  ]

  /** A conversation that both servers have answered from in every way, and what its messages are called. */
  const aToldConversation = async () => {
    const conversation = randomUUID()
    await say(conversation, 'I prefer tea in the morning.')
    const ids: string[] = []
    for (const secret of SECRETS) ids.push(String((await say(conversation, secret)).body['message_id']))
    await here.compact(conversation)
    await there.parts.worker.idle()
    await here.send('PUT', `/v1/conversations/${conversation}/pins/${ids[0]}`)
    for (const server of [here, there])
      expect((await tellingOf(server, conversation)).sort()).toEqual([...OF_A_USER].sort())
    expect(await readEverything(database)).toContain('KX-7731')
    return { conversation, ids }
  }
  const expectNothingOf = async (conversation: string) => {
    for (const server of [there, here]) expect(await tellingOf(server, conversation)).toEqual([])
    for (const server of [there, here]) await server.parts.worker.idle()
    expect(await readEverything(database)).not.toContain('KX-7731')
    for (const server of [there, here]) expect(await tellingOf(server, conversation)).toEqual([])
  }

  it('takes messages with everything that was made of them, and leaves the rest', async () => {
    const { conversation, ids } = await aToldConversation()
    for (const id of ids) {
      const { status, body } = await here.send('DELETE', `/v1/conversations/${conversation}/messages/${id}`)
      expect([status, body]).toMatchObject([
        200,
        { message_id: id, removed: { messages: 1, annotations: 1 } },
      ])
    }

    await expectNothingOf(conversation)
    expect((await answersOf(there, conversation))['messages']).toContain('tea')
  })

  it('takes a conversation, and its keys: the same message sent again is a new one', async () => {
    const { conversation } = await aToldConversation()
    const { status, body } = await here.send('DELETE', `/v1/conversations/${conversation}`)
    expect([status, body]).toMatchObject([
      200,
      {
        conversation_id: conversation,
        removed: {
          ...{ conversations: 1, messages: 4, annotations: 4, versions: 1, runs: 1, pins: 1 },
          ...{ idempotency_keys: 4, items: expect.any(Number) },
        },
      },
    ])

    await expectNothingOf(conversation)
    const again = await there.send('POST', '/v1/conversations/messages', {
      ...{ conversation_id: conversation, role: 'user', content: 'A new beginning.' },
      client_message_id: SECRETS[0],
    })
    expect(again).toMatchObject({ status: 200, body: { sequence: 1 } })
    expect(await tellingOf(there, conversation)).toEqual([])
  })

  it('takes a conversation that is a customer’s or nobody’s out of what is known of all', async () => {
    for (const [scope, fields] of [
      ['customer', { user_id: undefined }],
      ['client', { user_id: undefined, customer_id: undefined }],
    ] as const) {
      const conversation = randomUUID()
      for (const secret of SECRETS) await say(conversation, secret, fields)
      await here.compact(conversation)
      await there.parts.worker.idle()
      for (const server of [here, there]) expect(await tellingOf(server, conversation)).toContain(scope)

      expect((await here.send('DELETE', `/v1/conversations/${conversation}`)).status).toBe(200)
      await expectNothingOf(conversation)
    }
  })

  it('takes a user, also out of the conversations of others', async () => {
    const { conversation } = await aToldConversation()
    const shared = randomUUID()
    await say(shared, 'I prefer coffee.', { user_id: 'bob' })
    await say(shared, 'The other code is KX-7731.')
    await here.compact(shared)
    await there.parts.worker.idle()
    expect(await tellingOf(there, shared)).toContain('conversation')

    const { status, body } = await here.send(
      'DELETE',
      `/v1/users/${USER.user_id}?customer_id=${USER.customer_id}`,
    )
    expect([status, body]).toMatchObject([
      200,
      { state: 'completed', removed: { messages: 5, conversations: 1 } },
    ])
    await expectNothingOf(conversation)
    await expectNothingOf(shared)
    expect((await answersOf(there, shared))['messages']).toContain('coffee')
  })
})
