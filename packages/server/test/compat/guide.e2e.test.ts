/** The calls of the product's guides, line by line, as a strict client sees their answers. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../e2e/precis-server.js'
import { type CompatServer, compactAndPoll, recordTurns, startCompatServer } from './compat-server.js'
import { models, PythonError, type PythonErrorKind } from './python-client.js'

let compat: CompatServer
beforeAll(async () => {
  compat = await startCompatServer()
})
afterAll(async () => {
  await compat.close()
})

async function recorded(): Promise<string> {
  const conversationId = randomUUID()
  await recordTurns(compat.python, conversationId)
  return conversationId
}

async function compacted(input: object = {}): Promise<string> {
  const conversationId = await recorded()
  await compactAndPoll(compat.python, conversationId, input)
  return conversationId
}

async function kindOf(promise: Promise<unknown>): Promise<PythonErrorKind | 'none'> {
  try {
    await promise
    return 'none'
  } catch (error) {
    if (error instanceof PythonError) return error.kind
    throw error
  }
}

describe('compact', () => {
  it('runs for two messages: no conversation is too short when it is asked for', async () => {
    const conversationId = randomUUID()
    await recordTurns(compat.python, conversationId, [
      { role: 'user', content: "I'd like to plan a trip to Japan in April." },
      { role: 'assistant', content: 'April is cherry blossom season. Tokyo or Kyoto?' },
    ])

    const { started, status } = await compactAndPoll(compat.python, conversationId)

    expect(started).toMatchObject({ status: 'in_progress', conversation_id: conversationId })
    expect(started.estimated_completion_seconds).toBeGreaterThanOrEqual(1)
    expect(status).toMatchObject({ status: 'completed', latest_version: 1 })
  })

  it('answers with what is there when nothing is new, and that answer can be polled to its end', async () => {
    const conversationId = await compacted()
    const before = await compat.python.status(conversationId)

    const { started, status } = await compactAndPoll(compat.python, conversationId)

    expect(started).toMatchObject({ status: 'completed', compaction_id: before.compaction_id })
    expect(status.latest_version).toBe(1)
  })

  it('hands out the earlier result, its age and its id with a new run', async () => {
    const conversationId = await compacted()
    const before = await compat.python.status(conversationId)
    await recordTurns(compat.python, conversationId, [{ role: 'user', content: 'The wheel weighs 60 kg.' }])

    const started = await compat.python.compact({ conversation_id: conversationId })

    expect(started).toMatchObject({
      status: 'in_progress',
      previous_compaction_id: before.compaction_id,
      previous_context: { compaction_id: before.compaction_id, version: 1 },
    })
    expect(started.previous_context_age_seconds).toBeGreaterThanOrEqual(0)
  })

  it('refuses a second run while one is under way, as a conflict with a sentence', async () => {
    const conversationId = await recorded()
    const input = { conversation_id: conversationId, force: true }

    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => compat.python.compact(input)))

    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(outcomes.some((outcome) => outcome.status === 'fulfilled')).toBe(true)
    expect(refused.length).toBeGreaterThan(0)
    for (const error of refused) expect(error).toMatchObject({ kind: 'ConflictError' })
    expect(String(refused[0])).toMatch(/way|progress/)
  })

  it('knows the level by its older name, and the strategy outranks it', async () => {
    const conversationId = await compacted({ strategy: null, compaction_level: 'high' })
    expect(await compat.python.getCompacted(conversationId)).toMatchObject({ strategy_used: 'aggressive' })

    await compactAndPoll(compat.python, conversationId, {
      strategy: 'conservative',
      compaction_level: 'aggressive',
      force: true,
    })
    expect(await compat.python.getCompacted(conversationId)).toMatchObject({ strategy_used: 'conservative' })
  })

  it('keeps to target_tokens whatever the strategy', async () => {
    const conversationId = await compacted({ strategy: 'conservative', target_tokens: 60 })

    const result = await compat.python.getCompacted(conversationId)

    expect(result?.compacted_token_count).toBeLessThanOrEqual(60)
    expect(result?.original_token_count).toBeGreaterThan(60)
    const ratio = (result?.compacted_token_count ?? 0) / (result?.original_token_count ?? 1)
    expect(result?.compression_ratio).toBeCloseTo(ratio, 3)
  })

  it.each([0, -1, 1.5, 'many'])('refuses a target of %j', async (target) => {
    const conversationId = await recorded()
    const started = compat.python.compact({ conversation_id: conversationId, target_tokens: target })
    expect(await kindOf(started)).toBe('InvalidInputError')
  })
})

describe('get_compacted', () => {
  it('leaves out what it is told to, in every spelling of a flag', async () => {
    const conversationId = await compacted()
    const read = (query: string) => compat.python.getCompacted(conversationId, query)

    const whole = await read('format=structured&include_extractions=True&include_narrative=true')
    expect(whole?.['summary']).toBeTypeOf('string')
    expect(whole?.facts.length).toBeGreaterThan(0)

    for (const no of ['false', 'False', '0']) {
      const bare = await read(`format=structured&include_extractions=${no}&include_narrative=${no}`)
      expect(bare).toMatchObject({ facts: [], decisions: [], preferences: [], summary: null })
      expect(bare?.formatted_context).toBe(whole?.formatted_context)
    }
  })

  it('keeps every version readable; the newest is the highest, and what never was is None', async () => {
    const conversationId = await compacted({ strategy: 'aggressive' })
    await compactAndPoll(compat.python, conversationId, { strategy: 'balanced', force: true })
    await compactAndPoll(compat.python, conversationId, { strategy: 'conservative', force: true })
    const read = (query: string) => compat.python.getCompacted(conversationId, query)

    const first = await read('format=structured&version=1')
    expect(first).toMatchObject({ version: 1, strategy_used: 'aggressive' })
    expect(await read('format=structured&version=2')).toMatchObject({ strategy_used: 'balanced' })
    expect(await read('format=structured')).toMatchObject({ version: 3, strategy_used: 'conservative' })
    expect(await read('format=structured&version=4')).toBeUndefined()
    expect(await read('format=structured&version=')).toMatchObject({ version: 3 })
    expect(await read('format=structured&version=1')).toEqual(first)
  })

  it.each(['version=0', 'version=two', 'format=poem', 'include_narrative=maybe'])(
    'refuses %s with the reason',
    async (query) => {
      const conversationId = await recorded()
      expect(await kindOf(compat.python.getCompacted(conversationId, query))).toBe('InvalidInputError')
    },
  )

  it('warns by a boolean, and says why in words beside it', async () => {
    const conversationId = await compacted({ strategy: 'aggressive', target_tokens: 25 })

    const result = await compat.python.getCompacted(conversationId)
    const prompt = await compat.python.promptContext(conversationId)

    const isLow = (result?.validation_score ?? 1) < 0.7
    expect(isLow).toBe(true)
    expect(result).toMatchObject({ quality_warning: true, validation_passed: false })
    expect(result?.warnings.length).toBeGreaterThan(0)
    expect(result?.['quality_warning_message']).toBeTypeOf('string')
    expect(prompt.quality_warning).toBe(true)
  })
})

describe('status and prompt context', () => {
  it('count what came after the newest version, and say that it is stale', async () => {
    const conversationId = await compacted()
    expect(await compat.python.status(conversationId)).toMatchObject({
      is_stale: false,
      version: 1,
      memories_since_compaction: 0,
    })
    expect(await compat.python.promptContext(conversationId)).toMatchObject({
      is_stale: false,
      recent_message_count: 0,
      compacted_message_count: 6,
      total_message_count: 6,
    })

    await recordTurns(compat.python, conversationId, [
      { role: 'user', content: 'One more thing.' },
      { role: 'assistant', content: 'Go on.' },
    ])

    const status = await compat.python.status(conversationId)
    expect(status).toMatchObject({ status: 'completed', is_stale: true, memories_since_compaction: 2 })
    const [start, end] = [status.latest_created_at, status.completed_at].map((time) => Date.parse(time ?? ''))
    expect(start).toBeLessThanOrEqual(end ?? 0)
    expect(await compat.python.promptContext(conversationId)).toMatchObject({
      is_stale: true,
      recent_message_count: 2,
      compacted_message_count: 6,
      total_message_count: 8,
    })
  })

  it('are none and refused for a conversation nobody spoke in', async () => {
    const conversationId = randomUUID()
    expect(await compat.python.status(conversationId)).toMatchObject({
      status: 'none',
      has_compaction: false,
      version: 0,
    })
    expect(await kindOf(compat.python.promptContext(conversationId))).toBe('SynapTransientError')
  })

  it('is available before the first compaction for whoever asks for recent messages', async () => {
    const conversationId = await recorded()

    const context = await compat.python.promptContext(conversationId, 'structured&recent=always')

    expect(context).toMatchObject({ available: true, has_compaction: false, is_stale: false })
    expect(context.formatted_context).toContain('240 kg')
  })

  it('refuses a style that does not exist', async () => {
    expect(await kindOf(compat.python.promptContext(await recorded(), 'haiku'))).toBe('InvalidInputError')
  })
})

describe('ids of conversations', () => {
  it('are one in every spelling that Python takes for a UUID', async () => {
    const id = randomUUID()
    const spellings = [id.toUpperCase(), `urn:uuid:${id}`, `{${id}}`, id.replaceAll('-', '')]
    for (const [i, spelling] of spellings.entries())
      await compat.python.recordMessage({
        conversation_id: spelling,
        role: 'user',
        content: `${i}`,
        user_id: 'u1',
      })

    for (const spelling of spellings) {
      const context = await compat.python.promptContext(encodeURIComponent(spelling))
      expect(context.total_message_count).toBe(4)
    }
  })

  it('that are no UUID are refused everywhere with the way out', async () => {
    const calls = [
      compat.python.compact({ conversation_id: 'conv_abc123' }),
      compat.python.status('conv_abc123'),
      compat.python.getCompacted('conv_abc123'),
      compat.python.promptContext('conv_abc123'),
      compat.python.fetch('conversation', { conversation_id: 'conv_abc123', search_query: [] }),
    ]
    for (const outcome of await Promise.allSettled(calls)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { kind: 'InvalidInputError' } })
      expect(String(outcome.status === 'rejected' && outcome.reason)).toContain('UUID v5')
    }
  })
})

describe('the guide’s loop for a chat', () => {
  it('finds what was said before any compaction, with the confidence that the guide asks for', async () => {
    const conversationId = await recorded()

    const { context } = await compat.python.fetch('conversation', {
      conversation_id: conversationId,
      search_query: ['How much does the kiln weigh?'],
      max_results: 5,
      mode: 'fast',
    })

    const kept = context.facts.filter((fact) => fact.confidence >= 0.8).map((fact) => fact.content)
    expect(kept.join('\n')).toContain('240 kg')
  })

  it.each(['fast', 'accurate'])('answers in the mode %s, with both precisions', async (mode) => {
    const conversationId = await recorded()
    for (const precision of [{}, { precision_level: 'medium' }]) {
      const { context } = await compat.python.fetch('conversation', {
        conversation_id: conversationId,
        search_query: ['kiln weight', 'movers'],
        mode,
        ...precision,
      })
      expect(JSON.stringify(context)).toContain('240 kg')
      expect(JSON.stringify(context)).toContain('Verbeke')
    }
  })

  it.each([
    ['no query', { search_query: [] }],
    ['a null query', { search_query: null }],
    ['ids that are empty', { search_query: ['kiln'], user_id: '', customer_id: '' }],
    [
      'every type',
      { search_query: ['kiln'], types: ['fact', 'preference', 'episode', 'emotion', 'temporal'] },
    ],
    ['the other spellings', { search_query: ['kiln'], types: ['facts', 'preferences', 'temporal_events'] }],
    ['no types', { search_query: ['kiln'], types: [] }],
    ['null for what is not set', { search_query: ['kiln'], max_results: null, precision_level: null }],
    [
      'null for what other scopes have',
      { search_query: ['kiln'], context_mode: null, include_profile: null },
    ],
  ])('takes %s', async (_, body) => {
    const conversationId = await recorded()

    const { context, ttl_seconds } = await compat.python.fetch('conversation', {
      conversation_id: conversationId,
      ...body,
    })

    expect(Object.values(context).flat().length).toBeGreaterThan(0)
    expect(ttl_seconds).toBe(300)
  })

  it.each([
    ['too many results', { max_results: 51 }],
    ['no results', { max_results: 0 }],
    ['a type that is none', { types: ['rumours'] }],
    ['a mode that is none', { mode: 'slow' }],
    ['the summary mode, which users have', { context_mode: 'conversation-summary' }],
    ['a number of conversations, which users have', { last_n_conversations: 2 }],
  ])('refuses %s', async (_, body) => {
    const conversation_id = await recorded()
    const fetched = compat.python.fetch('conversation', { conversation_id, search_query: ['kiln'], ...body })
    expect(await kindOf(fetched)).toBe('InvalidInputError')
  })
})

describe('recording', () => {
  it('gives times that rise, one session until another is named, and the session that was named', async () => {
    const conversationId = randomUUID()
    const record = (content: string, rest: object = {}) =>
      compat.python.recordMessage({
        conversation_id: conversationId,
        role: 'user',
        content,
        user_id: 'u1',
        ...rest,
      })

    const answers = [await record('a'), await record('b'), await record('c', { session_id: 'tuesday' })]

    const times = answers.map(({ recorded_at }) => Date.parse(recorded_at))
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
    expect(answers[2]?.session_id).toBe('tuesday')
    expect(new Set(answers.map(({ message_id }) => message_id)).size).toBe(3)
  })

  it('fails the entries of a batch alone, in their places', async () => {
    const conversation_id = randomUUID()
    const answer = await compat.python.request('POST', '/v1/conversations/messages/batch', models.batch, {
      messages: [
        { conversation_id, role: 'user', content: 'good' },
        { conversation_id: 'conv_1', role: 'user', content: 'no UUID' },
        { conversation_id, role: 'user' },
        { conversation_id, role: 'assistant', content: 'good too' },
      ],
    })

    expect(answer).toMatchObject({ total: 4, succeeded: 2, failed: 2 })
    expect(answer.results.map((row) => 'message_id' in row)).toEqual([true, false, false, true])
    for (const row of answer.results.slice(1, 3)) expect(row['error']).toBeTypeOf('string')
  })

  it('says how long to wait in whole seconds when there is a limit', async () => {
    const limited = await startCompatServer(['--rate-limit', '60', '--rate-burst', '2'])
    try {
      const calls = Array.from({ length: 12 }, () => limited.python.status(randomUUID()))
      const refused = (await Promise.allSettled(calls)).flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason] : [],
      )
      expect(refused.length).toBeGreaterThan(0)
      for (const error of refused) {
        expect(error).toMatchObject({ kind: 'RateLimitError' })
        expect(error).toHaveProperty('retryAfterSeconds', expect.any(Number))
      }
    } finally {
      await limited.close()
    }
  })

  it('answers in one envelope that old and new clients read', async () => {
    const { status, body } = await call(compat.server, 'POST', '/v1/conversations/compact', {})

    expect(status).toBe(400)
    expect(body).toMatchObject({
      detail: expect.any(String),
      error: expect.any(String),
      code: 'invalid_argument',
    })
  })
})
