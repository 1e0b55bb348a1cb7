import type { Conversation } from '../conversation.js'

/**
 * How many messages of a range have each term, without keeping all terms: exact for the terms of carried units and for
 * the most frequent ones; of a term that is not listed, as if it did not occur.
 */
export interface TermCounts {
  readonly terms: readonly string[]
  readonly messages: readonly number[]
}

/** Terms that are counted beside those of carried units: the rest are rare, and all rare terms weigh alike. */
const FREQUENT_TERMS = 1_000

/** Counts the terms of a conversation whose messages are all at hand. */
export function countTerms(conversation: Conversation, carried: ReadonlySet<string>): TermCounts {
  const counts = new Map<string, number>()
  for (const unit of conversation.units)
    unit.annotation.terms.forEach((term, at) => {
      counts.set(term, conversation.messageFrequency[unit.terms[at] as number] ?? 0)
    })
  return mostFrequent(counts, carried)
}

/** Adds up the counts of several ranges; `carried` are terms that must not be forgotten. */
export function addTermCounts(all: readonly TermCounts[], carried: ReadonlySet<string>): TermCounts {
  const counts = new Map<string, number>()
  for (const { terms, messages } of all)
    terms.forEach((term, at) => {
      counts.set(term, (counts.get(term) ?? 0) + (messages[at] ?? 0))
    })
  return mostFrequent(counts, carried)
}

function mostFrequent(counts: ReadonlyMap<string, number>, carried: ReadonlySet<string>): TermCounts {
  const ranked = [...counts].sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
  const kept = ranked.filter(([term], at) => at < FREQUENT_TERMS || carried.has(term))
  return { terms: kept.map(([term]) => term), messages: kept.map(([, count]) => count) }
}
