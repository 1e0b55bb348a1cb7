/**
 * Answers to fetches that the server pushed before they were asked for.
 *
 * Owner         one client, hence one credential.
 * Lifetime      30 minutes after the last hit, at most 60 after arrival, less when the bundle says so; 100 bundles.
 * Invalidation  a bundle answers only while it covers the last message that this client recorded in its conversation, and
 *               no write is under way. A newer bundle of the conversation replaces it.
 */
import type { ConversationCache } from '../cache/cache.js'
import type {
  ContextResponse,
  ConversationContext,
  Emotion,
  Episode,
  FetchOptions,
  Preference,
  RequestedContextType,
  ResponseMetadata,
  RetrievedItem,
} from '../types.js'
import { matchItems } from './match.js'
import type { PushedItem, PushedItemList, PushedItems } from './pushes.js'
import type { ShortTermStore, ShortTermView } from './short-term.js'

/** The lifetimes of the existing clients. */
export const SLIDING_MS = 1_800_000
export const ABSOLUTE_MS = 3_600_000
export const MAX_BUNDLES = 100
const DEFAULT_MAX_RESULTS = 10
const CHARS_PER_TOKEN = 4

interface HeldBundle {
  readonly bundle: PushedItems
  readonly receivedAtMs: number
  readonly hitAtMs: number
}

/** What was served from a bundle, for the server's bookkeeping. */
export interface Served {
  readonly bundleId: string
  readonly conversationId: string
  readonly itemIds: readonly string[]
}

export interface AnticipationDependencies {
  readonly nowMs: () => number
  readonly cache: ConversationCache
  readonly shortTerm: ShortTermStore
  readonly onServed: (served: Served) => void
}

export type AnticipatedRequest = Omit<FetchOptions, 'searchQuery'> & {
  readonly searchQuery: readonly string[] | undefined
}

export class Anticipation {
  readonly #deps: AnticipationDependencies
  /** The newest bundle of each conversation and user, oldest use first. */
  readonly #held = new Map<string, HeldBundle>()

  constructor(deps: AnticipationDependencies) {
    this.#deps = deps
  }

  add(bundle: PushedItems): void {
    const key = `${bundle.conversationId}|${bundle.userId ?? ''}`
    const before = this.#held.get(key)?.bundle
    if (before && before.createdAtMs > bundle.createdAtMs) return
    const nowMs = this.#deps.nowMs()
    this.#held.delete(key)
    this.#held.set(key, { bundle, receivedAtMs: nowMs, hitAtMs: nowMs })
    if (this.#held.size <= MAX_BUNDLES) return
    const [oldest] = this.#held.keys()
    if (oldest !== undefined) this.#held.delete(oldest)
  }

  /** Pushes may be missed from here on: nothing that was pushed before speaks for the present. */
  clear(): void {
    this.#held.clear()
  }

  get size(): number {
    return this.#held.size
  }

  /** The answer, when a bundle is newer than our last write and fits the query; else undefined. */
  answer(request: AnticipatedRequest): ContextResponse | undefined {
    const { conversationId, searchQuery, mode, includeConversationContext = true } = request
    const query = searchQuery?.join(' ') ?? ''
    // `accurate` asks for the server's own second look; without a query there is nothing to hold the items against.
    if (mode === 'accurate' || query.trim() === '') return undefined
    const found = this.#find(conversationId, request.userId)
    if (!found) return undefined
    const [key, held] = found
    if (!this.#coversOwnWrites(held.bundle)) return undefined
    const view = includeConversationContext ? this.#wholeView(held.bundle) : undefined
    if (includeConversationContext && !view) return undefined
    // Scored among all items, so that a word is as rare as it is in the bundle, whichever types are asked for.
    const { items: all, keywords } = held.bundle
    const scored =
      matchItems(
        query,
        all.map(({ item }) => item.content),
        keywords,
      ) ?? []
    const wanted = scored
      .flatMap(({ index }) => all[index] ?? [])
      .filter(({ list }) => isWanted(list, request.types))
    if (wanted.length === 0) return undefined
    const items = wanted.slice(0, request.maxResults ?? DEFAULT_MAX_RESULTS)
    this.#touch(key, held)
    this.#deps.onServed({
      bundleId: held.bundle.bundleId,
      conversationId,
      itemIds: items.map(({ item }) => item.id),
    })
    return responseOf(items, view ? contextOf(conversationId, view) : null, this.#metadataOf(held))
  }

  #find(conversationId: string, userId: string | undefined): readonly [string, HeldBundle] | undefined {
    const nowMs = this.#deps.nowMs()
    for (const [key, held] of this.#held) {
      if (held.bundle.conversationId !== conversationId) continue
      if (isExpired(held, nowMs)) {
        this.#held.delete(key)
        continue
      }
      const isOthers =
        userId !== undefined && held.bundle.userId !== undefined && held.bundle.userId !== userId
      if (!isOthers) return [key, held]
    }
    return undefined
  }

