import { describe, expect, it } from 'vitest'
import type { CompactionProgress } from '../src/index.js'
import {
  CompactionFailedError,
  ConflictError,
  InvalidInputError,
  NetworkTimeoutError,
  PermissionError,
} from '../src/index.js'
import { CONVERSATION, connect, rejection } from './support/connect.js'

const conversationId = CONVERSATION
const T0 = new Date('2026-03-01T10:00:00Z')

describe('compact', () => {
  it('sends every parameter under its wire name and reads the whole answer', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')

    const job = await precis.conversation.context.compact({
      conversationId,
      strategy: 'balanced',
      targetTokens: 800,
      force: true,
    })

    expect(server.requests[0]?.body).toEqual({
      conversation_id: CONVERSATION,
      strategy: 'balanced',
      target_tokens: 800,
      force: true,
    })
    expect(job).toEqual({
      compactionId: server.conversation(CONVERSATION).run?.compactionId,
      conversationId: CONVERSATION,
      status: 'in_progress',
      triggerType: 'manual_api',
      initiatedAt: T0,
      estimatedCompletionSeconds: 1,
      previousContext: null,
      previousContextAgeSeconds: null,
      previousCompactionId: null,
    })
  })

  it('takes compactionLevel for a strategy that was not given, and not instead of one', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    await precis.conversation.context.compact({ conversationId, compactionLevel: 'low' })
    await precis.conversation.context.compact({
      conversationId,
      compactionLevel: 'low',
      strategy: 'aggressive',
    })

    expect(server.requests.map((request) => request.body['strategy'])).toEqual(['low', 'aggressive'])
    expect(server.requests[0]?.body['force']).toBe(false)
  })

  it('hands out the previous version as a compaction', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    const job = await precis.conversation.context.compact({ conversationId })

    expect(job.status).toBe('completed')
    expect(job.previousContext).toMatchObject({ version: 1, facts: ['Ships to Lisbon'] })
    expect(job.previousCompactionId).toBe(job.compactionId)
  })

  it('fails with PermissionError when nothing was recorded', async () => {
    const { precis } = await connect()

    expect(await rejection(precis.conversation.context.compact({ conversationId }))).toBeInstanceOf(
      PermissionError,
    )
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses %d as targetTokens', async (targetTokens) => {
    const { precis } = await connect()

    const error = await rejection(precis.conversation.context.compact({ conversationId, targetTokens }))

    expect(error).toBeInstanceOf(InvalidInputError)
  })
})

describe('getCompactionStatus', () => {
  it('reads the fields of both documents', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)
    server.recordElsewhere(conversationId, 'later')

    const status = await precis.conversation.context.getCompactionStatus({ conversationId })

    expect(status).toEqual({
      conversationId: CONVERSATION,
      status: 'completed',
      compactionId: server.conversation(CONVERSATION).versions[0]?.compactionId,
      completedAt: T0,
      compressionRatio: 0.4,
      validationScore: 0.91,
      estimatedCompletionSeconds: null,
      errorMessage: null,
      latestVersion: 1,
      latestCreatedAt: T0,
      hasCompaction: true,
      isStale: true,
      version: 1,
      lastCompactedAt: T0,
      memoriesSinceCompaction: 1,
      metadata: { correlationId: expect.any(String), source: 'cloud', ttlSeconds: 0, retrievedAt: T0 },
    })
  })

  it('is `none` for a conversation that nobody knows', async () => {
    const { precis } = await connect()

    const status = await precis.conversation.context.getCompactionStatus({ conversationId })

    expect(status).toMatchObject({
      status: 'none',
      hasCompaction: false,
      compactionId: null,
      completedAt: null,
      version: 0,
    })
  })
})

