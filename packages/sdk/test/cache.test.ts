import { describe, expect, it } from 'vitest'
import { ConversationCache } from '../src/cache/cache.js'
import { createSingleFlight } from '../src/cache/single-flight.js'
import { MAX_TTL_MS, SETTLE_MS, UNSETTLED_TTL_MS } from '../src/cache/state.js'
import { Precis } from '../src/index.js'
import { CONVERSATION, connect, OTHER_CONVERSATION, rejection } from './support/connect.js'
import { API_KEY } from './support/wire-server.js'

const conversationId = CONVERSATION
const PROMPT = '/context-for-prompt'

/** A server whose conversation has one message of another client and one version. */
async function compacted(...args: Parameters<typeof connect>) {
  const connected = await connect(...args)
  connected.server.recordElsewhere(conversationId, 'hello')
  connected.server.publishElsewhere(conversationId)
  return { ...connected, context: connected.precis.conversation.context }
}

describe('repeated reads', () => {
  it('are answered once by the server, and marked', async () => {
    const { server, context } = await compacted()

    const prompts = [
      await context.getContextForPrompt({ conversationId }),
      await context.getContextForPrompt({
        conversationId: CONVERSATION.toUpperCase(),
        style: 'structured',
        recent: 'auto',
      }),
    ]
    const versions = [
      await context.getCompacted({ conversationId, format: 'injection' }),
      await context.getCompacted({ conversationId, format: 'injection-ready', includeNarrative: true }),
    ]

    expect(prompts.map((prompt) => prompt.metadata.source)).toEqual(['cloud', 'cache'])
    expect(versions.map((version) => version?.metadata.source)).toEqual(['cloud', 'cache'])
    expect(prompts[1]?.metadata.correlationId).toBe(prompts[0]?.metadata.correlationId)
    expect({ ...prompts[1], metadata: null }).toEqual({ ...prompts[0], metadata: null })
    expect(server.requests).toHaveLength(2)
  })

  it('are kept apart by everything that the answer depends on', async () => {
    const { server, context } = await compacted()
    const reads = [
      () => context.getContextForPrompt({ conversationId }),
      () => context.getContextForPrompt({ conversationId, style: 'narrative' }),
      () => context.getContextForPrompt({ conversationId, recent: 'always' }),
      () => context.getCompacted({ conversationId }),
      () => context.getCompacted({ conversationId, format: 'narrative' }),
      () => context.getCompacted({ conversationId, includeExtractions: false }),
      () => context.getCompacted({ conversationId, includeNarrative: false }),
    ]

    for (const read of [...reads, ...reads]) await read()

    expect(server.requests).toHaveLength(reads.length)
  })

  it('end after five minutes', async () => {
    const { server, runtime, context } = await compacted()
    await context.getContextForPrompt({ conversationId })

    runtime.elapse(MAX_TTL_MS - 1)
    const last = await context.getContextForPrompt({ conversationId })
    runtime.elapse(1)
    const next = await context.getContextForPrompt({ conversationId })

    expect([last.metadata.source, last.metadata.ttlSeconds]).toEqual(['cache', 0])
    expect(next.metadata.source).toBe('cloud')
    expect(server.requests).toHaveLength(2)
  })

  it('go on ageing while they are held', async () => {
    const { runtime, server, context } = await compacted()
    runtime.elapse(800_000)
    const first = await context.getContextForPrompt({ conversationId })
    runtime.elapse(101_000)
    const held = await context.getContextForPrompt({ conversationId })

    expect([first.compactionAgeSeconds, first.isStale]).toEqual([800, false])
    expect([held.compactionAgeSeconds, held.isStale]).toEqual([901, true])
    expect(held.metadata).toMatchObject({ source: 'cache', ttlSeconds: 199 })
    expect(server.requests).toHaveLength(1)
  })

  it('hand out copies: what one caller changes no other sees', async () => {
    const { context } = await compacted()
    const first = await context.getCompacted({ conversationId })
    const facts = (first?.facts ?? []) as string[]
    facts.push('invented')
    Object.assign(first?.currentState?.values ?? {}, { 'departure date': 'never' })

    const second = await context.getCompacted({ conversationId })

    expect(second?.metadata.source).toBe('cache')
    expect(second?.facts).toEqual(['Ships to Lisbon'])
    expect(second?.currentState?.values['departure date']).toBe('14 March')
  })

  it('share one request when they come at the same time', async () => {
    const { server, context } = await compacted()

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => context.getContextForPrompt({ conversationId })),
    )

    expect(server.countOf(PROMPT)).toBe(1)
    expect(new Set(answers.map((answer) => answer.formattedContext)).size).toBe(1)
  })

  it('do not repeat what could not be read', async () => {
    const { server, context } = await compacted({ retry: false })
    server.script(PROMPT, { kind: 'text', status: 200, text: '{}' })
    server.script('/compacted', { kind: 'text', status: 200, text: '{"facts":7}' })

    expect(await rejection(context.getContextForPrompt({ conversationId }))).toMatchObject({
      code: 'unexpected_response',
    })
    expect(await rejection(context.getCompacted({ conversationId }))).toMatchObject({
      code: 'unexpected_response',
    })

    expect((await context.getContextForPrompt({ conversationId })).metadata.source).toBe('cloud')
    expect((await context.getCompacted({ conversationId }))?.metadata.source).toBe('cloud')
  })

  it('do not repeat an error, nor that there is nothing', async () => {
    const { server, precis } = await connect({ retry: false })
    const { context } = precis.conversation
    server.script(PROMPT, { kind: 'answer', status: 503 })

    await rejection(context.getContextForPrompt({ conversationId }))
    expect(await context.getCompacted({ conversationId })).toBeNull()
    server.recordElsewhere(conversationId, 'hello')
    server.publishElsewhere(conversationId)

    expect((await context.getContextForPrompt({ conversationId })).available).toBe(true)
    expect((await context.getCompacted({ conversationId }))?.version).toBe(1)
  })
})

