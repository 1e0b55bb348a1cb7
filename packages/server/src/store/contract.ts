/**
 * The store's contract: what every implementation promises, and what `contract.suite.ts` and `races.suite.ts` check.
 *
 * Tenancy     Every call takes the instance id and touches that instance's rows only. Exceptions, which serve the
 *             process and never a caller's request: `instances`, `keys`, `settings`, `queue`.
 * Durability  A resolved write survives the death of the process.
 * Isolation   Each call is one transaction. A rejected call has changed nothing.
 * Order       In one conversation, sequence numbers are 1, 2, 3 … without gaps in the order of acknowledgement, and
 *             `recordedAtMs` rises strictly with them.
 * Time        From the injected clock, also in SQL.
 * Errors      `AppError`: `unavailable` for a busy, full or lost database (retry may help), `internal` otherwise.
 *             An expected miss resolves to `undefined`.
 */
import type { Format, Item, Role, Strategy, ToolCall } from '@precis/engine'
import type { DigestStore } from './contract-digests.js'
import type { DirectoryStore, IngestionStore, MemoryStore } from './contract-directory.js'
import type { ErasureStore } from './contract-erasure.js'
import type { HealthStore } from './contract-health.js'
import type { SearchStore } from './contract-search.js'
import type { RowSizes } from './contract-sizes.js'
import type { TransferStore } from './contract-transfer.js'

export type TriggerType = 'manual_api' | 'auto_tokens' | 'auto_messages'

// ── instances, keys, settings ───────────────────────────────────────────────────────────────────────────

/** When runs start by themselves. Absent fields fall back: conversation → instance → server default. */
export interface AutomaticRuns {
  readonly enabled?: boolean
  /** Un-compacted tokens that start a run. */
  readonly tokens?: number
  /** Un-compacted messages that start a run. */
  readonly messages?: number
}

/** A tenant: owns keys and data. */
export interface Instance {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly createdAtMs: number
  readonly automatic: AutomaticRuns
  /** Messages older than this many days are deleted; null keeps them. */
  readonly maxAgeDays: number | null
}

export interface InstanceStore {
  /** Rejects with `already_exists` when the name or the id is taken. */
  create(input: {
    readonly id: string
    readonly clientId: string
    readonly name: string
    readonly automatic?: AutomaticRuns
  }): Promise<Instance>
  findById(id: string): Promise<Instance | undefined>
  findByName(name: string): Promise<Instance | undefined>
  /** Oldest first. */
  list(): Promise<readonly Instance[]>
  setAutomatic(id: string, automatic: AutomaticRuns): Promise<void>
  setMaxAge(id: string, days: number | null): Promise<void>
}

/** A key as it is known to the server: its HMAC, never itself. */
export interface ApiKey {
  readonly id: string
  readonly instanceId: string
  readonly label: string
  /** The key's last characters, to recognise it in a list. */
  readonly hint: string
  readonly createdAtMs: number
  readonly revokedAtMs: number | null
}

export interface ApiKeyStore {
  create(input: {
    readonly id: string
    readonly instanceId: string
    /** HMAC of the key in hexadecimal; unique. */
    readonly keyHash: string
    readonly label: string
    readonly hint: string
  }): Promise<ApiKey>
  /** The live key with this HMAC, with its instance's client id; revoked keys are not found. */
  findByHash(keyHash: string): Promise<(ApiKey & { readonly clientId: string }) | undefined>
  /** All keys, or one instance's, oldest first. */
  list(instanceId?: string): Promise<readonly ApiKey[]>
  /** False when there is no live key of that id. */
  revoke(id: string): Promise<boolean>
}

/** Small named values of the whole installation, e.g. the secret that keys are hashed with. */
export interface SettingStore {
  /** Stores `value` unless the name has one; resolves to what is stored then. Safe when many processes call it. */
  getOrCreate(name: string, value: string): Promise<string>
}

// ── messages ────────────────────────────────────────────────────────────────────────────────────────────

/** How a client may tell a turn that it tells twice: as an event on its stream, and in the prompt that it reports. */
export type ReportWay = 'prompt' | 'stream'

export interface NewMessage {
  readonly id: string
  readonly conversationId: string
  readonly role: Role
  readonly content: string
  readonly name?: string | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  readonly sessionId?: string | undefined
  /** Used when neither the message nor the conversation has a session. */
  readonly newSessionId: string
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly toolCalls?: readonly ToolCall[] | undefined
  readonly toolCallId?: string | undefined
  /** Absent: the time of recording. */
  readonly saidAtMs?: number | undefined
  /** Unique in its instance. */
  readonly idempotencyKey?: string | undefined
  /** What came the other way within ten seconds is this very message, and is recorded once. */
  readonly reportedBy?: ReportWay | undefined
}

