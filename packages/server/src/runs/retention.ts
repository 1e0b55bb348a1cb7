import type { Clock } from '../clock.js'
import type { ErasureService } from '../services/erasures.js'
import type { Store } from '../store/contract.js'

/** Between two looks. What becomes too old goes on the next day that begins in UTC, within this time. */
export const SWEEP_INTERVAL_MS = 10 * 60_000
/** An erasure that nobody has worked on for so long was left behind by a process that died. */
export const ABANDONED_AFTER_MS = 60_000
/** Abandoned erasures that one look takes up. */
const ABANDONED_AT_ONCE = 10
const DAY_MS = 86_400_000

export interface RetentionDependencies {
  readonly store: Pick<Store, 'instances' | 'erasures'>
  readonly erasures: Pick<ErasureService, 'eraseOld' | 'finish'>
  readonly clock: Clock
  /** What went wrong where nobody waits for the answer. */
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

export interface RetentionSweep {
  start(): void
  /** Looks now; resolves when everything that is due has been deleted. */
  sweep(): Promise<void>
  /** Resolves when the look under way has come to its end or to its next step. */
  stop(): Promise<void>
}

/**
 * Deletes what has become too old, for instances that asked for it, and finishes erasures that a process left behind.
 *
 * Durable    Each day of an instance is one erasure with an id of its own: many processes that look at once do it
 *            once, and one that dies in between is taken over.
 * Cut-off    The beginning of today in UTC, less the days; so a conversation loses messages at most once a day.
 */
export function createRetentionSweep(dependencies: RetentionDependencies): RetentionSweep {
  const { store, erasures, clock, onError } = dependencies
  let sweeping: Promise<void> | undefined
  let cancelNext = () => {}
  const stopping = new AbortController()
  const { signal } = stopping

  const look = async (): Promise<void> => {
    for (const { id: instanceId, maxAgeDays } of await store.instances.list()) {
      if (maxAgeDays === null || signal.aborted) continue
      await erasures
        .eraseOld(instanceId, retentionErasure(clock.now(), maxAgeDays), signal)
        .catch((error) => onError(error, { doing: 'deleting what is too old', instanceId }))
    }
    const abandoned = await store.erasures.abandoned(clock.now() - ABANDONED_AFTER_MS, ABANDONED_AT_ONCE)
    for (const { instanceId, erasureId } of abandoned)
      await erasures
        .finish(instanceId, erasureId, signal)
        .catch((error) => onError(error, { doing: 'erasing', erasureId }))
  }
  const sweep = (): Promise<void> => {
    sweeping ??= look()
      .catch((error) => onError(error, { doing: 'looking for what is too old' }))
      .finally(() => {
        sweeping = undefined
      })
    return sweeping
  }
  const schedule = (): void => {
    if (signal.aborted) return
    cancelNext = clock.schedule(SWEEP_INTERVAL_MS, () => void sweep().then(schedule))
  }

  return {
    sweep,
    start() {
      void sweep().then(schedule)
    },
    async stop() {
      stopping.abort()
      cancelNext()
      await sweeping
    },
  }
}

/** Today's erasure. Another number of days is another erasure, so a change of the setting takes effect at once. */
export function retentionErasure(nowMs: number, maxAgeDays: number) {
  const todayMs = Math.floor(nowMs / DAY_MS) * DAY_MS
  const today = new Date(todayMs).toISOString().slice(0, 10)
  return {
    kind: 'retention',
    id: `retention-${today}-${maxAgeDays}d`,
    cutoffMs: todayMs - maxAgeDays * DAY_MS,
  } as const
}
