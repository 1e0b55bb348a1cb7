import type { ExplainResponse } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { parseConversationId } from './conversation-id.js'
import { NotFoundError } from './errors.js'
import { invalid } from './options.js'
import { readAnswer } from './read-answer.js'
import type { Session } from './session.js'
import type { ExplainOptions, Explanation } from './types.js'

/** Why each sentence was kept or not; null when there is no such version. Never cached: it is large, and read once. */
export async function explain(session: Session, options: ExplainOptions): Promise<Explanation | null> {
  const id = parseConversationId(options.conversationId)
  const { version, signal, timeoutMs } = options
  if (version !== undefined && !(Number.isInteger(version) && version > 0)) {
    throw invalid('version', 'must be a whole number above 0', version)
  }
  try {
    const answer = await session.send({
      method: 'GET',
      path: PATHS.explain.replace(':id', id),
      query: { version },
      safety: 'idempotent',
      signal,
      timeoutMs,
    })
    const explanation = readAnswer(answer, (wire: ExplainResponse) => ({
      compactionId: wire.compaction_id,
      conversationId: wire.conversation_id,
      version: wire.version,
      entries: wire.entries.map(({ message_id, start, end, score_parts, successor, ...entry }) => ({
        ...entry,
        span: { messageId: message_id, start, end },
        scoreParts: score_parts,
        successor:
          successor === null
            ? null
            : { messageId: successor.message_id, start: successor.start, end: successor.end },
      })),
      metadata: {
        correlationId: answer.correlationId,
        source: 'cloud',
        ttlSeconds: 0,
        retrievedAt: new Date(answer.receivedAtMs),
      } as const,
    }))
    session.cache.sawVersion(id, explanation.version)
    return explanation
  } catch (error) {
    if (error instanceof NotFoundError) return null
    throw error
  }
}
