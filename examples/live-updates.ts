/**
 * Listens to the push stream: finished compactions are told, and the answer to the next fetch is often there before it is
 * asked for.
 *
 *   PRECIS_API_KEY=$(cat precis-data/initial-api-key) npx tsx examples/live-updates.ts
 */
import { Precis } from '@precis/sdk'

const precis = new Precis({
  apiKey: process.env['PRECIS_API_KEY'] ?? '',
  baseUrl: process.env['PRECIS_URL'],
  streamUrl: process.env['PRECIS_STREAM_URL'],
})
const { conversation } = precis
const conversationId = crypto.randomUUID()

await precis.listen({ onError: (error) => console.error(`the stream ended: ${error.message}`) })
const told = new Promise<void>((resolve) => {
  precis.onCompaction(conversationId, ({ compactionId, summary }) => {
    console.log(`compaction ${compactionId}: ${summary ?? 'no summary'}`)
    resolve()
  })
})

await conversation.recordMessages([
  {
    conversationId,
    role: 'user',
    content: 'The parcel with the lamps has the number RX-90881. It goes to 4 Mill Lane.',
  },
  { conversationId, role: 'assistant', content: 'Thank you, I have noted parcel RX-90881.' },
  { conversationId, role: 'user', content: 'Nobody is in before 16:00, so never deliver earlier.' },
])
await conversation.context.compact({ conversationId })
await told
const status = await conversation.context.getCompactionStatus({ conversationId })
console.log(`status ${status.status}, from ${status.metadata.source}`)

const question = 'When may parcel RX-90881 be delivered?'
await conversation.recordMessage({ conversationId, role: 'user', content: question })
const found = await conversation.context.fetch({ conversationId, searchQuery: question })
console.log(`${found.facts.length} facts, from ${found.metadata.source}`)
for (const fact of found.facts) console.log(`- ${fact.content}`)

precis.stop()
