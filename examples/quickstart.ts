import { Precis } from '@precis/sdk'

const precis = new Precis({
  apiKey: process.env['PRECIS_API_KEY'] ?? '',
  baseUrl: process.env['PRECIS_URL'] ?? 'http://127.0.0.1:8787',
})
const conversationId = crypto.randomUUID()

await precis.conversation.recordMessages([
  {
    conversationId,
    role: 'user',
    content: 'Find a room for 14 people on 6 June. It must have step-free access.',
  },
  {
    conversationId,
    role: 'assistant',
    content: 'Happy to help! The Harbour Room seats 20 and costs 380 euro a day.',
  },
  { conversationId, role: 'user', content: 'Take it. Actually, make it 7 June, and never pay in advance.' },
])
const compaction = await precis.conversation.context.compactAndWait({ conversationId, targetTokens: 300 })
console.log(
  `${compaction.originalTokenCount} -> ${compaction.compactedTokenCount} tokens, score ${compaction.validationScore}`,
)

const context = await precis.conversation.context.getContextForPrompt({
  conversationId,
  style: 'bullet_points',
})
const systemPrompt = `You are a helpful assistant.\n\n## Conversation so far\n${context.formattedContext}`
console.log(systemPrompt)
