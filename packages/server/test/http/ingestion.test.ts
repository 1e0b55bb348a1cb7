import { createHash, randomUUID } from 'node:crypto'
import {
  createMemoryBatchResponse,
  createMemoryResponse,
  ingestTranscriptResponse,
  memoryResponse,
  memoryStatusResponse,
} from '@precis/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTranscript } from '../../src/services/transcript-turns.js'
import { API_KEY, type HttpServer, openHttpServer } from './server.js'

let server: HttpServer

beforeAll(async () => {
  server = await openHttpServer()
})
afterAll(() => server.close())

const messagesOf = async (conversationId: string) => {
  const path = `/v1/conversations/${conversationId}/context-for-prompt?recent=always`
  const { body } = await server.send('GET', path)
  const total = Number(body['total_message_count'])
  const whoami = await server.send('GET', '/api/v1/auth/whoami')
  const instanceId = String(whoami.body['instance_id'])
  return server.parts.store.messages.read(instanceId, conversationId, {
    after: 0,
    through: total,
    limit: total,
  })
}

describe('POST /v1/conversations/ingest', () => {
  const ingest = (fields: object) =>
    server.send('POST', '/v1/conversations/ingest', { user_id: 'u1', ...fields })
  const TRANSCRIPT =
    'User: I need the order AX-4471 by Friday.\nAgent: I will ship it today.\nUser: Never ring the bell.'

  it('records labelled text, compacts it, and knows it again', async () => {
    const conversation_id = `call ${randomUUID()}`
    const first = await ingest({
      conversation_id,
      transcript: TRANSCRIPT,
      conversation_type: 'call',
      analysis: null,
    })
    expect(first.status).toBe(200)
    const answer = ingestTranscriptResponse.parse(first.body)
    expect(answer).toMatchObject({
      external_conversation_id: conversation_id,
      status: 'queued',
      turns_recorded: 3,
      summary_status: 'in_progress',
    })
    await server.parts.worker.idle()
    expect(await messagesOf(answer.conversation_id)).toMatchObject([
      { role: 'user', content: 'I need the order AX-4471 by Friday.', userId: 'u1' },
      { role: 'assistant' },
      { role: 'user' },
    ])
    const compacted = await server.send('GET', `/v1/conversations/${answer.conversation_id}/compacted`)
    expect(compacted.text).toContain('ring the bell')

    const again = await ingest({ conversation_id, transcript: TRANSCRIPT })
    expect(again.body).toMatchObject({
      ingestion_id: answer.ingestion_id,
      status: 'duplicate',
      summary_status: 'already_compacted',
      turns_recorded: 0,
    })
    const other = await ingest({ conversation_id, transcript: 'User: something else' })
    expect(other).toMatchObject({
      status: 409,
      body: { detail: { code: 'transcript_conflict', message: expect.any(String) }, code: 'conflict' },
    })
    expect(await messagesOf(answer.conversation_id)).toHaveLength(3)
  })

  it('takes turns as a list with nulls, and any speaker but the user for the assistant', async () => {
    const conversation_id = randomUUID()
    const turn = (fields: object) => ({
      role: null,
      timestamp: null,
      speaker: null,
      metadata: null,
      ...fields,
    })
    const { body } = await ingest({
      conversation_id,
      transcript: [
        turn({ role: 'human', content: 'Hello', timestamp: '2026-01-02T03:04:05Z' }),
        turn({ role: 'agent', speaker: 'Nadia', content: 'Good day' }),
        turn({ role: 'assistant', content: '  ' }),
      ],
      customer_id: '',
    })
    expect(body).toMatchObject({ conversation_id, turns_recorded: 2 })
    expect(await messagesOf(conversation_id)).toMatchObject([
      { role: 'user', saidAtMs: Date.UTC(2026, 0, 2, 3, 4, 5) },
      { role: 'assistant', name: 'Nadia' },
    ])
  })

  it('records one transcript once when it is sent many times at once', async () => {
    const conversation_id = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ingest({ conversation_id, transcript: TRANSCRIPT })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200))
    expect(new Set(answers.map(({ body }) => body['ingestion_id'])).size).toBe(1)
    expect(await messagesOf(conversation_id)).toHaveLength(3)
    await server.parts.worker.idle()
  })

  it('finishes what a call that was cut short has begun', async () => {
    const conversationId = randomUUID()
    const instanceId = String((await server.send('GET', '/api/v1/auth/whoami')).body['instance_id'])
    const turns = await readTranscript(TRANSCRIPT)
    const fingerprint = createHash('sha256').update(JSON.stringify(turns)).digest('hex')
    const begun = {
      id: randomUUID(),
      conversationId,
      externalConversationId: conversationId,
      fingerprint,
      conversationType: null,
      analysis: null,
      metadata: null,
      startedAtMs: null,
      endedAtMs: null,
    }
    await server.parts.store.ingestions.begin(instanceId, begun)
    const finished = await ingest({ conversation_id: conversationId, transcript: TRANSCRIPT })
    expect(finished.body).toMatchObject({ ingestion_id: begun.id, status: 'queued', turns_recorded: 3 })
    expect(await messagesOf(conversationId)).toHaveLength(3)
    await server.parts.worker.idle()

    const recorded = { ...begun, id: randomUUID(), conversationId: randomUUID() }
    await server.parts.store.ingestions.begin(instanceId, recorded)
    await server.record(recorded.conversationId, 'recorded, and then the process ended')
    await server.parts.store.ingestions.markRecorded(instanceId, recorded.id)
    const fields = { conversation_id: recorded.conversationId, transcript: TRANSCRIPT }
    expect((await ingest(fields)).body).toMatchObject({ status: 'duplicate', summary_status: 'in_progress' })
    await server.parts.worker.idle()
    expect((await ingest(fields)).body).toMatchObject({ summary_status: 'already_compacted' })
  })

  it.each([
    ['an empty text', { transcript: '' }],
    ['an empty list', { transcript: [] }],
    ['only blanks', { transcript: ' \n ' }],
    ['no user', { transcript: 'User: a', user_id: null }],
    ['a turn without text', { transcript: [{ role: 'user' }] }],
    ['an over-long type', { transcript: 'User: a', conversation_type: 'x'.repeat(65) }],
    ['an over-long analysis', { transcript: 'User: a', analysis: { a: 'x'.repeat(70_000) } }],
  ])('refuses %s', async (_what, fields) => {
    const answer = await ingest({ conversation_id: randomUUID(), ...fields })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
  })
})

