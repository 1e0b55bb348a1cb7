import type { Format } from '@precis/engine'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { Run, Store, StoredCompaction } from '../store/contract.js'
import type { CompactionDetail, EngineWork } from './engine-work.js'
import { type ConversationRef, readAnnotationTexts, readMessages } from './read-conversation.js'
import type {
  Compaction,
  CompactionService,
  CompactionStatus,
  CompactionStatusName,
  TriggerCompactionInput,
  TriggeredCompaction,
  TriggerType,
} from './types.js'

export interface CompactionServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'runs' | 'compactions'>
  readonly engine: EngineWork
  readonly ids: Ids
  readonly hub: Hub
  readonly clock: Clock
}

/** Bytes of content that a run gets through in a second, carefully; what clients are told to wait follows from it. */
const BYTES_PER_SECOND = 500_000

export function createCompactionService(dependencies: CompactionServiceDependencies): CompactionService {
  const { store } = dependencies
  return {
    trigger: ({ instanceId }, input) => trigger(dependencies, instanceId, input),
    status: ({ instanceId }, conversationId) => statusOf(store, { instanceId, conversationId }),
    async get({ instanceId }, conversationId, options = {}) {
      const stored = await findVersion(store, { instanceId, conversationId }, options.version)
      return toCompaction(stored, options.format ?? 'structured')
    },
    async explain({ instanceId }, conversationId, options = {}) {
      const stored = await findVersion(store, { instanceId, conversationId }, options.version)
      const entries = await explainVersion(dependencies, { instanceId, conversationId }, stored)
      return { compactionId: stored.id, conversationId, version: stored.version, entries }
    },
  }
}

/**
 * An automatic run waits this long: messages that are recorded in a burst are covered together, and a caller who
 * records and then compacts gets a run of his own at once.
 */
const AUTOMATIC_RUN_DELAY_MS = 1_000

/** Starts an automatic run where one is due; that none is, or that one is under way, is no error. */
export async function startAutomaticRun(
  { store, ids, hub }: Pick<CompactionServiceDependencies, 'store' | 'ids' | 'hub'>,
  { instanceId, conversationId }: ConversationRef,
  triggerType: TriggerType,
): Promise<void> {
  const created = await store.runs.create(instanceId, {
    id: ids.uuid(),
    conversationId,
    triggerType,
    strategy: 'adaptive',
    force: false,
    delayMs: AUTOMATIC_RUN_DELAY_MS,
  })
  if (created.kind === 'created') hub.publish({ kind: 'run_queued', instanceId, conversationId })
}

async function trigger(
  { store, ids, hub, clock }: CompactionServiceDependencies,
  instanceId: string,
  input: TriggerCompactionInput,
): Promise<TriggeredCompaction> {
  const { conversationId, strategy = 'adaptive', targetTokens, force = false } = input
  const created = await store.runs.create(instanceId, {
    id: ids.uuid(),
    conversationId,
    triggerType: 'manual_api',
    strategy,
    targetTokens,
    force,
  })
  if (created.kind === 'no_messages') throw noMessages(conversationId)
  if (created.kind === 'run_in_progress')
    throw new AppError(
      'conflict',
      `conversation ${conversationId} is being compacted; wait until its status is no longer in_progress`,
      { reason: 'compaction_in_progress', details: { compactionId: created.run.id } },
    )
  if (created.kind === 'created') hub.publish({ kind: 'run_queued', instanceId, conversationId })

  const latest = await store.compactions.latest(instanceId, conversationId)
  const previous = latest ? toCompaction(latest, 'structured') : null
  const previousAgeSeconds = latest ? ageSeconds(clock, latest.createdAtMs) : null
  if (created.kind === 'created') {
    const { id: compactionId, triggerType, createdAtMs: initiatedAtMs } = created.run
    const estimatedCompletionSeconds = await estimateSeconds(store, { instanceId, conversationId })
    return {
      compactionId,
      conversationId,
      status: 'in_progress',
      triggerType,
      initiatedAtMs,
      estimatedCompletionSeconds,
      previous,
      previousAgeSeconds,
    }
  }
  if (!latest) throw new AppError('internal', 'the newest version of the conversation is gone')
  const run = await store.runs.findById(instanceId, latest.id)
  return {
    compactionId: latest.id,
    conversationId,
    status: 'completed',
    triggerType: latest.triggerType,
    initiatedAtMs: run?.createdAtMs ?? latest.createdAtMs,
    estimatedCompletionSeconds: null,
    previous,
    previousAgeSeconds,
  }
}

export function noMessages(conversationId: string): AppError {
  return new AppError(
    'permission_denied',
    `conversation ${conversationId} has no recorded messages; record some before asking for its context`,
    { reason: 'no_recorded_messages' },
  )
}

export function ageSeconds(clock: Clock, sinceMs: number): number {
  return Math.max(0, Math.floor((clock.now() - sinceMs) / 1000))
}