describe('getCompacted', () => {
  it('is null when there is no compaction, and when there is no such version', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')

    expect(await precis.conversation.context.getCompacted({ conversationId })).toBeNull()
    server.publishElsewhere(conversationId)
    expect(await precis.conversation.context.getCompacted({ conversationId, version: 7 })).toBeNull()
  })

  it('reads every field, extractions as texts and as whole items', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    const compacted = await precis.conversation.context.getCompacted({ conversationId })

    expect(compacted).toMatchObject({
      conversationId: CONVERSATION,
      version: 1,
      createdAt: T0,
      format: 'structured',
      compactedContext: '[structured v1] 1 messages',
      originalTokenCount: 1200,
      compactedTokenCount: 480,
      compressionRatio: 0.4,
      levelApplied: 'balanced',
      strategyUsed: 'balanced',
      targetTokens: 500,
      triggerType: 'manual_api',
      messageCount: 1,
      validationScore: 0.65,
      validationPassed: false,
      facts: ['Ships to Lisbon'],
      decisions: ['Leave on the 14th'],
      preferences: ['Window seats'],
      constraints: ['Never before nine'],
      summary: 'A trip is planned.',
      qualityWarning: 'The score 0.65 is below 0.7.',
      warnings: ['The score 0.65 is below 0.7.'],
      totals: { units: 4, kept: 2, shortened: 1, dropped: 1, superseded: 0 },
    })
    expect(compacted?.currentState).toEqual({
      status: 'waiting',
      topic: 'travel',
      lastUserRequest: 'And a gym?',
      lastRequestStatus: 'open',
      openIssues: ['Which hotel?'],
      nextSteps: ['Book the train'],
      values: { 'departure date': '14 March' },
    })
    expect(compacted?.factItems[0]).toEqual({
      id: 'fact-1',
      type: 'fact',
      content: 'Ships to Lisbon',
      confidence: 1,
      speaker: 'user',
      evidence: [{ messageId: 'm1', start: 0, end: 12 }],
      messageIds: ['m1'],
      saidAt: T0,
      eventDate: null,
      category: null,
      supersededBy: null,
    })
    expect(compacted?.otherItems[0]?.type).toBe('task')
    expect(compacted?.validation?.missing[0]).toEqual({
      type: 'fact',
      content: 'Two people',
      evidence: [{ messageId: 'm1', start: 4, end: 9 }],
    })
    expect(compacted?.metadata).toEqual({
      correlationId: server.requests[0]?.headers['x-correlation-id'],
      source: 'cloud',
      ttlSeconds: 300,
      retrievedAt: T0,
    })
  })

  it.each([
    [{}, { format: 'structured' }],
    [
      { format: 'injection-ready', version: 1 },
      { format: 'injection-ready', version: '1' },
    ],
    [{ version: null, format: 'narrative' }, { format: 'narrative' }],
    [
      { includeExtractions: false, includeNarrative: false },
      { format: 'structured', include_extractions: 'false', include_narrative: 'false' },
    ],
    [{ includeExtractions: true, includeNarrative: true }, { format: 'structured' }],
  ] as const)('asks %j as %j', async (options, query) => {
    const { server, precis } = await connect()

    await precis.conversation.context.getCompacted({ conversationId, ...options })

    expect(Object.fromEntries(server.requests[0]?.query ?? [])).toEqual(query)
  })

  it('reads a server that knows neither constraints nor the sentence of a warning', async () => {
    const { server, precis } = await connect()
    server.script('/compacted', {
      kind: 'answer',
      status: 200,
      body: {
        formatted_context: 'text',
        original_token_count: 10,
        compacted_token_count: 4,
        compression_ratio: 0.4,
        strategy_used: 'adaptive',
        compaction_id: 'c1',
        validation_score: null,
        validation_passed: null,
        facts: [{ content: 'a fact' }],
        decisions: [],
        preferences: [],
        current_state: null,
        quality_warning: true,
      },
    })

    const compacted = await precis.conversation.context.getCompacted({ conversationId })

    expect(compacted).toMatchObject({
      compactedContext: 'text',
      facts: ['a fact'],
      constraints: [],
      currentState: null,
    })
    expect(compacted?.qualityWarning).toMatch(/may have lost/)
  })
})

describe('explain', () => {
  it('tells what became of each sentence', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    const explanation = await precis.conversation.context.explain({ conversationId, version: 1 })

    expect(server.requests[0]?.query.get('version')).toBe('1')
    expect(explanation).toMatchObject({ version: 1, conversationId, metadata: { source: 'cloud' } })
    expect(explanation?.entries).toEqual([
      {
        span: { messageId: 'm1', start: 0, end: 5 },
        handle: 'm1',
        text: 'hello',
        fate: 'dropped',
        reason: 'filler',
        score: 0.5,
        scoreParts: { length: 0.5 },
        shortened: null,
        successor: { messageId: 'm2', start: 3, end: 9 },
      },
      expect.objectContaining({ fate: 'shortened', shortened: 'hi', successor: null }),
    ])
  })

  it('is null when there is no such version, and refuses what is no version', async () => {
    const { precis } = await connect()

    expect(await precis.conversation.context.explain({ conversationId })).toBeNull()
    const error = await rejection(precis.conversation.context.explain({ conversationId, version: 0 }))
    expect(error).toBeInstanceOf(InvalidInputError)
  })
})

