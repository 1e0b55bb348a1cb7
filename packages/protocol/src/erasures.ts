/** Deleting: what was removed. */
import { z } from 'zod'
import { conversationId, externalId, optional, time } from './primitives.js'

const count = z.int().min(0).optional()

/** How much of each kind was removed; what is absent, there was none of. */
export const removed = z.object({
  conversations: count,
  messages: count,
  annotations: count,
  items: count,
  versions: count,
  pins: count,
  runs: count,
  idempotency_keys: count,
  ingestions: count,
  memories: count,
})
export type WireRemoved = z.infer<typeof removed>

export const messageParams = z.object({ id: conversationId, message_id: externalId })

/** The receipt for a conversation. */
export const eraseResponse = z.object({
  conversation_id: z.string(),
  deleted_at: time,
  messages_removed: z.int().min(0),
  versions_removed: z.int().min(0),
  removed,
})
export type EraseResponse = z.infer<typeof eraseResponse>

/** The receipt for a message. */
export const eraseMessageResponse = z.object({
  conversation_id: z.string(),
  message_id: z.string(),
  deleted_at: time,
  removed,
  /** The run that makes a version without the message; null where no version and no run knew it. */
  compaction_id: z.string().nullable(),
})
export type EraseMessageResponse = z.infer<typeof eraseMessageResponse>

export const eraseUserParams = z.object({ id: externalId })

export const eraseUserQuery = z.object({
  /** User ids are only unique within a customer: the one that is meant. */
  customer_id: optional(externalId),
  /** `true`: the user of that id of every customer. */
  all_customers: optional(z.enum(['true', 'false'], { error: 'must be true or false' })),
})
export type EraseUserQuery = z.input<typeof eraseUserQuery>

/** The receipt for a user, or for what had become too old. */
export const erasureResponse = z.object({
  erasure_id: z.string(),
  kind: z.enum(['user', 'retention']),
  /** `running`: it goes on by itself; ask again for the rest of the receipt. */
  state: z.enum(['running', 'completed']),
  requested_at: time,
  completed_at: time.nullable(),
  removed,
})
export type ErasureResponse = z.infer<typeof erasureResponse>

export const erasureParams = z.object({ id: externalId })
