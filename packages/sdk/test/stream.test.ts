import { describe, expect, it, onTestFinished } from 'vitest'
import {
  AuthenticationError,
  NetworkTimeoutError,
  type Precis,
  type PrecisOptions,
  type PushedCompaction,
} from '../src/index.js'
import { HEARTBEAT_MS, SILENCE_MS } from '../src/stream/state.js'
import { CONVERSATION, connect, OTHER_CONVERSATION, rejection } from './support/connect.js'
import type { ManualRuntimeOptions } from './support/manual-runtime.js'
import { type BundleInit, type PushServer, startPushServer } from './support/push-server.js'

const conversationId = CONVERSATION

async function connectBoth(
  options: Partial<PrecisOptions> = {},
  time: ManualRuntimeOptions = { autoBelowMs: 1_001 },
) {
  const pushes = await startPushServer()
  onTestFinished(() => pushes.close())
  const connected = await connect({ streamUrl: pushes.url, ...options }, time)
  onTestFinished(() => connected.precis.stop())
  return { ...connected, pushes, context: connected.precis.conversation.context }
}

async function listening(...args: Parameters<typeof connectBoth>) {
  const connected = await connectBoth(...args)
  await connected.precis.listen()
  return connected
}

/** A compaction as the server pushes it. `coveredUntilMs`: recording time of the last covered message. */
function update(compactionId: string, coveredUntilMs: number, over: BundleInit = {}): BundleInit {
  return {
    bundleId: `compaction:${CONVERSATION}`,
    bundleType: 'compaction_update',
    anticipationConversationId: CONVERSATION,
    createdAt: new Date(coveredUntilMs + 50).toISOString(),
    conversationContext: {
      conversationId: CONVERSATION,
      compactionId,
      compactedAt: new Date(coveredUntilMs).toISOString(),
      summary: 'A trip is planned.',
      currentStateJson: JSON.stringify({ status: 'waiting', topic: 'travel', open_issues: ['Which hotel?'] }),
      keyExtractionsJson: JSON.stringify({
        facts: [{ id: 'f1', content: 'Ships to Lisbon', confidence: 1 }],
        decisions: [],
      }),
    },
    ...over,
  }
}

function expected(sequence: number, createdAtMs: number, over: BundleInit = {}): BundleInit {
  const item = (itemId: string, content: string) => ({ itemId, content, confidence: 0.9, relevanceScore: 2 })
  return {
    bundleId: `anticipation:${CONVERSATION}:${sequence}`,
    bundleType: 'anticipation',
    anticipationUserId: `conversation:${CONVERSATION}`,
    anticipationConversationId: CONVERSATION,
    createdAt: new Date(createdAtMs).toISOString(),
    itemsByType: {
      facts: {
        items: [item('f1', 'Order AX-4471 ships to Lisbon'), item('f2', 'The invoice is due in April')],
      },
      preferences: { items: [item('p1', 'Prefers window seats on the train to Lisbon')] },
    },
    searchKeywords: ['shipping', 'delivery'],
    ...over,
  }
}

/** Waits until what was pushed has been read: the stream keeps its order, so a later push proves the earlier ones. */
async function flushed(precis: Precis, pushes: PushServer): Promise<void> {
  const id = `${crypto.randomUUID()}`
  await new Promise<void>((resolve) => {
    const off = precis.onCompaction(id, () => {
      off()
      resolve()
    })
    const marker = update(`flush-${id}`, 0)
    pushes.push({
      ...marker,
      anticipationConversationId: id,
      conversationContext: { ...marker.conversationContext, conversationId: id },
    } as BundleInit)
  })
}