  #coversOwnWrites(bundle: PushedItems): boolean {
    if (!this.#deps.cache.coversOwnWrites(bundle.conversationId, bundle.createdAtMs)) return false
    const lastSequence = this.#deps.shortTerm.lastSequence(bundle.conversationId)
    return bundle.sequence === undefined || lastSequence === undefined || bundle.sequence >= lastSequence
  }

  /** Our view of the conversation, unless someone else has recorded since: then it has a hole at its end. */
  #wholeView(bundle: PushedItems): ShortTermView | undefined {
    const view = this.#deps.shortTerm.view(bundle.conversationId)
    const hasHole = view !== undefined && bundle.sequence !== undefined && bundle.sequence > view.lastSequence
    return hasHole ? undefined : view
  }

  #touch(key: string, held: HeldBundle): void {
    this.#held.delete(key)
    this.#held.set(key, { ...held, hitAtMs: this.#deps.nowMs() })
  }

  #metadataOf({ bundle, receivedAtMs }: HeldBundle): ResponseMetadata {
    return {
      correlationId: `push:${bundle.bundleId}`,
      source: 'anticipation',
      ttlSeconds: 0,
      retrievedAt: new Date(receivedAtMs),
    }
  }
}

function isExpired({ bundle, receivedAtMs, hitAtMs }: HeldBundle, nowMs: number): boolean {
  const slidingMs = Math.min(SLIDING_MS, bundle.lifetimeMs ?? SLIDING_MS)
  return nowMs < receivedAtMs || nowMs >= hitAtMs + slidingMs || nowMs >= receivedAtMs + ABSOLUTE_MS
}

const LIST_OF_TYPE: Readonly<Record<Exclude<RequestedContextType, 'all'>, PushedItemList>> = {
  fact: 'facts',
  facts: 'facts',
  preference: 'preferences',
  preferences: 'preferences',
  episode: 'episodes',
  episodes: 'episodes',
  emotion: 'emotions',
  emotions: 'emotions',
  temporal: 'temporalEvents',
  temporal_event: 'temporalEvents',
  temporal_events: 'temporalEvents',
}

function isWanted(list: PushedItemList, types: readonly RequestedContextType[] | undefined): boolean {
  if (!types || types.length === 0) return true
  return types.some((type) => type === 'all' || LIST_OF_TYPE[type] === list)
}

function contextOf(conversationId: string, { compaction, recentTurns }: ShortTermView): ConversationContext {
  return {
    conversationId,
    summary: compaction?.summary ?? null,
    currentState: compaction?.currentState ?? null,
    keyExtractions: compaction?.keyExtractions ?? {},
    recentTurns,
    compactionId: compaction?.compactionId ?? null,
    compactedAt: compaction?.coveredUntil ?? null,
  }
}

function responseOf(
  items: readonly PushedItem[],
  conversationContext: ConversationContext | null,
  metadata: ResponseMetadata,
): ContextResponse {
  const of = (list: PushedItemList) => items.filter((entry) => entry.list === list).map(({ item }) => item)
  const characters = items.reduce((sum, { item }) => sum + item.content.length, 0)
  return {
    facts: of('facts'),
    preferences: of('preferences').map(asPreference),
    episodes: of('episodes').map(asEpisode),
    emotions: of('emotions').map(asEmotion),
    temporalEvents: of('temporalEvents'),
    conversationContext,
    totalTokens: Math.ceil(characters / CHARS_PER_TOKEN),
    metadata,
  }
}

// A push carries an item without what is particular to its type: that is filled from what all items have.

export function asPreference(item: RetrievedItem): Preference {
  return { ...item, category: '', strength: item.confidence }
}

function asEpisode(item: RetrievedItem): Episode {
  const { content, extractedAt, confidence } = item
  return { ...item, summary: content, occurredAt: extractedAt, significance: confidence, participants: [] }
}

function asEmotion(item: RetrievedItem): Emotion {
  const { content, extractedAt, confidence } = item
  return { ...item, emotionType: '', intensity: confidence, detectedAt: extractedAt, context: content }
}