describe('getContextForPrompt', () => {
  it('reads every field', async () => {
    const { server, runtime, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)
    server.recordElsewhere(conversationId, 'And a gym?')
    runtime.elapse(42_000)

    const context = await precis.conversation.context.getContextForPrompt({ conversationId })

    expect(context).toEqual({
      conversationId: CONVERSATION,
      formattedContext: '[structured v1]\nuser: hello\nuser: And a gym?',
      available: true,
      hasCompaction: true,
      isStale: true,
      compactionId: server.conversation(CONVERSATION).versions[0]?.compactionId,
      version: 1,
      compressionRatio: 0.4,
      validationScore: 0.91,
      compactionAgeSeconds: 42,
      qualityWarning: false,
      recentMessages: [
        { role: 'user', content: 'And a gym?', timestamp: expect.any(Date), messageId: expect.any(String) },
      ],
      recentMessageCount: 1,
      compactedMessageCount: 1,
      totalMessageCount: 2,
      metadata: {
        correlationId: expect.any(String),
        source: 'cloud',
        ttlSeconds: 300,
        retrievedAt: expect.any(Date),
      },
    })
  })

  it('passes style and recent on', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')

    const before = await precis.conversation.context.getContextForPrompt({ conversationId })
    const always = await precis.conversation.context.getContextForPrompt({
      conversationId,
      style: 'bullet_points',
      recent: 'always',
    })

    expect(before).toMatchObject({ available: false, formattedContext: null, recentMessageCount: 1 })
    expect(always).toMatchObject({ available: true, formattedContext: '[bullet_points v0]\nuser: hello' })
    expect(server.requests.map((request) => Object.fromEntries(request.query))).toEqual([
      { style: 'structured' },
      { style: 'bullet_points', recent: 'always' },
    ])
  })

  it('fails with PermissionError when nothing was recorded', async () => {
    const { precis } = await connect()

    const error = await rejection(precis.conversation.context.getContextForPrompt({ conversationId }))

    expect(error).toBeInstanceOf(PermissionError)
  })
})

describe('fetch', () => {
  it('sends every parameter under its wire name', async () => {
    const { server, precis } = await connect()

    await precis.conversation.context.fetch({
      conversationId,
      searchQuery: ['the order', 'the date'],
      maxResults: 5,
      types: ['facts', 'temporal'],
      mode: 'accurate',
      includeConversationContext: false,
      userId: 'u1',
      customerId: 'acme',
    })

    expect(server.requests[0]?.body).toEqual({
      conversation_id: CONVERSATION,
      search_query: ['the order', 'the date'],
      max_results: 5,
      types: ['facts', 'temporal'],
      mode: 'accurate',
      include_conversation_context: false,
      user_id: 'u1',
      customer_id: 'acme',
    })
  })

  it('reads the five kinds of items and the conversation', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')

    const found = await precis.conversation.context.fetch({ conversationId, searchQuery: 'a gym' })

    expect(server.requests[0]?.body).toEqual({ conversation_id: CONVERSATION, search_query: ['a gym'] })
    expect(found.facts).toEqual([
      {
        id: 'facts-1',
        content: 'facts about ["a gym"]',
        confidence: 0.9,
        source: 'conversation',
        extractedAt: new Date('2026-03-01T09:00:00Z'),
        eventDate: new Date('2026-04-02'),
        validUntil: null,
        temporalCategory: 'temporal_fact',
        temporalConfidence: 0.5,
        sourceEvidence: ['as it was said'],
        relevanceScore: 1.5,
        metadata: { origin: 'test' },
      },
    ])
    expect(found.preferences[0]).toMatchObject({ category: 'food', strength: 0.8 })
    expect(found.episodes[0]).toMatchObject({
      summary: 'a trip',
      occurredAt: new Date('2026-02-01T00:00:00Z'),
      significance: 0.6,
      participants: ['Ana'],
    })
    expect(found.emotions[0]).toMatchObject({
      emotionType: 'joy',
      intensity: 0.7,
      detectedAt: new Date('2026-03-01T09:30:00Z'),
      context: 'the trip',
    })
    expect(found.temporalEvents).toHaveLength(1)
    expect(found.conversationContext).toMatchObject({
      conversationId: CONVERSATION,
      summary: 'A trip is planned.',
      currentState: { topic: 'travel', nextSteps: ['Book the train'] },
      keyExtractions: { facts: ['Ships to Lisbon'] },
      recentTurns: [
        { role: 'user', content: 'hello', timestamp: expect.any(Date), messageId: expect.any(String) },
      ],
      compactionId: null,
      compactedAt: null,
    })
    expect(found).toMatchObject({ totalTokens: 40, metadata: { source: 'cloud' } })
  })
})

