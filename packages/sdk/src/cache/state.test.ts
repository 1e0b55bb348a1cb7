import { describe, expect, it } from 'vitest'
import {
  type ConversationEvent,
  type ConversationState,
  coversOwnWrites,
  initialState,
  lookUp,
  lookUpPushed,
  MAX_TTL_MS,
  type PushedUpdate,
  SETTLE_MS,
  transition,
  UNSETTLED_TTL_MS,
} from './state.js'

const NOW = 1_000_000
const KEY = 'prompt|structured|auto'
/** Stands for the generation of the state that the event meets. */
const CURRENT = -1

const pushed: PushedUpdate = {
  compactionId: 'c2',
  completedAtMs: NOW,
  coveredUntilMs: NOW - 10,
  receivedAtMs: NOW,
}

function answered(
  version = 1,
  over: Partial<Extract<ConversationEvent, { kind: 'answered' }>> = {},
): ConversationEvent {
  return {
    kind: 'answered',
    key: KEY,
    generation: CURRENT,
    nextGeneration: 2,
    entry: {
      text: `v${version}`,
      correlationId: 'x',
      compactionId: `c${version}`,
      version,
      sentAtMs: NOW,
      receivedAtMs: NOW,
    },
    nowMs: NOW,
    ttlMs: MAX_TTL_MS,
    isStreamLive: false,
    ...over,
  }
}

function after(...events: ConversationEvent[]): ConversationState {
  return events.reduce(apply, initialState(1))
}

function apply(state: ConversationState, event: ConversationEvent): ConversationState {
  return transition(
    state,
    event.kind !== 'version_seen' && event.generation === CURRENT
      ? { ...event, generation: state.generation }
      : event,
  )
}

/** The modes of the machine, each reached by events. */
const STATES = {
  new: after(),
  quiet_with_answer: after(answered()),
  writing: after({ kind: 'write_started', generation: 1 }),
  unsettled: after(
    { kind: 'write_started', generation: 1 },
    {
      kind: 'write_settled',
      generation: 1,
      nowMs: NOW,
      effect: { kind: 'recorded', recordedAtMs: NOW - 20 },
    },
    answered(),
  ),
  run_known: after({
    kind: 'write_settled',
    generation: 1,
    nowMs: NOW,
    effect: { kind: 'run', compactionId: 'c2', isUnderWay: true },
  }),
  pushed: after({ kind: 'pushed', generation: 1, update: pushed }, answered(2)),
} satisfies Record<string, ConversationState>

const EVENTS = {
  write_started: { kind: 'write_started', generation: 2 },
  recorded: {
    kind: 'write_settled',
    generation: 2,
    nowMs: NOW,
    effect: { kind: 'recorded', recordedAtMs: NOW },
  },
  perhaps_recorded: {
    kind: 'write_settled',
    generation: 2,
    nowMs: NOW,
    effect: { kind: 'perhaps_recorded' },
  },
  run_started: {
    kind: 'write_settled',
    generation: 2,
    nowMs: NOW,
    effect: { kind: 'run', compactionId: 'c2', isUnderWay: true },
  },
  run_found_done: {
    kind: 'write_settled',
    generation: 2,
    nowMs: NOW,
    effect: { kind: 'run', compactionId: 'c1', isUnderWay: false },
  },
  perhaps_run: { kind: 'write_settled', generation: 2, nowMs: NOW, effect: { kind: 'perhaps_run' } },
  status_in_progress: {
    kind: 'status_seen',
    generation: CURRENT,
    nextGeneration: 2,
    status: 'in_progress',
    compactionId: 'c2',
    version: 1,
    coversAll: true,
  },
  status_completed: {
    kind: 'status_seen',
    generation: CURRENT,
    nextGeneration: 2,
    status: 'completed',
    compactionId: 'c1',
    version: 1,
    coversAll: true,
  },
  newer_version: { kind: 'version_seen', version: 9, nextGeneration: 2 },
  older_version: { kind: 'version_seen', version: 0, nextGeneration: 2 },
  pushed: { kind: 'pushed', generation: 2, update: pushed },
  other_pushed: { kind: 'pushed', generation: 2, update: { ...pushed, compactionId: 'c1' } },
  stream_lost: { kind: 'stream_lost', generation: 2 },
  answered: answered(2),
  answered_to_earlier: answered(2, { generation: 0 }),
} satisfies Record<string, ConversationEvent>

