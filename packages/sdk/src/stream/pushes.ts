/** What the server pushes, checked by hand and turned into the client's words. Anything that does not fit is `undefined`. */
import type { ContextBundleProto, ContextItemProto } from '@precis/protocol/stream'
import { readCurrentState, readDate } from '../read-compaction.js'
import type { RetrievedItem } from '../types.js'
import { asPreference } from './anticipation.js'
import type { PushedCompaction } from './short-term.js'
import type { PushedSummary } from './user-summaries.js'

export type PushedItemList = 'facts' | 'preferences' | 'episodes' | 'emotions' | 'temporalEvents'

export interface PushedItem {
  readonly list: PushedItemList
  readonly item: RetrievedItem
}

/** Items that the server expects to be asked for next. */
export interface PushedItems {
  readonly bundleId: string
  readonly conversationId: string
  /** Undefined when the bundle belongs to the conversation whoever asks. */
  readonly userId: string | undefined
  /** The last message that was known when the items were ranked; undefined when the id does not say. */
  readonly sequence: number | undefined
  readonly createdAtMs: number
  readonly items: readonly PushedItem[]
  /** Words that the expected question may have, beside those of the items. */
  readonly keywords: readonly string[]
  readonly lifetimeMs: number | undefined
}

export type Push =
  | { readonly kind: 'compaction'; readonly compaction: PushedCompaction }
  | { readonly kind: 'items'; readonly items: PushedItems }
  | { readonly kind: 'summary'; readonly summary: PushedSummary }

const LISTS: Readonly<Record<string, PushedItemList>> = {
  facts: 'facts',
  preferences: 'preferences',
  episodes: 'episodes',
  emotions: 'emotions',
  temporal_events: 'temporalEvents',
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads one bundle. Kinds that are not known yet are left aside. */
export function readPush(bundle: ContextBundleProto): Push | undefined {
  if (bundle.bundleType === 'compaction_update') return readCompactionUpdate(bundle)
  if (bundle.bundleType === 'user_summary') return readSummary(bundle)
  if (bundle.bundleType === 'anticipation' || bundle.bundleType === '') return readItems(bundle)
  return undefined
}

function readCompactionUpdate(bundle: ContextBundleProto): Push | undefined {
  const context = bundle.conversationContext
  const conversationId = context?.conversationId || bundle.anticipationConversationId
  const coveredUntil = readDate(context?.compactedAt)
  if (!context || !UUID.test(conversationId) || !context.compactionId || !coveredUntil) return undefined
  return {
    kind: 'compaction',
    compaction: {
      conversationId: conversationId.toLowerCase(),
      compactionId: context.compactionId,
      completedAt: readDate(bundle.createdAt) ?? coveredUntil,
      coveredUntil,
      summary: context.summary || null,
      currentState: readCurrentState(parseObject(context.currentStateJson)),
      keyExtractions: readExtractions(context.keyExtractionsJson),
    },
  }
}

function readItems(bundle: ContextBundleProto): Push | undefined {
  const conversationId = bundle.anticipationConversationId.toLowerCase()
  const createdAt = readDate(bundle.createdAt)
  if (!UUID.test(conversationId) || !createdAt) return undefined
  const items = readLists(bundle)
  if (items.length === 0) return undefined
  const userId = bundle.anticipationUserId
  const sequence = /:(\d{1,15})$/.exec(bundle.bundleId)?.[1]
  return {
    kind: 'items',
    items: {
      bundleId: bundle.bundleId,
      conversationId,
      userId: userId === '' || userId.startsWith('conversation:') ? undefined : userId,
      sequence: sequence === undefined ? undefined : Number(sequence),
      createdAtMs: createdAt.getTime(),
      items,
      keywords: [...bundle.searchKeywords, ...bundle.searchQueries],
      lifetimeMs: bundle.ttlHintSeconds > 0 ? bundle.ttlHintSeconds * 1000 : undefined,
    },
  }
}

function readLists(bundle: ContextBundleProto): PushedItem[] {
  return Object.entries(bundle.itemsByType).flatMap(([name, list]) => {
    const target = Object.hasOwn(LISTS, name) ? LISTS[name] : undefined
    return target
      ? list.items.filter((item) => item.content !== '').map((item) => readItem(target, item))
      : []
  })
}

/** A summary that names no user says nothing about anyone. */
function readSummary(bundle: ContextBundleProto): Push | undefined {
  const userId = bundle.anticipationUserId
  const createdAt = readDate(bundle.createdAt)
  const items = readLists(bundle)
  if (userId === '' || !createdAt || items.length === 0) return undefined
  const of = (list: PushedItemList) => items.filter((entry) => entry.list === list).map(({ item }) => item)
  return {
    kind: 'summary',
    summary: {
      summary: {
        userId,
        customerId: bundle.anticipationCustomerId || null,
        preferences: of('preferences').map(asPreference),
        facts: of('facts'),
      },
      createdAtMs: createdAt.getTime(),
      lifetimeMs: bundle.ttlHintSeconds > 0 ? bundle.ttlHintSeconds * 1000 : undefined,
    },
  }
}

function readItem(list: PushedItemList, wire: ContextItemProto): PushedItem {
  return {
    list,
    item: {
      id: wire.itemId,
      content: wire.content,
      confidence: ratio(wire.confidence),
      source: wire.source,
      extractedAt: readDate(wire.createdAt) ?? new Date(0),
      eventDate: readDate(wire.eventDate),
      validUntil: readDate(wire.validUntil),
      temporalCategory: wire.temporalCategory || null,
      temporalConfidence: ratio(wire.temporalConfidence),
      sourceEvidence: [],
      relevanceScore: Number.isFinite(wire.relevanceScore) ? wire.relevanceScore : null,
      metadata: {},
    },
  }
}

function readExtractions(json: string): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {}
  for (const [category, entries] of Object.entries(parseObject(json) ?? {})) {
    if (!Array.isArray(entries)) continue
    found[category] = entries.flatMap((entry: unknown) => {
      const content =
        typeof entry === 'object' && entry !== null && 'content' in entry ? entry.content : entry
      return typeof content === 'string' && content !== '' ? [content] : []
    })
  }
  return found
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>) // an object, checked here
      : undefined
  } catch {
    return undefined
  }
}

/** Floats of 32 bits come back as 0.8999999761581421. */
function ratio(value: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.max(0, Math.round(value * 1e6) / 1e6)) : 0
}
