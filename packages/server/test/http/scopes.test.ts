import { randomUUID } from 'node:crypto'
import { fetchUserResponse, userProfileResponse } from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetchRules } from './client-rules.js'
import { type HttpServer, openHttpServer } from './server.js'

let server: HttpServer

beforeAll(async () => {
  server = await openHttpServer()
})
afterAll(() => server.close())

interface Owner {
  readonly user_id?: string
  readonly customer_id?: string
}

/** Records what somebody says, and compacts it unless told otherwise. */
async function say(owner: Owner, content: string, options: { readonly isCompacted?: boolean } = {}) {
  const conversationId = randomUUID()
  await server.send('POST', '/v1/conversations/messages', {
    conversation_id: conversationId,
    role: 'user',
    content,
    ...owner,
  })
  if (options.isCompacted ?? true) await server.compact(conversationId)
  return conversationId
}

const fetchScope = async (scope: 'user' | 'customer' | 'client', fields: object) => {
  const answer = await server.send('POST', `/v1/context/${scope}/fetch`, { max_results: 50, ...fields })
  expect(answer.status).toBe(200)
  fetchRules.parse(answer.body)
  return answer
}

describe('POST /v1/context/{user,customer,client}/fetch', () => {
  it('reads broader levels and never narrower or foreign ones', async () => {
    const [acme, zeta] = [randomUUID(), randomUUID()]
    await say({ user_id: 'ada', customer_id: acme }, 'I prefer the blue heron report.')
    await say({ user_id: 'bob', customer_id: acme }, 'I prefer the red falcon report.')
    await say({ user_id: 'ada', customer_id: zeta }, 'I prefer the green parrot report.')
    await say({ customer_id: acme }, 'We always use the white stork template. Never send invoices on Friday.')
    await say({}, 'Everyone must use the black raven seal. Never open the vault at night.')
    const birdsOf = async (scope: 'user' | 'customer' | 'client', fields: object) => {
      const { text } = await fetchScope(scope, fields)
      return ['heron', 'falcon', 'parrot', 'stork', 'raven'].filter((bird) => text.includes(bird))
    }

    expect(await birdsOf('user', { user_id: 'ada', customer_id: acme })).toEqual(['heron', 'stork', 'raven'])
    expect(await birdsOf('user', { user_id: 'bob', customer_id: acme })).toEqual(['falcon', 'stork', 'raven'])
    // Two customers have an ada: without a customer it cannot be told who asks.
    expect(await birdsOf('user', { user_id: 'ada' })).toEqual(['raven'])
    expect(await birdsOf('customer', { customer_id: acme })).toEqual(['stork', 'raven'])
    expect(await birdsOf('customer', { customer_id: zeta })).toEqual(['raven'])
    expect(await birdsOf('client', {})).toEqual(['raven'])
  })

  it('ranks by the query, keeps to types and count, and says whose an item is', async () => {
    const user_id = randomUUID()
    const conversationId = await say(
      { user_id },
      'I prefer window seats. I prefer tea with lemon. My dog is called Rex.',
    )
    const { body } = await fetchScope('user', { user_id, search_query: ['window seats'], max_results: 1 })
    const { context } = fetchUserResponse.parse(body)
    expect(Object.values(context).flat()).toMatchObject([
      { content: expect.stringContaining('window'), scope: 'user', entity_id: user_id },
    ])
    const typed = await fetchScope('user', { user_id, types: ['preferences'] })
    expect(typed.body).toMatchObject({ context: { facts: [], episodes: [] } })
    const named = await fetchScope('user', { user_id, conversation_id: conversationId })
    expect(named.body).toMatchObject({ conversation_context: { conversation_id: conversationId } })
  })

  it('finds what was said a moment ago, before any compaction', async () => {
    const user_id = randomUUID()
    await say({ user_id }, 'My locker number is 4471.', { isCompacted: false })
    const { text } = await fetchScope('user', { user_id, search_query: ['locker number'] })
    expect(text).toContain('4471')
  })

  it('does not show another user’s conversation that was named', async () => {
    const conversationId = await say({ user_id: randomUUID() }, 'My locker number is 9913.')
    const { body, text } = await fetchScope('user', {
      user_id: randomUUID(),
      conversation_id: conversationId,
      search_query: ['locker number'],
    })
    expect(text).not.toContain('9913')
    expect(body).toMatchObject({ conversation_context: null })
    expect(
      (await fetchScope('customer', { customer_id: 'c', conversation_id: conversationId })).text,
    ).not.toContain('9913')
  })

  it('knows the summary mode in the user scope alone', async () => {
    for (const [scope, owner] of [
      ['customer', { customer_id: 'c' }],
      ['client', {}],
    ] as const) {
      const body = { ...owner, context_mode: 'conversation-summary' }
      expect((await server.send('POST', `/v1/context/${scope}/fetch`, body)).status).toBe(400)
    }
    expect((await server.send('POST', '/v1/context/user/fetch', {})).status).toBe(400)
  })

  it('gives the profile and the latest conversations in summary mode', async () => {
    const user_id = randomUUID()
    await say({ user_id }, 'I prefer trains. We decided to meet on 3 June 2026 in Lyon.')
    const latest = await say({ user_id }, 'The meeting in Lyon is moved. Never book flights for me.')
    const ask = (fields: object) =>
      fetchScope('user', { user_id, context_mode: 'conversation-summary', ...fields })
    const { body } = await ask({ last_n_conversations: 5 })
    expect(fetchUserResponse.parse(body)).toMatchObject({
      profile: { _meta: { user_id, conversation_count: 2 } },
      conversations: [
        {
          conversation_id: latest,
          summary_status: 'available',
          message_count: 1,
          compaction_version: 1,
          summary: { narrative_summary: expect.stringContaining('book flights') },
        },
        {},
      ],
    })
    expect((await ask({})).body).toMatchObject({ conversations: [{ conversation_id: latest }] })
    const bare = await ask({ include_profile: false, last_n_conversations: 0 })
    expect(bare.body).toMatchObject({ conversations: [] })
    expect(bare.body).not.toHaveProperty('profile')
    const unknown = await fetchScope('user', { user_id: randomUUID(), context_mode: 'conversation-summary' })
    expect(unknown.body).toMatchObject({ profile: null, conversations: [] })
  })
})

