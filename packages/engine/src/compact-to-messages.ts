import { annotateWith } from './annotate/annotate.js'
import { detectLanguage } from './annotate/language.js'
import { compactAnnotated } from './compact.js'
import { DEFAULT_CEILING_TOKENS } from './constants.js'
import { countTokens, truncateToTokens } from './count-tokens.js'
import type { SealedPast } from './digest/past.js'
import { withMaskedResults } from './render/masked-result.js'
import { type MessageList, type Provider, toMessages } from './render/messages.js'
import type { AnnotatedMessage, CompactionResult, CompactOptions, Encoding, Message } from './types.js'

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

/** From this share of the longest end on, an end that begins with a user's turn is preferred to it. */
const USER_START_SHARE = 0.5

/** The longest end of the conversation within `room` that does not begin with a tool's result; with a user's turn, where that costs little. */
function recentStart(messages: readonly Message[], tokens: readonly number[], room: number): number {
  let [start, userStart] = [messages.length, messages.length]
  let [used, startTokens, userStartTokens] = [0, 0, 0]
  for (let at = messages.length - 1; at >= 0; at--) {
    used += tokens[at] ?? 0
    if (used > room) break
    if (messages[at]?.role !== 'tool') [start, startTokens] = [at, used]
    if (messages[at]?.role === 'user') [userStart, userStartTokens] = [at, used]
  }
  return userStart < messages.length && userStartTokens >= startTokens * USER_START_SHARE ? userStart : start
}

/** Messages in conversation order, and how a part of them is compacted. */
interface ListSource {
  readonly messages: readonly Message[]
  /** Of each message, the first of the conversation being 1: handles name it. */
  readonly places: readonly number[]
  /** Something went before these messages that is not among them. */
  readonly hasPast: boolean
  /** Compacts the messages from `from` up to `to`, and what went before where there is such a thing. */
  compactPart(from: number, to: number, options: CompactOptions): CompactionResult
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
  const compactPart: ListSource['compactPart'] = (from, to, settings) => {
    const part = messages.slice(from, to)
    const language = detectLanguage(part)
    const entries = part.map((message, at) => ({
      sequence: from + at + 1,
      message,
      annotation: annotateWith(message, language),
    }))
    return compactAnnotated(entries, settings)
  }
  const places = messages.map((_, at) => at + 1)
  return toList({ messages, places, hasPast: false, compactPart }, options)
}

/** As `compactToMessages`, of messages that are annotated; `past` as in `compactAnnotated`. */
export function compactAnnotatedToMessages(
  entries: readonly AnnotatedMessage[],
  options: MessageListOptions,
  past?: SealedPast,
): CompactedMessages {
  const places = entries.map(({ sequence }, at) => sequence ?? at + 1)
  const compactPart: ListSource['compactPart'] = (from, to, settings) => {
    const part = entries.slice(from, to).map((entry, at) => ({ ...entry, sequence: places[from + at] ?? 0 }))
    return compactAnnotated(part, settings, past)
  }
  const messages = entries.map(({ message }) => message)
  return toList({ messages, places, hasPast: past !== undefined, compactPart }, options)
}

function toList(
  { messages, places, hasPast, compactPart }: ListSource,
  options: MessageListOptions,
): CompactedMessages {
  const { provider, ...settings } = options
  const encoding = options.encoding ?? 'o200k_base'
  const ceiling = options.targetTokens ?? DEFAULT_CEILING_TOKENS
  const count = (list: readonly Message[]) =>
    list.reduce((sum, message) => sum + messageTokens(message, encoding), LIST_OVERHEAD_TOKENS)
  const whole = (list: readonly Message[]): CompactedMessages | undefined => {
    const tokenCount = count(list)
    return !hasPast && tokenCount <= ceiling
      ? { list: toMessages('', list, provider), tokenCount }
      : undefined
  }
  const asRecorded = whole(messages)
  if (asRecorded !== undefined) return asRecorded
  const shown = withMaskedResults(messages, places, encoding, new Set(options.pinnedMessageIds))
  const masked = whole(shown)
  if (masked !== undefined) return masked

  const head = hasPast ? [] : instructions(messages, ceiling, encoding)
  const room = Math.floor(ceiling * RECENT_SHARE)
  const tokens = shown.map((message) => messageTokens(message, encoding))
  // Digests stand before at least one message.
  const start = Math.max(hasPast ? afterFirstStep(messages) : head.length, recentStart(shown, tokens, room))
  const end = start < messages.length ? shown.slice(start) : shortenedLast(messages, room, encoding)
  const recent = [...head, ...end]
  const recentTokens = count(recent)
  const left = Math.max(1, ceiling - recentTokens - MESSAGE_OVERHEAD_TOKENS)
  const result = compactPart(head.length, start, { ...settings, targetTokens: left, format: 'injection' })
  return {
    list: toMessages(result.text, recent, provider),
    tokenCount: recentTokens + MESSAGE_OVERHEAD_TOKENS + result.tokenCount,
    result,
  }
}

/** The place after the first message and the results that answer it. */
function afterFirstStep(messages: readonly Message[]): number {
  const next = messages.findIndex(({ role }, at) => at > 0 && role !== 'tool')
  return next === -1 ? messages.length : next
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
