/**
 * What the services take and give: plain camelCase values, times in milliseconds since the epoch.
 *
 * Transports turn the wire into these shapes and back; services know no request, no row and no `process`.
 */
import type {
  CurrentState,
  Format,
  Item,
  ManifestEntry,
  ManifestTotals,
  Provider,
  Role,
  Span,
  Strategy,
  ToolCall,
  Validation,
} from '@precis/engine'
import type { TriggerType } from '../store/contract.js'
import type { ListedMessages } from './engine-work.js'

export type { TriggerType }

/** Who is calling: resolved from the API key alone. Every service call is confined to its instance. */
export interface Principal {
  readonly instanceId: string
  readonly clientId: string
  readonly keyId: string
}

// ── messages ────────────────────────────────────────────────────────────────────────────────────────────

/** One message to record. Transports have checked types and lengths; the services check what needs the store. */
export interface RecordMessageInput {
  /** UUID, lower case. The first message registers the conversation. */
  readonly conversationId: string
  readonly role: Role
  /** Not empty; any Unicode. */
  readonly content: string
  readonly name?: string | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  /** Absent: the conversation's current session, else a new one. */
  readonly sessionId?: string | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly toolCalls?: readonly ToolCall[] | undefined
  readonly toolCallId?: string | undefined
  /** When it was said, for messages recorded later than they were said. Absent: the time of recording. */
  readonly saidAtMs?: number | undefined
  /** The same key twice in one instance records once and returns the first answer. At most 255 characters. */
  readonly idempotencyKey?: string | undefined
  /** For clients that tell a turn in two ways: what came the other way moments ago is not recorded again. */
  readonly reportedBy?: 'prompt' | 'stream' | undefined
}

/** The receipt of a durable message. */
export interface RecordedMessage {
  readonly messageId: string
  readonly conversationId: string
  readonly sessionId: string
  readonly recordedAtMs: number
  /** 1, 2, 3 … in its conversation, without gaps, in the order of acknowledgement. */
  readonly sequence: number
  /** True when the idempotency key was known and nothing was recorded. */
  readonly isReplay: boolean
}

/** One answer of a batch, in input order. */
export type RecordOutcome =
  | { readonly kind: 'recorded'; readonly message: RecordedMessage }
  | {
      readonly kind: 'failed'
      readonly code: string
      readonly message: string
      readonly reason?: string | undefined
    }

export interface MessageService {
  /**
   * Records one message; resolves once it is durable.
   *
   * Errors  `conflict` (reason `idempotency_key_reused`) when the key was used for another message.
   */
  record(principal: Principal, input: RecordMessageInput): Promise<RecordedMessage>
  /** Records many, atomically for each conversation. Answers in input order; a failed entry does not fail the others. */
  recordBatch(principal: Principal, inputs: readonly RecordMessageInput[]): Promise<readonly RecordOutcome[]>
}

// ── compactions ─────────────────────────────────────────────────────────────────────────────────────────

export interface TriggerCompactionInput {
  readonly conversationId: string
  /** Default `adaptive`. Transports have mapped `low`, `medium`, `high` to it. */
  readonly strategy?: Strategy | undefined
  /** A hard ceiling in tokens; outranks the strategy's ratio. */
  readonly targetTokens?: number | undefined
  /** Make a new version even when nothing is new. */
  readonly force?: boolean | undefined
}

/** What a trigger started, or found. */
export interface TriggeredCompaction {
  /** The id of the run, and of the compaction once the run has completed. */
  readonly compactionId: string
  readonly conversationId: string
  /** `completed` when nothing was new and no run was started. */
  readonly status: 'in_progress' | 'completed'
  readonly triggerType: TriggerType
  readonly initiatedAtMs: number
  readonly estimatedCompletionSeconds: number | null
  /** The newest version before this run, usable meanwhile. */
  readonly previous: Compaction | null
  readonly previousAgeSeconds: number | null
}

