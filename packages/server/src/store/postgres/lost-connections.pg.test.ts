import { describe, expect, it } from 'vitest'
import { runSql, type TestDatabase } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { aMessage, anInstance, EVERYTHING, id } from '../builders.suite.js'
import { createMessageWriter } from '../queries/messages.js'
import { createPostgresAccess } from './access.js'
import { openSessions, type Sessions } from './sessions.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

/** Ends every connection of the store, as a restart of the server does. */
const endConnections = ({ adminUrl }: TestDatabase) =>
  runSql(
    adminUrl,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'precis%'",
  )

/** Sessions whose connection is cut after the server has committed, before its answer arrives: once. */
function cutAtCommit(sessions: Sessions, database: TestDatabase): Sessions {
  let isCut = false
  return {
    ...sessions,
    use: (work) =>
      sessions.use((connection) => {
        const command = connection.command.bind(connection)
        connection.command = async (text) => {
          await command(text)
          if (!text.endsWith('commit') || isCut) return
          isCut = true
          await endConnections(database)
          await command('select 1')
        }
        return work(connection)
      }),
  }
}

describe('a store whose connections are lost', () => {
  it('goes on by itself, and has what it acknowledged', async () => {
    const database = await databases.migrated()
    const store = await openPostgresStore({ url: database.url, connections: 4, clock: createManualClock() })
    const instanceId = await anInstance(store)
    const conversations = [id(), id(), id()]
    const acknowledged: string[] = []
    const codes = new Set<string>()
    const write = async (round: number) => {
      const conversationId = conversations[round % conversations.length] ?? ''
      const message = aMessage(conversationId)
      await store.messages.record(instanceId, [message]).then(
        () => void acknowledged.push(message.id),
        (error: { code: string }) => void codes.add(error.code),
      )
    }
    for (let round = 0; round < 10; round++) {
      const writes = Promise.all(Array.from({ length: 20 }, (_, i) => write(i)))
      await endConnections(database)
      await writes
    }
    const last = await store.messages.record(instanceId, [aMessage(conversations[0] ?? '')])
    const stored = await Promise.all(
      conversations.map((one) => store.messages.read(instanceId, one, EVERYTHING)),
    )
    await store.close()

    const ids = new Set(stored.flat().map((message) => message.id))
    expect(last.results).toMatchObject([{ kind: 'recorded' }])
    expect(acknowledged.filter((messageId) => !ids.has(messageId))).toEqual([])
    for (const messages of stored)
      expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, i) => i + 1))
    expect([...codes].filter((code) => code !== 'unavailable')).toEqual([])
  })

  it('finds what a commit has stored whose answer was lost, and stores it once', async () => {
    const database = await databases.migrated()
    const clock = createManualClock()
    const store = await openPostgresStore({ url: database.url, connections: 2, clock })
    const instanceId = await anInstance(store)
    const conversationId = id()
    const sessions = openSessions({ url: database.url, connections: 2 })
    const writer = createMessageWriter(createPostgresAccess(cutAtCommit(sessions, database)), clock)
    const receipts = await Promise.all([
      writer.add({ instanceId, messages: [aMessage(conversationId), aMessage(conversationId)] }),
      writer.add({ instanceId, messages: [aMessage(conversationId, { idempotencyKey: 'k' })] }),
    ])
    const stored = await store.messages.read(instanceId, conversationId, EVERYTHING)
    await sessions.close()
    await store.close()

    expect(receipts.flatMap(({ results }) => results)).toMatchObject([
      { kind: 'recorded', sequence: 1 },
      { kind: 'recorded', sequence: 2 },
      { kind: 'recorded', sequence: 3 },
    ])
    expect(stored.map(({ sequence }) => sequence)).toEqual([1, 2, 3])
    expect(receipts[1]?.heads).toMatchObject([{ conversationId, lastSequence: 3 }])
  })
})
