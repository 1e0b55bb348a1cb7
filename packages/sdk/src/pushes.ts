/** The push stream as the client sees it: nothing of it is loaded before the first `listen()`. */
import type { ConversationCache } from './cache/cache.js'
import { InvalidInputError, type PrecisError } from './errors.js'
import type { Runtime } from './runtime.js'
import type { AnticipatedRequest } from './stream/anticipation.js'
import type { PushFeed } from './stream/push-feed.js'
import { Subscriptions } from './subscriptions.js'
import type { ContextResponse, MessageInput, RecordedMessage, UserSummary } from './types.js'

export interface PushesConfig {
  readonly url: string
  readonly apiKey: string
  readonly runtime: Runtime
  readonly cache: ConversationCache
  readonly mayAnswer: boolean
}

export class Pushes {
  readonly subscriptions: Subscriptions
  readonly #config: PushesConfig
  #feed: PushFeed | undefined
  #onError: ((error: PrecisError) => void) | undefined
  /** Tells a start that was overtaken by `stop` while its code was loaded. */
  #stops = 0

  constructor(config: PushesConfig) {
    this.#config = config
    this.subscriptions = new Subscriptions(config.runtime)
  }

  get isLive(): boolean {
    return this.#feed?.mode === 'live'
  }

  async start(onError: ((error: PrecisError) => void) | undefined): Promise<void> {
    this.#onError = onError
    const stops = this.#stops
    const { createPushFeed } = await loadStream()
    if (stops !== this.#stops)
      throw new DOMException('stop() was called before the stream was live.', 'AbortError')
    this.#feed ??= createPushFeed({
      ...this.#config,
      subscriptions: this.subscriptions,
      onRefused: (error) => this.#onError?.(error),
    })
    await this.#feed.start()
  }

  stop(): void {
    this.#stops++
    this.#feed?.stop()
  }

  recorded(message: RecordedMessage, input: MessageInput): void {
    this.#feed?.recorded(message, input)
  }

  /** Drops what was pushed and recorded of a conversation, or of all. */
  erased(conversationId: string | undefined): void {
    this.#feed?.erased(conversationId)
  }

  answer(request: AnticipatedRequest): ContextResponse | undefined {
    return this.isLive && this.#config.mayAnswer ? this.#feed?.answer(request) : undefined
  }

  userSummary(userId: string, customerId: string | undefined): UserSummary | undefined {
    return this.isLive ? this.#feed?.userSummary(userId, customerId) : undefined
  }

  /** Resolves at the next push about the conversation; undefined when none can come. */
  nextPush(
    conversationId: string,
  ): { readonly promise: Promise<void>; readonly cancel: () => void } | undefined {
    if (!this.isLive) return undefined
    let cancel: () => void = () => {}
    const promise = new Promise<void>((resolve) => {
      cancel = this.subscriptions.add(conversationId, () => resolve())
    })
    return { promise, cancel }
  }
}

/** The stream's libraries are optional dependencies: an installation may lack them. */
async function loadStream() {
  try {
    return await import('#stream')
  } catch (cause) {
    throw new InvalidInputError(
      'listen() could not load its stream. Install its libraries: npm install @connectrpc/connect @connectrpc/connect-node',
      { code: 'failed_precondition', cause },
    )
  }
}
