import type { Clock } from '../clock.js'
import type { ConversationHead } from '../store/contract.js'
import type { ConversationRef } from './read-conversation.js'
import { createWaitingLine } from './waiting-line.js'

/** Text without annotations that a first fetch may have to read itself: some tens of milliseconds of work. */
const BEHIND_BYTES = 16 * 1024
/** Recording has paused: what is done now takes nothing from it. */
const QUIET_MS = 500
/**
 * So many records within a pause keep the process busy: twenty a second, of whatever conversations. Measured while two thousand
 * conversations were recorded together on two cores: work ahead took twice the processor time of the recording beside it.
 */
export const BUSY_RECORDS = 10
/** Above this a thread would read a whole history that nobody may ask about. */
const PREPARED_BYTES = 4 * 1024 * 1024
/** Conversations whose pause is awaited, and as many that then wait for their turn; what is beyond is annotated by whoever asks first. */
export const MAX_WAITING = 1_000

/**
 * Does the work of a first fetch (annotating, and a thread's knowledge of the conversation) before somebody asks: off the
 * event loop, one conversation at a time, once its recording has paused and the process as a whole does not record much.
 *
 * By default the automatic runs do so on their way. Where they are off, or rare, thousands of turns would be annotated
 * while somebody waits for a first fetch.
 */
export interface AnnotateAhead {
  /** Takes note that a conversation has grown. Returns at once. */
  consider(instanceId: string, head: ConversationHead): void
  /** Conversations that wait, for their pause or for their turn. */
  readonly size: number
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
  const recording = new Map<string, () => void>()
  const line = createWaitingLine({
    width: 1,
    maxWaiting: MAX_WAITING,
    onError: (error, conversation) => onError(error, { doing: 'annotating ahead', conversation }),
  })
  /** Times of the last records, oldest first. */
  const recordedAtMs: number[] = []
  let isStopped = false
  /** Ends the wait of the work that is next, of which there is one. */
  let endPause = () => {}

  const noteRecord = () => {
    recordedAtMs.push(clock.now())
    if (recordedAtMs.length > BUSY_RECORDS) recordedAtMs.shift()
  }
  const isBusy = () => recordedAtMs.length === BUSY_RECORDS && clock.now() - (recordedAtMs[0] ?? 0) < QUIET_MS
  const pause = () =>
    new Promise<void>((resolve) => {
      const cancel = clock.schedule(QUIET_MS, resolve)
      endPause = () => {
        cancel()
        resolve()
      }
    })

  const workOn = async (ref: ConversationRef, contentBytes: number) => {
    while (!isStopped && isBusy()) await pause()
    if (isStopped) return
    await annotate(ref)
    if (!isStopped && contentBytes <= PREPARED_BYTES) await prepare(ref)
  }

  return {
    consider(instanceId, { conversationId, contentBytes, annotatedBytes }) {
      noteRecord()
      if (isStopped || contentBytes - annotatedBytes < BEHIND_BYTES) return
      const key = `${instanceId} ${conversationId}`
      const cancel = recording.get(key)
      if (cancel === undefined && recording.size >= MAX_WAITING) return
      cancel?.()
      const begin = () => {
        recording.delete(key)
        line.add(key, () => workOn({ instanceId, conversationId }, contentBytes))
      }
      recording.set(key, clock.schedule(QUIET_MS, begin))
    },
    get size() {
      return recording.size + line.size
    },
    idle: () => line.idle(),
    stop() {
      isStopped = true
      for (const cancel of recording.values()) cancel()
      recording.clear()
      line.stop()
      endPause()
    },
  }
}
