/**
 * What goes into the calls and what comes out of them.
 *
 * turn         one message that was recorded
 * run          one attempt to compact a conversation
 * compaction   the immutable, versioned result of a completed run
 * prompt context   the newest compaction and the messages after it, as one string
 * item         a typed thing that was said, with where it was said
 */
import type {
  ContextType,
  ErrorCode,
  ItemType,
  Role,
  RunStatus,
  Strategy,
  Style,
  TriggerType,
  Format as WireFormat,
  WireValidationReport,
} from '@precis/protocol'
import type { CurrentState } from './current-state.js'
import type { CallOptions } from './options.js'

export type { ContextType, CurrentState, ItemType, Role, RunStatus, Strategy, Style, TriggerType }

/** `injection-ready` is another name of `injection`. */
export type Format = WireFormat | 'injection-ready'

/** `low`, `medium` and `high` are older names of conservative, balanced and aggressive. */
export type RequestedStrategy = Strategy | 'low' | 'medium' | 'high'

/** How an answer came to you. */
export interface ResponseMetadata {
  /** Finds the call in the server's log. For a cached answer: the call that fetched it. */
  readonly correlationId: string
  /** `cache`: fetched earlier and still valid. `anticipation`: pushed by the server. `cloud`: fetched now. */
  readonly source: 'cache' | 'anticipation' | 'cloud'
  /** How long this client may go on using the answer, at most. 0: not kept. */
  readonly ttlSeconds: number
  /** When the answer left the server, by this machine's clock. */
  readonly retrievedAt: Date
}

// ---- recording ----

export interface ToolCall {
  readonly id: string
  readonly name: string
  /** JSON text, or the value itself. */
  readonly arguments: string | Readonly<Record<string, unknown>>
}

export interface MessageInput {
  /** A UUID. To use an id of your own: `conversationIdFrom`. */
  readonly conversationId: string
  readonly role: Role
  /** May be empty only beside `toolCalls`. */
  readonly content: string
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  readonly sessionId?: string | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** The speaker's name, where a conversation has several. */
  readonly name?: string | undefined
  /** When it was said, for conversations that are recorded later. Default: now, by the server's clock. */
  readonly timestamp?: Date | string | undefined
  readonly toolCalls?: readonly ToolCall[] | undefined
  /** On a `tool` message: the call that it answers. */
  readonly toolCallId?: string | undefined
  /** The same key twice in one conversation records once. Default: a fresh one for each call. */
  readonly idempotencyKey?: string | undefined
}

export interface RecordMessageOptions extends MessageInput, CallOptions {}

export interface RecordedMessage {
  readonly messageId: string
  readonly conversationId: string
  readonly sessionId: string
  readonly recordedAt: Date
  /** Position in the conversation, from 1, without gaps. */
  readonly sequence: number
}

/** The fate of one entry of a batch; a bad entry fails alone. */
export type RecordResult =
  | (RecordedMessage & { readonly ok: true })
  | { readonly ok: false; readonly error: string; readonly code: ErrorCode | (string & {}) }

export interface RecordMessagesResponse {
  readonly total: number
  readonly succeeded: number
  readonly failed: number
  /** One for each message, in the order of the request. */
  readonly results: readonly RecordResult[]
}

// ---- compacting ----

export interface CompactOptions extends CallOptions {
  readonly conversationId: string
  /** Default `adaptive`. */
  readonly strategy?: RequestedStrategy | undefined
  /** Older name of `strategy`, which wins when both are given. */
  readonly compactionLevel?: RequestedStrategy | undefined
  /** A hard ceiling in tokens; outranks the strategy's own ratio. */
  readonly targetTokens?: number | undefined
  /** Make a new version even when nothing was recorded since the last. Default false. */
  readonly force?: boolean | undefined
}

