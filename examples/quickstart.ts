import { Precis } from '@precis/sdk'

const { PRECIS_API_KEY = '', PRECIS_URL = 'http://127.0.0.1:8787' } = process.env
const precis = new Precis({ apiKey: PRECIS_API_KEY, baseUrl: PRECIS_URL })
const conversationId = crypto.randomUUID()
const say = (role: 'user' | 'assistant', content: string) =>
  precis.conversation.recordMessage({ conversationId, role, content, userId: 'u1' })

await say('user', 'Find a room for 14 people on 6 June. It must have step-free access.')
await say('assistant', 'Happy to help! The Harbour Room seats 20 and costs 380 euro a day.')
await say('user', 'Take it. Actually, make it 7 June, and never pay in advance.')

const { context } = precis.conversation
const compaction = await context.compactAndWait({ conversationId, targetTokens: 300 })
console.log(`${compaction.originalTokenCount} -> ${compaction.compactedTokenCount} tokens`)
console.log(`score ${compaction.validationScore}, constraints: ${compaction.constraints.join(' · ')}`)

const { formattedContext } = await context.getContextForPrompt({ conversationId, style: 'bullet_points' })
console.log(`You are a helpful assistant.\n\n## Conversation so far\n${formattedContext}`)
