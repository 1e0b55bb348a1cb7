/** Many conversations recorded as fast as they are taken, with automatic runs on, and how far the runs fall behind. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type PrecisServer, startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import type { HttpAnswer } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'
import type { OpenedStore } from './stores.js'

const CONNECTIONS = 40
/** Texts that the conversations draw from, in turn. */
const TEXTS = 5_000
/** Between two lines; also how often it is looked whether the backlog is gone. */
const MIN_LINE_MS = 2_000
const MAX_LINES = 20
/** The server's default: a conversation with so many messages that no version covers is due for a run. */
const AUTOMATIC_MESSAGES = 40
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

/** Prints the backlog over time; throws when a message is missing or runs no longer finish. */
export async function measureIngest(options: IngestOptions): Promise<void> {
  const { opened, processes, conversations, messages } = options
  const fleet = await startAll(processes, () => startPrecis([...opened.flags, '--worker-threads', '1']))
  const total = conversations * messages
  const startedAt = performance.now()
  let acknowledged = 0
  let isRecording = true
  try {
    console.log(
      '| after | acknowledged | due | queued | running | completed | failed | oldest queued run is late by |\n| --- | --- | --- | --- | --- | --- | --- | --- |',
    )
    const print = async () => {
      const now = await readProgress(opened, fleet)
      const { due, queued, running, completed, failed, latenessMs } = now
      const late = `${(latenessMs / 1000).toFixed(1)} s`
      console.log(
        `| ${seconds(startedAt)} | ${acknowledged} | ${due} | ${queued} | ${running} | ${completed} | ${failed} | ${late} |`,
      )
      return now
    }
    const watching = (async () => {
      for (let line = 0; isRecording; line++) {
        await pause(MIN_LINE_MS * (1 + Math.floor(line / MAX_LINES)))
        if (isRecording) await print()
      }
    })()
    try {
      await drive(
        fleet,
        CONNECTIONS,
        ingestStep(options, () => acknowledged++),
      )
    } finally {
      isRecording = false
      console.log(
        `recorded after ${seconds(startedAt)}: ${rate(acknowledged, startedAt)} messages per second`,
      )
      await watching
    }
    await untilSettled(print)
    const [stored] = await opened.query<{ count: string }>(fleet, 'select count(*) as count from messages')
    if (Number(stored?.count) !== total)
      throw new Error(`${stored?.count} messages are stored of ${total} acknowledged ones`)
    console.log(
      `no conversation due and no run left after ${seconds(startedAt)}; all ${total} messages are stored`,
    )
  } finally {
    await stopAll(fleet)
  }
}

/** Each client takes the next conversation and records it message by message. */
function ingestStep({ seed, conversations, messages }: IngestOptions, onAcknowledged: () => void) {
  const texts = conversationOfMessages(TEXTS, seed)
  let taken = 0
  return async (client: Parameters<Parameters<typeof drive>[2]>[0]) => {
    if (taken >= conversations) return false
    const offset = taken++ * messages
    const conversation_id = randomUUID()
    for (let i = 0; i < messages; i++) {
      const { role, content } = texts[(offset + i) % texts.length] ?? { role: 'user', content: '' }
      const body = { conversation_id, role, content, user_id: 'load' }
      await untilTaken(() => client.send('POST', '/v1/conversations/messages', body))
      onAcknowledged()
    }
    return true
  }
}

/** A process that is behind refuses (503), and its clients send again in a moment. */
async function untilTaken(send: () => Promise<HttpAnswer>): Promise<void> {
  for (;;) {
    const { status, body } = await send()
    if (status === 200) return
    if (status !== 503) throw new Error(`recording: ${status} ${body.toString('utf8').slice(0, 300)}`)
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
