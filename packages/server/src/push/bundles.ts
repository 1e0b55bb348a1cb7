/**
 * Pushes as protobuf bundles: which field carries what, and why clients need it there.
 *
 * Entities   A bundle without user and customer is visible to every user of an instance in an existing client, so one
 *            without either is filed under its conversation instead.
 * Ids        Stable where a client must see one thing replace another, new where it must not.
 */
import { create } from '@bufbuild/protobuf'
import type { CurrentState, Item } from '@precis/engine'
import {
  type ContextBundleProto,
  ContextBundleProtoSchema,
  compactionBundleId,
  type ItemListKey,
  type PushedExtraction,
  type PushedExtractions,
} from '@precis/protocol/stream'
import type { Anticipation, CompactionNews, People, UserSummary } from '../services/anticipation.js'
import type { FetchedItem, FetchItemType } from '../services/types.js'

/** Entries of one extraction list. Far above what one compaction's ceiling leaves; keeps a bundle well under 4 MB. */
const MAX_EXTRACTIONS = 500

/** What existing clients assume when nothing is said. */
const TTL_SECONDS = 1_800

/** Characters of a predicted query that a client is shown. */
const MAX_SHOWN_QUERY = 200
const MAX_SHOWN_QUERIES = 4
/** One adapter scores a bundle as one document, so keywords are few. */
const MAX_KEYWORDS = 24
const MIN_KEYWORD_LENGTH = 3

/** A rough count for a field that clients only show. */
const CHARACTERS_PER_TOKEN = 4

const LIST_KEYS: Record<FetchItemType, ItemListKey> = {
  fact: 'facts',
  preference: 'preferences',
  episode: 'episodes',
  emotion: 'emotions',
  temporal_event: 'temporal_events',
}

const isoTime = (ms: number) => new Date(ms).toISOString()

/** What a bundle of this conversation is filed under: its user, else its customer, else the conversation itself. */
function entityOf(people: People, conversationId: string) {
  const withoutUser = people.customerId === null ? `conversation:${conversationId}` : ''
  return {
    anticipationUserId: people.userId ?? withoutUser,
    anticipationCustomerId: people.customerId ?? '',
    anticipationConversationId: conversationId,
  }
}

function extractions(items: readonly Item[]): PushedExtraction[] {
  return items
    .filter((item) => item.supersededBy === undefined)
    .slice(0, MAX_EXTRACTIONS)
    .map(({ id, content, confidence }) => ({ id, content, confidence }))
}

/** The wire's names of a current state, as in the HTTP body. */
function wireState(state: CurrentState) {
  return {
    status: state.status,
    topic: state.topic,
    last_user_request: state.lastUserRequest,
    last_request_status: state.lastRequestStatus ?? null,
    open_issues: state.openIssues,
    next_steps: state.nextSteps,
    values: state.values,
  }
}

/**
 * Tells clients that a version was published.
 *
 * `compacted_at` is when the last covered message was recorded: clients drop their local turns up to it, and with the
 * time of completion they would lose what was said during the run.
 */
export function compactionUpdateBundle({ compaction, ...people }: CompactionNews): ContextBundleProto {
  const { conversationId } = compaction
  const keyExtractions: PushedExtractions = {
    facts: extractions(compaction.facts),
    decisions: extractions(compaction.decisions),
    preferences: extractions(compaction.preferences),
    constraints: extractions(compaction.constraints),
  }
  return create(ContextBundleProtoSchema, {
    bundleId: compactionBundleId(conversationId),
    bundleType: 'compaction_update',
    ...entityOf(people, conversationId),
    totalTokens: compaction.compactedTokenCount,
    tokenBudget: compaction.targetTokens,
    retrievalMode: 'fast',
    sourcesQueried: ['compaction'],
    degradationLevel: 'none',
    warnings: [...compaction.warnings],
    createdAt: isoTime(compaction.createdAtMs),
    bundleConfidence: compaction.validationScore,
    conversationContext: {
      summary: compaction.summary || compaction.text,
      currentStateJson: JSON.stringify(wireState(compaction.currentState)),
      keyExtractionsJson: JSON.stringify(keyExtractions),
      compactionId: compaction.compactionId,
      compactedAt: isoTime(compaction.coveredThroughAtMs),
      conversationId,
    },
  })
}

