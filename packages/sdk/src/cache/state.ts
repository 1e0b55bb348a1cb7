/**
 * What a client knows about one conversation, and which answers it may therefore repeat. Pure: time is in the events.
 * The invariants that this machine keeps are numbered in SPEC.md.
 *
 * Modes
 *   quiet      nothing of ours is under way: answers are kept for the whole lifetime
 *   unsettled  a write or a run of ours may still lead to a version that nobody tells us about: kept for moments only
 *   writing    a write of ours is under way: nothing is served, nothing is kept
 * A write moves to `writing` when it is sent, and to `unsettled` when it is answered or given up. The end of a known run,
 * time, or a live push stream moves from `unsettled` to `quiet`.
 */

/** The longest that any answer is repeated. The guide of the existing clients promises five minutes. */
export const MAX_TTL_MS = 300_000
/**
 * After a write of ours the server may compact by itself. Runs take milliseconds to a few seconds; for this long we do not
 * rely on having seen the last version.
 */
export const SETTLE_MS = 30_000
/** How long an answer is repeated meanwhile: enough for the calls of one turn. */
export const UNSETTLED_TTL_MS = 2_000

/** An answer that may be repeated. */
export interface Entry {
  /** The body as it came; parsed anew for each caller, so that no caller can change another's copy. */
  readonly text: string
  readonly correlationId: string
  /** The compaction that the answer is made from, and its version; null and 0: none. */
  readonly compactionId: string | null
  readonly version: number
  readonly sentAtMs: number
  readonly receivedAtMs: number
  readonly expiresAtMs: number
}

/** A finished run that the server told us about without being asked. */
export interface PushedUpdate {
  readonly compactionId: string
  readonly completedAtMs: number
  /** Recording time of the last message that the compaction covers, by the server's clock. */
  readonly coveredUntilMs: number
  readonly receivedAtMs: number
}

export interface ConversationState {
  /** Changes with every event after which an answer that was asked for earlier may be wrong. Never reused. */
  readonly generation: number
  readonly writesInFlight: number
  /** A run of which the start was seen, but not the end. */
  readonly runInFlight: string | null
  readonly unsettledUntilMs: number
  /** The highest version seen in any answer. */
  readonly newestVersion: number
  /** Server's recording time of our last write; a push that covers less does not speak for the present. */
  readonly lastRecordedAtMs: number
  /**
   * The outcome of our last write is not known, so no recording time says what a push has to cover. The next write that is
   * answered comes after it, and its time speaks for both.
   */
  readonly hasUnknownWrite: boolean
  readonly pushed: PushedUpdate | null
  readonly entries: Readonly<Record<string, Entry>>
}

/** What a request that changes the conversation has done. */
export type WriteEffect =
  | { readonly kind: 'recorded'; readonly recordedAtMs: number }
  /** A run was started, or the finished one that already covers everything was named. */
  | { readonly kind: 'run'; readonly compactionId: string; readonly isUnderWay: boolean }
  /** It failed or was given up: it may have had its effect all the same. */
  | { readonly kind: 'perhaps_recorded' }
  | { readonly kind: 'perhaps_run' }
  /** Messages were deleted, or perhaps: versions that were seen may be gone. */
  | { readonly kind: 'erased' }

export type ConversationEvent =
  /** A request that changes the conversation is about to be sent. */
  | { readonly kind: 'write_started'; readonly generation: number }
  /** It was answered, or given up. */
  | {
      readonly kind: 'write_settled'
      readonly generation: number
      readonly nowMs: number
      readonly effect: WriteEffect
    }
  /** A status answer. `generation`: of the moment when it was asked for. */
  | {
      readonly kind: 'status_seen'
      readonly generation: number
      readonly nextGeneration: number
      readonly status: 'none' | 'in_progress' | 'completed' | 'failed'
      readonly compactionId: string | null
      readonly version: number
      /** Nothing was recorded after what the newest version covers. */
      readonly coversAll: boolean
    }
  | { readonly kind: 'version_seen'; readonly version: number; readonly nextGeneration: number }
  | { readonly kind: 'pushed'; readonly generation: number; readonly update: PushedUpdate }
  /** The push stream broke off: what it would have told us is unknown from here on. */
  | { readonly kind: 'stream_lost'; readonly generation: number }
  /** An answer that may be kept came in. `generation`: of the moment when it was asked for. */
  | {
      readonly kind: 'answered'
      readonly key: string
      readonly generation: number
      readonly nextGeneration: number
      readonly entry: Omit<Entry, 'expiresAtMs'>
      readonly nowMs: number
      readonly ttlMs: number
      /** Throughout, from asking to the answer. */
      readonly isStreamLive: boolean
    }

export function initialState(generation: number, hasUnknownWrite = false): ConversationState {
  return {
    generation,
    writesInFlight: 0,
    runInFlight: null,
    unsettledUntilMs: Number.NEGATIVE_INFINITY,
    newestVersion: 0,
    lastRecordedAtMs: Number.NEGATIVE_INFINITY,
    hasUnknownWrite,
    pushed: null,
    entries: {},
  }
}

/** The state after one event. Every event is allowed in every state. */
export function transition(state: ConversationState, event: ConversationEvent): ConversationState {
  switch (event.kind) {
    case 'write_started':
      return { ...outdated(state, event.generation), writesInFlight: state.writesInFlight + 1 }
    case 'write_settled':
      return afterWrite(state, event)
    case 'status_seen':
      return afterStatus(state, event)
    case 'version_seen':
      return afterVersion(state, event.version, event.nextGeneration)
    case 'pushed':
      return afterPush(state, event.generation, event.update)
    case 'stream_lost':
      return { ...outdated(state, event.generation), pushed: null }
    case 'answered':
      return afterAnswer(state, event)
    default:
      return assertNever(event)
  }
}