/** One immutable version, in one format. */
export interface Compaction {
  readonly compactionId: string
  readonly conversationId: string
  /** 1, 2, 3 …: one more for each completed run. */
  readonly version: number
  readonly createdAtMs: number
  readonly triggerType: TriggerType
  readonly format: Format
  /** The context in `format`. Never empty for a conversation with content. */
  readonly text: string
  /** Tokens of the whole covered range. */
  readonly originalTokenCount: number
  /** Tokens of `text`. */
  readonly compactedTokenCount: number
  readonly compressionRatio: number
  readonly strategyRequested: Strategy
  readonly strategyUsed: Strategy
  /** The ceiling in force, in tokens. */
  readonly targetTokens: number
  readonly validationScore: number
  readonly validationPassed: boolean
  readonly qualityWarning: boolean
  readonly warnings: readonly string[]
  readonly language: string
  readonly facts: readonly Item[]
  readonly decisions: readonly Item[]
  readonly preferences: readonly Item[]
  readonly constraints: readonly Item[]
  readonly otherItems: readonly Item[]
  readonly currentState: CurrentState
  readonly summary: string
  /** What the score rests on: coverage by type, what is missing, what is unsupported. */
  readonly validation: Validation
  readonly totals: ManifestTotals
  /** Sequence number of the last message covered; later ones are recent messages. */
  readonly coveredThrough: number
  /** When the last message covered was recorded. */
  readonly coveredThroughAtMs: number
}

export type CompactionStatusName = 'none' | 'in_progress' | 'completed' | 'failed'

/** The union of what all clients read; unknown conversations have status `none`. */
export interface CompactionStatus {
  readonly conversationId: string
  /** Of the latest run. */
  readonly status: CompactionStatusName
  /** The latest run's id. */
  readonly compactionId: string | null
  /** End of the latest run, when it completed. */
  readonly completedAtMs: number | null
  /** Of the latest version. */
  readonly compressionRatio: number | null
  readonly validationScore: number | null
  /** While in progress. */
  readonly estimatedCompletionSeconds: number | null
  /** When failed. */
  readonly errorMessage: string | null
  /** Highest completed version. */
  readonly latestVersion: number | null
  /** Start of the latest run. */
  readonly latestCreatedAtMs: number | null
  readonly hasCompaction: boolean
  /** Messages newer than the latest version exist. */
  readonly isStale: boolean
  readonly lastCompactedAtMs: number | null
  readonly messagesSinceCompaction: number
}

/** Why each unit of the covered messages was kept, shortened, dropped or superseded. */
export interface CompactionExplanation {
  readonly compactionId: string
  readonly conversationId: string
  readonly version: number
  readonly entries: readonly ManifestEntry[]
}

/** A version as a message list. */
export interface CompactedMessageList {
  readonly compactionId: string
  readonly conversationId: string
  readonly version: number
  readonly createdAtMs: number
  readonly originalTokenCount: number
  /** Ceiling of the whole list. */
  readonly targetTokens: number
  readonly coveredThrough: number
  readonly listed: ListedMessages
}

export interface CompactionService {
  /**
   * Starts a run, or finds that none is needed. Never waits for the run.
   *
   * Errors  `permission_denied` (reason `no_recorded_messages`); `conflict` (reason `compaction_in_progress`).
   */
  trigger(principal: Principal, input: TriggerCompactionInput): Promise<TriggeredCompaction>
  status(principal: Principal, conversationId: string): Promise<CompactionStatus>
  /**
   * The newest version, or the one asked for. Default format `structured`.
   *
   * Errors  `not_found` (reason `no_compaction` or `no_such_version`).
   */
  get(
    principal: Principal,
    conversationId: string,
    options?: { readonly version?: number | undefined; readonly format?: Format | undefined },
  ): Promise<Compaction>
  /**
   * The messages that a version covers as a list for a provider, within the version's ceiling; derived again from the
   * recorded messages.
   *
   * Errors  `not_found` as in `get`.
   */
  listMessages(
    principal: Principal,
    conversationId: string,
    options: { readonly version?: number | undefined; readonly provider: Provider },
  ): Promise<CompactedMessageList>
  /**
   * The manifest of a version, derived again from the recorded messages.
   *
   * Errors  `not_found` as in `get`.
   */
  explain(
    principal: Principal,
    conversationId: string,
    options?: { readonly version?: number | undefined },
  ): Promise<CompactionExplanation>
}

// ── context ─────────────────────────────────────────────────────────────────────────────────────────────

