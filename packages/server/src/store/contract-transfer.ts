/** The part of the store's contract that carries a whole instance from one store to another. */
import type {
  CompactionRow,
  ConversationRow,
  ErasureRow,
  IngestionRow,
  InstanceRow,
  ItemRow,
  MemoryRow,
  MessageRow,
} from './database.js'

type OfInstance = 'instance_id'
type OfConversation = OfInstance | 'conversation_id'

/** What is not carried follows from the messages and versions after it, or is made again when it is needed. */
export type CarriedConversation = Pick<
  ConversationRow,
  | 'id'
  | 'user_id'
  | 'customer_id'
  | 'session_id'
  | 'automatic'
  | 'created_at_ms'
  | 'first_recorded_at_ms'
  | 'last_sequence'
  | 'last_recorded_at_ms'
  | 'covered_tokens'
  | 'issued_versions'
  | 'revision'
>

export interface CarriedMessage extends Omit<MessageRow, OfConversation | 'open_report'> {
  readonly pinned_at_ms: number | null
  readonly idempotency_key: string | null
  readonly fingerprint: string | null
}

/** A version with what is told of the run that made it. */
export interface CarriedVersion extends Omit<CompactionRow, OfConversation | 'covered_deleted'> {
  readonly run_strategy: string | null
  readonly run_target_tokens: number | null
  readonly run_created_at_ms: number | null
  readonly run_finished_at_ms: number | null
  readonly run_attempt: number | null
}

/** The rows of a carried instance, by kind. */
export interface Carried {
  instance: InstanceRow
  conversation: CarriedConversation
  message: CarriedMessage
  version: CarriedVersion
  item: Omit<ItemRow, OfConversation>
  ingestion: Omit<IngestionRow, OfInstance>
  memory: Omit<MemoryRow, OfInstance>
  erasure: Omit<ErasureRow, OfInstance>
}

export type CarriedKind = keyof Carried

/**
 * One thing of an instance. In order: the instance; each conversation by its id, with its messages, versions and items
 * by their numbers; ingestions, memories and erasures by their ids.
 *
 * Carried     what callers gave, and versions, because they are immutable and named by their ids.
 * Not carried annotations (made again when they are needed), runs that are not finished or have failed, API keys.
 */
export type TransferRecord = {
  [K in CarriedKind]: { readonly kind: K; readonly row: Carried[K] }
}[CarriedKind]

export type TransferCounts = Readonly<Record<CarriedKind, number>>

export interface TransferStore {
  /**
   * Hands over an instance as it is at one moment, whatever is written meanwhile; `use` is waited for, so memory stays
   * bounded. False when there is no such instance.
   */
  exportInstance(instanceId: string, use: (record: TransferRecord) => Promise<void>): Promise<boolean>
  /**
   * Takes an instance in, whole or not at all.
   *
   * Errors  `already_exists` (reason `instance_exists`) when its id or its name is taken; `invalid_argument` (reason
   *         `broken_export`) for records that do not fit together; whatever `records` throws.
   */
  importInstance(records: AsyncIterable<TransferRecord>): Promise<TransferCounts>
}