describe('listen', () => {
  it('resolves when the server answers, and sends the key', async () => {
    const { precis, pushes } = await connectBoth()

    expect(precis.isListening).toBe(false)
    await Promise.all([precis.listen(), precis.listen()])
    await precis.listen()

    expect(precis.isListening).toBe(true)
    expect(pushes.streamCount).toBe(1)
  })

  it('rejects with AuthenticationError when the key is refused', async () => {
    const { precis, pushes } = await connectBoth({ apiKey: 'synap_wrong' })

    expect(await rejection(precis.listen())).toBeInstanceOf(AuthenticationError)
    expect(precis.isListening).toBe(false)
    expect(pushes.streamCount).toBe(1)
  })

  it('rejects when nothing is there, and can be called again', async () => {
    const { precis, pushes } = await connectBoth()
    await pushes.close()

    const error = await rejection(precis.listen())

    expect(error).toBeInstanceOf(NetworkTimeoutError)
    expect((error as Error).message).toContain(pushes.url)
    expect(await rejection(precis.listen())).toBeInstanceOf(NetworkTimeoutError)
  })

  it('rejects when the server says nothing', async () => {
    const { precis, pushes, runtime } = await connectBoth({}, {})
    pushes.mode = 'silent'

    const pending = rejection(precis.listen())
    await pushes.until((server) => server.openStreams === 1)
    runtime.elapse(5_000)

    expect(await pending).toMatchObject({ code: 'network_timeout' })
    await pushes.until((server) => server.openStreams === 0)
  })

  it('ends with stop, also while it is starting, and leaves no timer', async () => {
    const { precis, pushes, runtime } = await connectBoth({}, {})
    const starting = rejection(precis.listen())
    precis.stop()
    expect(await starting).toMatchObject({ name: 'AbortError' })

    await precis.listen()
    precis.stop()
    precis.stop()

    await pushes.until((server) => server.openStreams === 0)
    expect(precis.isListening).toBe(false)
    expect(runtime.pendingTimers).toBe(0)
    await precis.listen()
    expect(precis.isListening).toBe(true)
  })

  it('opens a broken stream again, after a jittered wait', async () => {
    const { precis, pushes, runtime } = await listening()

    pushes.breakAll()
    await pushes.until((server) => server.streamCount === 2 && server.events.length >= 2)
    await flushed(precis, pushes)

    expect(precis.isListening).toBe(true)
    expect(runtime.delays).toContain(500)
  })

  it.each(['closing', 'error'])('connects anew when the server signals %s', async (signal) => {
    const { precis, pushes } = await listening()

    pushes.signal('throttle')
    pushes.signal('something new')
    pushes.signal(signal)
    await pushes.until((server) => server.streamCount === 2)
    await flushed(precis, pushes)

    expect(precis.isListening).toBe(true)
  })

  it('pings, and takes silence for a broken stream', async () => {
    const { precis, pushes, runtime } = await listening({}, {})
    const pings = () => pushes.events.filter((event) => event.payload.case === 'heartbeatPing').length
    runtime.elapse(HEARTBEAT_MS)
    await pushes.until(() => pings() === 2)
    await flushed(precis, pushes)

    pushes.mode = 'silent'
    runtime.elapse(SILENCE_MS)

    expect(precis.isListening).toBe(false)
    await pushes.until((server) => server.openStreams === 0)
  })

  it('tells when the key is refused later on, and stays closed', async () => {
    const { precis, pushes } = await connectBoth()
    const refusal = new Promise((resolve) => void precis.listen({ onError: resolve }))
    await pushes.until((server) => server.events.length > 0)
    await flushed(precis, pushes)
    pushes.mode = 'refuse'
    pushes.breakAll()

    expect(await refusal).toBeInstanceOf(AuthenticationError)
    expect(precis.isListening).toBe(false)
  })
})

