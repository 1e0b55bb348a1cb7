import { describe, expect, it } from 'vitest'
import {
  AuthenticationError,
  ConflictError,
  ContextNotFoundError,
  InvalidConversationIdError,
  InvalidInputError,
  isPrecisError,
  NetworkError,
  NetworkTimeoutError,
  PermissionError,
  Precis,
  PrecisError,
  RateLimitError,
  ServiceUnavailableError,
  UnexpectedResponseError,
} from '../src/index.js'
import { CONVERSATION, connect, rejection, TIMEOUT_MS } from './support/connect.js'
import type { Scripted } from './support/wire-server.js'

const STATUS = '/compaction/status'
const conversationId = CONVERSATION
const answer = (status: number, body: unknown, headers: Record<string, string> = {}): Scripted => ({
  kind: 'answer',
  status,
  body,
  headers,
})

describe('answers that are errors', () => {
  it.each<[number, unknown, new (...args: never[]) => PrecisError, string]>([
    [
      400,
      { detail: 'strategy: must be one of …', code: 'invalid_argument', details: {} },
      InvalidInputError,
      'invalid_argument',
    ],
    [
      400,
      { detail: 'not a UUID', code: 'invalid_argument', details: { reason: 'invalid_conversation_id' } },
      InvalidConversationIdError,
      'invalid_argument',
    ],
    [401, { detail: 'The key is revoked.', code: 'unauthenticated' }, AuthenticationError, 'unauthenticated'],
    [
      403,
      { detail: 'No messages were recorded.', code: 'permission_denied' },
      PermissionError,
      'permission_denied',
    ],
    [404, { detail: 'nothing there', code: 'not_found' }, ContextNotFoundError, 'not_found'],
    [409, { detail: 'A run is under way.', code: 'conflict' }, ConflictError, 'conflict'],
    [409, { detail: { code: 'already_exists', message: 'taken' } }, ConflictError, 'already_exists'],
    [412, { detail: 'not yet' }, InvalidInputError, 'failed_precondition'],
    [400, { detail: 'x', code: 'SOMETHING_ELSE' }, InvalidInputError, 'invalid_argument'],
    [413, { detail: 'too large', code: 'payload_too_large' }, InvalidInputError, 'payload_too_large'],
    [422, { detail: [{ loc: ['body', 'role'], msg: 'bad' }] }, InvalidInputError, 'invalid_argument'],
    [429, { detail: 'slow down', code: 'rate_limited' }, RateLimitError, 'rate_limited'],
    [500, { detail: 'boom', code: 'internal' }, ServiceUnavailableError, 'internal'],
    [502, 'bad gateway', ServiceUnavailableError, 'internal'],
    [503, { detail: 'starting', code: 'unavailable' }, ServiceUnavailableError, 'unavailable'],
    [504, { detail: 'too slow' }, ServiceUnavailableError, 'deadline_exceeded'],
    [418, { detail: 'teapot' }, UnexpectedResponseError, 'unexpected_response'],
  ])('HTTP %i %j', async (status, body, type, code) => {
    const { server, precis } = await connect({ retry: false })
    server.script(
      STATUS,
      typeof body === 'string' ? { kind: 'text', status, text: body } : answer(status, body),
    )

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect(error).toBeInstanceOf(type)
    expect(error).toBeInstanceOf(PrecisError)
    expect(error).toMatchObject({ code, status, correlationId: expect.stringMatching(/^0000/) })
    expect(isPrecisError(error, code as PrecisError['code'])).toBe(true)
    expect((error as PrecisError).message).toContain(`HTTP ${status}, GET /v1/conversations/`)
  })

  it('puts the sentence of the server first, whichever key it stands under', async () => {
    const { server, precis } = await connect({ retry: false })
    server.script(
      STATUS,
      answer(400, { detail: 'from detail' }),
      answer(400, { error: 'from error' }),
      answer(400, {}),
    )
    const get = () =>
      rejection(precis.conversation.context.getCompactionStatus({ conversationId })) as Promise<PrecisError>

    expect((await get()).message).toMatch(/^from detail \(/)
    expect((await get()).message).toMatch(/^from error \(/)
    expect((await get()).message).toMatch(/^\{\} \(/)
  })

  it('reports how long to wait, and honours it before trying again', async () => {
    const { server, runtime, precis } = await connect({ retry: { maxAttempts: 2 } })
    server.script(STATUS, answer(429, {}, { 'retry-after': '3' }), answer(429, {}, { 'retry-after': '4' }))

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect(error).toBeInstanceOf(RateLimitError)
    expect((error as RateLimitError).retryAfterSeconds).toBe(4)
    expect(runtime.delays.filter((delay) => delay < TIMEOUT_MS)).toEqual([3_250])
    expect(server.requests).toHaveLength(2)
  })

  it('gives a wait over a minute back to the caller at once', async () => {
    const { server, precis } = await connect()
    server.script(STATUS, answer(429, {}, { 'retry-after': '3600' }))

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect(error).toMatchObject({ name: 'RateLimitError', retryAfterSeconds: 3600, retryable: true })
    expect(server.requests).toHaveLength(1)
  })

  it('does not follow a redirect, which could carry the key elsewhere', async () => {
    const { server, precis } = await connect()
    server.script(STATUS, answer(308, {}, { location: 'http://127.0.0.1:1/elsewhere' }))

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect((error as Error).message).toContain('http://127.0.0.1:1/elsewhere')
    expect(server.requests).toHaveLength(1)
  })

  it('never shows the key', async () => {
    const { server, precis } = await connect({ retry: false })
    server.script(STATUS, answer(401, { detail: 'no' }), { kind: 'reset' })

    const errors = [
      await rejection(precis.conversation.context.getCompactionStatus({ conversationId })),
      await rejection(precis.conversation.context.getCompactionStatus({ conversationId })),
    ]

    for (const error of errors) {
      expect(`${JSON.stringify(error)} ${(error as Error).stack} ${String(error)}`).not.toContain('synap_')
    }
    expect(JSON.stringify(precis)).not.toContain('synap_')
  })
})

describe('answers of another server', () => {
  it.each(['null', '"ok"', '[]', '{}', '{"context":null}', '{"results":7}'])('%s', async (text) => {
    const { server, precis } = await connect({ retry: false })
    const { conversation } = precis
    const message = { conversationId, role: 'user', content: 'x' } as const
    for (const call of [
      () => precis.initialize(),
      () => conversation.recordMessage(message),
      () => conversation.recordMessages([message]),
      () => conversation.context.getCompacted({ conversationId }),
      () => conversation.context.getContextForPrompt({ conversationId }),
      () => conversation.context.fetch({ conversationId }),
      () => conversation.context.explain({ conversationId }),
    ]) {
      server.script('', { kind: 'text', status: 200, text })
      const error = await rejection(call())
      expect(error).toBeInstanceOf(UnexpectedResponseError)
      expect((error as Error).message).toContain('baseUrl')
    }
  })
})

describe('trying again', () => {
  it('repeats 5xx, cut connections and unreadable answers with one correlation id, until one succeeds', async () => {
    const { server, runtime, precis } = await connect({ retry: { maxAttempts: 4 } })
    server.script(STATUS, answer(503, {}), { kind: 'reset' }, { kind: 'text', status: 200, text: '<html>' })

    const status = await precis.conversation.context.getCompactionStatus({ conversationId })

    expect(status.status).toBe('none')
    expect(runtime.delays.filter((delay) => delay < TIMEOUT_MS)).toEqual([250, 500, 1_000])
    expect(new Set(server.requests.map((request) => request.headers['x-correlation-id'])).size).toBe(1)
    expect(status.metadata.correlationId).toBe(server.requests[0]?.headers['x-correlation-id'])
  })

  it('throws the last error when all attempts are used', async () => {
    const { server, precis } = await connect()
    server.script(STATUS, answer(503, {}), answer(500, {}), answer(502, { detail: 'the third' }))

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect((error as Error).message).toMatch(/^the third/)
    expect(server.requests).toHaveLength(3)
  })

  it('records once, although the answer to the first attempt was lost', async () => {
    const { server, precis } = await connect()
    server.script('/messages', { kind: 'reset_after_handling' })

    const recorded = await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'Ship it',
    })

    expect(server.countOf('/messages')).toBe(2)
    expect(server.conversation(conversationId).messages).toHaveLength(1)
    expect(recorded.sequence).toBe(1)
  })

  it('records each of many messages once, whatever fails on the way', async () => {
    const { server, precis } = await connect({ retry: { maxAttempts: 12 } })
    const failures: Scripted[] = [
      answer(503, {}),
      { kind: 'reset' },
      { kind: 'reset_after_handling' },
      answer(429, {}),
    ]
    server.script(
      '/messages',
      ...Array.from({ length: 120 }, (_, i) => failures[i % failures.length] ?? answer(500, {})),
    )

    const recorded = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        precis.conversation.recordMessage({ conversationId, role: 'user', content: `message ${i}` }),
      ),
    )

    const stored = server.conversation(conversationId).messages
    expect(stored.map((message) => message.content).sort()).toEqual(
      Array.from({ length: 100 }, (_, i) => `message ${i}`).sort(),
    )
    expect(new Set(recorded.map((message) => message.sequence)).size).toBe(100)
  })

  it('does not repeat a forced compaction that may have begun', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.script('/compact', { kind: 'reset_after_handling' })

    const error = await rejection(precis.conversation.context.compact({ conversationId, force: true }))

    expect(error).toBeInstanceOf(NetworkTimeoutError)
    expect(server.countOf('/compact')).toBe(1)
  })

  it('repeats a forced compaction that the server refused to begin', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.script('/compact', answer(503, {}), answer(429, {}))

    const job = await precis.conversation.context.compact({ conversationId, force: true })

    expect(job.status).toBe('in_progress')
    expect(server.countOf('/compact')).toBe(3)
  })

  it('takes the conflict with its own first request for what it is', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.script('/compact', { kind: 'reset_after_handling' })

    const job = await precis.conversation.context.compact({ conversationId })

    expect(job).toMatchObject({
      status: 'in_progress',
      compactionId: server.conversation(conversationId).run?.compactionId,
    })
    expect(server.countOf('/compact')).toBe(2)
  })

  it('still reports a conflict that another run causes', async () => {
    const { server, precis } = await connect()
    server.recordElsewhere(conversationId, 'hello')
    server.looksPerRun = 99
    await precis.conversation.context.compact({ conversationId })

    const error = await rejection(precis.conversation.context.compact({ conversationId }))

    expect(error).toBeInstanceOf(ConflictError)
  })
})

