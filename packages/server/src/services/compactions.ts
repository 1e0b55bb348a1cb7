import type { Format } from '@precis/engine'
import type { Clock } from '../clock.js'
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { ConversationHead, Run, Store } from '../store/contract.js'
import type { CompactWork, EngineWork } from './engine-work.js'
import { type ConversationRef, readAnnotationPages, readMessagePages } from './read-conversation.js'
import { readPast } from './sealed-past.js'
import type { RangeLimits } from './sealed-ranges.js'
import type {
  Compaction,
  CompactionService,
  CompactionStatus,
  CompactionStatusName,
  TriggerCompactionInput,
  TriggeredCompaction,
  TriggerType,
} from './types.js'
import type { Version, VersionReader } from './versions.js'

export interface CompactionServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'digests' | 'runs'>
  /** Default `RANGE_LIMITS`. */
  readonly rangeLimits?: RangeLimits | undefined
  readonly versions: VersionReader
  readonly engine: EngineWork
  readonly ids: Ids
  readonly hub: Hub
  readonly clock: Clock
}

/** Bytes of content that a run gets through in a second, carefully; what clients are told to wait follows from it. */
const BYTES_PER_SECOND = 500_000
/** Bytes that a run reads of a conversation of which everything but the end is sealed: two ranges, carefully. */
const BYTES_AT_HAND = 1_000_000

export function createCompactionService(dependencies: CompactionServiceDependencies): CompactionService {
  return {
    trigger: ({ instanceId }, input) => trigger(dependencies, instanceId, input),
    status: ({ instanceId }, conversationId) => statusOf(dependencies, { instanceId, conversationId }),
    async get({ instanceId }, conversationId, options = {}) {
      const version = await findVersion(dependencies, { instanceId, conversationId }, options.version)
      return toCompaction(version, options.format ?? 'structured')
    },
    async explain({ instanceId }, conversationId, options = {}) {
      const version = await findVersion(dependencies, { instanceId, conversationId }, options.version)
      const work = await workOfVersion(dependencies, { instanceId, conversationId }, version)
      const entries = await dependencies.engine.explain(work)
      return { compactionId: version.stored.id, conversationId, version: version.stored.version, entries }
    },
    async listMessages({ instanceId }, conversationId, options) {
      const found = await findVersion(dependencies, { instanceId, conversationId }, options.version)
      const { id: compactionId, version, createdAtMs, originalTokenCount, ...stored } = found.stored
      const { targetTokens, coveredThrough } = stored
      const work = await workOfVersion(dependencies, { instanceId, conversationId }, found)
      const { provider } = options
      const listed = await dependencies.engine.listMessages({ ...work, targetTokens, provider })
      return {
        compactionId,
        conversationId,
        version,
        createdAtMs,
        originalTokenCount,
        targetTokens,
        coveredThrough,
        listed,
      }
    },
  }
}

/**
 * An automatic run waits this long: messages that are recorded in a burst are covered together, and a caller who
 * records and then compacts gets a run of his own at once.
 */
const AUTOMATIC_RUN_DELAY_MS = 1_000

/**
 * Starts an automatic run where one is due; that none is, or that one is under way, is no error. Resolves to whether one is
 * under way then.
 */
export async function startAutomaticRun(
  { store, ids, hub }: Pick<CompactionServiceDependencies, 'store' | 'ids' | 'hub'>,
  { instanceId, conversationId }: ConversationRef,
  triggerType: TriggerType,
): Promise<boolean> {
  const created = await store.runs.create(instanceId, {
    id: ids.uuid(),
    conversationId,
    triggerType,
    strategy: 'adaptive',
    force: false,
    delayMs: AUTOMATIC_RUN_DELAY_MS,
  })
  if (created.kind === 'created') hub.publish({ kind: 'run_queued', instanceId, conversationId })
  return created.kind === 'created' || created.kind === 'run_in_progress'
}

