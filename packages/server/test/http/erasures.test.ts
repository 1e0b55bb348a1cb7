import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { eraseMessageResponse, eraseResponse, erasureResponse, messagesResponse } from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createManualClock } from '../../src/clock.js'
import { ABANDONED_AFTER_MS, SWEEP_INTERVAL_MS } from '../../src/runs/retention.js'
import { readEverything } from '../../src/store/sqlite/every-row.suite.js'
import { type HttpServer, openHttpServer } from './server.js'

let server: HttpServer

beforeAll(async () => {
  server = await openHttpServer()
})
afterAll(() => server.close())

const path = (id: string, rest: string) => `/v1/conversations/${id}/${rest}`

describe('DELETE /v1/conversations/{id}', () => {
  it('leaves nothing to read, to fetch or to continue', async () => {
    const id = randomUUID()
    await server.record(id, 'The safe opens with 7731. I prefer the red door.', 'Noted.')
    await server.compact(id)
    const fetched = () =>
      server.send('POST', '/v1/context/conversation/fetch', { conversation_id: id, search_query: ['safe'] })
    const user = () =>
      server.send('POST', '/v1/context/user/fetch', { user_id: 'u1', search_query: ['safe'] })
    await server.send('GET', path(id, 'context-for-prompt'))
    expect((await fetched()).text).toContain('7731')

    const erased = await server.send('DELETE', `/v1/conversations/${id}`)
    expect(erased.status).toBe(200)
    expect(eraseResponse.parse(erased.body)).toMatchObject({
      conversation_id: id,
      messages_removed: 2,
      versions_removed: 1,
      removed: { conversations: 1, messages: 2, annotations: 2, versions: 1, runs: 1 },
    })

    expect((await fetched()).text).not.toContain('7731')
    expect((await user()).text).not.toContain('7731')
    expect((await server.send('GET', path(id, 'context-for-prompt'))).status).toBe(403)
    expect((await server.send('GET', path(id, 'compacted'))).status).toBe(404)
    expect((await server.send('DELETE', `/v1/conversations/${id}`)).status).toBe(404)
    await server.record(id, 'A new beginning.')
    const { body } = await server.send('GET', path(id, 'messages'))
    expect(body).toMatchObject({ total: 1, messages: [{ sequence: 1, content: 'A new beginning.' }] })
    expect((await fetched()).text).not.toContain('7731')
  })

  it('ends a run that is under way without a result', async () => {
    const id = randomUUID()
    await server.record(id, 'One. Two. Three.')
    await server.send('POST', '/v1/conversations/compact', { conversation_id: id })
    expect((await server.send('DELETE', `/v1/conversations/${id}`)).status).toBe(200)
    await server.parts.worker.idle()
    expect((await server.send('GET', path(id, 'compaction/status'))).body).toMatchObject({ status: 'none' })
    expect((await server.send('GET', path(id, 'compacted'))).status).toBe(404)
  })
})

const SECRET = 'The safe opens with 7731.'
const everything = () => readEverything(join(server.dataDir, 'precis.db'))

