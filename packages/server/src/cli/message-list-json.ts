import {
  type CompactedMessages,
  type CompactOptions,
  compact,
  compactToMessages,
  type Message,
  type Provider,
} from '@precis/engine'
import { type CompactionJson, compactionJson } from './compaction-json.js'

/** A compaction as a message list: ready for the body of a request to the provider. */
export interface MessageListJson {
  readonly provider: Provider
  /** Anthropic only: its `system` parameter. For OpenAI the context is the first message. */
  readonly system?: string
  readonly messages: readonly object[]
}

export interface MessageListResult {
  readonly list: MessageListJson
  /** The fields of any compaction; `text` is the context before the messages, `tokens` are those of the whole list. */
  readonly compaction: CompactionJson
}

/**
 * Compacts into a provider's message list.
 *
 * Errors  RangeError as `compact`.
 */
export function compactToList(
  messages: readonly Message[],
  options: Omit<CompactOptions, 'format' | 'alsoRender'>,
  provider: Provider,
): MessageListResult {
  const compacted = compactToMessages(messages, { ...options, provider })
  // Facts and state are those of the whole conversation, also where all of it fits word for word.
  const whole = compactionJson(compact(messages, options))
  return {
    list: listOf(compacted),
    compaction: { ...whole, text: compacted.result?.text ?? '', tokens: compacted.tokenCount },
  }
}

function listOf({ list }: CompactedMessages): MessageListJson {
  const { provider, messages } = list
  return list.provider === 'anthropic' ? { provider, system: list.system, messages } : { provider, messages }
}
