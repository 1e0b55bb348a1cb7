/** Transcripts that are handed in whole, and prompts that an adapter reports. */
import {
  ingestPromptRequest,
  ingestPromptResponse,
  ingestTranscriptRequest,
  ingestTranscriptResponse,
  PATHS,
  type TranscriptTurn,
} from '@precis/protocol'
import type { IngestService } from '../../services/ingest.js'
import { roleOfLabel, type Turn } from '../../services/transcript-turns.js'
import { isoOf } from '../wire/compactions.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['ingestion']

const msOf = (time: string | undefined) => (time === undefined ? undefined : Date.parse(time))

function turnOf({ role, speaker, content, timestamp }: TranscriptTurn): Turn {
  const { name, ...part } = roleOfLabel(role ?? speaker ?? 'user')
  return { ...part, name: speaker ?? name, content, saidAtMs: msOf(timestamp) }
}

/** The text of a chat SDK's message: itself, or its text parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .flatMap((part: unknown) =>
      typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string'
        ? [part.text]
        : [],
    )
    .join('\n')
}

export function ingestRoutes(app: RouteApp, ingest: IngestService): void {
  app.post(
    PATHS.ingest,
    {
      schema: {
        summary: 'Record a whole transcript and compact it',
        description:
          'The same transcript again is answered as a duplicate; another one for the same conversation with 409 transcript_conflict.',
        tags: TAGS,
        body: ingestTranscriptRequest,
        response: { 200: ingestTranscriptResponse },
      },
    },
    async ({ principal, body }) => {
      const ingested = await ingest.ingestTranscript(principal, {
        externalConversationId: body.conversation_id,
        userId: body.user_id,
        customerId: body.customer_id,
        transcript: typeof body.transcript === 'string' ? body.transcript : body.transcript.map(turnOf),
        conversationType: body.conversation_type,
        analysis: body.analysis,
        metadata: body.metadata,
        startedAtMs: msOf(body.started_at),
        endedAtMs: msOf(body.ended_at),
      })
      return {
        conversation_id: ingested.conversationId,
        external_conversation_id: ingested.externalConversationId,
        ingestion_id: ingested.ingestionId,
        status: ingested.status,
        turns_recorded: ingested.turnsRecorded,
        summary_status: ingested.summaryStatus,
        queued_at: isoOf(ingested.queuedAtMs),
      }
    },
  )

  app.post(
    PATHS.memoryIngest,
    {
      schema: {
        summary: 'Record what of a prompt is new',
        description:
          'For adapters that send the whole prompt after each model call: earlier turns are known already.',
        tags: TAGS,
        body: ingestPromptRequest,
        response: { 200: ingestPromptResponse },
      },
    },
    async ({ principal, body }) => {
      const messages = body.messages.map(({ role, content }) => ({
        role: roleOfLabel(role).role,
        content: textOf(content),
      }))
      const { conversationId, recorded } = await ingest.ingestPrompt(principal, {
        externalConversationId: body.conversation_id,
        userId: body.user_id,
        customerId: body.customer_id,
        messages,
      })
      return { conversation_id: conversationId, recorded, skipped: messages.length - recorded }
    },
  )
}
