import type { Clock } from '../clock.js'
import type { ClaimedRun, Store } from '../store/contract.js'
import { type AttemptOutcome, attemptRun, type RunContext } from './execute.js'
import {
  ATTEMPT_TIMEOUT_MS,
  decideAfterFailure,
  heartbeatIntervalMs,
  LEASE_MS,
  MAX_SLEEP_MS,
  sleepUntilDue,
} from './lifecycle.js'

export interface RunWorkerOptions extends RunContext {
  readonly store: Pick<Store, 'messages' | 'digests' | 'search' | 'runs' | 'queue' | 'kind'>
  readonly clock: Clock
  /** Names this worker in leases; unique among processes and restarts. */
  readonly workerId: string
  /** Runs at the same time. */
  readonly concurrency: number
  /** Default `LEASE_MS`. Processes on one database may have different ones: each run carries its own. */
  readonly leaseMs?: number | undefined
  /** What went wrong where nobody waits for the answer. */
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

export interface RunWorker {
  /** Runs are claimed, or would be if one were due. */
  readonly isRunning: boolean
  start(): Promise<void>
  /** Looks at the queue now. */
  wake(): void
  /**
   * Claims nothing more, waits up to `graceMs` for runs under way, then gives the rest back to the queue.
   */
  stop(graceMs: number): Promise<void>
  /** Resolves when no run is under way and none is due. */
  idle(): Promise<void>
}

/**
 * Claims runs and carries them out.
 *
 * Modes   stopped → sleeping ⇄ claiming → stopping → stopped. Claiming goes on while there is room and something is
 *         due; it sleeps until the next run or lease falls due, a wake-up, or `MAX_SLEEP_MS`.
 */
export function createRunWorker(options: RunWorkerOptions): RunWorker {
  return new ClaimLoop(options)
}

class ClaimLoop implements RunWorker {
  readonly #options: RunWorkerOptions
  readonly #leaseMs: number
  readonly #underWay = new Map<Promise<void>, AbortController>()
  #mode: 'stopped' | 'running' | 'stopping' = 'stopped'
  #claiming: Promise<void> | undefined
  #isWokenAgain = false
  #cancelSleep: () => void = () => {}
  #unsubscribe: () => void = () => {}

  constructor(options: RunWorkerOptions) {
    this.#options = options
    this.#leaseMs = options.leaseMs ?? LEASE_MS
  }

  get isRunning(): boolean {
    return this.#mode === 'running'
  }