/** What may be said after the event: `answer` may be repeated; a `push` may answer a status; `-` neither. */
const TABLE: Record<keyof typeof STATES, Record<keyof typeof EVENTS, '-' | 'answer' | 'push' | 'both'>> = {
  new: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: '-',
    run_found_done: '-',
    perhaps_run: '-',
    status_in_progress: '-',
    status_completed: '-',
    newer_version: '-',
    older_version: '-',
    pushed: 'push',
    other_pushed: 'push',
    stream_lost: '-',
    answered: 'answer',
    answered_to_earlier: '-',
  },
  quiet_with_answer: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: '-',
    run_found_done: '-',
    perhaps_run: '-',
    status_in_progress: 'answer',
    status_completed: 'answer',
    newer_version: '-',
    older_version: 'answer',
    pushed: 'push',
    other_pushed: 'push',
    stream_lost: '-',
    answered: 'answer',
    answered_to_earlier: '-',
  },
  writing: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: '-',
    run_found_done: '-',
    perhaps_run: '-',
    status_in_progress: '-',
    status_completed: '-',
    newer_version: '-',
    older_version: '-',
    pushed: '-',
    other_pushed: '-',
    stream_lost: '-',
    answered: '-',
    answered_to_earlier: '-',
  },
  unsettled: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: '-',
    run_found_done: '-',
    perhaps_run: '-',
    status_in_progress: 'answer',
    status_completed: 'answer',
    newer_version: '-',
    older_version: 'answer',
    pushed: 'push',
    other_pushed: 'push',
    stream_lost: '-',
    answered: 'answer',
    answered_to_earlier: '-',
  },
  run_known: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: '-',
    run_found_done: '-',
    perhaps_run: '-',
    status_in_progress: '-',
    status_completed: '-',
    newer_version: '-',
    older_version: '-',
    pushed: 'push',
    other_pushed: '-',
    stream_lost: '-',
    answered: 'answer',
    answered_to_earlier: '-',
  },
  pushed: {
    write_started: '-',
    recorded: '-',
    perhaps_recorded: '-',
    run_started: 'push',
    run_found_done: 'push',
    perhaps_run: '-',
    status_in_progress: 'answer',
    status_completed: 'both',
    newer_version: 'push',
    older_version: 'both',
    pushed: 'push',
    other_pushed: 'push',
    stream_lost: '-',
    answered: 'both',
    answered_to_earlier: 'both',
  },
}

