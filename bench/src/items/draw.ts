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
  /** The item itself; what the state says has none. */
  readonly item?: Item
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
    .map((item) => ({ ...drawn(conversation, type, item.content, item.evidence), item }))
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
  { id, conversation, type, content, evidence, item }: Drawn,
  messages: readonly Message[],
): string {
  const lines = [`## ${id} ${type} (${conversation})`, `   ${claimOf(item)}${content}`]
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

/** Who is said to have said it, how sure that is, when it was said, what day it is about, and whether it still holds. */
function claimOf(item: Item | undefined): string {
  if (item === undefined) return ''
  const about = item.eventDate === undefined ? '' : ` → ${item.eventDate}`
  const over = item.supersededBy === undefined ? '' : ', superseded'
  return `[${item.speaker}, ${item.confidence}, ${item.saidAt?.slice(0, 10) ?? 'no day'}${about}${over}] `
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
