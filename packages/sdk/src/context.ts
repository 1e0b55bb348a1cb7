import type {
  CompactedResponse,
  CompactResponse,
  FetchResponse,
  PromptContextResponse,
  CompactionStatusResponse as WireStatus,
} from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import type { HeldAnswer, LoadedAnswer } from './cache/cache.js'
import { cacheKey } from './cache/key.js'
import type { PushedUpdate } from './cache/state.js'
import { parseConversationId } from './conversation-id.js'
import { ConflictError, NotFoundError } from './errors.js'
import { expand } from './expand.js'
import { explain } from './explain.js'
import { getMessages } from './messages.js'
import type { CompactedMessages, GetMessagesOptions, ProviderMessages } from './messages-types.js'
import { invalid } from './options.js'
import { readAnswer } from './read-answer.js'
import { readCompaction, readStatus, readTrigger } from './read-compaction.js'
import { readFetched, readPromptContext } from './read-context.js'
import type { Session } from './session.js'
import type { WireAnswer, WireRequest } from './transport.js'
import type {
  CompactAndWaitOptions,
  CompactionResponse,
  CompactionStatusResponse,
  CompactionTriggerResponse,
  CompactOptions,
  ContextForPromptOptions,
  ContextForPromptResponse,
  ContextResponse,
  ExpandedMessage,
  ExpandOptions,
  ExplainOptions,
  Explanation,
  FetchOptions,
  GetCompactedOptions,
  ResponseMetadata,
  StatusOptions,
} from './types.js'
import { compactAndWait } from './wait.js'

/**
 * Every call takes one object and may throw AuthenticationError, InvalidConversationIdError, RateLimitError,
 * ServiceUnavailableError and NetworkTimeoutError; what else it may throw stands beside it.
 */
export interface ContextApi {
  /**
   * Starts a compaction and returns at once. Nothing new since the last version and no `force`: `status` is `completed` and
   * the id is that version's.
   *
   * Errors  PermissionError: no messages were recorded. ConflictError: a run is under way.
   */
  compact(options: CompactOptions): Promise<CompactionTriggerResponse>
  /** The state of the latest run, and how the newest version stands to the messages. */
  getCompactionStatus(options: StatusOptions): Promise<CompactionStatusResponse>
  /** The newest compaction, or the version asked for; null when there is none. */
  getCompacted(options: GetCompactedOptions): Promise<CompactionResponse | null>
  /** As `getCompacted`, as a list of messages that OpenAI's or Anthropic's API accepts as it is. */
  getMessages<P extends keyof ProviderMessages>(
    options: GetMessagesOptions<P>,
  ): Promise<CompactedMessages<P> | null>
  /** The whole message behind a handle such as `m12` in a compacted text; null where there is none any more. */
  expand(options: ExpandOptions): Promise<ExpandedMessage | null>
  /** What became of each sentence in a version, and why; null when there is no such version. */
  explain(options: ExplainOptions): Promise<Explanation | null>
  /**
   * The newest compaction and the messages after it, ready for a system prompt. Made to be called at every turn.
   *
   * Errors  PermissionError: no messages were recorded.
   */
  getContextForPrompt(options: ContextForPromptOptions): Promise<ContextForPromptResponse>
  /** The items that fit a query best, beside the compacted conversation. */
  fetch(options: FetchOptions): Promise<ContextResponse>
  /**
   * `compact`, then waits for the run and returns its result. A run that is under way already is waited for first.
   *
   * Errors  as `compact`; CompactionFailedError: the run failed. NetworkTimeoutError: not done within `waitTimeoutMs`.
   */
  compactAndWait(options: CompactAndWaitOptions): Promise<CompactionResponse>
}

export function createContext(session: Session): ContextApi {
  return {
    compact: (options) => compact(session, options),
    getCompactionStatus: (options) => getStatus(session, options, true),
    getCompacted: (options) => getCompacted(session, options),
    getMessages: (options) => getMessages(session, options),
    expand: (options) => expand(session, options),
    explain: (options) => explain(session, options),
    getContextForPrompt: (options) => getPromptContext(session, options),
    fetch: (options) => fetchContext(session, options),
    compactAndWait: (options) =>
      compactAndWait(
        {
          compact: (inner) => compact(session, inner),
          getStatus: (inner) => getStatus(session, inner, false),
          getCompacted: (inner) => getCompacted(session, inner),
          runtime: session.runtime,
          nextPush: session.nextPush,
        },
        options,
      ),
  }
}

