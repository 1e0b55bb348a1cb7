/**
 * Brings an old conversation in: its own times, its tool calls, ids that make a second run harmless. Then compacts it, and
 * compacts it more gently if the result has a quality warning.
 *
 *   PRECIS_API_KEY=$(cat precis-data/initial-api-key) npx tsx examples/import-history.ts
 */
import { conversationIdFrom, isPrecisError, type MessageInput, Precis, RateLimitError } from '@precis/sdk'

const precis = new Precis({ apiKey: process.env['PRECIS_API_KEY'] ?? '', baseUrl: process.env['PRECIS_URL'] })
const { conversation } = precis
const conversationId = await conversationIdFrom('helpdesk/ticket/5523')

const history: Omit<MessageInput, 'conversationId' | 'idempotencyKey'>[] = [
  {
    role: 'user',
    name: 'Ravi',
    content: 'The heat pump shows error E4 since this morning. It is the 8 kW model.',
    timestamp: '2026-01-12T08:04:00Z',
  },
  {
    role: 'assistant',
    content: 'Let me look that up.',
    toolCalls: [{ id: 'call-1', name: 'manual_search', arguments: { query: 'error E4' } }],
    timestamp: '2026-01-12T08:04:20Z',
  },
  {
    role: 'tool',
    content: 'E4: low pressure. Check the filling valve; nominal 1.5 bar.',
    toolCallId: 'call-1',
    timestamp: '2026-01-12T08:04:21Z',
  },
  {
    role: 'assistant',
    content: 'E4 means low pressure. Please read the gauge: it should show 1.5 bar.',
    timestamp: '2026-01-12T08:04:40Z',
  },
  {
    role: 'user',
    name: 'Ravi',
    content: 'It shows 0.6 bar. Never open the valve without asking my landlord first.',
    timestamp: '2026-01-12T08:15:00Z',
  },
  {
    role: 'assistant',
    content: 'Then I will send a technician. Tomorrow at 9?',
    timestamp: '2026-01-12T08:15:30Z',
  },
  {
    role: 'user',
    name: 'Ravi',
    content: 'Yes, tomorrow at 9. Ring twice, the bell is broken.',
    timestamp: '2026-01-12T08:16:00Z',
  },
]

try {
  const { succeeded, failed, results } = await conversation.recordMessages(
    history.map((message, index) => ({ ...message, conversationId, idempotencyKey: `ticket-5523-${index}` })),
  )
  console.log(`${succeeded} recorded, ${failed} refused`)
  for (const result of results) if (!result.ok) console.log(`refused: ${result.error}`)

  let compaction = await conversation.context.compactAndWait({
    conversationId,
    strategy: 'balanced',
    onProgress: ({ status, elapsedMs }) => console.log(`${status} after ${elapsedMs} ms`),
  })
  if (compaction.qualityWarning) {
    console.log(`${compaction.qualityWarning} Trying more gently.`)
    compaction = await conversation.context.compactAndWait({
      conversationId,
      strategy: 'conservative',
      force: true,
    })
  }
  console.log(compaction.compactedContext)
  for (const item of compaction.constraintItems) console.log(`rule of ${item.speaker}: ${item.content}`)
} catch (error) {
  if (error instanceof RateLimitError) console.error(`Come back in ${error.retryAfterSeconds ?? 60} seconds.`)
  else if (isPrecisError(error))
    console.error(`${error.name} (${error.code}, ${error.correlationId}): ${error.message}`)
  else throw error
  process.exitCode = 1
}
