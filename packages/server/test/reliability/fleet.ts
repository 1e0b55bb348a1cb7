/** Servers that are started again whenever they are killed, and writers that notice nothing but errors. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../../../engine/test/survival/random.js'
import { type Answer, call, startServer, TEST_KEY, type TestServer } from '../e2e/precis-server.js'
import { lackOf } from './refusal.js'

/** Between two attempts of one message. */
const RETRY_PAUSE_MS = 25
/** Of one message, until it is given up. */
const MAX_ATTEMPTS = 2_500
/** One of so many messages is sent a second time although it was acknowledged. */
const REPEAT_ONE_IN = 5
const COMPACT_ONE_IN = 15

export interface Slot {
  readonly name: string
  /** Undefined while the process starts. */
  server: TestServer | undefined
}

/** The processes on one database. */
export interface Fleet {
  readonly name: string
  readonly slots: readonly Slot[]
  /** Ends a process without warning and starts another in its place; resolves when the first is gone. */
  kill(slot: Slot): Promise<void>
  /** Resolves when every process answers. */
  allReady(): Promise<void>
  stop(): Promise<(number | null)[]>
}

export interface FleetOptions {
  readonly name: string
  readonly processes: number
  readonly dataDir: string
  readonly env?: Readonly<Record<string, string>>
}

export async function startFleet({ name, processes, dataDir, env = {} }: FleetOptions): Promise<Fleet> {
  const slots: Slot[] = Array.from({ length: processes }, (_, i) => ({
    name: `${name} ${i + 1}`,
    server: undefined,
  }))
  const starting = new Map<Slot, Promise<void>>()
  const start = (slot: Slot) => {
    const started = startServer({ dataDir, flags: ['--worker-threads', '1'], env }).then((server) => {
      slot.server = server
    })
    started.catch(() => {})
    starting.set(slot, started)
    return started
  }
  const allReady = async () => void (await Promise.all(starting.values()))
  for (const slot of slots) await start(slot)
  return {
    name,
    slots,
    allReady,
    async kill(slot) {
      const { server } = slot
      slot.server = undefined
      await server?.kill('SIGKILL')
      start(slot)
    },
    async stop() {
      await Promise.allSettled(starting.values())
      return Promise.all(slots.map(async ({ server }) => (await server?.kill('SIGTERM')) ?? null))
    },
  }
}

/** A message that a server said it has. */
export interface Acknowledged {
  readonly key: string
  readonly conversationId: string
  readonly messageId: string
  readonly sequence: number
  readonly content: string
  /** Moments on one counter: when it was first sent, when its first answer came. */
  readonly sentAt: number
  readonly acknowledgedAt: number
}

export interface Load {
  readonly acknowledged: Acknowledged[]
  /** What else was seen: answers by status, and answers that should not have been given. */
  readonly statuses: Map<string, number>
  readonly problems: string[]
  /** Messages sent again because no answer came, and after they were acknowledged. */
  retried: number
  repeated: number
  /** Resolves when every writer has its last message acknowledged. */
  stop(): Promise<void>
}

export interface LoadOptions {
  readonly random: Random
  readonly writers: number
  readonly conversations: number
}

interface Sent {
  readonly key: string
  readonly conversationId: string
  readonly content: string
}

/** Writers that record one message after the other under a key each, whatever happens to the processes. */
export function startLoad(fleet: Fleet, { random, writers, conversations }: LoadOptions): Load {
  const ids = Array.from({ length: conversations }, () => randomUUID())
  let moment = 0
  let isStopping = false
  const load: Load = {
    acknowledged: [],
    statuses: new Map(),
    problems: [],
    retried: 0,
    repeated: 0,
    async stop() {
      isStopping = true
      await ended
    },
  }
  const count = (status: string) => load.statuses.set(status, (load.statuses.get(status) ?? 0) + 1)
  const noteRefusal = (what: string, answer: Answer, expected: readonly number[]) => {
    if (!expected.includes(answer.status))
      load.problems.push(`${what} was answered ${answer.status} ${JSON.stringify(answer.body)}`)
    const lack = answer.status === 503 ? lackOf(answer) : undefined
    if (lack !== undefined) load.problems.push(`the 503 to ${what} ${lack}`)
  }

  const attempt = async (server: TestServer, { key, conversationId, content }: Sent) => {
    const body = { conversation_id: conversationId, role: 'user', content, user_id: 'w' }
    const headers = { authorization: `Bearer ${TEST_KEY}`, 'idempotency-key': key }
    const answer = await call(server, 'POST', '/v1/conversations/messages', body, headers).catch(
      () => undefined,
    )
    count(`record ${answer?.status ?? 'cut'}`)
    if (answer?.status !== 200) load.retried++
    if (answer) noteRefusal(key, answer, [200, 503])
    return answer?.status === 200 ? answer.body : undefined
  }
  const untilAcknowledged = async (sent: Sent) => {
    for (let attempts = 0; attempts < MAX_ATTEMPTS; ) {
      const { server } = random.pick(fleet.slots)
      // While a process starts there is nobody to ask, however long that takes.
      if (server) {
        const body = await attempt(server, sent)
        if (body) return body
        attempts++
      }
      await pause(RETRY_PAUSE_MS)
    }
    throw new Error(`${sent.key} was not acknowledged in ${MAX_ATTEMPTS} attempts`)
  }
  const record = async (sent: Sent) => {
    const sentAt = moment++
    const body = await untilAcknowledged(sent)
    const acknowledgedAt = moment++
    const { message_id: messageId, sequence } = body
    load.acknowledged.push({ ...sent, messageId, sequence, sentAt, acknowledgedAt })
    if (random.whole(1, REPEAT_ONE_IN) > 1) return
    const again = await untilAcknowledged(sent)
    load.repeated++
    if (again.message_id !== messageId || again.sequence !== sequence)
      load.problems.push(
        `${sent.key} is ${messageId} (${sequence}) and ${again.message_id} (${again.sequence})`,
      )
  }
  const compact = async (conversationId: string) => {
    const { server } = random.pick(fleet.slots)
    if (!server) return
    const answer = await call(server, 'POST', '/v1/conversations/compact', {
      conversation_id: conversationId,
    }).catch(() => undefined)
    count(`compact ${answer?.status ?? 'cut'}`)
    if (answer) noteRefusal('compact', answer, [200, 409, 503])
  }
  const write = async (writer: number) => {
    for (let i = 0; !isStopping; i++) {
      const conversationId = random.pick(ids)
      const key = `${fleet.name}-${writer}-${i}`
      const content = `Writer ${writer} moved crate ${i} to bay ${random.whole(1, 400)} for ${random.whole(2, 900)} euro.`
      await record({ key, conversationId, content })
      if (random.whole(1, COMPACT_ONE_IN) === 1) await compact(conversationId)
    }
  }
  const ended = Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)))
  ended.catch(() => {})
  return load
}
