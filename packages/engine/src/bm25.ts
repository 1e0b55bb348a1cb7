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
  /** Documents that count: those that were added and not taken out. */
  readonly size: number
  /** Numbers that documents have had so far. A number is not given again. */
  readonly issued: number
  /** Terms per document that counts. */
  readonly meanLength: number
  /** Documents that contain a term. */
  containing(term: string): number
  /** Calls with each document that contains the term, how often it does, and how many terms the document has; in order. */
  eachWith(term: string, use: (document: number, count: number, length: number) => void): void
}

/** Statistics that grow with the documents, so that a later one does not cost the earlier ones again. */
export interface GrowingBm25Index extends Bm25Index {
  /** Takes one more document, by its terms. Returns its number. Cost: linear in them. */
  add(terms: readonly string[]): number
  /**
   * From now on it is as if the document had never been added.
   *
   * Cost  constant; every so often linear in the terms of all documents, when those that are gone are most of them.
   */
  remove(document: number): void
}

/** Documents that are gone stay in the lists until there are so many, and until they are most of all. */
const GONE_BEFORE_SWEEP = 256

/** @param only The terms that will be asked for, where they are known: of others no list is kept. */
export function createBm25Index(only?: ReadonlySet<string>): GrowingBm25Index {
  /** Pairs of a document's number and how often it has the term, one after the other: a tenth of the memory of objects. */
  const postings = new Map<string, number[]>()
  /** Terms of a document; negative once it is gone. */
  const lengths: number[] = []
  let size = 0
  let total = 0
  /** Documents that are gone and still in the lists. */
  let gone = 0
  const isThere = (document: number) => (lengths[document] ?? -1) >= 0

  const eachWith = (term: string, use: (document: number, count: number, length: number) => void) => {
    const list = postings.get(term) ?? []
    for (let i = 0; i < list.length; i += 2) {
      const document = list[i] ?? 0
      const length = lengths[document] ?? -1
      if (length >= 0) use(document, list[i + 1] ?? 0, length)
    }
  }
  const sweep = () => {
    for (const [term, list] of postings) {
      const left = list.filter((_, i) => isThere(list[i - (i % 2)] ?? 0))
      if (left.length === 0) postings.delete(term)
      else if (left.length < list.length) postings.set(term, left)
    }
    gone = 0
  }

  return {
    get size() {
      return size
    },
    get issued() {
      return lengths.length
    },
    get meanLength() {
      return size === 0 ? 0 : total / size
    },
    containing(term) {
      const list = postings.get(term)
      if (!list) return 0
      if (gone === 0) return list.length / 2
      let count = 0
      eachWith(term, () => count++)
      return count
    },
    eachWith,
    add(terms) {
      const document = lengths.length
      const counts = new Map<string, number>()
      for (const term of terms) if (only?.has(term) ?? true) counts.set(term, (counts.get(term) ?? 0) + 1)
      for (const [term, count] of counts) {
        const list = postings.get(term)
        if (list) list.push(document, count)
        else postings.set(term, [document, count])
      }
      lengths.push(terms.length)
      total += terms.length
      size++
      return document
    },
    remove(document) {
      if (!isThere(document)) return
      total -= lengths[document] ?? 0
      lengths[document] = -1
      size--
      gone++
      if (gone >= GONE_BEFORE_SWEEP && gone > size) sweep()
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
  const containing = index.containing(term) + (elsewhere?.containing.get(term) ?? 0)
  const documents = Math.max(containing, index.size + (elsewhere?.documents ?? 0))
  return Math.log(1 + (documents - containing + 0.5) / (containing + 0.5))
}

/**
 * Scores the documents that have any of the query's terms with Okapi BM25.
 *
 * Shapes  returns the scores by the documents' numbers; repeated query terms count once.
 * Units   dimensionless, > 0; a document of mean length that has each term once scores the sum of their idf.
 * Errors  RangeError if `k1` is negative or `b` is outside 0 to 1.
 * Source  Robertson & Zaragoza 2009.
 * Cost    linear in the postings of the query's terms.
 */
export function scoreBm25(
  index: Bm25Index,
  query: readonly string[],
  options: Bm25Options = {},
): Map<number, number> {
  const k1 = options.k1 ?? DEFAULT_K1
  const b = options.b ?? DEFAULT_B
  if (!(k1 >= 0)) throw new RangeError(`k1 must be 0 or more, got ${k1}.`)
  if (!(b >= 0 && b <= 1)) throw new RangeError(`b must be from 0 to 1, got ${b}.`)
  const scores = new Map<number, number>()
  const { meanLength } = index
  for (const term of new Set(query)) {
    const idf = inverseDocumentFrequency(index, term, options.elsewhere)
    index.eachWith(term, (document, count, length) => {
      const gain = (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / meanLength))
      scores.set(document, (scores.get(document) ?? 0) + gain)
    })
  }
  return scores
}