/** A run that was started (`in_progress`), or the version that already covers everything (`completed`). */
export interface CompactionTriggerResponse {
  readonly compactionId: string
  readonly conversationId: string
  readonly status: RunStatus
  readonly triggerType: TriggerType
  readonly initiatedAt: Date
  /** Null when there is nothing to wait for. */
  readonly estimatedCompletionSeconds: number | null
  /** The version before, to use while the run works. */
  readonly previousContext: CompactionResponse | null
  readonly previousContextAgeSeconds: number | null
  readonly previousCompactionId: string | null
}

export interface StatusOptions extends CallOptions {
  readonly conversationId: string
}

export interface CompactionStatusResponse {
  readonly conversationId: string
  readonly status: RunStatus
  /** Of the latest run. */
  readonly compactionId: string | null
  readonly completedAt: Date | null
  /** Compacted over original tokens: lower is shorter. */
  readonly compressionRatio: number | null
  /** 0 to 1. */
  readonly validationScore: number | null
  readonly estimatedCompletionSeconds: number | null
  readonly errorMessage: string | null
  readonly latestVersion: number | null
  /** When the latest run started. */
  readonly latestCreatedAt: Date | null
  readonly hasCompaction: boolean
  /** Messages were recorded after the last one that the newest version covers. */
  readonly isStale: boolean
  /** The newest version; 0 when there is none. Null in an answer from a push, which does not carry it. */
  readonly version: number | null
  readonly lastCompactedAt: Date | null
  /** Messages recorded since the newest version. */
  readonly memoriesSinceCompaction: number
  readonly metadata: ResponseMetadata
}

export interface GetCompactedOptions extends CallOptions {
  readonly conversationId: string
  /** Default: the latest. With a version the caches are bypassed. */
  readonly version?: number | null | undefined
  /** Default `structured`. */
  readonly format?: Format | undefined
  /** Default true. */
  readonly includeExtractions?: boolean | undefined
  /** Default true. */
  readonly includeNarrative?: boolean | undefined
}

/** A place in a message: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly messageId: string
  readonly start: number
  readonly end: number
}

/** A typed thing that was said, with its evidence. */
export interface Extraction {
  readonly id: string
  readonly type: ItemType
  readonly content: string
  /** 1.0 explicit, 0.75 implied, 0.5 assumed. */
  readonly confidence: number
  /** The speaker's name, else the role. */
  readonly speaker: string
  readonly evidence: readonly Span[]
  readonly messageIds: readonly string[]
  readonly saidAt: Date | null
  readonly eventDate: Date | null
  readonly category: string | null
  /** The id of the statement that replaced this one. */
  readonly supersededBy: string | null
}

export interface ValidationReport {
  readonly coverage: WireValidationReport['coverage']
  readonly faithfulness: number
  readonly missing: readonly {
    readonly type: ItemType
    readonly content: string
    readonly evidence: readonly Span[]
  }[]
  readonly unsupported: readonly string[]
}

/** How many units of the conversation met which fate. */
export interface ManifestTotals {
  readonly units: number
  readonly kept: number
  readonly shortened: number
  readonly dropped: number
  readonly superseded: number
}

/** A compaction, in the format that was asked for. */
export interface CompactionResponse {
  readonly compactionId: string
  readonly conversationId: string
  readonly version: number
  readonly createdAt: Date
  readonly format: WireFormat
  /** The text, ready for a prompt. */
  readonly compactedContext: string
  readonly originalTokenCount: number
  readonly compactedTokenCount: number
  /** Compacted over original. */
  readonly compressionRatio: number
  /** The same as `strategyUsed`, under its older name. */
  readonly levelApplied: Strategy
  /** What was applied; may differ from what was asked for. */
  readonly strategyUsed: Strategy
  readonly targetTokens: number | null
  readonly triggerType: string
  /** Messages that it covers. */
  readonly messageCount: number
  /** 0 to 1: coverage by type × faithfulness. */
  readonly validationScore: number | null
  /** The score reached 0.7. */
  readonly validationPassed: boolean | null
  /** What the score rests on, the missing items included. */
  readonly validation: ValidationReport | null
  readonly facts: readonly string[]
  readonly decisions: readonly string[]
  readonly preferences: readonly string[]
  readonly constraints: readonly string[]
  /** The same, whole: with confidence, speaker and evidence. */
  readonly factItems: readonly Extraction[]
  readonly decisionItems: readonly Extraction[]
  readonly preferenceItems: readonly Extraction[]
  readonly constraintItems: readonly Extraction[]
  /** Tasks, open issues, next steps, episodes, emotions, temporal events. */
  readonly otherItems: readonly Extraction[]
  readonly currentState: CurrentState | null
  readonly summary: string | null
  readonly totals: ManifestTotals | null
  /** The sentence, or null when there is nothing to warn about. */
  readonly qualityWarning: string | null
  readonly warnings: readonly string[]
  readonly metadata: ResponseMetadata
}

