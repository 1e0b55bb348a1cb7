/** Runs whose process is paused or killed while it holds them, and the two that compete for what it leaves. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { collect, startPrecis } from '../e2e/precis-process.js'
import { call, pollUntil, recordAll, startServer, type TestServer } from '../e2e/precis-server.js'
import type { TestDatabase } from '../postgres/database.js'
import { type ReadRows, readPostgres, readStored } from './stored-rows.js'
import { findViolations } from './violations.js'

/** Enough that none of the runs is over before its process is stopped. */
const MESSAGES = 200
/** What a worker with one thread claims at the same time. */
const HELD_AT_ONCE = 2
/** Three compete: one that is stopped, and two for what it leaves. */
const WORKERS = 3

export interface TakeoverOptions {
  readonly database: TestDatabase
  readonly dataDir: string
  /** Paused beyond its lease and then woken up, or killed. */
  readonly signal: 'SIGSTOP' | 'SIGKILL'
  readonly rounds: number
  /** Runs that one process is to hold at the same time. */
  readonly runsAtOnce: number
  /** Of the workers, in ms. A short one makes short rounds. */
  readonly leaseMs: number
  onRound?(round: number, takenOver: number): void
}

export interface TakeoverOutcome {
  /** Runs that another process finished after their holder had lost the lease. */
  readonly takenOver: number
  readonly violations: readonly string[]
}

interface RunRow {
  readonly id: string
  readonly state: string
  readonly attempt: number
  readonly fencing_token: number
  readonly lease_owner: string | null
}

/**
 * In each round one worker, while the two others are paused, claims runs and is stopped in the middle of them; the others go on, and
 * compete for the runs when the leases end. A paused worker is woken up once they are done and tries to publish what it has made;
 * a killed one is replaced. The part of the one that is stopped goes round. In the end all are asked to stop, and everything that
 * must hold is looked at.
 */
export async function runTakeovers(options: TakeoverOptions): Promise<TakeoverOutcome> {
  const { database, dataDir, signal, rounds, runsAtOnce, onRound } = options
  const read = readPostgres(database.adminUrl)
  const server = await startServer({
    dataDir,
    flags: ['--auto-compact', 'off', '--workers', 'off', '--max-delay', '0'],
    env: { PRECIS_DATABASE_URL: database.url },
  })
  const workers = new Workers(options)
  const violations: string[] = []
  const ended: RunRow[] = []
  let takenOver = 0
  try {
    await workers.start()
    for (let round = 1; round <= rounds; round++) {
      const conversations = await recordConversations(server, runsAtOnce)
      const ofRound = () => readRuns(read, conversations)
      const { holder, rivals } = workers.rolesIn(round)
      for (const rival of rivals) rival.kill('SIGSTOP')
      for (const conversation_id of conversations)
        await call(server, 'POST', '/v1/conversations/compact', { conversation_id })
      await pollUntil(async () => isInTheMiddle(await ofRound(), runsAtOnce))
      holder.kill(signal)
      const held = (await ofRound()).filter(({ state }) => state === 'running')
      for (const rival of rivals) rival.kill('SIGCONT')
      await pollUntil(async () => (await ofRound()).every(isOver))
      const done = await ofRound()
      // Woken up, it ends what it had begun, which must not count.
      holder.kill('SIGCONT')
      if (signal === 'SIGKILL') workers.replace(holder)
      const left = held.filter(({ id, attempt }) => done.find((run) => run.id === id)?.attempt !== attempt)
      // What had been sent to be published when its process was stopped may still count.
      takenOver += left.length
      violations.push(...doneByNobodyElse(round, left, done))
      ended.push(...done)
      onRound?.(round, takenOver)
    }
    violations.push(...(await workers.stop()), ...changedSince(ended, await readRuns(read)))
    violations.push(...findViolations([], await readStored(read)))
    return { takenOver, violations }
  } finally {
    workers.kill()
    await server.kill('SIGKILL')
  }
}

interface Worker extends Pick<ChildProcessWithoutNullStreams, 'kill'> {
  /** It says that it works. Until then it knows no signals. */
  readonly working: Promise<unknown>
  /** With its code. */
  readonly closed: Promise<number | null>
}

/** The competing processes, which live from round to round. */
class Workers {
  readonly #options: TakeoverOptions
  #all: Worker[] = []

