/**
 * The shell around the machine in `state.ts`: it keeps one state for each conversation, lets equal reads share a request
 * and forgets what was not used for longest. A cache belongs to one client, hence to one credential and one server: nothing
 * in it can reach another.
 */
import type { Runtime } from '../runtime.js'
import { createSingleFlight, type SingleFlight } from './single-flight.js'
import {
  type ConversationEvent,
  type ConversationState,
  coversOwnWrites,
  type Entry,
  initialState,
  lookUp,
  lookUpPushed,
  type PushedUpdate,
  transition,
  UNSETTLED_TTL_MS,
  type WriteEffect,
} from './state.js'

/** Conversations whose state is kept. A state is a few answers of some kilobytes. */
export const DEFAULT_MAX_CONVERSATIONS = 500

export interface CacheConfig {
  /** 0 switches repeating answers off; what a write or a push means is still followed. */
  readonly ttlMs: number
  readonly maxConversations: number
  readonly runtime: Pick<Runtime, 'nowMs'>
}

/** An answer fresh from the server. */
export type LoadedAnswer = Omit<Entry, 'expiresAtMs'>

export interface HeldAnswer extends LoadedAnswer {
  readonly source: 'cache' | 'cloud'
  /** Until when it may be repeated; not after now when it was not kept. */
  readonly expiresAtMs: number
}

type Signal = AbortSignal | undefined
type Load<T> = (signal: Signal) => Promise<T>

/** How things stood when a read was sent. */
interface Asked {
  readonly generation: number
  readonly wasStreamLive: boolean
}

export interface StatusSeen {
  readonly status: 'none' | 'in_progress' | 'completed' | 'failed'
  readonly compactionId: string | null
  readonly version: number
  readonly coversAll: boolean
}

export class ConversationCache {
  readonly #config: CacheConfig
  /** In order of use, oldest first. */
  readonly #states = new Map<string, ConversationState>()
  readonly #flights: SingleFlight<LoadedAnswer | undefined>
  #lastGeneration = 0
  /** A conversation that seems new may be one of which our writes were forgotten. */
  #hasForgotten = false
  /** Set by the push stream while it delivers. */
  isStreamLive = false

  constructor(config: CacheConfig) {
    this.#config = config
    this.#flights = createSingleFlight({ nowMs: config.runtime.nowMs, maxAgeMs: UNSETTLED_TTL_MS })
  }

  /**
   * The answer to one read: repeated when that is allowed, else fetched with `load` (undefined: there is none, which is
   * never kept).
   */
  read(conversationId: string, key: string, signal: Signal, load: Load<LoadedAnswer>): Promise<HeldAnswer>
  read(
    conversationId: string,
    key: string,
    signal: Signal,
    load: Load<LoadedAnswer | undefined>,
  ): Promise<HeldAnswer | undefined>
  async read(
    conversationId: string,
    key: string,
    signal: Signal,
    load: Load<LoadedAnswer | undefined>,
  ): Promise<HeldAnswer | undefined> {
    if (this.#config.ttlMs <= 0) {
      const answer = await load(signal)
      return answer && { ...answer, source: 'cloud', expiresAtMs: answer.sentAtMs }
    }
    signal?.throwIfAborted()
    const state = this.#use(conversationId)
    const entry = lookUp(state, key, this.#config.runtime.nowMs())
    if (entry) return { ...entry, source: 'cache' }
    const asked = { generation: state.generation, wasStreamLive: this.isStreamLive }
    const answer = await this.#flights.join(
      `${conversationId}|${key}|${asked.generation}`,
      signal,
      async (shared) => {
        const loaded = await load(shared)
        if (loaded) this.#keep(conversationId, key, asked, loaded)
        return loaded
      },
    )
    if (!answer) return undefined
    const kept = this.#states.get(conversationId)?.entries[key]
    const isKept = kept !== undefined && kept.text === answer.text && kept.sentAtMs === answer.sentAtMs
    return { ...answer, source: 'cloud', expiresAtMs: isKept ? kept.expiresAtMs : answer.sentAtMs }
  }

