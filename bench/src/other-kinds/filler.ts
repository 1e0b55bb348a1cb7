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

/** Requests of the moment, none of which says anything of the one who asks. */
const REQUESTS: readonly ((topic: string, other: string) => string)[] = [
  (topic) => `explain ${topic} like to a ten year old`,
  (topic, other) => `what's the difference between ${topic} and ${other}`,
  (topic) => `give me a short history of ${topic}`,
  (topic, other) => `can you write a poem about ${topic}, with ${other} in it somewhere`,
  (topic) => `Please summarise what matters about ${topic} in five points.`,
  (topic) => `five quiz questions on ${topic}, with answers`,
  (topic, other) => `is it true that ${topic} has to do with ${other}?`,
  (topic) => `Write an opening paragraph for an article on ${topic}.`,
  (topic) => `common mistakes with ${topic}?`,
  (topic) => `which books would you start with on ${topic}`,
  (topic, other) => `make a table that compares ${topic} with ${other} by cost, effort and risk`,
  (topic) => `Could you turn that into a plan for a school class about ${topic}?`,
  (topic) => `and the economics of ${topic}?`,
  (topic) => `how did people do ${topic} before electricity`,
]
const TOPICS =
  'glass blowing;tidal power;bread ovens;the printing press;lichens;bookbinding;canal locks;sundials;honey bees;suspension bridges;tea ceremonies;volcanic soil;chess openings;wool dyeing;echo location;paper folding;salt mining;compost heaps;steam engines;tree rings;bird migration;mosaic floors;cave painting;ice cores;clockwork;street lighting;seed banks;shorthand;map projections;dry stone walls;fermentation;lighthouses;puppet theatre;radio astronomy;rope making;rain gauges;sign languages;tiled stoves;urban foxes;windmills;zinc roofs;sourdough;bell ringing;kites;peat bogs;stained glass;night markets;harbour cranes;crop rotation;silk'.split(
    ';',
  )

interface Filler {
  readonly paragraphs: readonly string[]
}

/** Paragraphs of answers that hold nothing about a user. */
function readFiller(): Filler {
  const paragraphs: string[] = []
  for (const file of readdirSync(SESSIONS).sort())
    for (const turn of readFileSync(join(SESSIONS, file), 'utf8').split(/^(?=[UA]> |@session )/m)) {
      if (turn.startsWith('A> '))
        paragraphs.push(
          ...turn
            .slice(3)
            .split(/\n{2,}(?![^`]*```\n)/)
            .map((text) => text.trim())
            .filter((text) => text !== ''),
        )
    }
  return { paragraphs }
}

const MIN_EXCHANGED_LETTERS = 5
/** Share of those words, so that grammar and rhythm stay and no paragraph comes back. */
const EXCHANGED_SHARE = 0.5
const ENDING_LETTERS = 2

/** Words of the paragraphs by their ending: each stands in roughly the places where the others can. */
function wordsByEnding(paragraphs: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byEnding = new Map<string, Set<string>>()
  for (const [word] of paragraphs.join('\n').matchAll(/(?<![\p{L}\p{N}_])\p{Ll}{5,}(?![\p{L}\p{N}_])/gu)) {
    const ending = word.slice(-ENDING_LETTERS)
    byEnding.set(ending, (byEnding.get(ending) ?? new Set()).add(word))
  }
  return new Map([...byEnding].map(([ending, words]) => [ending, [...words]]))
}

/**
 * The conversation with exchanges between its turns that hold nothing of what the probes ask: a question, and an answer put
 * together from paragraphs in an order that does not return, with other numbers each time. The paragraphs
 * return every few thousand tokens; with `varied` half of the longer words are others each time, as in talk that goes on for months.
 *
 * Shapes  `tokens` is about what the whole comes to; the messages of the conversation keep their ids, order and times.
 */
export function embed(
  conversation: BenchConversation,
  tokens: number,
  seed: number,
  varied = false,
): BenchConversation {
  const random = createRandom(seed)
  const { paragraphs } = readFiller()
  const byEnding = varied ? wordsByEnding(paragraphs) : new Map<string, readonly string[]>()
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T // proof: not empty
  const vary = (text: string) =>
    text.replace(/(?<![\p{L}\p{N}_])\p{Ll}+(?![\p{L}\p{N}_])/gu, (word) => {
      const others =
        word.length < MIN_EXCHANGED_LETTERS ? undefined : byEnding.get(word.slice(-ENDING_LETTERS))
      return others && random() < EXCHANGED_SHARE ? pick(others) : word
    })
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
        () => vary(pick(paragraphs).replace(/\b\d{2,3}\b/g, () => String(10 + Math.floor(random() * 890)))),
      ).join('\n\n')
      const stamp = message.timestamp === undefined ? {} : { timestamp: message.timestamp }
      messages.push(
        {
          id: `f${messages.length}`,
          role: 'user',
          content: pick(REQUESTS)(pick(TOPICS), pick(TOPICS)),
          ...stamp,
        },
        { id: `f${messages.length + 1}`, role: 'assistant', content: answer, ...stamp },
      )
      written += answer.length
    }
  })
  return { ...conversation, messages }
}
