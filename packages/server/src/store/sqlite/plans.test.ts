import { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { createManualClock } from '../../clock.js'
import { createAccess } from '../access.js'
import { assembleStore } from '../assemble.js'
import { aCompaction, aMessage, aRun, EVERYTHING, id } from '../builders.suite.js'
import { type Database, TENANT_TABLES } from '../database.js'
import { migrate } from '../migrations/migrate.js'
import { sqliteDialect } from './dialect.js'
import { openConnection, type SqliteConnection, type SqliteValue } from './driver.js'
import { sqliteProfile } from './profile.js'

/** A connection that notes every statement. */
function noting(connection: SqliteConnection) {
  const statements = new Map<string, readonly SqliteValue[]>()
  const note = (sql: string, values: readonly SqliteValue[]) => void statements.set(sql, values)
  return {
    statements,
    connection: {
      ...connection,
      all: (sql: string, values: readonly SqliteValue[]) => {
        note(sql, values)
        return connection.all(sql, values)
      },
      run: (sql: string, values: readonly SqliteValue[]) => {
        note(sql, values)
        return connection.run(sql, values)
      },
    },
  }
}

it('reaches the rows of tenants by an index only', async () => {
  const clock = createManualClock()
  const { connection, statements } = noting(openConnection(':memory:'))
  const db = new Kysely<Database>({ dialect: sqliteDialect(connection) })
  await migrate(db)
  statements.clear()
  const store = assembleStore(createAccess(db, sqliteProfile), clock)
  const instanceId = 'inst_a'
  const conversationId = id()
  await store.instances.create({ id: instanceId, clientId: 'cli_a', name: 'a' })
  const message = aMessage(conversationId, { idempotencyKey: 'k', userId: 'u1', customerId: 'acme' })
  await store.messages.record(instanceId, [message])
  await store.messages.read(instanceId, conversationId, EVERYTHING)
  const annotations = [{ sequence: 1, tokenCount: 1, data: '{}' }]
  await store.messages.addAnnotations(instanceId, conversationId, { annotatedThrough: 0, annotations })
  await store.messages.readAnnotations(instanceId, conversationId, EVERYTHING)
  await store.messages.dropAnnotations(instanceId, conversationId)
  await store.messages.setAutomatic(instanceId, conversationId, {})
  await store.messages.pin(instanceId, conversationId, message.id)
  await store.messages.pins(instanceId, conversationId)
  await store.messages.unpin(instanceId, conversationId, message.id)
  for (const force of [false, true]) {
    await store.runs.create(instanceId, aRun(conversationId, { force }))
    await store.queue.nextDueAtMs()
    const run = await store.queue.claim({ workerId: 'w', leaseMs: 1_000 })
    await store.queue.claim({ workerId: 'w', leaseMs: 1_000 })
    const hold = { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    await store.runs.extendRange(instanceId, hold)
    await store.runs.heartbeat(instanceId, hold, 1_000)
    await store.runs.publish(instanceId, hold, aCompaction())
  }
  await store.queue.endForeignLeases('w')
  await store.runs.latest(instanceId, conversationId)
  await store.compactions.latest(instanceId, conversationId)
  await store.compactions.byVersion(instanceId, conversationId, 1)
  for (const scope of [{ conversationId }, { userId: 'u1' }, { customerId: 'acme' }])
    await store.compactions.items(instanceId, scope, 10)

  const scans = [...statements].flatMap(([sql, values]) =>
    (connection.all(`explain query plan ${sql}`, values) as { readonly detail: string }[])
      .filter(({ detail }) =>
        [...TENANT_TABLES].some((table) => new RegExp(`^SCAN ${table}(?! USING)`).test(detail)),
      )
      .map(({ detail }) => `${detail}: ${sql}`),
  )
  expect(statements.size).toBeGreaterThan(30)
  expect(scans).toEqual([])
  await db.destroy()
})