describe('the state of a conversation', () => {
  for (const [name, state] of Object.entries(STATES) as [keyof typeof STATES, ConversationState][]) {
    it.each(Object.entries(EVENTS) as [keyof typeof EVENTS, ConversationEvent][])(
      `${name} × %s`,
      (event, what) => {
        const next = apply(state, what)

        const canAnswer = lookUp(next, KEY, NOW) !== undefined
        const canPush = lookUpPushed(next, NOW) !== undefined
        const said = canAnswer && canPush ? 'both' : canAnswer ? 'answer' : canPush ? 'push' : '-'
        expect(said).toBe(TABLE[name][event])
        expect(next.writesInFlight).toBeGreaterThanOrEqual(0)
        expect(next.newestVersion).toBeGreaterThanOrEqual(state.newestVersion)
      },
    )
  }

  it('keeps an answer for five minutes after it was asked for, and not a millisecond longer', () => {
    const state = after(answered())

    expect(lookUp(state, KEY, NOW + MAX_TTL_MS - 1)).toBeDefined()
    expect(lookUp(state, KEY, NOW + MAX_TTL_MS)).toBeUndefined()
  })

  it('does not keep an answer that took longer than it may live', () => {
    const state = after(answered(1, { nowMs: NOW + MAX_TTL_MS }))

    expect(state.entries).toEqual({})
  })

  it('does not make an answer live longer when the clock is set back', () => {
    expect(lookUp(after(answered()), KEY, NOW - 1)).toBeUndefined()
  })

  it('keeps an answer for moments only while a version may come unseen', () => {
    const settled: ConversationEvent = {
      kind: 'write_settled',
      generation: 1,
      nowMs: NOW,
      effect: { kind: 'recorded', recordedAtMs: NOW },
    }
    const soon = after(settled, answered())
    const live = after(settled, answered(1, { isStreamLive: true }))
    const later = NOW + SETTLE_MS
    const entry = {
      text: '',
      correlationId: 'x',
      compactionId: null,
      version: 0,
      sentAtMs: later,
      receivedAtMs: later,
    }
    const quiet = after(settled, answered(1, { nowMs: later, entry }))

    expect(lookUp(soon, KEY, NOW + UNSETTLED_TTL_MS - 1)).toBeDefined()
    expect(lookUp(soon, KEY, NOW + UNSETTLED_TTL_MS)).toBeUndefined()
    expect(lookUp(live, KEY, NOW + MAX_TTL_MS - 1)).toBeDefined()
    expect(lookUp(quiet, KEY, later + MAX_TTL_MS - 1)).toBeDefined()
  })

  it('goes by the moment of asking: what was published on the way back is not in the answer', () => {
    const state = after(
      { kind: 'write_settled', generation: 1, nowMs: NOW, effect: { kind: 'recorded', recordedAtMs: NOW } },
      answered(1, { nowMs: NOW + SETTLE_MS }),
    )

    expect(state.entries).toEqual({})
  })

  it('does not take an answer of an older version than one that was seen', () => {
    const state = after({ kind: 'version_seen', version: 3, nextGeneration: 1 }, answered(2))

    expect(state.entries).toEqual({})
  })

  it('drops the other answers when one shows a newer version', () => {
    const state = after(answered(1), answered(2, { key: 'other' }))

    expect(Object.keys(state.entries)).toEqual(['other'])
  })

  it('lets a push speak for the present only if it covers our last write', () => {
    const recorded = (recordedAtMs: number): ConversationEvent => ({
      kind: 'write_settled',
      generation: 2,
      nowMs: NOW,
      effect: { kind: 'recorded', recordedAtMs },
    })
    const push: ConversationEvent = { kind: 'pushed', generation: 3, update: pushed }

    expect(lookUpPushed(after(recorded(pushed.coveredUntilMs), push), NOW)).toBeDefined()
    expect(lookUpPushed(after(recorded(pushed.coveredUntilMs + 1), push), NOW)).toBeUndefined()
    expect(lookUpPushed(after(push, recorded(pushed.coveredUntilMs + 1)), NOW)).toBeUndefined()
  })

  it('lets a push speak for five minutes, because others may record without our knowing', () => {
    const state = after({ kind: 'pushed', generation: 2, update: pushed })

    expect(lookUpPushed(state, NOW + MAX_TTL_MS - 1)).toBeDefined()
    expect(lookUpPushed(state, NOW + MAX_TTL_MS)).toBeUndefined()
    expect(lookUpPushed(state, NOW - 1)).toBeUndefined()
  })

  it('trusts no server time while the outcome of a write is unknown, until the next one is answered', () => {
    const unknown = after({
      kind: 'write_settled',
      generation: 2,
      nowMs: NOW,
      effect: { kind: 'perhaps_recorded' },
    })
    const known = apply(unknown, {
      kind: 'write_settled',
      generation: 3,
      nowMs: NOW,
      effect: { kind: 'recorded', recordedAtMs: 50 },
    })

    expect(coversOwnWrites(unknown, Number.MAX_SAFE_INTEGER)).toBe(false)
    expect([coversOwnWrites(known, 49), coversOwnWrites(known, 50)]).toEqual([false, true])
  })

  it('does not wait for a run whose end was pushed before its start was answered', () => {
    const state = after({ kind: 'pushed', generation: 2, update: pushed }, EVENTS.run_started)

    expect(state.runInFlight).toBeNull()
  })
})
