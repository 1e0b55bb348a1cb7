import { describe, expect, it } from 'vitest'
import { AuthenticationError, InvalidInputError, Precis, type PrecisOptions } from '../src/index.js'
import { CONVERSATION, connect, rejection } from './support/connect.js'

function failure(options: unknown): unknown {
  try {
    new Precis(options as PrecisOptions)
  } catch (error) {
    return error
  }
  return undefined
}

describe('new Precis', () => {
  it.each([
    undefined,
    {},
    { apiKey: '' },
    { apiKey: '  ' },
    { apiKey: 7 },
    { apiKey: 'a b' },
    { apiKey: 'synap_\u00e9' },
    { apiKey: 'a\nb' },
  ])('refuses %j: there is no usable key', (options) => {
    const error = failure(options)

    expect(error).toBeInstanceOf(AuthenticationError)
    expect((error as Error).message).toContain('apiKey')
    expect((error as Error).message).not.toContain('\u00e9')
  })

  it.each([
    [{ baseUrl: 'localhost:8787' }, 'baseUrl'],
    [{ baseUrl: 'not a url' }, 'baseUrl'],
    [{ baseUrl: 'ftp://host' }, 'baseUrl'],
    [{ baseUrl: 'http://user:secret@host' }, 'apiKey'],
    [{ baseUrl: 'http://host?x=1' }, 'baseUrl'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: Number.POSITIVE_INFINITY }, 'timeoutMs'],
    [{ retry: { maxAttempts: 0 } }, 'retry.maxAttempts'],
    [{ retry: { baseDelayMs: -1 } }, 'retry.baseDelayMs'],
    [{ cache: { ttlMs: -1 } }, 'cache.ttlMs'],
    [{ cache: { maxConversations: 0 } }, 'cache.maxConversations'],
    [{ fetch: 'no' }, 'fetch'],
  ])('refuses %j and names %s', (options, named) => {
    const error = failure({ apiKey: 'synap_x', ...options })

    expect(error).toBeInstanceOf(InvalidInputError)
    expect((error as Error).message).toContain(named)
    expect((error as Error).message).not.toContain('secret')
  })

  it('sends nothing by itself', async () => {
    const { server } = await connect()

    expect(server.requests).toHaveLength(0)
  })
})

describe('initialize', () => {
  it('tells who the key is, and asks once', async () => {
    const { server, precis } = await connect()

    const [first, second] = await Promise.all([precis.initialize(), precis.initialize()])

    expect(first).toEqual({ clientId: 'cli_00000000000000aa', instanceId: 'inst_00000000000000bb' })
    expect(second).toBe(first)
    expect(server.countOf('/whoami')).toBe(1)
  })

  it('fails with AuthenticationError for a wrong key, at once and without trying again', async () => {
    const { server, precis } = await connect({ apiKey: 'synap_wrong' })

    expect(await rejection(precis.initialize())).toBeInstanceOf(AuthenticationError)
    expect(server.countOf('/whoami')).toBe(1)
  })

  it('asks again after a failure', async () => {
    const { server, precis } = await connect({ retry: false })
    server.script('/whoami', { kind: 'answer', status: 503 })

    await rejection(precis.initialize())

    expect((await precis.initialize()).clientId).toBe('cli_00000000000000aa')
  })

  it('is not needed: a first call works without it, and fails typed with a wrong key', async () => {
    const { server, precis } = await connect()
    const wrong = new Precis({ apiKey: 'synap_wrong', baseUrl: server.url })
    const message = { conversationId: CONVERSATION, role: 'user', content: 'hello' } as const

    expect((await precis.conversation.recordMessage(message)).sequence).toBe(1)
    expect(await rejection(wrong.conversation.recordMessage(message))).toBeInstanceOf(AuthenticationError)
  })
})
