import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { createManualClock, systemClock } from '../../src/clock.js'
import type { ConfigOverrides } from '../../src/config.js'
import { createLog } from '../../src/log.js'
import { openConnection } from '../../src/store/sqlite/driver.js'
import { errorRules } from './client-rules.js'
import { API_KEY, type HttpServer, openHttpServer } from './server.js'

let server: HttpServer | undefined
const open = async (...input: Parameters<typeof openHttpServer>) => {
  server = await openHttpServer(...input)
  return server
}
afterEach(() => server?.close())

describe('limits', () => {
  it('refuses a body over the limit with 413 and takes one below', async () => {
    const { send } = await open({ bodyLimitBytes: '2kb' })
    const message = (length: number) => ({
      conversation_id: randomUUID(),
      role: 'user',
      content: 'x'.repeat(length),
    })
    const tooLong = await send('POST', '/v1/conversations/messages', message(3_000))
    errorRules.parse(tooLong.body)
    expect(tooLong).toMatchObject({ status: 413, body: { code: 'payload_too_large' } })
    expect((await send('POST', '/v1/conversations/messages', message(1_000))).status).toBe(200)
  })

  it('refuses while the event loop lags, and says when to come back', async () => {
    const { send } = await open({ maxEventLoopDelayMs: 1 })
    const statusAfterBlocking = async () => {
      // Holds the event loop as runaway work would.
      for (let n = 0; n < 200; n++)
        JSON.parse(JSON.stringify(Array.from({ length: 2_000 }, (_, i) => `${n} ${i}`)))
      return (await send('GET', '/api/v1/auth/whoami')).status
    }
    await expect.poll(statusAfterBlocking, { timeout: 20_000 }).toBe(503)
    expect((await send('GET', '/health')).status).toBe(200)
  })

  it('limits the rate of a key, tells when to come back in whole seconds, and lets it', async () => {
    const clock = createManualClock()
    const limits: ConfigOverrides = { rateLimitPerMinute: 40, rateLimitBurst: 2 }
    const { send } = await open(limits, { clock })
    const whoami = () => send('GET', '/api/v1/auth/whoami')
    expect([(await whoami()).status, (await whoami()).status]).toEqual([200, 200])

    const refused = await whoami()
    errorRules.parse(refused.body)
    expect(refused).toMatchObject({
      status: 429,
      headers: { 'retry-after': '2' },
      body: { code: 'rate_limited' },
    })
    expect((await send('GET', '/health')).status).toBe(200)
    expect((await send('GET', '/api/v1/auth/whoami', undefined, { authorization: 'Bearer x' })).status).toBe(
      401,
    )

    clock.advance(2_000)
    expect((await whoami()).status).toBe(200)
  })
})

describe('pages in a browser', () => {
  const preflight = {
    origin: 'https://app.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization',
    authorization: '',
  }
  const ask = async (corsOrigins: string, origin: string) => {
    const { parts } = await open({ corsOrigins })
    const headers = { ...preflight, origin }
    return parts.http.inject({ method: 'OPTIONS', url: '/v1/conversations/messages', headers })
  }

  it('may call when their origin is named', async () => {
    const answer = await ask('https://app.example', 'https://app.example')
    expect(answer.statusCode).toBe(204)
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'https://app.example',
      'access-control-allow-headers': expect.stringContaining('authorization'),
      vary: 'origin',
    })
    const called = await server?.send('GET', '/api/v1/auth/whoami', undefined, {
      origin: 'https://app.example',
    })
    expect(called).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': 'https://app.example' },
    })
  })

  it.each([
    ['https://app.example', 'https://evil.example'],
    ['', 'https://app.example'],
  ])('named %j: %s may not', async (named, origin) => {
    const answer = await ask(named, origin)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
    expect(answer.statusCode).toBe(404)
  })
})

