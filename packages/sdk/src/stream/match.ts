/**
 * How well pushed items answer a query. Pure.
 *
 * Source  Okapi BM25 (Robertson & Zaragoza 2009), k1 1.5, b 0.75, as the existing client has it; so are the two thresholds.
 */

const K1 = 1.5
const B = 0.75
/** With few items a word that most of them have would count for nothing, or against them. */
const MIN_IDF = 0.5
/** A hit needs this much, growing with the query: one common word in a long question is no answer. */
const MIN_SCORE = 0.6
const MAX_NEEDED_SCORE = 1.5
const SCORE_PER_TERM = 0.3
/** From this share of unknown words on, the question is about something else than what was expected. */
const MAX_UNKNOWN_SHARE = 0.45
const MIN_STEM_CHARS = 4

/** Words that carry no topic in a question. Function words of English only: other languages lose a little precision. */
const STOP_WORDS = new Set(
  (
    'a about an and are as at be been but by can could did do does for from had has have how i if in is it its me my of on ' +
    'or our should so that the their them then there they this to us was we were what when where which who why will with ' +
    'would you your'
  ).split(' '),
)

export interface Scored {
  readonly index: number
  readonly score: number
}

/**
 * The documents that answer the query, best first.
 *
 * Shapes  `undefined`: not to be answered from here. Else at least one entry.
 * Cost    O(total words).
 */
export function matchItems(
  query: string,
  documents: readonly string[],
  keywords: readonly string[],
): readonly Scored[] | undefined {
  const terms = new Set(stems(query))
  if (terms.size === 0 || documents.length === 0) return undefined
  const bags = documents.map((text) => countTerms(stems(text)))
  const vocabulary = new Set([...bags.flatMap((bag) => [...bag.counts.keys()]), ...keywords.flatMap(stems)])
  const unknown = [...terms].filter((term) => !vocabulary.has(term)).length
  if (unknown / terms.size >= MAX_UNKNOWN_SHARE) return undefined
  const needed = Math.max(MIN_SCORE, Math.min(MAX_NEEDED_SCORE, SCORE_PER_TERM * terms.size))
  const scored = scoreAll(terms, bags)
    .map((score, index) => ({ index, score }))
    .filter(({ score }) => score >= needed)
    .sort((a, b) => b.score - a.score || a.index - b.index)
  return scored.length > 0 ? scored : undefined
}

interface Bag {
  readonly counts: ReadonlyMap<string, number>
  readonly length: number
}

function scoreAll(terms: ReadonlySet<string>, bags: readonly Bag[]): number[] {
  const meanLength = bags.reduce((sum, bag) => sum + bag.length, 0) / bags.length || 1
  const idf = new Map<string, number>()
  for (const term of terms) {
    const frequency = bags.filter((bag) => bag.counts.has(term)).length
    idf.set(term, Math.max(MIN_IDF, Math.log(1 + (bags.length - frequency + 0.5) / (frequency + 0.5))))
  }
  return bags.map(({ counts, length }) => {
    let score = 0
    for (const term of terms) {
      const count = counts.get(term) ?? 0
      if (count === 0) continue
      score +=
        ((idf.get(term) ?? 0) * (count * (K1 + 1))) / (count + K1 * (1 - B + (B * length) / meanLength))
    }
    return score
  })
}

function countTerms(terms: readonly string[]): Bag {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return { counts, length: terms.length }
}

/** Words of two letters and more, without function words, one ending cut where a stem remains. */
function stems(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  return words.filter((word) => !STOP_WORDS.has(word)).map(cutEnding)
}

function cutEnding(word: string): string {
  for (const ending of ['ing', 'ed', 'es', 's']) {
    if (word.endsWith(ending) && word.length - ending.length >= MIN_STEM_CHARS)
      return word.slice(0, -ending.length)
  }
  return word
}
