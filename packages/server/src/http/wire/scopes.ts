/** Fetches over more than one conversation, profiles and summaries as the wire has them. */
import type {
  FetchResponse,
  UserProfile as WireProfile,
  ConversationSummary as WireSummary,
} from '@precis/protocol'
import type { ConversationSummary, UserProfile } from '../../services/profile.js'
import type { ScopedContext, ScopeName } from '../../services/scopes.js'
import { isoOf, isoOrNull } from './compactions.js'
import {
  bothShapesOf,
  contextItemOf,
  conversationContextOf,
  emptyLists,
  FETCH_TTL_SECONDS,
  WIRE_TYPE,
} from './context.js'

/** Said outright: a named value is taken from a statement, never guessed. */
const ATTRIBUTE_CONFIDENCE = 1

export function scopedOf(
  scoped: ScopedContext,
  options: { readonly scope: ScopeName; readonly nowMs: number; readonly wantsContext: boolean },
): FetchResponse {
  const lists = emptyLists()
  for (const { item, scope, entityId } of scoped.items)
    lists[WIRE_TYPE[item.type]].push(contextItemOf(item, { scope, entityId, nowMs: options.nowMs }))
  return {
    ...bothShapesOf(lists),
    ...(options.wantsContext && {
      conversation_context:
        scoped.conversationContext === null ? null : conversationContextOf(scoped.conversationContext),
    }),
    ttl_seconds: FETCH_TTL_SECONDS[options.scope],
    bundle_id: scoped.bundleId,
    total_tokens: scoped.totalTokens,
    metadata: { source: 'cloud' },
  }
}

export function profileOf(profile: UserProfile): WireProfile {
  return {
    attributes: Object.fromEntries(
      Object.entries(profile.attributes).map(([name, { value, updatedAtMs, sourceConversationId }]) => [
        name,
        {
          value,
          confidence: ATTRIBUTE_CONFIDENCE,
          updated_at: isoOf(updatedAtMs),
          source_conversation_id: sourceConversationId,
        },
      ]),
    ),
    overview: profile.overview,
    extras: {
      preferences: [...profile.preferences],
      constraints: [...profile.constraints],
      facts: [...profile.facts],
    },
    _meta: {
      user_id: profile.userId,
      customer_id: profile.customerId,
      conversation_count: profile.conversationCount,
      updated_at: isoOrNull(profile.updatedAtMs),
    },
  }
}

export function summaryOf({ head, status, compaction, ingestion }: ConversationSummary): WireSummary {
  const topic = compaction?.currentState.topic ?? null
  return {
    conversation_id: head.conversationId,
    external_conversation_id: ingestion?.externalConversationId ?? head.conversationId,
    conversation_type: ingestion?.conversationType ?? null,
    started_at: isoOf(ingestion?.startedAtMs ?? head.createdAtMs),
    ended_at: isoOrNull(ingestion?.endedAtMs ?? null),
    last_message_at: isoOf(head.lastRecordedAtMs),
    message_count: head.lastSequence,
    summary_status: status,
    summary: compaction ? { narrative_summary: compaction.text, overview: compaction.summary } : null,
    classification:
      topic === null
        ? null
        : {
            primary_category: topic,
            subcategory: null,
            objective: compaction?.currentState.lastUserRequest ?? null,
          },
    analysis: ingestion?.analysis ? { ...ingestion.analysis } : null,
    compaction_version: compaction?.version ?? null,
    compacted_at: compaction ? isoOf(compaction.createdAtMs) : null,
  }
}
