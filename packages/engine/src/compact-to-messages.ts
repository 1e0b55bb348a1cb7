import { compact } from './compact.js'
import { DEFAULT_CEILING_TOKENS } from './constants.js'
import { countTokens, truncateToTokens } from './count-tokens.js'
import { type MessageList, type Provider, toMessages } from './render/messages.js'
import type { CompactionResult, CompactOptions, Encoding, Message } from './types.js'

/** Share of the ceiling that the newest messages may take word for word. */
const RECENT_SHARE = 0.5
/** Tokens around a message: role and separators. Source: OpenAI's counting guide, 3 and the role. */
const MESSAGE_OVERHEAD_TOKENS = 4
/** Tokens around a tool call: id, type and braces. Both ends of a call carry its id. */
const CALL_OVERHEAD_TOKENS = 24
/** Tokens of a turn that has to be added so that the list is valid, and of the primed reply. */
const LIST_OVERHEAD_TOKENS = 3 + MESSAGE_OVERHEAD_TOKENS + 1

export interface MessageListOptions extends Omit<CompactOptions, 'format' | 'alsoRender'> {
  readonly provider: Provider
}

export interface CompactedMessages {
  readonly list: MessageList
  /** Tokens of the list, the providers' overhead estimated upwards. At most the ceiling. */
  readonly tokenCount: number
  /** The compaction of what stands before the recent messages; absent where everything fits word for word. */
  readonly result?: CompactionResult
}

function messageTokens(message: Message, encoding: Encoding): number {
  let tokens = MESSAGE_OVERHEAD_TOKENS + countTokens(message.content, encoding)
  if (message.name !== undefined) tokens += countTokens(`${message.name}: `, encoding)
  if (message.toolCallId !== undefined) tokens += countTokens(message.toolCallId, encoding)
  for (const { id, name, arguments: given } of message.toolCalls ?? [])
    tokens +=
      CALL_OVERHEAD_TOKENS +
      countTokens(id, encoding) +
      countTokens(name, encoding) +
      countTokens(given, encoding)
  return tokens
}

/** The longest end of the conversation within `room` that does not begin with a tool's result; where it can, with a user's turn. */
function recentStart(messages: readonly Message[], tokens: readonly number[], room: number): number {
  let start = messages.length
  let userStart = messages.length
  let used = 0
  for (let at = messages.length - 1; at >= 0; at--) {
    used += tokens[at] ?? 0
    if (used > room) break
    if (messages[at]?.role !== 'tool') start = at
    if (messages[at]?.role === 'user') userStart = at
  }
  return userStart < messages.length ? userStart : start
}

/**
 * Compacts a conversation into a message list that a provider accepts: the newest messages word for word, calls with their
 * results, and what went before as context.
 *
 * Units   `targetTokens` is a ceiling for the whole list, default 8,000.
 * Errors  RangeError as `compact`.
 * Cost    as `compact`.
 */
export function compactToMessages(
  messages: readonly Message[],
  options: MessageListOptions,
): CompactedMessages {
  const { provider, ...settings } = options
  const encoding = options.encoding ?? 'o200k_base'
  const ceiling = options.targetTokens ?? DEFAULT_CEILING_TOKENS
  const tokens = messages.map((message) => messageTokens(message, encoding))
  const total = tokens.reduce((sum, count) => sum + count, LIST_OVERHEAD_TOKENS)
  if (total <= ceiling) return { list: toMessages('', messages, provider), tokenCount: total }

  const room = Math.floor(ceiling * RECENT_SHARE)
  const start = recentStart(messages, tokens, room)
  const recent = start < messages.length ? messages.slice(start) : shortenedLast(messages, room, encoding)
  const older = messages.slice(0, start)
  const recentTokens = recent.reduce(
    (sum, message) => sum + messageTokens(message, encoding),
    LIST_OVERHEAD_TOKENS,
  )
  const left = Math.max(1, ceiling - recentTokens - MESSAGE_OVERHEAD_TOKENS)
  const result = compact(older, { ...settings, targetTokens: left, format: 'injection' })
  return {
    list: toMessages(result.text, recent, provider),
    tokenCount: recentTokens + MESSAGE_OVERHEAD_TOKENS + result.tokenCount,
    result,
  }
}

/** A newest user message that is too long by itself: as much of it as fits, so that the list ends in what was asked. */
function shortenedLast(messages: readonly Message[], room: number, encoding: Encoding): Message[] {
  const last = messages.at(-1)
  if (last?.role !== 'user') return []
  const content = truncateToTokens(last.content, Math.max(0, room - MESSAGE_OVERHEAD_TOKENS - 1), encoding)
  return content.trim() === '' ? [] : [{ ...last, content }]
}
