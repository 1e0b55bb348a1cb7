/** Mixed load for minutes, with streams open, and what each process holds meanwhile: memory, open files, sessions. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { type PrecisServer, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import { call, type HttpAnswer, type HttpClient } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'
import { type HeldMemory, measureMemory } from './held-memory.js'
import { SoakStreams } from './soak-streams.js'
import { type Look, printVerdict } from './soak-verdict.js'
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
const STREAM_TURNS = 3
const TEXTS = 5_000
const MIB = 1024 * 1024
/** A machine that other work shares is late by seconds now and then; refusing then is not what is measured here. */
const SERVER_FLAGS = '--worker-threads 1 --max-delay 0 --grpc-port same --metrics on'.split(' ')
/** Between two looks; the table has only some of them. */
const LOOK_MS = 5_000

export interface SoakOptions {
  readonly opened: OpenedStore
  readonly seed: number
  readonly processes: number
  readonly minutes: number
  /** Between two lines of the table. */
  readonly lineMs: number
  /** Collect before each line: tells what is held from what is left lying, and keeps the processes smaller than they would be. */
  readonly collects: boolean
}

/**
 * Prints a line for each process now and then, and a verdict for each figure. Resolves to whether none of them rises. Throws at an
 * answer that is not what it has to be.
 */
export async function soak(options: SoakOptions): Promise<boolean> {
  const { opened, seed, processes, minutes } = options
  const fleet = await startAll(processes, () =>
    startPrecis([...opened.flags, ...SERVER_FLAGS], { isProbed: true }),
  )
  const watch = new Watch(options, fleet)
  const streams = new SoakStreams()
  try {
    await streams.open(fleet)
    const endsAt = performance.now() + minutes * 60_000
    const watching = watch.start()
    try {
      const step = soakStep(seed, streams)
      await drive(fleet, CONNECTIONS, async (client) => {
        await step(client)
        watch.answered += 1
        return performance.now() < endsAt
      })
      await streams.close()
    } finally {
      await watch.stop(watching)
    }
  } finally {
    await stopAll(fleet)
  }
  console.log(
    `\n${watch.answered} requests; ${streams.opened} streams were opened in all, ${streams.pushes} pushes came in`,
  )
  return printVerdict(watch.looks)
}

class Watch {
  answered = 0
  /** Of each process. */
  readonly looks: Look[][]
  readonly #options: SoakOptions
  readonly #fleet: readonly PrecisServer[]
  readonly #stopped = new AbortController()
  readonly #startedAt = performance.now()

  constructor(options: SoakOptions, fleet: readonly PrecisServer[]) {
    this.#options = options
    this.#fleet = fleet
    this.looks = fleet.map(() => [])
    console.log(
      '| minutes | requests | process | RSS, MiB | heaps as reserved | heap of the main thread | of the engine thread | caches | buffers | open files | timers, sockets | sessions of all |\n' +
        '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    )
  }

  async start(): Promise<void> {
    const { lineMs, collects } = this.#options
    let lineDueAt = 0
    while (!this.#stopped.signal.aborted) {
      const isLine = performance.now() >= lineDueAt
      if (isLine) lineDueAt = performance.now() + lineMs
      await this.#look(isLine && collects ? 'measure' : 'look', isLine)
      await pause(LOOK_MS, undefined, { signal: this.#stopped.signal }).catch(() => {})
    }
  }

  async stop(watching: Promise<void>): Promise<void> {
    this.#stopped.abort()
    await watching
    console.log('after a collection, with no stream open:')
    await this.#look('measure', true, false).catch((error: unknown) =>
      console.error(`a process could not be read: ${String(error)}`),
    )
  }

  async #look(how: 'look' | 'measure', isLine: boolean, isKept = true): Promise<void> {
    const minutes = (performance.now() - this.#startedAt) / 60_000
    const sessions = await this.#options.opened.countSessions()
    for (const [index, server] of this.#fleet.entries()) {
      const memory = await measureMemory(server, how)
      if (isKept) this.looks[index]?.push({ minutes, memory, sessions })
      if (isLine)
        console.log(
          `| ${minutes.toFixed(1)} | ${this.answered} | ${index + 1} | ${cells(memory)} | ${sessions ?? '–'} |`,
        )
    }
  }
}

function soakStep(seed: number, streams: SoakStreams): (client: HttpClient) => Promise<void> {
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
      if (kind <= CONTEXT_REQUESTS + FETCH_REQUESTS + COMPACT_REQUESTS + STREAM_TURNS)
        await streams.tell({ conversationId: id, role: role === 'user' ? 'user' : 'assistant', content })
      else {
        const body = { conversation_id: id, role, content, user_id: 'load' }
        await call(client, 'POST', '/v1/conversations/messages', body)
      }
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
  const { rss, heapUsed, heapTotal, threads, external, openFiles, resources, caches } = memory
  const threadHeaps = threads.map((thread) => mib(thread.heapUsed) + (thread.isFresh ? '' : '?'))
  const buffers = threads.reduce((sum, thread) => sum + thread.external, external)
  const count = (name: string) => resources[name] ?? 0
  return [
    mib(rss),
    mib(threads.reduce((sum, thread) => sum + thread.heapTotal, heapTotal)),
    mib(heapUsed),
    threadHeaps.join(', ') || '–',
    `${mib(caches.bytes)} of ${mib(caches.maxBytes)}`,
    mib(buffers),
    openFiles,
    `${count('Timeout')}, ${count('TCPSocketWrap')}`,
  ].join(' | ')
}