export type RecordResult =
  | {
      readonly kind: 'recorded' | 'replayed'
      readonly messageId: string
      readonly conversationId: string
      readonly sessionId: string
      readonly sequence: number
      readonly recordedAtMs: number
    }
  /** The key was used for a message with another conversation, role or content. */
  | { readonly kind: 'key_reused'; readonly conversationId: string }

export interface RecordReceipt {
  /** In input order. */
  readonly results: readonly RecordResult[]
  /** The conversations that got a message, as they are now. */
  readonly heads: readonly ConversationHead[]
}

/** What is known of a conversation without reading it. */
export interface ConversationHead {
  readonly conversationId: string
  readonly userId: string | null
  readonly customerId: string | null
  readonly sessionId: string
  readonly createdAtMs: number
  readonly automatic: AutomaticRuns
  /** The newest message's sequence number: of messages recorded, deleted ones included. */
  readonly lastSequence: number
  readonly deletedMessages: number
  /** Rises whenever messages are deleted: what was made before is not to be used. */
  readonly revision: number
  readonly lastRecordedAtMs: number
  /** UTF-8 bytes of all contents. */
  readonly contentBytes: number
  /** Messages up to here have annotations; their bytes and tokens. */
  readonly annotatedThrough: number
  readonly annotatedBytes: number
  readonly annotatedTokens: number
  /** Of the newest version; 0 when there is none. */
  readonly latestVersion: number
  readonly latestCompactionId: string | null
  readonly coveredThrough: number
  readonly coveredTokens: number
  /** Messages after the newest version, deleted ones left out. */
  readonly uncoveredMessages: number
  /** Messages up to here are found by `SearchStore.find`. */
  readonly searchableThrough: number
}

export interface StoredMessage {
  readonly id: string
  readonly conversationId: string
  readonly sequence: number
  readonly role: Role
  readonly content: string
  readonly name: string | null
  readonly userId: string | null
  readonly customerId: string | null
  readonly sessionId: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly toolCalls: readonly ToolCall[]
  readonly toolCallId: string | null
  readonly saidAtMs: number
  readonly recordedAtMs: number
  /** Not null: deleted. Its number stays taken; of what was said nothing is left. */
  readonly deletedAtMs: number | null
}

/** Sequence numbers `after` < n <= `through`, lowest first, at most `limit`. */
export interface MessageRange {
  readonly after: number
  readonly through: number
  readonly limit: number
}

/** What was found in one message, as the engine's JSON text: the store does not look into it. */
export interface StoredAnnotation {
  readonly sequence: number
  readonly tokenCount: number
  readonly data: string
}

export interface MessageStore extends RowSizes {
  /**
   * Appends messages, atomically for each call; registers conversations on their first message.
   *
   * A message whose idempotency key is known is not recorded again, nor is a turn that was told the other way: the
   * first answer is returned. Calls of one turn of the event loop may share a commit.
   */
  record(instanceId: string, messages: readonly NewMessage[]): Promise<RecordReceipt>
  /** A prompt has told these messages, which streams may have told before: no later prompt is answered with them. */
  settleReports(
    instanceId: string,
    conversationId: string,
    range: Pick<MessageRange, 'after' | 'through'>,
  ): Promise<void>
  head(instanceId: string, conversationId: string): Promise<ConversationHead | undefined>
  /** @param range With `maxRowBytes` those whose texts are no longer together; the others are not loaded. */
  read(
    instanceId: string,
    conversationId: string,
    range: MessageRange & { readonly maxRowBytes?: number },
  ): Promise<readonly StoredMessage[]>
  /** The messages of these numbers with their annotations, as far as they have any; lowest first. At most some hundred. */
  readAt(
    instanceId: string,
    conversationId: string,
    sequences: readonly number[],
  ): Promise<{
    readonly messages: readonly StoredMessage[]
    readonly annotations: readonly StoredAnnotation[]
  }>
  /** Token counts alone, of messages that have annotations. */
  readTokenCounts(
    instanceId: string,
    conversationId: string,
    range: MessageRange,
  ): Promise<readonly Omit<StoredAnnotation, 'data'>[]>
  readAnnotations(
    instanceId: string,
    conversationId: string,
    range: MessageRange,
  ): Promise<readonly StoredAnnotation[]>
  /**
   * Adds annotations for the messages directly after `annotatedThrough`.
   *
   * False, and nothing stored, when somebody else has annotated meanwhile, or one of the messages was deleted after
   * it was read. Sequences must follow without a gap.
   */
  addAnnotations(
    instanceId: string,
    conversationId: string,
    input: { readonly annotatedThrough: number; readonly annotations: readonly StoredAnnotation[] },
  ): Promise<boolean>
  /** Forgets all annotations and digests of a conversation: they are made again when next needed. */
  dropAnnotations(instanceId: string, conversationId: string): Promise<void>
  setAutomatic(instanceId: string, conversationId: string, automatic: AutomaticRuns): Promise<boolean>
  /** Messages that every compaction keeps word for word. Pinning twice is one pin. False for an unknown message. */
  pin(instanceId: string, conversationId: string, messageId: string): Promise<boolean>
  unpin(instanceId: string, conversationId: string, messageId: string): Promise<boolean>
  /** Ids of pinned messages, in conversation order. */
  pins(instanceId: string, conversationId: string): Promise<readonly string[]>
  /** Sequence numbers of the pinned messages up to `through`, lowest first. */
  pinnedSequences(instanceId: string, conversationId: string, through: number): Promise<readonly number[]>
}

