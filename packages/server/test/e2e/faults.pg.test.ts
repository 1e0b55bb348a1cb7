import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { randomFrom } from '../../../engine/test/survival/random.js'
import { createAppRole, createDatabase, type TestDatabase } from '../postgres/database.js'
import { type PostgresServer, startPostgres } from '../postgres/server.js'
import { type Fault, type FaultProxy, startFaultProxy } from '../reliability/fault-proxy.js'
import { type Fleet, type Load, startFleet, startLoad } from '../reliability/fleet.js'
import { readPostgres, readStored } from '../reliability/stored-rows.js'
import { findViolations } from '../reliability/violations.js'
import { call, makeDataDir, pollUntil, removeDataDir, type TestServer } from './precis-server.js'

const SEED = 20_261_128
const WRITERS = 6
/** Acknowledgements between two faults: the process is at work again. */
const RECOVERED = 25
/** Refusals, of requests and of connections, and answers that come late, before a fault is lifted. */
const FELT = 5

let postgres: PostgresServer
let database: TestDatabase
let proxy: FaultProxy
let dataDir: string
let fleet: Fleet
let load: Load
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

function theServer(): TestServer {
  const server = fleet.slots[0]?.server
  if (!server) throw new Error('the process is not there')
  return server
}

/** Writers at work while each fault comes and is lifted again; gives what was seen and what is broken. */
async function endure(faults: readonly (() => Promise<void>)[]) {
  load = startLoad(fleet, { random: randomFrom(SEED), writers: WRITERS, conversations: 4 })
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
  return { violations: [...load.problems, ...broken], isSameProcess }
}

/** Does something until the number it counts has grown by `more`. */
async function until(count: () => number, more: number): Promise<void> {
  const enough = count() + more
  await pollUntil(async () => count() >= enough)
}

const refusals = () => load.statuses.get('record 503') ?? 0

async function readiness(): Promise<number> {
  const answer = await call(theServer(), 'GET', '/ready')
  if (answer.status === 503 && answer.body.details.checks.store !== false) return Number.NaN
  return answer.status
}

const untilReady = (status: number) => pollUntil(async () => (await readiness()) === status)

/** Nothing gets through: requests are refused, and the process says itself that it cannot serve; then it can again. */
async function cutOff(fault: Fault, isFelt: () => Promise<void>, lift: () => void): Promise<void> {
  proxy.set(fault)
  if (fault.kind === 'refuse') proxy.resetAll()
  await Promise.all([isFelt(), untilReady(503)])
  proxy.set({ kind: 'none' })
  lift()
  await untilReady(200)
}

describe('a process whose way to Postgres is disturbed', () => {
  it('goes on by itself after delays and resets', async () => {
    const { violations, isSameProcess } = await endure([
      async () => {
        proxy.set({ kind: 'delay', ms: 150 })
        await until(() => load.acknowledged.length, FELT)
        proxy.set({ kind: 'none' })
      },
      async () => proxy.resetAll(),
    ])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(isSameProcess).toBe(true)
  })

  it('says that it is not ready while connections are refused, and goes on by itself', async () => {
    const isFelt = async () => {
      await Promise.all([until(refusals, FELT), until(() => proxy.refused, FELT)])
    }
    const { violations, isSameProcess } = await endure([() => cutOff({ kind: 'refuse' }, isFelt, () => {})])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(isSameProcess).toBe(true)
  })

  it('says that it is not ready while connections are silent, refuses in the end, and goes on by itself', async () => {
    const swallowed = () => until(() => proxy.swallowed, FELT)
    // Until the store gives the statements up by itself: nobody resets these connections.
    const givenUp = async () => {
      await Promise.all([swallowed(), until(refusals, WRITERS)])
    }
    const { violations, isSameProcess } = await endure([
      // What fell silent does not come back: the other side has forgotten the connection.
      () => cutOff({ kind: 'silence' }, swallowed, () => proxy.resetAll()),
      () => cutOff({ kind: 'silence' }, givenUp, () => {}),
    ])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(isSameProcess).toBe(true)
  })

  it('records a key once although connections are reset in the middle of commits', async () => {
    const untilResets = (when: 'before' | 'after') => async () => {
      const enough = proxy.resets[when] + 10
      proxy.set({ kind: 'reset_at_commit', when })
      await pollUntil(async () => proxy.resets[when] >= enough)
      proxy.set({ kind: 'none' })
    }
    const { violations, isSameProcess } = await endure([untilResets('before'), untilResets('after')])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(load.retried).toBeGreaterThan(0)
    expect(isSameProcess).toBe(true)
  })

  it('goes on by itself after a restart of Postgres', async () => {
    const { violations, isSameProcess } = await endure([
      async () => {
        await Promise.all([postgres.restart(), untilReady(503)])
        await untilReady(200)
      },
    ])

    expect(violations).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(isSameProcess).toBe(true)
  })
})
