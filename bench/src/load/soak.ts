/** Mixed load for minutes, and what each process holds meanwhile: memory, heap and open files. */
import { randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { randomFrom } from '../../../packages/engine/test/survival/random.js'
import { type ChildServer, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import { call, createHttpClient, type HttpClient } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'

const CONNECTIONS = 12
const LINE_MS = 30_000
const OPEN_CONVERSATIONS = 200
/** A conversation that is this long makes place for a new one, so that the load is the same at the end. */
const MAX_MESSAGES = 200
/** Of 20 requests. */
const REQUESTS = 20
const CONTEXT_REQUESTS = 5
const COMPACT_REQUESTS = 1
const TEXTS = 5_000
const MIB = 1024 * 1024

export interface SoakOptions {
  readonly databaseUrl: string
  readonly seed: number
  readonly processes: number
  readonly minutes: number
}

/** Prints a line for each process every 30 s. Throws at an answer that is neither 200 nor, for a compaction, 409. */
export async function soak(options: SoakOptions): Promise<void> {
  const fleet = await startAll(options.processes, () =>
    startPrecis(['--database-url', options.databaseUrl, '--metrics', 'on', '--worker-threads', '1']),
  )
  const startedAt = performance.now()
  const endsAt = startedAt + options.minutes * 60_000
  let answered = 0
  const stopWatching = new AbortController()
  const print = async () => {
    const after = ((performance.now() - startedAt) / 1000).toFixed(0)
    for (const [index, server] of fleet.entries())
      console.log(`| ${after} s | ${answered} | ${index + 1} | ${await holdings(server)} |`)
  }
  const watch = async () => {
    while (!stopWatching.signal.aborted) {
      await print()
      await pause(LINE_MS, undefined, { signal: stopWatching.signal }).catch(() => {})
    }
  }
  console.log(
    '| after | requests | process | RSS, MiB | heap used, MiB | open files |\n| --- | --- | --- | --- | --- | --- |',
  )
  const watching = watch()
  try {
    const step = soakStep(options.seed)
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
}

function soakStep(seed: number): (client: HttpClient) => Promise<void> {
  const random = randomFrom(seed)
  const texts = conversationOfMessages(TEXTS, seed)
  const open = Array.from({ length: OPEN_CONVERSATIONS }, () => ({ id: randomUUID(), messages: 0 }))
  return async (client) => {
    const place = random.whole(0, open.length - 1)
    // proof: the place lies within the list
    const conversation = open[place] as (typeof open)[number]
    const kind = random.whole(1, REQUESTS)
    if (conversation.messages > 0 && kind <= CONTEXT_REQUESTS) {
      await call(client, 'GET', `/v1/conversations/${conversation.id}/context-for-prompt`)
    } else if (conversation.messages > 0 && kind <= CONTEXT_REQUESTS + COMPACT_REQUESTS) {
      const body = { conversation_id: conversation.id }
      const answer = await client.send('POST', '/v1/conversations/compact', body)
      if (answer.status !== 200 && answer.status !== 409)
        throw new Error(`compact: ${answer.status} ${answer.body.toString('utf8').slice(0, 300)}`)
    } else {
      const { role, content } = random.pick(texts)
      const body = { conversation_id: conversation.id, role, content, user_id: 'load' }
      await call(client, 'POST', '/v1/conversations/messages', body)
      conversation.messages += 1
      if (conversation.messages >= MAX_MESSAGES) open[place] = { id: randomUUID(), messages: 0 }
    }
  }
}

/** RSS, used heap of the main thread and open file descriptors, as cells. */
async function holdings(server: ChildServer): Promise<string> {
  const client = createHttpClient(server)
  try {
    const status = await readFile(`/proc/${server.pid}/status`, 'utf8')
    const rss = Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024
    const metrics = (await client.send('GET', '/metrics')).body.toString('utf8')
    const heap = Number(/^precis_nodejs_heap_size_used_bytes (\S+)$/m.exec(metrics)?.[1]) / MIB
    const files = (await readdir(`/proc/${server.pid}/fd`)).length
    return `${rss.toFixed(0)} | ${heap.toFixed(0)} | ${files}`
  } finally {
    client.close()
  }
}