export interface ExpandOptions extends CallOptions {
  readonly conversationId: string
  /** As it stands in a compacted text: `m12`. */
  readonly handle: string
}

/** A message as it was recorded. */
export interface ExpandedMessage {
  readonly messageId: string
  /** Its place in the conversation, the first being 1. */
  readonly sequence: number
  readonly role: 'user' | 'assistant' | 'system' | 'tool'
  readonly name: string | null
  readonly content: string
  readonly toolCalls: readonly { readonly id: string; readonly name: string; readonly arguments: string }[]
  readonly toolCallId: string | null
  readonly timestamp: Date
}

export interface ExplainOptions extends CallOptions {
  readonly conversationId: string
  /** Default: the latest. */
  readonly version?: number | undefined
}

/** What became of one sentence, and why. */
export interface ExplainedUnit {
  readonly span: Span
  /** `m12` for the twelfth message of the conversation: what `expand` takes. */
  readonly handle: string
  readonly text: string
  readonly fate: 'kept' | 'shortened' | 'dropped' | 'superseded'
  readonly reason: string
  /** What it was chosen by (the higher, the sooner), and the named parts whose sum that is. */
  readonly score: number
  readonly scoreParts: Readonly<Record<string, number>>
  /** What stands in the result instead, when it was shortened; where what replaced it, or says it again, was said. */
  readonly shortened: string | null
  readonly successor: Span | null
}

/** The manifest of one version, in conversation order. */
export interface Explanation {
  readonly compactionId: string
  readonly conversationId: string
  readonly version: number
  readonly entries: readonly ExplainedUnit[]
  readonly metadata: ResponseMetadata
}

// ---- reading ----

export interface ContextForPromptOptions extends CallOptions {
  readonly conversationId: string
  /** Default `structured`. */
  readonly style?: Style | undefined
  /** `always`: recent messages alone make the context available, before the first compaction. Default `auto`. */
  readonly recent?: 'auto' | 'always' | undefined
}

export interface RecentMessage {
  readonly role: Role
  readonly content: string
  readonly timestamp: Date
  readonly messageId: string
  readonly name?: string
}

export interface ContextForPromptResponse {
  readonly conversationId: string
  /** The compacted part and the messages after it; null when not `available`. */
  readonly formattedContext: string | null
  readonly available: boolean
  readonly hasCompaction: boolean
  /** Older than 15 minutes, or messages came after it. */
  readonly isStale: boolean
  readonly compactionId: string | null
  readonly version: number
  readonly compressionRatio: number | null
  readonly validationScore: number | null
  readonly compactionAgeSeconds: number | null
  /** The score is below what is expected: something important may be missing. */
  readonly qualityWarning: boolean
  readonly recentMessages: readonly RecentMessage[]
  readonly recentMessageCount: number
  readonly compactedMessageCount: number
  readonly totalMessageCount: number
  readonly metadata: ResponseMetadata
}

/** A type of item under any of the names that the guides use. */
export type RequestedContextType =
  | ContextType
  | 'all'
  | 'fact'
  | 'preference'
  | 'episode'
  | 'emotion'
  | 'temporal'
  | 'temporal_event'

