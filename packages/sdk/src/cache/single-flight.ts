/**
 * One request for many callers who want the same at the same time. A caller who gives up leaves the others alone; when the
 * last one has given up, the request is cancelled. A request that has been under way for long is not joined: its answer may
 * have been made long ago.
 */
export interface SingleFlight<T> {
  /** Joins the request under `key`, or starts it with `run`. */
  join(key: string, signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T>
  readonly size: number
}

interface Flight<T> {
  readonly promise: Promise<T>
  readonly abort: AbortController
  readonly startedAtMs: number
  callers: number
}

export interface SingleFlightConfig {
  readonly nowMs: () => number
  /** A request that was started so long ago is not joined. */
  readonly maxAgeMs: number
}

export function createSingleFlight<T>({ nowMs, maxAgeMs }: SingleFlightConfig): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>()

  const take = (key: string, run: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const existing = flights.get(key)
    const ageMs = existing ? nowMs() - existing.startedAtMs : 0
    if (existing && !existing.abort.signal.aborted && ageMs >= 0 && ageMs < maxAgeMs) return existing
    const abort = new AbortController()
    const flight: Flight<T> = { abort, startedAtMs: nowMs(), callers: 0, promise: run(abort.signal) }
    flights.set(key, flight)
    const land = () => {
      if (flights.get(key) === flight) flights.delete(key)
    }
    flight.promise.then(land, land)
    return flight
  }

  return {
    get size() {
      return flights.size
    },
    join(key, signal, run) {
      if (signal?.aborted) return Promise.reject(signal.reason)
      const flight = take(key, run)
      flight.callers++
      return new Promise<T>((resolve, reject) => {
        const leave = () => {
          signal?.removeEventListener('abort', onAbort)
          flight.callers--
        }
        const onAbort = () => {
          leave()
          reject(signal?.reason)
          if (flight.callers === 0) flight.abort.abort(signal?.reason)
        }
        signal?.addEventListener('abort', onAbort, { once: true })
        flight.promise.then(
          (value) => {
            leave()
            resolve(value)
          },
          (error) => {
            leave()
            reject(error)
          },
        )
      })
    },
  }
}
