import type { Clock } from '../clock.js'
import type { ConversationHead } from '../store/contract.js'
import type { ConversationRef } from './read-conversation.js'

/** Text without annotations that a first fetch may have to read itself: some tens of milliseconds of work. */
const BEHIND_BYTES = 16 * 1024
/** Recording has paused: what is done now takes nothing from it. */
const QUIET_MS = 500
/** Above this a thread would read a whole history that nobody may ask about. */
const PREPARED_BYTES = 4 * 1024 * 1024
/** Conversations that may wait; what is beyond is annotated by whoever asks first. */
const MAX_WAITING = 1_000

/**
 * Does the work of a first fetch (annotating, and a thread's knowledge of the conversation) before somebody asks: off the
 * event loop, one conversation at a time, once its recording has paused.
 *
 * By default the automatic runs do so on their way. Where they are off, or rare, thousands of turns would be annotated
 * while somebody waits for a first fetch.
 */
export interface AnnotateAhead {
  /** Takes note that a conversation has grown. Returns at once. */
  consider(instanceId: string, head: ConversationHead): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  stop(): void
}

export function createAnnotateAhead(dependencies: {
  readonly clock: Clock
  readonly annotate: (ref: ConversationRef) => Promise<void>
  /** Lets a thread read the conversation. */
  readonly prepare: (ref: ConversationRef) => Promise<void>
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}): AnnotateAhead {
  const { clock, annotate, prepare, onError } = dependencies
  const waiting = new Map<string, () => void>()
  let working: Promise<void> = Promise.resolve()
  let isStopped = false

  const workOn = async (ref: ConversationRef, contentBytes: number) => {
    if (isStopped) return
    try {
      await annotate(ref)
      if (!isStopped && contentBytes <= PREPARED_BYTES) await prepare(ref)
    } catch (error) {
      onError(error, { doing: 'annotating', conversationId: ref.conversationId })
    }
  }

  return {
    consider(instanceId, { conversationId, contentBytes, annotatedBytes }) {
      if (isStopped || contentBytes - annotatedBytes < BEHIND_BYTES) return
      const key = `${instanceId} ${conversationId}`
      const cancel = waiting.get(key)
      if (cancel === undefined && waiting.size >= MAX_WAITING) return
      cancel?.()
      const begin = () => {
        waiting.delete(key)
        working = working.then(() => workOn({ instanceId, conversationId }, contentBytes))
      }
      waiting.set(key, clock.schedule(QUIET_MS, begin))
    },
    idle: () => working,
    stop() {
      isStopped = true
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    },
  }
}
