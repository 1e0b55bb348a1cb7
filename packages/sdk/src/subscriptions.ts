import type { Runtime } from './runtime.js'
import type { PushedCompaction } from './stream/short-term.js'

export type CompactionListener = (compaction: PushedCompaction) => void

/** Who wants to know that a run of a conversation is done. */
export class Subscriptions {
  readonly #runtime: Pick<Runtime, 'setTimer'>
  readonly #listeners = new Map<
    string,
    Set<{ readonly tell: CompactionListener; lastId: string | undefined }>
  >()

  constructor(runtime: Pick<Runtime, 'setTimer'>) {
    this.#runtime = runtime
  }

  /** Calls `tell` once for each compaction; the returned function ends it. */
  add(conversationId: string, tell: CompactionListener): () => void {
    const listener = { tell, lastId: undefined }
    const listeners = this.#listeners.get(conversationId) ?? new Set()
    this.#listeners.set(conversationId, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(conversationId) === listeners) {
        this.#listeners.delete(conversationId)
      }
    }
  }

  /** The server repeats its latest push after a reconnect: a listener hears of one compaction once. */
  notify(compaction: PushedCompaction): void {
    for (const listener of [...(this.#listeners.get(compaction.conversationId) ?? [])]) {
      if (listener.lastId === compaction.compactionId) continue
      listener.lastId = compaction.compactionId
      try {
        listener.tell(compaction)
      } catch (error) {
        // As with the platform's event targets: a listener's fault is reported as uncaught and stops nobody else.
        this.#runtime.setTimer(() => {
          throw error
        }, 0)
      }
    }
  }

  get conversationCount(): number {
    return this.#listeners.size
  }
}
