/** Requests per second of 1, 2 and 4 processes on one Postgres, as ratios to a bare Fastify with one statement. */
import { randomUUID } from 'node:crypto'
import { type ChildServer, startPostgresFloor, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import { call, createHttpClient } from '../speed/http-client.js'
import { compactAndWait, recordConversation } from '../speed/recorded-conversation.js'
import { interleave, median } from '../speed/statistics.js'
import { drive, startAll, stopAll } from './clients.js'
import type { OpenedStore } from './stores.js'

const CONNECTIONS = 40
const LOAD_CONVERSATIONS = 2_000
const CONTEXT_CONVERSATIONS = 20
const CONTEXT_MESSAGES = 40
const MOST_PROCESSES = 4

export interface ThroughputOptions {
  readonly opened: OpenedStore
  readonly seed: number
  readonly rounds: number
  /** Of one contestant in one round. */
  readonly seconds: number
  /** Of each contestant before the first round: connections are opened, statements planned, code compiled. */
  readonly warmUpSeconds: number
}

type Contestant = 'bare' | 'one' | 'two' | 'four'

/** Four processes run throughout; the load goes to one, two or all of them. Automatic runs are off, as the floor has none. */
export async function measureThroughput(options: ThroughputOptions): Promise<string> {
  const { opened, seed } = options
  const { databaseUrl } = opened
  if (databaseUrl === undefined) throw new RangeError('throughput is measured on Postgres')
  const fleet = await startAll(MOST_PROCESSES, () =>
    startPrecis([...opened.flags, '--auto-compact', 'off', '--worker-threads', '1']),
  )
  try {
    const floor = await startPostgresFloor(databaseUrl)
    try {
      const record = await compare(options, fleet, floor, recordRequests(seed))
      const context = await compare(options, fleet, floor, await contextRequests(fleet, floor, seed))
      return [
        '| requests per second, median | bare Fastify + pg | 1 process | 2 | 4 |',
        '| --- | --- | --- | --- | --- |',
        row('record a message / one insert', record),
        row('prompt context / one select of the same bytes', context),
      ].join('\n')
    } finally {
      await floor.stop()
    }
  } finally {
    await stopAll(fleet)
  }
}

interface Request {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
}

function recordRequests(seed: number): () => Request {
  const conversations = Array.from({ length: LOAD_CONVERSATIONS }, () => randomUUID())
  const contents = conversationOfMessages(200, seed).map(({ content }) => content)
  let sent = 0
  return () => {
    sent += 1
    const conversation_id = conversations[sent % LOAD_CONVERSATIONS]
    const body = { conversation_id, role: 'user', content: contents[sent % contents.length], user_id: 'load' }
    return { method: 'POST', path: '/v1/conversations/messages', body }
  }
}

async function contextRequests(
  [first]: readonly ChildServer[],
  floor: ChildServer,
  seed: number,
): Promise<() => Request> {
  if (!first) throw new RangeError('no process to read from')
  const client = createHttpClient(first)
  const floorClient = createHttpClient(floor)
  const paths: string[] = []
  try {
    for (let i = 0; i < CONTEXT_CONVERSATIONS; i++) {
      const messages = conversationOfMessages(CONTEXT_MESSAGES, seed + 1 + i)
      const conversationId = await recordConversation(client, messages)
      await compactAndWait(client, conversationId)
      const path = `/v1/conversations/${conversationId}/context-for-prompt`
      await call(floorClient, 'PUT', path, await call(client, 'GET', path))
      paths.push(path)
    }
  } finally {
    client.close()
    floorClient.close()
  }
  let sent = 0
  // proof: the remainder lies within the list
  return () => ({ method: 'GET', path: paths[sent++ % paths.length] as string })
}

async function compare(
  { rounds, seconds, warmUpSeconds }: ThroughputOptions,
  fleet: readonly ChildServer[],
  floor: ChildServer,
  next: () => Request,
): Promise<Record<Contestant, number[]>> {
  const load = (servers: readonly ChildServer[], lastsSeconds: number) => async () => {
    let answered = 0
    const startedAt = performance.now()
    await drive(servers, CONNECTIONS, async (client) => {
      const { method, path, body } = next()
      const answer = await client.send(method, path, body)
      if (answer.status !== 200)
        throw new Error(`${method} ${path}: ${answer.status} ${answer.body.toString('utf8').slice(0, 300)}`)
      answered += 1
      return performance.now() - startedAt < lastsSeconds * 1000
    })
    return (answered * 1000) / (performance.now() - startedAt)
  }
  await load([floor], warmUpSeconds)()
  // Each by itself, so that all have done as much.
  for (const server of fleet) await load([server], warmUpSeconds)()
  return interleave(rounds, {
    bare: load([floor], seconds),
    one: load(fleet.slice(0, 1), seconds),
    two: load(fleet.slice(0, 2), seconds),
    four: load(fleet, seconds),
  })
}

function row(name: string, samples: Record<Contestant, number[]>): string {
  const bare = median(samples.bare)
  const cell = (values: readonly number[]) =>
    `${median(values).toFixed(0)} (${(median(values) / bare).toFixed(2)}×)`
  return `| ${name} | ${bare.toFixed(0)} | ${cell(samples.one)} | ${cell(samples.two)} | ${cell(samples.four)} |`
}
