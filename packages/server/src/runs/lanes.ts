/**
 * Who gets a thread next: what somebody waits for, then runs, then work that is done ahead of any need.
 *
 * Order   within a lane that of asking. A lane that waits is passed over by the ones above it for so many pieces of work,
 *         then it is its turn: nothing waits for ever.
 */
export const LANES = ['asked', 'runs', 'ahead'] as const
export type Lane = (typeof LANES)[number]

/** Pieces of work of the lanes above, after which a lane that waits has its turn. A piece takes up to some tenths of a second. */
export const TIMES_PASSED_OVER = 8

export interface Lanes {
  /** Begins `work` when it is its turn. Rejects with the signal's reason when that fires while it waits. */
  enter<T>(lane: Lane, work: () => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Pieces of work that wait. */
  readonly waiting: Readonly<Record<Lane, number>>
}

interface Waiting {
  readonly begin: () => void
}

/** @param width pieces of work at the same time. */
export function createLanes(width: number): Lanes {
  const lines: Readonly<Record<Lane, Set<Waiting>>> = { asked: new Set(), runs: new Set(), ahead: new Set() }
  const passedOver: Record<Lane, number> = { asked: 0, runs: 0, ahead: 0 }
  let underWay = 0

  const nextLane = (): Lane | undefined => {
    const waiting = LANES.filter((lane) => lines[lane].size > 0)
    return waiting.find((lane) => passedOver[lane] >= TIMES_PASSED_OVER) ?? waiting[0]
  }

  const takeUp = (): void => {
    while (underWay < width) {
      const lane = nextLane()
      if (lane === undefined) return
      for (const other of LANES) {
        const isPassedOver = other !== lane && lines[other].size > 0
        passedOver[other] = isPassedOver ? passedOver[other] + 1 : 0
      }
      const [first] = lines[lane]
      if (!first) return
      lines[lane].delete(first)
      underWay++
      first.begin()
    }
  }

  const turn = (lane: Lane, signal: AbortSignal | undefined) =>
    new Promise<void>((resolve, reject) => {
      const waiting: Waiting = {
        begin: () => {
          signal?.removeEventListener('abort', giveUp)
          resolve()
        },
      }
      const giveUp = () => {
        lines[lane].delete(waiting)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      lines[lane].add(waiting)
      takeUp()
    })

  return {
    async enter(lane, work, signal) {
      signal?.throwIfAborted()
      await turn(lane, signal)
      try {
        return await work()
      } finally {
        underWay--
        takeUp()
      }
    },
    get waiting() {
      return { asked: lines.asked.size, runs: lines.runs.size, ahead: lines.ahead.size }
    },
  }
}
