/** Counters for Prometheus. The library is loaded only where they are switched on. */
import type { CacheGauge } from './cache/byte-cache.js'

export interface RequestObservation {
  readonly method: string
  /** The route's pattern, never the path: a label must not grow with the data. */
  readonly route: string
  readonly status: number
  readonly durationMs: number
}

/** What the streams have seen since the start. */
export interface StreamTotals {
  readonly opened: number
  readonly closed: number
  readonly pings: number
  readonly recorded: number
  readonly refused: number
  readonly telemetry: number
  /** Other events, by their type. */
  readonly events: Readonly<Record<string, number>>
}

export interface Metrics {
  readonly contentType: string
  observeRequest(observation: RequestObservation): void
  /** Something that was committed: a message, a version, a failed run. */
  countChange(kind: string): void
  /** Reads the stream's counters whenever the metrics are asked for. */
  watchStreams(counters: StreamTotals): void
  /** Reads what the caches hold whenever the metrics are asked for. */
  watchCaches(gauges: () => ReadonlyMap<string, CacheGauge>): void
  /** All metrics in the text format. */
  render(): Promise<string>
}

/** Seconds; from a cached read on a fast machine to a client's own timeout. */
const DURATION_BUCKETS_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30]

const CACHE_GAUGES = [
  { name: 'precis_cache_bytes', help: 'Bytes that a cache holds', value: ({ bytes }: CacheGauge) => bytes },
  {
    name: 'precis_cache_max_bytes',
    help: 'Bytes that a cache may hold',
    value: ({ maxBytes }: CacheGauge) => maxBytes,
  },
  { name: 'precis_cache_entries', help: 'Entries of a cache', value: ({ entries }: CacheGauge) => entries },
  {
    name: 'precis_cache_evictions',
    help: 'Entries that made room for others since the start; above 0, the cache has been full',
    value: ({ evictions }: CacheGauge) => evictions,
  },
] as const

export async function createMetrics(): Promise<Metrics> {
  const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'precis_' })
  const requests = new Histogram({
    name: 'precis_http_request_duration_seconds',
    help: 'Time from the request line to the last byte of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: DURATION_BUCKETS_S,
    registers: [registry],
  })
  const changes = new Counter({
    name: 'precis_changes_total',
    help: 'Messages recorded, runs queued and failed, versions published, conversations erased',
    labelNames: ['kind'],
    registers: [registry],
  })
  return {
    countChange: (kind) => changes.inc({ kind }),
    contentType: registry.contentType,
    observeRequest: ({ method, route, status, durationMs }) =>
      requests.observe({ method, route, status: String(status) }, durationMs / 1000),
    watchStreams(counters) {
      const registers = [registry]
      new Gauge({
        name: 'precis_streams_open',
        help: 'Streams that are open',
        registers,
        collect() {
          this.set(counters.opened - counters.closed)
        },
      })
      new Counter({
        name: 'precis_stream_events_total',
        help: 'Events of streams by what became of them or, where nothing had to, by their type',
        labelNames: ['event'],
        registers,
        collect() {
          this.reset()
          const { pings, recorded, refused, telemetry, events } = counters
          for (const [event, count] of Object.entries({ pings, recorded, refused, telemetry, ...events }))
            this.inc({ event }, count)
        },
      })
    },
    watchCaches: (gauges) => {
      for (const { name, help, value } of CACHE_GAUGES)
        new Gauge({
          name,
          help,
          labelNames: ['cache'],
          registers: [registry],
          collect() {
            for (const [cache, gauge] of gauges()) this.set({ cache }, value(gauge))
          },
        })
    },
    render: () => registry.metrics(),
  }
}
