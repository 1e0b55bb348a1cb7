/**
 * The life of the push stream. Pure: events carry time and chance, effects say what the shell has to do.
 *
 * Modes
 *   idle         not wanted, or ended
 *   connecting   a connection was asked for and has not been heard of
 *   live         heard of within the last 40 seconds
 *   waiting      the connection broke; the next attempt is due at a set time
 * `listen()` moves from idle to connecting. Whatever is heard moves to live. A broken or silent connection moves to waiting
 * if the stream has been live before, else to idle: a first attempt that fails is an answer to the caller of `listen()`. A
 * refused key and `stop()` move to idle from everywhere.
 */

/** A ping goes out this often. The existing clients take 30 s; half of it halves the time until silence is noticed. */
export const HEARTBEAT_MS = 15_000
/** Silence after which a connection counts as dead. From the existing clients. */
export const SILENCE_MS = 40_000
/** How long a connection may take until something is heard. From the existing clients. */
export const CONNECT_TIMEOUT_MS = 5_000
/** Full jitter in windows that double from one second to thirty. From the existing clients; there is no last attempt. */
const FIRST_BACKOFF_MS = 1_000
const LAST_BACKOFF_MS = 30_000

export type StreamState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'connecting'
      readonly sinceMs: number
      readonly attempt: number
      readonly hasBeenLive: boolean
    }
  | { readonly kind: 'live'; readonly lastHeardMs: number; readonly lastPingMs: number }
  | { readonly kind: 'waiting'; readonly dueMs: number; readonly attempt: number }

export type StreamEvent =
  | { readonly kind: 'start'; readonly nowMs: number }
  | { readonly kind: 'stop' }
  | { readonly kind: 'heard'; readonly nowMs: number }
  /** The connection ended. `isRefused`: the key is not accepted, so that another attempt is of no use. */
  | { readonly kind: 'broken'; readonly nowMs: number; readonly random: number; readonly isRefused: boolean }
  | { readonly kind: 'tick'; readonly nowMs: number; readonly random: number }

export type StreamEffect =
  | 'connect'
  | 'disconnect'
  | 'ping'
  | 'became_live'
  | 'lost'
  | 'failed_first'
  | 'refused'
  | 'stopped'

export interface Step {
  readonly state: StreamState
  readonly effects: readonly StreamEffect[]
}

const IDLE: StreamState = { kind: 'idle' }

/** The next state and what to do. Every event is allowed in every state. */
export function step(state: StreamState, event: StreamEvent): Step {
  switch (event.kind) {
    case 'start':
      if (state.kind !== 'idle') return { state, effects: [] }
      return connecting(event.nowMs, 1, false)
    case 'stop':
      return stop(state)
    case 'heard':
      return heard(state, event.nowMs)
    case 'broken':
      return broken(state, event)
    case 'tick':
      return tick(state, event)
    default:
      return assertNever(event)
  }
}

/** When the next `tick` matters, or undefined in `idle`. */
export function nextTickMs(state: StreamState): number | undefined {
  switch (state.kind) {
    case 'idle':
      return undefined
    case 'connecting':
      return state.sinceMs + CONNECT_TIMEOUT_MS
    case 'live':
      return Math.min(state.lastPingMs + HEARTBEAT_MS, state.lastHeardMs + SILENCE_MS)
    case 'waiting':
      return state.dueMs
    default:
      return assertNever(state)
  }
}

function connecting(sinceMs: number, attempt: number, hasBeenLive: boolean): Step {
  return { state: { kind: 'connecting', sinceMs, attempt, hasBeenLive }, effects: ['connect', 'ping'] }
}

function stop(state: StreamState): Step {
  if (state.kind === 'idle') return { state, effects: [] }
  const isOpen = state.kind === 'connecting' || state.kind === 'live'
  const wasLive = state.kind === 'live'
  return {
    state: IDLE,
    effects: [
      ...(isOpen ? (['disconnect'] as const) : []),
      ...(wasLive ? (['lost'] as const) : []),
      'stopped',
    ],
  }
}

function heard(state: StreamState, nowMs: number): Step {
  if (state.kind === 'live') return { state: { ...state, lastHeardMs: nowMs }, effects: [] }
  if (state.kind !== 'connecting') return { state, effects: [] }
  return { state: { kind: 'live', lastHeardMs: nowMs, lastPingMs: nowMs }, effects: ['became_live'] }
}

function broken(state: StreamState, event: { nowMs: number; random: number; isRefused: boolean }): Step {
  if (state.kind === 'idle' || state.kind === 'waiting') return { state, effects: [] }
  const lost: readonly StreamEffect[] = state.kind === 'live' ? ['lost'] : []
  if (event.isRefused) return { state: IDLE, effects: ['disconnect', ...lost, 'refused'] }
  if (state.kind === 'connecting' && !state.hasBeenLive)
    return { state: IDLE, effects: ['disconnect', 'failed_first'] }
  const attempt = state.kind === 'connecting' ? state.attempt + 1 : 1
  const windowMs = Math.min(LAST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1))
  const dueMs = event.nowMs + Math.round(event.random * windowMs)
  return { state: { kind: 'waiting', dueMs, attempt }, effects: ['disconnect', ...lost] }
}

function tick(state: StreamState, event: { nowMs: number; random: number }): Step {
  const { nowMs } = event
  switch (state.kind) {
    case 'idle':
      return { state, effects: [] }
    case 'waiting':
      return nowMs >= state.dueMs ? connecting(nowMs, state.attempt, true) : { state, effects: [] }
    case 'connecting': {
      const isLate = nowMs - state.sinceMs >= CONNECT_TIMEOUT_MS
      return isLate ? broken(state, { ...event, isRefused: false }) : { state, effects: [] }
    }
    case 'live': {
      if (nowMs - state.lastHeardMs >= SILENCE_MS) return broken(state, { ...event, isRefused: false })
      const isPingDue = nowMs - state.lastPingMs >= HEARTBEAT_MS
      return isPingDue
        ? { state: { ...state, lastPingMs: nowMs }, effects: ['ping'] }
        : { state, effects: [] }
    }
    default:
      return assertNever(state)
  }
}

function assertNever(value: never): never {
  throw new TypeError(`unknown kind: ${JSON.stringify(value)}`)
}