// ── runs ────────────────────────────────────────────────────────────────────────────────────────────────

export type RunState = 'queued' | 'running' | 'completed' | 'failed'

/** One attempt to compact an exact range: messages 1 to `throughSequence`. */
export interface Run {
  readonly id: string
  readonly instanceId: string
  readonly conversationId: string
  readonly state: RunState
  readonly triggerType: TriggerType
  readonly strategy: Strategy
  readonly targetTokens: number | null
  readonly throughSequence: number
  readonly createdAtMs: number
  /** Not claimed before. */
  readonly availableAtMs: number
  readonly finishedAtMs: number | null
  /** Claims so far. */
  readonly attempt: number
  readonly errorMessage: string | null
}

export interface NewRun {
  readonly id: string
  readonly conversationId: string
  readonly triggerType: TriggerType
  readonly strategy: Strategy
  readonly targetTokens?: number | undefined
  readonly force: boolean
  /** Not to be claimed before this much time has passed. Default 0. */
  readonly delayMs?: number | undefined
}

export type CreateRunResult =
  | { readonly kind: 'created'; readonly run: Run }
  /** A run of the conversation is queued or running. */
  | { readonly kind: 'run_in_progress'; readonly run: Run }
  /** Not forced, and the newest version covers everything (for automatic runs: the newest run does, however it ended). */
  | { readonly kind: 'nothing_new' }
  | { readonly kind: 'no_messages' }

/** A run that one worker holds until its lease ends. */
export interface ClaimedRun extends Run {
  /** Rises with each claim; only the newest may publish. */
  readonly fencingToken: number
  readonly leaseExpiresAtMs: number
}

/** Proof of holding a run. */
export interface RunHold {
  readonly runId: string
  readonly fencingToken: number
}

export interface RunStore {
  /**
   * Decides and inserts in one transaction; a database constraint allows one live run for each conversation.
   *
   * A live automatic run gives way to a manual one: it fails, and its worker cannot publish any more.
   */
  create(instanceId: string, run: NewRun): Promise<CreateRunResult>
  /** The newest run of a conversation. */
  latest(instanceId: string, conversationId: string): Promise<Run | undefined>
  findById(instanceId: string, runId: string): Promise<Run | undefined>
  /**
   * Moves the end of the range of a held run to the newest message, for runs that waited while messages came.
   * Undefined when the hold is lost.
   */
  extendRange(instanceId: string, hold: RunHold): Promise<Run | undefined>
  /** Prolongs the lease. False when the hold is lost. */
  heartbeat(instanceId: string, hold: RunHold, leaseMs: number): Promise<boolean>
  /** Ends a hold without counting the attempt, e.g. on shutdown: the run is queued again. False when it was lost. */
  release(instanceId: string, hold: RunHold): Promise<boolean>
  /** Queues the run again for `retryAtMs`, or fails it for good when that is absent. False when the hold is lost. */
  fail(
    instanceId: string,
    hold: RunHold,
    failure: { readonly errorMessage: string; readonly retryAtMs?: number | undefined },
  ): Promise<boolean>
  /**
   * Stores the compaction as the next version, completes the run and replaces the conversation's items, at once.
   *
   * `lease_lost`, and nothing stored, when the fencing token is not the newest or the run is no longer running.
   */
  publish(
    instanceId: string,
    hold: RunHold,
    compaction: NewCompaction,
  ): Promise<{ readonly kind: 'published'; readonly version: number } | { readonly kind: 'lease_lost' }>
}

