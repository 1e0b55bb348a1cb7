/** From a started run to its result. */
import { CompactionFailedError, ConflictError, NetworkTimeoutError } from './errors.js'
import { parseTimeoutMs } from './options.js'
import { type Runtime, sleep } from './runtime.js'
import type { Session } from './session.js'
import type {
  CompactAndWaitOptions,
  CompactionResponse,
  CompactionStatusResponse,
  CompactionTriggerResponse,
  CompactOptions,
  GetCompactedOptions,
  StatusOptions,
} from './types.js'

/** The first look comes soon, because runs take milliseconds; later ones at the pace that the guides show. */
export const FIRST_POLL_MS = 50
export const LAST_POLL_MS = 2_000
const POLL_GROWTH = 1.6
export const DEFAULT_WAIT_MS = 600_000
/** How often another's run is waited for before ours starts. Each wait ends with a free conversation, so more means a storm. */
const MAX_JOINS = 5

export interface WaitDependencies {
  readonly compact: (options: CompactOptions) => Promise<CompactionTriggerResponse>
  /** Always asks the server: a pushed update must not end the wait for a later run. */
  readonly getStatus: (options: StatusOptions) => Promise<CompactionStatusResponse>
  readonly getCompacted: (options: GetCompactedOptions) => Promise<CompactionResponse | null>
  readonly runtime: Runtime
  readonly nextPush: Session['nextPush']
}

export async function compactAndWait(
  deps: WaitDependencies,
  options: CompactAndWaitOptions,
): Promise<CompactionResponse> {
  const { onProgress, pollIntervalMs, waitTimeoutMs, format, ...compactOptions } = options
  const { runtime } = deps
  const startedAtMs = runtime.nowMs()
  const wait: Wait = {
    deps,
    options,
    startedAtMs,
    deadlineMs: startedAtMs + parseTimeoutMs(waitTimeoutMs, 'waitTimeoutMs', DEFAULT_WAIT_MS),
  }
  if (pollIntervalMs !== undefined) parseTimeoutMs(pollIntervalMs, 'pollIntervalMs', 0)
  const run = await startOrJoin(wait, compactOptions)
  const { conversationId, signal, timeoutMs } = options
  onProgress?.({
    compactionId: run.compactionId,
    status: run.status,
    elapsedMs: runtime.nowMs() - startedAtMs,
    estimatedCompletionSeconds: run.estimatedCompletionSeconds,
  })
  const version = run.status === 'completed' ? undefined : (await untilDone(wait, run.compactionId)).version
  const result = await deps.getCompacted({
    conversationId,
    format,
    signal,
    timeoutMs,
    version: version || undefined,
  })
  if (result) return result
  throw new CompactionFailedError(`Run ${run.compactionId} is completed, but its result is not there.`, {
    code: 'compaction_failed',
    compactionId: run.compactionId,
  })
}

interface Wait {
  readonly deps: WaitDependencies
  readonly options: CompactAndWaitOptions
  readonly startedAtMs: number
  readonly deadlineMs: number
}

/** Starts our run. While another one is under way it waits for that one's end first: it may not cover what we want covered. */
async function startOrJoin(wait: Wait, compactOptions: CompactOptions): Promise<CompactionTriggerResponse> {
  for (let joined = 0; ; joined++) {
    try {
      return await wait.deps.compact(compactOptions)
    } catch (error) {
      if (!(error instanceof ConflictError) || joined >= MAX_JOINS) throw error
      await untilIdle(wait)
    }
  }
}

async function untilIdle(wait: Wait): Promise<void> {
  await poll(wait, 'the run that is under way', (status) => status.status !== 'in_progress')
}

/** Polls until the run is over. A newer run that is seen instead means that ours is over as well. */
async function untilDone(wait: Wait, compactionId: string): Promise<CompactionStatusResponse> {
  const { onProgress } = wait.options
  const last = await poll(wait, `run ${compactionId}`, (status) => {
    const isOurs = status.compactionId === null || status.compactionId === compactionId
    onProgress?.({
      compactionId,
      status: isOurs ? status.status : 'completed',
      elapsedMs: wait.deps.runtime.nowMs() - wait.startedAtMs,
      estimatedCompletionSeconds: status.estimatedCompletionSeconds,
    })
    return !isOurs || status.status === 'completed' || status.status === 'failed'
  })
  const isOurs = last.compactionId === null || last.compactionId === compactionId
  if (isOurs && last.status === 'failed') {
    const said = last.errorMessage ?? 'the server gave no reason'
    throw new CompactionFailedError(
      `Run ${compactionId} failed: ${said}. The previous version stays usable.`,
      {
        code: 'compaction_failed',
        compactionId,
        correlationId: last.metadata.correlationId,
      },
    )
  }
  return last
}

async function poll(
  wait: Wait,
  what: string,
  isOver: (status: CompactionStatusResponse) => boolean,
): Promise<CompactionStatusResponse> {
  const { conversationId, signal, timeoutMs, pollIntervalMs } = wait.options
  const { runtime } = wait.deps
  for (
    let delayMs = pollIntervalMs ?? FIRST_POLL_MS;
    ;
    delayMs = pollIntervalMs ?? Math.min(delayMs * POLL_GROWTH, LAST_POLL_MS)
  ) {
    const leftMs = wait.deadlineMs - runtime.nowMs()
    if (leftMs <= 0) {
      const waited = wait.deadlineMs - wait.startedAtMs
      throw new NetworkTimeoutError(`${what} was not done within ${waited} ms; it goes on in the server.`, {
        code: 'network_timeout',
        retryable: true,
      })
    }
    await pause(wait, Math.min(delayMs, leftMs))
    const status = await wait.deps.getStatus({ conversationId, signal, timeoutMs })
    if (isOver(status)) return status
  }
}

/** Ends after `delayMs`, or as soon as a push says that a run of this conversation is over. */
async function pause(wait: Wait, delayMs: number): Promise<void> {
  const { runtime, nextPush } = wait.deps
  const { conversationId, signal } = wait.options
  const push = nextPush?.(conversationId)
  if (!push) return sleep(runtime, delayMs, signal)
  const woken = new AbortController()
  const onAbort = () => woken.abort()
  signal?.throwIfAborted()
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    await Promise.race([push.promise, sleep(runtime, delayMs, woken.signal).catch(() => {})])
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', onAbort)
    woken.abort()
    push.cancel()
  }
}