describe('time and cancelling', () => {
  it.each<Scripted>([{ kind: 'hang' }, { kind: 'stall_in_body' }])(
    'gives up an attempt that does $kind',
    async (script) => {
      const { server, runtime, precis } = await connect({ retry: false, timeoutMs: 1_000 }, {})
      server.script(STATUS, script)
      const arrival = server.arrival()

      const pending = rejection(precis.conversation.context.getCompactionStatus({ conversationId }))
      await arrival
      runtime.elapse(1_000)

      expect(await pending).toMatchObject({
        name: 'NetworkTimeoutError',
        code: 'network_timeout',
        retryable: true,
      })
      expect(await pending).toBeInstanceOf(NetworkError)
      expect(runtime.pendingTimers).toBe(0)
    },
  )

  it('tries again after a timeout', async () => {
    const { server, runtime, precis } = await connect({ timeoutMs: 20_000 }, { autoBelowMs: 10_000 })
    server.script(STATUS, { kind: 'hang' })
    const arrival = server.arrival()

    const pending = precis.conversation.context.getCompactionStatus({ conversationId })
    await arrival
    runtime.elapse(20_000)

    expect((await pending).status).toBe('none')
    expect(server.requests).toHaveLength(2)
  })

  it('lets a single call have its own timeout', async () => {
    const { server, runtime, precis } = await connect({ retry: false }, {})
    server.script(STATUS, { kind: 'hang' })
    const arrival = server.arrival()

    const pending = rejection(
      precis.conversation.context.getCompactionStatus({ conversationId, timeoutMs: 70 }),
    )
    await arrival
    runtime.elapse(70)

    expect(await pending).toMatchObject({ message: expect.stringContaining('within 70 ms') })
  })

  it('says that the server cannot be reached, and why', async () => {
    const { server, precis } = await connect({ retry: false })
    await server.close()

    const error = await rejection(precis.conversation.context.getCompactionStatus({ conversationId }))

    expect(error).toMatchObject({ name: 'NetworkTimeoutError', code: 'network_unreachable' })
    expect((error as Error).message).toMatch(/ECONNREFUSED.*baseUrl/)
    expect((error as Error).cause).toBeInstanceOf(Error)
  })

  it('rejects with the reason of the signal, during a request', async () => {
    const { server, runtime, precis } = await connect()
    server.script(STATUS, { kind: 'hang' })
    const caller = new AbortController()
    const reason = new Error('the user left')
    const arrival = server.arrival()

    const pending = rejection(
      precis.conversation.context.getCompactionStatus({ conversationId, signal: caller.signal }),
    )
    await arrival
    caller.abort(reason)

    expect(await pending).toBe(reason)
    expect(runtime.pendingTimers).toBe(0)
  })

  it('rejects with the reason of the signal, between two attempts', async () => {
    const { server, runtime, precis } = await connect({}, {})
    server.script(STATUS, answer(503, {}))
    const caller = new AbortController()

    const pending = rejection(
      precis.conversation.context.getCompactionStatus({
        conversationId,
        signal: caller.signal,
        timeoutMs: 90_000,
      }),
    )
    await server.arrival()
    while (!runtime.delays.some((delay) => delay < 90_000))
      await new Promise((resolve) => setImmediate(resolve))
    caller.abort()

    expect(await pending).toMatchObject({ name: 'AbortError' })
    expect(server.requests).toHaveLength(1)
    expect(runtime.pendingTimers).toBe(0)
  })

  it('sends nothing when the signal is aborted already', async () => {
    const { server, precis } = await connect()
    const signal = AbortSignal.abort()
    const { conversation } = precis

    for (const call of [
      () => conversation.recordMessage({ conversationId, role: 'user', content: 'x', signal }),
      () => conversation.recordMessages([{ conversationId, role: 'user', content: 'x' }], { signal }),
      () => conversation.context.compact({ conversationId, signal }),
      () => conversation.context.compactAndWait({ conversationId, signal }),
      () => conversation.context.getCompactionStatus({ conversationId, signal }),
      () => conversation.context.getCompacted({ conversationId, signal }),
      () => conversation.context.getContextForPrompt({ conversationId, signal }),
      () => conversation.context.fetch({ conversationId, signal }),
      () => precis.initialize({ signal }),
    ]) {
      expect(await rejection(call())).toMatchObject({ name: 'AbortError' })
    }
    expect(server.requests).toHaveLength(0)
  })

  it('leaves no timer and no listener behind after many calls', async () => {
    const { runtime, precis } = await connect()
    const caller = new AbortController()
    let listeners = 0
    const { addEventListener, removeEventListener } = caller.signal
    caller.signal.addEventListener = (...args: Parameters<AbortSignal['addEventListener']>) => {
      listeners++
      return addEventListener.apply(caller.signal, args)
    }
    caller.signal.removeEventListener = (...args: Parameters<AbortSignal['removeEventListener']>) => {
      listeners--
      return removeEventListener.apply(caller.signal, args)
    }

    const calls = Array.from({ length: 50 }, () =>
      precis.conversation.context.getCompactionStatus({ conversationId, signal: caller.signal }),
    )
    await Promise.all(calls)

    expect(runtime.pendingTimers).toBe(0)
    expect(listeners).toBe(0)
  })
})

describe('what is sent', () => {
  it('keeps a path prefix of the base URL and sends the key as a bearer', async () => {
    const seen: Request[] = []
    const fetch: typeof globalThis.fetch = async (input, init) => {
      seen.push(new Request(input, init))
      return Response.json({ client_id: 'cli_1', instance_id: 'inst_1' })
    }
    const precis = new Precis({ apiKey: ' synap_key ', baseUrl: 'https://host.example/precis//', fetch })

    await precis.initialize()

    expect(seen[0]?.url).toBe('https://host.example/precis/api/v1/auth/whoami')
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer synap_key')
    expect(seen[0]?.redirect).toBe('manual')
  })

  it('survives text that is not well-formed', async () => {
    const { server, precis } = await connect()

    await precis.conversation.recordMessage({
      conversationId,
      role: 'user',
      content: 'a\ud800b <|endoftext|> \u0000',
    })

    expect(server.requests[0]?.body['content']).toBe('a\ud800b <|endoftext|> \u0000')
  })
})