describe('a pinned version', () => {
  it('is fetched each time, past the cache', async () => {
    const { server, context } = await compacted()
    await context.getCompacted({ conversationId })

    const pinned = [
      await context.getCompacted({ conversationId, version: 1 }),
      await context.getCompacted({ conversationId, version: 1 }),
    ]

    expect(pinned.map((version) => version?.metadata)).toMatchObject([
      { source: 'cloud', ttlSeconds: 0 },
      { source: 'cloud', ttlSeconds: 0 },
    ])
    expect(server.countOf('/compacted')).toBe(3)
  })

  it('that is newer than what is held ends what is held', async () => {
    const { server, context } = await compacted()
    await context.getCompacted({ conversationId })
    server.recordElsewhere(conversationId, 'more')
    server.publishElsewhere(conversationId)

    await context.getCompacted({ conversationId, version: 2 })

    expect(await context.getCompacted({ conversationId })).toMatchObject({
      version: 2,
      metadata: { source: 'cloud' },
    })
  })
})

describe('after an own write', () => {
  it.each([
    [
      'recordMessage',
      (precis: Precis) => precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' }),
    ],
    [
      'recordMessages',
      (precis: Precis) =>
        precis.conversation.recordMessages([{ conversationId, role: 'user', content: 'new' }]),
    ],
    ['compact', (precis: Precis) => precis.conversation.context.compact({ conversationId, force: true })],
  ])('%s: nothing from before it is repeated', async (_name, write) => {
    const { server, precis, context } = await compacted()
    await context.getContextForPrompt({ conversationId })
    await context.getCompacted({ conversationId })

    await write(precis)
    const prompt = await context.getContextForPrompt({ conversationId })
    const version = await context.getCompacted({ conversationId })

    expect([prompt.metadata.source, version?.metadata.source]).toEqual(['cloud', 'cloud'])
    expect(prompt.totalMessageCount).toBe(server.conversation(conversationId).messages.length)
  })

  it('leaves other conversations alone', async () => {
    const { server, precis, context } = await compacted()
    server.recordElsewhere(OTHER_CONVERSATION, 'other')
    await context.getContextForPrompt({ conversationId })

    await precis.conversation.recordMessage({
      conversationId: OTHER_CONVERSATION,
      role: 'user',
      content: 'x',
    })

    expect((await context.getContextForPrompt({ conversationId })).metadata.source).toBe('cache')
  })

  it('shows the write, although a read from before it is still under way', async () => {
    const { server, precis, context } = await compacted()
    let release = () => {}
    server.script(PROMPT, {
      kind: 'hold',
      release: new Promise((resolve) => {
        release = resolve
      }),
    })
    const arrival = server.arrival()
    const early = context.getContextForPrompt({ conversationId })
    await arrival
    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' })

    const late = await context.getContextForPrompt({ conversationId })
    release()

    expect(late.totalMessageCount).toBe(2)
    expect((await early).totalMessageCount).toBe(1)
    expect(await context.getContextForPrompt({ conversationId })).toMatchObject({
      totalMessageCount: 2,
      metadata: { source: 'cache' },
    })
  })

  it('does not repeat what was read while the write was under way', async () => {
    const { server, precis, context } = await compacted()
    let release = () => {}
    server.script('/messages', {
      kind: 'hold',
      release: new Promise((resolve) => {
        release = resolve
      }),
    })
    const arrival = server.arrival()
    const write = precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' })
    await arrival

    const during = [
      await context.getContextForPrompt({ conversationId }),
      await context.getContextForPrompt({ conversationId }),
    ]
    release()
    await write

    expect(during.map((prompt) => prompt.metadata.source)).toEqual(['cloud', 'cloud'])
    expect((await context.getContextForPrompt({ conversationId })).metadata.source).toBe('cloud')
  })

  it('that failed, what was held is dropped all the same: it may have been recorded', async () => {
    const { server, precis, context } = await compacted({ retry: false })
    await context.getContextForPrompt({ conversationId })
    server.script('/messages', { kind: 'reset_after_handling' })

    await rejection(precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' }))

    expect(await context.getContextForPrompt({ conversationId })).toMatchObject({
      totalMessageCount: 2,
      metadata: { source: 'cloud' },
    })
  })

  it('an automatic run is seen within moments, and the cache is quiet again half a minute later', async () => {
    const { server, runtime, precis, context } = await compacted()
    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' })
    const before = await context.getContextForPrompt({ conversationId })
    server.publishElsewhere(conversationId)

    runtime.elapse(UNSETTLED_TTL_MS)
    const after = await context.getContextForPrompt({ conversationId })
    runtime.elapse(SETTLE_MS)
    await context.getContextForPrompt({ conversationId })
    runtime.elapse(200_000)
    const quiet = await context.getContextForPrompt({ conversationId })

    expect([before.version, after.version]).toEqual([1, 2])
    expect(quiet.metadata.source).toBe('cache')
  })

  it('is quiet at once when the status says that everything is covered', async () => {
    const { runtime, precis, context } = await compacted()
    await precis.conversation.recordMessage({ conversationId, role: 'user', content: 'new' })
    await context.compactAndWait({ conversationId })

    await context.getContextForPrompt({ conversationId })
    runtime.elapse(200_000)

    expect((await context.getContextForPrompt({ conversationId })).metadata.source).toBe('cache')
  })
})

describe('a version that is seen elsewhere', () => {
  it('in a status ends what is held', async () => {
    const { server, context } = await compacted()
    await context.getCompacted({ conversationId })
    await context.getContextForPrompt({ conversationId })
    server.recordElsewhere(conversationId, 'more')
    server.publishElsewhere(conversationId)
    await context.getCompactionStatus({ conversationId })

    expect(await context.getCompacted({ conversationId })).toMatchObject({ version: 2 })
    expect(await context.getContextForPrompt({ conversationId })).toMatchObject({ version: 2 })
  })

  it('in one kind of answer ends the other', async () => {
    const { server, context } = await compacted()
    await context.getCompacted({ conversationId })
    server.recordElsewhere(conversationId, 'more')
    server.publishElsewhere(conversationId)
    await context.getContextForPrompt({ conversationId })

    expect(await context.getCompacted({ conversationId })).toMatchObject({ version: 2 })
  })
})

describe('bounds and owners', () => {
  it('switched off, every read asks the server', async () => {
    const { server, context } = await compacted({ cache: false })

    await Promise.all([
      context.getContextForPrompt({ conversationId }),
      context.getContextForPrompt({ conversationId }),
    ])
    const third = await context.getContextForPrompt({ conversationId })

    expect(server.countOf(PROMPT)).toBe(3)
    expect(third.metadata).toMatchObject({ source: 'cloud', ttlSeconds: 0 })
  })

  it('a shorter lifetime is kept, a longer one is not granted', async () => {
    const short = await compacted({ cache: { ttlMs: 1_000 } })
    await short.context.getContextForPrompt({ conversationId })
    short.runtime.elapse(1_000)
    const long = await compacted({ cache: { ttlMs: 9_999_999 } })
    await long.context.getContextForPrompt({ conversationId })
    long.runtime.elapse(MAX_TTL_MS)

    expect((await short.context.getContextForPrompt({ conversationId })).metadata.source).toBe('cloud')
    expect((await long.context.getContextForPrompt({ conversationId })).metadata.source).toBe('cloud')
  })

  it('two clients share nothing, not even with one key', async () => {
    const { server, runtime, context } = await compacted()
    await context.getContextForPrompt({ conversationId })
    const second = new Precis({ apiKey: API_KEY, baseUrl: server.url, runtime })
    const stranger = new Precis({ apiKey: 'synap_stranger', baseUrl: server.url, runtime })

    expect((await second.conversation.context.getContextForPrompt({ conversationId })).metadata.source).toBe(
      'cloud',
    )
    expect(
      await rejection(stranger.conversation.context.getContextForPrompt({ conversationId })),
    ).toMatchObject({
      name: 'AuthenticationError',
    })
  })

  it('forgets the conversations that were not used for longest', async () => {
    const { server, context } = await compacted({ cache: { maxConversations: 2 } })
    const ids = [0, 1, 2].map((last) => `${CONVERSATION.slice(0, -1)}${last}`)
    for (const id of ids) server.recordElsewhere(id, 'hello')

    const [first = '', second = '', third = ''] = ids
    for (const id of [first, second, first, third]) await context.getContextForPrompt({ conversationId: id })
    const sources = []
    for (const id of [first, third, second]) {
      sources.push((await context.getContextForPrompt({ conversationId: id })).metadata.source)
    }

    expect(sources).toEqual(['cache', 'cache', 'cloud'])
  })

  it('holds a bounded number of states, and never forgets a write under way', async () => {
    const cache = new ConversationCache({ ttlMs: 1, maxConversations: 3, runtime: { nowMs: () => 0 } })
    let finish = () => {}
    const write = cache.write(
      ['busy'],
      () =>
        new Promise<void>((resolve) => {
          finish = resolve
        }),
      () => ({ kind: 'perhaps_run' }),
      {
        kind: 'perhaps_run',
      },
    )

    for (let i = 0; i < 100; i++) cache.generationOf(`c${i}`)

    expect(cache.conversationCount).toBe(3)
    expect(cache.stateOf('busy')?.writesInFlight).toBe(1)
    finish()
    await write
    expect(cache.stateOf('busy')?.writesInFlight).toBe(0)
  })

  it('does not take a forgotten conversation for one without writes', () => {
    const cache = new ConversationCache({ ttlMs: 1, maxConversations: 1, runtime: { nowMs: () => 0 } })

    expect(cache.coversOwnWrites('a', 0)).toBe(true)
    cache.generationOf('a')
    cache.generationOf('b')

    expect(cache.coversOwnWrites('a', 0)).toBe(false)
  })
})

describe('a shared request', () => {
  it('goes on when one of its callers leaves, and is cancelled with the last one', async () => {
    const { server, context } = await compacted()
    server.script(PROMPT, { kind: 'hang' })
    const [one, two] = [new AbortController(), new AbortController()]
    const arrival = server.arrival()
    const first = rejection(context.getContextForPrompt({ conversationId, signal: one.signal }))
    const second = rejection(context.getContextForPrompt({ conversationId, signal: two.signal }))
    await arrival

    one.abort(new Error('first left'))
    expect(await first).toMatchObject({ message: 'first left' })
    two.abort(new Error('second left'))

    expect(await second).toMatchObject({ message: 'second left' })
    expect(server.countOf(PROMPT)).toBe(1)
  })

  it('that everybody left is not joined by a new caller', async () => {
    const { server, context } = await compacted()
    server.script(PROMPT, { kind: 'hang' })
    const caller = new AbortController()
    const arrival = server.arrival()
    const left = rejection(context.getContextForPrompt({ conversationId, signal: caller.signal }))
    await arrival
    caller.abort()

    const fresh = await context.getContextForPrompt({ conversationId })

    expect(await left).toMatchObject({ name: 'AbortError' })
    expect(fresh.metadata.source).toBe('cloud')
  })

  it('tells every caller of its failure, and leaves nothing behind', async () => {
    const flights = createSingleFlight<string>({ nowMs: () => 0, maxAgeMs: 1_000 })
    const failing = () => Promise.reject(new Error('no'))

    const results = await Promise.allSettled([
      flights.join('k', undefined, failing),
      flights.join('k', undefined, failing),
    ])

    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
    expect(flights.size).toBe(0)
  })
})