/** The entry that may be served now. */
export function lookUp(state: ConversationState, key: string, nowMs: number): Entry | undefined {
  if (state.writesInFlight > 0) return undefined
  const entry = Object.hasOwn(state.entries, key) ? state.entries[key] : undefined
  // A clock that was set back must not make an entry live longer: before it was sent it is not valid either.
  return entry && entry.sentAtMs <= nowMs && nowMs < entry.expiresAtMs ? entry : undefined
}

/**
 * The pushed update that answers a status call now: nothing of ours came after it, and it is young enough for what others may
 * have recorded since.
 */
export function lookUpPushed(state: ConversationState, nowMs: number): PushedUpdate | undefined {
  const { pushed, runInFlight } = state
  if (!pushed || runInFlight !== null || !coversOwnWrites(state, pushed.coveredUntilMs)) return undefined
  return pushed.receivedAtMs <= nowMs && nowMs < pushed.receivedAtMs + MAX_TTL_MS ? pushed : undefined
}

/** Whether what the server knew at `serverTimeMs` includes every write of ours. */
export function coversOwnWrites(state: ConversationState, serverTimeMs: number): boolean {
  return state.writesInFlight === 0 && !state.hasUnknownWrite && state.lastRecordedAtMs <= serverTimeMs
}

/** Whether a version may be published without our learning of it. */
export function isUnsettled(state: ConversationState, nowMs: number, isStreamLive: boolean): boolean {
  return !isStreamLive && (state.runInFlight !== null || nowMs < state.unsettledUntilMs)
}

function outdated(state: ConversationState, generation: number): ConversationState {
  return { ...state, generation, entries: {} }
}

function afterWrite(
  state: ConversationState,
  event: Extract<ConversationEvent, { kind: 'write_settled' }>,
): ConversationState {
  const next = {
    ...outdated(state, event.generation),
    writesInFlight: Math.max(0, state.writesInFlight - 1),
    unsettledUntilMs: event.nowMs + SETTLE_MS,
  }
  const { effect } = event
  switch (effect.kind) {
    case 'recorded':
      return {
        ...next,
        lastRecordedAtMs: Math.max(state.lastRecordedAtMs, effect.recordedAtMs),
        hasUnknownWrite: false,
      }
    case 'run': {
      // The push can overtake the answer that announces the run.
      const isOver = !effect.isUnderWay || state.pushed?.compactionId === effect.compactionId
      return isOver ? next : { ...next, runInFlight: effect.compactionId, pushed: null }
    }
    case 'perhaps_recorded':
      return { ...next, hasUnknownWrite: true }
    case 'perhaps_run':
      return { ...next, pushed: null }
    case 'erased':
      return { ...next, pushed: null, runInFlight: null, newestVersion: 0 }
    default:
      return assertNever(effect)
  }
}

function afterStatus(
  state: ConversationState,
  event: Extract<ConversationEvent, { kind: 'status_seen' }>,
): ConversationState {
  const next = afterVersion(state, event.version, event.nextGeneration)
  if (event.generation !== state.generation) return next
  if (event.status === 'in_progress') return { ...next, runInFlight: event.compactionId, pushed: null }
  const nothingToCompact = event.status === 'completed' && event.coversAll
  return {
    ...next,
    runInFlight: null,
    unsettledUntilMs: nothingToCompact ? Number.NEGATIVE_INFINITY : next.unsettledUntilMs,
  }
}

function afterVersion(state: ConversationState, version: number, nextGeneration: number): ConversationState {
  return version > state.newestVersion
    ? { ...outdated(state, nextGeneration), newestVersion: version }
    : state
}

function afterPush(state: ConversationState, generation: number, update: PushedUpdate): ConversationState {
  // Runs of one conversation follow each other: a push of another id while we know of a run is an older one, arriving late.
  const isLate = state.runInFlight !== null && state.runInFlight !== update.compactionId
  const next = outdated(state, generation)
  return isLate ? next : { ...next, runInFlight: null, pushed: update }
}

function afterAnswer(
  before: ConversationState,
  event: Extract<ConversationEvent, { kind: 'answered' }>,
): ConversationState {
  const { key, entry, nowMs, ttlMs, isStreamLive } = event
  const isRunSeen = before.runInFlight !== null && before.runInFlight === entry.compactionId
  const seen = isRunSeen ? { ...before, runInFlight: null } : before
  const state = afterVersion(seen, entry.version, event.nextGeneration)
  if (event.generation !== before.generation || before.writesInFlight > 0) return state
  if (entry.version < state.newestVersion) return state
  // As of when it was asked for: what was published on the way back is not in it.
  const longestMs = isUnsettled(state, entry.sentAtMs, isStreamLive) ? UNSETTLED_TTL_MS : MAX_TTL_MS
  const expiresAtMs = entry.sentAtMs + Math.min(ttlMs, longestMs)
  if (expiresAtMs <= nowMs) return state
  return { ...state, entries: { ...state.entries, [key]: { ...entry, expiresAtMs } } }
}

function assertNever(value: never): never {
  throw new TypeError(`unknown kind: ${JSON.stringify(value)}`)
}