describe('compactAndWait', () => {
  it('resolves with the finished compaction, in the format asked for', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 2
    const seen: CompactionProgress[] = []

    const compacted = await precis.conversation.context.compactAndWait({
      conversationId,
      strategy: 'conservative',
      format: 'narrative',
      onProgress: (progress) => seen.push(progress),
    })

    expect(compacted).toMatchObject({
      version: 1,
      compactedContext: '[narrative v1] 1 messages',
      originalTokenCount: 1200,
    })
    expect(seen.map(({ status, elapsedMs }) => [status, elapsedMs])).toEqual([
      ['in_progress', 0],
      ['in_progress', 50],
      ['in_progress', 130],
      ['completed', 258],
    ])
    expect(seen.every((progress) => progress.compactionId === compacted.compactionId)).toBe(true)
  })

  it('looks at the distance that was asked for', async () => {
    const { server, runtime, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 3

    await precis.conversation.context.compactAndWait({ conversationId, pollIntervalMs: 700 })

    expect(runtime.delays.filter((delay) => delay < 30_000)).toEqual([700, 700, 700, 700])
  })

  it('returns what is there at once when nothing is new', async () => {
    const { server, runtime, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    const compacted = await precis.conversation.context.compactAndWait({ conversationId })

    expect(compacted.version).toBe(1)
    expect(server.requests).toHaveLength(2)
    expect(runtime.delays.every((delay) => delay === 30_000)).toBe(true)
  })

  it('waits for the run that is under way, then starts its own', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 2
    await precis.conversation.context.compact({ conversationId })
    server.recordElsewhere(conversationId, 'one more')

    const compacted = await precis.conversation.context.compactAndWait({ conversationId })

    expect(compacted).toMatchObject({ version: 2, messageCount: 2 })
    expect(server.countOf('/compact')).toBe(3)
  })

  it('throws what the server says when the run fails', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.nextRunFails = 'the worker was stopped'

    const error = await rejection(precis.conversation.context.compactAndWait({ conversationId }))

    expect(error).toBeInstanceOf(CompactionFailedError)
    expect(error).toMatchObject({ code: 'compaction_failed', compactionId: expect.any(String) })
    expect((error as Error).message).toContain('the worker was stopped')
  })

  it('gives up after waitTimeoutMs', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 1_000

    const error = await rejection(
      precis.conversation.context.compactAndWait({ conversationId, waitTimeoutMs: 5_000 }),
    )

    expect(error).toBeInstanceOf(NetworkTimeoutError)
    expect((error as Error).message).toContain('5000 ms')
  })

  it('gives up when others keep the conversation busy', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    const busy = { kind: 'answer', status: 409, body: { detail: 'busy', code: 'conflict' } } as const
    server.script('/compact', ...Array.from({ length: 9 }, () => busy))

    const error = await rejection(precis.conversation.context.compactAndWait({ conversationId }))

    expect(error).toBeInstanceOf(ConflictError)
    expect(server.countOf('/compact')).toBe(6)
  })

  it('stops waiting when the signal says so', async () => {
    const { server, runtime, precis } = await connect({}, {})
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 1_000
    const caller = new AbortController()

    const pending = rejection(
      precis.conversation.context.compactAndWait({
        conversationId,
        signal: caller.signal,
        pollIntervalMs: 77_000,
        onProgress: () => setImmediate(() => caller.abort(new Error('enough'))),
      }),
    )

    expect(await pending).toMatchObject({ message: 'enough' })
    expect(runtime.pendingTimers).toBe(0)
  })

  it.each([0, -5, Number.NaN])('refuses %d as pollIntervalMs', async (pollIntervalMs) => {
    const { server, precis } = await connect()

    const error = await rejection(
      precis.conversation.context.compactAndWait({ conversationId, pollIntervalMs }),
    )

    expect(error).toBeInstanceOf(InvalidInputError)
    expect(server.requests).toHaveLength(0)
  })
})
