/** What is known of a user, and summaries of their latest conversations. */
import { z } from 'zod'
import { externalId, optional, time } from './primitives.js'

export const userProfile = z.object({
  /** Named values now in force. */
  attributes: z.record(
    z.string(),
    z.object({
      value: z.string(),
      confidence: z.number().min(0).max(1),
      updated_at: time,
      source_conversation_id: z.string(),
    }),
  ),
  overview: z.string(),
  extras: z.object({
    preferences: z.array(z.string()),
    constraints: z.array(z.string()),
    facts: z.array(z.string()),
  }),
  _meta: z.object({
    user_id: z.string(),
    customer_id: z.string().nullable(),
    conversation_count: z.int().min(0),
    updated_at: time.nullable(),
  }),
})
export type UserProfile = z.infer<typeof userProfile>

export const userProfileResponse = z.object({ profile: userProfile })
export type UserProfileResponse = z.infer<typeof userProfileResponse>

export const userProfileQuery = z.object({ customer_id: optional(externalId) })

/** `:id` of a user in a path. */
export const userParams = z.object({ id: externalId })

export const conversationSummary = z.object({
  conversation_id: z.string(),
  external_conversation_id: z.string(),
  conversation_type: z.string().nullable(),
  started_at: time.nullable(),
  ended_at: time.nullable(),
  last_message_at: time.nullable(),
  message_count: z.int().min(0),
  summary_status: z.enum(['available', 'pending', 'failed']),
  summary: z.object({ narrative_summary: z.string(), overview: z.string() }).nullable(),
  classification: z
    .object({
      primary_category: z.string(),
      subcategory: z.string().nullable(),
      objective: z.string().nullable(),
    })
    .nullable(),
  analysis: z.record(z.string(), z.unknown()).nullable(),
  compaction_version: z.int().min(1).nullable(),
  compacted_at: time.nullable(),
})
export type ConversationSummary = z.infer<typeof conversationSummary>