describe('POST /v1/memories/ingest', () => {
  const report = (conversation_id: string, messages: readonly object[]) =>
    server.send('POST', '/v1/memories/ingest', {
      conversation_id,
      user_id: 'u1',
      customer_id: '',
      source: 'sdk',
      messages,
    })
  const user = (content: unknown) => ({ role: 'user', content })
  const assistant = (content: string) => ({ role: 'assistant', content })
  const contentsOf = async (id: string) => (await messagesOf(id)).map(({ content }) => content)

  it('records only what is new of a prompt that grows', async () => {
    const id = randomUUID()
    const system = { role: 'system', content: 'You are helpful. <memory>old</memory>' }
    const first = await report(id, [system, user('hi'), assistant('hello')])
    expect(first).toMatchObject({ status: 200, body: { conversation_id: id, recorded: 2, skipped: 1 } })
    const turns = [user('hi'), assistant('hello'), user([{ type: 'text', text: 'yes' }]), assistant('yes')]
    expect((await report(id, [system, ...turns])).body).toMatchObject({ recorded: 2, skipped: 3 })
    expect((await report(id, [system, ...turns])).body).toMatchObject({ recorded: 0 })
    // A prompt that was cut at the front still begins with what is known.
    await report(id, [...turns.slice(2), user('yes'), assistant('fine')])
    expect(await contentsOf(id)).toEqual(['hi', 'hello', 'yes', 'yes', 'yes', 'fine'])
  })

  it('records the same report once when it arrives twice at once', async () => {
    const id = randomUUID()
    const turns = [user('one'), assistant('two')]
    await Promise.all([report(id, turns), report(id, turns), report(id, turns)])
    expect(await contentsOf(id)).toEqual(['one', 'two'])
  })

  it('knows a conversation without an id by how it began', async () => {
    const opening = user(`hello ${randomUUID()}`)
    const first = await report('', [opening, assistant('hi')])
    const second = await report('', [opening, assistant('hi'), user('more')])
    expect(second.body).toMatchObject({ conversation_id: first.body['conversation_id'], recorded: 1 })
    expect((await report('', [{ role: 'system', content: 'x' }])).body).toEqual({
      conversation_id: null,
      recorded: 0,
      skipped: 1,
    })
  })
})

