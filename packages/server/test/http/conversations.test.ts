import { randomUUID } from 'node:crypto'
import { messagesResponse } from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type HttpServer, openHttpServer } from './server.js'

let server: HttpServer

beforeAll(async () => {
  server = await openHttpServer({ autoEnabled: true, autoMessages: 1_000, autoTokens: 1_000_000 })
})
afterAll(() => server.close())

const path = (id: string, rest: string) => `/v1/conversations/${id}/${rest}`

describe('GET /v1/conversations/{id}/messages', () => {
  it('gives every message, whole and in order, page by page', async () => {
    const id = randomUUID()
    const said = ['one', 'two\u2028', 'three 👩‍👧', 'four', 'five']
    const ids = await server.record(id, ...said)
    const seen: string[] = []
    let after: number | null = 0
    while (after !== null) {
      const { status, body } = await server.send('GET', path(id, `messages?after=${after}&limit=2`))
      expect(status).toBe(200)
      const page = messagesResponse.parse(body)
      expect(page).toMatchObject({ conversation_id: id, total: 5 })
      seen.push(...page.messages.map(({ content }) => content))
      after = page.next_after
    }
    expect(seen).toEqual(said)
    const { body } = await server.send('GET', path(id, 'messages'))
    expect(messagesResponse.parse(body).messages.map(({ message_id }) => message_id)).toEqual(ids)
  })

  it('leads from an item’s evidence to the words', async () => {
    const id = randomUUID()
    await server.record(id, 'First of all, hello. I prefer the red door. And thanks.')
    await server.compact(id)
    const compacted = await server.send('GET', path(id, 'compacted'))
    const { messages } = messagesResponse.parse((await server.send('GET', path(id, 'messages'))).body)
    expect(compacted.body).toMatchObject({
      preferences: [{ evidence: [{ message_id: messages[0]?.message_id }] }],
    })
    const [{ evidence }] = compacted.body['preferences'] as [{ evidence: [{ start: number; end: number }] }]
    expect(messages[0]?.content.slice(evidence[0].start, evidence[0].end)).toContain('red door')
  })

  it('is 404 for another instance’s conversation and for the unknown, 400 for a bad page', async () => {
    const id = randomUUID()
    expect(await server.send('GET', path(id, 'messages'))).toMatchObject({
      status: 404,
      body: { details: { reason: 'no_such_conversation' } },
    })
    for (const query of ['limit=0', 'limit=501', 'after=-1', 'after=x'])
      expect((await server.send('GET', path(id, `messages?${query}`))).status).toBe(400)
  })
})

describe('pins', () => {
  it('keep a message word for word under any target', async () => {
    const id = randomUUID()
    const filler = Array.from(
      { length: 30 },
      (_, n) => `Something about topic ${n} that nobody will need again.`,
    )
    const pinned = 'The zebra crossing at gate 9 hums in B flat.'
    const ids = await server.record(id, ...filler.slice(0, 15), pinned, ...filler.slice(15))
    const messageId = ids[15] ?? ''

    const put = await server.send('PUT', path(id, `pins/${messageId}`))
    expect(put).toMatchObject({ status: 200, body: { pinned_message_ids: [messageId] } })
    await server.send('PUT', path(id, `pins/${messageId}`))
    expect((await server.send('GET', path(id, 'pins'))).body).toEqual({
      conversation_id: id,
      pinned_message_ids: [messageId],
    })
    await server.compact(id, { target_tokens: 120 })
    for (const format of ['structured', 'narrative', 'bullet_points', 'injection']) {
      const { body } = await server.send('GET', path(id, `compacted?format=${format}`))
      expect(body['formatted_context']).toContain(pinned)
    }

    const gone = await server.send('DELETE', path(id, `pins/${messageId}`))
    expect(gone).toMatchObject({ status: 200, body: { pinned_message_ids: [] } })
  })

  it('refuse messages that the conversation does not have', async () => {
    const [id, other] = [randomUUID(), randomUUID()]
    const [messageId = ''] = await server.record(id, 'mine')
    await server.record(other, 'theirs')
    for (const [conversation, message, reason] of [
      [id, randomUUID(), 'no_such_message'],
      [other, messageId, 'no_such_message'],
      [randomUUID(), messageId, 'no_such_conversation'],
    ] as const)
      expect(await server.send('PUT', path(conversation, `pins/${message}`))).toMatchObject({
        status: 404,
        body: { details: { reason } },
      })
    expect((await server.send('DELETE', path(id, `pins/${messageId}`))).status).toBe(404)
  })
})

describe('settings', () => {
  const automatic = (fields: object) => ({
    automatic: { enabled: null, tokens: null, messages: null, ...fields },
  })

  it('set a conversation’s own threshold, which then starts runs', async () => {
    const id = randomUUID()
    await server.record(id, 'one')
    expect((await server.send('GET', path(id, 'settings'))).body).toEqual(automatic({}))
    const set = await server.send('PATCH', path(id, 'settings'), {
      automatic: { messages: 3, enabled: true },
    })
    expect(set).toMatchObject({ status: 200, body: automatic({ messages: 3, enabled: true }) })

    await server.record(id, 'two', 'three')
    const statusNow = async () => (await server.send('GET', path(id, 'compaction/status'))).body['status']
    await expect.poll(statusNow, { timeout: 20_000 }).toBe('completed')
    expect((await server.send('GET', path(id, 'compacted'))).body).toMatchObject({
      trigger_type: 'auto_messages',
    })

    const back = await server.send('PATCH', path(id, 'settings'), { automatic: { messages: null } })
    expect(back.body).toEqual(automatic({ enabled: true }))
  })

  it('set the instance’s, and leave fields that are not given', async () => {
    await server.send('PATCH', '/v1/settings', { automatic: { tokens: 9_000 } })
    await server.send('PATCH', '/v1/settings', { automatic: { messages: 77 } })
    expect((await server.send('GET', '/v1/settings')).body).toEqual({
      ...automatic({ tokens: 9_000, messages: 77 }),
      retention: { max_age_days: null },
    })
  })

  it.each([
    {},
    { automatic: null },
    { automatic: { tokens: 0 } },
    { automatic: { messages: 1.5 } },
    { automatic: { enabled: 'on' } },
  ])('refuse %j', async (body) => {
    expect((await server.send('PATCH', '/v1/settings', body)).status).toBe(400)
  })
})
