/** Prompt context and fetched items as the wire has them. */

import type { Item } from '@precis/engine'
import type {
  ContextItem,
  ContextType,
  Extraction,
  FetchResponse,
  PromptContextResponse,
  ConversationContext as WireConversationContext,
} from '@precis/protocol'
import type {
  ContextMessage,
  ConversationContext,
  FetchedContext,
  FetchedItem,
  FetchItemType,
  PromptContext,
  PromptContextBody,
} from '../../services/types.js'
import { currentStateOf, extractionOf, isoOf, isoOrNull } from './compactions.js'

/** How long clients may keep a fetched answer: the documented lifetimes. */
export const FETCH_TTL_SECONDS = { conversation: 300, user: 300, customer: 300, client: 1800 } as const
type FetchScope = keyof typeof FETCH_TTL_SECONDS

export const WIRE_TYPE: Readonly<Record<FetchItemType, ContextType>> = {
  fact: 'facts',
  preference: 'preferences',
  episode: 'episodes',
  emotion: 'emotions',
  temporal_event: 'temporal_events',
}

export const SERVICE_TYPE: Readonly<Record<ContextType, FetchItemType>> = {
  facts: 'fact',
  preferences: 'preference',
  episodes: 'episode',
  emotions: 'emotion',
  temporal_events: 'temporal_event',
}

const turnOf = (message: ContextMessage) => ({
  role: message.role,
  content: message.content,
  timestamp: isoOf(message.timestampMs),
  message_id: message.messageId,
})

type PromptContextRest = Pick<PromptContextResponse, 'is_stale' | 'compaction_age_seconds'>

/** The fields that change only with the conversation. */
function promptBodyOf(body: PromptContextBody): Omit<PromptContextResponse, keyof PromptContextRest> {
  return {
    conversation_id: body.conversationId,
    formatted_context: body.formattedContext,
    available: body.available,
    has_compaction: body.compactionId !== null,
    compaction_id: body.compactionId,
    version: body.version ?? 0,
    compression_ratio: body.compressionRatio,
    validation_score: body.validationScore,
    quality_warning: body.qualityWarning,
    recent_messages: body.recentMessages.map(turnOf),
    recent_message_count: body.recentMessageCount,
    compacted_message_count: body.compactedMessageCount,
    total_message_count: body.totalMessageCount,
  }
}

/**
 * Serialises prompt contexts, the call that clients make on every turn.
 *
 * The long part is the same object until the conversation changes, so its JSON is kept for as long as the object
 * lives; only the two fields that change with time are added for each request.
 */
export function createPromptContextSerialiser(): (context: PromptContext) => Buffer {
  const opened = new WeakMap<PromptContextBody, Buffer>()
  return ({ body, isStale, compactionAgeSeconds }) => {
    let start = opened.get(body)
    if (start === undefined) {
      start = Buffer.from(JSON.stringify(promptBodyOf(body)).slice(0, -1))
      opened.set(body, start)
    }
    const end = `,"is_stale":${isStale},"compaction_age_seconds":${compactionAgeSeconds ?? 'null'}}`
    // Bytes and not text: encoding 13 KB anew for each request took a tenth of its time.
    return Buffer.concat([start, Buffer.from(end)])
  }
}

/** The fields that one kind of item has beside the common ones; clients fall back to those elsewhere. */
function ownFieldsOf(item: FetchedItem, extractedAt: string): Partial<ContextItem> {
  switch (item.type) {
    case 'fact':
      return {}
    case 'preference':
      return { category: item.category ?? 'general', strength: item.confidence }
    case 'episode':
      return {
        summary: item.content,
        occurred_at: extractedAt,
        significance: item.confidence,
        participants: [item.speaker],
      }
    case 'emotion':
      return {
        emotion_type: item.category ?? 'unspecified',
        intensity: item.confidence,
        detected_at: extractedAt,
        context: item.content,
      }
    case 'temporal_event':
      // An event without a date is dropped by existing clients.
      return { event_date: item.eventDate ?? extractedAt }
  }
}

const TEMPORAL_CATEGORY: Readonly<Record<FetchItemType, string>> = {
  fact: 'perpetual',
  preference: 'perpetual',
  episode: 'episode',
  emotion: 'episode',
  temporal_event: 'temporal_fact',
}

export interface ItemOrigin {
  readonly scope: FetchScope
  /** Whose items they are: the conversation, user, customer or client. */
  readonly entityId: string | null
  readonly nowMs: number
}

export function contextItemOf(item: FetchedItem, origin: ItemOrigin): ContextItem {
  const extractedAt = isoOf(item.saidAtMs ?? origin.nowMs)
  return {
    id: item.id,
    item_id: item.id,
    content: item.content,
    context_type: WIRE_TYPE[item.type],
    confidence: item.confidence,
    source: 'conversation',
    extracted_at: extractedAt,
    metadata: {
      item_type: item.itemType,
      speaker: item.speaker,
      message_ids: [...item.messageIds],
      superseded: item.isSuperseded,
    },
    event_date: item.eventDate,
    valid_until: null,
    temporal_category: item.eventDate === null ? TEMPORAL_CATEGORY[item.type] : 'temporal_fact',
    temporal_confidence: item.eventDate === null ? 0 : item.confidence,
    source_evidence: [...item.messageIds],
    relevance_score: item.relevance,
    similarity_score: item.relevance,
    scope: origin.scope,
    entity_id: origin.entityId,
    ...ownFieldsOf(item, extractedAt),
  }
}

export function conversationContextOf(context: ConversationContext): WireConversationContext {
  const state = context.currentState === null ? {} : currentStateOf(context.currentState)
  const extractions: Record<string, Extraction[]> = {}
  for (const [kind, items] of Object.entries<readonly Item[]>(context.keyExtractions))
    extractions[kind] = items.map(extractionOf)
  return {
    summary: context.summary,
    current_state: state,
    current_state_json: JSON.stringify(state),
    key_extractions: extractions,
    key_extractions_json: JSON.stringify(extractions),
    recent_turns: context.recentTurns.map(turnOf),
    compaction_id: context.compactionId,
    compacted_at: isoOrNull(context.compactedAtMs),
    conversation_id: context.conversationId,
  }
}

export function emptyLists(): Record<ContextType, ContextItem[]> {
  return { facts: [], preferences: [], episodes: [], emotions: [], temporal_events: [] }
}

/** Both shapes of one answer, from the lists. */
export function bothShapesOf(
  lists: Record<ContextType, ContextItem[]>,
): Pick<FetchResponse, 'context' | 'items_by_type'> {
  return {
    context: lists,
    items_by_type: {
      facts: { items: lists.facts },
      preferences: { items: lists.preferences },
      episodes: { items: lists.episodes },
      emotions: { items: lists.emotions },
      temporal_events: { items: lists.temporal_events },
    },
  }
}

/**
 * @param wantsContext whether the caller asked for the conversation context: left out means "I hold my own", null
 *   means "there is none".
 */
export function fetchedOf(fetched: FetchedContext, origin: ItemOrigin, wantsContext: boolean): FetchResponse {
  const lists = emptyLists()
  for (const item of fetched.items) lists[WIRE_TYPE[item.type]].push(contextItemOf(item, origin))
  return {
    ...bothShapesOf(lists),
    ...(wantsContext && {
      conversation_context:
        fetched.conversationContext === null ? null : conversationContextOf(fetched.conversationContext),
    }),
    ttl_seconds: FETCH_TTL_SECONDS[origin.scope],
    bundle_id: fetched.bundleId,
    total_tokens: fetched.totalTokens,
    metadata: { source: 'cloud' },
  }
}
