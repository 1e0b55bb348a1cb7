import { createHash } from 'node:crypto'
import type { CompactionResult, Item, Message, Span } from '@precis/engine'

/** One thing to judge: a statement that the engine made, with what it was made from. */
export interface Drawn {
  /** Twelve hex digits of the SHA-256 of conversation, item and statement: names the statement without quoting it. */
  readonly id: string
  readonly conversation: string
  readonly type: string
  readonly content: string
  readonly evidence: readonly Span[]
}

/** Everything in a result that claims to be a statement of `type`. */
export function candidatesOf(conversation: string, result: CompactionResult, type: string): Drawn[] {
  const { openIssues, nextSteps, values } = result.currentState
  const plain = (contents: readonly string[]): Drawn[] =>
    contents.map((content) => drawn(conversation, type, content, []))
  if (type === 'state-issue') return plain(openIssues)
  if (type === 'state-step') return plain(nextSteps)
  if (type === 'state-value')
    return plain(Object.entries(values).map(([name, value]) => `${name} = ${value}`))
  return result.items
    .filter((item: Item) => item.type === type)
    .map((item) => drawn(conversation, type, item.content, item.evidence))
}

function drawn(conversation: string, type: string, content: string, evidence: readonly Span[]): Drawn {
  const key = JSON.stringify([conversation, type, content, evidence])
  return { id: digest(key).slice(0, 12), conversation, type, content, evidence }
}

/** `count` of the candidates in an order that the seed alone decides: by the SHA-256 of seed and id. */
export function drawBySeed(candidates: readonly Drawn[], seed: number, count: number): Drawn[] {
  return candidates
    .map((candidate) => ({ candidate, key: digest(`${seed} ${candidate.id}`) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate)
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const MAX_SHOWN_CHARACTERS = 400

/** A statement with its evidence and one message on either side, for a reader. */
export function forReader(
  { id, conversation, type, content, evidence }: Drawn,
  messages: readonly Message[],
): string {
  const lines = [`## ${id} ${type} (${conversation})`, `   ${content}`]
  const indexes = evidence.map((span) => messages.findIndex((message) => message.id === span.messageId))
  const shown =
    indexes.length === 0 ? messages.map((_, at) => at).slice(-4) : aroundAll(indexes, messages.length)
  for (const at of shown) {
    const message = messages[at]
    if (message === undefined) continue
    const mark = indexes.includes(at) ? '>' : ' '
    lines.push(`   ${mark} ${message.name ?? message.role}: ${shortly(message, evidence)}`)
  }
  return lines.join('\n')
}

function aroundAll(indexes: readonly number[], count: number): number[] {
  const around = indexes.flatMap((at) => [at - 1, at, at + 1])
  return [...new Set(around)].filter((at) => at >= 0 && at < count).sort((a, b) => a - b)
}

/** The message on one line; of a long one the surroundings of the evidence. */
function shortly({ id, content }: Message, evidence: readonly Span[]): string {
  const start = evidence.find((span) => span.messageId === id)?.start ?? 0
  const from = content.length <= MAX_SHOWN_CHARACTERS ? 0 : Math.max(0, start - MAX_SHOWN_CHARACTERS / 4)
  const text = content
    .slice(from, from + MAX_SHOWN_CHARACTERS)
    .replace(/\s+/g, ' ')
    .trim()
  return `${from > 0 ? '… ' : ''}${text}`
}
