/** The part of the store's contract that looks across conversations, and that takes in documents and transcripts. */
import type { ConversationHead, StoredItem } from './contract.js'

/**
 * Whose items a reader may see. Each level is narrower than the one after it:
 * a user's own, a customer's (said by no particular user), the instance's (said for no one in particular).
 */
export type ItemOwner =
  | { readonly kind: 'user'; readonly userId: string; readonly customerId?: string | undefined }
  | { readonly kind: 'customer'; readonly customerId: string }
  | { readonly kind: 'instance' }

export interface DirectoryStore {
  /** Items of the newest versions of exactly this owner's conversations, newest conversation first. */
  itemsOf(instanceId: string, owner: ItemOwner, limit: number): Promise<readonly StoredItem[]>
  /**
   * Names what `itemsOf` would give: another text whenever an item came or went. Of each conversation it tells which of its
   * publications the items are of.
   *
   * Cost  as `itemsOf` in the database; a row for each conversation, and none of the items' texts, leaves it.
   */
  itemsStamp(instanceId: string, owner: ItemOwner, limit: number): Promise<string>
  /** A user's conversations, the one spoken in last first. Without a customer: of every customer. */
  conversationsOf(
    instanceId: string,
    user: { readonly userId: string; readonly customerId?: string | undefined },
    limit: number,
  ): Promise<readonly ConversationHead[]>
  /** Conversations of the instance in which something was recorded since then, the one spoken in last first. */
  spokenInSince(instanceId: string, sinceMs: number, limit: number): Promise<readonly ConversationHead[]>
}

/** A transcript that was handed in whole. */
export interface Ingestion {
  readonly id: string
  readonly conversationId: string
  readonly externalConversationId: string
  /** SHA-256 of the turns. */
  readonly fingerprint: string
  readonly conversationType: string | null
  readonly analysis: Readonly<Record<string, unknown>> | null
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
  readonly queuedAtMs: number
  /** All of its turns are recorded. */
  readonly isRecorded: boolean
}

export interface IngestionStore {
  /** Registers a transcript, unless its conversation has one: then that one is returned. */
  begin(
    instanceId: string,
    ingestion: Omit<Ingestion, 'queuedAtMs' | 'isRecorded'>,
  ): Promise<{ readonly kind: 'created' | 'known'; readonly ingestion: Ingestion }>
  markRecorded(instanceId: string, ingestionId: string): Promise<void>
  /** Of these conversations, those that were ingested. */
  ofConversations(instanceId: string, conversationIds: readonly string[]): Promise<readonly Ingestion[]>
}

/** A document that was handed in to be remembered. */
export interface Memory {
  readonly id: string
  /** The caller's own name of the document, else the memory's id. */
  readonly documentId: string
  readonly documentType: string
  readonly userId: string | null
  readonly customerId: string | null
  /** Where its text is recorded and compacted; another one after each replacement. */
  readonly conversationId: string
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export interface MemoryStore {
  /** Registers a memory, unless its document id is taken: then that memory is returned. */
  create(
    instanceId: string,
    memory: Omit<Memory, 'createdAtMs' | 'updatedAtMs'>,
  ): Promise<{ readonly kind: 'created' | 'known'; readonly memory: Memory }>
  find(instanceId: string, id: string): Promise<Memory | undefined>
  /** Notes a change; undefined when the memory is gone, or no longer has the conversation that was to be replaced. */
  update(
    instanceId: string,
    id: string,
    change: Partial<Pick<Memory, 'conversationId' | 'documentType' | 'metadata'>> & {
      readonly replacing?: string
    },
  ): Promise<Memory | undefined>
  /** False when there is none. Its conversation, if it has one, is erased with its memory by `ErasureStore`. */
  remove(instanceId: string, id: string): Promise<boolean>
  /** Of these conversations, those that belong to a memory. */
  conversationsAmong(instanceId: string, conversationIds: readonly string[]): Promise<ReadonlySet<string>>
}
