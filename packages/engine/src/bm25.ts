/** Term saturation and length normalisation. Defaults of Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework". */
const DEFAULT_K1 = 1.2
const DEFAULT_B = 0.75

/** Documents that are not in an index and count for what a term tells: those of the whole, where only a part is at hand. */
export interface Elsewhere {
  readonly documents: number
  /** How many of them have a term; absent terms: none. */
  readonly containing: ReadonlyMap<string, number>
}

export interface Bm25Options {
  /** Default: nothing. */
  readonly elsewhere?: Elsewhere | undefined
  /** How soon repetitions of a term stop counting, >= 0. Default 1.2. */
  readonly k1?: number
  /** How much long documents are discounted, 0 to 1. Default 0.75. */
  readonly b?: number
}

/** Term statistics of a set of documents, for any number of queries. */
export interface Bm25Index {
  /** For each term: the documents that contain it and how often, in document order. */
  readonly postings: ReadonlyMap<string, readonly Posting[]>
  /** Terms per document. */
  readonly lengths: readonly number[]
  readonly meanLength: number
}

interface Posting {
  readonly document: number
  readonly count: number
}

/** Statistics that grow with the documents, so that a later one does not cost the earlier ones again. */
export interface GrowingBm25Index extends Bm25Index {
  /** Takes one more document, by its terms. Cost: linear in them. */
  add(terms: readonly string[]): void
}

export function createBm25Index(): GrowingBm25Index {
  const postings = new Map<string, Posting[]>()
  const lengths: number[] = []
  let total = 0
  return {
    postings,
    lengths,
    get meanLength() {
      return lengths.length === 0 ? 0 : total / lengths.length
    },
    add(terms) {
      const document = lengths.length
      const counts = new Map<string, number>()
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
      for (const [term, count] of counts) {
        const list = postings.get(term)
        if (list) list.push({ document, count })
        else postings.set(term, [{ document, count }])
      }
      lengths.push(terms.length)
      total += terms.length
    },
  }
}

/** Collects term statistics. Cost: linear in the total number of terms. */
export function indexTerms(documents: readonly (readonly string[])[]): Bm25Index {
  const index = createBm25Index()
  for (const terms of documents) index.add(terms)
  return index
}

/**
 * How much a term tells, from the share of documents that contain it.
 *
 * Units   nats, > 0: log(1 + ...) keeps terms of more than half of the documents from counting negatively.
 */
export function inverseDocumentFrequency(index: Bm25Index, term: string, elsewhere?: Elsewhere): number {
  const containing = (index.postings.get(term)?.length ?? 0) + (elsewhere?.containing.get(term) ?? 0)
  const documents = Math.max(containing, index.lengths.length + (elsewhere?.documents ?? 0))
  return Math.log(1 + (documents - containing + 0.5) / (containing + 0.5))
}

/**
 * Scores every document against the query terms with Okapi BM25.
 *
 * Shapes  returns one score for each indexed document, in its order; repeated query terms count once.
 * Units   dimensionless, >= 0; a document of mean length that has each term once scores the sum of their idf.
 * Errors  RangeError if `k1` is negative or `b` is outside 0 to 1.
 * Source  Robertson & Zaragoza 2009.
 * Cost    linear in the postings of the query's terms plus the number of documents.
 */
export function scoreBm25(index: Bm25Index, query: readonly string[], options: Bm25Options = {}): number[] {
  const k1 = options.k1 ?? DEFAULT_K1
  const b = options.b ?? DEFAULT_B
  if (!(k1 >= 0)) throw new RangeError(`k1 must be 0 or more, got ${k1}.`)
  if (!(b >= 0 && b <= 1)) throw new RangeError(`b must be from 0 to 1, got ${b}.`)
  const scores = new Array<number>(index.lengths.length).fill(0)
  for (const term of new Set(query)) {
    const idf = inverseDocumentFrequency(index, term, options.elsewhere)
    for (const { document, count } of index.postings.get(term) ?? []) {
      const relativeLength = (index.lengths[document] ?? 0) / index.meanLength
      const gain = (idf * count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength))
      scores[document] = (scores[document] ?? 0) + gain
    }
  }
  return scores
}
