import { COUNTED_EVENTS, type CountedEvent } from './inbound.js'

/** What the streams of this process have seen since it started. */
export interface StreamCounters {
  opened: number
  closed: number
  pings: number
  /** Messages that became durable; repeats of one message count each time. */
  recorded: number
  refused: number
  telemetry: number
  readonly events: Record<CountedEvent, number>
}

export function createStreamCounters(): StreamCounters {
  const events: Partial<Record<CountedEvent, number>> = {}
  for (const name of COUNTED_EVENTS) events[name] = 0
  return {
    opened: 0,
    closed: 0,
    pings: 0,
    recorded: 0,
    refused: 0,
    telemetry: 0,
    // Every name was set in the loop above.
    events: events as Record<CountedEvent, number>,
  }
}
