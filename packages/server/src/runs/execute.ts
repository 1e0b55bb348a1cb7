import { isAppError } from '../errors.js'
import type { Hub } from '../push/hub.js'
import { annotatePending } from '../services/annotations.js'
import type { CompactedWork, EngineWork } from '../services/engine-work.js'
import { readAnnotationPages, readMessagePages, saveAnnotations } from '../services/read-conversation.js'
import { readPast, sealAhead } from '../services/sealed-past.js'
import type { RangeLimits } from '../services/sealed-ranges.js'
import { fileMessages } from '../services/search.js'
import type { ClaimedRun, Store } from '../store/contract.js'
import { type AttemptFailure, isExhausted } from './lifecycle.js'

export interface RunContext {
  readonly store: Pick<Store, 'messages' | 'digests' | 'runs' | 'search'>
  readonly engine: EngineWork
  readonly hub: Hub
  /** Default `RANGE_LIMITS`. */
  readonly rangeLimits?: RangeLimits | undefined
}

/** What an attempt is given, and whom it tells. */
export interface AttemptControl {
  readonly signal: AbortSignal
  /** Something was done that need not be done again, however the attempt ends. */
  readonly onProgress: () => void
}

export type AttemptOutcome =
  | { readonly kind: 'published'; readonly version: number }
  /** Somebody else holds the run now; nothing was changed. */
  | { readonly kind: 'lease_lost' }
  | { readonly kind: 'aborted' }
  | { readonly kind: 'failed'; readonly failure: AttemptFailure; readonly cause: unknown }

/** One attempt at a claimed run: reads its exact range, compacts it off the event loop, publishes the next version. */
export async function attemptRun(
  context: RunContext,
  run: ClaimedRun,
  control: AttemptControl,
): Promise<AttemptOutcome> {
  if (isExhausted(run.attempt))
    return failed('hopeless', 'the run was interrupted too often and has been given up', undefined)
  try {
    const ranged = run.triggerType === 'manual_api' ? run : await extended(context, run)
    return ranged ? await publishRun(context, ranged, control) : { kind: 'lease_lost' }
  } catch (error) {
    if (control.signal.aborted) return { kind: 'aborted' }
    return isAppError(error)
      ? failed(error.code === 'unavailable' ? 'transient' : 'hopeless', error.message, error)
      : failed(isEngineRefusal(error) ? 'hopeless' : 'transient', describe(error), error)
  }
}

/** An automatic run has waited for the conversation to come to rest: it covers what came meanwhile. */
async function extended({ store }: RunContext, run: ClaimedRun): Promise<ClaimedRun | undefined> {
  const { id: runId, fencingToken, leaseExpiresAtMs } = run
  const current = await store.runs.extendRange(run.instanceId, { runId, fencingToken })
  return current && { ...current, fencingToken, leaseExpiresAtMs }
}

async function publishRun(
  context: RunContext,
  run: ClaimedRun,
  { signal, onProgress }: AttemptControl,
): Promise<AttemptOutcome> {
  const { store, engine, hub } = context
  const { instanceId, conversationId, throughSequence: through, strategy, targetTokens } = run
  await annotateLargeRest(context, run, onProgress)
  const past = await readPast(context, run, { through, targetTokens, onProgress, signal })
  const after = past?.after ?? 0
  const messages = await readMessagePages(store.messages, run, { after, through })
  const annotations = await readAnnotationPages(store.messages, run, through, after)
  const compacted = await engine.compact(
    {
      past: past?.work,
      messages: messages.pages,
      annotations: annotations.pages,
      strategy,
      targetTokens,
      pinnedMessageIds: await store.messages.pins(instanceId, conversationId),
    },
    signal,
  )
  if (signal.aborted) return { kind: 'aborted' }

  const hold = { runId: run.id, fencingToken: run.fencingToken }
  const published = await store.runs.publish(instanceId, hold, {
    ...compacted.compaction,
    coveredThroughAtMs: messages.lastRecordedAtMs ?? run.createdAtMs,
  })
  if (published.kind === 'lease_lost') return published
  const { version } = published
  hub.publish({ kind: 'compaction_published', instanceId, conversationId, compactionId: run.id, version })
  await prepareNext(context, run, { compacted, known: after + annotations.count })
  return published
}

/** Bytes that are annotated along with the compaction; more than that is annotated and stored in pieces before. */
const MAX_BYTES_ANNOTATED_ALONG = 256 * 1024

async function annotateLargeRest(
  { store, engine }: Pick<RunContext, 'store' | 'engine'>,
  run: ClaimedRun,
  onProgress: () => void,
): Promise<void> {
  const head = await store.messages.head(run.instanceId, run.conversationId)
  if (head && head.contentBytes - head.annotatedBytes > MAX_BYTES_ANNOTATED_ALONG)
    await annotatePending(store, engine, run, { through: run.throughSequence, onProgress })
}

/** After publishing, so that nobody waits for it; what is not kept is made again by the next run. */
async function prepareNext(
  context: RunContext,
  run: ClaimedRun,
  { compacted, known }: { readonly compacted: CompactedWork; readonly known: number },
): Promise<void> {
  const { store, engine } = context
  try {
    if (compacted.isOutdated) {
      await store.messages.dropAnnotations(run.instanceId, run.conversationId)
      await annotatePending(store, engine, run, { language: compacted.language })
    } else await saveAnnotations(store.messages, run, { annotatedThrough: known, made: compacted.made })
    await sealAhead(context, run, { through: run.throughSequence })
    await fileMessages(store, engine, run)
  } catch {
    // The version is published; annotations and digests are memories of work that can be repeated.
  }
}

const failed = (kind: AttemptFailure['kind'], message: string, cause: unknown): AttemptOutcome => ({
  kind: 'failed',
  failure: { kind, message },
  cause,
})

/** The engine throws these for what a caller asked, and would throw them again. They cross threads by name only. */
function isEngineRefusal(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RangeError' || error.name === 'TypeError')
}

function describe(error: unknown): string {
  return isEngineRefusal(error) && error instanceof Error
    ? `the engine refused: ${error.message}`
    : 'the compaction was interrupted by an internal error'
}
