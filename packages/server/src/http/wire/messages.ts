/** Messages between the wire and the services. */
import type {
  RecordBatchResult,
  RecordMessage,
  RecordMessageResponse,
  WireRecordedMessage,
} from '@precis/protocol'
import type { MessagePage } from '../../services/conversations.js'
import type { RecordedMessage, RecordMessageInput, RecordOutcome } from '../../services/types.js'
import { isoOf } from './compactions.js'

/**
 * @param requestKey the `Idempotency-Key` header, where there is one; the message's own id outranks it.
 *
 * The prefixes keep the two name spaces apart, and a message's own id is its conversation's alone.
 */
export function recordInputOf(message: RecordMessage, requestKey: string | undefined): RecordMessageInput {
  const ownId = message.client_message_id
  return {
    conversationId: message.conversation_id,
    role: message.role,
    content: message.content,
    name: message.name,
    userId: message.user_id,
    customerId: message.customer_id,
    sessionId: message.session_id,
    metadata: message.metadata,
    toolCalls: message.tool_calls,
    toolCallId: message.tool_call_id,
    saidAtMs: message.timestamp === undefined ? undefined : Date.parse(message.timestamp),
    idempotencyKey:
      ownId === undefined
        ? requestKey && `request:${requestKey}`
        : `message:${message.conversation_id}:${ownId}`,
  }
}

export function receiptOf(recorded: RecordedMessage): RecordMessageResponse {
  return {
    message_id: recorded.messageId,
    conversation_id: recorded.conversationId,
    session_id: recorded.sessionId,
    recorded_at: isoOf(recorded.recordedAtMs),
    sequence: recorded.sequence,
  }
}

export function batchResultOf(outcome: RecordOutcome): RecordBatchResult {
  if (outcome.kind === 'recorded') return receiptOf(outcome.message)
  return { error: outcome.message, code: outcome.code }
}

export function recordedMessageOf(message: MessagePage['messages'][number]): WireRecordedMessage {
  return {
    message_id: message.id,
    sequence: message.sequence,
    role: message.role,
    content: message.content,
    name: message.name,
    user_id: message.userId,
    customer_id: message.customerId,
    session_id: message.sessionId,
    metadata: { ...message.metadata },
    tool_calls: message.toolCalls.map((call) => ({ ...call })),
    tool_call_id: message.toolCallId,
    timestamp: isoOf(message.saidAtMs),
    recorded_at: isoOf(message.recordedAtMs),
  }
}