describe('a pushed compaction', () => {
  it('answers the status without a request', async () => {
    const { server, runtime, precis, pushes, context } = await listening()
    const at = runtime.nowMs()
    pushes.push(update('c9', at))
    await flushed(precis, pushes)

    const status = await context.getCompactionStatus({ conversationId })

    expect(server.requests).toHaveLength(0)
    expect(status).toMatchObject({
      status: 'completed',
      compactionId: 'c9',
      completedAt: new Date(at + 50),
      hasCompaction: true,
      isStale: false,
      metadata: { source: 'anticipation' },
    })
  })

  it('ends what is held', async () => {
    const { server, runtime, precis, pushes, context } = await listening()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)
    await context.getCompacted({ conversationId })
    await context.getContextForPrompt({ conversationId })
    server.recordElsewhere(conversationId, 'more')
    server.publishElsewhere(conversationId)
    pushes.push(update('c9', runtime.nowMs()))
    await flushed(precis, pushes)

    expect(await context.getCompacted({ conversationId })).toMatchObject({
      version: 2,
      metadata: { source: 'cloud' },
    })
    expect(await context.getContextForPrompt({ conversationId })).toMatchObject({ version: 2 })
  })

  it('does not answer a status after a later write, nor while a run of ours is under way', async () => {
    const { server, runtime, precis, pushes, context } = await listening()
    pushes.push(update('c9', runtime.nowMs() - 1))
    await flushed(precis, pushes)

    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' })
    const afterWrite = await context.getCompactionStatus({ conversationId })
    const job = await context.compact({ conversationId })
    pushes.push(update('c9', runtime.nowMs() + 1_000))
    await flushed(precis, pushes)
    const duringRun = await context.getCompactionStatus({ conversationId })

    expect(afterWrite).toMatchObject({ status: 'none', metadata: { source: 'cloud' } })
    expect(duringRun).toMatchObject({ status: 'in_progress', compactionId: job.compactionId })
    expect(server.countOf('/compaction/status')).toBe(2)
  })

  it('answers again when it covers the write', async () => {
    const { precis, pushes, context } = await listening()
    const { recordedAt } = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'new',
    })
    pushes.push(update('c9', recordedAt.getTime()))
    await flushed(precis, pushes)

    expect(await context.getCompactionStatus({ conversationId })).toMatchObject({
      compactionId: 'c9',
      status: 'completed',
    })
  })

  it('is told once to each subscriber, also when the server repeats it', async () => {
    const { runtime, precis, pushes } = await listening()
    const seen: PushedCompaction[] = []
    const others: PushedCompaction[] = []
    const off = precis.onCompaction(conversationId.toUpperCase(), (compaction) => seen.push(compaction))
    precis.onCompaction(OTHER_CONVERSATION, (compaction) => others.push(compaction))
    const at = runtime.nowMs()

    pushes.push(update('c9', at))
    pushes.push(update('c9', at))
    pushes.push(update('c10', at + 1))
    await flushed(precis, pushes)
    off()
    pushes.push(update('c11', at + 2))
    await flushed(precis, pushes)

    expect(seen.map((compaction) => compaction.compactionId)).toEqual(['c9', 'c10'])
    expect(seen[0]).toEqual({
      conversationId: CONVERSATION,
      compactionId: 'c9',
      completedAt: new Date(at + 50),
      coveredUntil: new Date(at),
      summary: 'A trip is planned.',
      currentState: {
        status: 'waiting',
        topic: 'travel',
        lastUserRequest: null,
        lastRequestStatus: null,
        openIssues: ['Which hotel?'],
        nextSteps: [],
        values: {},
      },
      keyExtractions: { facts: ['Ships to Lisbon'], decisions: [] },
    })
    expect(others).toEqual([])
  })

  it('wakes compactAndWait before its next look is due', async () => {
    const { server, runtime, precis, pushes, context } = await listening({}, {})
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 0
    const waiting = context.compactAndWait({ conversationId, pollIntervalMs: 77_000 })
    await runtime.timerPending(70_000)

    pushes.push(update('c2', runtime.nowMs()))

    expect((await waiting).version).toBe(1)
    expect(precis.isListening).toBe(true)
  })

  it('that makes no sense is left aside, and the stream goes on', async () => {
    const { precis, pushes, context, server } = await listening()
    const at = Date.parse('2026-03-01T10:00:00Z')
    pushes.push({})
    pushes.push({ bundleType: 'compaction_update' })
    pushes.push(update('', at))
    pushes.push(
      update('c9', at, {
        conversationContext: { conversationId: CONVERSATION, compactionId: 'c9', compactedAt: 'x' },
      }),
    )
    pushes.push(
      update('c9', at, { anticipationConversationId: 'conv_1', conversationContext: { compactionId: 'c9' } }),
    )
    pushes.push({ bundleType: 'user_summary', anticipationUserId: 'u1' })
    pushes.push({ bundleType: 'from the future', anticipationConversationId: CONVERSATION })
    await flushed(precis, pushes)

    expect(await context.getCompactionStatus({ conversationId })).toMatchObject({
      metadata: { source: 'cloud' },
    })
    expect(server.requests).toHaveLength(1)
    const damaged = update('c10', at)
    pushes.push({
      ...damaged,
      conversationContext: {
        ...damaged.conversationContext,
        currentStateJson: '{',
        keyExtractionsJson: '["x"]',
      },
    } as BundleInit)
    await flushed(precis, pushes)
    expect(await context.getCompactionStatus({ conversationId })).toMatchObject({ compactionId: 'c10' })
  })

  it('says nothing about the present once the stream is lost', async () => {
    const { runtime, precis, pushes, context } = await listening()
    pushes.push(update('c9', runtime.nowMs()))
    await flushed(precis, pushes)
    precis.stop()

    expect(await context.getCompactionStatus({ conversationId })).toMatchObject({
      metadata: { source: 'cloud' },
    })
  })
})

