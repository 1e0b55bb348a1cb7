import {
  type Bm25Index,
  createBm25Index,
  type Elsewhere,
  type GrowingBm25Index,
  inverseDocumentFrequency,
  scoreBm25,
} from './bm25.js'
import { functionWordTerms } from './function-words.js'
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

/** Scores against one query, 0 to 1: BM25 relative to a document of mean length that has every query term once. */
function relevances(
  index: Bm25Index,
  query: readonly string[],
  elsewhere: Elsewhere | undefined,
): Map<number, number> {
  const full = [...new Set(query)].reduce(
    (sum, term) => sum + inverseDocumentFrequency(index, term, elsewhere),
    0,
  )
  const scores = scoreBm25(index, query, { elsewhere })
  for (const [document, score] of scores) scores.set(document, Math.min(1, score / full))
  return scores
}

/** The query's terms without function words, which would find whatever is worded like it; all of them if it has no others. */
function queryTermsOf(query: string, functionWords: ReadonlySet<string>, language: string): string[] {
  const all = searchTermsOf(query, language)
  const content = all.filter((term) => !functionWords.has(term))
  return content.length > 0 ? content : all
}

/** Documents that are asked again and again, and come and go: each is read once. */
export interface DocumentIndex<D extends RetrievalDocument> {
  readonly size: number
  /**
   * Returns the number of the first of them; the others have the numbers after it.
   *
   * Cost  linear in the text of these documents.
   */
  add(documents: readonly D[]): number
  /** From now on it is as if the document of that number had never been added. Nothing happens if it is gone already. */
  remove(number: number): void
  /**
   * Finds the documents that answer the queries best.
   *
   * Shapes  returns at most `maxResults`, best first, none with score 0, repeats of the same words once. Several queries
   *         are merged: a document counts by its best one. No query (none, or only blanks): the recent and salient ones.
   * Units   score 0 to 1; replaced values count half.
   * Errors  RangeError if `maxResults` is not a whole number of at least 1.
   * Source  Okapi BM25 (bm25.ts), over the documents of all types.
   * Cost    linear in the postings of the query's terms, plus sorting what was found; without a query in all documents.
   *
   * @param elsewhere Documents beside these among which a term is rare or common; see rank-together.ts.
   */
  rank(queries: readonly string[], choice?: RankChoice, elsewhere?: Elsewhere): RankedDocument<D>[]
  /** In how many documents each term of the queries occurs. */
  frequencies(queries: readonly string[]): ReadonlyMap<string, number>
}

/**
 * @param language ISO 639-1, decides about stemming.
 * @param queries  The only ones that will be asked, where they are known: then adding costs less.
 */
export function createDocumentIndex<D extends RetrievalDocument>(
  language = 'en',
  queries?: readonly string[],
): DocumentIndex<D> {
  const only = queries && new Set(queries.flatMap((query) => searchTermsOf(query, language)))
  return new Documents<D>(language, createBm25Index(only))
}

/** A document that is there, and when it was said; NaN where that is not known. */
interface Entry<D> {
  readonly document: D
  readonly number: number
  readonly time: number
}

interface Found<D extends RetrievalDocument> extends RankedDocument<D> {
  readonly entry: Entry<D>
}

class Documents<D extends RetrievalDocument> implements DocumentIndex<D> {
  readonly #language: string
  readonly #index: GrowingBm25Index
  /** By number. */
  readonly #entries: (Entry<D> | undefined)[] = []
  #undated = 0

  constructor(language: string, index: GrowingBm25Index) {
    this.#language = language
    this.#index = index
  }

  get size(): number {
    return this.#index.size
  }

  add(more: readonly D[]): number {
    const first = this.#entries.length
    for (const document of more) {
      const number = this.#index.add(searchTermsOf(document.text, this.#language))
      const time = Date.parse(document.at ?? '')
      this.#entries.push({ document, number, time })
      if (Number.isNaN(time)) this.#undated++
    }
    return first
  }

  remove(number: number): void {
    const entry = this.#entries[number]
    if (!entry) return
    if (Number.isNaN(entry.time)) this.#undated--
    this.#entries[number] = undefined
    this.#index.remove(number)
  }

  frequencies(queries: readonly string[]): ReadonlyMap<string, number> {
    const terms = queries.flatMap((query) => searchTermsOf(query, this.#language))
    return new Map(terms.map((term) => [term, this.#index.containing(term)]))
  }

  rank(
    queries: readonly string[],
    { maxResults = DEFAULT_MAX_RESULTS, types = [] }: RankChoice = {},
    elsewhere?: Elsewhere,
  ): RankedDocument<D>[] {
    if (!Number.isInteger(maxResults) || maxResults < 1)
      throw new RangeError(`maxResults must be a whole number of at least 1, got ${maxResults}.`)
    const wanted = types.length > 0 ? new Set(types) : undefined
    const found: Found<D>[] = []
    for (const [number, value] of this.#worths(queries, elsewhere)) {
      const entry = this.#entries[number]
      if (!entry || !(wanted?.has(entry.document.type) ?? true)) continue
      const { document } = entry
      const score = document.supersededBy === undefined ? value : value * SUPERSEDED_FACTOR
      if (score > 0) found.push({ document, score, entry })
    }
    const byAge = this.#byAge()
    found.sort((a, b) => b.score - a.score || byAge(b.entry, a.entry))
    const wordsOf = ({ document }: Found<D>) => searchTermsOf(document.text, this.#language).join(' ')
    return firstWithoutRepeats(found, maxResults, wordsOf).map(({ document, score }) => ({ document, score }))
  }

  /** What documents are worth, by the queries or else by being recent and salient; those that are not named nothing. */
  #worths(queries: readonly string[], elsewhere: Elsewhere | undefined): ReadonlyMap<number, number> {
    const functionWords = functionWordTerms(this.#language)
    const asked = queries
      .map((query) => queryTermsOf(query, functionWords, this.#language))
      .filter((query) => query.length > 0)
    if (asked.length === 0) return this.#standing()
    const best = new Map<number, number>()
    for (const query of asked)
      for (const [number, score] of relevances(this.#index, query, elsewhere))
        if (score > (best.get(number) ?? 0)) best.set(number, score)
    return best
  }

  #standing(): ReadonlyMap<number, number> {
    const oldestFirst = this.#entries.filter((entry) => entry !== undefined).sort(this.#byAge())
    return new Map(
      oldestFirst.map(({ number, document }, place) => {
        const recency = (place + 1) / oldestFirst.length
        const salience = document.salience ?? UNKNOWN_SALIENCE
        return [number, RECENCY_SHARE * recency + (1 - RECENCY_SHARE) * salience]
      }),
    )
  }

  /** Oldest first. Where one has no date, the order in which they were added stands for time. */
  #byAge(): (a: Entry<D>, b: Entry<D>) => number {
    return this.#undated > 0
      ? (a, b) => a.number - b.number
      : (a, b) => a.time - b.time || a.number - b.number
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