/** The work queue of all instances. */
export interface RunQueue {
  /** Claims a run whose lease has ended, else the one that is due longest. Never hands one run to two workers. */
  claim(worker: { readonly workerId: string; readonly leaseMs: number }): Promise<ClaimedRun | undefined>
  /** When the next run falls due or the next lease ends; undefined when nothing is waiting. */
  nextDueAtMs(): Promise<number | undefined>
  /** Ends the leases of workers other than this one at once. Only for a store that one process works on. */
  endForeignLeases(workerId: string): Promise<number>
}

// ── compactions ─────────────────────────────────────────────────────────────────────────────────────────

export interface StoredRendering {
  readonly text: string
  readonly tokenCount: number
}

export interface NewCompaction {
  readonly strategyRequested: Strategy
  readonly strategyUsed: Strategy
  readonly targetTokens: number
  readonly originalTokenCount: number
  /** Sum of the covered messages' token counts, comparable with `annotatedTokens`. */
  readonly coveredTokens: number
  readonly validationScore: number
  readonly validationPassed: boolean
  readonly qualityWarning: boolean
  readonly coveredThroughAtMs: number
  readonly renderings: Readonly<Record<Format, StoredRendering>>
  /** Everything else that the engine found, as JSON text: the store does not look into it. */
  readonly detail: string
  /** Kept as rows for fetch across conversations. */
  readonly items: readonly Item[]
}

/** One immutable version. */
export interface StoredCompaction extends Omit<NewCompaction, 'items' | 'coveredTokens'> {
  /** The id of the run that made it. */
  readonly id: string
  readonly conversationId: string
  readonly version: number
  readonly triggerType: TriggerType
  readonly coveredThrough: number
  readonly createdAtMs: number
}

/** Whose items to list; several fields narrow together. */
export interface ItemScope {
  readonly conversationId?: string | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
}

export interface StoredItem extends Item {
  readonly conversationId: string
  readonly userId: string | null
  readonly customerId: string | null
}

export interface CompactionStore {
  latest(instanceId: string, conversationId: string): Promise<StoredCompaction | undefined>
  byVersion(
    instanceId: string,
    conversationId: string,
    version: number,
  ): Promise<StoredCompaction | undefined>
  /** Items of the newest versions in scope, newest conversation first, at most `limit`. */
  items(instanceId: string, scope: ItemScope, limit: number): Promise<readonly StoredItem[]>
}

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────

/** Something that was committed, by ids. */
export type StoreChange =
  | {
      readonly kind: 'message_recorded'
      readonly instanceId: string
      readonly conversationId: string
      /** The newest sequence number of the conversation. */
      readonly sequence: number
    }
  /** A conversation and everything made from it is gone; what was kept of it has to go as well. */
  | { readonly kind: 'conversation_erased'; readonly instanceId: string; readonly conversationId: string }
  /** Messages of a conversation were deleted, and with them every version that knew them. */
  | { readonly kind: 'messages_erased'; readonly instanceId: string; readonly conversationId: string }
  | { readonly kind: 'run_queued'; readonly instanceId: string; readonly conversationId: string }
  | {
      readonly kind: 'compaction_published'
      readonly instanceId: string
      readonly conversationId: string
      readonly compactionId: string
      readonly version: number
    }
  | {
      readonly kind: 'compaction_failed'
      readonly instanceId: string
      readonly conversationId: string
      readonly compactionId: string
    }

/** Of a time in which changes of other processes go untold: it begins, or everything is told again from now on. */
export type Gap = 'begins' | 'ends'

export interface Store {
  readonly kind: 'sqlite' | 'postgres'
  readonly instances: InstanceStore
  readonly keys: ApiKeyStore
  readonly settings: SettingStore
  readonly messages: MessageStore
  readonly runs: RunStore
  readonly queue: RunQueue
  readonly compactions: CompactionStore
  readonly digests: DigestStore
  readonly search: SearchStore
  readonly directory: DirectoryStore
  readonly ingestions: IngestionStore
  readonly memories: MemoryStore
  readonly erasures: ErasureStore
  readonly transfer: TransferStore
  readonly health: HealthStore
  /**
   * A number that differs once another process has changed anything; undefined where that cannot be told without a
   * query, and caches have to ask `messages.head`.
   */
  foreignChanges(): number | undefined
  /** Changes committed by other processes, as far as they are told. Returns the function that ends it. */
  onForeignChange(listener: (change: StoreChange) => void): () => void
  /**
   * Times in which foreign changes go untold, erasures among them: what is kept from before one begins or ends may be of
   * what is gone. A gap that is there already is told of at once. Returns the function that ends it.
   */
  onGap(listener: (gap: Gap) => void): () => void
  /** Resolves when the database answers and its schema is the one this program knows. */
  check(): Promise<void>
  /** Finishes what was begun and closes. */
  close(): Promise<void>
}
