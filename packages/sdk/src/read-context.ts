/** From the wire's prompt context and fetched items to the client's. */
import type {
  ContextItem,
  FetchResponse,
  PromptContextResponse,
  ConversationContext as WireConversationContext,
} from '@precis/protocol'
import { readCurrentState, readDate } from './read-compaction.js'
import type {
  ContextForPromptResponse,
  ContextResponse,
  ConversationContext,
  Emotion,
  Episode,
  Preference,
  ResponseMetadata,
  RetrievedItem,
} from './types.js'

/** A compaction older than this is stale, whatever came after it: the guide says 15 minutes. */
export const STALE_AFTER_SECONDS = 900

/**
 * Reads a prompt context that was fetched `heldMs` ago: its age goes on while it is held, and with it `isStale`.
 */
export function readPromptContext(
  wire: PromptContextResponse,
  metadata: ResponseMetadata,
  heldMs: number,
): ContextForPromptResponse {
  const age =
    wire.compaction_age_seconds === null ? null : wire.compaction_age_seconds + Math.floor(heldMs / 1000)
  return {
    conversationId: wire.conversation_id,
    formattedContext: wire.formatted_context || null,
    available: wire.available,
    hasCompaction: wire.has_compaction,
    isStale: wire.is_stale || (age !== null && age > STALE_AFTER_SECONDS),
    compactionId: wire.compaction_id,
    version: wire.version,
    compressionRatio: wire.compression_ratio,
    validationScore: wire.validation_score,
    compactionAgeSeconds: age,
    qualityWarning: wire.quality_warning,
    recentMessages: wire.recent_messages.map(({ role, content, timestamp, message_id, name }) => ({
      role,
      content,
      timestamp: new Date(timestamp),
      messageId: message_id,
      ...(name !== undefined && { name }),
    })),
    recentMessageCount: wire.recent_message_count,
    compactedMessageCount: wire.compacted_message_count,
    totalMessageCount: wire.total_message_count,
    metadata,
  }
}

export function readFetched(wire: FetchResponse, metadata: ResponseMetadata): ContextResponse {
  const { facts, preferences, episodes, emotions, temporal_events } = wire.context
  return {
    facts: facts.map(readItem),
    preferences: preferences.map(readPreference),
    episodes: episodes.map(readEpisode),
    emotions: emotions.map(readEmotion),
    temporalEvents: temporal_events.map(readItem),
    conversationContext: wire.conversation_context
      ? readConversationContext(wire.conversation_context)
      : null,
    totalTokens: wire.total_tokens,
    metadata,
  }
}

export function readConversationContext(wire: WireConversationContext): ConversationContext {
  const extractions = Object.entries(wire.key_extractions).map(
    ([category, items]) => [category, items.map((item) => item.content)] as const,
  )
  return {
    conversationId: wire.conversation_id,
    summary: wire.summary || null,
    currentState: readCurrentState(wire.current_state),
    keyExtractions: Object.fromEntries(extractions),
    recentTurns: wire.recent_turns.map(({ role, content, timestamp, message_id }) => ({
      role,
      content,
      timestamp: new Date(timestamp),
      messageId: message_id ?? null,
    })),
    compactionId: wire.compaction_id,
    compactedAt: readDate(wire.compacted_at),
  }
}

export function readItem(wire: ContextItem): RetrievedItem {
  return {
    id: wire.id,
    content: wire.content,
    confidence: wire.confidence,
    source: wire.source,
    extractedAt: new Date(wire.extracted_at),
    eventDate: readDate(wire.event_date),
    validUntil: readDate(wire.valid_until),
    temporalCategory: wire.temporal_category || null,
    temporalConfidence: wire.temporal_confidence,
    sourceEvidence: wire.source_evidence ?? [],
    relevanceScore: wire.relevance_score ?? null,
    metadata: wire.metadata ?? {},
  }
}

export function readPreference(wire: ContextItem): Preference {
  return { ...readItem(wire), category: wire.category ?? '', strength: wire.strength ?? wire.confidence }
}

export function readEpisode(wire: ContextItem): Episode {
  const item = readItem(wire)
  return {
    ...item,
    summary: wire.summary ?? wire.content,
    occurredAt: readDate(wire.occurred_at) ?? item.extractedAt,
    significance: wire.significance ?? wire.confidence,
    participants: wire.participants ?? [],
  }
}

export function readEmotion(wire: ContextItem): Emotion {
  const item = readItem(wire)
  return {
    ...item,
    emotionType: wire.emotion_type ?? wire.category ?? '',
    intensity: wire.intensity ?? wire.confidence,
    detectedAt: readDate(wire.detected_at) ?? item.extractedAt,
    context: wire.context ?? wire.content,
  }
}