  constructor(options: TakeoverOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    while (this.#all.length < WORKERS) this.#all.push(this.#startOne())
    await Promise.all(this.#all.map(({ working }) => working))
  }

  rolesIn(round: number): { readonly holder: Worker; readonly rivals: readonly Worker[] } {
    // proof: the remainder lies within the list
    const holder = this.#all[round % WORKERS] as Worker
    return { holder, rivals: this.#all.filter((worker) => worker !== holder) }
  }

  /** Without waiting for it: it takes up its work when it is there. */
  replace(dead: Worker): void {
    this.#all = this.#all.map((worker) => (worker === dead ? this.#startOne() : worker))
  }

  /** Asks each to stop, and tells of those that did not end as they should. */
  async stop(): Promise<string[]> {
    const codes = await Promise.all(
      this.#all.map(async (worker) => {
        await worker.working
        worker.kill('SIGTERM')
        return worker.closed
      }),
    )
    return codes.filter((code) => code !== 0).map((code) => `a worker ended with ${code}`)
  }

  kill(): void {
    for (const worker of this.#all) worker.kill('SIGKILL')
  }

  #startOne(): Worker {
    const { database, dataDir, leaseMs } = this.#options
    const flags = ['--log-level', 'warn', '--worker-threads', '1', '--lease', String(leaseMs)]
    const worker = startPrecis(['worker', ...flags], {
      env: { PRECIS_DATABASE_URL: database.url, PRECIS_DATA: dataDir },
    })
    const [stdout, stderr] = [collect(worker.stdout), collect(worker.stderr)]
    const closed = once(worker, 'close').then(([code]) => code as number | null)
    const working = Promise.race([
      once(worker.stdout, 'data'),
      closed.then((code) => Promise.reject(new Error(`a worker ended with ${code}: ${stdout()}${stderr()}`))),
    ])
    // Looked at when it matters: it may be killed while it starts.
    working.catch(() => {})
    return { kill: (signal) => worker.kill(signal), working, closed }
  }
}

/** Whether the worker holds what it can, or at least something while it has finished something; or was too fast to be stopped. */
function isInTheMiddle(runs: readonly RunRow[], runsAtOnce: number): boolean {
  const running = runs.filter(({ state }) => state === 'running').length
  return (
    running >= Math.min(HELD_AT_ONCE, runsAtOnce) ||
    (running > 0 && runs.some(({ state }) => state === 'completed')) ||
    (runs.length === runsAtOnce && runs.every(isOver))
  )
}

const isOver = ({ state }: RunRow) => state === 'completed' || state === 'failed'

async function recordConversations(server: TestServer, count: number): Promise<string[]> {
  const conversations = Array.from({ length: count }, () => randomUUID())
  for (const conversationId of conversations)
    await recordAll(
      server,
      conversationId,
      Array.from({ length: MESSAGES }, (_, i) => ({
        role: 'user',
        content: `${conversationId} ${i}. The harbour office of Lisbon wants ${i + 2} copies of form ${i}-B before noon.`,
      })),
    )
  return conversations
}

/** All runs, or those of some conversations. */
function readRuns(read: ReadRows, conversations?: readonly string[]): Promise<RunRow[]> {
  const where =
    conversations && `where conversation_id in (${conversations.map((one) => `'${one}'`).join(', ')})`
  return read<RunRow>(
    `select id, state, attempt, fencing_token, lease_owner from runs ${where ?? ''} order by id`,
  )
}

/**
 * Runs that were held and not ended by somebody who claimed them later. That may have been more than one claim later, where a
 * rival was too slow for its own short lease.
 */
function doneByNobodyElse(round: number, held: readonly RunRow[], done: readonly RunRow[]): string[] {
  return held.flatMap(({ id, attempt, fencing_token }) => {
    const end = done.find((run) => run.id === id)
    const isLater = end && end.attempt > attempt && Number(end.fencing_token) > Number(fencing_token)
    return isLater
      ? []
      : [`round ${round}: run ${id} was done in attempt ${end?.attempt}, held in attempt ${attempt}`]
  })
}

/** Runs that are not as they ended: one that was woken up, or was late, has written over another's work. */
function changedSince(ended: readonly RunRow[], now: readonly RunRow[]): string[] {
  const found = new Map(now.map((run) => [run.id, JSON.stringify(run)]))
  return ended
    .filter((run) => found.get(run.id) !== JSON.stringify(run))
    .map((run) => `run ${run.id} changed after it was done: ${found.get(run.id)}, was ${JSON.stringify(run)}`)
}
