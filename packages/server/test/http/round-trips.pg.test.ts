import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openParts, type Parts } from '../../src/app.js'
import { createManualClock } from '../../src/clock.js'
import { loadConfig } from '../../src/config.js'
import { aCompaction } from '../../src/store/builders.suite.js'
import { MAX_BLOCK_MESSAGES } from '../../src/store/contract-search.js'
import { useTestDatabases } from '../postgres/test-databases.js'

/** What a server has sent to Postgres over its pool: texts, and how often it had to wait before it sent the next. */
interface Sent {
  readonly texts: string[]
  roundTrips: number
}

/** Watches the real driver: a text that is sent while nothing is outstanding on its connection begins a round trip. */
function watchDriver(): { readonly sent: Sent; stop(): void } {
  const sent: Sent = { texts: [], roundTrips: 0 }
  const outstanding = new WeakMap<pg.Client, number>()
  const { query } = pg.Client.prototype
  const watched = function (
    this: pg.Client & { readonly connectionParameters: { readonly application_name: string } },
    ...given: unknown[]
  ) {
    const answer: unknown = Reflect.apply(query, this, given)
    const [config] = given as [string | { readonly text: string }]
    // The connection that listens tells other processes of changes; no request waits for it.
    if (this.connectionParameters.application_name !== 'precis') return answer
    const before = outstanding.get(this) ?? 0
    if (before === 0) sent.roundTrips += 1
    sent.texts.push((typeof config === 'string' ? config : config.text).slice(0, 40))
    outstanding.set(this, before + 1)
    const end = () => void outstanding.set(this, (outstanding.get(this) ?? 1) - 1)
    Promise.resolve(answer).then(end, end)
    return answer
  }
  pg.Client.prototype.query = watched as typeof query
  return {
    sent,
    stop: () => {
      pg.Client.prototype.query = query
    },
  }
}

const KEY = 'synap_roundtripsroundtripsroundtrips'
const databases = useTestDatabases()

