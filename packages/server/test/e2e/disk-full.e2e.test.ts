import { execFileSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomFrom } from '../../../engine/test/survival/random.js'
import { startFleet, startLoad } from '../reliability/fleet.js'
import { readSqlite, readStored } from '../reliability/stored-rows.js'
import { findViolations } from '../reliability/violations.js'
import { call, makeDataDir, pollUntil, removeDataDir } from './precis-server.js'

const SEED = 20_261_129
const DISK_BYTES = 32 * 1024 * 1024
const RECOVERED = 50
/** Refusals that show the disk to be full. */
const REFUSED = 20

/** A disk of our own can be mounted by root only. */
const isRoot = process.getuid?.() === 0 && process.platform === 'linux'

let disk: string
beforeAll(async () => {
  disk = await makeDataDir()
  if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES}`, 'tmpfs', disk])
})
afterAll(async () => {
  if (isRoot) execFileSync('umount', [disk])
  await removeDataDir(disk)
})

describe('a process on SQLite whose disk is full', () => {
  it.runIf(isRoot)('refuses with a typed error, loses nothing and goes on once there is space', async () => {
    const fleet = await startFleet({ name: 'SQLite', processes: 1, dataDir: disk })
    const load = startLoad(fleet, { random: randomFrom(SEED), writers: 4, conversations: 3 })
    const [server] = fleet.slots.map((slot) => slot.server)
    if (!server) throw new Error('the process is not there')
    const readiness = () => call(server, 'GET', '/ready')
    const until = (count: () => number, more: number) => {
      const enough = count() + more
      return pollUntil(async () => count() >= enough)
    }
    const acknowledged = () => load.acknowledged.length
    await until(acknowledged, RECOVERED)
    const filler = join(disk, 'filler')
    // Writes as much as there is room for, and fails.
    await writeFile(filler, Buffer.alloc(DISK_BYTES)).catch(() => undefined)
    await until(() => load.statuses.get('record 503') ?? 0, REFUSED)
    const whileFull = await readiness()
    await rm(filler)
    await until(acknowledged, RECOVERED)
    const afterwards = await readiness()
    const isSameProcess = server.child.exitCode === null
    await load.stop()
    const exitCodes = await fleet.stop()
    const stored = await readStored(readSqlite(join(disk, 'precis.db')))

    expect([
      ...load.problems,
      ...findViolations(load.acknowledged, { ...stored, runs: [], versions: [] }),
    ]).toEqual([])
    expect(load.statuses.get('record cut')).toBeUndefined()
    expect(whileFull).toMatchObject({ status: 503, body: { details: { checks: { store: false } } } })
    expect(afterwards.status).toBe(200)
    expect(isSameProcess).toBe(true)
    expect(exitCodes).toEqual([0])
  })
})
