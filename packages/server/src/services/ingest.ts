/** Conversations that are handed in whole: transcripts, and the prompts that adapters report after each model call. */
import { createHash } from 'node:crypto'
import type { Role } from '@precis/engine'
import { canonicalUuid } from '@precis/protocol'
import { v5 } from 'uuid'
import { AppError } from '../errors.js'
import type { Ids } from '../ids.js'
import type { Store } from '../store/contract.js'
import type { Ingestion } from '../store/contract-directory.js'
import { overlapAroundDeleted } from './prompt-overlap.js'
import { isThere } from './read-conversation.js'
import { recordInOrder, startCompaction } from './take-in.js'
import { readTranscript, type Turn } from './transcript-turns.js'
import type { CompactionService, MessageService, Principal, RecordMessageInput } from './types.js'

/** Messages at the end of a conversation among which a repeated prompt is looked for. */
const OVERLAP_MESSAGES = 1_000

export interface TranscriptInput {
  /** Any id of the caller's. */
  readonly externalConversationId: string
  readonly userId: string
  readonly customerId?: string | undefined
  /** Text with speaker labels, or turns. */
  readonly transcript: string | readonly Turn[]
  readonly conversationType?: string | undefined
  readonly analysis?: Readonly<Record<string, unknown>> | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  readonly startedAtMs?: number | undefined
  readonly endedAtMs?: number | undefined
}

export interface IngestedTranscript {
  readonly ingestionId: string
  readonly conversationId: string
  readonly externalConversationId: string
  readonly status: 'queued' | 'duplicate'
  readonly turnsRecorded: number
  readonly summaryStatus: 'in_progress' | 'already_compacted' | 'skipped'
  readonly queuedAtMs: number
}

export interface PromptInput {
  readonly externalConversationId?: string | undefined
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  /** The whole prompt so far and the reply; earlier turns are repeated in every call. */
  readonly messages: readonly { readonly role: Role; readonly content: string }[]
}

export interface IngestedPrompt {
  readonly conversationId: string | null
  readonly recorded: number
}

export interface IngestService {
  /**
   * Records a transcript and starts its compaction. The same transcript again is a duplicate; a call that was cut
   * short is finished by its repetition.
   *
   * Errors  `invalid_argument` when nothing was said; `conflict` (reason `transcript_conflict`) when the conversation
   *         was ingested with another transcript.
   */
  ingestTranscript(principal: Principal, input: TranscriptInput): Promise<IngestedTranscript>
  /** Records what of a prompt is new: what follows the longest end of the conversation with which it begins. */
  ingestPrompt(principal: Principal, input: PromptInput): Promise<IngestedPrompt>
}

/** A caller's conversation id as a UUID: its own, else derived as the existing integrations derive theirs. */
export function conversationIdFor(externalId: string): string {
  return canonicalUuid(externalId) ?? v5(externalId, v5.URL)
}

const fingerprintOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

