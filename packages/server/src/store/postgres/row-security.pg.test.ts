import { describe, expect, it } from 'vitest'
import { runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { aCompaction, aMessage, anInstance, aRun, id } from '../builders.suite.js'
import type { Store } from '../contract.js'
import { QUEUE_TABLES, TENANT_TABLES } from '../database.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

/** A conversation of a new instance, with a row in most tables. */
async function fill(store: Store): Promise<string> {
  const instanceId = await anInstance(store)
  const conversationId = id()
  const message = aMessage(conversationId, { userId: 'u1', idempotencyKey: 'k1' })
  await store.messages.record(instanceId, [message])
  await store.messages.addAnnotations(instanceId, conversationId, {
    annotatedThrough: 0,
    annotations: [{ sequence: 1, tokenCount: 1, data: '{}' }],
  })
  await store.messages.pin(instanceId, conversationId, message.id)
  await store.runs.create(instanceId, aRun(conversationId))
  const run = await store.queue.claim({ workerId: 'w', leaseMs: 1_000 })
  await store.runs.publish(
    instanceId,
    { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 },
    aCompaction(),
  )
  return instanceId
}

const FILLED = [
  'conversations',
  'messages',
  'message_annotations',
  'idempotency_keys',
  'pins',
  'runs',
  'compactions',
  'items',
]

async function filledDatabase() {
  const database = await databases.migrated()
  const store = await openPostgresStore({ url: database.url, connections: 2, clock: createManualClock() })
  const ours = await fill(store)
  const theirs = await fill(store)
  await store.close()
  const count = async (table: string, scope?: string) => {
    const say = scope === undefined ? '' : `set precis.instance_id = '${scope}';`
    const [row] = await runSql<{ count: string }>(database.url, `${say} select count(*) from ${table}`)
    return Number(row?.count)
  }
  return { ...database, ours, theirs, count }
}

describe('row-level security', () => {
  it('shows nothing to a statement that forgot its instance', async () => {
    const { adminUrl, count } = await filledDatabase()
    const seen = await Promise.all([...TENANT_TABLES].map((table) => count(table)))
    const [there] = await runSql<{ count: string }>(adminUrl, 'select count(*) from messages')

    expect(seen).toEqual(seen.map(() => 0))
    expect(there?.count).toBe('2')
  })

  it("shows one instance's rows to a statement that names it and forgot the condition", async () => {
    const { ours, count } = await filledDatabase()
    const seen = await Promise.all(FILLED.map((table) => count(table, ours)))

    expect(seen).toEqual(FILLED.map(() => 1))
  })

  it('shows the work queue to the process itself, and no other tenant table', async () => {
    const { count } = await filledDatabase()
    const seen = await Promise.all(FILLED.map((table) => count(table, '<queue>')))

    expect(seen).toEqual(FILLED.map((table) => (QUEUE_TABLES.has(table) ? 2 : 0)))
  })

  it("neither changes nor removes another instance's rows, nor adds to them", async () => {
    const { url, ours, theirs, count } = await filledDatabase()
    const say = `set precis.instance_id = '${ours}';`
    await runSql(url, `${say} update pins set sequence = 9; delete from pins`)
    const adding = runSql(url, `${say} insert into pins values ('${theirs}', 'c', 'm', 1, 1)`)

    await expect(adding).rejects.toMatchObject({ code: '42501' })
    expect(await count('pins', theirs)).toBe(1)
    expect(await count('pins', ours)).toBe(0)
  })

  it('forgets the instance with the transaction that named it', async () => {
    const { url, ours } = await filledDatabase()
    const rows = await runSql<{ count: string }>(
      url,
      `begin; set local precis.instance_id = '${ours}'; commit; select count(*) from messages`,
    )

    expect(rows).toEqual([{ count: '0' }])
  })
})
