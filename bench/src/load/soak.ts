/** Mixed load for minutes, and what each process holds meanwhile: memory, open files, sessions. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import { call, type HttpAnswer, type HttpClient } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'
import { type HeldMemory, measureMemory } from './held-memory.js'
import type { OpenedStore } from './stores.js'

const CONNECTIONS = 12
const OPEN_CONVERSATIONS = 200
/** A conversation that is this long makes place for a new one, so that the load is the same at the end. */
const MAX_MESSAGES = 200
/** Of 20 requests; the others record. */
const REQUESTS = 20
const CONTEXT_REQUESTS = 4
const FETCH_REQUESTS = 2
const COMPACT_REQUESTS = 1
const TEXTS = 5_000
const MIB = 1024 * 1024
/** From here on a slope is taken: caches are as full as this load makes them. */
const WARM_SHARE = 0.4

export interface SoakOptions {
  readonly opened: OpenedStore
  readonly seed: number
  readonly processes: number
  readonly minutes: number
  /** Between two looks. */
  readonly lineMs: number
}

interface Look {
  readonly minutes: number
  readonly memory: HeldMemory
}

/** Prints a line for each process at each look, and the slopes. Throws at an answer that is not what it has to be. */
export async function soak({ opened, seed, processes, minutes, lineMs }: SoakOptions): Promise<void> {
  const fleet = await startAll(processes, () =>
    // A machine that other work shares is late by seconds now and then; refusing then is not what is measured here.
    startPrecis([...opened.flags, '--worker-threads', '1', '--max-delay', '0'], { isProbed: true }),
  )
  const startedAt = performance.now()
  const endsAt = startedAt + minutes * 60_000
  let answered = 0
  const looks: Look[][] = fleet.map(() => [])
  const stopWatching = new AbortController()
  const print = async () => {
    const after = (performance.now() - startedAt) / 60_000
    const sessions = await opened.countSessions()
    for (const [index, server] of fleet.entries()) {
      const memory = await measureMemory(server)
      looks[index]?.push({ minutes: after, memory })
      console.log(
        `| ${after.toFixed(1)} | ${answered} | ${index + 1} | ${cells(memory)} | ${sessions ?? '–'} |`,
      )
    }
  }
  const watch = async () => {
    while (!stopWatching.signal.aborted) {
      await print()
      await pause(lineMs, undefined, { signal: stopWatching.signal }).catch(() => {})
    }
  }
  console.log(
    '| minutes | requests | process | RSS, MiB | after GC | heaps as reserved | heap of the main thread after GC | of the engine thread | buffers | open files | timers, sockets | sessions of all |\n' +
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  )
  const watching = watch()
  try {
    const step = soakStep(seed)
    await drive(fleet, CONNECTIONS, async (client) => {
      await step(client)
      answered += 1
      return performance.now() < endsAt
    })
  } finally {
    stopWatching.abort()
    await watching
    await print().catch((error: unknown) => console.error(`a process could not be read: ${String(error)}`))
    await stopAll(fleet)
  }
  printSlopes(looks)
}

function soakStep(seed: number): (client: HttpClient) => Promise<void> {
  const random = randomFrom(seed)
  const texts = conversationOfMessages(TEXTS, seed)
  const open = Array.from({ length: OPEN_CONVERSATIONS }, () => ({ id: randomUUID(), messages: 0 }))
  return async (client) => {
    const place = random.whole(0, open.length - 1)
    // proof: the place lies within the list
    const conversation = open[place] as (typeof open)[number]
    const { id } = conversation
    const kind = conversation.messages > 0 ? random.whole(1, REQUESTS) : REQUESTS
    if (kind <= CONTEXT_REQUESTS) {
      await call(client, 'GET', `/v1/conversations/${id}/context-for-prompt`)
    } else if (kind <= CONTEXT_REQUESTS + FETCH_REQUESTS) {
      const body = {
        conversation_id: id,
        search_query: [random.pick(texts).content.slice(0, 60)],
        max_results: 5,
      }
      await call(client, 'POST', '/v1/context/conversation/fetch', body)
    } else if (kind <= CONTEXT_REQUESTS + FETCH_REQUESTS + COMPACT_REQUESTS) {
      expectCompact(await client.send('POST', '/v1/conversations/compact', { conversation_id: id }))
    } else {
      const { role, content } = random.pick(texts)
      const body = { conversation_id: id, role, content, user_id: 'load' }
      await call(client, 'POST', '/v1/conversations/messages', body)
      conversation.messages += 1
      if (conversation.messages >= MAX_MESSAGES) open[place] = { id: randomUUID(), messages: 0 }
    }
  }
}

function expectCompact({ status, body }: HttpAnswer): void {
  if (status !== 200 && status !== 409)
    throw new Error(`compact: ${status} ${body.toString('utf8').slice(0, 300)}`)
}

const mib = (bytes: number) => (bytes / MIB).toFixed(0)

function cells(memory: HeldMemory): string {
  const { residentBytes, rss, heapUsed, heapTotal, threads, external, openFiles, resources } = memory
  const threadHeaps = threads.map((thread) => mib(thread.heapUsed) + (thread.isFresh ? '' : '?'))
  const buffers = threads.reduce((sum, thread) => sum + thread.external, external)
  const count = (name: string) => resources[name] ?? 0
  return [
    mib(residentBytes),
    mib(rss),
    mib(threads.reduce((sum, thread) => sum + thread.heapTotal, heapTotal)),
    mib(heapUsed),
    threadHeaps.join(', ') || '–',
    mib(buffers),
    openFiles,
    `${count('Timeout')}, ${count('TCPSocketWrap')}`,
  ].join(' | ')
}

/** What each process gains per minute, by least squares over the looks after the warm-up. */
function printSlopes(looks: readonly (readonly Look[])[]): void {
  for (const [index, all] of looks.entries()) {
    const end = all.at(-1)?.minutes ?? 0
    const warm = all.filter(({ minutes }) => minutes >= end * WARM_SHARE)
    const slope = (of: (memory: HeldMemory) => number) =>
      `${(slopeOf(warm.map(({ minutes, memory }) => [minutes, of(memory) / MIB] as const))).toFixed(2)} MiB`
    const threads = (memory: HeldMemory) => memory.threads.reduce((sum, { heapUsed }) => sum + heapUsed, 0)
    console.log(
      `process ${index + 1}, per minute from minute ${(end * WARM_SHARE).toFixed(1)} on (${warm.length} looks): ` +
        `RSS ${slope(({ residentBytes }) => residentBytes)}, after GC ${slope(({ rss }) => rss)}, heap of the main thread ${slope(({ heapUsed }) => heapUsed)}, ` +
        `of the engine thread ${slope(threads)}`,
    )
  }
}

function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [meanX, meanY] = [mean(0), mean(1)]
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
