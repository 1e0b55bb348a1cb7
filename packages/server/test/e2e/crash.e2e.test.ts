import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  call,
  makeDataDir,
  recordAll,
  removeDataDir,
  runEnd,
  startServer,
  type TestServer,
} from './precis-server.js'

const KILLS = 12
const WRITERS = 8
/** Acknowledgements before a kill: different each time, so that it falls into different moments. */
const acknowledgementsBefore = (kill: number) => 40 + ((kill * 37) % 120)

interface Acknowledged {
  readonly conversationId: string
  readonly messageId: string
  readonly sequence: number
  readonly content: string
}

let dataDir: string
beforeAll(async () => {
  dataDir = await makeDataDir()
})
afterAll(() => removeDataDir(dataDir))

/** Writers that record one message after the other until the server is gone. */
function startLoad(
  server: TestServer,
  conversations: readonly string[],
  onAcknowledged: (a: Acknowledged) => void,
) {
  return Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let i = 0; ; i++) {
        const conversationId = conversations[(writer + i) % conversations.length] ?? ''
        const content = `Writer ${writer} moved crate ${i} to bay ${(i * 13) % 40}.`
        try {
          const { status, body } = await call(server, 'POST', '/v1/conversations/messages', {
            conversation_id: conversationId,
            role: 'user',
            content,
            user_id: `w${writer}`,
          })
          if (status === 200)
            onAcknowledged({ conversationId, messageId: body.message_id, sequence: body.sequence, content })
          if (i % 10 === 9)
            await call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId })
        } catch {
          return // the connection broke: the server is gone
        }
      }
    }),
  )
}

interface StoredRow {
  readonly id: string
  readonly conversation_id: string
  readonly sequence: number
  readonly content: string
}

/** Reads the database file beside the server: the API shows what was compacted no longer one by one. */
function readDatabase() {
  const database = new Database(join(dataDir, 'precis.db'), { readonly: true })
  try {
    return {
      messages: database
        .prepare(
          'select id, conversation_id, sequence, content from messages order by conversation_id, sequence',
        )
        .all() as StoredRow[],
      liveRuns: database.prepare("select id from runs where state not in ('completed', 'failed')").all(),
      integrity: database.pragma('integrity_check', { simple: true }),
    }
  } finally {
    database.close()
  }
}

describe('a server that is killed', () => {
  it(`loses no acknowledged message in ${KILLS} kills under load, and ends every run after restart`, async () => {
    const acknowledged: Acknowledged[] = []
    const conversations: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await startServer({ dataDir })
      const fresh = [randomUUID(), randomUUID(), randomUUID()]
      conversations.push(...fresh)
      const before = acknowledged.length
      const load = startLoad(server, fresh, (message) => {
        acknowledged.push(message)
        if (acknowledged.length - before === acknowledgementsBefore(kill)) server.child.kill('SIGKILL')
      })
      await Promise.all([load, server.exited])
    }

    const server = await startServer({ dataDir })
    const states = await Promise.all(conversations.map((id) => runEnd(server, id)))
    const exitCode = await server.kill('SIGTERM')
    const { messages, liveRuns, integrity } = readDatabase()

    const stored = new Map(messages.map((row) => [row.id, row]))
    for (const message of acknowledged) {
      expect(stored.get(message.messageId)).toMatchObject({
        conversation_id: message.conversationId,
        sequence: message.sequence,
        content: message.content,
      })
    }
    for (const id of conversations) {
      const sequences = messages.filter((row) => row.conversation_id === id).map((row) => row.sequence)
      expect(sequences).toEqual(sequences.map((_, i) => i + 1))
    }
    expect(new Set(states.map(({ status }) => status))).not.toContain('in_progress')
    expect(states.filter(({ status }) => status === 'completed').length).toBeGreaterThan(0)
    expect(liveRuns).toEqual([])
    expect(integrity).toBe('ok')
    expect(exitCode).toBe(0)
  }, 300_000)
})

describe('a server that is asked to stop', () => {
  it('answers what it has begun, refuses the rest and exits 0 under load', async () => {
    const server = await startServer({ dataDir })
    const acknowledged: Acknowledged[] = []
    const conversations = [randomUUID(), randomUUID()]
    const load = startLoad(server, conversations, (message) => {
      acknowledged.push(message)
      if (acknowledged.length === 100) server.child.kill('SIGTERM')
    })
    const code = await server.exited
    await load
    const { messages } = readDatabase()

    const stored = new Set(messages.map((row) => row.id))
    expect(code).toBe(0)
    expect(acknowledged.filter(({ messageId }) => !stored.has(messageId))).toEqual([])
  })

  it('takes up after SIGTERM what it had not finished', async () => {
    const conversationId = randomUUID()
    const server = await startServer({ dataDir })
    const sentence = 'The harbour office wants 12 copies of form 88-B before the tide table changes. '
    await recordAll(
      server,
      conversationId,
      Array.from({ length: 1_000 }, (_, i) => ({ role: 'user', content: `${i}. ${sentence.repeat(4)}` })),
    )
    await call(server, 'POST', '/v1/conversations/compact', { conversation_id: conversationId, force: true })
    const code = await server.kill('SIGTERM')

    const again = await startServer({ dataDir })
    const status = await runEnd(again, conversationId)
    await again.kill('SIGTERM')

    expect(code).toBe(0)
    expect(['completed', 'failed']).toContain(status.status)
  })
})
