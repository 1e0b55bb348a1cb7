import type { Clock } from '../clock.js'
import { isAppError } from '../errors.js'
import type { RecordMessageInput, RecordOutcome } from '../services/types.js'

/** Messages of one stream that may wait for the store before the peer is made to wait. */
const MAX_WAITING = 64

/** A store that is busy gets this many more attempts, each after twice the time. Five are 3.1 seconds in all. */
const RETRIES = 5
const FIRST_RETRY_MS = 100

/**
 * Records the messages of one stream in their order, many in one commit when they come fast.
 *
 * The stream has no acknowledgement, so a message is given up only after several attempts, and then reported.
 */
export interface Recorder {
  /** Resolves at once while there is room, else when there is: then the peer is held back by flow control. */
  add(input: RecordMessageInput): Promise<void>
  /** Adding would have to wait. */
  readonly isFull: boolean
  /** Resolves when everything added has been recorded or reported. */
  drain(): Promise<void>
}

export interface RecorderOptions {
  readonly clock: Clock
  record(inputs: readonly RecordMessageInput[]): Promise<readonly RecordOutcome[]>
  onOutcome(input: RecordMessageInput, outcome: RecordOutcome): void
  /** What was not the caller's fault, for the log. */
  onError(error: unknown): void
}

const failed = (error: unknown): RecordOutcome =>
  isAppError(error)
    ? { kind: 'failed', code: error.code, message: error.message, reason: error.reason }
    : { kind: 'failed', code: 'internal', message: 'the message could not be recorded' }

export function createRecorder(options: RecorderOptions): Recorder {
  let waiting: RecordMessageInput[] = []
  let working: Promise<void> | undefined
  const roomMade: (() => void)[] = []

  const isFull = () => waiting.length >= MAX_WAITING

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      options.clock.schedule(ms, resolve)
    })

  const recordOnce = async (inputs: readonly RecordMessageInput[]): Promise<readonly RecordOutcome[]> => {
    try {
      return await options.record(inputs)
    } catch (error) {
      if (!isAppError(error)) options.onError(error)
      return inputs.map(() => failed(error))
    }
  }

  const recordAll = async (inputs: readonly RecordMessageInput[]): Promise<void> => {
    let left = inputs
    for (let attempt = 0; left.length > 0; attempt++) {
      const outcomes = await recordOnce(left)
      const isLast = attempt >= RETRIES
      const again: RecordMessageInput[] = []
      for (const [i, input] of left.entries()) {
        const outcome = outcomes[i] ?? failed(undefined)
        const mayHelp = outcome.kind === 'failed' && outcome.code === 'unavailable'
        if (mayHelp && !isLast) again.push(input)
        else options.onOutcome(input, outcome)
      }
      left = again
      if (left.length > 0) await pause(FIRST_RETRY_MS * 2 ** attempt)
    }
  }

  const work = async () => {
    while (waiting.length > 0) {
      const inputs = waiting
      waiting = []
      for (const resolve of roomMade.splice(0)) resolve()
      await recordAll(inputs)
    }
    working = undefined
  }

  return {
    async add(input) {
      while (isFull()) await new Promise<void>((resolve) => roomMade.push(resolve))
      waiting.push(input)
      working ??= work()
    },
    get isFull() {
      return isFull()
    },
    async drain() {
      await working
    },
  }
}
