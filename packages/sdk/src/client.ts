import type { WhoamiResponse } from '@precis/protocol'
import { PATHS } from '@precis/protocol/headers'
import { ConversationCache, DEFAULT_MAX_CONVERSATIONS } from './cache/cache.js'
import { MAX_TTL_MS } from './cache/state.js'
import { type ConversationApi, createConversation } from './conversation.js'
import {
  type CallOptions,
  DEFAULT_TIMEOUT_MS,
  invalid,
  parseApiKey,
  parseBaseUrl,
  parseRetry,
  parseTimeoutMs,
} from './options.js'
import type { RetryPolicy } from './retry.js'
import { type Runtime, systemRuntime } from './runtime.js'
import { createTransport, type Transport } from './transport.js'
import type { Identity } from './types.js'

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
  #identity: Promise<Identity> | undefined

  constructor(options: PrecisOptions) {
    const apiKey = parseApiKey(options?.apiKey)
    const runtime = runtimeOf(options)
    this.#send = createTransport({
      apiKey,
      baseUrl: parseBaseUrl(options.baseUrl),
      timeoutMs: parseTimeoutMs(options.timeoutMs, 'timeoutMs', DEFAULT_TIMEOUT_MS),
      retry: parseRetry(options.retry),
      runtime,
    })
    const cache = new ConversationCache({ ...cacheConfig(options.cache), runtime })
    this.conversation = createConversation({ send: this.#send, runtime, cache })
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

  async #whoami({ signal, timeoutMs }: CallOptions): Promise<Identity> {
    const answer = await this.#send({
      method: 'GET',
      path: PATHS.whoami,
      safety: 'idempotent',
      signal,
      timeoutMs,
    })
    const wire = JSON.parse(answer.text) as WhoamiResponse // the documented answer of this endpoint
    return {
      clientId: wire.client_id,
      instanceId: wire.instance_id,
    }
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
