import type { Runtime } from '../../src/runtime.js'

interface Timer {
  readonly delayMs: number
  readonly dueMs: number
  readonly run: () => void
}

export interface ManualRuntime extends Runtime {
  /** Moves the clock and runs what falls due, in order of time. */
  elapse(ms: number): void
  /** Sets the clock without running anything. */
  setNow(ms: number): void
  /** Every delay that was ever asked for. */
  readonly delays: number[]
  readonly pendingTimers: number
  /** Resolves when a timer of at least `minMs` is pending. */
  timerPending(minMs?: number): Promise<void>
}

export interface ManualRuntimeOptions {
  /** Timers shorter than this elapse by themselves, the clock jumping ahead; longer ones wait for `elapse`. Default 0: none. */
  readonly autoBelowMs?: number
  readonly random?: () => number
  readonly fetch?: typeof globalThis.fetch
}

/** A clock that stands still until it is moved, numbered ids, and chance that is no chance. The network is the real one. */
export function manualRuntime({
  autoBelowMs = 0,
  random = () => 0.5,
  fetch,
}: ManualRuntimeOptions = {}): ManualRuntime {
  let nowMs = Date.parse('2026-03-01T10:00:00Z')
  let ids = 0
  const timers = new Set<Timer>()
  const delays: number[] = []
  const waiters = new Set<() => void>()

  const fire = (timer: Timer) => {
    if (!timers.delete(timer)) return
    nowMs = Math.max(nowMs, timer.dueMs)
    timer.run()
  }

  return {
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    nowMs: () => nowMs,
    random,
    newId: () => {
      ids++
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`
    },
    setTimer(run, delayMs) {
      delays.push(delayMs)
      const timer = { delayMs, dueMs: nowMs + delayMs, run }
      timers.add(timer)
      if (delayMs < autoBelowMs) setImmediate(() => fire(timer))
      for (const wake of [...waiters]) wake()
      return () => {
        timers.delete(timer)
      }
    },
    elapse(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const next = [...timers]
          .filter((timer) => timer.dueMs <= untilMs)
          .sort((a, b) => a.dueMs - b.dueMs)[0]
        if (!next) break
        fire(next)
      }
      nowMs = untilMs
    },
    setNow(ms) {
      nowMs = ms
    },
    delays,
    get pendingTimers() {
      return timers.size
    },
    timerPending(minMs = 0) {
      return new Promise((resolve) => {
        const look = () => {
          if (![...timers].some((timer) => timer.delayMs >= minMs)) return
          waiters.delete(look)
          resolve()
        }
        waiters.add(look)
        look()
      })
    },
  }
}
