import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BenchConversation, BenchMessage } from '../quality/shared-bench.js'
import { createRandom } from '../speed/conversation.js'

const SESSIONS = fileURLToPath(new URL('../../conversations/texts/sessions', import.meta.url))
/** Enough for the filler; the budget is counted by the scorer. */
const CHARACTERS_PER_TOKEN = 4.2
const MIN_PARAGRAPHS = 5
const MAX_PARAGRAPHS = 14

interface Filler {
  readonly questions: readonly string[]
  readonly paragraphs: readonly string[]
}

/** Questions and paragraphs of answers that hold nothing about a user. */
function readFiller(): Filler {
  const questions: string[] = []
  const paragraphs: string[] = []
  for (const file of readdirSync(SESSIONS).sort())
    for (const turn of readFileSync(join(SESSIONS, file), 'utf8').split(/^(?=[UA]> |@session )/m)) {
      if (turn.startsWith('U> ')) questions.push(turn.slice(3).trim())
      if (turn.startsWith('A> '))
        paragraphs.push(
          ...turn
            .slice(3)
            .split(/\n{2,}(?![^`]*```\n)/)
            .map((text) => text.trim())
            .filter((text) => text !== ''),
        )
    }
  return { questions, paragraphs }
}

/**
 * The conversation with exchanges between its turns that hold nothing of what the probes ask: a question, and an answer put
 * together from paragraphs in an order that does not return, with other numbers each time.
 *
 * Shapes  `tokens` is about what the whole comes to; the messages of the conversation keep their ids, order and times.
 */
export function embed(conversation: BenchConversation, tokens: number, seed: number): BenchConversation {
  const random = createRandom(seed)
  const { questions, paragraphs } = readFiller()
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T // proof: not empty
  const length = ({ messages }: Pick<BenchConversation, 'messages'>) =>
    messages.reduce((sum, { content }) => sum + content.length, 0)
  const needed = Math.max(0, tokens * CHARACTERS_PER_TOKEN - length(conversation))
  const gaps = conversation.messages.flatMap(({ tool, role }, at) =>
    role === 'assistant' && conversation.messages[at + 1]?.tool !== true && tool !== true ? [at] : [],
  )
  const share = needed / Math.max(1, gaps.length)
  const messages: BenchMessage[] = []
  conversation.messages.forEach((message, at) => {
    messages.push(message)
    if (!gaps.includes(at)) return
    for (let written = 0; written < share; ) {
      const answer = Array.from(
        { length: MIN_PARAGRAPHS + Math.floor(random() * (MAX_PARAGRAPHS - MIN_PARAGRAPHS)) },
        () => pick(paragraphs).replace(/\b\d{2,3}\b/g, () => String(10 + Math.floor(random() * 890))),
      ).join('\n\n')
      const stamp = message.timestamp === undefined ? {} : { timestamp: message.timestamp }
      messages.push(
        { id: `f${messages.length}`, role: 'user', content: pick(questions), ...stamp },
        { id: `f${messages.length + 1}`, role: 'assistant', content: answer, ...stamp },
      )
      written += answer.length
    }
  })
  return { ...conversation, messages }
}
