export { type CacheOptions, type ListenOptions, Precis, type PrecisOptions } from './client.js'
export type { ContextApi } from './context.js'
export type { ConversationApi } from './conversation.js'
export { conversationIdFrom } from './conversation-id.js'
export type * from './erase-types.js'
export {
  AuthenticationError,
  CompactionFailedError,
  ConflictError,
  ContextNotFoundError,
  InvalidConversationIdError,
  InvalidInputError,
  isPrecisError,
  NetworkError,
  NetworkTimeoutError,
  NotFoundError,
  PermissionError,
  PrecisError,
  type PrecisErrorCode,
  RateLimitError,
  ServiceUnavailableError,
  UnexpectedResponseError,
} from './errors.js'
export type * from './messages-types.js'
export type { CallOptions } from './options.js'
export type { RetryPolicy } from './retry.js'
export type { Runtime } from './runtime.js'
export type { PushedCompaction } from './stream/short-term.js'
export type { CompactionListener } from './subscriptions.js'
export type * from './types.js'
