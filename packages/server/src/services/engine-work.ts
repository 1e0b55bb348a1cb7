import type {
  CurrentState,
  Item,
  ManifestEntry,
  ManifestTotals,
  Message,
  Strategy,
  Validation,
} from '@precis/engine'
import type { NewCompaction, StoredMessage } from '../store/contract.js'

/**
 * The engine's work as the services ask for it: off the event loop, with plain data in and out.
 *
 * Annotations travel as JSON text, so that neither side of the store looks into them.
 */
export interface EngineWork {
  compact(work: CompactWork, signal?: AbortSignal): Promise<CompactedWork>
  annotate(work: AnnotateWork): Promise<readonly MadeAnnotation[]>
  explain(work: CompactWork): Promise<readonly ManifestEntry[]>
  rank(work: RankWork): Promise<RankedWork>
  /** Gets the first thread ready, so that the first run does not wait for it. */
  warm(): void
}

/** What the engine needs of a message. */
export type WorkMessage = Pick<
  StoredMessage,
  'id' | 'role' | 'content' | 'name' | 'saidAtMs' | 'toolCalls' | 'toolCallId'
>

export interface CompactWork {
  /** In conversation order. */
  readonly messages: readonly WorkMessage[]
  /** Of the first messages, in order; the others are annotated on the way. */
  readonly annotations: readonly string[]
  readonly strategy: Strategy
  readonly targetTokens: number | null
  readonly pinnedMessageIds: readonly string[]
}

export interface MadeAnnotation {
  readonly tokenCount: number
  readonly data: string
}

export interface CompactedWork {
  readonly compaction: Omit<NewCompaction, 'coveredThroughAtMs'>
  readonly annotations: {
    /** The given ones were of another language or revision: these are for all messages, else for the later ones. */
    readonly isReplacement: boolean
    readonly made: readonly MadeAnnotation[]
  }
}

export interface AnnotateWork {
  readonly messages: readonly WorkMessage[]
  /** The annotation of the message before, whose language these are read in. */
  readonly previous: string | undefined
}

/** The documents of a conversation at one moment; a thread keeps those it has seen. */
export interface RankSnapshot {
  readonly messages: readonly WorkMessage[]
  readonly annotations: readonly string[]
  readonly items: readonly Item[]
}

export interface RankWork {
  /** Names the snapshot: differs whenever a message or a version was added. */
  readonly key: string
  /** Absent on the first try; sent when the thread answers `unknown`. */
  readonly snapshot?: RankSnapshot | undefined
  readonly queries: readonly string[]
  /** Empty: all. */
  readonly types: readonly Item['type'][]
  readonly maxResults: number
}

/** What was found: an item, or a unit of a message in the form of one. */
export interface FoundItem {
  readonly item: Item
  /** 0 to 1. */
  readonly score: number
}

export type RankedWork =
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'ranked'
      readonly found: readonly FoundItem[]
      readonly tokenCount: number
      /** Annotations of messages that had none. */
      readonly made: readonly MadeAnnotation[]
    }

/** What a detail's JSON text holds; written and read by us alone. */
export interface CompactionDetail {
  readonly language: string
  readonly warnings: readonly string[]
  readonly facts: readonly Item[]
  readonly decisions: readonly Item[]
  readonly preferences: readonly Item[]
  readonly constraints: readonly Item[]
  readonly otherItems: readonly Item[]
  readonly currentState: CurrentState
  readonly summary: string
  readonly validation: Validation
  readonly totals: ManifestTotals
}

export function toEngineMessage(message: WorkMessage): Message {
  return {
    id: message.id,
    role: message.role,
    content: message.content,
    timestamp: new Date(message.saidAtMs).toISOString(),
    ...(message.name === null ? {} : { name: message.name }),
    ...(message.toolCalls.length === 0 ? {} : { toolCalls: message.toolCalls }),
    ...(message.toolCallId === null ? {} : { toolCallId: message.toolCallId }),
  }
}
