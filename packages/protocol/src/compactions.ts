/** Starting a compaction, its state, and the compacted result. */
import { z } from 'zod'
import { extraction, itemType, span } from './items.js'
import { conversationId, optional, queryFlag, queryInteger, time } from './primitives.js'

export const STRATEGIES = ['aggressive', 'balanced', 'conservative', 'adaptive'] as const
export const strategy = z.enum(STRATEGIES)
export type Strategy = z.infer<typeof strategy>

/** Older names of three strategies, accepted and never sent. */
const LEVEL_ALIASES = { low: 'conservative', medium: 'balanced', high: 'aggressive' } as const

const ACCEPTED_STRATEGIES = [...STRATEGIES, 'low', 'medium', 'high'] as const

/** A strategy or its older name in, the strategy out. */
export const requestedStrategy = z
  .enum(ACCEPTED_STRATEGIES, { error: `must be one of ${ACCEPTED_STRATEGIES.join(', ')}` })
  .transform((name): Strategy => {
    if (name === 'low' || name === 'medium' || name === 'high') return LEVEL_ALIASES[name]
    return name
  })

export const FORMATS = ['structured', 'narrative', 'bullet_points', 'injection'] as const
export type Format = (typeof FORMATS)[number]

const ACCEPTED_FORMATS = [...FORMATS, 'injection-ready'] as const

/** `injection-ready` is the guide's name of `injection`. */
export const requestedFormat = z
  .enum(ACCEPTED_FORMATS, { error: `must be one of ${ACCEPTED_FORMATS.join(', ')}` })
  .transform((name): Format => (name === 'injection-ready' ? 'injection' : name))

/** A list of messages instead of a text. */
export const MESSAGES_FORMAT = 'messages'

const READABLE_FORMATS = [...ACCEPTED_FORMATS, MESSAGES_FORMAT] as const

/** What a compaction can be read as: a text in one of its formats, or a list of messages. */
const readableFormat = z
  .enum(READABLE_FORMATS, { error: `must be one of ${READABLE_FORMATS.join(', ')}` })
  .transform((name): Format | typeof MESSAGES_FORMAT => (name === 'injection-ready' ? 'injection' : name))

/** Whose rules a list of messages keeps. */
export const PROVIDERS = ['openai', 'anthropic'] as const
export type Provider = (typeof PROVIDERS)[number]

export const TRIGGER_TYPES = ['manual_api', 'auto_tokens', 'auto_messages'] as const
export type TriggerType = (typeof TRIGGER_TYPES)[number]

/** Beyond any context window; keeps arithmetic on it exact. */
const MAX_TARGET_TOKENS = 100_000_000

export const targetTokens = z
  .int('must be a whole number of tokens')
  .min(1, 'must be at least 1')
  .max(MAX_TARGET_TOKENS, `must be at most ${MAX_TARGET_TOKENS}`)

export const compactRequest = z
  .object({
    conversation_id: conversationId,
    strategy: optional(requestedStrategy),
    /** Older name of `strategy`, which wins when both are given. */
    compaction_level: optional(requestedStrategy),
    /** Hard ceiling of the result in tokens; outranks the strategy's ratio. */
    target_tokens: optional(targetTokens),
    /** Make a new version even when nothing has changed since the last. */
    force: optional(z.boolean('must be true or false')),
  })
  .transform(({ compaction_level, ...rest }) => ({
    ...rest,
    strategy: rest.strategy ?? compaction_level ?? 'adaptive',
    force: rest.force ?? false,
  }))
/** What a caller may send. */
export type CompactRequest = z.input<typeof compactRequest>

/** Where the conversation stands. */
export const currentState = z.object({
  status: z.enum(['in_progress', 'completed', 'blocked', 'waiting']),
  topic: z.string().nullable(),
  last_user_request: z.string().nullable(),
  /** Whether the assistant has answered it or still has to; null where nothing was asked, and among people. */
  last_request_status: z.enum(['open', 'answered']).nullable().optional(),
  open_issues: z.array(z.string()),
  next_steps: z.array(z.string()),
  /** Named values now in force. */
  values: z.record(z.string(), z.string()),
})
export type WireCurrentState = z.infer<typeof currentState>

/** What the score rests on. */
export const validationReport = z.object({
  /** Share kept, by type of item; types that the conversation does not have are absent. */
  coverage: z.partialRecord(itemType, z.number().min(0).max(1)),
  faithfulness: z.number().min(0).max(1),
  missing: z.array(z.object({ type: itemType, content: z.string(), evidence: z.array(span) })),
  unsupported: z.array(z.string()),
})
export type WireValidationReport = z.infer<typeof validationReport>

/** How many units of the conversation met which fate. */
export const manifestTotals = z.object({
  units: z.int().min(0),
  kept: z.int().min(0),
  shortened: z.int().min(0),
  dropped: z.int().min(0),
  superseded: z.int().min(0),
})

const score = z.number().min(0).max(1)

/**
 * A compacted conversation.
 * The names `level_applied` and `metadata` must never appear here: inside `previous_context` they would make an
 * existing client take an old result for the new one.
 */
