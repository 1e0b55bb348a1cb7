/** The prompt context, and ranked retrieval. */
import { z } from 'zod'
import { CONTEXT_TYPES, type ContextType, contextItem, extraction } from './items.js'
import { ROLES } from './messages.js'
import { conversationId, externalId, optional, text, time } from './primitives.js'
import { conversationSummary, userProfile } from './profile.js'

export const STYLES = ['structured', 'narrative', 'bullet_points'] as const
export type Style = (typeof STYLES)[number]

export const promptContextQuery = z.object({
  style: optional(z.enum(STYLES, { error: `must be one of ${STYLES.join(', ')}` })),
  /** `always`: recent messages alone make the context available, before the first compaction. */
  recent: optional(z.enum(['auto', 'always'], { error: 'must be auto or always' })),
})
export type PromptContextQuery = z.input<typeof promptContextQuery>

const score = z.number().min(0).max(1)

export const recentMessage = z.object({
  role: z.enum(ROLES),
  content: z.string(),
  timestamp: time,
  message_id: z.string(),
  name: z.string().optional(),
})
export type RecentMessage = z.infer<typeof recentMessage>

export const promptContextResponse = z.object({
  conversation_id: z.string(),
  /** The compacted part and the messages after it, ready for a system prompt. */
  formatted_context: z.string().nullable(),
  available: z.boolean(),
  has_compaction: z.boolean(),
  /** Older than 15 minutes, or messages came after it. */
  is_stale: z.boolean(),
  compaction_id: z.string().nullable(),
  version: z.int().min(0),
  compression_ratio: z.number().min(0).nullable(),
  validation_score: score.nullable(),
  compaction_age_seconds: z.int().min(0).nullable(),
  quality_warning: z.boolean(),
  /** The messages that no version covers; of very many the newest thousand, or megabyte. */
  recent_messages: z.array(recentMessage),
  /** How many no version covers, listed or not. */
  recent_message_count: z.int().min(0),
  compacted_message_count: z.int().min(0),
  total_message_count: z.int().min(0),
})
export type PromptContextResponse = z.infer<typeof promptContextResponse>

/** Bounds of `max_results`, as the documents of the existing clients give them. */
export const DEFAULT_MAX_RESULTS = 10
export const MAX_MAX_RESULTS = 50

const MAX_QUERIES = 32

/** Every spelling of a type that clients, guides and adapters use. */
const TYPE_NAMES: Readonly<Record<string, ContextType | 'all'>> = {
  all: 'all',
  fact: 'facts',
  facts: 'facts',
  preference: 'preferences',
  preferences: 'preferences',
  episode: 'episodes',
  episodes: 'episodes',
  emotion: 'emotions',
  emotions: 'emotions',
  temporal: 'temporal_events',
  temporal_event: 'temporal_events',
  temporal_events: 'temporal_events',
}

const oneOrMany = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (value: z.input<S> | readonly z.input<S>[]) => (typeof value === 'string' ? [value] : value),
    z.array(schema),
  )

const requestedTypes = oneOrMany(
  z.string().refine((name) => Object.hasOwn(TYPE_NAMES, name), {
    error: `must be one of ${Object.keys(TYPE_NAMES).join(', ')}`,
  }),
).transform((names): readonly ContextType[] => {
  const wanted = new Set(names.map((name) => TYPE_NAMES[name]))
  if (wanted.size === 0 || wanted.has('all')) return CONTEXT_TYPES
  return CONTEXT_TYPES.filter((type) => wanted.has(type))
})

const fetchFields = {
  search_query: optional(
    oneOrMany(text).pipe(z.array(z.string()).max(MAX_QUERIES, `must have at most ${MAX_QUERIES} queries`)),
  ),
  max_results: optional(
    z
      .int(`must be a whole number from 1 to ${MAX_MAX_RESULTS}`)
      .min(1, `must be a whole number from 1 to ${MAX_MAX_RESULTS}`)
      .max(MAX_MAX_RESULTS, `must be a whole number from 1 to ${MAX_MAX_RESULTS}`),
  ),
  types: optional(requestedTypes),
  mode: optional(z.enum(['fast', 'accurate'], { error: 'must be fast or accurate' })),
  precision_level: optional(z.enum(['high', 'medium'], { error: 'must be high or medium' })),
  /** False: leave `conversation_context` out; the caller holds its own. */
  include_conversation_context: optional(z.boolean('must be true or false')),
}