async function compact(session: Session, options: CompactOptions): Promise<CompactionTriggerResponse> {
  const id = parseConversationId(options.conversationId)
  const { targetTokens, force = false, signal, timeoutMs } = options
  if (targetTokens !== undefined && !(Number.isInteger(targetTokens) && targetTokens > 0)) {
    throw invalid('targetTokens', 'must be a whole number above 0', targetTokens)
  }
  return session.cache.write(
    [id],
    async () => {
      const body = {
        conversation_id: id,
        strategy: options.strategy ?? options.compactionLevel,
        target_tokens: targetTokens,
        force,
      }
      // Repeating a forced run could make two versions. Without force the second request finds the first one's run.
      const request: WireRequest = {
        method: 'POST',
        path: PATHS.compact,
        body,
        safety: force ? 'once' : 'idempotent',
        signal,
        timeoutMs,
      }
      let repetitions = 0
      const onRepeat = () => {
        repetitions++
      }
      try {
        const answer = await session.send({ ...request, onRepeat })
        return readAnswer(answer, (wire: CompactResponse) => readTrigger(wire, fetchedNow(answer)))
      } catch (error) {
        const started =
          repetitions > 0 && error instanceof ConflictError ? await startedRun(session, options) : undefined
        if (started) return started
        throw error
      }
    },
    ({ compactionId, status }) => ({ kind: 'run', compactionId, isUnderWay: status === 'in_progress' }),
    { kind: 'perhaps_run' },
  )
}

/** The run that our own first, unanswered request has started: that is why the repetition met a conflict. */
async function startedRun(
  session: Session,
  options: CompactOptions,
): Promise<CompactionTriggerResponse | undefined> {
  const { conversationId, signal, timeoutMs } = options
  const status = await getStatus(session, { conversationId, signal, timeoutMs }, false)
  if (status.compactionId === null || status.latestCreatedAt === null) return undefined
  return {
    compactionId: status.compactionId,
    conversationId: status.conversationId,
    status: status.status,
    triggerType: 'manual_api',
    initiatedAt: status.latestCreatedAt,
    estimatedCompletionSeconds: status.estimatedCompletionSeconds,
    previousContext: null,
    previousContextAgeSeconds: null,
    previousCompactionId: null,
  }
}

async function getStatus(
  session: Session,
  { conversationId, signal, timeoutMs }: StatusOptions,
  mayUsePush: boolean,
): Promise<CompactionStatusResponse> {
  const id = parseConversationId(conversationId)
  signal?.throwIfAborted()
  const pushed = mayUsePush ? session.cache.pushedUpdate(id) : undefined
  if (pushed) return statusOfPush(id, pushed)
  const generation = session.cache.generationOf(id)
  const answer = await session.send({
    method: 'GET',
    path: PATHS.compactionStatus.replace(':id', id),
    safety: 'idempotent',
    signal,
    timeoutMs,
  })
  const status = readAnswer(answer, (wire: WireStatus) => readStatus(wire, fetchedNow(answer)))
  session.cache.sawStatus(id, generation, {
    status: status.status,
    compactionId: status.compactionId,
    version: status.version ?? 0,
    coversAll: !status.isStale,
  })
  return status
}

/** A push carries the run and when it was done; the rest of a status is not in it. */
function statusOfPush(conversationId: string, pushed: PushedUpdate): CompactionStatusResponse {
  const completedAt = new Date(pushed.completedAtMs)
  return {
    conversationId,
    status: 'completed',
    compactionId: pushed.compactionId,
    completedAt,
    compressionRatio: null,
    validationScore: null,
    estimatedCompletionSeconds: null,
    errorMessage: null,
    latestVersion: null,
    latestCreatedAt: null,
    hasCompaction: true,
    isStale: false,
    version: null,
    lastCompactedAt: completedAt,
    memoriesSinceCompaction: 0,
    metadata: {
      correlationId: `push:${pushed.compactionId}`,
      source: 'anticipation',
      ttlSeconds: 0,
      retrievedAt: new Date(pushed.receivedAtMs),
    },
  }
}

