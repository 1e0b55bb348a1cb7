import type { CompactedMessagesResponse } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { parseConversationId } from './conversation-id.js'
import { NotFoundError } from './errors.js'
import type { CompactedMessages, GetMessagesOptions, ProviderMessages } from './messages-types.js'
import { invalid } from './options.js'
import { readAnswer } from './read-answer.js'
import type { Session } from './session.js'

/** A compaction as a list of messages; null when there is none. Never cached: the server derives it each time. */
export async function getMessages<P extends keyof ProviderMessages>(
  session: Session,
  options: GetMessagesOptions<P>,
): Promise<CompactedMessages<P> | null> {
  const id = parseConversationId(options.conversationId)
  const { provider, version, signal, timeoutMs } = options
  if (version !== undefined && !(Number.isInteger(version) && version > 0)) {
    throw invalid('version', 'must be a whole number above 0', version)
  }
  try {
    const answer = await session.send({
      method: 'GET',
      path: PATHS.compacted.replace(':id', id),
      query: { format: 'messages', provider, version },
      safety: 'idempotent',
      signal,
      timeoutMs,
    })
    const compacted = readAnswer(answer, (wire: CompactedMessagesResponse) => ({
      compactionId: wire.compaction_id,
      conversationId: wire.conversation_id,
      version: wire.version,
      createdAt: new Date(wire.created_at),
      // The server is trusted with its own format: what it gives is what `provider` asked for.
      request: {
        messages: wire.messages,
        ...(wire.system && { system: wire.system }),
      } as unknown as ProviderMessages[P],
      originalTokenCount: wire.original_token_count,
      compactedTokenCount: wire.compacted_token_count,
      targetTokens: wire.target_tokens,
      messageCount: wire.message_count,
      validationScore: wire.validation_score,
      qualityWarning: wire.quality_warning,
      warnings: wire.warnings,
      metadata: {
        correlationId: answer.correlationId,
        source: 'cloud',
        ttlSeconds: 0,
        retrievedAt: new Date(answer.receivedAtMs),
      } as const,
    }))
    session.cache.sawVersion(id, compacted.version)
    return compacted
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}
