import { createHash } from 'node:crypto'
import { type ErrorCode, recordMessageRequest } from '@precis/protocol'
import type { ConversationEvent, StreamEvent } from '@precis/protocol/stream'
import type { RecordMessageInput } from '../services/types.js'

/** What the server does with one event of a stream. */
export type Action =
  | { readonly kind: 'pong'; readonly timestampMs: bigint }
  | { readonly kind: 'record'; readonly input: RecordMessageInput }
  | { readonly kind: 'count'; readonly event: CountedEvent }
  | { readonly kind: 'refuse'; readonly refusal: Refusal }

/** Why an event was not taken. */
export interface Refusal {
  readonly code: ErrorCode | (string & {})
  readonly message: string
  readonly eventType: string
  readonly conversationId: string
}

/** Events that are taken note of and change nothing. `other` is every name that a caller made up. */
export const COUNTED_EVENTS = [
  'agent_thinking',
  'context_assembled',
  'context_fetch',
  'context_request',
  'context_used',
  'session_control',
  'session_end',
  'session_start',
  'other',
  'unknown_payload',
] as const
export type CountedEvent = (typeof COUNTED_EVENTS)[number]

/** Event types that are messages, with the role that they are recorded under, whatever their role field says. */
const MESSAGE_ROLES = {
  user_message: 'user',
  assistant_message: 'assistant',
  tool_call: 'tool',
  tool_result: 'tool',
} as const

/** Client clocks before this (2001) or further ahead than a day are not clocks. */
const EARLIEST_SAID_AT_MS = 978_307_200_000
const MAX_CLOCK_AHEAD_MS = 86_400_000

/** Names that callers put the id of a tool call under in the string metadata. */
const TOOL_CALL_ID_KEYS = ['tool_call_id', 'call_id'] as const

/** Echoed to the peer in a refusal: enough to find the event, never a whole payload. */
const MAX_ECHO_LENGTH = 64

const isMessageType = (type: string): type is keyof typeof MESSAGE_ROLES => Object.hasOwn(MESSAGE_ROLES, type)
const isCounted = (type: string): type is CountedEvent => COUNTED_EVENTS.some((name) => name === type)

/**
 * The same event twice must be one message, since clients send what they queued again after a reconnect. Without a
 * timestamp two events with the same words cannot be told from one sent twice; both are recorded then.
 */
function idempotencyKeyOf(event: ConversationEvent): string | undefined {
  if (event.timestampMs === 0n) return undefined
  const identity = [
    event.eventType,
    event.conversationId.toLowerCase(),
    event.userId,
    event.customerId,
    event.sessionId,
    event.timestampMs.toString(),
    event.toolName,
    event.toolArgsJson,
    event.content,
  ]
  return `stream:${createHash('sha256').update(JSON.stringify(identity)).digest('base64url')}`
}

/** A tool call reads as `name(arguments)` where the caller gave no text of its own. */
function contentOf(event: ConversationEvent): string {
  const isBareCall = event.eventType === 'tool_call' && event.content === '' && event.toolName !== ''
  return isBareCall ? `${event.toolName}(${event.toolArgsJson})` : event.content
}

function saidAtOf(event: ConversationEvent, nowMs: number): number | undefined {
  const timestampMs = Number(event.timestampMs)
  const isPlausible = timestampMs >= EARLIEST_SAID_AT_MS && timestampMs <= nowMs + MAX_CLOCK_AHEAD_MS
  return isPlausible ? timestampMs : undefined
}

function refuse(event: ConversationEvent, message: string): Action {
  return {
    kind: 'refuse',
    refusal: {
      code: 'invalid_argument',
      message,
      eventType: event.eventType.slice(0, MAX_ECHO_LENGTH),
      conversationId: event.conversationId.slice(0, MAX_ECHO_LENGTH),
    },
  }
}

/** Checks a message event by the rules of the HTTP API, so that both ways in take and refuse the same. */
function recordEvent(event: ConversationEvent, role: 'user' | 'assistant' | 'tool', nowMs: number): Action {
  const toolCallId = TOOL_CALL_ID_KEYS.map((key) => event.metadata[key]).find(Boolean)
  const parsed = recordMessageRequest.safeParse({
    conversation_id: event.conversationId,
    role,
    content: contentOf(event),
    user_id: event.userId,
    customer_id: event.customerId,
    session_id: event.sessionId,
    metadata: event.metadata,
    name: role === 'tool' ? event.toolName : undefined,
    tool_call_id: role === 'tool' ? toolCallId : undefined,
  })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(event, `${issue?.path.join('.') ?? 'event'} ${issue?.message ?? 'is not valid'}`)
  }
  const message = parsed.data
  return {
    kind: 'record',
    input: {
      conversationId: message.conversation_id,
      role,
      content: message.content,
      name: message.name,
      userId: message.user_id,
      customerId: message.customer_id,
      sessionId: message.session_id,
      metadata: message.metadata,
      toolCallId: message.tool_call_id,
      saidAtMs: saidAtOf(event, nowMs),
      idempotencyKey: idempotencyKeyOf(event),
      // Prompts, where the same turns may stand, have no tool messages.
      reportedBy: role === 'tool' ? undefined : 'stream',
    },
  }
}

/** Decides what to do with one event. Unknown payloads and event types are taken note of and ignored. */
export function actionFor({ payload }: StreamEvent, nowMs: number): Action {
  switch (payload.case) {
    case 'heartbeatPing':
      return { kind: 'pong', timestampMs: payload.value.timestampMs }
    case 'conversationEvent': {
      const event = payload.value
      if (isMessageType(event.eventType)) return recordEvent(event, MESSAGE_ROLES[event.eventType], nowMs)
      return { kind: 'count', event: isCounted(event.eventType) ? event.eventType : 'other' }
    }
    case 'sessionControl':
      return { kind: 'count', event: 'session_control' }
    case 'contextUsed':
      return { kind: 'count', event: 'context_used' }
    case 'contextAssembled':
      return { kind: 'count', event: 'context_assembled' }
    default:
      return { kind: 'count', event: 'unknown_payload' }
  }
}