/** Fields that only the user scope knows: refused elsewhere, as the existing service does. */
const userScopeOnly = {
  context_mode: z.null('is only known to the user scope').optional(),
  include_profile: z.null('is only known to the user scope').optional(),
  last_n_conversations: z.null('is only known to the user scope').optional(),
}

export const fetchConversationRequest = z.object({
  conversation_id: conversationId,
  user_id: optional(externalId),
  customer_id: optional(externalId),
  ...fetchFields,
  ...userScopeOnly,
})
export type FetchConversationRequest = z.input<typeof fetchConversationRequest>

export const fetchUserRequest = z.object({
  user_id: externalId,
  customer_id: optional(externalId),
  conversation_id: optional(conversationId),
  ...fetchFields,
  context_mode: optional(z.enum(['conversation-summary'], { error: 'must be conversation-summary' })),
  include_profile: optional(z.boolean('must be true or false')),
  last_n_conversations: optional(
    z
      .int('must be a whole number from 0 to 20')
      .min(0, 'must be a whole number from 0 to 20')
      .max(20, 'must be a whole number from 0 to 20'),
  ),
})
export type FetchUserRequest = z.input<typeof fetchUserRequest>

export const fetchCustomerRequest = z.object({
  customer_id: externalId,
  conversation_id: optional(conversationId),
  ...fetchFields,
  ...userScopeOnly,
})
export type FetchCustomerRequest = z.input<typeof fetchCustomerRequest>

export const fetchClientRequest = z.object({
  conversation_id: optional(conversationId),
  ...fetchFields,
  ...userScopeOnly,
})
export type FetchClientRequest = z.input<typeof fetchClientRequest>

const turn = z.object({ role: z.enum(ROLES), content: z.string(), timestamp: time, message_id: z.string() })

/** The compacted conversation beside the ranked items, in the spellings of both families of clients. */
export const conversationContext = z.object({
  summary: z.string().nullable(),
  current_state: z.record(z.string(), z.unknown()),
  current_state_json: z.string(),
  key_extractions: z.record(z.string(), z.array(extraction)),
  key_extractions_json: z.string(),
  recent_turns: z.array(turn),
  compaction_id: z.string().nullable(),
  compacted_at: z.string().nullable(),
  conversation_id: z.string(),
})
export type ConversationContext = z.infer<typeof conversationContext>

const itemLists = z.object({
  facts: z.array(contextItem),
  preferences: z.array(contextItem),
  episodes: z.array(contextItem),
  emotions: z.array(contextItem),
  temporal_events: z.array(contextItem),
})
const itemGroup = z.object({ items: z.array(contextItem) })

/** One body for both shapes that exist: lists under `context`, groups under `items_by_type`. */
export const fetchResponse = z.object({
  context: itemLists,
  items_by_type: z.object({
    facts: itemGroup,
    preferences: itemGroup,
    episodes: itemGroup,
    emotions: itemGroup,
    temporal_events: itemGroup,
  }),
  conversation_context: conversationContext.nullable().optional(),
  ttl_seconds: z.int().min(0),
  bundle_id: z.string(),
  total_tokens: z.int().min(0),
  metadata: z.object({ source: z.literal('cloud') }),
})
export type FetchResponse = z.infer<typeof fetchResponse>

/** The user scope in `conversation-summary` mode adds who the user is and what the last conversations were about. */
export const fetchUserResponse = fetchResponse.extend({
  profile: userProfile.nullable().optional(),
  conversations: z.array(conversationSummary).optional(),
})
export type FetchUserResponse = z.infer<typeof fetchUserResponse>
