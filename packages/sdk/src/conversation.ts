import type {
  RecordBatchResponse,
  RecordBatchResult,
  RecordMessageRequest,
  RecordMessageResponse,
  Role,
} from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { type ContextApi, createContext } from './context.js'
import { parseConversationId } from './conversation-id.js'
import { deleteConversation, deleteMessage } from './erase.js'
import type {
  DeleteConversationOptions,
  DeletedConversation,
  DeletedMessage,
  DeleteMessageOptions,
} from './erase-types.js'
import { type CallOptions, invalid } from './options.js'
import { readAnswer, requireText } from './read-answer.js'
import type { Session } from './session.js'
import type {
  MessageInput,
  RecordedMessage,
  RecordMessageOptions,
  RecordMessagesResponse,
  RecordResult,
} from './types.js'

export interface ConversationApi {
  /**
   * Records one message. When it resolves, the message is durable. Carries an idempotency key, so it is retried safely.
   *
   * Errors  InvalidInputError, AuthenticationError, RateLimitError, ServiceUnavailableError, NetworkTimeoutError.
   */
  recordMessage(message: RecordMessageOptions): Promise<RecordedMessage>
  /**
   * Records many messages, of one or several conversations, in the order given, in one request (at most 1,000).
   * A bad entry fails alone: look at `failed` and `results`.
   */
  recordMessages(messages: readonly MessageInput[], options?: CallOptions): Promise<RecordMessagesResponse>
  /**
   * Deletes one message with everything made from it. Its position stays taken; versions that covered it are gone at once,
   * and a run makes the next one.
   *
   * Errors  NotFoundError: no such conversation or message, also when it was deleted before.
   */
  deleteMessage(options: DeleteMessageOptions): Promise<DeletedMessage>
  /** Deletes a conversation with everything made from it. Errors  NotFoundError. */
  deleteConversation(options: DeleteConversationOptions): Promise<DeletedConversation>
  readonly context: ContextApi
}

const ROLES: ReadonlySet<string> = new Set<Role>(['user', 'assistant', 'system', 'tool'])

export function createConversation(session: Session): ConversationApi {
  return {
    recordMessage: (message) => recordMessage(session, message),
    recordMessages: (messages, options) => recordMessages(session, messages, options),
    deleteMessage: (options) => deleteMessage(session, options),
    deleteConversation: (options) => deleteConversation(session, options),
    context: createContext(session),
  }
}

async function recordMessage(session: Session, message: RecordMessageOptions): Promise<RecordedMessage> {
  const { signal, timeoutMs, ...input } = message
  const body = toWire(input, session.runtime.newId, '')
  const recorded = await session.cache.write(
    [body.conversation_id],
    async () => {
      const answer = await session.send({
        method: 'POST',
        path: PATHS.messages,
        body,
        safety: 'idempotent',
        signal,
        timeoutMs,
      })
      return readAnswer(answer, readRecorded)
    },
    ({ recordedAt }) => ({ kind: 'recorded', recordedAtMs: recordedAt.getTime() }),
    { kind: 'perhaps_recorded' },
  )
  session.onRecorded?.(recorded, input)
  return recorded
}

async function recordMessages(
  session: Session,
  messages: readonly MessageInput[],
  { signal, timeoutMs }: CallOptions = {},
): Promise<RecordMessagesResponse> {
  if (!Array.isArray(messages)) throw invalid('messages', 'must be a list of messages', messages)
  const wire = messages.map((message, index) => toWire(message, session.runtime.newId, `messages[${index}].`))
  if (wire.length === 0) return { total: 0, succeeded: 0, failed: 0, results: [] }
  const ids = wire.map((message) => message.conversation_id)
  const response = await session.cache.write(
    ids,
    async () => {
      const answer = await session.send({
        method: 'POST',
        path: PATHS.messagesBatch,
        body: { messages: wire },
        safety: 'idempotent',
        signal,
        timeoutMs,
      })
      return readAnswer(answer, readBatch)
    },
    ({ results }, id) => ({ kind: 'recorded', recordedAtMs: lastRecordedAt(results, id) }),
    { kind: 'perhaps_recorded' },
  )
  response.results.forEach((result, index) => {
    const input = messages[index]
    if (result.ok && input) session.onRecorded?.(result, input)
  })
  return response
}

type WireMessage = RecordMessageRequest & { readonly conversation_id: string }

/** Checks what would be a surprise on the server's side of the network; the rest the server checks. */
function toWire(message: MessageInput, newId: () => string, at: string): WireMessage {
  if (typeof message !== 'object' || message === null)
    throw invalid(at.slice(0, -1) || 'message', 'must be an object', message)
  const { role, content, toolCalls } = message
  const conversationId = parseConversationId(message.conversationId)
  if (!ROLES.has(role)) throw invalid(`${at}role`, 'must be user, assistant, system or tool', role)
  const mayBeEmpty = toolCalls !== undefined && toolCalls.length > 0
  if (typeof content !== 'string' && !(mayBeEmpty && content === undefined)) {
    throw invalid(`${at}content`, 'must be a string', content)
  }
  if (!content && !mayBeEmpty) throw invalid(`${at}content`, 'must not be empty', content)
  return {
    conversation_id: conversationId,
    role,
    content: content ?? '',
    user_id: message.userId,
    customer_id: message.customerId,
    session_id: message.sessionId,
    metadata: message.metadata,
    name: message.name,
    timestamp: toIso(message.timestamp, `${at}timestamp`),
    tool_calls: toolCalls?.map(({ id, name, arguments: args }) => ({ id, name, arguments: args })),
    tool_call_id: message.toolCallId,
    idempotency_key: message.idempotencyKey || newId(),
  }
}

function toIso(value: Date | string | undefined, field: string): string | undefined {
  if (value === undefined) return undefined
  const date = value instanceof Date ? value : new Date(value)
  if (Number.isNaN(date.getTime())) throw invalid(field, 'must be a Date or an ISO 8601 text', String(value))
  // A text is passed on as it is: the server reads its offset.
  return value instanceof Date ? date.toISOString() : value
}

function readRecorded(wire: RecordMessageResponse): RecordedMessage {
  return {
    messageId: requireText(wire.message_id, 'message_id'),
    conversationId: wire.conversation_id,
    sessionId: wire.session_id,
    recordedAt: new Date(wire.recorded_at),
    sequence: wire.sequence,
  }
}

function readBatch({ total, succeeded, failed, results }: RecordBatchResponse): RecordMessagesResponse {
  return { total, succeeded, failed, results: results.map(readResult) }
}

function readResult(wire: RecordBatchResult): RecordResult {
  if ('message_id' in wire && wire.message_id) return { ok: true, ...readRecorded(wire) }
  const { error, code } = wire as { error?: string; code?: string } // an entry without a message id is a failure
  return { ok: false, error: error ?? 'not recorded', code: code ?? 'internal' }
}

function lastRecordedAt(results: readonly RecordResult[], conversationId: string): number {
  let latest = Number.NEGATIVE_INFINITY
  for (const result of results) {
    if (result.ok && result.conversationId === conversationId)
      latest = Math.max(latest, result.recordedAt.getTime())
  }
  return latest
}
