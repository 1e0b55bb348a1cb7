/** Recording messages: one at a time and in batches. */
import { z } from 'zod'
import { conversationId, externalId, isoTime, jsonObject, optional, text, time } from './primitives.js'

export const ROLES = ['user', 'assistant', 'system', 'tool'] as const
export const role = z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` })
export type Role = z.infer<typeof role>

/** Entries of one batch. Bounds the time that one request may hold the writer. */
export const MAX_BATCH_MESSAGES = 1_000

const MAX_TOOL_CALLS = 256
const MAX_NAME_LENGTH = 256

/** Leaves room for a conversation id beside it in one index entry. */
export const MAX_CLIENT_MESSAGE_ID_LENGTH = 200

/** A tool call as `{id, name, arguments}` or in the nested form that chat APIs use. */
export const toolCall = z
  .preprocess(
    (value: unknown) => {
      if (typeof value !== 'object' || value === null || !('function' in value)) return value
      const { function: nested, ...rest } = value
      return typeof nested === 'object' && nested !== null ? { ...rest, ...nested } : value
    },
    z.object({
      id: externalId,
      name: z.string().min(1).max(MAX_NAME_LENGTH).transform(String),
      arguments: z
        .union([z.string(), jsonObject], { error: 'must be JSON text or an object of at most 64 KB' })
        .optional()
        .transform((value) => (typeof value === 'string' ? value : JSON.stringify(value ?? {})))
        .pipe(text),
    }),
  )
  .meta({ description: '{id, name, arguments}; arguments as JSON text or as an object' })
export type ToolCall = z.output<typeof toolCall>

const clientMessageId = externalId.max(
  MAX_CLIENT_MESSAGE_ID_LENGTH,
  `must be at most ${MAX_CLIENT_MESSAGE_ID_LENGTH} characters`,
)

const messageFields = z.object({
  conversation_id: conversationId,
  role,
  /** May be left out only beside `tool_calls`. */
  content: text.nullish(),
  user_id: optional(externalId),
  customer_id: optional(externalId),
  session_id: optional(externalId),
  metadata: optional(jsonObject),
  /** Speaker's name, where a conversation has several users. */
  name: optional(text.pipe(z.string().max(MAX_NAME_LENGTH, `must be at most ${MAX_NAME_LENGTH} characters`))),
  /** When it was said, for conversations that are recorded later. Default: now. */
  timestamp: optional(isoTime),
  tool_calls: optional(z.array(toolCall).max(MAX_TOOL_CALLS)),
  /** On a `tool` message: the call that it answers. */
  tool_call_id: optional(externalId),
  /** The caller's own id of the message. The same id twice in one conversation records once. */
  client_message_id: optional(clientMessageId),
  /** Other name of `client_message_id`; the `Idempotency-Key` header is a third. */
  idempotency_key: optional(clientMessageId),
})

/** One message to record. Unknown fields are ignored; `null` and `""` mean absent in optional fields. */
export const recordMessageRequest = messageFields.transform((message, context) => {
  const { content, idempotency_key, ...rest } = message
  if (!content && !message.tool_calls?.length) {
    context.addIssue({ code: 'custom', path: ['content'], message: 'must be a non-empty string' })
    return z.NEVER
  }
  return {
    ...rest,
    content: content ?? '',
    client_message_id: message.client_message_id ?? idempotency_key,
  }
})
/** What a caller may send. */
export type RecordMessageRequest = z.input<typeof recordMessageRequest>
/** The same, checked and normalised. */
export type RecordMessage = z.output<typeof recordMessageRequest>

export const recordMessageResponse = z.object({
  message_id: z.string(),
  conversation_id: z.string(),
  session_id: z.string(),
  recorded_at: time,
  /** Position in the conversation, from 1, without gaps. */
  sequence: z.int().min(1),
})
export type RecordMessageResponse = z.infer<typeof recordMessageResponse>

/** The entries stay unparsed here: each is checked by itself, so that one bad entry fails alone. */
export const recordBatchRequest = z.object({
  messages: z
    .array(z.unknown().meta({ description: 'A message as for POST /v1/conversations/messages' }), {
      error: 'must be a list of messages',
    })
    .max(MAX_BATCH_MESSAGES, `must have at most ${MAX_BATCH_MESSAGES} entries; send several batches`),
})
export interface RecordBatchRequest {
  messages: readonly RecordMessageRequest[]
}

export const recordBatchFailure = z.object({
  /** What was wrong with this entry; the others are recorded all the same. */
  error: z.string(),
  code: z.string(),
  conversation_id: z.string().optional(),
})
export const recordBatchResult = z.union([recordMessageResponse, recordBatchFailure])
export type RecordBatchFailure = z.infer<typeof recordBatchFailure>
export type RecordBatchResult = z.infer<typeof recordBatchResult>

export const recordBatchResponse = z.object({
  total: z.int().min(0),
  succeeded: z.int().min(0),
  failed: z.int().min(0),
  /** One entry for each message, in the order of the request. */
  results: z.array(recordBatchResult),
})
export type RecordBatchResponse = z.infer<typeof recordBatchResponse>
