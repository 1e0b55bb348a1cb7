import { spawnSync } from 'node:child_process'
import { describe, expect, inject, it } from 'vitest'
import { createDatabase, runSql } from '../../../test/postgres/database.js'
import { useTestDatabases } from '../../../test/postgres/test-databases.js'
import { createManualClock } from '../../clock.js'
import { aMessage, anInstance, EVERYTHING, id } from '../builders.suite.js'
import { openPostgresStore } from './store.js'

const databases = useTestDatabases()

const run = (program: string, args: readonly string[], input?: string) =>
  spawnSync(program, [...args], { encoding: 'utf8', maxBuffer: 1e9, ...(input !== undefined && { input }) })

const majorOf = (version: string | undefined) => Number(/(\d+)/.exec(version ?? '')?.[1] ?? 0)

/** pg_dump reads servers of its own version and older ones; npm has no pg_dump, so the machine's is used. */
async function canDump(): Promise<boolean> {
  const [row] = await runSql<{ server_version: string }>(inject('postgres').adminUrl, 'show server_version')
  return majorOf(run('pg_dump', ['--version']).stdout) >= majorOf(row?.server_version)
}

const isDumpable = await canDump()

describe(`backup of Postgres${isDumpable ? '' : ' (the pg_dump of this machine is older than the server, or missing)'}`, () => {
  it.runIf(isDumpable)('is restored from a dump that a superuser made', async () => {
    const database = await databases.migrated()
    const clock = createManualClock()
    const store = await openPostgresStore({ url: database.url, connections: 2, clock })
    const instanceId = await anInstance(store)
    const conversationId = id()
    await store.messages.record(instanceId, [aMessage(conversationId), aMessage(conversationId)])
    const dump = run('pg_dump', ['--no-owner', '--no-privileges', database.adminUrl])
    // Row-level security would leave rows out for the owner; pg_dump refuses that rather than doing it.
    const byOwner = run('pg_dump', ['--no-owner', database.url])
    const expected = await store.messages.read(instanceId, conversationId, EVERYTHING)
    await store.close()
    expect([dump.status, dump.stderr]).toEqual([0, ''])
    expect(byOwner.stderr).toContain('row-level security')

    const empty = await createDatabase(inject('postgres').adminUrl)
    const restored = run('psql', ['--quiet', '--set', 'ON_ERROR_STOP=1', empty.url], dump.stdout)
    expect([restored.status, restored.stderr]).toEqual([0, ''])
    const again = await openPostgresStore({ url: empty.url, connections: 2, clock })
    expect(await again.messages.read(instanceId, conversationId, EVERYTHING)).toEqual(expected)
    expect((await again.health.inspect()).filter(({ problems }) => problems > 0)).toEqual([])
    await again.close()
    await empty.drop()
  })
})