  async start(): Promise<void> {
    const { store, hub, workerId } = this.#options
    this.#mode = 'running'
    // One process works on an SQLite file, so whoever held a lease before this start is gone.
    if (store.kind === 'sqlite') await store.queue.endForeignLeases(workerId)
    this.#unsubscribe = hub.subscribeAll((event) => {
      if (event.kind === 'run_queued') this.wake()
    })
    this.wake()
  }

  wake(): void {
    if (this.#mode !== 'running') return
    this.#isWokenAgain = true
    this.#claiming ??= this.#claimAll()
      .catch((error) => {
        this.#options.onError(error, { doing: 'claiming runs' })
        this.#isWokenAgain = false
        this.#sleep(MAX_SLEEP_MS)
      })
      .finally(() => {
        this.#claiming = undefined
        if (this.#isWokenAgain) this.wake()
      })
  }

  async idle(): Promise<void> {
    while (this.#claiming || this.#underWay.size > 0)
      await Promise.all([this.#claiming, ...this.#underWay.keys()])
  }

  async stop(graceMs: number): Promise<void> {
    if (this.#mode === 'stopped') return
    this.#mode = 'stopping'
    this.#unsubscribe()
    this.#cancelSleep()
    await this.#claiming
    let cancelGrace = () => {}
    const grace = new Promise<void>((resolve) => {
      cancelGrace = this.#options.clock.schedule(graceMs, resolve)
    })
    await Promise.race([Promise.all(this.#underWay.keys()), grace])
    cancelGrace()
    for (const controller of this.#underWay.values()) controller.abort()
    await Promise.all(this.#underWay.keys())
    this.#mode = 'stopped'
  }

  async #claimAll(): Promise<void> {
    const { store, clock, workerId, concurrency } = this.#options
    this.#cancelSleep()
    let isDry = false
    while (this.#mode === 'running' && this.#underWay.size < concurrency && !isDry) {
      this.#isWokenAgain = false
      const run = await store.queue.claim({ workerId, leaseMs: this.#leaseMs })
      if (run) this.#carryOut(run)
      else isDry = !this.#isWokenAgain
    }
    this.#isWokenAgain = false
    if (this.#mode !== 'running') return
    const sleepMs = sleepUntilDue(await store.queue.nextDueAtMs(), clock.now())
    // With all hands busy a finished run wakes the loop; without this a due run would keep it spinning.
    if (this.#underWay.size < concurrency || sleepMs > 0) this.#sleep(sleepMs)
  }

  #sleep(sleepMs: number): void {
    this.#cancelSleep()
    if (this.#mode === 'running') this.#cancelSleep = this.#options.clock.schedule(sleepMs, () => this.wake())
  }

  #carryOut(run: ClaimedRun): void {
    const controller = new AbortController()
    const work = this.#attempt(run, controller)
      .catch((error) => this.#options.onError(error, { doing: 'ending a run', runId: run.id }))
      .finally(() => {
        this.#underWay.delete(work)
        this.wake()
      })
    this.#underWay.set(work, controller)
  }

  async #attempt(run: ClaimedRun, controller: AbortController): Promise<void> {
    const { clock } = this.#options
    const stopBeating = this.#keepLease(run, controller)
    const limit = () => clock.schedule(ATTEMPT_TIMEOUT_MS, () => controller.abort(TIMED_OUT))
    let cancelTimeout = limit()
    // A history that is sealed for the first time takes longer, and the next attempt would only go on where this one ended.
    const onProgress = () => {
      cancelTimeout()
      cancelTimeout = limit()
    }
    let outcome: AttemptOutcome
    try {
      outcome = await attemptRun(this.#options, run, { signal: controller.signal, onProgress })
    } finally {
      stopBeating()
      cancelTimeout()
    }
    await this.#settle(run, outcome, controller.signal)
  }

  /** Prolongs the lease while the run is under way; gives the run up when the lease is lost. */
  #keepLease(run: ClaimedRun, controller: AbortController): () => void {
    const { clock, store, onError } = this.#options
    let cancel = () => {}
    let isOver = false
    const beat = async () => {
      try {
        if (!(await store.runs.heartbeat(run.instanceId, holdOf(run), this.#leaseMs)) && !isOver)
          controller.abort(LOST)
      } catch (error) {
        onError(error, { doing: 'prolonging a lease', runId: run.id })
      }
      if (!isOver) schedule()
    }
    const schedule = () => {
      cancel = clock.schedule(heartbeatIntervalMs(this.#leaseMs), () => void beat())
    }
    schedule()
    return () => {
      isOver = true
      cancel()
    }
  }

  async #settle(run: ClaimedRun, outcome: AttemptOutcome, signal: AbortSignal): Promise<void> {
    if (outcome.kind === 'published' || outcome.kind === 'lease_lost' || signal.reason === LOST) return
    if (outcome.kind === 'aborted' && signal.reason !== TIMED_OUT) {
      await this.#options.store.runs.release(run.instanceId, holdOf(run))
      return
    }
    const failure =
      outcome.kind === 'failed'
        ? outcome.failure
        : ({
            kind: 'transient',
            message: `the compaction took longer than ${ATTEMPT_TIMEOUT_MS / 1000} s`,
          } as const)
    if (outcome.kind === 'failed' && outcome.cause !== undefined)
      this.#options.onError(outcome.cause, { doing: 'compacting', runId: run.id, attempt: run.attempt })
    await this.#fail(run, failure)
  }

  async #fail(run: ClaimedRun, failure: Parameters<typeof decideAfterFailure>[1]): Promise<void> {
    const { store, clock, hub } = this.#options
    const { instanceId, conversationId } = run
    const decision = decideAfterFailure(run.attempt, failure, clock.now())
    const isOurs = await store.runs.fail(instanceId, holdOf(run), decision)
    if (isOurs && decision.retryAtMs === undefined)
      hub.publish({ kind: 'compaction_failed', instanceId, conversationId, compactionId: run.id })
  }
}

const TIMED_OUT = 'timed out'
const LOST = 'lease lost'

const holdOf = (run: ClaimedRun) => ({ runId: run.id, fencingToken: run.fencingToken })
