/**
 * Time, injected: nothing else in the server reads the system clock or sets a timer.
 */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs `task` once, `delayMs` from now. Returns the function that cancels it. Does not keep the process alive. */
  schedule(delayMs: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** A clock that stands still until told: for tests of everything that depends on time. */
export interface ManualClock extends Clock {
  /** Moves time forward and runs what falls due, in order of due time. */
  advance(ms: number): void
}

export function createManualClock(startMs = 1_767_225_600_000): ManualClock {
  let nowMs = startMs
  let nextId = 0
  const due = new Map<number, { readonly atMs: number; readonly task: () => void }>()
  const earliest = (untilMs: number) =>
    [...due].filter(([, { atMs }]) => atMs <= untilMs).sort(([a, x], [b, y]) => x.atMs - y.atMs || a - b)[0]

  return {
    now: () => nowMs,
    schedule(delayMs, task) {
      const id = nextId++
      due.set(id, { atMs: nowMs + delayMs, task })
      return () => due.delete(id)
    },
    advance(ms) {
      const untilMs = nowMs + ms
      for (let next = earliest(untilMs); next; next = earliest(untilMs)) {
        const [id, { atMs, task }] = next
        due.delete(id)
        nowMs = Math.max(nowMs, atMs)
        task()
      }
      nowMs = untilMs
    },
  }
}