describe('GET /v1/users/{id}/profile', () => {
  it('gathers what stands over all conversations', async () => {
    const user_id = `ada/of the north ${randomUUID()}`
    await say({ user_id }, 'I prefer trains over planes. Never call me before 9 am.')
    for (const path of [encodeURIComponent(user_id), encodeURI(user_id)]) {
      const { status, body } = await server.send('GET', `/v1/users/${path}/profile`)
      expect(status).toBe(200)
      const { profile } = userProfileResponse.parse(body)
      expect(profile._meta).toMatchObject({ user_id, conversation_count: 1 })
      expect(JSON.stringify(profile.extras)).toContain('9 am')
    }
  })

  it('is 404 for a user of whom nothing is known, and for other paths', async () => {
    expect(await server.send('GET', `/v1/users/${randomUUID()}/profile`)).toMatchObject({
      status: 404,
      body: { details: { reason: 'no_such_user' } },
    })
    expect((await server.send('GET', '/v1/users/ada')).status).toBe(400)
    expect((await server.send('GET', '/v1/users/ada/profile?customer_id=nobody')).status).toBe(404)
  })
})

describe('account', () => {
  it('answers credits honestly and takes telemetry', async () => {
    const balance = await server.send('GET', '/v1/credits/balance')
    expect(balance.body).toMatchObject({ warning_low: false, unlimited: true })
    expect((await server.send('GET', '/v1/credits/ledger?limit=5')).body).toEqual({
      entries: [],
      total: 0,
      limit: 5,
      offset: 0,
    })
    expect((await server.send('POST', '/v1/credits/estimate', { metric_type: 'fetch' })).body).toMatchObject({
      credits_estimate: 0,
    })
    expect(await server.send('POST', '/v1/credits/redeem', { code: 'X' })).toMatchObject({
      status: 412,
      body: { code: 'failed_precondition' },
    })
    const events = [{ event_type: 'sdk_init', latency_ms: 3, metadata: null }, {}]
    const telemetry = { events, sdk_version: '0.4.4', batch_id: 'b1' }
    expect(await server.send('POST', '/v1/telemetry/batch', telemetry)).toMatchObject({
      status: 200,
      body: { accepted: 2, batch_id: 'b1' },
    })
  })
})
