import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type CompatServer,
  compactAndPoll,
  MOVE_TURNS,
  recordTurns,
  startCompatServer,
} from './compat-server.js'
import { createPythonClient, models, PythonError } from './python-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

/** The error that a call raises in the Python client. */
async function raised(call: Promise<unknown>): Promise<PythonError> {
  const outcome = await call.then(
    (value) => new Error(`no error, but ${JSON.stringify(value)}`),
    (error: unknown) => error,
  )
  if (outcome instanceof PythonError) return outcome
  throw outcome
}

describe('the Python client over HTTP', () => {
  it('learns who it is from its key alone', async () => {
    const who = await compat.python.request('GET', '/api/v1/auth/whoami', models.whoami)

    expect(who.client_id).toMatch(/^cli_[0-9a-f]{16}$/)
    expect(who.instance_id).toMatch(/^inst_[0-9a-f]{16}$/)
  })

  it('records, compacts, polls and reads every format', async () => {
    const { python } = compat
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)
    expect(await python.status(conversationId)).toMatchObject({ status: 'none', has_compaction: false })

    const { started, status } = await compactAndPoll(python, conversationId)

    expect(started).toMatchObject({
      status: 'in_progress',
      trigger_type: 'manual_api',
      previous_context: null,
    })
    expect(status).toMatchObject({
      status: 'completed',
      compaction_id: started.compaction_id,
      is_stale: false,
    })
    for (const format of ['structured', 'narrative', 'injection', 'injection-ready', 'bullet_points']) {
      const compacted = await python.getCompacted(conversationId, `format=${format}`)
      expect(compacted?.formatted_context).toContain('Sunday')
      expect(compacted?.formatted_context).toBe(compacted?.compacted_context)
    }
  })

  it('reads a prompt context whose messages have all four fields', async () => {
    const { python } = compat
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)
    const before = await python.promptContext(conversationId)
    expect(before).toMatchObject({ available: false, formatted_context: null, total_message_count: 6 })
    expect(before.recent_messages).toHaveLength(6)

    await compactAndPoll(python, conversationId)
    await recordTurns(python, conversationId, [{ role: 'user', content: 'Do they have a crane?' }])

    for (const style of ['structured', 'narrative', 'bullet_points']) {
      const after = await python.promptContext(conversationId, style)
      expect(after).toMatchObject({ available: true, is_stale: true, recent_message_count: 1 })
      expect(after.formatted_context).toContain('crane')
    }
  })

  it('is not given the old result for the new one by a second compact', async () => {
    const { python } = compat
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)
    await compactAndPoll(python, conversationId)

    const { started, status } = await compactAndPoll(python, conversationId, { force: true })

    expect(started.previous_context).not.toBeNull()
    expect(status).toMatchObject({ compaction_id: started.compaction_id, latest_version: 2 })
    expect((await python.getCompacted(conversationId, 'format=structured&version=1'))?.['version']).toBe(1)
  })

  it('gets a batch answered in its order', async () => {
    const conversationId = randomUUID()
    const messages = MOVE_TURNS.map((turn) => ({ conversation_id: conversationId, ...turn }))

    const answer = await compat.python.request('POST', '/v1/conversations/messages/batch', models.batch, {
      messages,
    })

    expect(answer).toMatchObject({ total: 6, succeeded: 6, failed: 0 })
    expect(answer.results.every((result) => models.recorded.safeParse(result).success)).toBe(true)
  })

  it('fetches items in the shape of its models, each with an id of its own', async () => {
    const { python } = compat
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)
    await compactAndPoll(python, conversationId)

    const answer = await python.fetch('conversation', {
      conversation_id: conversationId,
      user_id: 'u1',
      search_query: ['How heavy is the kiln?'],
    })

    const { facts, preferences, episodes, emotions, temporal_events } = answer.context
    const items = [...facts, ...preferences, ...episodes, ...emotions, ...temporal_events]
    expect(items.map((item) => item.content).join('\n')).toContain('240 kg')
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length)
    expect(answer.conversation_context?.compaction_id).toBeTruthy()
  })

  it('leaves the conversation context out when the client holds its own', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId)

    const answer = await compat.python.fetch('conversation', {
      conversation_id: conversationId,
      search_query: [],
      include_conversation_context: false,
    })

    expect(answer.conversation_context ?? null).toBeNull()
  })

  it('treats null, empty and absent alike', async () => {
    const conversationId = randomUUID()
    const answer = await compat.python.recordMessage({
      conversation_id: conversationId,
      role: 'user',
      content: 'Nothing else is set.',
      user_id: 'u1',
      customer_id: null,
      session_id: '',
    })

    expect(answer.session_id).not.toBe('')
  })
})

describe('the Python client when something is wrong', () => {
  it('raises AuthenticationError for a wrong key', async () => {
    const stranger = createPythonClient(compat.server.url, 'synap_nobodynobodynobodynobody12')

    const error = await raised(stranger.status(randomUUID()))

    expect(error.kind).toBe('AuthenticationError')
  })

  it.each([
    ['compact', () => compat.python.compact({ conversation_id: randomUUID() })],
    ['prompt context', () => compat.python.promptContext(randomUUID())],
  ])('raises "HTTP 403" from %s when nothing was recorded', async (_, call) => {
    const error = await raised(call())

    expect(error.message).toMatch(/^SynapTransientError: HTTP 403: .+/)
  })

  it('gets None for a compaction that does not exist', async () => {
    expect(await compat.python.getCompacted(randomUUID())).toBeUndefined()
  })

  it.each([
    ['an id that is no UUID', { conversation_id: 'conv_alice', role: 'user', content: 'x' }, /UUID v5/],
    ['an unknown role', { conversation_id: randomUUID(), role: 'robot', content: 'x' }, /role/],
    ['an empty content', { conversation_id: randomUUID(), role: 'user', content: '' }, /content/],
  ])('raises InvalidInputError for %s', async (_, input, message) => {
    const error = await raised(compat.python.recordMessage(input))

    expect(error.kind).toBe('InvalidInputError')
    expect(error.message).toMatch(message)
  })

  it('raises InvalidInputError for a strategy that does not exist, and takes the seven that do', async () => {
    const { python } = compat
    const conversationId = randomUUID()
    await recordTurns(python, conversationId)

    const error = await raised(python.compact({ conversation_id: conversationId, strategy: 'brutal' }))
    expect(error.kind).toBe('InvalidInputError')
    for (const strategy of ['aggressive', 'balanced', 'conservative', 'adaptive', 'low', 'medium', 'high']) {
      const { status } = await compactAndPoll(python, conversationId, { strategy, force: true })
      expect(status.status).toBe('completed')
    }
  })
})
