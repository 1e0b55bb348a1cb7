import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pollUntil } from '../../../test/e2e/precis-server.js'
import { nameOf, runSql, type TestDatabase } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock, type ManualClock } from '../../clock.js'
import { aCompaction, aMessage, anInstance, aRun, id, LEASE_MS } from '../builders.suite.js'
import type { Store, StoreChange } from '../contract.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

describe('changes of other processes on Postgres', () => {
  let database: TestDatabase
  let clock: ManualClock
  let ours: Store
  let theirs: Store
  let instanceId: string
  let conversationId: string
  let heard: StoreChange[]

  beforeEach(async () => {
    database = await databases.migrated()
    clock = createManualClock()
    const open = () => openPostgresStore({ url: database.url, connections: 2, clock })
    ours = await open()
    theirs = await open()
    instanceId = await anInstance(theirs)
    conversationId = id()
    heard = []
    ours.onForeignChange((change) => heard.push(change))
  })
  afterEach(async () => {
    await ours.close()
    await theirs.close()
  })

  const ref = () => ({ instanceId, conversationId })
  const has = (kind: StoreChange['kind']) => heard.some((change) => change.kind === kind)
  const hear = (kind: StoreChange['kind']) => pollUntil(async () => has(kind))

  /** Records, compacts and publishes; resolves to the version's id. */
  const publish = async (store: Store): Promise<string> => {
    await store.messages.record(instanceId, [aMessage(conversationId)])
    await store.runs.create(instanceId, aRun(conversationId, { force: true }))
    const run = await store.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })
    if (!run) throw new Error('there is no run to claim')
    await store.runs.publish(instanceId, { runId: run.id, fencingToken: run.fencingToken }, aCompaction())
    return run.id
  }
  const endListening = () =>
    runSql(
      database.adminUrl,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'precis listening'",
    )

  it('are told in the order of their commits, by id', async () => {
    const compactionId = await publish(theirs)
    await theirs.erasures.eraseConversation(instanceId, conversationId)
    await hear('conversation_erased')

    expect(heard.filter(({ kind }) => kind !== 'message_recorded')).toEqual([
      { kind: 'run_queued', ...ref() },
      { kind: 'compaction_published', ...ref(), compactionId, version: 1 },
      { kind: 'conversation_erased', ...ref() },
    ])
  })

  it('include recorded messages, by the newest number', async () => {
    await theirs.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
    await hear('message_recorded')

    expect(heard).toEqual([{ kind: 'message_recorded', ...ref(), sequence: 2 }])
  })

  it('include runs that failed or went back to the queue', async () => {
    await theirs.messages.record(instanceId, [aMessage(conversationId)])
    await theirs.runs.create(instanceId, aRun(conversationId))
    const hold = async () => {
      const run = await theirs.queue.claim({ workerId: 'w', leaseMs: LEASE_MS })
      return { runId: run?.id ?? '', fencingToken: run?.fencingToken ?? 0 }
    }
    await theirs.runs.release(instanceId, await hold())
    const { runId, fencingToken } = await hold()
    await theirs.runs.fail(instanceId, { runId, fencingToken }, { errorMessage: 'broken' })
    await hear('compaction_failed')

    expect(heard.filter(({ kind }) => kind !== 'message_recorded')).toEqual([
      { kind: 'run_queued', ...ref() },
      { kind: 'run_queued', ...ref() },
      { kind: 'compaction_failed', ...ref(), compactionId: runId },
    ])
  })

  it("leave out this process's own, and those of transactions that did not commit", async () => {
    await publish(ours)
    const late = theirs.runs.publish(instanceId, { runId: id(), fencingToken: 1 }, aCompaction())
    expect(await late).toEqual({ kind: 'lease_lost' })
    await theirs.messages.record(instanceId, [aMessage(conversationId)])
    await hear('message_recorded')

    expect(heard).toEqual([{ kind: 'message_recorded', ...ref(), sequence: 2 }])
  })

  it('are looked up while the connection that listens cannot be had', async () => {
    const known = await publish(theirs)
    await hear('compaction_published')
    // Idle connections stay; new ones are refused.
    await runSql(database.adminUrl, `alter database ${nameOf(database)} connection limit 0`)
    await endListening()
    const missed = await publish(theirs)
    await pollUntil(async () => {
      clock.advance(1_000)
      return heard.some((change) => 'compactionId' in change && change.compactionId === missed)
    })

    const published = heard.filter(({ kind }) => kind === 'compaction_published')
    expect(published.map((change) => 'compactionId' in change && change.compactionId)).toEqual([
      known,
      missed,
    ])
    await runSql(database.adminUrl, `alter database ${nameOf(database)} connection limit -1`)
  })

  it('are told again once the connection is back', async () => {
    await endListening()
    const listeners = async () => {
      clock.advance(1_000)
      const rows = await runSql(
        database.adminUrl,
        "select 1 from pg_stat_activity where datname = current_database() and application_name = 'precis listening' and query ilike 'listen%'",
      )
      return rows.length === 2
    }
    await pollUntil(listeners)
    await pollUntil(async () => {
      await theirs.messages.record(instanceId, [aMessage(conversationId)])
      return has('message_recorded')
    })

    expect(heard.every((change) => change.conversationId === conversationId)).toBe(true)
  })
})
