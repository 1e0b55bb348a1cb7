/** Processes on Postgres and on SQLite under load, killed one after the other, and what is left afterwards. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../../engine/test/survival/random.js'
import { makeDataDir, removeDataDir } from '../e2e/precis-server.js'
import type { TestDatabase } from '../postgres/database.js'
import { type Fleet, type Load, startFleet, startLoad } from './fleet.js'
import { type StandstillWatch, watchStandstill } from './standstill.js'
import { type ReadRows, readPostgres, readSqlite, readStored } from './stored-rows.js'
import { findViolations } from './violations.js'

/** Between two looks whether a process that is to be killed serves. */
const LOOK_PAUSE_MS = 25

export interface KillRunOptions {
  readonly kills: number
  readonly random: Random
  /** With the schema or without a table. */
  readonly database: TestDatabase
  /** Resolves when it is time for the next kill. */
  untilNextKill(acknowledged: () => number): Promise<void>
  onKill?(kill: number, name: string): void
}

export interface StoreOutcome {
  readonly name: string
  readonly kills: number
  readonly acknowledged: number
  readonly retried: number
  readonly repeated: number
  readonly statuses: string
  readonly completedRuns: number
  readonly failedRuns: number
  /** Runs that were begun again after their process had died. */
  readonly takenOver: number
  /** From the end of the load until no run was queued or under way. */
  readonly settledMs: number
  /** The longest time, from the last kill on, that a run was due or held and nobody moved it. */
  readonly stoodStillMs: number
  readonly violations: readonly string[]
}

interface Side {
  readonly fleet: Fleet
  readonly load: Load
  readonly read: ReadRows
}

export async function runKills(options: KillRunOptions): Promise<StoreOutcome[]> {
  const dataDir = await makeDataDir()
  const fleets: Fleet[] = []
  const begin = async (fleet: Fleet, writers: number, read: ReadRows): Promise<Side> => {
    fleets.push(fleet)
    return {
      fleet,
      read,
      load: startLoad(fleet, { random: options.random, writers, conversations: Math.max(6, options.kills) }),
    }
  }
  try {
    const postgres = await startFleet({
      name: 'Postgres',
      processes: 3,
      dataDir: join(dataDir, 'postgres'),
      env: { PRECIS_DATABASE_URL: options.database.url },
    })
    const sqlite = await startFleet({ name: 'SQLite', processes: 1, dataDir: join(dataDir, 'sqlite') })
    const sides = [
      await begin(postgres, 6, readPostgres(options.database.adminUrl)),
      await begin(sqlite, 3, readSqlite(join(dataDir, 'sqlite', 'precis.db'))),
    ]
    const kills = await killOneByOne(sides, options)
    // Whatever the dead have left has to be taken up within one lease, once there are processes: SQLite has only one.
    const watched = await Promise.all(
      sides.map(async (side) => {
        await side.fleet.allReady()
        return { ...side, watch: watchStandstill(side.read, Date.now) }
      }),
    )
    return await Promise.all(watched.map((side) => settle(side, kills.get(side.fleet) ?? 0)))
  } finally {
    for (const fleet of fleets) await fleet.stop()
    await removeDataDir(dataDir)
  }
}

/** Kills a process at random, again and again; gives the kills of each fleet. */
async function killOneByOne(
  sides: readonly Side[],
  { kills, random, untilNextKill, onKill }: KillRunOptions,
): Promise<Map<Fleet, number>> {
  const done = new Map<Fleet, number>()
  const acknowledged = () => sides.reduce((sum, { load }) => sum + load.acknowledged.length, 0)
  for (let kill = 1; kill <= kills; kill++) {
    await untilNextKill(acknowledged)
    const { fleet, slot } = random.pick(
      sides.flatMap((side) => side.fleet.slots.map((one) => ({ fleet: side.fleet, slot: one }))),
    )
    // One that is starting is killed as soon as it serves: a process has to have something to lose.
    while (!slot.server) {
      await pause(LOOK_PAUSE_MS)
    }
    await fleet.kill(slot)
    done.set(fleet, (done.get(fleet) ?? 0) + 1)
    onKill?.(kill, slot.name)
  }
  return done
}

/** Ends the load, waits for the runs and looks at what is stored. */
async function settle(
  { fleet, load, read, watch }: Side & { readonly watch: StandstillWatch },
  kills: number,
): Promise<StoreOutcome> {
  await fleet.allReady()
  await load.stop()
  const endedAt = performance.now()
  const { stuck, longestMs } = await watch.untilNoneIsLive()
  const settledMs = performance.now() - endedAt
  const exitCodes = await fleet.stop()
  const stored = await readStored(read)
  const { runs } = stored
  return {
    name: fleet.name,
    kills,
    acknowledged: load.acknowledged.length,
    retried: load.retried,
    repeated: load.repeated,
    statuses: [...load.statuses]
      .sort()
      .map(([status, times]) => `${status}: ${times}`)
      .join(', '),
    completedRuns: runs.filter(({ state }) => state === 'completed').length,
    failedRuns: runs.filter(({ state }) => state === 'failed').length,
    takenOver: runs.filter(({ attempt }) => attempt > 1).length,
    settledMs,
    stoodStillMs: longestMs,
    violations: [
      ...load.problems,
      ...stuck,
      ...findViolations(load.acknowledged, stored),
      ...exitCodes.filter((code) => code !== 0).map((code) => `a process ended with ${code} on SIGTERM`),
    ],
  }
}
