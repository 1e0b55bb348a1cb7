/** Watches the runs of one database for any that nobody moves on. */
import { setTimeout as pause } from 'node:timers/promises'
import { LEASE_MS } from '../../src/runs/lifecycle.js'
import { type LiveRunRow, type ReadRows, readLiveRuns } from './stored-rows.js'

/** Between two looks. */
const LOOK_PAUSE_MS = 100
/** What a loaded machine may take to look, to wake up a worker and to claim: on top of the lease. */
const WAKE_ALLOWANCE_MS = 2_000

export interface Standstill {
  /** Runs that stood still for longer than a lease, as sentences. */
  readonly stuck: readonly string[]
  /** The longest time that any run stood still, due and untouched. */
  readonly longestMs: number
}

export interface StandstillWatch {
  /** Looks on until no run is queued or running. */
  untilNoneIsLive(): Promise<Standstill>
}

interface Seen {
  readonly state: string
  readonly sinceMs: number
}

/**
 * Begins to watch. A run moves when it is claimed, finished, given back, or its lease is prolonged; one that is queued for later
 * counts from then. Whoever holds a lease has to move within it, and who died is followed by another one within it. One that is
 * queued waits for its turn as long as others move, and no longer than a lease once nothing does.
 */
export function watchStandstill(read: ReadRows, now: () => number): StandstillWatch {
  const seen = new Map<string, Seen>()
  const stuck = new Map<string, string>()
  let longestMs = 0
  let isEnding = false
  /** When any run was last seen to move, ended ones included. */
  let movedAtMs = now()
  const look = (runs: readonly LiveRunRow[]) => {
    for (const id of [...seen.keys()]) {
      if (runs.some((run) => run.id === id)) continue
      seen.delete(id)
      movedAtMs = now()
    }
    for (const run of runs) {
      const state = `${run.state}, attempt ${run.attempt}, lease until ${run.lease_expires_at_ms}`
      const before = seen.get(run.id)
      if (before?.state !== state) {
        movedAtMs = now()
        seen.set(run.id, { state, sinceMs: Math.max(movedAtMs, run.available_at_ms) })
      }
    }
    for (const run of runs) {
      const { state, sinceMs } = seen.get(run.id) ?? { state: run.state, sinceMs: now() }
      const stillMs = now() - (run.state === 'queued' ? Math.max(sinceMs, movedAtMs) : sinceMs)
      longestMs = Math.max(longestMs, stillMs)
      if (stillMs > LEASE_MS + WAKE_ALLOWANCE_MS)
        stuck.set(run.id, `run ${run.id} stood still for ${stillMs} ms: ${state}`)
    }
  }
  const watching = (async () => {
    for (;;) {
      const runs = await readLiveRuns(read)
      look(runs)
      // One that is stuck for good would never let the watch end.
      if (isEnding && runs.every(({ id }) => stuck.has(id))) return
      await pause(LOOK_PAUSE_MS)
    }
  })()
  watching.catch(() => {})
  return {
    async untilNoneIsLive() {
      isEnding = true
      await watching
      return { stuck: [...stuck.values()], longestMs }
    },
  }
}
