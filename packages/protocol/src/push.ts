/**
 * What a subscriber of the push stream receives, in words: the names that stand in the string fields of the proto
 * messages, and the shapes of the JSON texts inside them. Free of protobuf, so that any client can use it.
 */

/** Kinds of pushed bundles. `anticipation` is also what an empty `bundle_type` means. */
export const BUNDLE_TYPES = ['compaction_update', 'anticipation', 'user_summary', 'reactive'] as const
export type BundleType = (typeof BUNDLE_TYPES)[number]

/** `closing`: reconnect elsewhere or later. `throttle`: pushes were merged or dropped. `error`: the stream is of no use any more. */
export const SIGNAL_TYPES = ['throttle', 'closing', 'error'] as const
export type SignalType = (typeof SIGNAL_TYPES)[number]

/** Keys of `items_by_type` that clients understand. */
export const ITEM_LIST_KEYS = ['facts', 'preferences', 'episodes', 'emotions', 'temporal_events'] as const
export type ItemListKey = (typeof ITEM_LIST_KEYS)[number]

/** Lists of `key_extractions_json`. */
export const EXTRACTION_KEYS = ['facts', 'decisions', 'preferences', 'constraints'] as const
export type ExtractionKey = (typeof EXTRACTION_KEYS)[number]

/** One entry of a list in `key_extractions_json`. */
export interface PushedExtraction {
  readonly id: string
  readonly content: string
  /** 0 to 1. */
  readonly confidence: number
}

/** The object in `key_extractions_json`. */
export type PushedExtractions = Readonly<Record<ExtractionKey, readonly PushedExtraction[]>>

/**
 * The bundle id of a conversation's `compaction_update`.
 *
 * The same for every run, because a client keeps the first bundle that it finds for a conversation: with an id per run it
 * would go on reporting the oldest one.
 */
export function compactionBundleId(conversationId: string): string {
  return `compaction:${conversationId}`
}