describe('what a request costs on Postgres', () => {
  let dataDir: string
  let parts: Parts
  let driver: ReturnType<typeof watchDriver>
  beforeAll(() => {
    driver = watchDriver()
  })
  afterAll(() => driver.stop())
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'precis-round-trips-'))
    const { url: databaseUrl } = await databases.migrated()
    const config = loadConfig(
      { databaseUrl, dataDir, bootstrapApiKey: KEY, autoEnabled: false, maxEventLoopDelayMs: 0 },
      {},
    )
    parts = await openParts(config, { clock: createManualClock() })
  })
  afterEach(async () => {
    await parts.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  const request = async (method: 'GET' | 'POST', url: string, body?: object) => {
    const answer = await parts.http.inject({
      method,
      url,
      headers: { authorization: `Bearer ${KEY}` },
      ...(body && { payload: body }),
    })
    expect([answer.statusCode, answer.body]).toEqual([200, expect.anything()])
  }
  const record = (conversation_id: string, fields: object = {}) =>
    request('POST', '/v1/conversations/messages', {
      conversation_id,
      role: 'user',
      content: 'Please ship it.',
      user_id: 'u1',
      ...fields,
    })
  const context = (id: string) => request('GET', `/v1/conversations/${id}/context-for-prompt`)
  /** Round trips and texts of one request. */
  const costOf = async (work: () => Promise<unknown>) => {
    // What was recorded before is decided about.
    await parts.services.idle()
    driver.sent.texts.length = 0
    driver.sent.roundTrips = 0
    await work()
    return { roundTrips: driver.sent.roundTrips, texts: driver.sent.texts.length }
  }
  const publish = async (conversationId: string) => {
    const [instance] = await parts.store.instances.list()
    const instanceId = instance?.id ?? ''
    await parts.services.compactions.trigger({ instanceId, clientId: 'c', keyId: 'k' }, { conversationId })
    const run = await parts.store.queue.claim({ workerId: 'w', leaseMs: 15_000 })
    const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    expect(await parts.store.runs.publish(instanceId, hold, aCompaction())).toMatchObject({
      kind: 'published',
    })
  }

  it('is two round trips for a message: the lock, then all that is written with its commit', async () => {
    const conversation = randomUUID()
    await record(conversation)

    expect(await costOf(() => record(conversation))).toEqual({ roundTrips: 2, texts: 5 })
  })

  it('is one more for the first message of a conversation, and one for a key', async () => {
    await record(randomUUID())

    expect(await costOf(() => record(randomUUID()))).toEqual({ roundTrips: 3, texts: 6 })
    expect(await costOf(() => record(randomUUID(), { client_message_id: 'm1' }))).toEqual({
      roundTrips: 4,
      texts: 8,
    })
  })

  it('is shared by messages that come together', async () => {
    const conversations = Array.from({ length: 40 }, () => randomUUID())
    for (const conversation of conversations) await record(conversation)
    const { texts } = await costOf(() => Promise.all(conversations.map((id) => record(id))))

    // At most four groups are under way, and a fifth follows.
    expect(texts).toBeLessThanOrEqual(5 * 5)
  })

  it('is one round trip for a prompt context that has not changed, and two after messages: head, texts', async () => {
    const conversation = randomUUID()
    await record(conversation)
    await publish(conversation)
    await context(conversation)

    expect(await costOf(() => context(conversation))).toEqual({ roundTrips: 1, texts: 3 })
    for (let i = 0; i < 5; i++) await record(conversation)
    expect(await costOf(() => context(conversation))).toEqual({ roundTrips: 2, texts: 6 })
    // Two more where a message is so large that sizes are looked at.
    await record(conversation, { content: 'x'.repeat(10_000) })
    expect(await costOf(() => context(conversation))).toEqual({ roundTrips: 4, texts: 12 })
  })

  it('is shared by prompt contexts that are asked for together, each answered by its own conversation', async () => {
    const conversations = Array.from({ length: 40 }, () => randomUUID())
    for (const conversation of conversations) {
      await record(conversation)
      await context(conversation)
    }
    const contexts: unknown[] = []
    const { texts } = await costOf(async () => {
      const asked = conversations.map((id) =>
        parts.http.inject({
          method: 'GET',
          url: `/v1/conversations/${id}/context-for-prompt`,
          headers: { authorization: `Bearer ${KEY}` },
        }),
      )
      for (const answer of await Promise.all(asked)) contexts.push(answer.json().conversation_id)
    })

    expect(contexts).toEqual(conversations)
    // At most two statements are under way, and a few follow.
    expect(texts).toBeLessThanOrEqual(4 * 3)
  })

  it('is one question that nobody has asked before for whoever asks after a message was recorded', async () => {
    const conversation = randomUUID()
    await record(conversation)
    const [instance] = await parts.store.instances.list()
    const head = () => parts.store.messages.head(instance?.id ?? '', conversation)
    const before = Array.from({ length: 100 }, head)
    await record(conversation)
    const after = await head()

    expect(after?.lastSequence).toBe(2)
    for (const early of await Promise.all(before)) expect([1, 2]).toContain(early?.lastSequence)
  })

  it('is two round trips to claim a run, three to publish it and one to see when the next is due', async () => {
    const conversation = randomUUID()
    await record(conversation)
    const instanceId = (await parts.store.instances.list())[0]?.id ?? ''
    const asking = { instanceId, clientId: 'c', keyId: 'k' }
    await parts.services.compactions.trigger(asking, { conversationId: conversation })
    let hold = { runId: '', fencingToken: 0 }
    const claim = await costOf(async () => {
      const run = await parts.store.queue.claim({ workerId: 'w', leaseMs: 15_000 })
      hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    })
    const publication = await costOf(() => parts.store.runs.publish(instanceId, hold, aCompaction()))

    expect(hold.fencingToken).toBe(1)
    expect(claim.roundTrips).toBe(2)
    expect(publication.roundTrips).toBe(3)
    expect((await costOf(() => parts.store.queue.nextDueAtMs())).roundTrips).toBe(1)
  })

  it('is one round trip for statements that do not need each other, for a fetch head, terms and texts', async () => {
    const conversation = randomUUID()
    const turns = Array.from({ length: 3 * MAX_BLOCK_MESSAGES }, (_, i) => ({
      conversation_id: conversation,
      role: 'user',
      content:
        i === 4 ? 'The locker code is 7731.' : `We walked ${i} steps.${i === 0 ? '-'.repeat(5_000_000) : ''}`,
    }))
    await request('POST', '/v1/conversations/messages/batch', { messages: turns })
    const fetch = (include_conversation_context: boolean) =>
      request('POST', '/v1/context/conversation/fetch', {
        conversation_id: conversation,
        search_query: ['Which locker code?'],
        include_conversation_context,
      })
    await fetch(false)

    // The terms of the query stand in one transaction, and what is read of the candidates in another.
    expect(await costOf(() => fetch(false))).toEqual({ roundTrips: 3, texts: 3 + 4 + 4 })
    // Beside these the newest turns, which do not wait for them: sizes, texts.
    expect(await costOf(() => fetch(true))).toEqual({ roundTrips: 5, texts: 3 + 4 + 4 + 6 })
  })
})
