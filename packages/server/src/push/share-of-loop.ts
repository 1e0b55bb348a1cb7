import type { Clock } from '../clock.js'

/** Turns that come together (a user's and the answer to it) are served by one piece of work. */
const GATHER_MS = 10
/** Work may take a quarter of the time: after t ms of work come 3 t ms without. */
const REST_FACTOR = 3
/** More keys than this waiting: the oldest is forgotten, since newer turns matter more. */
const MAX_WAITING = 1_000

/**
 * Does optional work beside the main job, one piece at a time, for a bounded share of the event loop.
 *
 * The same key twice while it waits is one piece of work. Under load work comes later or is skipped; it never piles up.
 */
export interface ShareOfLoop {
  run(key: string, work: () => Promise<void>): void
  stop(): void
}

export function createShareOfLoop(clock: Clock, onError: (error: unknown) => void): ShareOfLoop {
  const waiting = new Map<string, () => Promise<void>>()
  let cancel: (() => void) | undefined
  let isStopped = false

  const workOnce = async () => {
    const [next] = waiting
    if (next === undefined || isStopped) {
      cancel = undefined
      return
    }
    waiting.delete(next[0])
    const startedAtMs = clock.now()
    await next[1]().catch(onError)
    const restMs = Math.max(0, clock.now() - startedAtMs) * REST_FACTOR
    cancel = clock.schedule(restMs, () => void workOnce())
  }

  return {
    run(key, work) {
      if (isStopped) return
      if (!waiting.has(key) && waiting.size >= MAX_WAITING) {
        const [oldest] = waiting.keys()
        if (oldest !== undefined) waiting.delete(oldest)
      }
      waiting.set(key, work)
      cancel ??= clock.schedule(GATHER_MS, () => void workOnce())
    },
    stop() {
      isStopped = true
      waiting.clear()
      cancel?.()
    },
  }
}
