import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { grpcPortOf, MOVE_TURNS } from '../compat/compat-server.js'
import { bundleOf, createStreamClient, type StreamClient, turnEvent } from '../compat/stream-client.js'
import { runSql, type TestDatabase } from '../postgres/database.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { runTakeovers } from '../reliability/takeovers.js'
import { startPrecis } from './precis-process.js'
import {
  call,
  makeDataDir,
  recordAll,
  removeDataDir,
  runEnd,
  startServer,
  TEST_KEY,
  type TestServer,
} from './precis-server.js'

const databases = useTestDatabases()
let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

let database: TestDatabase
const servers: TestServer[] = []
const streams: StreamClient[] = []
beforeEach(async () => {
  database = await databases.empty()
})
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  for (const server of servers.splice(0)) {
    server.child.kill('SIGCONT')
    await server.kill('SIGKILL')
  }
})

async function start(...flags: string[]): Promise<TestServer> {
  const server = await startServer({
    dataDir,
    flags: ['--auto-compact', 'off', ...flags],
    env: { PRECIS_DATABASE_URL: database.url },
  })
  servers.push(server)
  return server
}

const conversationOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content:
      `${i}. The harbour office of Lisbon wants ${i + 2} copies of form ${i}-B. Never call before ${(i % 9) + 1}. `.repeat(
        4,
      ),
  }))

const compact = (server: TestServer, conversationId: string) =>
  call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId, force: true })

interface RunRow {
  readonly state: string
  readonly attempt: string
  readonly lease_owner: string | null
}

/** The only run there is, seen past the wall. */
async function theRun(): Promise<RunRow | undefined> {
  const [row] = await runSql<RunRow>(database.adminUrl, 'select state, attempt, lease_owner from runs')
  return row
}

describe('processes on one Postgres', () => {
  it('push what one has compacted to a stream on another', async () => {
    const listening = await start('--grpc-port', '0', '--workers', 'off')
    const working = await start()
    const stream = createStreamClient(await grpcPortOf(listening), TEST_KEY)
    streams.push(stream)
    const heard = stream.listen()
    const conversationId = randomUUID()
    await recordAll(working, conversationId, conversationOf(20))
    await compact(working, conversationId)
    const bundle = await heard.receive(bundleOf('compaction_update', conversationId))
    const status = await call(working, 'GET', `/v1/conversations/${conversationId}/compaction/status`)

    expect(bundle?.conversation_context?.compaction_id).toBe(
      status.body.latest_version?.compaction_id ?? status.body.compaction_id,
    )
    expect(bundle?.conversation_context?.summary).toContain('Lisbon')
  })

  it('keep a turn once that an adapter tells on a stream of one and in a prompt to the other', async () => {
    const [listening, asked] = [await start('--grpc-port', '0'), await start()]
    const stream = createStreamClient(await grpcPortOf(listening), TEST_KEY)
    streams.push(stream)
    const heard = stream.listen()
    await heard.receive((response) => response.heartbeat_pong)
    const conversationId = randomUUID()
    for (let count = 2; count <= MOVE_TURNS.length; count += 2) {
      for (const { role, content } of MOVE_TURNS.slice(count - 2, count))
        heard.send(turnEvent(conversationId, role, content, Date.now()))
      const { status } = await call(asked, 'POST', '/v1/memories/ingest', {
        messages: MOVE_TURNS.slice(0, count),
        user_id: 'u1',
        conversation_id: conversationId,
      })
      expect(status).toBe(200)
    }
    heard.call.end()
    await heard.ended

    const { body } = await call(listening, 'GET', `/v1/conversations/${conversationId}/messages`)
    const kept = body.messages.map(({ role, content }: (typeof MOVE_TURNS)[number]) => ({ role, content }))
    expect(kept).toEqual(MOVE_TURNS)
  })

  it('leave runs to workers that serve nothing', async () => {
    const server = await start('--workers', 'off')
    const conversationId = randomUUID()
    await recordAll(server, conversationId, conversationOf(20))
    await compact(server, conversationId)
    const before = await theRun()
    const worker = startPrecis(['worker', '--log-level', 'warn'], {
      env: { PRECIS_DATABASE_URL: database.url, PRECIS_DATA: dataDir },
    })
    const exited = once(worker, 'close')
    const status = await runEnd(server, conversationId)
    worker.kill('SIGTERM')

    expect(before).toMatchObject({ state: 'queued', attempt: '0' })
    expect(status.status).toBe('completed')
    expect(await exited).toEqual([0, null])
  })

  it.each([
    ['killed', 'SIGKILL'],
    ['paused beyond its lease', 'SIGSTOP'],
  ] as const)(
    'take over the runs of one that is %s, and only one of them publishes each',
    async (_, signal) => {
      const outcome = await runTakeovers({
        database,
        dataDir,
        signal,
        rounds: 1,
        runsAtOnce: 4,
        leaseMs: 3_000,
      })

      expect(outcome.violations).toEqual([])
      expect(outcome.takenOver).toBeGreaterThan(0)
    },
  )
})

describe('one process on SQLite', () => {
  it.each([
    ['precis worker', ['worker']],
    ['a server without workers', ['serve', '--port', '0', '--grpc-port', 'off', '--workers', 'off']],
  ])('is not parted: %s is refused', async (_, args) => {
    const child = startPrecis(args, { env: { PRECIS_DATA: dataDir } })
    const [code] = (await once(child, 'close')) as [number]

    expect(code).toBe(1)
  })
})
