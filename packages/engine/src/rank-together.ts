import type { Elsewhere } from './bm25.js'
import {
  DEFAULT_MAX_RESULTS,
  type DocumentIndex,
  firstWithoutRepeats,
  type RankChoice,
  type RankedDocument,
  type RetrievalDocument,
} from './retrieve.js'
import { searchTermsOf } from './search-terms.js'

/** Two parts of the documents that a query could be answered from. */
export interface Parts<D extends RetrievalDocument> {
  /** All of the newest documents. */
  readonly recent: DocumentIndex<D>
  /** Of the older ones those that have the query's terms. */
  readonly found: DocumentIndex<D>
  /** Of all older documents, `found` among them: how many there are, and how many have each term of the query. */
  readonly older: Elsewhere
  /** ISO 639-1. */
  readonly language: string
}

/**
 * Ranks two parts of many documents as one list. What a term tells is measured over all documents, so that those of
 * `found`, which all have it, do not make it look common.
 *
 * Shapes  as `DocumentIndex.rank`.
 * Cost    that of ranking both parts, however many older documents there are.
 */
export function rankTogether<D extends RetrievalDocument>(
  { recent, found, older, language }: Parts<D>,
  queries: readonly string[],
  choice: RankChoice = {},
): RankedDocument<D>[] {
  const [inRecent, inFound] = [recent.frequencies(queries), found.frequencies(queries)]
  const besideFound = new Map<string, number>()
  for (const [term, count] of inFound)
    besideFound.set(term, Math.max(0, (inRecent.get(term) ?? 0) + (older.containing.get(term) ?? 0) - count))
  const ranked = [
    ...recent.rank(queries, choice, older),
    ...found.rank(queries, choice, {
      documents: Math.max(0, recent.size + older.documents - found.size),
      containing: besideFound,
    }),
  ].sort((a, b) => b.score - a.score)
  return firstWithoutRepeats(ranked, choice.maxResults ?? DEFAULT_MAX_RESULTS, ({ document }) =>
    searchTermsOf(document.text, language).join(' '),
  )
}
