/** What the calls of one client share. */
import type { Anticipation } from './anticipation.js'
import type { ConversationCache } from './cache/cache.js'
import type { Runtime } from './runtime.js'
import type { Transport } from './transport.js'
import type { MessageInput, RecordedMessage } from './types.js'

export interface Session {
  readonly send: Transport
  readonly runtime: Runtime
  readonly cache: ConversationCache
  /** Undefined when caching is off. */
  readonly anticipation?: Anticipation | undefined
  /** Told about every message that was recorded through this client. */
  readonly onRecorded?: ((recorded: RecordedMessage, input: MessageInput) => void) | undefined
  /** Resolves when a run of the conversation is pushed as finished; never rejects. Used to look sooner. */
  readonly nextPush?:
    | ((conversationId: string) => { readonly promise: Promise<void>; readonly cancel: () => void })
    | undefined
}
