/** How fast and how heavy the stream is, against a real server in a process of its own. */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { ContextBundleProto } from '@precis/protocol/stream'
import { type ChildServer, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import type { Figure } from '../speed/figure.js'
import { call, createHttpClient, type HttpClient } from '../speed/http-client.js'
import { recordConversation } from '../speed/recorded-conversation.js'
import { median, percentile } from '../speed/statistics.js'
import { openPeer, type StreamPeer } from './stream-peer.js'

const PUSH_ROUNDS = 200
const PUSH_TURNS = 100
const IDLE_STREAMS = 1_000
/** Connections that are opened at a time: a thousand at once measures the client's own kernel queue. */
const OPEN_AT_ONCE = 50
const SETTLE_MS = 5_000
const BUSY_STREAMS = 100
const EVENTS_PER_SECOND = 10
const BUSY_SECONDS = 20
const FETCH_TURNS = 1_000
/** For what was recorded to be annotated: a program records, and a person asks later. */
const ASKED_AFTER_MS = 5_000
const FETCH_ROUNDS = 300
const AFTER_TURN_ROUNDS = 100

const ms = (value: number) => `${value.toFixed(2)} ms`

interface Bench {
  readonly server: ChildServer
  readonly client: HttpClient
  readonly grpcUrl: string
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function withServer(flags: readonly string[], measure: (bench: Bench) => Promise<Figure[]>) {
  const port = await freePort()
  const server = await startPrecis(['--grpc-port', String(port), ...flags])
  const client = createHttpClient(server)
  try {
    return await measure({ server, client, grpcUrl: `http://127.0.0.1:${port}` })
  } finally {
    client.close()
    await server.stop()
  }
}

/** The groups of figures: of the stream, and of the fetch that it saves. */
export const STREAM_GROUPS = {
  push: () => withServer(['--auto-compact', 'off'], measurePush),
  idle: () => withServer(['--auto-compact', 'off'], measureIdleStreams),
  busy: () => withServer([], measureBusyStreams),
  fetch: () => withServer(['--auto-compact', 'off'], measureFetch),
} as const

async function measurePush({ server, client, grpcUrl }: Bench): Promise<Figure[]> {
  const conversationId = await recordConversation(client, conversationOfMessages(PUSH_TURNS, 3))
  let onUpdate: (bundle: ContextBundleProto) => void = () => {}
  const peer = openPeer(grpcUrl, server.headers, ({ payload }) => {
    if (payload.case === 'contextBundle' && payload.value.bundleType === 'compaction_update')
      onUpdate(payload.value)
  })
  await peer.opened
  const delays: number[] = []
  for (let round = 0; round < PUSH_ROUNDS; round++) {
    const pushed = new Promise<number>((resolve) => {
      onUpdate = (bundle) => resolve(Date.now() - Date.parse(bundle.createdAt))
    })
    await call(client, 'POST', '/v1/conversations/compact', { conversation_id: conversationId, force: true })
    delays.push(await pushed)
  }
  peer.end()
  await peer.ended
  return [
    {
      name: 'push after publish, p99',
      value: percentile(delays, 0.99),
      unit: 'ms',
      aim: { kind: 'at_most', value: 50 },
      detail: `p50 ${ms(median(delays))}, max ${ms(Math.max(...delays))}; ${PUSH_ROUNDS} runs of ${PUSH_TURNS} messages, from the version's own time to the client, its durable commit included`,
    },
  ]
}

const rssMiB = (pid: number) =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

async function measureIdleStreams({ server, grpcUrl }: Bench): Promise<Figure[]> {
  const before = rssMiB(server.pid)
  const peers: StreamPeer[] = []
  for (let opened = 0; opened < IDLE_STREAMS; opened += OPEN_AT_ONCE) {
    const group = Array.from({ length: OPEN_AT_ONCE }, () => openPeer(grpcUrl, server.headers))
    await Promise.all(group.map((peer) => peer.opened))
    peers.push(...group)
  }
  await pause(SETTLE_MS)
  const during = rssMiB(server.pid)
  for (const peer of peers) peer.end()
  await Promise.all(peers.map((peer) => peer.ended))
  return [
    {
      name: `RSS with ${IDLE_STREAMS} idle streams`,
      value: during,
      unit: 'MB',
      aim: { kind: 'at_most', value: 300 },
      detail: `MiB, one connection each; ${before.toFixed(0)} MiB before, ${((1024 * (during - before)) / IDLE_STREAMS).toFixed(0)} KiB a stream`,
    },
  ]
}

async function measureBusyStreams({ server, client, grpcUrl }: Bench): Promise<Figure[]> {
  const answered: number[] = []
  const streams = await Promise.all(
    Array.from({ length: BUSY_STREAMS }, async () => {
      const conversationId = randomUUID()
      const peer = openPeer(grpcUrl, server.headers, ({ payload }) => {
        if (payload.case === 'heartbeatPong' && payload.value.timestampMs < 1_000_000_000_000n)
          answered.push(performance.now() - Number(payload.value.timestampMs))
      })
      await peer.opened
      return { conversationId, peer }
    }),
  )
  const contents = conversationOfMessages(200, 11).map(({ content }) => content)
  const startedAtMs = performance.now()
  const rounds = EVENTS_PER_SECOND * BUSY_SECONDS
  for (let round = 0; round < rounds; round++) {
    const dueMs = startedAtMs + (round * 1000) / EVENTS_PER_SECOND
    await pause(Math.max(0, dueMs - performance.now()))
    for (const [i, { conversationId, peer }] of streams.entries()) {
      const role = round % 2 === 0 ? 'user' : 'assistant'
      const content = `${contents[(round + i) % contents.length]} (${round})`
      const timestampMs = BigInt(Date.now())
      const value = {
        eventType: `${role}_message`,
        conversationId,
        role,
        content,
        timestampMs,
        userId: `u${i}`,
      }
      peer.send({ payload: { case: 'conversationEvent', value } })
      if (round % EVENTS_PER_SECOND === 0)
        peer.send({
          payload: { case: 'heartbeatPing', value: { timestampMs: BigInt(Math.round(performance.now())) } },
        })
    }
  }
  for (const { peer } of streams) peer.end()
  await Promise.all(streams.map(({ peer }) => peer.ended))
  const tookMs = performance.now() - startedAtMs
  const stored = await countMessages(
    client,
    streams.map(({ conversationId }) => conversationId),
  )
  const sent = BUSY_STREAMS * rounds
  return [
    {
      name: `${BUSY_STREAMS} streams at ${EVENTS_PER_SECOND} events/s: share stored`,
      value: stored / sent,
      unit: '×',
      aim: { kind: 'at_least', value: 1 },
      detail: `${stored} of ${sent} events durable ${(tookMs / 1000 - BUSY_SECONDS).toFixed(1)} s after the last was due, anticipation and automatic runs on; RSS ${rssMiB(server.pid).toFixed(0)} MiB`,
    },
    {
      name: 'heartbeat answer under that load, p99',
      value: percentile(answered, 0.99),
      unit: 'ms',
      detail: `p50 ${ms(median(answered))}, ${answered.length} pings; client and server share the machine`,
    },
  ]
}

async function countMessages(client: HttpClient, conversationIds: readonly string[]): Promise<number> {
  let count = 0
  for (const id of conversationIds) {
    const path = `/v1/conversations/${id}/context-for-prompt`
    count += (await call<{ total_message_count: number }>(client, 'GET', path)).total_message_count
  }
  return count
}

async function measureFetch({ client }: Bench): Promise<Figure[]> {
  const messages = conversationOfMessages(FETCH_TURNS, 5)
  const conversationId = await recordConversation(client, messages)
  const fetchOnce = async (round: number) => {
    const query = messages[(round * 37) % messages.length]?.content.split(' ').slice(0, 8).join(' ') ?? ''
    const answer = await client.send('POST', '/v1/context/conversation/fetch', {
      conversation_id: conversationId,
      search_query: [query],
      mode: 'fast',
    })
    if (answer.status !== 200) throw new Error(`fetch: ${answer.status}`)
    return answer.ms
  }
  await pause(ASKED_AFTER_MS)
  const first = await fetchOnce(0)
  const times: number[] = []
  for (let round = 1; round <= FETCH_ROUNDS; round++) times.push(await fetchOnce(round))
  const afterTurn: number[] = []
  for (let round = 1; round <= AFTER_TURN_ROUNDS; round++) {
    const content = messages[round]?.content ?? ''
    const turn = {
      conversation_id: conversationId,
      role: 'user',
      user_id: 'bench',
      content: `${content} ${round}`,
    }
    await call(client, 'POST', '/v1/conversations/messages', turn)
    afterTurn.push(await fetchOnce(round))
  }
  return [
    {
      name: `fetch fast on ${FETCH_TURNS} turns, p50`,
      value: median(times),
      unit: 'ms',
      aim: { kind: 'at_most', value: 5 },
      detail: `p99 ${ms(percentile(times, 0.99))}, the first, ${ASKED_AFTER_MS / 1000} s after all were recorded at once, ${ms(first)}; ${FETCH_ROUNDS} different queries over loopback HTTP`,
    },
    {
      name: 'the same right after a new turn, p50',
      value: median(afterTurn),
      unit: 'ms',
      detail: `p99 ${ms(percentile(afterTurn, 0.99))}; ${AFTER_TURN_ROUNDS} turns, each recorded and then asked about`,
    },
  ]
}
