import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomFrom } from '../../../engine/test/survival/random.js'
import { createAppRole, createDatabase, type TestDatabase } from '../postgres/database.js'
import { type PostgresServer, startPostgres } from '../postgres/server.js'
import { type Fault, type FaultProxy, startFaultProxy } from '../reliability/fault-proxy.js'
import { type Fleet, startFleet, startLoad } from '../reliability/fleet.js'
import { readPostgres, readStored } from '../reliability/stored-rows.js'
import { findViolations } from '../reliability/violations.js'
import { makeDataDir, pollUntil, removeDataDir } from './precis-server.js'

const SEED = 20_261_128
const WRITERS = 6
/** Acknowledgements between two faults: the process is at work again. */
const RECOVERED = 25
/** How long a fault lasts that acknowledges nothing. */
const FAULT_MS = 1_500

let postgres: PostgresServer
let database: TestDatabase
let proxy: FaultProxy
let dataDir: string
let fleet: Fleet
beforeAll(async () => {
  postgres = await startPostgres({ isDurable: true })
  await createAppRole(postgres.adminUrl)
  dataDir = await makeDataDir()
})
afterAll(async () => {
  await postgres.stop()
  await removeDataDir(dataDir)
})
beforeEach(async () => {
  database = await createDatabase(postgres.adminUrl)
  const url = new URL(database.url)
  proxy = await startFaultProxy(Number(url.port))
  url.port = String(proxy.port)
  fleet = await startFleet({
    name: 'Postgres behind faults',
    processes: 1,
    dataDir,
    env: { PRECIS_DATABASE_URL: url.href },
  })
})
afterEach(async () => {
  await fleet.stop()
  await proxy.close()
})

/** Writers at work while each fault comes and is lifted again; gives what was seen and what is broken. */
async function endure(faults: readonly (() => Promise<void>)[]) {
  const load = startLoad(fleet, { random: randomFrom(SEED), writers: WRITERS, conversations: 4 })
  const pids = fleet.slots.map(({ server }) => server?.child.pid)
  const recovered = async () => {
    const enough = load.acknowledged.length + RECOVERED
    await pollUntil(async () => load.acknowledged.length >= enough)
  }
  await recovered()
  for (const fault of faults) {
    await fault()
    await recovered()
  }
  await load.stop()
  const stored = await readStored(readPostgres(database.adminUrl))
  const broken = findViolations(load.acknowledged, { ...stored, runs: [], versions: [] })
  const isSameProcess = fleet.slots.every(
    ({ server }, i) => server?.child.pid === pids[i] && server?.child.exitCode === null,
  )
  return { load, violations: [...load.problems, ...broken], isSameProcess }
}

const during =
  (fault: Fault, ms = FAULT_MS) =>
  async () => {
    proxy.set(fault)
    await pause(ms)
    proxy.set({ kind: 'none' })
  }

describe('a process whose way to Postgres is disturbed', () => {
  it('goes on by itself after delays, resets, refusals and connections that fall silent', async () => {
    const { load, violations, isSameProcess } = await endure([
      during({ kind: 'delay', ms: 150 }),
      async () => proxy.resetAll(),
      async () => {
        proxy.set({ kind: 'refuse' })
        proxy.resetAll()
        await pause(FAULT_MS)
        proxy.set({ kind: 'none' })
      },
      async () => {
        await during({ kind: 'silence' })()
        // What fell silent does not come back: the other side has forgotten the connection.
        proxy.resetAll()
      },
    ])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(load.statuses.get('record 503')).toBeGreaterThan(0)
    expect(isSameProcess).toBe(true)
  })

  it('records a key once although connections are reset in the middle of commits', async () => {
    const untilResets = (when: 'before' | 'after') => async () => {
      const enough = proxy.resets[when] + 10
      proxy.set({ kind: 'reset_at_commit', when })
      await pollUntil(async () => proxy.resets[when] >= enough)
      proxy.set({ kind: 'none' })
    }
    const { load, violations, isSameProcess } = await endure([untilResets('before'), untilResets('after')])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(load.retried).toBeGreaterThan(0)
    expect(isSameProcess).toBe(true)
  })

  it('goes on by itself after a restart of Postgres', async () => {
    const { load, violations, isSameProcess } = await endure([() => postgres.restart()])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(isSameProcess).toBe(true)
  })
})