  /** Runs a request that changes the conversations; what was known about them is void from its start to its end. */
  async write<T>(
    conversationIds: readonly string[],
    run: () => Promise<T>,
    effectOn: (result: T, conversationId: string) => WriteEffect,
    effectOfFailure: WriteEffect,
  ): Promise<T> {
    const ids = [...new Set(conversationIds)]
    for (const id of ids) this.#apply(id, { kind: 'write_started', generation: this.#newGeneration() })
    const settle = (id: string, effect: WriteEffect) =>
      this.#apply(id, {
        kind: 'write_settled',
        generation: this.#newGeneration(),
        nowMs: this.#config.runtime.nowMs(),
        effect,
      })
    try {
      const result = await run()
      for (const id of ids) settle(id, effectOn(result, id))
      return result
    } catch (error) {
      for (const id of ids) settle(id, effectOfFailure)
      throw error
    }
  }

  /** The moment of asking, for `sawStatus`. */
  generationOf(conversationId: string): number {
    return this.#use(conversationId).generation
  }

  sawStatus(conversationId: string, generation: number, seen: StatusSeen): void {
    this.#apply(conversationId, {
      kind: 'status_seen',
      generation,
      nextGeneration: this.#newGeneration(),
      ...seen,
    })
  }

  sawVersion(conversationId: string, version: number): void {
    this.#apply(conversationId, { kind: 'version_seen', version, nextGeneration: this.#newGeneration() })
  }

  sawPush(conversationId: string, update: PushedUpdate): void {
    this.#apply(conversationId, { kind: 'pushed', generation: this.#newGeneration(), update })
  }

  pushedUpdate(conversationId: string): PushedUpdate | undefined {
    const state = this.#states.get(conversationId)
    return state && lookUpPushed(state, this.#config.runtime.nowMs())
  }

  /** Whether what the server knew at `serverTimeMs` includes every write of this client. */
  coversOwnWrites(conversationId: string, serverTimeMs: number): boolean {
    const state = this.#states.get(conversationId)
    return state === undefined ? !this.#hasForgotten : coversOwnWrites(state, serverTimeMs)
  }

  /** From here on pushes may be missed. */
  lostStream(): void {
    this.isStreamLive = false
    this.forget()
  }

  /** Drops every answer: something was deleted, and nobody knows here where. */
  forget(): void {
    for (const id of [...this.#states.keys()])
      this.#apply(id, { kind: 'stream_lost', generation: this.#newGeneration() })
  }

  /** For tests and diagnostics. */
  stateOf(conversationId: string): ConversationState | undefined {
    return this.#states.get(conversationId)
  }

  get conversationCount(): number {
    return this.#states.size
  }

  #keep(conversationId: string, key: string, asked: Asked, entry: LoadedAnswer): void {
    this.#apply(conversationId, {
      kind: 'answered',
      key,
      generation: asked.generation,
      nextGeneration: this.#newGeneration(),
      entry,
      nowMs: this.#config.runtime.nowMs(),
      ttlMs: this.#config.ttlMs,
      isStreamLive: asked.wasStreamLive && this.isStreamLive,
    })
  }

  #apply(conversationId: string, event: ConversationEvent): void {
    this.#states.set(conversationId, transition(this.#use(conversationId), event))
  }

  /** The state, moved to the end of the order of use. A forgotten one starts anew under a generation never used before. */
  #use(conversationId: string): ConversationState {
    const state = this.#states.get(conversationId) ?? initialState(this.#newGeneration(), this.#hasForgotten)
    this.#states.delete(conversationId)
    this.#states.set(conversationId, state)
    if (this.#states.size > this.#config.maxConversations) this.#forgetOldest(conversationId)
    return state
  }

  #forgetOldest(inUse: string): void {
    for (const [id, { writesInFlight }] of this.#states) {
      if (id === inUse || writesInFlight > 0) continue
      this.#states.delete(id)
      this.#hasForgotten = true
      return
    }
  }

  #newGeneration(): number {
    this.#lastGeneration++
    return this.#lastGeneration
  }
}
