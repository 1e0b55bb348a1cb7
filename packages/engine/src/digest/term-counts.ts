import type { Conversation } from '../conversation.js'

/**
 * How many messages of a range have each term, without keeping all terms: exact for the terms of carried units and for
 * the most frequent ones; of a term that is not listed, as if it did not occur. And how many different terms there are,
 * by the smallest hashes (Bar-Yossef et al. 2002, "Counting distinct elements in a data stream").
 */
export interface TermCounts {
  readonly terms: readonly string[]
  readonly messages: readonly number[]
  /** The smallest hashes of distinct terms, ascending. */
  readonly hashes: readonly number[]
}

/** Terms that are counted beside those of carried units: the rest are rare, and all rare terms weigh alike. */
const FREQUENT_TERMS = 1_000
/** Hashes kept: the number of distinct terms is then known within 6 % (one standard error, 1/√K). */
const KEPT_HASHES = 256
const HASH_SPACE = 2 ** 32

/** FNV-1a, then a finisher: neighbouring spellings have to lie far apart. */
function hashOf(term: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < term.length; at++) hash = Math.imul(hash ^ term.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Counts the terms of a conversation whose messages are all at hand. */
export function countTerms(conversation: Conversation, carried: ReadonlySet<string>): TermCounts {
  const counts = new Map<string, number>()
  for (const unit of conversation.units)
    unit.annotation.terms.forEach((term, at) => {
      counts.set(term, conversation.messageFrequency[unit.terms[at] as number] ?? 0)
    })
  const hashes = Float64Array.from(counts.keys(), hashOf).sort()
  return { ...mostFrequent(counts, carried), hashes: smallestDistinct(hashes) }
}

/** Adds up the counts of several ranges; `carried` are terms that must not be forgotten. */
export function addTermCounts(all: readonly TermCounts[], carried: ReadonlySet<string>): TermCounts {
  const counts = new Map<string, number>()
  for (const { terms, messages } of all)
    terms.forEach((term, at) => {
      counts.set(term, (counts.get(term) ?? 0) + (messages[at] ?? 0))
    })
  const hashes = Float64Array.from(all.flatMap((one) => one.hashes)).sort()
  return { ...mostFrequent(counts, carried), hashes: smallestDistinct(hashes) }
}

function mostFrequent(counts: ReadonlyMap<string, number>, carried: ReadonlySet<string>) {
  const ranked = [...counts].sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
  const kept = ranked.filter(([term], at) => at < FREQUENT_TERMS || carried.has(term))
  return { terms: kept.map(([term]) => term), messages: kept.map(([, count]) => count) }
}

function smallestDistinct(ascending: Float64Array): number[] {
  const kept: number[] = []
  for (const hash of ascending) {
    if (kept.length === KEPT_HASHES) break
    if (hash !== kept.at(-1)) kept.push(hash)
  }
  return kept
}

/** The number of distinct terms of all these ranges: exact while they are few, else by how densely their hashes lie. */
export function countDistinct(ofRanges: readonly (readonly number[])[]): number {
  const hashes = smallestDistinct(Float64Array.from(ofRanges.flat()).sort())
  if (hashes.length < KEPT_HASHES) return hashes.length
  return Math.round((KEPT_HASHES - 1) / (((hashes.at(-1) ?? 0) + 1) / HASH_SPACE))
}

/** The smallest hashes of a conversation's terms, to be joined with those of its sealed ranges. */
export function termHashes(conversation: Conversation): readonly number[] {
  return countTerms(conversation, new Set()).hashes
}