describe('readiness', () => {
  it('is true while serving, false while draining, and requests are refused then', async () => {
    const { send, parts } = await open()
    expect((await send('GET', '/ready')).body).toEqual({
      status: 'ready',
      checks: { store: true, workers: true, accepting: true },
    })

    parts.drain()

    expect(await send('GET', '/ready')).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'unavailable', details: { checks: { store: true, workers: true, accepting: false } } },
    })
    const refused = await send('GET', '/api/v1/auth/whoami')
    errorRules.parse(refused.body)
    expect(refused).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect((await send('GET', '/health')).body).toMatchObject({ status: 'ok' })
  })

  it('is false when nothing takes up runs', async () => {
    const { send, parts } = await open()
    await parts.worker.stop(0)
    expect(await send('GET', '/ready')).toMatchObject({
      status: 503,
      body: { details: { checks: { store: true, workers: false } } },
    })
  })

  it('is false on a schema of another version, older or newer', async () => {
    const { send, dataDir, parts } = await open()
    // Its connection and ours are in one process: neither could wait for the other.
    await parts.worker.idle()
    const database = openConnection(join(dataDir, 'precis.db'))
    database.run("insert into kysely_migration values ('9999-from-the-future', '')", [])
    expect((await send('GET', '/ready')).body).toMatchObject({ details: { checks: { store: false } } })
    database.run("delete from kysely_migration where name >= '0003'", [])
    expect((await send('GET', '/ready')).body).toMatchObject({ details: { checks: { store: false } } })
    database.close()
  })

  it('is false when the store is gone', async () => {
    const { send, parts } = await open()
    await parts.store.close()
    expect(await send('GET', '/ready')).toMatchObject({
      status: 503,
      body: { details: { checks: { store: false } } },
    })
  })
})

describe('the log', () => {
  it('has neither keys nor what was said, at any level', async () => {
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const { send, record, compact } = await open({}, { log: createLog('trace', sink), clock: systemClock })
    const id = randomUUID()
    await record(id, 'The vault opens with 7731.')
    await compact(id)
    await send('GET', `/v1/conversations/${id}/context-for-prompt`)
    await send('POST', '/v1/conversations/messages', { content: 'The vault opens with 7731.' })
    expect(lines.length).toBeGreaterThan(3)
    expect(lines.join('')).toContain('/v1/conversations/:id/context-for-prompt')
    expect(lines.join('')).not.toMatch(/7731|vault/)
    expect(lines.join('')).not.toContain(API_KEY)
  })

  it('blanks fields that carry keys or content', () => {
    const lines: string[] = []
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk))
        done()
      },
    })
    const log = createLog('info', sink)
    log.info({ authorization: 'Bearer s3cret', message: { content: 's3cret' }, apiKey: 's3cret' }, 'seen')
    expect(lines.join('')).not.toContain('s3cret')
  })
})

