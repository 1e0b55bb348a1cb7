/** Whole transcripts, and the prompts that an adapter reports after each model call. */
import { z } from 'zod'
import { MAX_BATCH_MESSAGES } from './messages.js'
import { externalId, isoTime, jsonObject, optional, text, time } from './primitives.js'

/** Turns of one transcript: a day of talking, and still one request. */
export const MAX_TRANSCRIPT_TURNS = 20_000

const MAX_CONVERSATION_TYPE_LENGTH = 64

/** One turn of a structured transcript. Existing clients send absent fields as null. */
export const transcriptTurn = z.object({
  role: optional(z.string().max(64)),
  content: text,
  timestamp: optional(isoTime),
  speaker: optional(z.string().max(256)),
  metadata: optional(jsonObject),
})
export type TranscriptTurn = z.output<typeof transcriptTurn>

export const ingestTranscriptRequest = z.object({
  /** Any id of the caller's; one that is not a UUID is mapped to one. */
  conversation_id: externalId,
  user_id: externalId,
  customer_id: optional(externalId),
  /** Text with speaker labels, or a list of turns. */
  transcript: z.union(
    [
      text.min(1, 'must not be empty'),
      z
        .array(transcriptTurn)
        .min(1, 'must not be empty')
        .max(MAX_TRANSCRIPT_TURNS, `must have at most ${MAX_TRANSCRIPT_TURNS} turns`),
    ],
    { error: 'must be non-empty text, or a non-empty list of turns {role, content}' },
  ),
  conversation_type: optional(
    z
      .string()
      .max(MAX_CONVERSATION_TYPE_LENGTH, `must be at most ${MAX_CONVERSATION_TYPE_LENGTH} characters`),
  ),
  analysis: optional(jsonObject),
  metadata: optional(jsonObject),
  started_at: optional(isoTime),
  ended_at: optional(isoTime),
})
export type IngestTranscriptRequest = z.input<typeof ingestTranscriptRequest>

export const ingestTranscriptResponse = z.object({
  conversation_id: z.string(),
  external_conversation_id: z.string(),
  ingestion_id: z.string(),
  status: z.enum(['queued', 'duplicate']),
  turns_recorded: z.int().min(0),
  summary_status: z.enum(['in_progress', 'already_compacted', 'skipped']),
  queued_at: time,
})
export type IngestTranscriptResponse = z.infer<typeof ingestTranscriptResponse>

/** A message as chat SDKs have it: text, or parts of which the text parts count. */
const promptMessage = z.object({
  role: z.string().max(64),
  content: z.unknown(),
})

export const ingestPromptRequest = z.object({
  messages: z.array(promptMessage).max(MAX_BATCH_MESSAGES, `must have at most ${MAX_BATCH_MESSAGES} entries`),
  user_id: optional(externalId),
  customer_id: optional(externalId),
  conversation_id: optional(externalId),
  source: optional(z.string().max(256)),
})
export type IngestPromptRequest = z.input<typeof ingestPromptRequest>

export const ingestPromptResponse = z.object({
  conversation_id: z.string().nullable(),
  recorded: z.int().min(0),
  /** Known already, or not said by anyone (system text, tool output). */
  skipped: z.int().min(0),
})
export type IngestPromptResponse = z.infer<typeof ingestPromptResponse>