export const compactedResponse = z.object({
  compaction_id: z.string(),
  conversation_id: z.string(),
  version: z.int().min(1),
  created_at: time,
  format: z.enum(FORMATS),
  formatted_context: z.string(),
  compacted_context: z.string(),
  original_token_count: z.int().min(0),
  compacted_token_count: z.int().min(0),
  compression_ratio: z.number().min(0),
  strategy_used: strategy,
  /** The ceiling that was in force. */
  target_tokens: z.int().min(0),
  trigger_type: z.enum(TRIGGER_TYPES),
  /** Messages that the compaction covers. */
  message_count: z.int().min(0),
  validation_score: score,
  validation_passed: z.boolean(),
  /** What the score rests on. */
  validation: validationReport,
  facts: z.array(extraction),
  decisions: z.array(extraction),
  preferences: z.array(extraction),
  constraints: z.array(extraction),
  other_items: z.array(extraction),
  current_state: currentState,
  summary: z.string().nullable(),
  /** How many sentences of the conversation met which fate. */
  totals: manifestTotals,
  quality_warning: z.boolean(),
  quality_warning_message: z.string().nullable(),
  warnings: z.array(z.string()),
  ttl_seconds: z.int().min(0),
})
export type CompactedResponse = z.infer<typeof compactedResponse>

export const RUN_STATUSES = ['none', 'in_progress', 'completed', 'failed'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export const compactResponse = z.object({
  compaction_id: z.string(),
  conversation_id: z.string(),
  status: z.enum(['in_progress', 'completed']),
  trigger_type: z.enum(TRIGGER_TYPES),
  initiated_at: time,
  estimated_completion_seconds: z.int().min(0).nullable(),
  previous_context: compactedResponse.nullable(),
  previous_context_age_seconds: z.int().min(0).nullable(),
  previous_compaction_id: z.string().nullable(),
})
export type CompactResponse = z.infer<typeof compactResponse>

export const compactedQuery = z
  .object({
    format: optional(readableFormat),
    /** Whose message list, with format `messages` only. Default `openai`. */
    provider: optional(z.enum(PROVIDERS, { error: `must be one of ${PROVIDERS.join(', ')}` })),
    version: optional(queryInteger(1, 2_147_483_647)),
    include_extractions: optional(queryFlag),
    include_narrative: optional(queryFlag),
  })
  .refine(({ format, provider }) => provider === undefined || format === MESSAGES_FORMAT, {
    path: ['provider'],
    error: 'is for format messages only; send format=messages with it, or leave it out',
  })
export type CompactedQuery = z.input<typeof compactedQuery>

/** One message as the provider's API takes it. */
const providerMessage = z.looseObject({ role: z.enum(['system', 'user', 'assistant', 'tool']) })

/** A compaction as a list of messages, ready for the body of a request to the provider. */
export const compactedMessagesResponse = z.object({
  compaction_id: z.string(),
  conversation_id: z.string(),
  version: z.int().min(1),
  created_at: time,
  format: z.literal(MESSAGES_FORMAT),
  provider: z.enum(PROVIDERS),
  /** Anthropic only: its `system` parameter. For OpenAI the context is the first message. */
  system: z.string().optional(),
  messages: z.array(providerMessage),
  original_token_count: z.int().min(0),
  /** Tokens of the whole list, the provider's overhead estimated upwards. */
  compacted_token_count: z.int().min(0),
  target_tokens: z.int().min(0),
  /** Messages that the compaction covers. */
  message_count: z.int().min(0),
  /** Of the text that stands for older messages; null where every message stands in the list. */
  validation_score: score.nullable(),
  quality_warning: z.boolean(),
  warnings: z.array(z.string()),
  ttl_seconds: z.int().min(0),
})
export type CompactedMessagesResponse = z.infer<typeof compactedMessagesResponse>

/** A compaction in the format that was asked for. */
export const readCompactedResponse = z.discriminatedUnion('format', [
  compactedResponse,
  compactedMessagesResponse,
])

export const compactionStatusResponse = z.object({
  conversation_id: z.string(),
  status: z.enum(RUN_STATUSES),
  compaction_id: z.string().nullable(),
  completed_at: time.nullable(),
  compression_ratio: z.number().min(0).nullable(),
  validation_score: score.nullable(),
  estimated_completion_seconds: z.int().min(0).nullable(),
  error_message: z.string().nullable(),
  latest_version: z.int().min(1).nullable(),
  /** When the latest run started. */
  latest_created_at: time.nullable(),
  has_compaction: z.boolean(),
  /** Messages were recorded after the last one that the newest version covers. */
  is_stale: z.boolean(),
  /** Newest version, 0 when there is none. */
  version: z.int().min(0),
  last_compacted_at: time.nullable(),
  /** Messages recorded since the newest version. */
  memories_since_compaction: z.int().min(0),
})
export type CompactionStatusResponse = z.infer<typeof compactionStatusResponse>

export const explainQuery = z.object({ version: optional(queryInteger(1, 2_147_483_647)) })
export type ExplainQuery = z.input<typeof explainQuery>

/** Why one unit of a message was kept, shortened, dropped or superseded. */
export const manifestEntry = z.object({
  message_id: z.string(),
  start: z.int().min(0),
  end: z.int().min(0),
  /** `m12` for the twelfth message of the conversation: what `expand` takes. */
  handle: z.string(),
  text: z.string(),
  fate: z.enum(['kept', 'shortened', 'dropped', 'superseded']),
  reason: z.string(),
  /** What it was chosen by: the higher, the sooner. */
  score: z.number(),
  /** The named parts whose sum is `score`. */
  score_parts: z.record(z.string(), z.number()),
  shortened: z.string().nullable(),
  /** Where what replaced it, or says it again, was said. */
  successor: z.object({ message_id: z.string(), start: z.int().min(0), end: z.int().min(0) }).nullable(),
})

/** The manifest of one version, in conversation order. */
export const explainResponse = z.object({
  compaction_id: z.string(),
  conversation_id: z.string(),
  version: z.int().min(1),
  entries: z.array(manifestEntry),
})
export type ExplainResponse = z.infer<typeof explainResponse>

/** `:id` of a conversation in a path. */
export const conversationParams = z.object({ id: conversationId })