async function trigger(
  { store, versions, ids, hub, clock }: CompactionServiceDependencies,
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

  const head = await store.messages.head(instanceId, conversationId)
  const latest = head && (await versions.newest(instanceId, head))
  const previous = latest ? toCompaction(latest, 'structured') : null
  const previousAgeSeconds = latest ? ageSeconds(clock, latest.stored.createdAtMs) : null
  if (created.kind === 'created') {
    const { id: compactionId, triggerType, createdAtMs: initiatedAtMs } = created.run
    return {
      compactionId,
      conversationId,
      status: 'in_progress',
      triggerType,
      initiatedAtMs,
      estimatedCompletionSeconds: estimateSeconds(head),
      previous,
      previousAgeSeconds,
    }
  }
  if (!latest) throw new AppError('internal', 'the newest version of the conversation is gone')
  const { id: compactionId, triggerType, createdAtMs } = latest.stored
  const run = await store.runs.findById(instanceId, compactionId)
  return {
    compactionId,
    conversationId,
    status: 'completed',
    triggerType,
    initiatedAtMs: run?.createdAtMs ?? createdAtMs,
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

function estimateSeconds(head: ConversationHead | undefined): number {
  if (head === undefined) return 1
  const bytes = Math.min(head.contentBytes, BYTES_AT_HAND) + (head.contentBytes - head.annotatedBytes)
  return Math.max(1, Math.ceil(bytes / BYTES_PER_SECOND))
}

async function findVersion(
  { store, versions }: CompactionServiceDependencies,
  { instanceId, conversationId }: ConversationRef,
  version: number | undefined,
): Promise<Version> {
  const head = await store.messages.head(instanceId, conversationId)
  const found =
    version === undefined
      ? head && (await versions.newest(instanceId, head))
      : await versions.numbered(instanceId, conversationId, version)
  if (found) return found
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

export function ratioOf(tokenCount: number, originalTokenCount: number): number {
  return originalTokenCount === 0 ? 1 : tokenCount / originalTokenCount
}

export function toCompaction({ stored, detail }: Version, format: Format): Compaction {
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

/**
 * What a version was made of. The engine is deterministic, so the same messages and options give the version and its manifest
 * again. Sealed messages are told of by the units that their digests carry.
 */
async function workOfVersion(
  { store, engine, rangeLimits }: CompactionServiceDependencies,
  ref: ConversationRef,
  { stored }: Version,
): Promise<CompactWork> {
  const { coveredThrough: through, strategyRequested: strategy } = stored
  const run = await store.runs.findById(ref.instanceId, stored.id)
  const targetTokens = run?.targetTokens ?? null
  const past = await readPast({ store, engine, rangeLimits }, ref, { through, targetTokens })
  const after = past?.after ?? 0
  const messages = await readMessagePages(store.messages, ref, { after, through })
  return {
    past: past?.work,
    messages: messages.pages,
    annotations: (await readAnnotationPages(store.messages, ref, through, after)).pages,
    strategy,
    targetTokens,
    pinnedMessageIds: await store.messages.pins(ref.instanceId, ref.conversationId),
  }
}

const STATUS_OF_STATE: Readonly<Record<Run['state'], CompactionStatusName>> = {
  queued: 'in_progress',
  running: 'in_progress',
  completed: 'completed',
  failed: 'failed',
}

async function statusOf(
  { store, versions }: CompactionServiceDependencies,
  { instanceId, conversationId }: ConversationRef,
): Promise<CompactionStatus> {
  // The run first: a version that is published in between shows as one more than the status says, never as one less.
  const run = await store.runs.latest(instanceId, conversationId)
  const head = await store.messages.head(instanceId, conversationId)
  const stored = head && (await versions.newest(instanceId, head))?.stored
  const status = run ? STATUS_OF_STATE[run.state] : 'none'
  const messagesSinceCompaction = head?.uncoveredMessages ?? 0
  return {
    conversationId,
    status,
    compactionId: run?.id ?? null,
    completedAtMs: status === 'completed' ? (run?.finishedAtMs ?? null) : null,
    compressionRatio: stored
      ? ratioOf(stored.renderings.structured.tokenCount, stored.originalTokenCount)
      : null,
    validationScore: stored?.validationScore ?? null,
    estimatedCompletionSeconds: status === 'in_progress' ? estimateSeconds(head) : null,
    errorMessage: status === 'failed' ? (run?.errorMessage ?? null) : null,
    latestVersion: stored?.version ?? null,
    latestCreatedAtMs: run?.createdAtMs ?? null,
    hasCompaction: stored !== undefined,
    isStale: stored !== undefined && messagesSinceCompaction > 0,
    lastCompactedAtMs: stored?.createdAtMs ?? null,
    messagesSinceCompaction,
  }
}
