import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import pg from 'pg'
import type { Clock } from '../../clock.js'
import type { Access } from '../access.js'
import type { Gap, StoreChange } from '../contract.js'
import { type FinishedRunCursor, type FinishedRunPage, listFinishedRuns } from '../queries/finished-runs.js'
import { Listening } from './listening.js'
import { CHANNEL, readNotice, writeNotices } from './notices.js'

/** Between two looks for finished runs while nobody tells of them. */
const POLL_INTERVAL_MS = 1_000
/** How much the clocks of the processes may differ, and how long a commit may take after its time was read. */
const OVERLAP_MS = 60_000
const POLL_LIMIT = 500
/** Finished runs that are remembered, so that looking again does not tell of them again. */
const REMEMBERED_RUNS = 10_000

type Listener = (change: StoreChange) => void
type GapListener = (gap: Gap) => void

export interface ForeignChangesOptions {
  readonly url: string
  readonly clock: Clock
}

/**
 * Tells other processes of this one's changes, and this one of theirs.
 *
 * Announcements travel with the transaction that makes the change. What is only told is collected and sent by the
 * connection that listens. While that connection is lost, finished runs are looked up instead, and once more when it is
 * back, so no subscriber misses a version. Messages that were recorded or erased meanwhile nobody tells of: subscribers
 * hear that a gap begins, and that it ends, and have to ask the store.
 */
export class ForeignChanges {
  readonly #process = randomUUID()
  readonly #clock: Clock
  readonly #listening: Listening
  readonly #listeners = new Set<Listener>()
  readonly #gapListeners = new Set<GapListener>()
  #gap: Gap = 'begins'
  readonly #known = new LRUCache<string, true>({ max: REMEMBERED_RUNS })
  readonly #toTell = new Map<string, StoreChange>()
  #telling: Promise<void> | undefined
  #access: Access | undefined
  #polling: Promise<void> | undefined
  /** Everything before it is known. */
  #pollAfter: FinishedRunCursor
  #cancelPoll: () => void = () => {}
  #isStopped = false

  constructor({ url, clock }: ForeignChangesOptions) {
    this.#clock = clock
    this.#pollAfter = { finishedAtMs: clock.now(), runId: '' }
    this.#listening = new Listening({
      url,
      clock,
      onNotice: (notice) => this.#receive(readNotice(this.#process, notice)),
      onListening: () => {
        this.#setGap('ends')
        this.#poll()
      },
      onLost: (aliveAtMs) => {
        this.#setGap('begins')
        if (aliveAtMs !== undefined) this.#pollAfter = { finishedAtMs: aliveAtMs - OVERLAP_MS, runId: '' }
        this.#pollLater()
      },
    })
  }

  /** Begins to listen; until then, and whenever that is lost, `access` is asked. */
  async start(access: Access): Promise<void> {
    this.#access = access
    await this.#listening.connect()
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told at once of a gap that is there already. */
  subscribeGaps(listener: GapListener): () => void {
    this.#gapListeners.add(listener)
    if (this.#gap === 'begins') listener('begins')
    return () => this.#gapListeners.delete(listener)
  }

  /** Statements that announce changes when they are sent with a commit; empty when there are none. */
  announcing(changes: readonly StoreChange[]): string {
    for (const change of changes) this.#remember(change)
    return writeNotices(this.#process, changes)
      .map((notice) => `select pg_notify('${CHANNEL}', ${pg.escapeLiteral(notice)}); `)
      .join('')
  }

  /** The commit of these announcements may have failed: what came of it is looked up, and told here as well. */
  doubt(changes: readonly StoreChange[]): void {
    for (const change of changes) if ('compactionId' in change) this.#known.delete(change.compactionId)
    const finishedAtMs = Math.min(this.#pollAfter.finishedAtMs, this.#clock.now() - OVERLAP_MS)
    this.#pollAfter = { finishedAtMs, runId: '' }
    this.#pollLater()
  }

  /** Tells of a change in a moment; of several to one conversation only the newest. */
  tell(change: StoreChange): void {
    this.#toTell.set(`${change.kind} ${change.instanceId} ${change.conversationId}`, change)
    this.#telling ??= this.#tellAll().finally(() => {
      this.#telling = undefined
    })
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancelPoll()
    await this.#telling
    await this.#polling
    await this.#listening.stop()
  }

  async #tellAll(): Promise<void> {
    while (this.#toTell.size > 0) {
      // Everything that this turn of the event loop tells goes together.
      await new Promise<void>((resolve) => setImmediate(resolve))
      const changes = [...this.#toTell.values()]
      this.#toTell.clear()
      await this.#listening.send(writeNotices(this.#process, changes))
    }
  }

  #receive(changes: readonly StoreChange[]): void {
    for (const change of changes) {
      this.#remember(change)
      for (const listener of [...this.#listeners]) listener(change)
    }
  }

  #setGap(gap: Gap): void {
    if (this.#gap === gap) return
    this.#gap = gap
    for (const listener of [...this.#gapListeners]) listener(gap)
  }

  #remember(change: StoreChange): void {
    if ('compactionId' in change) this.#known.set(change.compactionId, true)
  }

  #pollLater(): void {
    this.#cancelPoll()
    if (this.#isStopped) return
    this.#cancelPoll = this.#clock.schedule(POLL_INTERVAL_MS, () => this.#poll())
  }

  #poll(): void {
    if (this.#isStopped) return
    this.#polling ??= this.#lookForFinishedRuns()
      .catch(() => {
        // The server is away. Whoever asks it for something hears of that; here the next look does.
      })
      .finally(() => {
        this.#polling = undefined
        if (!this.#listening.isListening) this.#pollLater()
      })
  }

  async #lookForFinishedRuns(): Promise<void> {
    const access = this.#access
    if (!access) return
    const startedAtMs = this.#clock.now()
    let after: FinishedRunCursor | undefined = this.#pollAfter
    while (after !== undefined) {
      this.#pollAfter = after
      const { changes, next }: FinishedRunPage = await listFinishedRuns(access, { after, limit: POLL_LIMIT })
      this.#receive(changes.filter(({ compactionId }) => !this.#known.has(compactionId)))
      after = next
    }
    const finishedAtMs = Math.max(this.#pollAfter.finishedAtMs, startedAtMs - OVERLAP_MS)
    this.#pollAfter = { finishedAtMs, runId: '' }
  }
}
