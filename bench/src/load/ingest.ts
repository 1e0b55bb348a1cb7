/** Many conversations recorded as fast as they are taken, with automatic runs on, and how far the runs fall behind. */
import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import type { Message } from '@precis/engine'
import { type PrecisServer, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import type { HttpAnswer, HttpClient } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'
import { AUTOMATIC_MESSAGES, checkStored, type IngestedConversation, latenessOfRuns } from './ingest-check.js'
import type { OpenedStore } from './stores.js'

const CONNECTIONS = 40
/** Texts that the conversations draw from, in turn. */
const TEXTS = 5_000
/** Between two lines; also how often it is looked whether the backlog is gone. */
const MIN_LINE_MS = 2_000
const MAX_LINES = 20
/** Before a refused message is sent again. */
const REFUSED_PAUSE_MS = 500
/** Looks without a run that finished, after which the runs count as stuck. */
const STUCK_LOOKS = 30

export interface IngestOptions {
  readonly opened: OpenedStore
  readonly seed: number
  readonly processes: number
  readonly conversations: number
  readonly messages: number
  /** Messages of one request. */
  readonly batch: number
  /** No conversation is begun after so long. */
  readonly minutes: number
}

interface Progress {
  /** Conversations with enough messages for a run that no version covers. */
  readonly due: number
  readonly queued: number
  readonly running: number
  readonly completed: number
  readonly failed: number
  /** How long the queued run that has waited longest has been due, in ms. */
  readonly latenessMs: number
}

/** Prints the backlog over time; throws when a message is missing or out of place, or runs no longer finish. */
export async function measureIngest(options: IngestOptions): Promise<void> {
  const { opened, processes } = options
  const fleet = await startAll(processes, () => startPrecis([...opened.flags, '--worker-threads', '1']))
  const startedAt = performance.now()
  let acknowledged = 0
  let isRecording = true
  try {
    console.log(
      '| after | acknowledged | due | queued | running | completed | failed | oldest queued run is late by | load average |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    )
    const print = async () => {
      const now = await readProgress(opened, fleet)
      const { due, queued, running, completed, failed, latenessMs } = now
      const late = `${(latenessMs / 1000).toFixed(1)} s`
      console.log(
        `| ${seconds(startedAt)} | ${acknowledged} | ${due} | ${queued} | ${running} | ${completed} | ${failed} | ${late} | ${loadavg()[0]?.toFixed(1)} |`,
      )
      return now
    }
    const watching = (async () => {
      for (let line = 0; isRecording; line++) {
        await pause(MIN_LINE_MS * (1 + Math.floor(line / MAX_LINES)))
        if (isRecording) await print()
      }
    })()
    const ingest = new Ingest(options, (count) => {
      acknowledged += count
    })
    try {
      await drive(fleet, CONNECTIONS, (client) => ingest.recordNext(client))
    } finally {
      isRecording = false
      console.log(
        `recorded after ${seconds(startedAt)}: ${rate(acknowledged, startedAt)} messages per second`,
      )
      await watching
    }
    await untilSettled(print)
    console.log(`no conversation due and no run left after ${seconds(startedAt)}`)
    await checkStored(opened, fleet, ingest.recorded)
    console.log(
      `all ${acknowledged} acknowledged messages of ${ingest.recorded.length} conversations are stored, each in its place`,
    )
    console.log(await latenessOfRuns(opened, fleet))
  } finally {
    await stopAll(fleet)
  }
}

/** Each client takes the next conversation and records it batch by batch. */
class Ingest {
  readonly recorded: IngestedConversation[] = []
  readonly #options: IngestOptions
  readonly #onAcknowledged: (count: number) => void
  readonly #texts: readonly Message[]
  readonly #endsAt: number
  #taken = 0

  constructor(options: IngestOptions, onAcknowledged: (count: number) => void) {
    this.#options = options
    this.#onAcknowledged = onAcknowledged
    this.#texts = conversationOfMessages(TEXTS, options.seed)
    this.#endsAt = performance.now() + options.minutes * 60_000
  }

  /** False when there is no conversation left, or no time. */
  async recordNext(client: HttpClient): Promise<boolean> {
    const { conversations, messages: length, batch } = this.#options
    if (this.#taken >= conversations || performance.now() > this.#endsAt) return false
    const offset = this.#taken++ * length
    const conversation_id = randomUUID()
    const said = () =>
      // proof: the remainder lies within the list
      Array.from({ length }, (_, i) => this.#texts[(offset + i) % TEXTS] as Message)
    const messages = said().map(({ role, content }) => ({ conversation_id, role, content, user_id: 'load' }))
    for (let start = 0; start < length; start += batch) {
      const some = messages.slice(start, start + batch)
      await untilTaken(() => record(client, some))
      this.#onAcknowledged(some.length)
    }
    this.recorded.push({ id: conversation_id, contents: () => said().map(({ content }) => content) })
    return true
  }
}

/** A conversation's messages are recorded whole or not at all, so one refusal speaks for all of a batch. */
function record(client: HttpClient, messages: readonly object[]): Promise<HttpAnswer> {
  return messages.length === 1
    ? client.send('POST', '/v1/conversations/messages', messages[0])
    : client.send('POST', '/v1/conversations/messages/batch', { messages })
}

/** A process that is behind refuses (503), and its clients send again in a moment. */
async function untilTaken(send: () => Promise<HttpAnswer>): Promise<void> {
  for (;;) {
    const { status, body } = await send()
    const text = body.toString('utf8')
    if (status === 200 && !text.includes('"error"')) return
    if (status !== 503) throw new Error(`recording: ${status} ${text.slice(0, 300)}`)
    await pause(REFUSED_PAUSE_MS)
  }
}

async function untilSettled(look: () => Promise<Progress>): Promise<void> {
  let last = -1
  for (let idle = 0; idle < STUCK_LOOKS; idle++) {
    const { due, queued, running, completed, failed } = await look()
    if (due + queued + running === 0) return
    if (completed + failed > last) idle = 0
    last = completed + failed
    await pause(MIN_LINE_MS)
  }
  throw new Error(`no run finished in ${(STUCK_LOOKS * MIN_LINE_MS) / 1000} s although some are left`)
}

async function readProgress(opened: OpenedStore, fleet: readonly PrecisServer[]): Promise<Progress> {
  const [found] = await opened.query<Record<string, string | number | null>>(
    fleet,
    `select
       (select count(*) from conversations where last_sequence - covered_through >= ${AUTOMATIC_MESSAGES}) as due,
       count(*) filter (where state = 'queued') as queued, count(*) filter (where state = 'running') as running,
       count(*) filter (where state = 'completed') as completed, count(*) filter (where state = 'failed') as failed,
       min(available_at_ms) filter (where state = 'queued') as oldest
     from runs`,
  )
  const number = (key: string) => Number(found?.[key] ?? 0)
  return {
    due: number('due'),
    queued: number('queued'),
    running: number('running'),
    completed: number('completed'),
    failed: number('failed'),
    latenessMs: found?.['oldest'] == null ? 0 : Math.max(0, Date.now() - number('oldest')),
  }
}

const seconds = (startedAt: number) => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
const rate = (count: number, startedAt: number) =>
  ((count * 1000) / (performance.now() - startedAt)).toFixed(0)