export interface FetchOptions extends CallOptions {
  readonly conversationId: string
  /** Several queries are merged. None: what is recent and relevant. */
  readonly searchQuery?: string | readonly string[] | undefined
  /** 1 to 50. Default 10. */
  readonly maxResults?: number | undefined
  /** Default all. */
  readonly types?: readonly RequestedContextType[] | undefined
  /** Default `fast`. */
  readonly mode?: 'fast' | 'accurate' | undefined
  /** Default true. */
  readonly includeConversationContext?: boolean | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
}

export interface UserSummaryOptions {
  readonly userId: string
  /** Given: only a summary of this customer's user. */
  readonly customerId?: string | undefined
}

/** What stands for a user across conversations, as the server pushed it last. */
export interface UserSummary {
  readonly userId: string
  readonly customerId: string | null
  readonly preferences: readonly Preference[]
  /** Standing constraints first. */
  readonly facts: readonly Fact[]
  readonly pushedAt: Date
}

/** What every retrieved item has. All ratios are 0 to 1. */
export interface RetrievedItem {
  readonly id: string
  readonly content: string
  readonly confidence: number
  readonly source: string
  readonly extractedAt: Date
  readonly eventDate: Date | null
  readonly validUntil: Date | null
  /** `perpetual`, `temporal_fact` or `episode`. */
  readonly temporalCategory: string | null
  readonly temporalConfidence: number
  readonly sourceEvidence: readonly string[]
  readonly relevanceScore: number | null
  readonly metadata: Readonly<Record<string, unknown>>
}

export type Fact = RetrievedItem

export interface Preference extends RetrievedItem {
  readonly category: string
  readonly strength: number
}

export interface Episode extends RetrievedItem {
  readonly summary: string
  readonly occurredAt: Date
  readonly significance: number
  readonly participants: readonly string[]
}

export interface Emotion extends RetrievedItem {
  readonly emotionType: string
  readonly intensity: number
  readonly detectedAt: Date
  readonly context: string
}

export type TemporalEvent = RetrievedItem

export interface ConversationTurn {
  readonly role: Role
  readonly content: string
  readonly timestamp: Date
  readonly messageId: string | null
}

/** The compacted conversation beside the items. */
export interface ConversationContext {
  readonly conversationId: string
  readonly summary: string | null
  readonly currentState: CurrentState | null
  /** Contents by category, e.g. `facts`, `decisions`. */
  readonly keyExtractions: Readonly<Record<string, readonly string[]>>
  readonly recentTurns: readonly ConversationTurn[]
  readonly compactionId: string | null
  readonly compactedAt: Date | null
}

export interface ContextResponse {
  readonly facts: readonly Fact[]
  readonly preferences: readonly Preference[]
  readonly episodes: readonly Episode[]
  readonly emotions: readonly Emotion[]
  readonly temporalEvents: readonly TemporalEvent[]
  readonly conversationContext: ConversationContext | null
  /** Tokens of all contents together. */
  readonly totalTokens: number
  readonly metadata: ResponseMetadata
}

// ---- waiting ----

export interface CompactionProgress {
  readonly compactionId: string
  readonly status: RunStatus
  readonly elapsedMs: number
  /** The server's estimate, when it has one. */
  readonly estimatedCompletionSeconds: number | null
}

export interface CompactAndWaitOptions extends CompactOptions, Pick<GetCompactedOptions, 'format'> {
  /** Called once when the run is known and after each look at its state. */
  readonly onProgress?: ((progress: CompactionProgress) => void) | undefined
  /** A fixed distance between looks. Default: 50 ms at first, growing to 2 s. */
  readonly pollIntervalMs?: number | undefined
  /** Gives up (NetworkTimeoutError) after so long; the run itself goes on. Default 10 minutes. */
  readonly waitTimeoutMs?: number | undefined
}

/** Who the key is. */
export interface Identity {
  readonly clientId: string
  readonly instanceId: string
}
