/**
 * What existing clients demand of a body, written down from their documented behaviour and not from our own schemas:
 * strict about every type they are strict about, and blind to every field that they do not read.
 */
import { z } from 'zod'

const time = z
  .string()
  .refine((value) => /(?:Z|[+-]\d\d:\d\d)$/.test(value) && !Number.isNaN(Date.parse(value)))
const dictionary = z.record(z.string(), z.unknown())
const strategyName = z.enum(['aggressive', 'balanced', 'conservative', 'adaptive', 'low', 'medium', 'high'])
/** Top-level keys that turn a success into an exception. */
const noErrorMark = (body: object) => !('error' in body) && !('success' in body && body.success === false)

export const recordRules = z
  .object({
    message_id: z.string().min(1),
    conversation_id: z.string(),
    session_id: z.string(),
    recorded_at: time,
  })
  .refine(noErrorMark)

export const batchRules = z
  .object({
    total: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    results: z.array(z.union([recordRules, z.object({ error: z.string() })])),
  })
  .refine(noErrorMark)

export const compactedRules = z
  .object({
    formatted_context: z.string(),
    compacted_context: z.string(),
    original_token_count: z.int(),
    compacted_token_count: z.int(),
    compression_ratio: z.number(),
    strategy_used: strategyName,
    compaction_id: z.string().nullable(),
    validation_score: z.number().nullable(),
    validation_passed: z.boolean().nullable(),
    facts: z.array(z.object({ content: z.string() })),
    decisions: z.array(z.object({ content: z.string() })),
    preferences: z.array(z.object({ content: z.string() })),
    current_state: dictionary.nullable(),
    quality_warning: z.boolean().nullable(),
    ttl_seconds: z.int(),
    warnings: z.array(z.string()),
  })
  .refine(noErrorMark)

export const compactRules = z
  .object({
    compaction_id: z.string(),
    conversation_id: z.string(),
    status: z.string(),
    trigger_type: z.string(),
    initiated_at: time,
    estimated_completion_seconds: z.int().nullable(),
    // With these two keys the old result would be cached as the answer to the next read.
    previous_context: dictionary
      .refine((context) => !('metadata' in context) && !('level_applied' in context))
      .nullable(),
    previous_context_age_seconds: z.int().nullable(),
    previous_compaction_id: z.string().nullable(),
  })
  .refine(noErrorMark)

export const statusRules = z
  .object({
    conversation_id: z.string(),
    status: z.enum(['none', 'in_progress', 'completed', 'failed']),
    compaction_id: z.string().nullable(),
    completed_at: time.nullable(),
    compression_ratio: z.number().nullable(),
    validation_score: z.number().min(0).max(1).nullable(),
    estimated_completion_seconds: z.int().nullable(),
    error_message: z.string().nullable(),
    latest_version: z.int().nullable(),
    latest_created_at: time.nullable(),
    has_compaction: z.boolean(),
    is_stale: z.boolean(),
    version: z.int(),
    last_compacted_at: time.nullable(),
    memories_since_compaction: z.int(),
  })
  .refine(noErrorMark)

export const promptRules = z
  .object({
    formatted_context: z.string().nullable(),
    available: z.boolean(),
    is_stale: z.boolean(),
    compression_ratio: z.number().nullable(),
    validation_score: z.number().nullable(),
    compaction_age_seconds: z.int().nullable(),
    quality_warning: z.boolean(),
    recent_messages: z.array(
      z.object({ role: z.string(), content: z.string(), timestamp: time, message_id: z.string() }),
    ),
    recent_message_count: z.int(),
    compacted_message_count: z.int(),
    total_message_count: z.int(),
  })
  .refine(noErrorMark)
  .refine((body) => body.recent_message_count + body.compacted_message_count === body.total_message_count)

const confidence = z.union([z.number().min(0).max(1), z.enum(['explicit', 'inferred', 'assumed'])])
const item = z.object({
  id: z.string(),
  item_id: z.string(),
  content: z.string(),
  confidence,
  source: z.string(),
  extracted_at: time,
  metadata: dictionary,
  event_date: z.string().nullable(),
  valid_until: z.string().nullable(),
  temporal_category: z.string(),
  temporal_confidence: z.number(),
  source_evidence: z.array(z.string()).nullable(),
  context_type: z.string(),
})
const lists = z.object({
  facts: z.array(item),
  preferences: z.array(item.extend({ category: z.string(), strength: confidence })),
  episodes: z.array(
    item.extend({ summary: z.string(), occurred_at: time, participants: z.array(z.string()) }),
  ),
  emotions: z.array(item.extend({ emotion_type: z.string(), intensity: confidence, context: z.string() })),
  temporal_events: z.array(item.extend({ event_date: z.string() })),
})
const parsesTo = (schema: z.ZodType) =>
  z.string().refine((text) => schema.safeParse(JSON.parse(text)).success)
const extractionLists = z.record(z.string(), z.array(z.object({ content: z.string() })))

export const fetchRules = z
  .object({
    context: lists,
    items_by_type: z.record(z.string(), z.object({ items: z.array(item) })),
    conversation_context: z
      .object({
        summary: z.string().nullable(),
        current_state: dictionary,
        current_state_json: parsesTo(dictionary),
        key_extractions: extractionLists,
        key_extractions_json: parsesTo(extractionLists),
        recent_turns: z.array(z.object({ role: z.string(), content: z.string(), timestamp: time })),
        compaction_id: z.string().nullable(),
        compacted_at: z.string().nullable(),
        conversation_id: z.string().nullable(),
      })
      .nullish(),
    ttl_seconds: z.int(),
    bundle_id: z.string(),
    total_tokens: z.int(),
    metadata: z.object({ source: z.string() }),
  })
  .refine(noErrorMark)

export const errorRules = z.object({
  detail: z.union([z.string().min(1), z.object({ code: z.string(), message: z.string() })]),
  error: z.string().min(1),
  code: z.string(),
  details: dictionary,
})
