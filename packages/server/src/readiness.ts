import type { Clock } from './clock.js'
import type { EnginePool } from './runs/pool.js'
import type { RunWorker } from './runs/worker.js'
import type { Store } from './store/contract.js'
import { createStoreProbe } from './store-probe.js'

/** Whether requests may be sent here. */
export interface Readiness {
  readonly isDraining: boolean
  /** From now on none may. */
  drain(): void
  /** Each part that has to work for requests to be served, and whether it does. */
  check(): Promise<Readonly<Record<string, boolean>>>
}

export function createReadiness(parts: {
  readonly store: Store
  readonly worker: RunWorker
  readonly engine: EnginePool
  readonly clock: Clock
  /** Whether this process is one that carries out compactions. */
  readonly hasWorkers: boolean
}): Readiness {
  const { store, worker, engine, clock, hasWorkers } = parts
  const isStoreAnswering = createStoreProbe(store, clock)
  let isDraining = false
  return {
    get isDraining() {
      return isDraining
    },
    drain() {
      isDraining = true
    },
    check: async () => ({
      store: await isStoreAnswering(),
      workers: (worker.isRunning || !hasWorkers) && engine.isAlive,
      accepting: !isDraining,
    }),
  }
}