describe('/metrics', () => {
  it('counts requests by route pattern, when switched on', async () => {
    const { send, record, compact } = await open({ metrics: true })
    await send('GET', `/v1/conversations/${randomUUID()}/compaction/status`)
    const id = randomUUID()
    await record(id, 'one', 'two')
    await compact(id)
    const { status, text } = await send('GET', '/metrics')
    expect(status).toBe(200)
    expect(text).toMatch(
      /precis_http_request_duration_seconds_count\{method="GET",route="\/v1\/conversations\/:id\/compaction\/status",status="200"\} 1/,
    )
    expect(text).not.toMatch(/route="\/v1\/conversations\/[0-9a-f]{8}-/)
    expect(text).toMatch(/precis_changes_total\{kind="message_recorded"\} 2/)
    expect(text).toMatch(/precis_changes_total\{kind="compaction_published"\} 1/)
  })

  it('tells what each cache holds of what it may hold, and what the threads that compact remember', async () => {
    const { send, record, compact } = await open({ metrics: true, cacheShareBytes: '2mb' })
    const gauge = async (name: string, cache: string) => {
      const { text } = await send('GET', '/metrics')
      return Number(new RegExp(`^precis_cache_${name}\\{cache="${cache}"\\} (\\d+)$`, 'm').exec(text)?.[1])
    }
    const mib = 1024 * 1024
    expect(await gauge('max_bytes', 'versions')).toBe(Math.floor(0.4 * 2 * mib))
    expect(await gauge('max_bytes', 'fetch_memory')).toBe(2 * mib)
    expect(await gauge('bytes', 'versions')).toBe(0)

    const id = randomUUID()
    await record(id, 'The ferry to dock seven leaves at nine.', 'Noted.')
    await compact(id)
    const asked = { conversation_id: id, search_query: ['When does the ferry leave?'], max_results: 5 }
    expect((await send('POST', '/v1/context/conversation/fetch', asked)).status).toBe(200)
    expect(await gauge('bytes', 'versions')).toBeGreaterThan(500)
    expect(await gauge('entries', 'versions')).toBe(1)
    expect(await gauge('bytes', 'fetch_memory')).toBeGreaterThan(500)
    expect(await gauge('evictions', 'fetch_memory')).toBe(0)
  })

  it('is not there otherwise', async () => {
    const { send } = await open()
    expect((await send('GET', '/metrics')).status).toBe(404)
  })
})

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

describe('/openapi.json', () => {
  it('describes every route that exists, in OpenAPI 3.1, with its refusals', async () => {
    const { send, parts } = await open()
    const { status, body } = await send('GET', '/openapi.json')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      openapi: '3.1.0',
      security: [{ apiKey: [] }],
      paths: {
        '/v1/conversations/messages': {
          post: {
            requestBody: {
              content: { 'application/json': { schema: { required: ['conversation_id', 'role'] } } },
            },
            responses: { '200': {}, '400': {}, '401': {}, '503': {} },
          },
        },
        '/health': { get: { security: [] } },
      },
    })
    const paths = Object.entries(Object(body['paths']))
    for (const [path, operations] of paths)
      for (const [method, operation] of Object.entries(Object(operations))) {
        const url = path.replace(/\{(\w+)\}/g, ':$1')
        const routes = METHODS.filter((name) => parts.http.hasRoute({ url, method: name }))
        expect(routes.map((name) => name.toLowerCase())).toContain(method)
        expect(operation).toMatchObject({ summary: expect.any(String), tags: [expect.any(String)] })
        const success = path === '/v1/credits/redeem' ? '412' : '200'
        expect(operation).toHaveProperty(['responses', success, 'content', 'application/json', 'schema'])
      }
    expect(paths.length).toBeGreaterThanOrEqual(31)
  })

  it('declares every parameter of every path, required, and no other', async () => {
    const { send } = await open()
    const { body } = await send('GET', '/openapi.json')
    for (const [path, operations] of Object.entries(Object(body['paths'])))
      for (const operation of Object.values<{ parameters?: Record<string, unknown>[] }>(Object(operations))) {
        const inTemplate = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
        const declared = (operation.parameters ?? []).filter((parameter) => parameter['in'] === 'path')
        expect(declared.map(({ name }) => name).sort()).toEqual(inTemplate.sort())
        expect(declared.every(({ required }) => required === true)).toBe(true)
      }
  })

  it('has only references that lead somewhere', async () => {
    const { send } = await open()
    const { body, text } = await send('GET', '/openapi.json')
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g))
      expect(pointer.split('/').reduce<unknown>((at, key) => Object(at)[key], body)).toBeDefined()
  })
})

describe('stopping', () => {
  it('finishes the request that is under way, then closes its connection', async () => {
    const { parts } = await open()
    await parts.http.listen({ host: '127.0.0.1', port: 0 })
    const address = parts.http.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const body = JSON.stringify({ conversation_id: randomUUID(), role: 'user', content: 'in the middle' })
    const headers = {
      authorization: `Bearer ${API_KEY}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const sending = request({ port, method: 'POST', path: '/v1/conversations/messages', headers })
    const answered = once(sending, 'response')
    const arrived = once(parts.http.server, 'request')
    sending.write(body.slice(0, 10))
    await arrived

    parts.drain()
    const closed = parts.close()
    sending.end(body.slice(10))

    const [response] = await answered
    expect(response.statusCode).toBe(200)
    await closed
    server = undefined
  })
})
