import {
  type Bm25Index,
  createBm25Index,
  type Elsewhere,
  inverseDocumentFrequency,
  scoreBm25,
} from './bm25.js'
import { lexiconFor } from './lexicon/registry.js'
import { searchTermsOf } from './search-terms.js'
import type { ItemType } from './types.js'

/** Without another wish. */
export const DEFAULT_MAX_RESULTS = 10

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

export interface RankChoice {
  /** Default 10. */
  readonly maxResults?: number
  /** Only these types. Absent or empty: all. */
  readonly types?: readonly (ItemType | 'unit')[]
}

export interface RankOptions extends RankChoice {
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
function relevances(index: Bm25Index, query: readonly string[], elsewhere: Elsewhere | undefined): number[] {
  const full = [...new Set(query)].reduce(
    (sum, term) => sum + inverseDocumentFrequency(index, term, elsewhere),
    0,
  )
  return scoreBm25(index, query, { elsewhere }).map((score) => Math.min(1, score / full))
}

/** The query's terms without function words, which would find whatever is worded like it; all of them if it has no others. */
function queryTermsOf(query: string, functionWords: ReadonlySet<string>, language: string): string[] {
  const all = searchTermsOf(query, language)
  const content = all.filter((term) => !functionWords.has(term))
  return content.length > 0 ? content : all
}

/** Documents that are asked again and again, and grow: each is read once. */
export interface DocumentIndex<D extends RetrievalDocument> {
  readonly size: number
  /** Cost: linear in the text of these documents. */
  add(documents: readonly D[]): void
  /**
   * Finds the documents that answer the queries best.
   *
   * Shapes  returns at most `maxResults`, best first, none with score 0, repeats of the same words once. Several queries
   *         are merged: a document counts by its best one. No query (none, or only blanks): the recent and salient ones.
   * Units   score 0 to 1; replaced values count half.
   * Errors  RangeError if `maxResults` is not a whole number of at least 1.
   * Source  Okapi BM25 (bm25.ts), over the documents of all types.
   * Cost    linear in the postings of the query's terms, plus sorting what was found.
   *
   * @param elsewhere Documents beside these among which a term is rare or common; see rank-together.ts.
   */
  rank(queries: readonly string[], choice?: RankChoice, elsewhere?: Elsewhere): RankedDocument<D>[]
  /** In how many documents each term of the queries occurs. */
  frequencies(queries: readonly string[]): ReadonlyMap<string, number>
}

/** @param language ISO 639-1, decides about stemming. */
export function createDocumentIndex<D extends RetrievalDocument>(language = 'en'): DocumentIndex<D> {
  const documents: D[] = []
  const index = createBm25Index()
  const functionWords = new Set(
    lexiconFor(language).source.stopwords.flatMap((word) => searchTermsOf(word, language)),
  )
  let recency: readonly number[] = []

  /** What each document is worth, by the queries or else by being recent and salient. */
  const scoresFor = (queries: readonly string[], elsewhere: Elsewhere | undefined): number[] => {
    const asked = queries
      .map((query) => queryTermsOf(query, functionWords, language))
      .filter((query) => query.length > 0)
    const perQuery = asked.map((query) => relevances(index, query, elsewhere))
    return documents.map((document, i) => {
      const salient =
        RECENCY_SHARE * (recency[i] ?? 0) + (1 - RECENCY_SHARE) * (document.salience ?? UNKNOWN_SALIENCE)
      const base = asked.length === 0 ? salient : Math.max(...perQuery.map((scores) => scores[i] ?? 0))
      return document.supersededBy === undefined ? base : base * SUPERSEDED_FACTOR
    })
  }

  return {
    get size() {
      return documents.length
    },
    add(more) {
      for (const document of more) {
        documents.push(document)
        index.add(searchTermsOf(document.text, language))
      }
      recency = []
    },
    frequencies(queries) {
      const terms = queries.flatMap((query) => searchTermsOf(query, language))
      return new Map(terms.map((term) => [term, index.postings.get(term)?.length ?? 0]))
    },
    rank(queries, { maxResults = DEFAULT_MAX_RESULTS, types = [] } = {}, elsewhere) {
      if (!Number.isInteger(maxResults) || maxResults < 1)
        throw new RangeError(`maxResults must be a whole number of at least 1, got ${maxResults}.`)
      if (recency.length !== documents.length) recency = recencies(documents)
      const wanted = types.length > 0 ? new Set(types) : undefined
      const found: { readonly document: D; readonly score: number; readonly place: number }[] = []
      for (const [place, score] of scoresFor(queries, elsewhere).entries()) {
        const document = documents[place]
        if (document && score > 0 && (wanted?.has(document.type) ?? true))
          found.push({ document, score, place })
      }
      const age = (place: number) => recency[place] ?? 0
      found.sort(
        (a, b) =>
          b.score - a.score || age(b.place) - age(a.place) || (a.document.id < b.document.id ? -1 : 1),
      )
      const wordsOf = (entry: { readonly document: D }) =>
        searchTermsOf(entry.document.text, language).join(' ')
      return firstWithoutRepeats(found, maxResults, wordsOf).map(({ document, score }) => ({
        document,
        score,
      }))
    },
  }
}

/** The first entries, without those that say the same in the same words as an earlier one. */
export function firstWithoutRepeats<T>(
  ranked: readonly T[],
  limit: number,
  wordsOf: (entry: T) => string,
): T[] {
  const seen = new Set<string>()
  const kept: T[] = []
  for (const entry of ranked) {
    if (kept.length === limit) break
    const words = wordsOf(entry)
    if (seen.has(words)) continue
    seen.add(words)
    kept.push(entry)
  }
  return kept
}

/** Ranks documents that are asked once; see {@link DocumentIndex}. */
export function rank<D extends RetrievalDocument>(
  documents: readonly D[],
  queries: readonly string[],
  { language, ...choice }: RankOptions = {},
): RankedDocument<D>[] {
  const index = createDocumentIndex<D>(language)
  index.add(documents)
  return index.rank(queries, choice)
}
