/**
 * A client that behaves over HTTP as the protocol reference says the Python SDK does: it takes 200 and 204 only, reads
 * `detail`, never retries a status, and is as strict about types as that SDK's models.
 */
import { z } from 'zod'

/** The class that the SDK raises, as its callers see it. */
export type PythonErrorKind =
  | 'InvalidInputError'
  | 'AuthenticationError'
  | 'InsufficientCreditsError'
  | 'ContextNotFoundError'
  | 'ConflictError'
  | 'TranscriptConflictError'
  | 'RateLimitError'
  | 'ServiceUnavailableError'
  | 'SynapTransientError'
  | 'ValidationError'

export class PythonError extends Error {
  constructor(
    readonly kind: PythonErrorKind,
    message: string,
    readonly retryAfterSeconds?: number,
  ) {
    super(`${kind}: ${message}`)
  }
}

const KIND_BY_STATUS: Readonly<Record<number, PythonErrorKind>> = {
  400: 'InvalidInputError',
  401: 'AuthenticationError',
  402: 'InsufficientCreditsError',
  404: 'ContextNotFoundError',
  409: 'ConflictError',
  422: 'InvalidInputError',
  429: 'RateLimitError',
}

const errorBody = z.object({ detail: z.unknown() })

/** Integer seconds or nothing: anything else crashes the real client. */
function retryAfterOf(response: Response): number | undefined {
  const header = response.headers.get('retry-after')
  if (header === null) return undefined
  if (!/^\d+$/.test(header))
    throw new PythonError('SynapTransientError', `Retry-After "${header}" is not a number`)
  return Number(header)
}

async function errorOf(response: Response): Promise<PythonError> {
  const { detail } = errorBody.parse(await response.json())
  const message = typeof detail === 'string' ? detail : JSON.stringify(detail)
  const code = z.object({ code: z.string() }).safeParse(detail).data?.code
  if (response.status === 409 && code === 'transcript_conflict')
    return new PythonError('TranscriptConflictError', message)
  const kind =
    KIND_BY_STATUS[response.status] ??
    (response.status >= 500 ? 'ServiceUnavailableError' : 'SynapTransientError')
  const text = kind === 'SynapTransientError' ? `HTTP ${response.status}: ${message}` : message
  return new PythonError(kind, text, retryAfterOf(response))
}

/** ISO 8601 with a zone. */
const datetime = z.iso.datetime({ offset: true })
const wireInt = z.int()
const unitInterval = z.number().min(0).max(1)
const looseObject = z.looseObject({})

const STRATEGY_NAMES = [
  'aggressive',
  'balanced',
  'conservative',
  'adaptive',
  'low',
  'medium',
  'high',
] as const

export const models = {
  recorded: z.looseObject({
    message_id: z.string().min(1),
    conversation_id: z.string(),
    session_id: z.string().min(1),
    recorded_at: datetime,
  }),
  batch: z.looseObject({
    total: wireInt,
    succeeded: wireInt,
    failed: wireInt,
    results: z.array(looseObject),
  }),
  trigger: z.looseObject({
    compaction_id: z.string().min(1),
    conversation_id: z.string(),
    status: z.string(),
    trigger_type: z.string(),
    initiated_at: datetime,
    estimated_completion_seconds: wireInt.nullable(),
    previous_context: looseObject.nullable(),
    previous_context_age_seconds: wireInt.nullable(),
    previous_compaction_id: z.string().nullable(),
  }),
  compacted: z.looseObject({
    formatted_context: z.string(),
    compacted_context: z.string(),
    original_token_count: wireInt,
    compacted_token_count: wireInt,
    compression_ratio: z.number(),
    strategy_used: z.enum(STRATEGY_NAMES),
    compaction_id: z.string().nullable(),
    validation_score: z.number().nullable(),
    validation_passed: z.boolean().nullable(),
    facts: z.array(z.looseObject({ content: z.string() })),
    decisions: z.array(z.looseObject({ content: z.string() })),
    preferences: z.array(z.looseObject({ content: z.string() })),
    current_state: looseObject.nullable(),
    quality_warning: z.boolean().nullable(),
    ttl_seconds: wireInt,
    warnings: z.array(z.string()),
  }),
  status: z.looseObject({
    conversation_id: z.string(),
    status: z.enum(['none', 'in_progress', 'completed', 'failed']),
    compaction_id: z.string().nullable(),
    completed_at: datetime.nullable(),
    compression_ratio: z.number().nullable(),
    validation_score: unitInterval.nullable(),
    estimated_completion_seconds: wireInt.nullable(),
    error_message: z.string().nullable(),
    latest_version: wireInt.nullable(),
    latest_created_at: datetime.nullable(),
    // The newer guide's names, beside the older ones.
    has_compaction: z.boolean(),
    is_stale: z.boolean(),
    memories_since_compaction: wireInt,
  }),
  promptContext: z.looseObject({
    formatted_context: z.string().nullable(),
    available: z.boolean(),
    is_stale: z.boolean(),
    compression_ratio: z.number().nullable(),
    validation_score: z.number().nullable(),
    compaction_age_seconds: wireInt.nullable(),
    quality_warning: z.boolean(),
    recent_messages: z.array(
      z.looseObject({
        role: z.string(),
        content: z.string(),
        timestamp: datetime,
        message_id: z.string().min(1),
      }),
    ),
    recent_message_count: wireInt,
    compacted_message_count: wireInt,
    total_message_count: wireInt,
  }),
  whoami: z.looseObject({ client_id: z.string().min(1), instance_id: z.string().min(1) }),
} as const

