import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { PATHS } from '@precis/protocol/headers'
import { type CompactionResponse, Precis } from '@precis/sdk'
import { createApp } from '../app.js'
import { loadConfig } from '../config.js'
import { AppError } from '../errors.js'
import { DEMO_TURNS } from './demo-conversation.js'
import {
  contextRows,
  type ExplainedUnit,
  factsTable,
  fateExamples,
  heading,
  preview,
  type Style,
  scoreText,
  summaryRows,
} from './demo-report.js'
import { formatCount, startProgress, writeText } from './output.js'

const FORMATS = ['structured', 'narrative', 'bullet_points', 'injection'] as const
/** An automatic run starts within milliseconds of its threshold; the first one also starts its worker thread. */
const AUTOMATIC_RUN_LIMIT_MS = 15_000
const POLL_PAUSE_MS = 50
/** Said after the compaction, to show that nothing new gets lost meanwhile. */
const LATE_TURN = 'One more thing: Tomasz is on leave from 20 March, so I open the workshop myself.'

export interface DemoOptions {
  readonly isFull: boolean
  readonly targetTokens: number
}

/** Runs the whole path once against a server of its own and prints what happened. */
export async function runDemo(options: DemoOptions): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'precis-demo-'))
  const config = loadConfig({ host: '127.0.0.1', port: 0, grpcPort: 'off', dataDir, logLevel: 'silent' }, {})
  const app = createApp(config)
  try {
    const { httpUrl, firstKey } = await app.start()
    if (firstKey === undefined) throw new AppError('internal', 'The demo data was not fresh.')
    await tellStory({ ...options, url: httpUrl, apiKey: firstKey.key })
  } finally {
    await app.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

interface Stage extends DemoOptions {
  readonly url: string
  readonly apiKey: string
}

async function tellStory(stage: Stage): Promise<void> {
  const style: Style = { isTerminal: process.stdout.isTTY === true }
  const print = (text: string) => writeText(process.stdout, `${text}\n`)
  const precis = new Precis({ apiKey: stage.apiKey, baseUrl: stage.url })
  const conversationId = randomUUID()

  await print(`A server with fresh data listens on ${stage.url}.`)
  await print(heading(style, '1. Record'))
  const recordMs = await record(precis, conversationId)
  await print(
    `${DEMO_TURNS.length} turns recorded one by one over HTTP, ${recordMs.toFixed(1)} ms each, durable when answered.`,
  )

  await print(heading(style, '2. Compact in the background'))
  const automatic = await awaitAutomaticRun(precis, conversationId)
  if (automatic !== null)
    await print(`The threshold of 40 messages was crossed on the way, so version ${automatic} made itself.`)
  const startedAt = performance.now()
  const compaction = await precis.conversation.context.compactAndWait({
    conversationId,
    targetTokens: stage.targetTokens,
    force: true,
  })
  await print(`compact() to finished: ${(performance.now() - startedAt).toFixed(0)} ms.`)
  await print(await factsTable(style, summaryRows(compaction)))

  await showFormats(stage, precis, compaction, style, print)
  await showFates(stage, compaction, style, print)
  await showContext(precis, conversationId, style, print)
}

/** The version that was made without being asked for; null when none came in time. */
async function awaitAutomaticRun(precis: Precis, conversationId: string): Promise<number | null> {
  for (let waitedMs = 0; waitedMs < AUTOMATIC_RUN_LIMIT_MS; waitedMs += POLL_PAUSE_MS) {
    const status = await precis.conversation.context.getCompactionStatus({ conversationId })
    if (status.latestVersion !== null && status.status !== 'in_progress') return status.latestVersion
    await pause(POLL_PAUSE_MS)
  }
  return null
}

type Print = (text: string) => Promise<void>

/** Milliseconds per message. */
async function record(precis: Precis, conversationId: string): Promise<number> {
  const progress = await startProgress('Recording')
  const startedAt = performance.now()
  for (const [index, turn] of DEMO_TURNS.entries()) {
    await precis.conversation.recordMessage({ conversationId, userId: 'nora', ...turn })
    progress.update(`Recording ${index + 1} of ${DEMO_TURNS.length}`)
  }
  progress.stop()
  return (performance.now() - startedAt) / DEMO_TURNS.length
}

async function showFormats(
  stage: Stage,
  precis: Precis,
  { conversationId }: CompactionResponse,
  style: Style,
  print: Print,
): Promise<void> {
  await print(heading(style, '3. Read back, in every format'))
  for (const format of FORMATS) {
    const compacted = await precis.conversation.context.getCompacted({ conversationId, format })
    if (compacted === null) throw new AppError('internal', 'The compaction cannot be read back.')
    await print(`\n[${format}, ${formatCount(compacted.compactedTokenCount)} tokens]`)
    await print(preview(style, compacted.compactedContext, stage.isFull))
  }
}

async function showFates(
  stage: Stage,
  compaction: CompactionResponse,
  style: Style,
  print: Print,
): Promise<void> {
  await print(heading(style, '4. What was kept and what was dropped'))
  const path = PATHS.explain.replace(':id', compaction.conversationId)
  const response = await fetch(`${stage.url}${path}?version=${compaction.version}`, {
    headers: { authorization: `Bearer ${stage.apiKey}` },
  })
  const { entries } = (await response.json()) as { readonly entries: readonly ExplainedUnit[] } // proof: own endpoint
  await print(fateExamples(style, entries))
  await print(`\n${scoreText(compaction)}`)
}

async function showContext(
  precis: Precis,
  conversationId: string,
  style: Style,
  print: Print,
): Promise<void> {
  await print(heading(style, '5. The next turn'))
  await precis.conversation.recordMessage({
    conversationId,
    role: 'user',
    content: LATE_TURN,
    userId: 'nora',
  })
  const context = await precis.conversation.context.getContextForPrompt({
    conversationId,
    style: 'bullet_points',
  })
  await print(`The user says: “${LATE_TURN}”\nThe next prompt context carries it beside the compacted part:`)
  await print(await factsTable(style, contextRows(context)))
  const lines = (context.formattedContext ?? '').trimEnd().split('\n')
  await print(`…\n${lines.slice(-3).join('\n')}`)
}