async function getCompacted(
  session: Session,
  options: GetCompactedOptions,
): Promise<CompactionResponse | null> {
  const id = parseConversationId(options.conversationId)
  const {
    version,
    format = 'structured',
    includeExtractions = true,
    includeNarrative = true,
    timeoutMs,
  } = options
  if (version !== undefined && version !== null && !(Number.isInteger(version) && version > 0)) {
    throw invalid('version', 'must be a whole number above 0', version)
  }
  const load = async (signal: AbortSignal | undefined): Promise<LoadedAnswer | undefined> => {
    try {
      const answer = await session.send({
        method: 'GET',
        path: PATHS.compacted.replace(':id', id),
        query: {
          format,
          version: version ?? undefined,
          include_extractions: includeExtractions ? undefined : false,
          include_narrative: includeNarrative ? undefined : false,
        },
        safety: 'idempotent',
        signal,
        timeoutMs,
      })
      return readAnswer(answer, (wire: CompactedResponse) => {
        readCompaction(wire, fetchedNow(answer)) // what cannot be read must not be kept
        return loaded(answer, wire.compaction_id ?? null, wire.version ?? 0)
      })
    } catch (error) {
      if (error instanceof NotFoundError) return undefined
      throw error
    }
  }
  if (version !== undefined && version !== null) {
    const answer = await load(options.signal)
    if (answer) session.cache.sawVersion(id, answer.version)
    return answer ? compactionOf({ ...answer, source: 'cloud', expiresAtMs: answer.sentAtMs }, session) : null
  }
  const key = cacheKey({ kind: 'compacted', format, includeExtractions, includeNarrative })
  const held = await session.cache.read(id, key, options.signal, load)
  return held ? compactionOf(held, session) : null
}

function compactionOf(held: HeldAnswer, session: Session): CompactionResponse {
  const answer = { ...held, json: JSON.parse(held.text) }
  return readAnswer(answer, (wire: CompactedResponse) => readCompaction(wire, metadataOf(held, session)))
}

async function getPromptContext(
  session: Session,
  options: ContextForPromptOptions,
): Promise<ContextForPromptResponse> {
  const id = parseConversationId(options.conversationId)
  const { style = 'structured', recent = 'auto', timeoutMs } = options
  const key = cacheKey({ kind: 'prompt', style, recent })
  const held = await session.cache.read(id, key, options.signal, async (signal) => {
    const answer = await session.send({
      method: 'GET',
      path: PATHS.contextForPrompt.replace(':id', id),
      query: { style, recent: recent === 'auto' ? undefined : recent },
      safety: 'idempotent',
      signal,
      timeoutMs,
    })
    return readAnswer(answer, (wire: PromptContextResponse) => {
      readPromptContext(wire, fetchedNow(answer), 0) // what cannot be read must not be kept
      return loaded(answer, wire.compaction_id ?? null, wire.version ?? 0)
    })
  })
  const answer = { ...held, json: JSON.parse(held.text) }
  const heldMs = session.runtime.nowMs() - held.receivedAtMs
  return readAnswer(answer, (wire: PromptContextResponse) =>
    readPromptContext(wire, metadataOf(held, session), heldMs),
  )
}

async function fetchContext(session: Session, options: FetchOptions): Promise<ContextResponse> {
  const id = parseConversationId(options.conversationId)
  const { searchQuery, signal, timeoutMs } = options
  const queries = typeof searchQuery === 'string' ? [searchQuery] : searchQuery
  signal?.throwIfAborted()
  const anticipated = session.anticipate?.({ ...options, conversationId: id, searchQuery: queries })
  if (anticipated) return anticipated
  const answer = await session.send({
    method: 'POST',
    path: PATHS.fetchConversation,
    body: {
      conversation_id: id,
      search_query: queries,
      max_results: options.maxResults,
      types: options.types,
      mode: options.mode,
      user_id: options.userId,
      customer_id: options.customerId,
      // The wire knows only `false`; absent means true.
      include_conversation_context: options.includeConversationContext === false ? false : undefined,
    },
    safety: 'idempotent',
    signal,
    timeoutMs,
  })
  return readAnswer(answer, (wire: FetchResponse) => readFetched(wire, fetchedNow(answer)))
}

function loaded(answer: WireAnswer, compactionId: string | null, version: number): LoadedAnswer {
  const { json: _, ...kept } = answer
  return { ...kept, compactionId, version }
}

function metadataOf(held: HeldAnswer, session: Session): ResponseMetadata {
  return {
    correlationId: held.correlationId,
    source: held.source,
    ttlSeconds: Math.max(0, Math.floor((held.expiresAtMs - session.runtime.nowMs()) / 1000)),
    retrievedAt: new Date(held.receivedAtMs),
  }
}

function fetchedNow({ correlationId, receivedAtMs }: WireAnswer): ResponseMetadata {
  return { correlationId, source: 'cloud', ttlSeconds: 0, retrievedAt: new Date(receivedAtMs) }
}