const baseItem = z.looseObject({
  id: z.string(),
  content: z.string(),
  confidence: unitInterval,
  source: z.string(),
  extracted_at: datetime,
  metadata: looseObject,
  event_date: z.string().nullable(),
  valid_until: z.string().nullable(),
  temporal_confidence: z.number(),
  source_evidence: z.array(z.string()).nullable(),
})

export const fetched = z.looseObject({
  context: z.looseObject({
    facts: z.array(baseItem),
    preferences: z.array(baseItem.extend({ category: z.string(), strength: unitInterval })),
    episodes: z.array(baseItem),
    emotions: z.array(baseItem.extend({ emotion_type: z.string() })),
    temporal_events: z.array(baseItem.extend({ event_date: z.string(), temporal_category: z.string() })),
  }),
  conversation_context: z
    .looseObject({
      summary: z.string().nullable(),
      current_state: looseObject,
      key_extractions: z.record(z.string(), z.array(looseObject)),
      recent_turns: z.array(z.looseObject({ role: z.string(), content: z.string(), timestamp: z.string() })),
      compaction_id: z.string().nullable(),
      compacted_at: z.string().nullable(),
    })
    .nullish(),
  ttl_seconds: wireInt,
})

/** What `compact` would store for five minutes as the answer to the next `get_compacted`, if it parsed as one. */
const storedResponse = z.looseObject({
  compacted_context: z.string(),
  level_applied: z.string(),
  metadata: looseObject,
})

export interface PythonClient {
  readonly conversationsUrl: string
  request<T>(method: string, path: string, model: z.ZodType<T>, body?: unknown): Promise<T>
  recordMessage(input: object): Promise<z.infer<typeof models.recorded>>
  compact(input: object): Promise<z.infer<typeof models.trigger>>
  /** A 404 is `None`, here undefined. */
  getCompacted(conversationId: string, query?: string): Promise<z.infer<typeof models.compacted> | undefined>
  status(conversationId: string): Promise<z.infer<typeof models.status>>
  promptContext(conversationId: string, style?: string): Promise<z.infer<typeof models.promptContext>>
  fetch(scope: string, body: object): Promise<z.infer<typeof fetched>>
}

export function createPythonClient(url: string, apiKey: string): PythonClient {
  const request = async <T>(
    method: string,
    path: string,
    model: z.ZodType<T>,
    body?: unknown,
  ): Promise<T> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'content-type': 'application/json',
        'x-client-id': '',
        'x-instance-id': '',
        'x-correlation-id': 'syn_inst_0_1767225600000_abcdef',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (response.status !== 200) throw await errorOf(response)
    const json: unknown = await response.json()
    const forbidden = z
      .looseObject({ error: z.unknown().optional(), success: z.unknown().optional() })
      .parse(json)
    if (forbidden.error !== undefined || forbidden.success === false)
      throw new PythonError('SynapTransientError', 'a 200 body with an error key')
    const parsed = model.safeParse(json)
    if (!parsed.success) throw new PythonError('ValidationError', z.prettifyError(parsed.error))
    return parsed.data
  }
  const conversationsUrl = '/v1/conversations'

  return {
    conversationsUrl,
    request,
    recordMessage: (input) =>
      request('POST', `${conversationsUrl}/messages`, models.recorded, { metadata: {}, ...input }),
    async compact(input) {
      const defaults = { strategy: null, target_tokens: null, force: false }
      const answer = await request('POST', `${conversationsUrl}/compact`, models.trigger, {
        ...defaults,
        ...input,
      })
      if (storedResponse.safeParse(answer.previous_context).success)
        throw new PythonError('ValidationError', 'previous_context would be served as the new result')
      return answer
    },
    async getCompacted(conversationId, query = 'format=structured') {
      try {
        return await request(
          'GET',
          `${conversationsUrl}/${conversationId}/compacted?${query}`,
          models.compacted,
        )
      } catch (error) {
        if (error instanceof PythonError && error.kind === 'ContextNotFoundError') return undefined
        throw error
      }
    },
    status: (conversationId) =>
      request('GET', `${conversationsUrl}/${conversationId}/compaction/status`, models.status),
    promptContext: (conversationId, style = 'structured') =>
      request(
        'GET',
        `${conversationsUrl}/${conversationId}/context-for-prompt?style=${style}`,
        models.promptContext,
      ),
    fetch: (scope, body) =>
      request('POST', `/v1/context/${scope}/fetch`, fetched, {
        max_results: 10,
        types: ['all'],
        mode: 'fast',
        ...body,
      }),
  }
}
