/** Time, timers, chance and the network, passed in: the rest of the client reads no global. */
export interface Runtime {
  readonly fetch: typeof globalThis.fetch
  /** Wall-clock milliseconds since 1970. */
  readonly nowMs: () => number
  /** Calls `run` once after `delayMs`; the returned function cancels it. */
  readonly setTimer: (run: () => void, delayMs: number) => () => void
  /** In [0, 1). Used for jitter only. */
  readonly random: () => number
  /** A fresh UUID: idempotency keys and correlation ids. */
  readonly newId: () => string
}

/** The platform's own. `fetch` is looked up at each call, so that instrumentation installed later is used. */
export function systemRuntime(): Runtime {
  return {
    fetch: (input, init) => globalThis.fetch(input, init),
    nowMs: () => Date.now(),
    setTimer: (run, delayMs) => {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    random: () => Math.random(),
    newId: randomUuid,
  }
}

/** A version 4 UUID. `crypto.randomUUID` is missing on insecure browser origins; `getRandomValues` is everywhere. */
function randomUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return uuidFromBytes(bytes, 4)
}

/** Formats the first 16 bytes as a UUID of the given version, RFC 9562 variant. */
export function uuidFromBytes(bytes: Uint8Array, version: number): string {
  let hex = ''
  for (let i = 0; i < 16; i++) {
    const byte = bytes[i] ?? 0
    const value = i === 6 ? (byte & 0x0f) | (version << 4) : i === 8 ? (byte & 0x3f) | 0x80 : byte
    hex += value.toString(16).padStart(2, '0')
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Resolves after `delayMs`; rejects with the signal's reason as soon as it is aborted, and leaves no timer behind. */
export function sleep(runtime: Runtime, delayMs: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      cancel()
      reject(signal?.reason)
    }
    const cancel = runtime.setTimer(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    }, delayMs)
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