describe('an expected fetch', () => {
  /** One recorded user message, and a bundle that knows it. */
  async function withBundle(over: BundleInit = {}) {
    const connected = await listening()
    const { precis, pushes } = connected
    const recorded = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'Where does order AX-4471 go?',
    })
    pushes.push(expected(recorded.sequence, recorded.recordedAt.getTime(), over))
    await flushed(precis, pushes)
    return connected
  }

  it('is answered from what was pushed, best item first, with the own turn in the conversation', async () => {
    const { server, pushes, context } = await withBundle()

    const found = await context.fetch({ conversationId, searchQuery: ['order AX-4471 Lisbon'] })

    expect(server.countOf('/fetch')).toBe(0)
    expect(found.metadata.source).toBe('anticipation')
    expect(found.facts.map((fact) => [fact.id, fact.content, fact.confidence])).toEqual([
      ['f1', 'Order AX-4471 ships to Lisbon', 0.9],
    ])
    expect(found.conversationContext).toMatchObject({
      recentTurns: [{ role: 'user', content: 'Where does order AX-4471 go?', messageId: 'm1' }],
      compactionId: null,
    })
    await pushes.until((server) => server.events.some((event) => event.payload.case === 'contextUsed'))
    const used = pushes.events.find((event) => event.payload.case === 'contextUsed')
    expect(used?.payload.value).toMatchObject({
      bundleId: `anticipation:${CONVERSATION}:1`,
      conversationId: CONVERSATION,
      servedItemIds: expect.arrayContaining(['f1']),
    })
  })

  it.each([
    ['no query', {}],
    ['an empty query', { searchQuery: '  ' }],
    ['the accurate mode', { searchQuery: 'order AX-4471', mode: 'accurate' }],
    ['a question about something else', { searchQuery: 'recipe for apple pie with order' }],
    ['types that were not pushed', { searchQuery: 'order AX-4471', types: ['emotions'] }],
  ] as const)('is left to the server: %s', async (_name, options) => {
    const { server, context } = await withBundle()

    const found = await context.fetch({ conversationId, ...options })

    expect(found.metadata.source).toBe('cloud')
    expect(server.countOf('/fetch')).toBe(1)
  })

  it.each([
    ['facts', ['Order AX-4471 ships to Lisbon'], []],
    ['preference', [], ['Prefers window seats on the train to Lisbon']],
    ['all', ['Order AX-4471 ships to Lisbon'], ['Prefers window seats on the train to Lisbon']],
  ] as const)('keeps to the types asked for: %s', async (type, facts, preferences) => {
    const { context } = await withBundle()

    const found = await context.fetch({ conversationId, searchQuery: 'order AX window seats', types: [type] })

    expect(found.metadata.source).toBe('anticipation')
    expect(found.facts.map((fact) => fact.content)).toEqual(facts)
    expect(found.preferences.map((preference) => preference.content)).toEqual(preferences)
  })

  it('is left to the server after an own write that the bundle does not know', async () => {
    const { precis, context } = await withBundle()
    await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'Make it Porto instead.',
    })

    const found = await context.fetch({ conversationId, searchQuery: 'order AX-4471' })

    expect(found.metadata.source).toBe('cloud')
  })

  it('is left to the server when a bundle made before the write arrives after it', async () => {
    const { precis, pushes, context } = await withBundle()
    const { recordedAt } = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'Porto instead.',
    })
    // Rendered late, but ranked without the second message.
    pushes.push(expected(1, recordedAt.getTime() + 5))
    await flushed(precis, pushes)

    expect((await context.fetch({ conversationId, searchQuery: 'order AX-4471' })).metadata.source).toBe(
      'cloud',
    )
  })

  it('is left to the server when others have spoken since: the recent turns have a hole', async () => {
    const { runtime, precis, pushes, context } = await withBundle()
    pushes.push(expected(3, runtime.nowMs() + 5_000))
    await flushed(precis, pushes)

    const whole = await context.fetch({ conversationId, searchQuery: 'order AX-4471' })
    const itemsOnly = await context.fetch({
      conversationId,
      searchQuery: 'order AX-4471',
      includeConversationContext: false,
    })

    expect(whole.metadata.source).toBe('cloud')
    expect(itemsOnly).toMatchObject({ metadata: { source: 'anticipation' }, conversationContext: null })
  })

  it('is left to the server when the bundle is another user’s, another conversation’s or too old', async () => {
    const { runtime, context, server } = await withBundle({ anticipationUserId: 'u1' })

    const sources = [
      (await context.fetch({ conversationId, searchQuery: 'order AX-4471', userId: 'u2' })).metadata.source,
      (await context.fetch({ conversationId: OTHER_CONVERSATION, searchQuery: 'order AX-4471' })).metadata
        .source,
      (await context.fetch({ conversationId, searchQuery: 'order AX-4471', userId: 'u1' })).metadata.source,
    ]
    runtime.setNow(runtime.nowMs() + 1_800_000)
    sources.push(
      (await context.fetch({ conversationId, searchQuery: 'order AX-4471', userId: 'u1' })).metadata.source,
    )

    expect(sources).toEqual(['cloud', 'cloud', 'anticipation', 'cloud'])
    expect(server.countOf('/fetch')).toBe(3)
  })

  it('carries the pushed compaction, and only the turns after it', async () => {
    const { runtime, precis, pushes, context } = await listening()
    const first = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'Where does order AX-4471 go?',
    })
    pushes.push(update('c9', first.recordedAt.getTime()))
    await flushed(precis, pushes)
    runtime.elapse(10)
    const second = await precis.conversation.recordMessage({
      conversationId,
      role: 'assistant',
      content: 'To Lisbon.',
    })
    pushes.push(expected(second.sequence, second.recordedAt.getTime()))
    await flushed(precis, pushes)

    const found = await context.fetch({ conversationId, searchQuery: 'order AX-4471' })

    expect(found.conversationContext).toMatchObject({
      summary: 'A trip is planned.',
      compactionId: 'c9',
      keyExtractions: { facts: ['Ships to Lisbon'] },
      currentState: { topic: 'travel' },
      recentTurns: [{ content: 'To Lisbon.' }],
    })
  })

  it('is never answered from a push with the caches off', async () => {
    const { precis, pushes, context, runtime } = await listening({ cache: false })
    const recorded = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'order',
    })
    pushes.push(expected(recorded.sequence, recorded.recordedAt.getTime()))
    pushes.push(update('c9', runtime.nowMs() + 99))
    await flushed(precis, pushes)

    expect((await context.fetch({ conversationId, searchQuery: 'order AX-4471' })).metadata.source).toBe(
      'cloud',
    )
    expect((await context.getCompactionStatus({ conversationId })).metadata.source).toBe('cloud')
  })
})
