import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import autocannon from 'autocannon'
import { type ChildServer, startFloor, startPrecis } from './child-server.js'
import { conversationOfCharacters, conversationOfMessages } from './conversation.js'
import type { Figure } from './figure.js'
import { call, createHttpClient, type HttpClient } from './http-client.js'
import { compactAndWait, recordConversation } from './recorded-conversation.js'
import { interleave, median, percentile } from './statistics.js'

const CONNECTIONS = 40
const RECORD_ROUNDS = 5
const RECORD_SECONDS = 3
/** Conversations that the load is spread over: a busy server, not one endless conversation. */
const LOAD_CONVERSATIONS = 2_000
const LATENCY_ROUNDS = 40
const LATENCY_REQUESTS = 100
const TURNS = 100
const COMPACT_ROUNDS = 15
const MEGABYTE = 1_000_000
/** Idle means: nothing sent for this long after start. */
const IDLE_MS = 3_000
const PROBE_PAUSE_MS = 5

const ms = (value: number) => `${value.toFixed(2)} ms`

/** All figures that need a running server, as it runs by default. */
export async function measureService(): Promise<readonly Figure[]> {
  const precis = await startPrecis()
  const floor = await startFloor()
  const client = createHttpClient(precis)
  const floorClient = createHttpClient(floor)
  try {
    const idle = await measureIdleMemory(precis)
    const context = await measurePromptContext(client, floorClient)
    const compaction = await measureRunTime(client)
    const alone = await measureRecordingAlone(floor)
    const record = await measureRecording(precis, floor, 'automatic runs on')
    return [alone, record, ...context, compaction, idle]
  } finally {
    client.close()
    floorClient.close()
    await Promise.all([precis.stop(), floor.stop()])
  }
}

async function measureIdleMemory(server: ChildServer): Promise<Figure> {
  await pause(IDLE_MS)
  const kib = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(server.pid)], { encoding: 'utf8' }))
  return {
    name: 'idle RSS of precis serve',
    value: kib / 1024,
    unit: 'MB',
    aim: { kind: 'at_most', value: 100 },
    detail: `MiB, ${IDLE_MS / 1000} s after start, workers included`,
  }
}

/** Like for like: the floor does nothing after its insert either. */
async function measureRecordingAlone(floor: ChildServer): Promise<Figure> {
  const precis = await startPrecis(['--auto-compact', 'off'])
  try {
    return await measureRecording(precis, floor, 'automatic runs off')
  } finally {
    await precis.stop()
  }
}

async function measureRecording(precis: ChildServer, floor: ChildServer, runs: string): Promise<Figure> {
  const conversations = Array.from({ length: LOAD_CONVERSATIONS }, () => randomUUID())
  const contents = conversationOfMessages(200, 7).map(({ content }) => content)
  const load = (server: ChildServer) => async () => {
    let sent = 0
    const outcome = await autocannon({
      url: server.url,
      connections: CONNECTIONS,
      duration: RECORD_SECONDS,
      requests: [
        {
          method: 'POST',
          path: '/v1/conversations/messages',
          headers: { ...server.headers, 'content-type': 'application/json' },
          setupRequest(outgoing) {
            sent += 1
            const body = {
              conversation_id: conversations[sent % LOAD_CONVERSATIONS],
              role: 'user',
              content: contents[sent % contents.length],
              user_id: 'bench',
            }
            return { ...outgoing, body: JSON.stringify(body) }
          },
        },
      ],
    })
    if (outcome.non2xx > 0 || outcome.errors > 0)
      throw new Error(`${outcome.non2xx} refused and ${outcome.errors} failed requests while recording`)
    return outcome['2xx'] / outcome.duration
  }
  const samples = await interleave(RECORD_ROUNDS, { precis: load(precis), floor: load(floor) })
  const [ours, bare] = [median(samples.precis), median(samples.floor)]
  return {
    name: `record_message, ${CONNECTIONS} connections / bare route with one insert`,
    value: ours / bare,
    unit: '×',
    aim: { kind: 'at_least', value: 1 },
    detail: `${ours.toFixed(0)} / ${bare.toFixed(0)} requests per second, ${runs}`,
  }
}

