import { annotateWith } from './annotate/annotate.js'
import { detectLanguage } from './annotate/language.js'
import { compactAnnotated } from './compact.js'
import { DEFAULT_CEILING_TOKENS } from './constants.js'
import { countTokens, truncateToTokens } from './count-tokens.js'
import { withMaskedResults } from './render/masked-result.js'
import { type MessageList, type Provider, toMessages } from './render/messages.js'
import type { CompactionResult, CompactOptions, Encoding, Message } from './types.js'

/** Share of the ceiling that the newest messages may take word for word. */
const RECENT_SHARE = 0.5
/** Share of the ceiling up to which the system's own messages stand whole. */
const INSTRUCTIONS_SHARE = 0.3
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
 * results, old long results as a line with a handle, and what went before as context. The system's messages at the
 * beginning stand whole while they take at most 30 %.
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
  const count = (list: readonly Message[]) =>
    list.reduce((sum, message) => sum + messageTokens(message, encoding), LIST_OVERHEAD_TOKENS)
  const total = count(messages)
  if (total <= ceiling) return { list: toMessages('', messages, provider), tokenCount: total }

  const shown = withMaskedResults(messages, encoding, new Set(options.pinnedMessageIds))
  const shownTotal = count(shown)
  if (shownTotal <= ceiling) return { list: toMessages('', shown, provider), tokenCount: shownTotal }

  const head = instructions(messages, ceiling, encoding)
  const room = Math.floor(ceiling * RECENT_SHARE)
  const tokens = shown.map((message) => messageTokens(message, encoding))
  const start = Math.max(head.length, recentStart(shown, tokens, room))
  const end = start < messages.length ? shown.slice(start) : shortenedLast(messages, room, encoding)
  const recent = [...head, ...end]
  const recentTokens = count(recent)
  const left = Math.max(1, ceiling - recentTokens - MESSAGE_OVERHEAD_TOKENS)
  const older = messages.slice(head.length, start)
  const result = compactWithPlaces(older, head.length, {
    ...settings,
    targetTokens: left,
    format: 'injection',
  })
  return {
    list: toMessages(result.text, recent, provider),
    tokenCount: recentTokens + MESSAGE_OVERHEAD_TOKENS + result.tokenCount,
    result,
  }
}

/** As `compact`, where `before` messages of the conversation stand before these: handles name places in all of it. */
function compactWithPlaces(messages: readonly Message[], before: number, options: CompactOptions) {
  const language = detectLanguage(messages)
  const entries = messages.map((message, at) => ({
    sequence: before + at + 1,
    message,
    annotation: annotateWith(message, language),
  }))
  return compactAnnotated(entries, options)
}

/** The system's messages at the beginning, whole, while they take a bounded share. */
function instructions(messages: readonly Message[], ceiling: number, encoding: Encoding): readonly Message[] {
  const end = messages.findIndex(({ role }) => role !== 'system')
  const head = messages.slice(0, Math.max(0, end))
  const tokens = head.reduce((sum, message) => sum + messageTokens(message, encoding), 0)
  return tokens <= ceiling * INSTRUCTIONS_SHARE ? head : []
}

/** A newest user message that is too long by itself: as much of it as fits, so that the list ends in what was asked. */
function shortenedLast(messages: readonly Message[], room: number, encoding: Encoding): Message[] {
  const last = messages.at(-1)
  if (last?.role !== 'user') return []
  const content = truncateToTokens(last.content, Math.max(0, room - MESSAGE_OVERHEAD_TOKENS - 1), encoding)
  return content.trim() === '' ? [] : [{ ...last, content }]
}
