import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Message } from '@precis/engine'
import { call, type HttpClient } from './http-client.js'

/** Asking without a pause would take from the run the processor that it is measured on. */
const POLL_PAUSE_MS = 2
/** Entries of one batch request, below the server's limit. */
const BATCH_MESSAGES = 500

/** Records messages as a new conversation and gives its id. */
export async function recordConversation(client: HttpClient, messages: readonly Message[]): Promise<string> {
  const conversationId = randomUUID()
  for (let start = 0; start < messages.length; start += BATCH_MESSAGES) {
    const batch = messages
      .slice(start, start + BATCH_MESSAGES)
      .map(({ role, content }) => ({ conversation_id: conversationId, role, content }))
    const receipt = await call<{ failed: number }>(client, 'POST', '/v1/conversations/messages/batch', {
      messages: batch,
    })
    if (receipt.failed > 0) throw new Error(`${receipt.failed} messages of a batch were not recorded`)
  }
  return conversationId
}

interface Status {
  readonly status: string
  readonly error_message: string | null
}

/** Starts a compaction and asks for its state until it has completed; gives the milliseconds from start to seen. */
export async function compactAndWait(client: HttpClient, conversationId: string): Promise<number> {
  const startedAt = performance.now()
  await call(client, 'POST', '/v1/conversations/compact', { conversation_id: conversationId, force: true })
  for (;;) {
    const status = await call<Status>(client, 'GET', `/v1/conversations/${conversationId}/compaction/status`)
    if (status.status === 'completed') return performance.now() - startedAt
    await pause(POLL_PAUSE_MS)
    if (status.status === 'failed') throw new Error(`the compaction failed: ${status.error_message}`)
  }
}