async function estimateSeconds(
  store: Pick<Store, 'messages'>,
  { instanceId, conversationId }: ConversationRef,
): Promise<number> {
  const head = await store.messages.head(instanceId, conversationId)
  return Math.max(1, Math.ceil((head?.contentBytes ?? 0) / BYTES_PER_SECOND))
}

async function findVersion(
  store: Pick<Store, 'compactions'>,
  { instanceId, conversationId }: ConversationRef,
  version: number | undefined,
): Promise<StoredCompaction> {
  const stored =
    version === undefined
      ? await store.compactions.latest(instanceId, conversationId)
      : await store.compactions.byVersion(instanceId, conversationId, version)
  if (stored) return stored
  throw version === undefined
    ? new AppError(
        'not_found',
        `conversation ${conversationId} has no compaction; start one and wait until its status is completed`,
        { reason: 'no_compaction' },
      )
    : new AppError('not_found', `conversation ${conversationId} has no version ${version}`, {
        reason: 'no_such_version',
      })
}

/** The JSON text that the engine thread wrote. */
export function detailOf(stored: StoredCompaction): CompactionDetail {
  return JSON.parse(stored.detail) as CompactionDetail
}

export function ratioOf(tokenCount: number, originalTokenCount: number): number {
  return originalTokenCount === 0 ? 1 : tokenCount / originalTokenCount
}

export function toCompaction(stored: StoredCompaction, format: Format): Compaction {
  const detail = detailOf(stored)
  const rendering = stored.renderings[format]
  return {
    compactionId: stored.id,
    conversationId: stored.conversationId,
    version: stored.version,
    createdAtMs: stored.createdAtMs,
    triggerType: stored.triggerType,
    format,
    text: rendering.text,
    originalTokenCount: stored.originalTokenCount,
    compactedTokenCount: rendering.tokenCount,
    compressionRatio: ratioOf(rendering.tokenCount, stored.originalTokenCount),
    strategyRequested: stored.strategyRequested,
    strategyUsed: stored.strategyUsed,
    targetTokens: stored.targetTokens,
    validationScore: stored.validationScore,
    validationPassed: stored.validationPassed,
    qualityWarning: stored.qualityWarning,
    warnings: detail.warnings,
    language: detail.language,
    facts: detail.facts,
    decisions: detail.decisions,
    preferences: detail.preferences,
    constraints: detail.constraints,
    otherItems: detail.otherItems,
    currentState: detail.currentState,
    summary: detail.summary,
    validation: detail.validation,
    totals: detail.totals,
    coveredThrough: stored.coveredThrough,
    coveredThroughAtMs: stored.coveredThroughAtMs,
  }
}

/** Deterministic, so the same messages and options give the manifest of the version as it was made. */
async function explainVersion(
  { store, engine }: CompactionServiceDependencies,
  ref: ConversationRef,
  stored: StoredCompaction,
) {
  const run = await store.runs.findById(ref.instanceId, stored.id)
  const range = { after: 0, through: stored.coveredThrough }
  return engine.explain({
    messages: await readMessages(store.messages, ref, range),
    annotations: await readAnnotationTexts(store.messages, ref, stored.coveredThrough),
    strategy: stored.strategyRequested,
    targetTokens: run?.targetTokens ?? null,
    pinnedMessageIds: await store.messages.pins(ref.instanceId, ref.conversationId),
  })
}

const STATUS_OF_STATE: Readonly<Record<Run['state'], CompactionStatusName>> = {
  queued: 'in_progress',
  running: 'in_progress',
  completed: 'completed',
  failed: 'failed',
}

async function statusOf(
  store: CompactionServiceDependencies['store'],
  ref: ConversationRef,
): Promise<CompactionStatus> {
  const { instanceId, conversationId } = ref
  const [head, run, latest] = await Promise.all([
    store.messages.head(instanceId, conversationId),
    store.runs.latest(instanceId, conversationId),
    store.compactions.latest(instanceId, conversationId),
  ])
  const status = run ? STATUS_OF_STATE[run.state] : 'none'
  const messagesSinceCompaction = (head?.lastSequence ?? 0) - (latest?.coveredThrough ?? 0)
  return {
    conversationId,
    status,
    compactionId: run?.id ?? null,
    completedAtMs: status === 'completed' ? (run?.finishedAtMs ?? null) : null,
    compressionRatio: latest
      ? ratioOf(latest.renderings.structured.tokenCount, latest.originalTokenCount)
      : null,
    validationScore: latest?.validationScore ?? null,
    estimatedCompletionSeconds: status === 'in_progress' ? await estimateSeconds(store, ref) : null,
    errorMessage: status === 'failed' ? (run?.errorMessage ?? null) : null,
    latestVersion: latest?.version ?? null,
    latestCreatedAtMs: run?.createdAtMs ?? null,
    hasCompaction: latest !== undefined,
    isStale: latest !== undefined && messagesSinceCompaction > 0,
    lastCompactedAtMs: latest?.createdAtMs ?? null,
    messagesSinceCompaction,
  }
}
