import type { ContextBundleProto } from '@precis/protocol/stream'
import {
  BM25_B,
  BM25_K1,
  type ClientCache,
  HIT_SCORE,
  itemsOf,
  LEASE_MS,
  type Lookup,
  MAX_ENTRIES,
  NOVEL_SHARE,
} from './client-cache.js'

/**
 * The matching rules of the Vercel AI adapter, from its description in the protocol reference: a bundle is one document,
 * the newest of its kind replaces the one before, and the whole bundle is served or nothing.
 */
const MIN_TOKEN_LENGTH = 3
const ASSUMED_LENGTH = 50
const IDF = Math.log((MAX_ENTRIES - 1 + 0.5) / 1.5 + 1)
const MIN_LEASE_MS = 60_000

const tokenize = (text: string) =>
  text
    .toLowerCase()
    .split(/\W+/)
    .filter((word) => word.length >= MIN_TOKEN_LENGTH)

function scoreBundle(bundle: ContextBundleProto, query: readonly string[]): number {
  const parts = [
    ...itemsOf(bundle).map((item) => item.content),
    ...bundle.searchKeywords,
    ...bundle.searchQueries,
  ]
  const words = tokenize(parts.join(' '))
  const normal = BM25_K1 * (1 - BM25_B + (BM25_B * words.length) / ASSUMED_LENGTH)
  let score = 0
  for (const term of query) {
    const tf = words.filter((word) => word === term).length
    if (tf > 0) score += (IDF * tf * (BM25_K1 + 1)) / (tf + normal)
  }
  return score
}

const conflicts = (a: string, b: string | undefined) => a !== '' && b !== undefined && b !== '' && a !== b

const inScope = (bundle: ContextBundleProto, lookup: Lookup) =>
  !conflicts(bundle.anticipationUserId, lookup.userId) &&
  !conflicts(bundle.anticipationConversationId, lookup.conversationId)

export function createAdapterCache(): ClientCache {
  const entries = new Map<string, { bundle: ContextBundleProto; usedAtMs: number }>()
  const vocabulary = new Set<string>()

  const leaseOf = (bundle: ContextBundleProto) =>
    bundle.ttlHintSeconds > 0 ? Math.max(MIN_LEASE_MS, bundle.ttlHintSeconds * 1000) : LEASE_MS

  return {
    name: 'adapter',

    store(bundle, nowMs) {
      if (bundle.bundleType === 'reactive') return
      if (bundle.bundleType === 'compaction_update') {
        for (const [key, entry] of entries)
          if (entry.bundle.anticipationConversationId === bundle.anticipationConversationId)
            entries.delete(key)
        return
      }
      const key = [
        bundle.bundleType,
        bundle.anticipationUserId,
        bundle.anticipationCustomerId,
        bundle.anticipationConversationId,
      ].join(':')
      if (entries.size >= MAX_ENTRIES && !entries.has(key)) {
        const [oldest] = [...entries].sort(([, a], [, b]) => a.usedAtMs - b.usedAtMs)
        if (oldest) entries.delete(oldest[0])
      }
      entries.set(key, { bundle, usedAtMs: nowMs })
      for (const item of itemsOf(bundle)) for (const word of tokenize(item.content)) vocabulary.add(word)
      for (const keyword of bundle.searchKeywords) vocabulary.add(keyword.toLowerCase())
    },

    lookup(lookup, nowMs) {
      for (const [key, entry] of entries)
        if (nowMs - entry.usedAtMs > leaseOf(entry.bundle)) entries.delete(key)
      const query = tokenize(lookup.query)
      const candidates = [...entries.values()].filter(({ bundle }) => inScope(bundle, lookup))
      if (candidates.length === 0 || query.length === 0) return undefined
      const novelShare = query.filter((word) => !vocabulary.has(word)).length / query.length
      if (novelShare > NOVEL_SHARE) return undefined
      const scored = candidates.map((entry) => ({ entry, score: scoreBundle(entry.bundle, query) }))
      scored.sort((a, b) => b.score - a.score || b.entry.usedAtMs - a.entry.usedAtMs)
      const best = scored[0]
      if (best === undefined || best.score < HIT_SCORE) return undefined
      best.entry.usedAtMs = nowMs
      return itemsOf(best.entry.bundle)
    },
  }
}
