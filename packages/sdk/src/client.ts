import type { WhoamiResponse } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { ConversationCache, DEFAULT_MAX_CONVERSATIONS } from './cache/cache.js'
import { MAX_TTL_MS } from './cache/state.js'
import { type ConversationApi, createConversation } from './conversation.js'
import { parseConversationId } from './conversation-id.js'
import { deleteUser, getErasure } from './erase.js'
import type { DeleteUserOptions, Erasure } from './erase-types.js'
import type { PrecisError } from './errors.js'
import {
  type CallOptions,
  DEFAULT_TIMEOUT_MS,
  invalid,
  parseApiKey,
  parseBaseUrl,
  parseRetry,
  parseStreamUrl,
  parseTimeoutMs,
} from './options.js'
import { Pushes } from './pushes.js'
import { readAnswer, requireText } from './read-answer.js'
import type { RetryPolicy } from './retry.js'
import { type Runtime, systemRuntime } from './runtime.js'
import type { Session } from './session.js'
import type { CompactionListener } from './subscriptions.js'
import { createTransport, type Transport } from './transport.js'
import type { Identity, UserSummary, UserSummaryOptions } from './types.js'

export interface CacheOptions {
  /** How long an answer may be repeated at most. Default and upper bound: five minutes. 0: never. */
  readonly ttlMs?: number | undefined
  /** Conversations that are remembered. Default 500. */
  readonly maxConversations?: number | undefined
}

export interface PrecisOptions {
  /** `synap_…`, from `precis serve` or `precis keys create`. */
  readonly apiKey: string
  /** Default `http://127.0.0.1:8787`. */
  readonly baseUrl?: string | undefined
  /** The gRPC address of the push stream. Default: port 8788 of a server on port 8787, else the address of `baseUrl`. */
  readonly streamUrl?: string | undefined
  /** For each attempt, from sending to the last byte. Default 30,000. */
  readonly timeoutMs?: number | undefined
  /** `false`: never try again. Default: 3 attempts, full jitter from 500 ms, at most 10 s, `Retry-After` honoured. */
  readonly retry?: Partial<RetryPolicy> | false | undefined
  /** Instead of the platform's. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** `false`: every read asks the server. */
  readonly cache?: CacheOptions | false | undefined
  /** Time, timers, chance and ids, for tests and unusual platforms. */
  readonly runtime?: Partial<Runtime> | undefined
}

export interface ListenOptions {
  /** Told when the stream ends for good after it was live: the key was revoked. */
  readonly onError?: ((error: PrecisError) => void) | undefined
}

/**
 * A client of one Precis instance: the one that its key belongs to.
 *
 * Creating it sends nothing. Calls may be made at once: `initialize()` is not needed, it only tells early whether the key
 * and the address are right.
 *
 * Errors  AuthenticationError without a usable key; InvalidInputError for any other wrong option.
 */
export class Precis {
  readonly conversation: ConversationApi
  readonly #send: Transport
  readonly #pushes: Pushes
  readonly #session: Session
  #identity: Promise<Identity> | undefined

