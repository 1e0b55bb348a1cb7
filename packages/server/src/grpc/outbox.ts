import type { SignalType } from '@precis/protocol/stream'
import type { PushKey } from '../push/feed.js'

/** A signal to the peer; `refused` is ours: an event was not taken, and why. Clients log kinds that they do not know. */
export interface Signal {
  readonly type: SignalType | 'refused'
  readonly reason: string
  readonly metadata: Readonly<Record<string, string>>
}

export type Outgoing =
  | { readonly kind: 'signal'; readonly signal: Signal }
  | { readonly kind: 'pong'; readonly timestampMs: bigint }
  | { readonly kind: 'push'; readonly key: PushKey }

export interface OutboxLimits {
  readonly pushes: number
  readonly pongs: number
}

/** More conversations than one agent has in hand at a time; 256 keys are about 50 KB. */
export const OUTBOX_LIMITS: OutboxLimits = { pushes: 256, pongs: 64 }

/**
 * What waits to be sent on one stream: bounded, whatever the peer does.
 *
 * Modes   open → closed. Closed forgets pushes and pongs, still hands out its signals, then ends.
 * Order   signals, then pongs, then pushes: a heartbeat is never stuck behind a large bundle.
 * Bound   A push waits as a key, not as content; the same key twice is one push, built when it is sent, so a slow reader
 *         gets the newest state and costs a few kilobytes. Over the bound the oldest anticipation goes first, then the
 *         oldest of the rest, and the peer is told by `throttle`.
 */
export interface Outbox {
  push(key: PushKey): void
  pong(timestampMs: bigint): void
  /** One signal of a kind waits at a time, the newest. */
  signal(signal: Signal): void
  /** The next thing to send; undefined when closed and empty. One consumer. */
  take(): Promise<Outgoing | undefined>
  /** Ends the stream after its signals. */
  close(): void
  readonly size: number
}

const idOf = (key: PushKey) =>
  key.kind === 'user_summary' ? `${key.kind}:${key.userId}` : `${key.kind}:${key.conversationId}`

const throttleSignal = (droppedCount: number): Signal => ({
  type: 'throttle',
  reason: 'the stream is read too slowly; pushes were dropped and the newest ones follow',
  metadata: { dropped: String(droppedCount) },
})

/** @param onRecovered runs when everything has been sent after pushes had been dropped. */
export function createOutbox(onRecovered: () => void = () => {}, limits = OUTBOX_LIMITS): Outbox {
  const signals = new Map<Signal['type'], Signal>()
  const pongs: bigint[] = []
  const pushes = new Map<string, PushKey>()
  let isClosed = false
  let droppedCount = 0
  let wake: (() => void) | undefined

  const notify = () => {
    wake?.()
    wake = undefined
  }

  const dropOne = () => {
    const victim = [...pushes].find(([, key]) => key.kind !== 'compaction_update') ?? [...pushes][0]
    if (victim) pushes.delete(victim[0])
    droppedCount++
    signals.set('throttle', throttleSignal(droppedCount))
  }

  const next = (): Outgoing | undefined => {
    for (const [type, signal] of signals) {
      signals.delete(type)
      return { kind: 'signal', signal }
    }
    const timestampMs = pongs.shift()
    if (timestampMs !== undefined) return { kind: 'pong', timestampMs }
    for (const [id, key] of pushes) {
      pushes.delete(id)
      return { kind: 'push', key }
    }
    return undefined
  }

  return {
    push(key) {
      if (isClosed || pushes.has(idOf(key))) return
      pushes.set(idOf(key), key)
      if (pushes.size > limits.pushes) dropOne()
      notify()
    },
    pong(timestampMs) {
      if (isClosed) return
      pongs.push(timestampMs)
      // Clients look at when the last one came: the newest ping is always answered.
      if (pongs.length > limits.pongs) pongs.shift()
      notify()
    },
    signal(signal) {
      if (isClosed) return
      signals.set(signal.type, signal)
      notify()
    },
    async take() {
      for (;;) {
        const outgoing = next()
        if (outgoing !== undefined) return outgoing
        if (isClosed) return undefined
        if (droppedCount > 0) {
          droppedCount = 0
          onRecovered()
          continue
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close() {
      isClosed = true
      pushes.clear()
      pongs.length = 0
      notify()
    },
    get size() {
      return signals.size + pongs.length + pushes.size
    },
  }
}
