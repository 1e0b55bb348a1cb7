import pg from 'pg'
import type { Clock } from '../../clock.js'
import { CHANNEL } from './notices.js'
import { clientConfig } from './sessions.js'

/**
 * How often a quiet connection is asked whether it is still there: a half-open one says nothing by itself, and TCP's own
 * keep-alive takes the kernel's default of more than ten minutes. One empty statement each time.
 */
const CHECK_INTERVAL_MS = 2_000
/** For its answer. A half-open connection is noticed within both together: 6 s. */
const ANSWER_TIMEOUT_MS = 4_000
/** Between two attempts to listen again. */
const RECONNECT_INTERVAL_MS = 1_000

export interface ListeningOptions {
  readonly url: string
  readonly clock: Clock
  onNotice(notice: string): void
  /** The connection works, after it did not. Anything may have been missed in between. */
  onListening(): void
  /** It does not work (any more). `aliveAtMs`: when it last did; undefined when it never has since the last call. */
  onLost(aliveAtMs: number | undefined): void
}

/**
 * One connection that listens, as long as there is one to be had.
 *
 * Modes   connecting → listening → lost → connecting …, until stopped.
 */
export class Listening {
  readonly #options: ListeningOptions
  #client: pg.Client | undefined
  #mode: 'idle' | 'connecting' | 'listening' | 'stopped' = 'idle'
  #aliveAtMs: number | undefined
  #cancelTimer: () => void = () => {}

  constructor(options: ListeningOptions) {
    this.#options = options
  }

  get isListening(): boolean {
    return this.#mode === 'listening'
  }

  /** Resolves after the first attempt, successful or not; later attempts follow by themselves. */
  async connect(): Promise<void> {
    if (this.#mode === 'stopped') return
    this.#mode = 'connecting'
    const client = new pg.Client({
      ...clientConfig(this.#options.url),
      application_name: 'precis listening',
      query_timeout: ANSWER_TIMEOUT_MS,
    })
    this.#client = client
    client.on('error', () => this.#lose(client))
    client.on('end', () => this.#lose(client))
    client.on('notification', ({ payload }) => this.#options.onNotice(payload ?? ''))
    try {
      await client.connect()
      // What is told here was committed before, or may get lost: a notice need not wait for the disk.
      await client.query(`listen ${CHANNEL}; set synchronous_commit = off`)
    } catch {
      this.#lose(client)
      return
    }
    if (this.#client !== client) return
    this.#mode = 'listening'
    this.#aliveAtMs = this.#options.clock.now()
    this.#checkLater(client)
    this.#options.onListening()
  }

  /** Sends notices; they are lost while nobody listens. */
  async send(notices: readonly string[]): Promise<void> {
    const client = this.#client
    if (!client || !this.isListening) return
    try {
      for (const notice of notices) await client.query('select pg_notify($1, $2)', [CHANNEL, notice])
    } catch {
      this.#lose(client)
    }
  }

  async stop(): Promise<void> {
    const client = this.#client
    this.#mode = 'stopped'
    this.#client = undefined
    this.#cancelTimer()
    await client?.end().catch(() => {})
  }

  #lose(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = undefined
    this.#cancelTimer()
    this.#mode = 'idle'
    client.end().catch(() => {})
    this.#options.onLost(this.#aliveAtMs)
    this.#aliveAtMs = undefined
    this.#cancelTimer = this.#options.clock.schedule(RECONNECT_INTERVAL_MS, () => void this.connect())
  }

  #checkLater(client: pg.Client): void {
    this.#cancelTimer = this.#options.clock.schedule(CHECK_INTERVAL_MS, () => {
      client.query('select 1').then(
        () => {
          if (this.#client !== client) return
          this.#aliveAtMs = this.#options.clock.now()
          this.#checkLater(client)
        },
        () => this.#lose(client),
      )
    })
  }
}
