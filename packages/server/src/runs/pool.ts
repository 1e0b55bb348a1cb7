import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Tinypool } from 'tinypool'
import type { CacheGauge } from '../cache/byte-cache.js'
import { DEFAULT_SHARE_BYTES } from '../cache/cache-memory.js'
import type { EngineWork, RankWork } from '../services/engine-work.js'
import type { ThreadRanked } from './engine-thread-rank.js'
import { createLanes, type Lane } from './lanes.js'
import { ThreadCaches } from './thread-caches.js'

/** An idle thread beyond the first gives its memory back after this time. */
const IDLE_TIMEOUT_MS = 60_000
const MAX_THREADS = 4
/**
 * Pieces of warming up, about 50 ms each. Measured in processor time for 100 messages of 23 KB: 1,470 ms for the first
 * run of a thread, 250 for the second, 130 for the fifth, 55 from the fifteenth on.
 */
const WARM_UP_ROUNDS = 16
/** One thread may die of one conversation (memory); three in a row without work done in between is the machine. */
const DEATHS_OF_A_POOL = 3

/** Whether the thread ended under its work, as Node tells it; what the work itself throws has other codes. */
function isDeath(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && code.startsWith('ERR_WORKER')
}

/** Threads that ended under their work, since the last work that was done. */
class Deaths {
  #inARow = 0

  get areTooMany(): boolean {
    return this.#inARow >= DEATHS_OF_A_POOL
  }

  reset(): void {
    this.#inARow = 0
  }

  /** Whether the error is one. */
  count(error: unknown): boolean {
    const isOne = isDeath(error)
    if (isOne) this.#inARow++
    return isOne
  }
}

export interface EnginePoolOptions {
  /** Default: one less than the machine's processors, at least one and at most four. */
  readonly threads?: number | undefined
  /** What each thread may remember of conversations; default `DEFAULT_SHARE_BYTES`. */
  readonly cacheBytes?: number | undefined
  /** What the lasting objects of each thread may take, in MB; default: Node's own limit. More ends the thread and its work. */
  readonly maxThreadHeapMb?: number | undefined
  /** Told of a thread that died without work; with work, that work is rejected instead. */
  readonly onError?: (error: unknown) => void
}

export interface EnginePool extends EngineWork {
  readonly threads: number
  /** The same engine for work that nobody waits for yet: everything else goes before it. */
  readonly ahead: EngineWork
  /** What the threads remember of conversations, all together, as they told last. */
  readonly cache: CacheGauge
  /** False once threads have died again and again without finishing any work. A cold pool is alive. */
  readonly isAlive: boolean
  /** Ends the threads; work under way is rejected. */
  stop(): Promise<void>
}

interface ThreadFile {
  readonly filename: string
  readonly execArgv: string[]
}

/** Beside this file, in the same form: compiled, or source that a loader reads. */
function threadFile(): ThreadFile {
  if (import.meta.url.endsWith('.js'))
    return { filename: fileURLToPath(new URL('./engine-thread.js', import.meta.url)), execArgv: [] }
  // `--import tsx` does not reach worker threads on Node 20, so the thread registers the loader by itself.
  const loader = import.meta.resolve('tsx/esm/api')
  const register = `import { register } from ${JSON.stringify(loader)}; register()`
  return {
    filename: fileURLToPath(new URL('./engine-thread.ts', import.meta.url)),
    execArgv: [
      '--conditions=precis-source',
      '--import',
      `data:text/javascript,${encodeURIComponent(register)}`,
    ],
  }
}

function openThreads(
  maxThreads: number,
  { maxThreadHeapMb, onError = () => {} }: EnginePoolOptions,
): Tinypool {
  const pool = new Tinypool({
    ...threadFile(),
    ...(maxThreadHeapMb ? { resourceLimits: { maxOldGenerationSizeMb: maxThreadHeapMb } } : {}),
    minThreads: 1,
    maxThreads,
    idleTimeout: IDLE_TIMEOUT_MS,
  })
  // Without a listener the event would end the process.
  pool.on('error', onError)
  return pool
}

/**
 * Worker threads that hold the engine.
 *
 * Modes   cold (no thread, no engine in memory) → warm (on the first work or `warm`) → stopped. An idle server
 *         stays small because it stays cold.
 */
export function createEnginePool(options: EnginePoolOptions): EnginePool {
  const threads = options.threads ?? Math.min(MAX_THREADS, Math.max(1, availableParallelism() - 1))
  let pool: Tinypool | undefined
  let isStopped = false
  const started = (): Tinypool => {
    if (isStopped) throw new Error('the engine pool has stopped')
    pool ??= openThreads(threads, options)
    return pool
  }
  // No more than one piece for each thread is handed over: what waits does so in its lane.
  const lanes = createLanes(threads)
  let waitingWork = 0
  let erasures = 0
  const deaths = new Deaths()
  const { cacheBytes = DEFAULT_SHARE_BYTES } = options
  const caches = new ThreadCaches()
  const run = async (lane: Lane, name: string, work: unknown, signal?: AbortSignal) => {
    waitingWork++
    try {
      const hand = () => started().run(work, { name, ...(signal ? { signal } : {}) })
      const result = await lanes.enter(lane, hand, signal)
      deaths.reset()
      return result
    } catch (error) {
      // All attempts of one run may end so, and an idle server gets no other work that shows it is alive.
      if (deaths.count(error) && name !== 'warm' && !isStopped) run('ahead', 'warm', 0).catch(() => {})
      throw error
    } finally {
      waitingWork--
    }
  }
  /** In small pieces, and only while nobody waits for a thread: real work warms it as well. */
  const warmUp = async () => {
    for (let round = 0; round < WARM_UP_ROUNDS && waitingWork === 0 && !isStopped; round++)
      await run('ahead', 'warm', round)
  }

  const rank = async (lane: Lane, work: RankWork) => {
    const { ranked, cache }: ThreadRanked = await run(lane, 'rank', { erasures, cacheBytes, work })
    caches.note(cache)
    return ranked
  }

  /** The engine as seen by those whose work goes to these lanes. */
  const engineIn = ({ asked, runs }: Readonly<Record<'asked' | 'runs', Lane>>): EngineWork => ({
    compact: (work, signal) => run(runs, 'compact', work, signal),
    seal: (work) => run(runs, 'seal', work),
    merge: (work) => run(runs, 'merge', work),
    annotate: (work) => run(runs, 'annotate', work),
    explain: (work) => run(asked, 'explain', work),
    listMessages: (work) => run(asked, 'listMessages', work),
    rank: (work) => rank(asked, work),
    searchTerms: (work) => run(asked, 'searchTerms', work),
    forget() {
      erasures++
      // Each idle thread takes one; one that is busy hears of it with its next ranking.
      for (const _ of pool?.threads ?? []) run(asked, 'forget', erasures).catch(() => {})
    },
    warm: () => {
      // A thread that does not start shows itself to whoever needs it next.
      if (!pool && !isStopped) warmUp().catch(() => {})
    },
  })

  return {
    threads,
    get cache() {
      return caches.sum(pool?.threads ?? [], threads * cacheBytes)
    },
    get isAlive() {
      return !isStopped && !deaths.areTooMany
    },
    ...engineIn({ asked: 'asked', runs: 'runs' }),
    ahead: engineIn({ asked: 'ahead', runs: 'ahead' }),
    async stop() {
      isStopped = true
      await pool?.destroy()
    },
  }
}
