import type { ContextBundleProto } from '@precis/protocol/stream'

/** One item as a client would hand it to its caller. */
export interface ServedItem {
  readonly id: string
  readonly content: string
}

/** A client's local answer to a fetch; undefined means that it asks the server. */
export type LocalAnswer = readonly ServedItem[] | undefined

export interface Lookup {
  readonly query: string
  readonly userId: string | undefined
  readonly conversationId: string
}

/** What an existing client keeps of the bundles that were pushed to it, and when it answers from them. */
export interface ClientCache {
  readonly name: string
  store(bundle: ContextBundleProto, nowMs: number): void
  lookup(lookup: Lookup, nowMs: number): LocalAnswer
}

/** Both clients keep an entry this long after its last use. */
export const LEASE_MS = 1_800_000
export const MAX_ENTRIES = 100
export const BM25_K1 = 1.5
export const BM25_B = 0.75
/** A score from which a match counts as one. */
export const HIT_SCORE = 1.5
/** Share of unknown words above which a query is about something else. */
export const NOVEL_SHARE = 0.45

export function itemsOf(bundle: ContextBundleProto): ServedItem[] {
  return Object.values(bundle.itemsByType).flatMap((list) =>
    list.items.map(({ itemId, content }) => ({ id: itemId, content })),
  )
}
