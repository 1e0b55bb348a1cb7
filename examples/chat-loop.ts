/**
 * One turn of a chat, again and again: record what the user says, ask for the context, call the model, record its reply.
 * The model is a stand-in that needs no network: put yours into `callModel`.
 *
 *   PRECIS_API_KEY=$(cat precis-data/initial-api-key) npx tsx examples/chat-loop.ts
 */
import { conversationIdFrom, Precis } from '@precis/sdk'

const precis = new Precis({ apiKey: process.env['PRECIS_API_KEY'] ?? '', baseUrl: process.env['PRECIS_URL'] })
const { conversation } = precis
// Any name of yours makes a conversation id: the same name, the same conversation.
const conversationId = await conversationIdFrom(`chat-loop-${Date.now()}`)

async function takeTurn(userMessage: string): Promise<string> {
  await conversation.recordMessage({ conversationId, role: 'user', content: userMessage, userId: 'ana' })
  const [history, relevant] = await Promise.all([
    // `always`: also before the first compaction, when there are only recent messages.
    conversation.context.getContextForPrompt({ conversationId, recent: 'always' }),
    conversation.context.fetch({ conversationId, searchQuery: userMessage, maxResults: 5 }),
  ])
  const facts = relevant.facts.filter((fact) => fact.confidence >= 0.8).map((fact) => `- ${fact.content}`)
  const system = [
    'You are a helpful assistant.',
    `## Conversation so far\n${history.formattedContext ?? ''}`,
    `## Relevant now\n${facts.join('\n') || 'nothing in particular'}`,
  ].join('\n\n')
  const reply = await callModel(system, userMessage)
  await conversation.recordMessage({ conversationId, role: 'assistant', content: reply })
  return reply
}

async function callModel(system: string, userMessage: string): Promise<string> {
  return `(a model would answer "${userMessage}" here, from ${system.length} characters of context)`
}

for (const message of [
  'I am repainting the hall and need 12 litres of white paint.',
  'It has to be free of solvents, my daughter has asthma.',
  'Make it 15 litres, the stairs need a coat as well.',
  'So what do I have to buy?',
]) {
  console.log(`user: ${message}`)
  console.log(`assistant: ${await takeTurn(message)}`)
}

// The server compacts by itself when a conversation has grown. Here it is asked to, so that there is something to see.
const compaction = await conversation.context.compactAndWait({ conversationId })
console.log(`\nversion ${compaction.version}, score ${compaction.validationScore}`)
console.log(compaction.compactedContext)
