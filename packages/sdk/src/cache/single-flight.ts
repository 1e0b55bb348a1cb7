/**
 * One request for many callers who want the same at the same time. A caller who gives up leaves the others alone; when the
 * last one has given up, the request is cancelled.
 */
export interface SingleFlight<T> {
  /** Joins the request under `key`, or starts it with `run`. */
  join(key: string, signal: AbortSignal | undefined, run: (signal: AbortSignal) => Promise<T>): Promise<T>
  readonly size: number
}

interface Flight<T> {
  readonly promise: Promise<T>
  readonly abort: AbortController
  callers: number
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>()

  const take = (key: string, run: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const existing = flights.get(key)
    if (existing && !existing.abort.signal.aborted) return existing
    const abort = new AbortController()
    const flight: Flight<T> = { abort, callers: 0, promise: run(abort.signal) }
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
