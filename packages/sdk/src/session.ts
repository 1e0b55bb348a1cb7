/** What the calls of one client share. */
import type { ConversationCache } from './cache/cache.js'
import type { Runtime } from './runtime.js'
import type { AnticipatedRequest } from './stream/anticipation.js'
import type { Transport } from './transport.js'
import type { ContextResponse, MessageInput, RecordedMessage } from './types.js'

export interface Session {
  readonly send: Transport
  readonly runtime: Runtime
  readonly cache: ConversationCache
  /** The answer to a fetch that was pushed beforehand, if there is one that still holds. */
  readonly anticipate?: ((request: AnticipatedRequest) => ContextResponse | undefined) | undefined
  /** Told about every message that was recorded through this client. */
  readonly onRecorded?: ((recorded: RecordedMessage, input: MessageInput) => void) | undefined
  /** Told when a conversation has lost messages; without an id: any of them may have. */
  readonly onErased?: ((conversationId: string | undefined) => void) | undefined
  /** Resolves when a run of the conversation is pushed as finished; never rejects. Used to look sooner. */
  readonly nextPush?:
    | ((
        conversationId: string,
      ) => { readonly promise: Promise<void>; readonly cancel: () => void } | undefined)
    | undefined
}
