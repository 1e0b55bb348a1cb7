/** Work that may wait: so many pieces at a time, one for each key, and no more of them than a bound. */
export interface WaitingLine {
  /**
   * Takes note of work. A key that waits keeps its place and gets the newer work; for a key whose work is under way it is
   * done once more afterwards. False when the line is full: nothing was taken.
   */
  add(key: string, work: () => Promise<void>): boolean
  /** Keys that wait; those under way not counted. */
  readonly size: number
  /** Whether anything is under way. */
  readonly isBusy: boolean
  /** Resolves when nothing is under way and nothing waits. */
  idle(): Promise<void>
  /** Forgets what waits, and takes nothing more. */
  stop(): void
}

export interface WaitingLineOptions {
  /** Pieces of work at the same time. */
  readonly width: number
  readonly maxWaiting: number
  readonly onError: (error: unknown, key: string) => void
}

export function createWaitingLine({ width, maxWaiting, onError }: WaitingLineOptions): WaitingLine {
  const waiting = new Map<string, () => Promise<void>>()
  const underWay = new Map<string, Promise<void>>()
  let isStopped = false

  const next = (): readonly [string, () => Promise<void>] | undefined => {
    for (const entry of waiting) if (!underWay.has(entry[0])) return entry
    return undefined
  }

  const takeUp = (): void => {
    while (underWay.size < width) {
      const found = next()
      if (!found) return
      const [key, work] = found
      waiting.delete(key)
      const done = work()
        .catch((error: unknown) => onError(error, key))
        .finally(() => {
          underWay.delete(key)
          takeUp()
        })
      underWay.set(key, done)
    }
  }

  return {
    get size() {
      return waiting.size
    },
    get isBusy() {
      return underWay.size > 0
    },
    add(key, work) {
      if (isStopped || (waiting.size >= maxWaiting && !waiting.has(key))) return false
      waiting.set(key, work)
      takeUp()
      return true
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
    stop() {
      isStopped = true
      waiting.clear()
    },
  }
}