function itemFields(item: FetchedItem, entityId: string) {
  return {
    itemId: item.id,
    content: item.content,
    contextType: item.type,
    source: item.messageIds[0] ?? '',
    similarityScore: item.relevance,
    relevanceScore: item.relevance,
    confidence: item.confidence,
    scope: 'conversation',
    entityId,
    createdAt: item.saidAtMs === null ? '' : isoTime(item.saidAtMs),
    eventDate: item.eventDate ?? '',
    temporalCategory: item.type === 'temporal_event' ? 'temporal_fact' : '',
    temporalConfidence: item.type === 'temporal_event' ? item.confidence : 0,
  }
}

/** Words of the predicted queries that no item has: with them a client knows the turn's vocabulary. */
function keywordsOf(queries: readonly string[], items: readonly FetchedItem[]): string[] {
  const wordsOf = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu)
      ?.filter((word) => word.length >= MIN_KEYWORD_LENGTH) ?? []
  const known = new Set(items.flatMap((item) => wordsOf(item.content)))
  return [...new Set(queries.flatMap(wordsOf))].filter((word) => !known.has(word)).slice(0, MAX_KEYWORDS)
}

/** Items that the next fetch of a conversation is expected to ask for. */
export function anticipationBundle(anticipation: Anticipation, nowMs: number): ContextBundleProto {
  const { conversationId, items, queries, sequence } = anticipation
  const entity = entityOf(anticipation, conversationId)
  const itemsByType: Record<string, { items: ReturnType<typeof itemFields>[] }> = {}
  for (const item of items) {
    const key = LIST_KEYS[item.type]
    const list = itemsByType[key] ?? { items: [] }
    list.items.push(itemFields(item, entity.anticipationUserId))
    itemsByType[key] = list
  }
  const characters = items.reduce((sum, item) => sum + item.content.length, 0)
  return create(ContextBundleProtoSchema, {
    bundleId: `anticipation:${conversationId}:${sequence}`,
    bundleType: 'anticipation',
    ...entity,
    itemsByType,
    totalTokens: Math.ceil(characters / CHARACTERS_PER_TOKEN),
    retrievalMode: 'fast',
    sourcesQueried: ['conversation'],
    degradationLevel: 'none',
    createdAt: isoTime(nowMs),
    searchQueries: queries.slice(0, MAX_SHOWN_QUERIES).map((query) => query.slice(0, MAX_SHOWN_QUERY)),
    searchKeywords: keywordsOf(queries, items),
    bundleConfidence: Math.max(0, ...items.map((item) => item.relevance)),
    ttlHintSeconds: TTL_SECONDS,
  })
}

/** What stands for a user whatever the conversation: not tied to one, so it serves them all. */
export function userSummaryBundle(summary: UserSummary, nowMs: number): ContextBundleProto {
  const listOf = (items: UserSummary['facts']) => ({
    items: items.map((item) => ({
      itemId: item.id,
      content: item.content,
      contextType: item.type,
      source: item.evidence[0]?.messageId ?? '',
      relevanceScore: item.confidence,
      confidence: item.confidence,
      scope: 'user',
      entityId: summary.userId,
      createdAt: item.saidAt ?? '',
      eventDate: item.eventDate ?? '',
    })),
  })
  return create(ContextBundleProtoSchema, {
    bundleId: `user_summary:${summary.userId}`,
    bundleType: 'user_summary',
    anticipationUserId: summary.userId,
    anticipationCustomerId: summary.customerId ?? '',
    itemsByType: {
      facts: listOf([...summary.constraints, ...summary.facts]),
      preferences: listOf(summary.preferences),
    },
    retrievalMode: 'fast',
    sourcesQueried: ['user'],
    degradationLevel: 'none',
    createdAt: isoTime(nowMs),
    bundleConfidence: 1,
    ttlHintSeconds: TTL_SECONDS,
  })
}
