/** From the wire's compactions to the client's: camelCase, Dates, plain strings beside the whole items. */
import type {
  CompactedResponse,
  CompactResponse,
  WireCurrentState,
  Extraction as WireExtraction,
  WireSpan,
  CompactionStatusResponse as WireStatus,
} from '@precis/protocol'
import type {
  CompactionResponse,
  CompactionStatusResponse,
  CompactionTriggerResponse,
  CurrentState,
  Extraction,
  ResponseMetadata,
  Span,
  ValidationReport,
} from './types.js'

export function readCompaction(wire: CompactedResponse, metadata: ResponseMetadata): CompactionResponse {
  const [factItems, decisionItems, preferenceItems, constraintItems] = [
    wire.facts.map(readExtraction),
    wire.decisions.map(readExtraction),
    wire.preferences.map(readExtraction),
    // Servers of other makes have neither constraints nor other items.
    (wire.constraints ?? []).map(readExtraction),
  ]
  return {
    compactionId: wire.compaction_id,
    conversationId: wire.conversation_id,
    version: wire.version,
    createdAt: new Date(wire.created_at),
    format: wire.format,
    compactedContext: wire.formatted_context,
    originalTokenCount: wire.original_token_count,
    compactedTokenCount: wire.compacted_token_count,
    compressionRatio: wire.compression_ratio,
    levelApplied: wire.strategy_used,
    strategyUsed: wire.strategy_used,
    targetTokens: wire.target_tokens ?? null,
    triggerType: wire.trigger_type,
    messageCount: wire.message_count,
    validationScore: wire.validation_score,
    validationPassed: wire.validation_passed,
    validation: wire.validation ? readValidation(wire.validation) : null,
    facts: factItems.map(contentOf),
    decisions: decisionItems.map(contentOf),
    preferences: preferenceItems.map(contentOf),
    constraints: constraintItems.map(contentOf),
    factItems,
    decisionItems,
    preferenceItems,
    constraintItems,
    otherItems: (wire.other_items ?? []).map(readExtraction),
    currentState: readCurrentState(wire.current_state),
    summary: wire.summary ?? null,
    totals: wire.totals ?? null,
    qualityWarning: warningSentence(wire),
    warnings: wire.warnings ?? [],
    metadata,
  }
}

/** The wire has a flag and, beside it, the sentence; without a sentence the flag still has to be seen. */
function warningSentence(wire: CompactedResponse): string | null {
  if (!wire.quality_warning) return null
  return (
    wire.quality_warning_message ?? wire.warnings?.[0] ?? 'The result may have lost important information.'
  )
}

export function readTrigger(wire: CompactResponse, metadata: ResponseMetadata): CompactionTriggerResponse {
  return {
    compactionId: wire.compaction_id,
    conversationId: wire.conversation_id,
    status: wire.status,
    triggerType: wire.trigger_type,
    initiatedAt: new Date(wire.initiated_at),
    estimatedCompletionSeconds: wire.estimated_completion_seconds,
    previousContext: wire.previous_context ? readCompaction(wire.previous_context, metadata) : null,
    previousContextAgeSeconds: wire.previous_context_age_seconds,
    previousCompactionId: wire.previous_compaction_id,
  }
}

export function readStatus(wire: WireStatus, metadata: ResponseMetadata): CompactionStatusResponse {
  return {
    conversationId: wire.conversation_id,
    status: wire.status,
    compactionId: wire.compaction_id,
    completedAt: readDate(wire.completed_at),
    compressionRatio: wire.compression_ratio,
    validationScore: wire.validation_score,
    estimatedCompletionSeconds: wire.estimated_completion_seconds,
    errorMessage: wire.error_message,
    latestVersion: wire.latest_version,
    latestCreatedAt: readDate(wire.latest_created_at),
    hasCompaction: wire.has_compaction,
    isStale: wire.is_stale,
    version: wire.version,
    lastCompactedAt: readDate(wire.last_compacted_at),
    memoriesSinceCompaction: wire.memories_since_compaction,
    metadata,
  }
}

function readValidation(wire: NonNullable<CompactedResponse['validation']>): ValidationReport {
  return {
    coverage: wire.coverage,
    faithfulness: wire.faithfulness,
    missing: wire.missing.map(({ type, content, evidence }) => ({
      type,
      content,
      evidence: evidence.map(readSpan),
    })),
    unsupported: wire.unsupported,
  }
}

export function readExtraction(wire: WireExtraction): Extraction {
  return {
    id: wire.id,
    type: wire.type,
    content: wire.content,
    confidence: wire.confidence,
    speaker: wire.speaker,
    evidence: (wire.evidence ?? []).map(readSpan),
    messageIds: wire.message_ids ?? [],
    saidAt: readDate(wire.said_at),
    eventDate: readDate(wire.event_date),
    category: wire.category ?? null,
    supersededBy: wire.superseded_by ?? null,
  }
}

/** Takes whatever object stands there: only what is known and of the right kind comes through. */
export function readCurrentState(wire: Partial<WireCurrentState> | null | undefined): CurrentState | null {
  if (!wire || Object.keys(wire).length === 0) return null
  return {
    status: wire.status ?? 'in_progress',
    topic: wire.topic ?? null,
    lastUserRequest: wire.last_user_request ?? null,
    lastRequestStatus: wire.last_request_status ?? null,
    openIssues: wire.open_issues ?? [],
    nextSteps: wire.next_steps ?? [],
    values: wire.values ?? {},
  }
}

/** A date, or null when there is none or it cannot be read. */
export function readDate(text: string | null | undefined): Date | null {
  if (!text) return null
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? null : date
}

function readSpan(wire: WireSpan): Span {
  return { messageId: wire.message_id, start: wire.start, end: wire.end }
}

function contentOf(item: Extraction): string {
  return item.content
}