describe('DELETE /v1/conversations/{id}/messages/{message_id}', () => {
  it('leaves nothing of the message in any answer, version or table, and makes a version without it', async () => {
    const id = randomUUID()
    const [, messageId = ''] = await server.record(
      id,
      'I prefer the red door.',
      SECRET,
      'Call order 4471 in the morning.',
    )
    await server.compact(id)
    await server.record(id, 'One more thing about the garden.')
    await server.compact(id)
    await server.send('PUT', path(id, `pins/${messageId}`))
    const answers = async () => {
      const read = (rest: string) => server.send('GET', path(id, rest))
      const fetch = (scope: string) =>
        server.send('POST', `/v1/context/${scope}/fetch`, {
          conversation_id: id,
          user_id: 'u1',
          search_query: ['safe'],
        })
      const all = [
        read('context-for-prompt'),
        read('context-for-prompt?style=narrative&recent=always'),
        read('compacted'),
        read('compacted?version=1'),
        read('explain'),
        read('messages'),
        read('pins'),
        fetch('conversation'),
        fetch('user'),
      ]
      return (await Promise.all(all)).map(({ text }) => text).join()
    }
    expect(await answers()).toContain('7731')
    expect(everything()).toContain('7731')

    const { status, body } = await server.send('DELETE', path(id, `messages/${messageId}`))

    expect(status).toBe(200)
    const receipt = eraseMessageResponse.parse(body)
    expect(receipt).toMatchObject({
      conversation_id: id,
      message_id: messageId,
      removed: { messages: 1, annotations: 1, versions: 2, pins: 1 },
      compaction_id: expect.any(String),
    })
    expect(await answers()).not.toContain('7731')
    expect(everything()).not.toContain('7731')

    await server.parts.worker.idle()
    const compacted = await server.send('GET', path(id, 'compacted'))
    expect(compacted.body).toMatchObject({ compaction_id: receipt.compaction_id, version: 3 })
    expect(compacted.text).toContain('4471')
    expect(await answers()).not.toContain('7731')
    expect(everything()).not.toContain('7731')
    const prompt = await server.send('GET', path(id, 'context-for-prompt'))
    expect(prompt.body).toMatchObject({ total_message_count: 3, recent_message_count: 0 })
  })

  it('keeps the numbers of the others, in lists that do not show it', async () => {
    const id = randomUUID()
    const [, messageId = ''] = await server.record(id, 'one', SECRET, 'three')
    await server.send('DELETE', path(id, `messages/${messageId}`))
    await server.record(id, 'four')

    const { body } = await server.send('GET', path(id, 'messages'))
    const { messages, total } = messagesResponse.parse(body)
    expect(total).toBe(3)
    expect(messages.map(({ sequence, content }) => [sequence, content])).toEqual([
      [1, 'one'],
      [3, 'three'],
      [4, 'four'],
    ])
  })

  it('is not recorded again by a client that repeats the whole prompt', async () => {
    const id = randomUUID()
    const prompt = (...contents: string[]) =>
      server.send('POST', '/v1/memories/ingest', {
        conversation_id: id,
        messages: contents.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })),
      })
    await prompt('one', SECRET, 'three')
    const { body } = await server.send('GET', path(id, 'messages'))
    const secret = messagesResponse.parse(body).messages.find(({ content }) => content === SECRET)
    await server.send('DELETE', path(id, `messages/${secret?.message_id}`))
    await prompt('one', SECRET, 'three', 'four')

    const page = messagesResponse.parse((await server.send('GET', path(id, 'messages'))).body)
    expect(page.messages.map(({ content }) => content)).toEqual(['one', 'three', 'four'])
  })

  it('of the only message leaves a conversation without messages', async () => {
    const id = randomUUID()
    const [messageId = ''] = await server.record(id, SECRET)
    await server.send('DELETE', path(id, `messages/${messageId}`))

    for (const [method, url, body] of [
      ['GET', path(id, 'context-for-prompt'), undefined],
      ['POST', '/v1/conversations/compact', { conversation_id: id }],
    ] as const)
      expect(await server.send(method, url, body)).toMatchObject({
        status: 403,
        body: { details: { reason: 'no_recorded_messages' } },
      })
  })

  it('is 404 for messages that are not there', async () => {
    const [id, other] = [randomUUID(), randomUUID()]
    const [messageId = ''] = await server.record(id, 'mine')
    await server.record(other, 'theirs')
    for (const [conversation, reason] of [
      [other, 'no_such_message'],
      [randomUUID(), 'no_such_conversation'],
    ] as const)
      expect(await server.send('DELETE', path(conversation, `messages/${messageId}`))).toMatchObject({
        status: 404,
        body: { details: { reason } },
      })
  })
})

describe('DELETE /v1/users/{id}', () => {
  const say = (conversationId: string, userId: string, content: string, customerId?: string) =>
    server.send('POST', '/v1/conversations/messages', {
      conversation_id: conversationId,
      role: 'user',
      content,
      user_id: userId,
      customer_id: customerId,
    })

  it('leaves nothing of the user, in memories and in the conversations of others', async () => {
    const [own, others] = [randomUUID(), randomUUID()]
    await say(own, 'ada', SECRET)
    await say(others, 'bob', 'I prefer tea.')
    await say(others, 'ada', SECRET)
    await server.compact(own)
    await server.compact(others)
    await server.send('POST', '/api/v1/memories/create', {
      document: SECRET,
      document_type: 'document',
      user_id: 'ada',
    })
    await server.parts.worker.idle()

    const { status, body } = await server.send('DELETE', '/v1/users/ada')

    expect(status).toBe(200)
    const receipt = erasureResponse.parse(body)
    expect(receipt).toMatchObject({
      kind: 'user',
      state: 'completed',
      removed: { conversations: 2, messages: 3, memories: 1 },
    })
    await server.parts.worker.idle()
    expect(everything()).not.toContain('7731')
    expect(everything()).not.toContain('"ada"')
    expect((await server.send('GET', path(others, 'compacted'))).text).toContain('tea')
    expect((await server.send('GET', '/v1/users/ada/profile')).status).toBe(404)
    expect((await server.send('GET', `/v1/erasures/${receipt.erasure_id}`)).body).toEqual(body)
    expect((await server.send('GET', '/v1/erasures/era_0')).status).toBe(404)
  })

  it('asks whose user is meant when several customers have one of that name', async () => {
    const [first, second] = [randomUUID(), randomUUID()]
    await say(first, 'eve', 'one', 'acme')
    await say(second, 'eve', 'two', 'zeta')

    expect(await server.send('DELETE', '/v1/users/eve')).toMatchObject({
      status: 412,
      body: { details: { reason: 'ambiguous_user' } },
    })
    expect(await server.send('DELETE', '/v1/users/eve?customer_id=acme')).toMatchObject({
      body: { removed: { conversations: 1, messages: 1 } },
    })
    expect((await server.send('GET', path(second, 'messages'))).body).toMatchObject({ total: 1 })
    expect(await server.send('DELETE', '/v1/users/eve?all_customers=true')).toMatchObject({
      body: { removed: { conversations: 1, messages: 1 } },
    })
    expect(await server.send('DELETE', '/v1/users/eve')).toMatchObject({ body: { removed: {} } })
  })
})

