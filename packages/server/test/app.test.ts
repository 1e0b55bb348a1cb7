import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type App, createApp, planStoreMigrations } from '../src/app.js'
import { type ConfigOverrides, loadConfig } from '../src/config.js'

const log = pino({ level: 'silent' })
let dataDir: string
let apps: App[]

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'precis-app-'))
  apps = []
})
afterEach(async () => {
  for (const app of apps) await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const anApp = (overrides: ConfigOverrides = {}) => {
  const app = createApp(
    // A machine that stands still for a while is no reason for a test to be refused.
    loadConfig({ dataDir, port: 0, grpcPort: 'off', maxEventLoopDelayMs: 0, ...overrides }, {}),
    { log },
  )
  apps.push(app)
  return app
}
const call = (url: string, key: string, body?: object) =>
  fetch(url, {
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

describe('createApp', () => {
  it('keeps keys and messages over a restart and shows the first key once', async () => {
    const id = randomUUID()
    const first = anApp({ grpcPort: 0 })
    const { httpUrl, grpcAddress, firstKey } = await first.start()
    const key = firstKey?.key ?? ''
    expect(httpUrl).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
    expect(grpcAddress).toMatch(/^127\.0\.0\.1:[1-9]\d+$/)
    const message = { conversation_id: id, role: 'user', content: 'still here' }
    expect((await call(`${httpUrl}/v1/conversations/messages`, key, message)).status).toBe(200)
    await first.stop()
    await expect(fetch(`${httpUrl}/health`)).rejects.toThrow()

    const second = await anApp().start()
    expect(second).toMatchObject({ firstKey: undefined, grpcAddress: null })
    const prompt = await call(`${second.httpUrl}/v1/conversations/${id}/context-for-prompt`, key)
    expect(await prompt.json()).toMatchObject({ recent_messages: [{ content: 'still here' }] })
  })

  it('keeps its secrets from other users of the machine', async () => {
    await anApp({ dataDir: join(dataDir, 'fresh') }).start()
    const modeOf = async (...parts: string[]) => (await stat(join(dataDir, 'fresh', ...parts))).mode & 0o777
    expect([await modeOf(), await modeOf('key-secret'), await modeOf('initial-api-key')]).toEqual([
      0o700, 0o600, 0o600,
    ])
  })

  it('says which port is taken, by which flag to change it, and leaves nothing open', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const address = taken.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    try {
      await expect(anApp({ port }).start()).rejects.toMatchObject({
        code: 'unavailable',
        message: `127.0.0.1:${port} is in use; choose another port with --port`,
      })
      await expect(anApp({ grpcPort: port }).start()).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('--grpc-port'),
      })
      // The data is free again: the same folder serves.
      await anApp().start()
    } finally {
      await new Promise((resolve) => taken.close(resolve))
    }
  })

  it('stops twice, unstarted and in the middle of its start', async () => {
    const unstarted = anApp()
    await unstarted.stop()
    const started = anApp()
    await started.start()
    await Promise.all([started.stop(), started.stop()])
    await started.stop()
    const starting = anApp({ dataDir: join(dataDir, 'other') })
    const start = starting.start().then(
      () => 'started',
      () => 'refused',
    )
    await starting.stop()
    expect(['started', 'refused']).toContain(await start)
    await expect(
      planStoreMigrations({ dataDir: join(dataDir, 'other'), databaseUrl: null }),
    ).resolves.toMatchObject({
      pending: [],
    })
  })

  it('says when the database does not answer', async () => {
    const databaseUrl = 'postgres://precis@127.0.0.1:1/precis'
    await expect(anApp({ databaseUrl }).start()).rejects.toMatchObject({
      code: 'unavailable',
      reason: 'database_unreachable',
    })
  })

  it('says that the data folder cannot be made', async () => {
    await writeFile(join(dataDir, 'file'), '')
    await expect(anApp({ dataDir: join(dataDir, 'file', 'data') }).start()).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('--data'),
    })
  })
})
