import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CONNECT_TIMEOUT_MS,
  HEARTBEAT_MS,
  nextTickMs,
  SILENCE_MS,
  type StreamEffect,
  type StreamEvent,
  type StreamState,
  step,
} from './state.js'

const NOW = 1_000_000

const STATES = {
  idle: { kind: 'idle' },
  first_connecting: { kind: 'connecting', sinceMs: NOW, attempt: 1, hasBeenLive: false },
  again_connecting: { kind: 'connecting', sinceMs: NOW, attempt: 3, hasBeenLive: true },
  live: { kind: 'live', lastHeardMs: NOW, lastPingMs: NOW },
  waiting: { kind: 'waiting', dueMs: NOW + 500, attempt: 2 },
} satisfies Record<string, StreamState>

const EVENTS = {
  start: { kind: 'start', nowMs: NOW },
  stop: { kind: 'stop' },
  heard: { kind: 'heard', nowMs: NOW },
  broken: { kind: 'broken', nowMs: NOW, random: 0.5, isRefused: false },
  refused: { kind: 'broken', nowMs: NOW, random: 0.5, isRefused: true },
  early_tick: { kind: 'tick', nowMs: NOW, random: 0.5 },
  heartbeat_tick: { kind: 'tick', nowMs: NOW + HEARTBEAT_MS, random: 0.5 },
  late_tick: { kind: 'tick', nowMs: NOW + SILENCE_MS, random: 0.5 },
} satisfies Record<string, StreamEvent>

type Row = Record<keyof typeof EVENTS, readonly [StreamState['kind'], ...StreamEffect[]]>

const TABLE: Record<keyof typeof STATES, Row> = {
  idle: {
    start: ['connecting', 'connect', 'ping'],
    stop: ['idle'],
    heard: ['idle'],
    broken: ['idle'],
    refused: ['idle'],
    early_tick: ['idle'],
    heartbeat_tick: ['idle'],
    late_tick: ['idle'],
  },
  first_connecting: {
    start: ['connecting'],
    stop: ['idle', 'disconnect', 'stopped'],
    heard: ['live', 'became_live'],
    broken: ['idle', 'disconnect', 'failed_first'],
    refused: ['idle', 'disconnect', 'refused'],
    early_tick: ['connecting'],
    heartbeat_tick: ['idle', 'disconnect', 'failed_first'],
    late_tick: ['idle', 'disconnect', 'failed_first'],
  },
  again_connecting: {
    start: ['connecting'],
    stop: ['idle', 'disconnect', 'stopped'],
    heard: ['live', 'became_live'],
    broken: ['waiting', 'disconnect'],
    refused: ['idle', 'disconnect', 'refused'],
    early_tick: ['connecting'],
    heartbeat_tick: ['waiting', 'disconnect'],
    late_tick: ['waiting', 'disconnect'],
  },
  live: {
    start: ['live'],
    stop: ['idle', 'disconnect', 'lost', 'stopped'],
    heard: ['live'],
    broken: ['waiting', 'disconnect', 'lost'],
    refused: ['idle', 'disconnect', 'lost', 'refused'],
    early_tick: ['live'],
    heartbeat_tick: ['live', 'ping'],
    late_tick: ['waiting', 'disconnect', 'lost'],
  },
  waiting: {
    start: ['waiting'],
    stop: ['idle', 'stopped'],
    heard: ['waiting'],
    broken: ['waiting'],
    refused: ['waiting'],
    early_tick: ['waiting'],
    heartbeat_tick: ['connecting', 'connect', 'ping'],
    late_tick: ['connecting', 'connect', 'ping'],
  },
}

describe('the life of a stream', () => {
  for (const [name, state] of Object.entries(STATES) as [keyof typeof STATES, StreamState][]) {
    it.each(Object.entries(EVENTS) as [keyof typeof EVENTS, StreamEvent][])(`${name} × %s`, (event, what) => {
      const next = step(state, what)

      expect([next.state.kind, ...next.effects]).toEqual(TABLE[name][event])
    })
  }

  it('waits in windows that double up to thirty seconds', () => {
    const delays = [0, 1, 2, 3, 4, 5, 6, 7].map((attempt) => {
      const state: StreamState =
        attempt === 0 ? STATES.live : { kind: 'connecting', sinceMs: NOW, attempt, hasBeenLive: true }
      const next = step(state, { kind: 'broken', nowMs: NOW, random: 0.999999, isRefused: false }).state
      return next.kind === 'waiting' ? next.dueMs - NOW : undefined
    })

    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('pings each fifteen seconds as long as something is heard', () => {
    let state: StreamState = STATES.live
    let pings = 0
    for (let nowMs = NOW; nowMs <= NOW + 10 * HEARTBEAT_MS; nowMs += 1_000) {
      const next = step(step(state, { kind: 'heard', nowMs }).state, { kind: 'tick', nowMs, random: 0 })
      state = next.state
      pings += next.effects.filter((effect) => effect === 'ping').length
    }

    expect(state.kind).toBe('live')
    expect(pings).toBe(10)
  })

  it('walked at random: opens and closes in turn, and always knows when to look again', () => {
    const events = fc.array(
      fc.oneof(
        fc.constant({ kind: 'start' as const }),
        fc.constant({ kind: 'stop' as const }),
        fc.constant({ kind: 'heard' as const }),
        fc.record({ kind: fc.constant('broken' as const), isRefused: fc.boolean() }),
        fc.record({ kind: fc.constant('tick' as const), afterMs: fc.nat(60_000) }),
      ),
      { maxLength: 80, size: 'max' },
    )
    fc.assert(
      fc.property(events, fc.double({ min: 0, max: 0.999, noNaN: true }), (walk, random) => {
        let state: StreamState = { kind: 'idle' }
        let nowMs = NOW
        let [isOpen, isLive] = [false, false]
        for (const event of walk) {
          if (event.kind === 'tick') nowMs += event.afterMs
          const next = step(state, { isRefused: false, ...event, nowMs, random } as StreamEvent)
          for (const effect of next.effects) {
            if (effect === 'connect') {
              expect(isOpen).toBe(false)
              isOpen = true
            }
            if (effect === 'disconnect') {
              expect(isOpen).toBe(true)
              isOpen = false
            }
            if (effect === 'became_live') {
              expect(isLive).toBe(false)
              isLive = true
            }
            if (effect === 'lost') {
              expect(isLive).toBe(true)
              isLive = false
            }
            if (effect === 'ping') expect(isOpen).toBe(true)
          }
          state = next.state
          expect(isLive).toBe(state.kind === 'live')
          expect(isOpen).toBe(state.kind === 'live' || state.kind === 'connecting')
          const dueMs = nextTickMs(state)
          expect(dueMs === undefined).toBe(state.kind === 'idle')
          // Acting when it is due always leads on: never two looks at the same moment without a change.
          if (dueMs !== undefined) {
            const then = step(state, { kind: 'tick', nowMs: Math.max(nowMs, dueMs), random })
            expect(then.state).not.toEqual(state)
          }
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('gives a connection five seconds', () => {
    expect(nextTickMs(STATES.first_connecting)).toBe(NOW + CONNECT_TIMEOUT_MS)
  })
})
