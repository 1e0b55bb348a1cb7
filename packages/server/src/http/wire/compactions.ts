/** Compactions as the wire has them. */

import type { CurrentState, Item, Span, Validation } from '@precis/engine'
import {
  type CompactedMessagesResponse,
  type CompactedResponse,
  type CompactionStatusResponse,
  type CompactResponse,
  type ExplainResponse,
  type Extraction,
  MESSAGES_FORMAT,
  type WireCurrentState,
  type WireSpan,
  type WireValidationReport,
} from '@precis/protocol'
import type {
  CompactedMessageList,
  Compaction,
  CompactionExplanation,
  CompactionStatus,
  TriggeredCompaction,
} from '../../services/types.js'

/** How long clients may keep a compaction: the documented five minutes. */
const COMPACTION_TTL_SECONDS = 300

const GENERAL_QUALITY_WARNING =
  'The validation score is below 0.7: important information may be missing. Try a milder strategy or a larger target.'

export const isoOf = (ms: number): string => new Date(ms).toISOString()
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms))

export function extractionOf(item: Item): Extraction {
  return {
    id: item.id,
    type: item.type,
    content: item.content,
    confidence: item.confidence,
    speaker: item.speaker,
    evidence: item.evidence.map(spanOf),
    message_ids: [...new Set(item.evidence.map(({ messageId }) => messageId))],
    said_at: item.saidAt ?? null,
    event_date: item.eventDate ?? null,
    category: item.category ?? null,
    superseded_by: item.supersededBy ?? null,
  }
}

export function currentStateOf(state: CurrentState): WireCurrentState {
  return {
    status: state.status,
    topic: state.topic,
    last_user_request: state.lastUserRequest,
    // Versions made before this was known have none.
    last_request_status: state.lastRequestStatus ?? null,
    open_issues: [...state.openIssues],
    next_steps: [...state.nextSteps],
    values: { ...state.values },
  }
}

const spanOf = ({ messageId, start, end }: Span): WireSpan => ({ message_id: messageId, start, end })

function validationOf(validation: Validation): WireValidationReport {
  return {
    coverage: { ...validation.coverage },
    faithfulness: validation.faithfulness,
    missing: validation.missing.map(({ type, content, evidence }) => ({
      type,
      content,
      evidence: evidence.map(spanOf),
    })),
    unsupported: [...validation.unsupported],
  }
}

/** What a caller may leave out of a compaction. */
export interface CompactedParts {
  readonly extractions: boolean
  readonly narrative: boolean
}

const ALL_PARTS: CompactedParts = { extractions: true, narrative: true }

export function compactedOf(compaction: Compaction, parts: CompactedParts = ALL_PARTS): CompactedResponse {
  const extractions = (items: readonly Item[]) => (parts.extractions ? items.map(extractionOf) : [])
  return {
    compaction_id: compaction.compactionId,
    conversation_id: compaction.conversationId,
    version: compaction.version,
    created_at: isoOf(compaction.createdAtMs),
    format: compaction.format,
    formatted_context: compaction.text,
    compacted_context: compaction.text,
    original_token_count: compaction.originalTokenCount,
    compacted_token_count: compaction.compactedTokenCount,
    compression_ratio: compaction.compressionRatio,
    strategy_used: compaction.strategyUsed,
    target_tokens: compaction.targetTokens,
    trigger_type: compaction.triggerType,
    message_count: compaction.coveredThrough,
    validation_score: compaction.validationScore,
    validation_passed: compaction.validationPassed,
    validation: validationOf(compaction.validation),
    facts: extractions(compaction.facts),
    decisions: extractions(compaction.decisions),
    preferences: extractions(compaction.preferences),
    constraints: extractions(compaction.constraints),
    other_items: extractions(compaction.otherItems),
    current_state: currentStateOf(compaction.currentState),
    summary: parts.narrative ? compaction.summary : null,
    totals: { ...compaction.totals },
    quality_warning: compaction.qualityWarning,
    quality_warning_message: compaction.qualityWarning
      ? (compaction.warnings[0] ?? GENERAL_QUALITY_WARNING)
      : null,
    warnings: [...compaction.warnings],
    ttl_seconds: COMPACTION_TTL_SECONDS,
  }
}

export function messageListOf(compacted: CompactedMessageList): CompactedMessagesResponse {
  const { list, tokenCount, validationScore, qualityWarning, warnings } = compacted.listed
  return {
    compaction_id: compacted.compactionId,
    conversation_id: compacted.conversationId,
    version: compacted.version,
    created_at: isoOf(compacted.createdAtMs),
    format: MESSAGES_FORMAT,
    provider: list.provider,
    ...(list.provider === 'anthropic' && { system: list.system }),
    messages: list.messages.map((message) => ({ ...message })),
    original_token_count: compacted.originalTokenCount,
    compacted_token_count: tokenCount,
    target_tokens: compacted.targetTokens,
    message_count: compacted.coveredThrough,
    validation_score: validationScore,
    quality_warning: qualityWarning,
    warnings: [...warnings],
    ttl_seconds: COMPACTION_TTL_SECONDS,
  }
}

export function triggeredOf(triggered: TriggeredCompaction): CompactResponse {
  return {
    compaction_id: triggered.compactionId,
    conversation_id: triggered.conversationId,
    status: triggered.status,
    trigger_type: triggered.triggerType,
    initiated_at: isoOf(triggered.initiatedAtMs),
    estimated_completion_seconds: triggered.estimatedCompletionSeconds,
    previous_context: triggered.previous === null ? null : compactedOf(triggered.previous),
    previous_context_age_seconds: triggered.previousAgeSeconds,
    previous_compaction_id: triggered.previous?.compactionId ?? null,
  }
}

export function statusOf(status: CompactionStatus): CompactionStatusResponse {
  return {
    conversation_id: status.conversationId,
    status: status.status,
    compaction_id: status.compactionId,
    completed_at: isoOrNull(status.completedAtMs),
    compression_ratio: status.compressionRatio,
    validation_score: status.validationScore,
    estimated_completion_seconds: status.estimatedCompletionSeconds,
    error_message: status.errorMessage,
    latest_version: status.latestVersion,
    latest_created_at: isoOrNull(status.latestCreatedAtMs),
    has_compaction: status.hasCompaction,
    is_stale: status.isStale,
    version: status.latestVersion ?? 0,
    last_compacted_at: isoOrNull(status.lastCompactedAtMs),
    memories_since_compaction: status.messagesSinceCompaction,
  }
}

export function explanationOf(explanation: CompactionExplanation): ExplainResponse {
  return {
    compaction_id: explanation.compactionId,
    conversation_id: explanation.conversationId,
    version: explanation.version,
    entries: explanation.entries.map((entry) => ({
      message_id: entry.span.messageId,
      start: entry.span.start,
      end: entry.span.end,
      handle: entry.handle,
      text: entry.text,
      fate: entry.fate,
      reason: entry.reason,
      score: entry.score,
      score_parts: { ...entry.scoreParts },
      shortened: entry.shortened ?? null,
      successor:
        entry.successor === undefined
          ? null
          : {
              message_id: entry.successor.messageId,
              start: entry.successor.start,
              end: entry.successor.end,
            },
    })),
  }
}
