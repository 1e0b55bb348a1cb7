import type {
  CurrentState,
  Item,
  ManifestEntry,
  ManifestTotals,
  Message,
  MessageList,
  Provider,
  Strategy,
  Validation,
} from '@precis/engine'
import type { NewCompaction, StoredMessage } from '../store/contract.js'
import type { BlockTerm } from '../store/contract-search.js'

/**
 * The engine's work as the services ask for it: off the event loop, with plain data in and out.
 *
 * Messages and annotations travel as pages: each the JSON text of an array. Copying a few long strings to a thread
 * takes a tenth of the time that thousands of objects take, and they are taken apart where nobody waits.
 */
export interface EngineWork {
  compact(work: CompactWork, signal?: AbortSignal): Promise<CompactedWork>
  seal(work: SealWork): Promise<SealedWork>
  merge(work: MergeWork): Promise<SealedWork>
  annotate(work: AnnotateWork): Promise<readonly MadeAnnotation[]>
  explain(work: CompactWork): Promise<readonly ManifestEntry[]>
  listMessages(work: MessageListWork): Promise<ListedMessages>
  rank(work: RankWork): Promise<RankedWork>
  /** What the messages of a block are found by. */
  searchTerms(work: SearchTermsWork): Promise<readonly BlockTerm[]>
  /** Makes the threads drop what they remember of conversations, at the latest before they rank again. */
  forget(): void
  /** Gets the first thread ready, so that the first run does not wait for it. */
  warm(): void
}

/** What the engine needs of a message. */
export interface WorkMessage
  extends Pick<
    StoredMessage,
    'id' | 'sequence' | 'role' | 'content' | 'name' | 'saidAtMs' | 'toolCalls' | 'toolCallId'
  > {
  /** Only its place is left, so that messages and annotations go on standing side by side. */
  readonly isDeleted?: true
}

/** What stands for the messages before those of a piece of work. */
export interface PastWork {
  /** Digests as JSON text, oldest first. */
  readonly digests: readonly string[]
  /** Pages of pinned messages among those, and of their annotations. */
  readonly pinned: readonly string[]
  readonly pinnedAnnotations: readonly string[]
}

export interface SealWork {
  /** Pages of `WorkMessage` and of their annotations: all of a range. */
  readonly messages: readonly string[]
  readonly annotations: readonly string[]
  readonly isFirst: boolean
}

export interface MergeWork {
  /** As JSON text, oldest first. */
  readonly digests: readonly string[]
}

export type SealedWork =
  | { readonly kind: 'sealed'; readonly data: string }
  /** Annotations or digests are of another revision or language, and have to be made again. */
  | { readonly kind: 'outdated' }

export interface CompactWork {
  /** Absent: the messages begin with the first of the conversation. */
  readonly past?: PastWork | undefined
  /** Pages of `WorkMessage`, in conversation order. */
  readonly messages: readonly string[]
  /** Pages of annotations of the first messages, in order; the others are annotated on the way. */
  readonly annotations: readonly string[]
  readonly strategy: Strategy
  readonly targetTokens: number | null
  readonly pinnedMessageIds: readonly string[]
}

/** `targetTokens` is the ceiling of the whole list. */
export interface MessageListWork extends CompactWork {
  readonly targetTokens: number
  readonly provider: Provider
}

/** A conversation as a list that a provider takes as it is. */
export interface ListedMessages {
  readonly list: MessageList
  readonly tokenCount: number
  /** Of the text that stands for older messages; null where there is none. */
  readonly validationScore: number | null
  readonly qualityWarning: boolean
  readonly warnings: readonly string[]
}

export interface MadeAnnotation {
  readonly tokenCount: number
  readonly data: string
}

export interface CompactedWork {
  readonly compaction: Omit<NewCompaction, 'coveredThroughAtMs'>
  readonly language: string
  /** The given annotations were of another language or an older revision, and are to be made again. */
  readonly isOutdated: boolean
  /** Of the messages after the annotated ones; none when those are outdated, or of a newer revision. */
  readonly made: readonly MadeAnnotation[]
}

export interface AnnotateWork {
  readonly messages: readonly WorkMessage[]
  /** Absent: that of the annotation before, else detected. */
  readonly language?: string | undefined
  /** The annotation of the message before. */
  readonly previous?: string | undefined
}

/** What a thread has to know of a conversation beyond the messages that it has seen. */
export interface RankSnapshot {
  /** The messages begin after this one. Absent: from the first. */
  readonly after?: number | undefined
  /** Pages of `WorkMessage`, in conversation order. */
  readonly messages: readonly string[]
  /** Pages of annotations of the first of these messages, in order; the others are annotated on the way. */
  readonly annotations: readonly string[]
  /** Of the version that `RankWork.itemsKey` names. Absent: the thread has them. */
  readonly items?: readonly Item[] | undefined
}

export interface SearchTermsWork {
  /** Pages of `WorkMessage`. */
  readonly messages: readonly string[]
  readonly after: number
}

/** What the store found of the messages that a thread does not look through. */
export interface RankCandidates {
  /** JSON text of an array of `WorkMessage`. */
  readonly messages: string
  /** JSON text of an array of their annotations, null where there is none. */
  readonly annotations: string
  /** How many messages these were taken from, and how many of those have each term of the queries. */
  readonly documents: number
  readonly containing: ReadonlyMap<string, number>
}

export interface RankWork {
  /** Messages up to here are answered for by `candidates`. Absent: none. */
  readonly base?: number | undefined
  readonly candidates?: RankCandidates | undefined
  /** Names the conversation's messages, which are only added at the end: differs whenever one was deleted. */
  readonly key: string
  /** Names the items: differs whenever a version was added. Absent: they come with the key. */
  readonly itemsKey?: string | undefined
  /** ISO 639-1. Absent: that of the annotations. */
  readonly language?: string | undefined
  /** Messages that the answer has to know of. Absent: none. */
  readonly through?: number | undefined
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
  /** The thread needs the messages after `through` (absent: all), and the items unless it has them. */
  | {
      readonly kind: 'unknown'
      readonly through?: number | undefined
      readonly hasItems?: boolean | undefined
    }
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

export function toWorkMessage(message: StoredMessage): WorkMessage {
  const { id, sequence, role, content, name, saidAtMs, toolCalls, toolCallId, deletedAtMs } = message
  const work = { id, sequence, role, content, name, saidAtMs, toolCalls, toolCallId }
  return deletedAtMs === null ? work : { ...work, isDeleted: true }
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
