import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { runSql } from '../postgres/database.js'
import { useTestDatabases } from '../postgres/test-databases.js'
import { runPrecis } from './precis-process.js'
import {
  type Answer,
  call,
  makeDataDir,
  removeDataDir,
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

const servers: TestServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.kill('SIGKILL')
})

async function start(url: string): Promise<TestServer> {
  const flags = ['--auto-compact', 'off', '--workers', 'off']
  const server = await startServer({ dataDir, flags, env: { PRECIS_DATABASE_URL: url } })
  servers.push(server)
  return server
}

interface Keyed {
  readonly key: string
  readonly conversationId: string
}

/** Records a message under a key, half of them by the header and half by the field. */
function recordKeyed(server: TestServer, { key, conversationId }: Keyed): Promise<Answer> {
  const isHeader = key.endsWith('0')
  const body = {
    conversation_id: conversationId,
    role: 'user',
    content: `Crate ${key} goes to bay 7.`,
    ...(!isHeader && { client_message_id: key }),
  }
  return call(server, 'POST', '/v1/conversations/messages', body, {
    authorization: `Bearer ${TEST_KEY}`,
    ...(isHeader && { 'idempotency-key': key }),
  })
}

const factsOf = ({ status, body }: Answer) => ({ status, id: body.message_id, sequence: body.sequence })

async function sequencesOf(adminUrl: string, conversationId: string): Promise<number[]> {
  const rows = await runSql<{ sequence: string }>(
    adminUrl,
    'select sequence from messages where conversation_id = $1 order by sequence',
    [conversationId],
  )
  return rows.map(({ sequence }) => Number(sequence))
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('two processes on one Postgres', () => {
  it('record a key once and give the first answer, at once, later and after one was killed', async () => {
    const { url, adminUrl } = await databases.empty()
    const [first, second] = await Promise.all([start(url), start(url)])
    const conversations = [randomUUID(), randomUUID(), randomUUID()]
    const messages = Array.from({ length: 60 }, (_, i) => ({
      key: `key-${i}`,
      conversationId: conversations[i % conversations.length] ?? '',
    }))
    const answers = await Promise.all(
      messages.map((message) => Promise.all([recordKeyed(first, message), recordKeyed(second, message)])),
    )
    // More of the same are on their way when one process dies.
    const cut = messages.map((message) => recordKeyed(first, message).catch(() => undefined))
    await first.kill('SIGKILL')
    await Promise.all(cut)
    const third = await start(url)
    const later = await Promise.all(messages.map((message) => recordKeyed(third, message)))

    for (const [i, [one, two]] of answers.entries()) {
      expect(factsOf(two)).toEqual(factsOf(one))
      expect(factsOf(later[i] ?? one)).toEqual(factsOf(one))
      expect(one.status).toBe(200)
    }
    for (const conversationId of conversations)
      expect(await sequencesOf(adminUrl, conversationId)).toEqual(upTo(20))
  })

  it('number messages without a gap in the order of acknowledgement, and batches in one piece', async () => {
    const { url, adminUrl } = await databases.empty()
    const both = await Promise.all([start(url), start(url)])
    const conversationId = randomUUID()
    let moment = 0
    const seen: { sentAt: number; acknowledgedAt: number; sequences: number[] }[] = []
    const record = async (server: TestServer, size: number) => {
      const sentAt = moment++
      const messages = Array.from({ length: size }, (_, i) => ({
        conversation_id: conversationId,
        role: 'user',
        content: `Pallet ${i} of ${size}.`,
      }))
      const { body } = await call(server, 'POST', '/v1/conversations/messages/batch', { messages })
      const sequences = (body.results as { sequence: number }[]).map(({ sequence }) => sequence)
      seen.push({ sentAt, acknowledgedAt: moment++, sequences })
    }
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let i = 0; i < 10; i++) await record(both[writer % 2] ?? both[0], 1 + ((writer + i) % 4))
      }),
    )

    const all = seen.flatMap(({ sequences }) => sequences)
    expect([...all].sort((a, b) => a - b)).toEqual(upTo(all.length))
    expect(await sequencesOf(adminUrl, conversationId)).toEqual(upTo(all.length))
    for (const { sequences } of seen)
      expect(sequences).toEqual(sequences.map((_, i) => (sequences[0] ?? 0) + i))
    const outOfOrder = seen.flatMap((later) =>
      seen.filter(
        (earlier) =>
          earlier.acknowledgedAt < later.sentAt && (earlier.sequences[0] ?? 0) > (later.sequences[0] ?? 0),
      ),
    )
    expect(outOfOrder).toEqual([])
  })
})

describe('ten processes on an empty Postgres', () => {
  it('make the schema once between them when they start at the same time', async () => {
    const { url, adminUrl } = await databases.empty()
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () =>
        runPrecis(['keys', 'list'], { env: { PRECIS_DATABASE_URL: url, PRECIS_DATA: dataDir } }),
      ),
    )
    const rows = await runSql<{ name: string }>(adminUrl, 'select name from kysely_migration')

    expect(outcomes.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      Array(10).fill({ code: 0, stderr: '' }),
    )
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length)
    expect(rows.length).toBeGreaterThan(0)
  })
})
