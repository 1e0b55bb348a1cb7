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
  type ServedItem,
} from './client-cache.js'

/**
 * The matching rules of the Python client, from its description in the protocol reference: BM25 over single items, a
 * threshold that grows with the query, a gate against queries about something else once 200 stems are known.
 *
 * The description counts 61 stop words and names no suffixes; these are ours of the same kind, so a single verdict may
 * differ from the real client's, a rate hardly.
 */
const STOP_WORDS = new Set(
  (
    'an and are as at be been but by can could did do does for from had has have he her his how if in is it its me ' +
    'my no not of on or our she should so that the their them then there they this to was we were what when which ' +
    'who will with would you your'
  ).split(' '),
)
const SUFFIXES = [
  'ations',
  'ation',
  'ments',
  'ment',
  'ness',
  'ing',
  'ers',
  'ies',
  'ed',
  'er',
  'es',
  'ly',
  's',
]
const MIN_STEM_LENGTH = 4
const MIN_TOKEN_LENGTH = 2

const MIN_THRESHOLD = 0.6
const THRESHOLD_PER_TOKEN = 0.3
const IDF_FLOOR = 0.5
const GATE_FROM_STEMS = 200
const MAX_SERVED = 10
const DEDUPE_CHARACTERS = 120
const ABSOLUTE_CAP_MS = 3_600_000

function stem(word: string): string {
  const suffix = SUFFIXES.find((s) => word.endsWith(s) && word.length - s.length >= MIN_STEM_LENGTH)
  return suffix === undefined ? word : word.slice(0, -suffix.length)
}

function tokenize(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? []
  return words.filter((word) => word.length >= MIN_TOKEN_LENGTH && !STOP_WORDS.has(word)).map(stem)
}

interface Entry {
  readonly entity: string
  readonly conversationId: string
  readonly createdAtMs: number
  usedAtMs: number
}

interface CachedItem extends ServedItem {
  readonly bundleId: string
  readonly tokens: readonly string[]
}

/** Extractions of a compaction become items too. */
function extractionsOf(bundle: ContextBundleProto): ServedItem[] {
  const json = bundle.conversationContext?.keyExtractionsJson
  if (!json) return []
  // The bundle was made by the server under test, in the shape that push.ts names.
  const lists = JSON.parse(json) as Record<string, readonly ServedItem[]>
  return ['facts', 'decisions', 'preferences', 'constraints'].flatMap((key) => lists[key] ?? [])
}

export function createPythonCache(): ClientCache {
  const entries = new Map<string, Entry>()
  let items: CachedItem[] = []
  let known = new Set<string>()

  const dedupeKey = (entity: string, content: string) =>
    `${entity}|${content.toLowerCase().trim().slice(0, DEDUPE_CHARACTERS)}`

  const remove = (bundleIds: readonly string[]) => {
    for (const id of bundleIds) entries.delete(id)
    items = items.filter((item) => entries.has(item.bundleId))
    known = new Set(items.map((item) => dedupeKey(entries.get(item.bundleId)?.entity ?? '', item.content)))
  }

  const evictExpired = (nowMs: number) => {
    const expired = [...entries].filter(
      ([, entry]) => nowMs - entry.usedAtMs > LEASE_MS || nowMs - entry.createdAtMs > ABSOLUTE_CAP_MS,
    )
    if (expired.length > 0) remove(expired.map(([id]) => id))
  }

  const add = (bundleId: string, entity: string, item: ServedItem) => {
    const key = dedupeKey(entity, item.content)
    const tokens = tokenize(item.content)
    if (item.content === '' || known.has(key)) return
    known.add(key)
    if (tokens.length > 0) items.push({ ...item, bundleId, tokens })
  }

  return {
    name: 'python',

    store(bundle, nowMs) {
      const found = [...itemsOf(bundle), ...extractionsOf(bundle)]
      if (bundle.bundleType === 'reactive' || found.length === 0) return
      evictExpired(nowMs)
      if (entries.size >= MAX_ENTRIES) {
        const [oldest] = [...entries].sort(([, a], [, b]) => a.usedAtMs - b.usedAtMs)
        if (oldest) remove([oldest[0]])
      }
      const entity = bundle.anticipationUserId || bundle.anticipationCustomerId || '_any'
      const conversationId = bundle.anticipationConversationId
      entries.set(bundle.bundleId, { entity, conversationId, createdAtMs: nowMs, usedAtMs: nowMs })
      for (const item of found) add(bundle.bundleId, entity, item)
    },

    lookup(lookup, nowMs) {
      evictExpired(nowMs)
      const query = tokenize(lookup.query)
      if (query.length === 0 || items.length === 0) return undefined
      const vocabulary = new Set(items.flatMap((item) => item.tokens))
      const stems = [...new Set(query)]
      const novelShare = stems.filter((s) => !vocabulary.has(s)).length / stems.length
      if (vocabulary.size >= GATE_FROM_STEMS && novelShare >= NOVEL_SHARE) return undefined
      const threshold = Math.max(MIN_THRESHOLD, Math.min(HIT_SCORE, THRESHOLD_PER_TOKEN * query.length))
      const served = scoreItems(items, query)
        .filter(({ item, score }) => score >= threshold && inScope(entries.get(item.bundleId), lookup))
        .sort((a, b) => b.score - a.score)
        .slice(0, MAX_SERVED)
      if (served.length === 0) return undefined
      for (const { item } of served) {
        const entry = entries.get(item.bundleId)
        if (entry) entry.usedAtMs = nowMs
      }
      return served.map(({ item }) => item)
    },
  }
}

function inScope(entry: Entry | undefined, { userId, conversationId }: Lookup): boolean {
  if (entry === undefined) return false
  if (userId !== undefined && entry.entity !== userId && entry.entity !== '_any') return false
  return entry.conversationId === '' || entry.conversationId === conversationId
}

/** Okapi BM25 of every item, over all items in the cache. */
function scoreItems(items: readonly CachedItem[], query: readonly string[]) {
  const averageLength = items.reduce((sum, item) => sum + item.tokens.length, 0) / items.length
  const frequencies = new Map<string, number>()
  for (const term of new Set(query))
    frequencies.set(term, items.filter((item) => item.tokens.includes(term)).length)
  const idf = (term: string) => {
    const df = frequencies.get(term) ?? 0
    return Math.max(IDF_FLOOR, Math.log((items.length - df + 0.5) / (df + 0.5) + 1))
  }
  return items.map((item) => {
    const normal = BM25_K1 * (1 - BM25_B + (BM25_B * item.tokens.length) / averageLength)
    let score = 0
    for (const term of query) {
      const tf = item.tokens.filter((token) => token === term).length
      if (tf > 0) score += (idf(term) * tf * (BM25_K1 + 1)) / (tf + normal)
    }
    return { item, score }
  })
}