async function measurePromptContext(client: HttpClient, floorClient: HttpClient): Promise<readonly Figure[]> {
  const conversationId = await recordConversation(client, conversationOfMessages(TURNS, 11))
  await compactAndWait(client, conversationId)
  const path = `/v1/conversations/${conversationId}/context-for-prompt`
  const context = await call<object>(client, 'GET', path)
  await floorClient.send('PUT', '/context', context)
  const samples: Record<'precis' | 'floor', number[]> = { precis: [], floor: [] }
  const ask = (name: 'precis' | 'floor', from: HttpClient, what: string) => async () => {
    for (let i = 0; i < LATENCY_REQUESTS; i++) samples[name].push((await from.send('GET', what)).ms)
    return 0
  }
  await interleave(LATENCY_ROUNDS, {
    precis: ask('precis', client, path),
    floor: ask('floor', floorClient, '/context'),
  })
  const bytes = JSON.stringify(context).length
  return [0.5, 0.99].map((share) => {
    const [ours, bare] = [percentile(samples.precis, share), percentile(samples.floor, share)]
    return {
      name: `prompt context p${share * 100} / bare route with the same bytes`,
      value: ours / bare,
      unit: '×',
      aim: { kind: 'at_most', value: 1.5 },
      detail: `${ms(ours)} / ${ms(bare)}, ${bytes} bytes, one connection`,
    }
  })
}

async function measureRunTime(client: HttpClient): Promise<Figure> {
  const samples: number[] = []
  for (let round = 0; round < COMPACT_ROUNDS; round++) {
    const conversationId = await recordConversation(client, conversationOfMessages(TURNS, 100 + round))
    samples.push(await compactAndWait(client, conversationId))
  }
  return {
    name: `compact() to completed, ${TURNS} turns`,
    value: median(samples),
    unit: 'ms',
    aim: { kind: 'at_most', value: 100 },
    detail: `median of ${COMPACT_ROUNDS}; first ${ms(samples[0] ?? Number.NaN)}, slowest ${ms(Math.max(...samples))}`,
  }
}

/** Event-loop delay while 1 MB is compacted: as the server measures it, and as requests of others feel it. */
export async function measureLoopDelay(): Promise<readonly Figure[]> {
  const server = await startPrecis(['--metrics', 'on'])
  const client = createHttpClient(server)
  const prober = createHttpClient(server)
  try {
    const conversationId = await recordConversation(client, conversationOfCharacters(MEGABYTE, 3))
    await readLoopDelay(prober)
    const { runMs, probes } = await probeWhile(prober, () => compactAndWait(client, conversationId))
    const delay = await readLoopDelay(prober)
    return [
      {
        name: 'event-loop delay p99 while 1 MB is compacted',
        value: delay.p99Ms,
        unit: 'ms',
        aim: { kind: 'at_most', value: 50 },
        detail: `largest ${ms(delay.maxMs)}; the run took ${runMs.toFixed(0)} ms`,
      },
      {
        name: '  as a /health request felt it, p99',
        value: percentile(probes, 0.99),
        unit: 'ms',
        detail: `${probes.length} requests, slowest ${ms(Math.max(...probes))}`,
      },
    ]
  } finally {
    client.close()
    prober.close()
    await server.stop()
  }
}

/** Asks `/health` again and again until the work is done. */
async function probeWhile(
  prober: HttpClient,
  work: () => Promise<number>,
): Promise<{ readonly runMs: number; readonly probes: readonly number[] }> {
  const probes: number[] = []
  let isRunning = true
  const probing = (async () => {
    while (isRunning) {
      probes.push((await prober.send('GET', '/health')).ms)
      await pause(PROBE_PAUSE_MS)
    }
  })()
  const runMs = await work()
  isRunning = false
  await probing
  return { runMs, probes }
}

/** The server's own histogram of event-loop delay since it was last read. */
async function readLoopDelay(
  client: HttpClient,
): Promise<{ readonly p99Ms: number; readonly maxMs: number }> {
  const text = (await client.send('GET', '/metrics')).body.toString('utf8')
  const secondsOf = (name: string) => {
    const value = new RegExp(`^precis_nodejs_eventloop_lag_${name}_seconds (\\S+)$`, 'm').exec(text)?.[1]
    return Number(value) * 1000
  }
  return { p99Ms: secondsOf('p99'), maxMs: secondsOf('max') }
}
