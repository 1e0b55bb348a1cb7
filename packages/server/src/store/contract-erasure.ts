/** The part of the store's contract that takes away: messages, conversations, users, and what has become too old. */
import type { StoreChange } from './contract.js'

/** What an erasure can remove. */
export const REMOVED_KINDS = [
  'conversations',
  'messages',
  'annotations',
  'items',
  'versions',
  'pins',
  'runs',
  'idempotency_keys',
  'ingestions',
  'memories',
] as const
export type RemovedKind = (typeof REMOVED_KINDS)[number]

/** How many rows of each kind were removed. Kinds that are absent: none. */
export type Removed = { readonly [K in RemovedKind]?: number }

/** What the store needs of its caller to take messages out of a conversation that lives on. */
export interface EraseMeans {
  /** The annotation of a message in which nothing is said, given one of the same conversation; both are JSON text. */
  readonly blankAnnotation: (data: string) => string
  /** What a text is found by: the terms under which its message was added to the search. */
  readonly searchTermsOf: (text: string) => readonly string[]
  /** A new id, for the run that makes the next version. */
  readonly newId: () => string
}

export interface ErasedMessages {
  readonly removed: Removed
  /** The run that makes a version without the deleted messages; undefined where none knew them. */
  readonly runId: string | undefined
}

/** An erasure that takes more than one transaction. It is done by steps, and nothing is lost when a step fails. */
export interface ErasureJob {
  readonly id: string
  readonly kind: 'user' | 'retention'
  readonly state: 'running' | 'completed'
  /** So far. */
  readonly removed: Removed
  readonly requestedAtMs: number
  readonly completedAtMs: number | null
}

export type NewErasure =
  | {
      readonly kind: 'user'
      readonly id: string
      readonly userId: string
      /** Absent: of every customer. */
      readonly customerId?: string | undefined
    }
  /** Everything recorded before `cutoffMs`. */
  | { readonly kind: 'retention'; readonly id: string; readonly cutoffMs: number }

export interface ErasureStep {
  readonly job: ErasureJob
  /** What was committed. */
  readonly changes: readonly StoreChange[]
}

/**
 * Erasing is final: rows are deleted, or emptied where their number has to stay. What is derived from a message goes
 * in the same transaction as the message. A run that has read a deleted message loses its hold, so it cannot publish.
 */
export interface ErasureStore {
  /**
   * Removes a conversation and everything made from it: messages, annotations, keys, pins, runs, versions, items, its
   * ingestion and its memory. Undefined when there is no such conversation.
   */
  eraseConversation(instanceId: string, conversationId: string): Promise<Removed | undefined>
  /**
   * Empties messages: their sequence numbers stay taken. Removes every version that covers one of them, and queues a
   * run in their place. Undefined when none of the ids names a message that is there.
   */
  eraseMessages(
    instanceId: string,
    conversationId: string,
    messageIds: readonly string[],
    means: EraseMeans,
  ): Promise<ErasedMessages | undefined>
  /** Registers an erasure, unless its id is known: then that one is returned. Nothing is removed yet. */
  begin(instanceId: string, erasure: NewErasure): Promise<ErasureJob>
  find(instanceId: string, erasureId: string): Promise<ErasureJob | undefined>
  /** Removes a piece of bounded size, in one transaction with the count of it. Undefined when the id is unknown. */
  step(instanceId: string, erasureId: string, means: EraseMeans): Promise<ErasureStep | undefined>
  /** Erasures of all instances that nobody has worked on since `beforeMs`, at most `limit`. */
  abandoned(
    beforeMs: number,
    limit: number,
  ): Promise<readonly { readonly instanceId: string; readonly erasureId: string }[]>
  /** The customers under which a user id occurs, null for none, at most `limit`. */
  customersOf(instanceId: string, userId: string, limit: number): Promise<readonly (string | null)[]>
}