export function createIngestService(dependencies: {
  readonly store: Pick<Store, 'messages' | 'ingestions'>
  readonly messages: MessageService
  readonly compactions: CompactionService
  readonly ids: Ids
}): IngestService {
  const { store, messages, compactions, ids } = dependencies

  const answer = (
    ingestion: Ingestion,
    rest: Pick<IngestedTranscript, 'status' | 'turnsRecorded' | 'summaryStatus'>,
  ): IngestedTranscript => ({
    ingestionId: ingestion.id,
    conversationId: ingestion.conversationId,
    externalConversationId: ingestion.externalConversationId,
    queuedAtMs: ingestion.queuedAtMs,
    ...rest,
  })

  return {
    async ingestTranscript(principal, input) {
      const turns = await readTranscript(input.transcript)
      if (turns.length === 0)
        throw new AppError('invalid_argument', 'transcript has no turn with text; send what was said')
      const { kind, ingestion } = await store.ingestions.begin(principal.instanceId, {
        id: ids.uuid(),
        conversationId: conversationIdFor(input.externalConversationId),
        externalConversationId: input.externalConversationId,
        fingerprint: fingerprintOf(turns),
        conversationType: input.conversationType ?? null,
        analysis: input.analysis ?? null,
        metadata: input.metadata ?? null,
        startedAtMs: input.startedAtMs ?? null,
        endedAtMs: input.endedAtMs ?? null,
      })
      if (ingestion.fingerprint !== fingerprintOf(turns))
        throw new AppError(
          'conflict',
          `conversation ${input.externalConversationId} was ingested with another transcript; use a new conversation id`,
          { reason: 'transcript_conflict' },
        )
      const { conversationId } = ingestion
      if (kind === 'known' && ingestion.isRecorded) {
        const { hasCompaction } = await compactions.status(principal, conversationId)
        // Without one the call may have been cut short after its last turn: this repetition finishes it.
        const summaryStatus = hasCompaction
          ? 'already_compacted'
          : await startCompaction(compactions, principal, conversationId)
        return answer(ingestion, { status: 'duplicate', turnsRecorded: 0, summaryStatus })
      }
      const inputs = turns.map(
        (turn, index): RecordMessageInput => ({
          conversationId,
          userId: input.userId,
          customerId: input.customerId,
          saidAtMs: input.startedAtMs,
          ...turn,
          // The same turn of the same ingestion is recorded once, however often the call is repeated.
          idempotencyKey: `ingestion:${ingestion.id}:${index}`,
        }),
      )
      await recordInOrder(messages, principal, inputs)
      await store.ingestions.markRecorded(principal.instanceId, ingestion.id)
      const summaryStatus = await startCompaction(compactions, principal, conversationId)
      return answer(ingestion, { status: 'queued', turnsRecorded: turns.length, summaryStatus })
    },

    async ingestPrompt(principal, input) {
      const said = input.messages.filter(
        ({ role, content }) => (role === 'user' || role === 'assistant') && content.trim() !== '',
      )
      const first = said[0]
      if (first === undefined) return { conversationId: null, recorded: 0 }
      // Without an id of its own a conversation is known by whose it is and how it began.
      const conversationId = conversationIdFor(
        input.externalConversationId ??
          `precis:prompt:${fingerprintOf([input.userId, input.customerId, first.role, first.content])}`,
      )
      const { instanceId } = principal
      const head = await store.messages.head(instanceId, conversationId)
      const through = head?.lastSequence ?? 0
      const tail =
        through === 0
          ? []
          : await store.messages.read(instanceId, conversationId, {
              after: Math.max(0, through - OVERLAP_MESSAGES),
              through,
              limit: OVERLAP_MESSAGES,
            })
      const known = tail.every(isThere)
        ? overlap(tail.map(keyOf), said.map(keyOf))
        : overlapAroundDeleted(
            tail.map((message) => (isThere(message) ? keyOf(message) : undefined)),
            said.map(keyOf),
          )
      if (known > 0)
        await store.messages.settleReports(instanceId, conversationId, { after: through - known, through })
      const fresh = said.slice(known)
      const recorded = await recordInOrder(
        messages,
        principal,
        fresh.map((message, index) => ({
          conversationId,
          userId: input.userId,
          customerId: input.customerId,
          role: message.role,
          content: message.content,
          // Two reports of one call that arrive at once agree about the place, so only one is recorded.
          idempotencyKey: `prompt:${conversationId}:${through + index}:${fingerprintOf(message.content)}`,
          // Streams tell the same turns, at the same time and perhaps to another process.
          reportedBy: 'prompt',
        })),
      )
      return { conversationId, recorded }
    },
  }
}

const keyOf = ({ role, content }: { readonly role: Role; readonly content: string }) => `${role}\n${content}`

/**
 * How many entries at the start of `next` repeat the end of `past`: the longest such run, found as the border of
 * `next + past` by the prefix function of Knuth, Morris and Pratt, so that repetitive chats cost no more than others.
 */
export function overlap(past: readonly string[], next: readonly string[]): number {
  const pattern = next
  const fallback = new Int32Array(pattern.length)
  for (let i = 1, matched = 0; i < pattern.length; i++) {
    while (matched > 0 && pattern[i] !== pattern[matched]) matched = fallback[matched - 1] ?? 0
    if (pattern[i] === pattern[matched]) matched++
    fallback[i] = matched
  }
  let matched = 0
  for (const entry of past) {
    if (matched === pattern.length) matched = fallback[matched - 1] ?? 0
    while (matched > 0 && entry !== pattern[matched]) matched = fallback[matched - 1] ?? 0
    if (entry === pattern[matched]) matched++
  }
  return matched
}