describe('an erasure whose process died', () => {
  it('is finished by the next look of another, which has its receipt', async () => {
    const clock = createManualClock()
    const next = await openHttpServer({}, { clock })
    try {
      const id = randomUUID()
      await next.record(id, SECRET)
      const instanceId = (await next.parts.store.instances.list())[0]?.id ?? ''
      // What the service of the process that died has stored before its first step.
      await next.parts.store.erasures.begin(instanceId, { kind: 'user', id: 'era_left', userId: 'u1' })
      const receipt = async () => (await next.send('GET', '/v1/erasures/era_left')).body
      expect(await receipt()).toMatchObject({ state: 'running' })
      await next.parts.retention.sweep()
      expect(await receipt()).toMatchObject({ state: 'running' })

      clock.advance(ABANDONED_AFTER_MS + 1)
      await next.parts.retention.sweep()

      expect(await receipt()).toMatchObject({
        state: 'completed',
        removed: { conversations: 1, messages: 1 },
      })
      expect(readEverything(join(next.dataDir, 'precis.db'))).not.toContain('7731')
    } finally {
      await next.close()
    }
  })
})

describe('retention', () => {
  const DAY_MS = 86_400_000

  it('deletes what is older than the instance keeps, at the next look, with a receipt', async () => {
    const clock = createManualClock()
    const kept = await openHttpServer({ metrics: true }, { clock })
    try {
      const [old, fresh] = [randomUUID(), randomUUID()]
      await kept.record(old, SECRET)
      kept.parts.retention.start()
      clock.advance(3 * DAY_MS)
      await kept.record(fresh, 'The weather is fine.')
      await kept.parts.retention.sweep()
      expect((await kept.send('GET', path(old, 'messages'))).status).toBe(200)

      const set = await kept.send('PATCH', '/v1/settings', { retention: { max_age_days: 2 } })
      expect(set.body).toMatchObject({ retention: { max_age_days: 2 }, automatic: { enabled: null } })
      clock.advance(SWEEP_INTERVAL_MS)
      await kept.parts.retention.sweep()

      expect((await kept.send('GET', path(old, 'messages'))).status).toBe(404)
      expect((await kept.send('GET', path(fresh, 'messages'))).body).toMatchObject({ total: 1 })
      expect(readEverything(join(kept.dataDir, 'precis.db'))).not.toContain('7731')
      const today = new Date(clock.now()).toISOString().slice(0, 10)
      expect((await kept.send('GET', `/v1/erasures/retention-${today}-2d`)).body).toMatchObject({
        kind: 'retention',
        state: 'completed',
        removed: { conversations: 1, messages: 1 },
      })
      expect((await kept.send('GET', '/metrics')).text).toMatch(
        /precis_changes_total\{kind="conversation_erased"\} 1/,
      )
      const off = await kept.send('PATCH', '/v1/settings', { retention: { max_age_days: null } })
      expect(off.body).toMatchObject({ retention: { max_age_days: null } })
    } finally {
      await kept.close()
    }
  })

  it.each([{ retention: {} }, { retention: { max_age_days: 0 } }, { retention: { max_age_days: 1.5 } }])(
    'refuses %j',
    async (body) => {
      expect((await server.send('PATCH', '/v1/settings', body)).status).toBe(400)
    },
  )
})