describe('/api/v1/memories', () => {
  const create = (fields: object) =>
    server.send('POST', '/api/v1/memories/create', {
      document: 'The garage code is 7731. I prefer the north entrance.',
      document_type: 'document',
      document_id: null,
      document_created_at: null,
      user_id: 'keeper',
      customer_id: null,
      mode: 'long-range',
      metadata: null,
      ...fields,
    })
  const created = async (fields: object = {}) => {
    const answer = await create(fields)
    expect(answer.status).toBe(200)
    await server.parts.worker.idle()
    return createMemoryResponse.parse(answer.body)
  }
  const knownTo = async (user_id: string) =>
    (await server.send('POST', '/v1/context/user/fetch', { user_id, max_results: 50 })).text

  it('remembers a document, says how far it is, and finds it by its user', async () => {
    const user_id = randomUUID()
    const { ingestion_id, document_id } = await created({ user_id })
    expect(document_id).toBe(ingestion_id)
    const status = await server.send('GET', `/api/v1/memories/status/${ingestion_id}`)
    expect(memoryStatusResponse.parse(status.body)).toMatchObject({
      status: 'completed',
      memories_created: 1,
      memory_ids: [ingestion_id],
      error_message: null,
    })
    const memory = await server.send('GET', `/api/v1/memories/${ingestion_id}`)
    expect(memoryResponse.parse(memory.body)).toMatchObject({
      memory_id: ingestion_id,
      content: 'The garage code is 7731. I prefer the north entrance.',
      source_document_id: document_id,
    })
    expect(await knownTo(user_id)).toContain('north entrance')
    expect(await knownTo(randomUUID())).not.toContain('north entrance')
  })

  it('reads talk by its speakers', async () => {
    const { ingestion_id } = await created({
      document: 'User: I prefer tea.\nAssistant: Noted.',
      document_type: null,
    })
    const { body } = await server.send('GET', `/api/v1/memories/${ingestion_id}`)
    expect(body).toMatchObject({
      content: 'user: I prefer tea.\nassistant: Noted.',
      category: 'ai-chat-conversation',
    })
  })

  it('updates the memory of a known document id, and leaves the same text alone', async () => {
    const [user_id, document_id] = [randomUUID(), randomUUID()]
    const first = await created({ user_id, document_id })
    const same = await created({ user_id, document_id })
    const changed = await created({ user_id, document_id, document: 'I prefer the south entrance.' })
    expect([same.ingestion_id, changed.ingestion_id]).toEqual([first.ingestion_id, first.ingestion_id])
    const known = await knownTo(user_id)
    expect(known).toContain('south entrance')
    expect(known).not.toContain('north entrance')
  })

  it('leaves one text when a document is handed in many times at once', async () => {
    const [user_id, document_id] = [randomUUID(), randomUUID()]
    const colours = ['red', 'green', 'blue', 'black']
    const answers = await Promise.all(
      colours.map((colour) => create({ user_id, document_id, document: `I prefer the ${colour} door.` })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    await server.parts.worker.idle()
    const known = await knownTo(user_id)
    expect(colours.filter((colour) => known.includes(`${colour} door`))).toHaveLength(1)
  })

  it('says when a text was lost with its process, and compacts one that was only stored', async () => {
    const instanceId = String((await server.send('GET', '/api/v1/auth/whoami')).body['instance_id'])
    const memory = {
      id: randomUUID(),
      documentId: randomUUID(),
      documentType: 'document',
      userId: 'keeper',
      customerId: null,
      conversationId: randomUUID(),
      metadata: null,
    }
    await server.parts.store.memories.create(instanceId, memory)
    const state = async () => (await server.send('GET', `/api/v1/memories/status/${memory.id}`)).body
    expect(await state()).toMatchObject({ status: 'failed', error_message: expect.stringContaining('again') })
    await server.record(memory.conversationId, 'Stored, and then the process ended.')
    expect(await state()).toMatchObject({ status: 'processing' })
    await server.parts.worker.idle()
    expect(await state()).toMatchObject({ status: 'completed', memory_ids: [memory.id] })
  })

  it('does not give one user’s document id to another', async () => {
    const document_id = randomUUID()
    await created({ user_id: 'ada', document_id })
    expect(await create({ user_id: 'eve', document_id, document: 'mine now' })).toMatchObject({
      status: 409,
      body: { code: 'already_exists', details: { reason: 'document_exists' } },
    })
  })

  it('changes by replacing, appending and merging', async () => {
    const user_id = randomUUID()
    const { ingestion_id } = await created({ user_id, document: 'I prefer tea.\nI live in Porto.' })
    const patch = async (fields: object) => {
      const answer = await server.send('PATCH', `/api/v1/memories/${ingestion_id}`, fields)
      expect(answer.status).toBe(200)
      await server.parts.worker.idle()
      return memoryResponse.parse(answer.body).content
    }
    expect(await patch({ document: 'I live in Porto.\nI own a bike.' })).toBe(
      'I prefer tea.\nI live in Porto.\nI own a bike.',
    )
    expect(await patch({ document: 'I own a boat.', merge_strategy: 'append' })).toContain('I own a boat.')
    expect(await patch({ document: 'I prefer coffee.', merge_strategy: 'replace' })).toBe('I prefer coffee.')
    expect(await knownTo(user_id)).not.toContain('tea')
  })

  it('forgets a memory with everything made from it', async () => {
    const user_id = randomUUID()
    const { ingestion_id } = await created({ user_id })
    // As a client sends it that announces JSON with every call.
    const gone = await server.send('DELETE', `/api/v1/memories/${ingestion_id}`, '')
    expect(gone).toMatchObject({
      status: 200,
      body: { memory_id: ingestion_id, deleted_at: expect.any(String) },
    })
    expect(await knownTo(user_id)).not.toContain('7731')
    for (const [method, path] of [
      ['GET', ingestion_id],
      ['GET', `status/${ingestion_id}`],
      ['DELETE', ingestion_id],
    ] as const)
      expect(await server.send(method, `/api/v1/memories/${path}`)).toMatchObject({
        status: 404,
        body: { details: { reason: 'no_such_memory' } },
      })
    expect((await server.send('GET', '/api/v1/memories/not-a-uuid')).status).toBe(400)
  })

  it('takes a batch with failures, every row with the keys that clients need', async () => {
    const documents = [
      { document: 'I prefer tea.', document_id: randomUUID() },
      { document: '' },
      { document: 'b' },
    ]
    const { status, body } = await server.send('POST', '/api/v1/memories/batch', {
      documents,
      fail_fast: false,
    })
    expect(status).toBe(200)
    expect(createMemoryBatchResponse.parse(body)).toMatchObject({
      total: 3,
      succeeded: 2,
      failed: 1,
      results: [{ error_message: null }, { status: 'failed', error_message: expect.any(String) }, {}],
    })
    const fast = await server.send('POST', '/api/v1/memories/batch', {
      documents: [{ document: '' }, { document: 'never reached' }],
      fail_fast: true,
    })
    expect(fast.body).toMatchObject({ succeeded: 0, failed: 2 })
    await server.parts.worker.idle()
  })

  it.each([
    ['no text', { document: '' }],
    ['no document', { document: null }],
    ['an image', { document_type: 'image' }],
    ['a recording', { document_type: 'audio' }],
    ['a PDF', { document_type: 'pdf' }],
    ['an unknown type', { document_type: 'hologram' }],
    ['blank talk', { document: ' \n ', document_type: 'meeting-transcript' }],
  ])('refuses %s', async (_what, fields) => {
    expect(await create(fields)).toMatchObject({ status: 400, body: { code: 'invalid_argument' } })
  })

  describe('upload', () => {
    const upload = async (form: FormData) => {
      const request = new Request('http://localhost', { method: 'POST', body: form })
      return server.parts.http.inject({
        method: 'POST',
        url: '/api/v1/memories/upload',
        headers: {
          authorization: `Bearer ${API_KEY}`,
          'content-type': request.headers.get('content-type') ?? '',
        },
        payload: Buffer.from(await request.arrayBuffer()),
      })
    }
    const formOf = (fields: Readonly<Record<string, string | File>>) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      return form
    }

    it('takes a text file or a text field, with metadata', async () => {
      const file = new File(['The spare key lies under the fern.'], 'notes.md', { type: 'text/markdown' })
      const metadata = '{"shelf":3}'
      const answer = await upload(
        formOf({ file, user_id: 'u1', relationship_type: 'b2c', mode: 'fast', metadata }),
      )
      expect(answer.statusCode).toBe(200)
      const { ingestion_id } = createMemoryResponse.parse(answer.json())
      expect((await server.send('GET', `/api/v1/memories/${ingestion_id}`)).body).toMatchObject({
        content: 'The spare key lies under the fern.',
      })
      expect((await upload(formOf({ text: 'plain', user_id: '' }))).statusCode).toBe(200)
      await server.parts.worker.idle()
    })

    it.each([
      [
        'a picture',
        formOf({ file: new File([new Uint8Array([0x89, 0x50])], 'a.png', { type: 'image/png' }) }),
      ],
      ['bytes that are no text', formOf({ file: new File([new Uint8Array([0xff, 0xfe, 0])], 'a.txt') })],
      ['nothing', formOf({ user_id: 'u1' })],
      ['metadata that is no JSON', formOf({ text: 'a', metadata: '{' })],
    ])('refuses %s', async (_what, form) => {
      const answer = await upload(form)
      expect(answer.statusCode).toBe(400)
      expect(answer.json()).toMatchObject({ code: 'invalid_argument', detail: expect.any(String) })
    })

    it('refuses a body that is no form', async () => {
      const answer = await server.parts.http.inject({
        method: 'POST',
        url: '/api/v1/memories/upload',
        headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'multipart/form-data; boundary=x' },
        payload: 'not a form',
      })
      expect(answer.statusCode).toBe(400)
    })
  })
})