export type PromptStyle = 'structured' | 'narrative' | 'bullet_points'

export interface ContextMessage {
  readonly messageId: string
  readonly role: Role
  readonly content: string
  readonly timestampMs: number
}

/**
 * The part of a prompt context that changes only with the conversation.
 *
 * The same object (identity, frozen) is returned until a message or a version is added, so a transport may keep
 * its serialised form in a WeakMap.
 */
export interface PromptContextBody {
  readonly conversationId: string
  /** Compacted part and recent messages as one string; null when `available` is false. */
  readonly formattedContext: string | null
  /** A compaction exists, or `recent: 'always'` was asked for. */
  readonly available: boolean
  readonly compressionRatio: number | null
  readonly validationScore: number | null
  readonly qualityWarning: boolean
  /** Those that no version covers; of very many the newest, see `RECENT_LIMITS`. */
  readonly recentMessages: readonly ContextMessage[]
  /** How many no version covers, listed or not. */
  readonly recentMessageCount: number
  readonly compactedMessageCount: number
  readonly totalMessageCount: number
  readonly compactionId: string | null
  readonly version: number | null
  /** Sequence number of the newest message. */
  readonly lastSequence: number
}

export interface PromptContext {
  readonly body: PromptContextBody
  /** Older than 900 s, or newer messages exist. False without a compaction. */
  readonly isStale: boolean
  readonly compactionAgeSeconds: number | null
}

export interface PromptContextOptions {
  /** Default `structured`. */
  readonly style?: PromptStyle | undefined
  /** `always`: recent messages alone make the context available. Default `auto`. */
  readonly recent?: 'auto' | 'always' | undefined
}

/** The item types that a fetch speaks of. Engine types outside these five are folded into `fact` or `episode`. */
export type FetchItemType = 'fact' | 'preference' | 'episode' | 'emotion' | 'temporal_event'

export interface FetchInput {
  readonly conversationId: string
  readonly userId?: string | undefined
  /** None: most recent and relevant. */
  readonly queries: readonly string[]
  /** 1 to 50. */
  readonly maxResults: number
  /** Empty: all. */
  readonly types: readonly FetchItemType[]
  readonly mode: 'fast' | 'accurate'
  readonly includeConversationContext: boolean
}

export interface FetchedItem {
  readonly id: string
  readonly type: FetchItemType
  /** The engine's own, finer type. */
  readonly itemType: Item['type']
  readonly content: string
  /** 0 to 1. */
  readonly confidence: number
  /** 0 to 1 within this answer; 1 is the best match. */
  readonly relevance: number
  readonly speaker: string
  readonly category: string | null
  readonly saidAtMs: number | null
  /** ISO 8601 date that it is about. */
  readonly eventDate: string | null
  readonly evidence: readonly Span[]
  readonly messageIds: readonly string[]
  readonly isSuperseded: boolean
}

export interface ConversationContext {
  readonly conversationId: string
  readonly summary: string | null
  readonly currentState: CurrentState | null
  readonly keyExtractions: {
    readonly facts: readonly Item[]
    readonly decisions: readonly Item[]
    readonly preferences: readonly Item[]
    readonly constraints: readonly Item[]
  }
  /** Newest last. */
  readonly recentTurns: readonly ContextMessage[]
  readonly compactionId: string | null
  readonly compactedAtMs: number | null
}

export interface FetchedContext {
  /** Best first. */
  readonly items: readonly FetchedItem[]
  /** Null when not asked for, or when the conversation has no message. */
  readonly conversationContext: ConversationContext | null
  readonly bundleId: string
  readonly totalTokens: number
}

export interface ContextService {
  /** Errors  `permission_denied` (reason `no_recorded_messages`). */
  forPrompt(
    principal: Principal,
    conversationId: string,
    options?: PromptContextOptions,
  ): Promise<PromptContext>
  /** An unknown conversation has no items; that is not an error. */
  fetchConversation(principal: Principal, input: FetchInput): Promise<FetchedContext>
}

/** All services, as the composition root hands them to the transports. */
export interface Services {
  readonly messages: MessageService
  readonly compactions: CompactionService
  readonly context: ContextService
}
