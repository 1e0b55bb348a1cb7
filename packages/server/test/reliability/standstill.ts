/** Watches the runs of one database for any that nobody moves on. */
import { setTimeout as pause } from 'node:timers/promises'
import { LEASE_MS } from '../../src/runs/lifecycle.js'
import { type LiveRunRow, type ReadRows, readLiveRuns } from './stored-rows.js'

/** Between two looks. */
const LOOK_PAUSE_MS = 100
/** What waking a worker up and claiming may take, on top of the lease. */
const WAKE_ALLOWANCE_MS = 2_000
/** A look counts as this much at most: where it takes longer, the machine stands still and not the run. */
const LOOK_COUNTS_MS = 2 * LOOK_PAUSE_MS

export interface Standstill {
  /** Runs that stood still for longer than a lease, as sentences. */
  readonly stuck: readonly string[]
  /** The longest time that any run stood still, due, or with its lease ended, while no other run moved either. */
  readonly longestMs: number
}

export interface StandstillWatch {
  /** Looks on until no run is queued or running. */
  untilNoneIsLive(): Promise<Standstill>
}

interface Seen {
  readonly state: string
  /** Counted since it was due, or since its lease ended, with nothing moving. */
  waitedMs: number
}

/**
 * Begins to watch. A run moves when it is claimed, finished, given back, or its lease is prolonged. One that is held counts from the
 * end of its lease, when others may claim it; one that is queued counts from when it is due, and may wait for a lease longer.
 * Either waits for its turn as long as other runs move: then the workers are busy.
 */
export function watchStandstill(read: ReadRows, now: () => number): StandstillWatch {
  const seen = new Map<string, Seen>()
  const stuck = new Map<string, string>()
  let longestMs = 0
  let isEnding = false
  let lookedAtMs = now()
  const look = (runs: readonly LiveRunRow[]) => {
    const passedMs = Math.min(now() - lookedAtMs, LOOK_COUNTS_MS)
    lookedAtMs = now()
    let hasMoved = false
    for (const id of [...seen.keys()]) if (!runs.some((run) => run.id === id)) hasMoved = seen.delete(id)
    for (const run of runs) {
      const state = `${run.state}, attempt ${run.attempt}, lease until ${run.lease_expires_at_ms}`
      if (seen.get(run.id)?.state === state) continue
      hasMoved = true
      seen.set(run.id, { state, waitedMs: 0 })
    }
    for (const run of runs) {
      const one = seen.get(run.id)
      if (!one) continue
      const isDue = now() >= (run.lease_expires_at_ms ?? run.available_at_ms)
      one.waitedMs = isDue && !hasMoved ? one.waitedMs + passedMs : 0
      longestMs = Math.max(longestMs, one.waitedMs)
      const allowedMs = WAKE_ALLOWANCE_MS + (run.state === 'queued' ? LEASE_MS : 0)
      if (one.waitedMs > allowedMs)
        stuck.set(run.id, `run ${run.id} stood still for ${one.waitedMs} ms: ${one.state}`)
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
