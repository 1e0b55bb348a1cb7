import { type Bm25Index, indexTerms, inverseDocumentFrequency, scoreBm25 } from './bm25.js'
import { searchTermsOf } from './search-terms.js'
import type { ItemType } from './types.js'

const DEFAULT_MAX_RESULTS = 10

/** What a value that was later replaced is worth beside the one in force: it still answers "what was it before". */
const SUPERSEDED_FACTOR = 0.5

/** Without a query, being recent and being salient count the same. */
const RECENCY_SHARE = 0.5

/** Assumed where the caller does not know a document's salience. */
const UNKNOWN_SALIENCE = 0.5

/** Something that can be found: an item, or a unit of a message. */
export interface RetrievalDocument {
  readonly id: string
  readonly text: string
  readonly type: ItemType | 'unit'
  /** ISO 8601. Without it the order of the list stands for time. */
  readonly at?: string
  /** 0 to 1. */
  readonly salience?: number
  /** Id of the document that replaced this one. */
  readonly supersededBy?: string
}

export interface RankOptions {
  /** Default 10. */
  readonly maxResults?: number
  /** Only these types. Absent or empty: all. */
  readonly types?: readonly (ItemType | 'unit')[]
  /** ISO 639-1, decides about stemming. Default `en`. */
  readonly language?: string
}

export interface RankedDocument<D extends RetrievalDocument> {
  readonly document: D
  /** 0 to 1. For queries: the share of the query's information that the document carries. */
  readonly score: number
}

/** 1 for the newest document, falling evenly to just above 0 for the oldest; in the order of `documents`. */
function recencies(documents: readonly RetrievalDocument[]): number[] {
  const times = documents.map((document) => Date.parse(document.at ?? ''))
  const order = documents.map((_, i) => i)
  const allDated = times.every((time) => !Number.isNaN(time))
  if (allDated) order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b)
  const values = new Array<number>(documents.length).fill(0)
  order.forEach((document, rank) => {
    values[document] = (rank + 1) / documents.length
  })
  return values
}

/** Scores against one query, 0 to 1: BM25 relative to a document of mean length that has every query term once. */
function relevances(index: Bm25Index, query: readonly string[]): number[] {
  const full = [...new Set(query)].reduce((sum, term) => sum + inverseDocumentFrequency(index, term), 0)
  return scoreBm25(index, query).map((score) => Math.min(1, score / full))
}

/** Drops later entries that say the same in the same words. */
function withoutRepeats<T>(ranked: readonly T[], wordsOf: (entry: T) => string): T[] {
  const seen = new Set<string>()
  return ranked.filter((entry) => {
    const words = wordsOf(entry)
    if (seen.has(words)) return false
    seen.add(words)
    return true
  })
}

/**
 * Finds the documents that answer the queries best.
 *
 * Shapes  documents: any order, of one conversation or many; returns at most `maxResults`, best first, none with score 0,
 *         repeats of the same words once. Several queries are merged: a document counts by its best one.
 *         No query (none, or only blanks): the recent and salient documents.
 * Units   score 0 to 1; replaced values count half.
 * Errors  RangeError if `maxResults` is not a whole number of at least 1.
 * Source  Okapi BM25 (bm25.ts).
 * Cost    linear in the text, plus sorting.
 */
export function rank<D extends RetrievalDocument>(
  documents: readonly D[],
  queries: readonly string[],
  options: RankOptions = {},
): RankedDocument<D>[] {
  const maxResults = options.maxResults ?? DEFAULT_MAX_RESULTS
  if (!Number.isInteger(maxResults) || maxResults < 1) {
    throw new RangeError(`maxResults must be a whole number of at least 1, got ${maxResults}.`)
  }
  const wanted = options.types?.length ? new Set(options.types) : undefined
  const candidates = wanted ? documents.filter((document) => wanted.has(document.type)) : documents
  const terms = candidates.map((document) => searchTermsOf(document.text, options.language))
  const recency = recencies(candidates)

  const asked = queries
    .map((query) => searchTermsOf(query, options.language))
    .filter((query) => query.length > 0)
  const index = indexTerms(terms)
  const perQuery = asked.map((query) => relevances(index, query))
  const scored = candidates.map((document, i) => {
    const salient =
      RECENCY_SHARE * (recency[i] ?? 0) + (1 - RECENCY_SHARE) * (document.salience ?? UNKNOWN_SALIENCE)
    const base = asked.length === 0 ? salient : Math.max(...perQuery.map((scores) => scores[i] ?? 0))
    const score = document.supersededBy === undefined ? base : base * SUPERSEDED_FACTOR
    return { document, score, recency: recency[i] ?? 0, words: (terms[i] ?? []).join(' ') }
  })
  const best = scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.recency - a.recency || (a.document.id < b.document.id ? -1 : 1))
  return withoutRepeats(best, ({ words }) => words)
    .slice(0, maxResults)
    .map(({ document, score }) => ({ document, score }))
}
