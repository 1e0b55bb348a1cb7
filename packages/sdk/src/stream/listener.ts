/** The shell around `state.ts`: it owns the connection and one timer, and passes on what is pushed. */
import type { ContextBundleProto } from '@precis/protocol/stream'
import { NetworkTimeoutError, type PrecisError } from '../errors.js'
import type { Runtime } from '../runtime.js'
import type { Connection, ConnectionHandlers, OpenConnection, Usage } from './connection.js'
import { nextTickMs, type StreamEffect, type StreamEvent, type StreamState, step } from './state.js'

export interface ListenerConfig {
  readonly url: string
  readonly apiKey: string
  readonly runtime: Runtime
  readonly openConnection: OpenConnection
  readonly onBundle: (bundle: ContextBundleProto) => void
  /** From now on everything that happens is pushed. */
  readonly onLive: () => void
  /** From now on pushes may be missed. */
  readonly onLost: () => void
  /** The stream ended for good, otherwise than by `stop`: the key is refused. */
  readonly onRefused: (error: PrecisError) => void
}

export type ListenerMode = StreamState['kind']

interface Waiter {
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export class Listener {
  readonly #config: ListenerConfig
  #state: StreamState = { kind: 'idle' }
  #connection: Connection | undefined
  /** Tells the events of the present connection from those of earlier ones. */
  #connectionNumber = 0
  #lastError: PrecisError | undefined
  #cancelTimer: () => void = () => {}
  #waiters: Waiter[] = []

  constructor(config: ListenerConfig) {
    this.#config = config
  }

  get mode(): ListenerMode {
    return this.#state.kind
  }

  /** Resolves when the stream is live. Rejects when the first attempt fails, or `stop` is called meanwhile. */
  start(): Promise<void> {
    if (this.#state.kind === 'live') return Promise.resolve()
    return new Promise<void>((resolve, reject) => {
      this.#waiters.push({ resolve, reject })
      this.#handle({ kind: 'start', nowMs: this.#config.runtime.nowMs() })
    })
  }

  stop(): void {
    this.#handle({ kind: 'stop' })
  }

  reportUsage(usage: Usage): void {
    if (this.#state.kind === 'live') this.#connection?.reportUsage(usage, this.#config.runtime.nowMs())
  }

  #handle(event: StreamEvent): void {
    const { state, effects } = step(this.#state, event)
    this.#state = state
    for (const effect of effects) this.#perform(effect)
    this.#schedule()
  }

  #perform(effect: StreamEffect): void {
    switch (effect) {
      case 'connect':
        this.#connect()
        break
      case 'disconnect':
        this.#disconnect()
        break
      case 'ping':
        this.#connection?.ping(this.#config.runtime.nowMs())
        break
      case 'became_live':
        this.#config.onLive()
        this.#settle((waiter) => waiter.resolve())
        break
      case 'lost':
        this.#config.onLost()
        break
      case 'failed_first':
        this.#settle((waiter) => waiter.reject(this.#lastError ?? this.#silent()))
        break
      case 'refused':
        this.#refuse(this.#lastError ?? this.#silent())
        break
      case 'stopped':
        this.#settle((waiter) => waiter.reject(stopped()))
    }
  }

  #refuse(error: PrecisError): void {
    if (this.#waiters.length === 0) this.#config.onRefused(error)
    this.#settle((waiter) => waiter.reject(error))
  }

  #connect(): void {
    this.#connectionNumber++
    const number = this.#connectionNumber
    const { url, apiKey, runtime } = this.#config
    const ifCurrent = (run: () => void) => {
      if (number === this.#connectionNumber) run()
    }
    const end = (error: PrecisError | undefined) => {
      this.#lastError = error
      const isRefused = error?.code === 'unauthenticated'
      this.#handle({ kind: 'broken', nowMs: runtime.nowMs(), random: runtime.random(), isRefused })
    }
    this.#lastError = undefined
    const handlers: ConnectionHandlers = {
      onHeard: () => ifCurrent(() => this.#handle({ kind: 'heard', nowMs: runtime.nowMs() })),
      onBundle: (bundle) => ifCurrent(() => this.#config.onBundle(bundle)),
      onClosing: () => ifCurrent(() => end(undefined)),
      onEnd: (error) => ifCurrent(() => end(error)),
    }
    this.#connection = this.#config.openConnection({ url, apiKey, correlationId: runtime.newId() }, handlers)
  }

  #disconnect(): void {
    this.#connectionNumber++
    this.#connection?.close()
    this.#connection = undefined
  }

  #settle(tell: (waiter: Waiter) => void): void {
    for (const waiter of this.#waiters.splice(0)) tell(waiter)
  }

  #schedule(): void {
    this.#cancelTimer()
    const dueMs = nextTickMs(this.#state)
    if (dueMs === undefined) return
    const { runtime } = this.#config
    this.#cancelTimer = runtime.setTimer(
      () => this.#handle({ kind: 'tick', nowMs: runtime.nowMs(), random: runtime.random() }),
      Math.max(0, dueMs - runtime.nowMs()),
    )
  }

  #silent(): PrecisError {
    return new NetworkTimeoutError(
      `The push stream at ${this.#config.url} did not answer. Is the server running, and is streamUrl its gRPC port?`,
      { code: 'network_timeout', retryable: true },
    )
  }
}

function stopped(): DOMException {
  return new DOMException('stop() was called before the stream was live.', 'AbortError')
}
