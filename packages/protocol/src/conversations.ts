/** A conversation's own things: its messages, its pins, and when it is compacted by itself. */
import { z } from 'zod'
import { role } from './messages.js'
import { conversationId, externalId, optional, queryInteger, time } from './primitives.js'

export const DEFAULT_MESSAGE_PAGE = 100
export const MAX_MESSAGE_PAGE = 500

export const messagesQuery = z.object({
  /** Sequence number after which the page begins. Default 0: from the first message. */
  after: optional(queryInteger(0, Number.MAX_SAFE_INTEGER)),
  limit: optional(queryInteger(1, MAX_MESSAGE_PAGE)),
})
export type MessagesQuery = z.input<typeof messagesQuery>

export const recordedMessage = z.object({
  message_id: z.string(),
  sequence: z.int().min(1),
  role,
  content: z.string(),
  name: z.string().nullable(),
  user_id: z.string().nullable(),
  customer_id: z.string().nullable(),
  session_id: z.string(),
  metadata: z.record(z.string(), z.unknown()),
  tool_calls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.string() })),
  tool_call_id: z.string().nullable(),
  /** When it was said. */
  timestamp: time,
  recorded_at: time,
})
export type WireRecordedMessage = z.infer<typeof recordedMessage>

export const messagesResponse = z.object({
  conversation_id: z.string(),
  messages: z.array(recordedMessage),
  total: z.int().min(0),
  /** `after` of the next page; null on the last one. */
  next_after: z.int().nullable(),
})
export type MessagesResponse = z.infer<typeof messagesResponse>

export const pinParams = z.object({ id: conversationId, message_id: externalId })

export const pinsResponse = z.object({
  conversation_id: z.string(),
  /** In conversation order. Every compaction from the next on keeps these messages word for word. */
  pinned_message_ids: z.array(z.string()),
})
export type PinsResponse = z.infer<typeof pinsResponse>

const MAX_THRESHOLD = 1_000_000_000

/** `null` gives a field back to the next broader level; a field that is left out stays as it is. */
const threshold = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(MAX_THRESHOLD, `must be at most ${MAX_THRESHOLD}`)
  .nullish()

const automaticSettings = z.object(
  { enabled: z.boolean('must be true or false').nullish(), tokens: threshold, messages: threshold },
  { error: 'must be an object with enabled, tokens or messages' },
)

export const settingsRequest = z.object({ automatic: automaticSettings })
export type SettingsRequest = z.input<typeof settingsRequest>

/** What is set at this level; null where a broader level decides (conversation → instance → server). */
export const settingsResponse = z.object({
  automatic: z.object({
    enabled: z.boolean().nullable(),
    tokens: z.int().nullable(),
    messages: z.int().nullable(),
  }),
})
export type SettingsResponse = z.infer<typeof settingsResponse>

/** A century: more is a mistake. */
const MAX_AGE_DAYS = 36_500

export const instanceSettingsRequest = z
  .object({
    automatic: automaticSettings.optional(),
    retention: z
      .object(
        {
          /** Messages older than this many days are deleted, with everything made from them. `null`: never. */
          max_age_days: z
            .int('must be a whole number of days')
            .min(1, 'must be at least 1')
            .max(MAX_AGE_DAYS, `must be at most ${MAX_AGE_DAYS}`)
            .nullable(),
        },
        { error: 'must be an object with max_age_days' },
      )
      .optional(),
  })
  .refine(({ automatic, retention }) => automatic !== undefined || retention !== undefined, {
    error: 'must have automatic or retention',
  })
export type InstanceSettingsRequest = z.input<typeof instanceSettingsRequest>

export const instanceSettingsResponse = settingsResponse.extend({
  retention: z.object({ max_age_days: z.int().nullable() }),
})
export type InstanceSettingsResponse = z.infer<typeof instanceSettingsResponse>
