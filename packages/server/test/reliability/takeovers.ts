/** Runs whose process is paused or killed while it holds them, and the two that compete for what it leaves. */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { startPrecis } from '../e2e/precis-process.js'
import { call, pollUntil, recordAll, startServer, type TestServer } from '../e2e/precis-server.js'
import type { TestDatabase } from '../postgres/database.js'
import { readPostgres, readStored } from './stored-rows.js'
import { findViolations } from './violations.js'

/** Enough that none of the runs is over before its process is stopped. */
const MESSAGES = 400

/** What a worker with one thread claims at the same time. */
const HELD_AT_ONCE = 2

export interface TakeoverOptions {
  readonly database: TestDatabase
  readonly dataDir: string
  /** Paused beyond its lease and then woken up, or killed. */
  readonly signal: 'SIGSTOP' | 'SIGKILL'
  readonly rounds: number
  /** Runs that one process is to hold at the same time. */
  readonly runsAtOnce: number
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
  readonly lease_owner: string | null
}

/**
 * In each round one worker claims runs and is stopped in the middle of them; two others are started, and compete for the runs when
 * the leases end. A paused worker is woken up once they are done, tries to publish what it has made, and is asked to stop.
 * Everything that must hold is looked at after each round.
 */
export async function runTakeovers(options: TakeoverOptions): Promise<TakeoverOutcome> {
  const { database, dataDir, signal, rounds, runsAtOnce, onRound } = options
  const read = readPostgres(database.adminUrl)
  const server = await startServer({
    dataDir,
    flags: ['--auto-compact', 'off', '--workers', 'off'],
    env: { PRECIS_DATABASE_URL: database.url },
  })
  const workers: ChildProcess[] = []
  const startWorker = () => {
    const worker = startPrecis(['worker', '--log-level', 'warn', '--worker-threads', '1'], {
      env: { PRECIS_DATABASE_URL: database.url, PRECIS_DATA: dataDir },
    })
    workers.push(worker)
    return worker
  }
  const violations: string[] = []
  let takenOver = 0
  try {
    for (let round = 1; round <= rounds; round++) {
      const conversations = await recordConversations(server, runsAtOnce)
      const ofRound = () =>
        read<RunRow>(
          `select id, state, attempt, lease_owner from runs
           where conversation_id in (${conversations.map((one) => `'${one}'`).join(', ')}) order by id`,
        )
      const holder = startWorker()
      for (const conversation_id of conversations)
        await call(server, 'POST', '/v1/conversations/compact', { conversation_id })
      await pollUntil(async () => {
        const runs = await ofRound()
        const running = runs.filter(({ state }) => state === 'running').length
        return (
          running >= Math.min(HELD_AT_ONCE, runsAtOnce) ||
          (running > 0 && runs.some(({ state }) => state === 'completed'))
        )
      })
      holder.kill(signal)
      const held = (await ofRound()).filter(({ state }) => state === 'running')
      const rivals = [startWorker(), startWorker()]
      await pollUntil(async () => (await ofRound()).every(({ state }) => state === 'completed'))
      const done = await ofRound()
      // Woken up, it ends what it had begun, which must not count, and then as it was asked to.
      holder.kill('SIGCONT')
      for (const worker of [holder, ...rivals]) {
        const isAsked = worker.kill('SIGTERM')
        const [code] = worker.exitCode === null && isAsked ? await once(worker, 'close') : [worker.exitCode]
        if (code !== 0 && !(worker === holder && signal === 'SIGKILL'))
          violations.push(`round ${round}: a worker ended with ${code}`)
      }
      const left = held.filter(({ id, attempt }) => done.find((run) => run.id === id)?.attempt !== attempt)
      // What had been sent to be published when its process was stopped may still count.
      takenOver += left.length
      violations.push(...compare(round, left, done, await ofRound()))
      onRound?.(round, takenOver)
    }
    violations.push(...findViolations([], await readStored(read)))
    return { takenOver, violations }
  } finally {
    for (const worker of workers) worker.kill('SIGKILL')
    await server.kill('SIGKILL')
  }
}

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

/** What must hold of the runs of a round: those that were held are claimed once more, and nothing changes after they are done. */
function compare(
  round: number,
  held: readonly RunRow[],
  done: readonly RunRow[],
  afterwards: readonly RunRow[],
): string[] {
  const problems = held.flatMap(({ id, attempt }) => {
    const end = done.find((run) => run.id === id)
    return end?.attempt === attempt + 1
      ? []
      : [`round ${round}: run ${id} was done in attempt ${end?.attempt}, held in attempt ${attempt}`]
  })
  if (JSON.stringify(done) !== JSON.stringify(afterwards))
    problems.push(`round ${round}: runs changed after they were done: ${JSON.stringify(afterwards)}`)
  return problems
}
