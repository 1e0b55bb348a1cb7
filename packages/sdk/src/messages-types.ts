import type { CallOptions } from './options.js'
import type { ResponseMetadata } from './types.js'

/** A message as OpenAI's chat API takes it. */
export type OpenAiMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string | null; tool_calls?: OpenAiToolCall[] }
  | { role: 'tool'; tool_call_id: string; content: string }

export interface OpenAiToolCall {
  id: string
  type: 'function'
  /** `arguments` is JSON text. */
  function: { name: string; arguments: string }
}

/** A message as Anthropic's messages API takes it. */
export interface AnthropicMessage {
  role: 'user' | 'assistant'
  content: AnthropicBlock[]
}

export type AnthropicBlock =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> }
  | { type: 'tool_result'; tool_use_id: string; content: string }

/** By provider, the part of a request's body that carries the conversation. Not read-only: the providers' clients are not. */
export interface ProviderMessages {
  readonly openai: { messages: OpenAiMessage[] }
  /** `system` is absent where nothing stands in it: the API takes no blank one. */
  readonly anthropic: { system?: string; messages: AnthropicMessage[] }
}

export interface GetMessagesOptions<P extends keyof ProviderMessages> extends CallOptions {
  readonly conversationId: string
  /** Whose rules the list keeps. */
  readonly provider: P
  /** Default: the latest. */
  readonly version?: number | undefined
}

/** A compaction as a list of messages. */
export interface CompactedMessages<P extends keyof ProviderMessages> {
  readonly compactionId: string
  readonly conversationId: string
  readonly version: number
  readonly createdAt: Date
  /** To be spread into the body of a request to the provider. */
  readonly request: ProviderMessages[P]
  readonly originalTokenCount: number
  /** Tokens of the whole list, the provider's overhead estimated upwards. */
  readonly compactedTokenCount: number
  /** The ceiling that the list keeps. */
  readonly targetTokens: number
  /** Messages that the compaction covers; later ones are not in the list. */
  readonly messageCount: number
  /** Of the text that stands for older messages, 0 to 1; null where every message stands in the list. */
  readonly validationScore: number | null
  readonly qualityWarning: boolean
  readonly warnings: readonly string[]
  readonly metadata: ResponseMetadata
}
