/** Typed things that were said, as a compaction carries them and as a fetch returns them. */
import { z } from 'zod'
import { time } from './primitives.js'

export const ITEM_TYPES = [
  'fact',
  'decision',
  'preference',
  'constraint',
  'task',
  'open_issue',
  'next_step',
  'episode',
  'emotion',
  'temporal_event',
] as const
export const itemType = z.enum(ITEM_TYPES)
export type ItemType = z.infer<typeof itemType>

/** Where it was said: UTF-16 offsets into the message, `end` exclusive. */
export const span = z.object({ message_id: z.string(), start: z.int().min(0), end: z.int().min(0) })
export type WireSpan = z.infer<typeof span>

/** One extraction of a compaction. Existing clients need an object and read `content`. */
export const extraction = z.object({
  id: z.string(),
  type: itemType,
  content: z.string(),
  confidence: z.number().min(0).max(1),
  /** Speaker's name where there is one, else the role. */
  speaker: z.string(),
  evidence: z.array(span),
  message_ids: z.array(z.string()),
  said_at: z.string().nullable(),
  event_date: z.string().nullable(),
  category: z.string().nullable(),
  /** Id of the statement that replaced this one. */
  superseded_by: z.string().nullable(),
})
export type Extraction = z.infer<typeof extraction>

export const CONTEXT_TYPES = ['facts', 'preferences', 'episodes', 'emotions', 'temporal_events'] as const
export type ContextType = (typeof CONTEXT_TYPES)[number]

const ratio = z.number().min(0).max(1)

/** One ranked item of a fetch: the union of what the existing clients read, so that one body serves all. */
export const contextItem = z.object({
  id: z.string(),
  item_id: z.string(),
  content: z.string(),
  context_type: z.enum(CONTEXT_TYPES),
  confidence: ratio,
  source: z.string(),
  extracted_at: time,
  metadata: z.record(z.string(), z.unknown()),
  event_date: z.string().nullable(),
  valid_until: z.string().nullable(),
  temporal_category: z.string(),
  temporal_confidence: ratio,
  source_evidence: z.array(z.string()),
  relevance_score: z.number().min(0),
  similarity_score: z.number().min(0),
  scope: z.enum(['conversation', 'user', 'customer', 'client']),
  entity_id: z.string().nullable(),
  // preferences
  category: z.string().optional(),
  strength: ratio.optional(),
  // episodes
  summary: z.string().optional(),
  occurred_at: time.optional(),
  significance: ratio.optional(),
  participants: z.array(z.string()).optional(),
  // emotions
  emotion_type: z.string().optional(),
  intensity: ratio.optional(),
  detected_at: time.optional(),
  context: z.string().optional(),
})
export type ContextItem = z.infer<typeof contextItem>
