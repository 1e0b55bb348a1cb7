/** What goes into the deleting calls and what comes out of them. */
import type { CallOptions } from './options.js'

/** How much of each kind was removed; what is absent, there was none of. */
export interface RemovedCounts {
  readonly conversations?: number | undefined
  readonly messages?: number | undefined
  readonly annotations?: number | undefined
  readonly items?: number | undefined
  readonly versions?: number | undefined
  readonly pins?: number | undefined
  readonly runs?: number | undefined
  readonly idempotencyKeys?: number | undefined
  readonly ingestions?: number | undefined
  readonly memories?: number | undefined
}

export interface DeleteMessageOptions extends CallOptions {
  readonly conversationId: string
  readonly messageId: string
}

export interface DeletedMessage {
  readonly conversationId: string
  readonly messageId: string
  readonly deletedAt: Date
  readonly removed: RemovedCounts
  /** The run that makes a version without the message; null where no version knew it. */
  readonly compactionId: string | null
}

export interface DeleteConversationOptions extends CallOptions {
  readonly conversationId: string
}

export interface DeletedConversation {
  readonly conversationId: string
  readonly deletedAt: Date
  readonly removed: RemovedCounts
}

export interface DeleteUserOptions extends CallOptions {
  readonly userId: string
  /** User ids are only unique within a customer: the one that is meant. */
  readonly customerId?: string | undefined
  /** Instead: the user of that id of every customer. */
  readonly allCustomers?: boolean | undefined
}

/** The receipt of a deletion that may take more than one answer. */
export interface Erasure {
  readonly erasureId: string
  readonly kind: 'user' | 'retention'
  readonly state: 'running' | 'completed'
  readonly requestedAt: Date
  readonly completedAt: Date | null
  /** So far. */
  readonly removed: RemovedCounts
}