  constructor(options: PrecisOptions) {
    const apiKey = parseApiKey(options?.apiKey)
    const runtime = runtimeOf(options)
    const baseUrl = parseBaseUrl(options.baseUrl)
    const url = parseStreamUrl(options.streamUrl, baseUrl)
    this.#send = createTransport({
      apiKey,
      baseUrl,
      timeoutMs: parseTimeoutMs(options.timeoutMs, 'timeoutMs', DEFAULT_TIMEOUT_MS),
      retry: parseRetry(options.retry),
      runtime,
    })
    const cache = new ConversationCache({ ...cacheConfig(options.cache), runtime })
    const pushes = new Pushes({ url, apiKey, runtime, cache, mayAnswer: options.cache !== false })
    this.#pushes = pushes
    this.#session = {
      send: this.#send,
      runtime,
      cache,
      anticipate: (request) => pushes.answer(request),
      onRecorded: (message, input) => pushes.recorded(message, input),
      onErased: (conversationId) => pushes.erased(conversationId),
      nextPush: (conversationId) => pushes.nextPush(conversationId),
    }
    this.conversation = createConversation(this.#session)
  }

  /**
   * Asks the server who the key is. The answer is kept; a failure is not, so a later call asks again.
   *
   * Errors  AuthenticationError: the key is unknown or revoked. NetworkTimeoutError: no server there.
   */
  initialize(options: CallOptions = {}): Promise<Identity> {
    this.#identity ??= this.#whoami(options).catch((error: unknown) => {
      this.#identity = undefined
      throw error
    })
    return this.#identity
  }

  /**
   * Opens the push stream and resolves when it is live. From then on finished runs and expected answers arrive by
   * themselves; a broken stream is opened again until `stop()`. Calling it again while it listens does nothing.
   *
   * Errors  AuthenticationError, NetworkTimeoutError when the first attempt fails; InvalidInputError where the platform has
   *         no two-way HTTP/2 streams (browsers).
   */
  listen({ onError }: ListenOptions = {}): Promise<void> {
    return this.#pushes.start(onError)
  }

  /** Closes the push stream. Calls go on working; a program that listens does not end before this. */
  stop(): void {
    this.#pushes.stop()
  }

  /** Whether the push stream delivers at this moment. */
  get isListening(): boolean {
    return this.#pushes.isLive
  }

  /**
   * Calls `tell` for each compaction of the conversation that is pushed, once each; `listen()` has to be called for that. The
   * returned function ends it.
   */
  onCompaction(conversationId: string, tell: CompactionListener): () => void {
    return this.#pushes.subscriptions.add(parseConversationId(conversationId), tell)
  }

  /**
   * What stands for a user across conversations (preferences, constraints, facts), from what was pushed: no request is
   * made. Undefined while not listening, or when nothing was pushed about the user.
   */
  userSummary({ userId, customerId }: UserSummaryOptions): UserSummary | undefined {
    return this.#pushes.userSummary(userId, customerId)
  }

  /**
   * Deletes a user: conversations, memories, and messages in the conversations of others. What takes long goes on at the
   * server: `getErasure` tells when `state` is `completed`.
   *
   * Errors  PrecisError (code `failed_precondition`) when the id occurs under several customers and none was named.
   */
  deleteUser(options: DeleteUserOptions): Promise<Erasure> {
    return deleteUser(this.#session, options)
  }

  /** The receipt of a deletion. Errors  NotFoundError. */
  getErasure(erasureId: string, options: CallOptions = {}): Promise<Erasure> {
    return getErasure(this.#session, erasureId, options)
  }

  async #whoami({ signal, timeoutMs }: CallOptions): Promise<Identity> {
    const answer = await this.#send({
      method: 'GET',
      path: PATHS.whoami,
      safety: 'idempotent',
      signal,
      timeoutMs,
    })
    return readAnswer(answer, (wire: WhoamiResponse) => ({
      clientId: requireText(wire.client_id, 'client_id'),
      instanceId: requireText(wire.instance_id, 'instance_id'),
    }))
  }
}

function runtimeOf({ fetch, runtime }: PrecisOptions): Runtime {
  if (fetch !== undefined && typeof fetch !== 'function') throw invalid('fetch', 'must be a function', fetch)
  const all = { ...systemRuntime(), ...runtime }
  return fetch ? { ...all, fetch } : all
}

function cacheConfig(cache: PrecisOptions['cache']): { ttlMs: number; maxConversations: number } {
  if (cache === false) return { ttlMs: 0, maxConversations: DEFAULT_MAX_CONVERSATIONS }
  const { ttlMs = MAX_TTL_MS, maxConversations = DEFAULT_MAX_CONVERSATIONS } = cache ?? {}
  if (!(ttlMs >= 0)) throw invalid('cache.ttlMs', 'must be 0 or more milliseconds', ttlMs)
  if (!Number.isInteger(maxConversations) || maxConversations < 1) {
    throw invalid('cache.maxConversations', 'must be a whole number of at least 1', maxConversations)
  }
  return { ttlMs: Math.min(ttlMs, MAX_TTL_MS), maxConversations }
}
