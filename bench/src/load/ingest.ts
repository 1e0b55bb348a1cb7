/** Many conversations recorded as fast as they are taken, with automatic runs on, and how far the runs fall behind. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { runSql } from '../../../packages/server/test/postgres/database.js'
import { startPrecis } from '../speed/child-server.js'
import { conversationOfMessages } from '../speed/conversation.js'
import { call } from '../speed/http-client.js'
import { drive, startAll, stopAll } from './clients.js'

const CONNECTIONS = 40
/** Texts that the conversations draw from, in turn. */
const TEXTS = 5_000
/** Between two lines; also how often it is looked whether the backlog is gone. */
const MIN_LINE_MS = 2_000
const MAX_LINES = 20
/** The server's default: a conversation with so many messages that no version covers is due for a run. */
const AUTOMATIC_MESSAGES = 40
/** Looks without a run that finished, after which the runs count as stuck. */
const STUCK_LOOKS = 30

export interface IngestOptions {
  readonly databaseUrl: string
  /** Of a superuser, who sees every row. */
  readonly adminUrl: string
  readonly seed: number
  readonly processes: number
  readonly conversations: number
  readonly messages: number
}

interface Progress {
  readonly messages: number
  /** Conversations with enough messages for a run that no version covers. */
  readonly due: number
  readonly queued: number
  readonly running: number
  readonly completed: number
  readonly failed: number
}

/** Prints the backlog over time; throws when a message is missing or runs no longer finish. */
export async function measureIngest(options: IngestOptions): Promise<void> {
  const { databaseUrl, processes, conversations, messages } = options
  const fleet = await startAll(processes, () =>
    startPrecis(['--database-url', databaseUrl, '--worker-threads', '1']),
  )
  const total = conversations * messages
  const startedAt = performance.now()
  let acknowledged = 0
  let isRecording = true
  try {
    const before = await readProgress(options.adminUrl)
    console.log(
      '| after | acknowledged | due | queued | running | completed | failed |\n| --- | --- | --- | --- | --- | --- | --- |',
    )
    const print = async () => {
      const now = await readProgress(options.adminUrl)
      console.log(
        `| ${seconds(startedAt)} | ${acknowledged} | ${now.due} | ${now.queued} | ${now.running} | ${now.completed - before.completed} | ${now.failed - before.failed} |`,
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
    const { messages: stored } = await readProgress(options.adminUrl)
    if (stored - before.messages !== total)
      throw new Error(`${stored - before.messages} messages are stored of ${total} acknowledged ones`)
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
      await call(client, 'POST', '/v1/conversations/messages', body)
      onAcknowledged()
    }
    return true
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

async function readProgress(adminUrl: string): Promise<Progress> {
  const [found] = await runSql<Record<keyof Progress, string>>(
    adminUrl,
    `select (select count(*) from messages) as messages,
       (select count(*) from conversations where last_sequence - covered_through >= ${AUTOMATIC_MESSAGES}) as due,
       count(*) filter (where state = 'queued') as queued, count(*) filter (where state = 'running') as running,
       count(*) filter (where state = 'completed') as completed, count(*) filter (where state = 'failed') as failed
     from runs`,
  )
  const number = (key: keyof Progress) => Number(found?.[key] ?? 0)
  return {
    messages: number('messages'),
    due: number('due'),
    queued: number('queued'),
    running: number('running'),
    completed: number('completed'),
    failed: number('failed'),
  }
}

const seconds = (startedAt: number) => `${((performance.now() - startedAt) / 1000).toFixed(0)} s`
const rate = (count: number, startedAt: number) =>
  ((count * 1000) / (performance.now() - startedAt)).toFixed(0)
