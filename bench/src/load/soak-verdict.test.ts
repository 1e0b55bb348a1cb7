import { describe, expect, it } from 'vitest'
import { gaugesIn } from './cache-gauges.js'
import type { HeldMemory } from './held-memory.js'
import { type Look, warmFromOf } from './soak-verdict.js'

const memoryWith = (bytes: number): HeldMemory => ({
  heapUsed: 0,
  heapTotal: 0,
  external: 0,
  arrayBuffers: 0,
  rss: 0,
  threads: [],
  resources: {},
  residentBytes: 0,
  openFiles: 0,
  caches: { bytes, maxBytes: 1_000, full: [] },
})
const looks = (bytesAt: (minute: number) => number): Look[] =>
  Array.from({ length: 21 }, (_, minutes) => ({
    minutes,
    memory: memoryWith(bytesAt(minutes)),
    sessions: undefined,
  }))

describe('a soak is judged', () => {
  it('once the caches are full and the collector has been by, also where they never hold all they may', () => {
    expect(warmFromOf(looks((minute) => Math.min(800, 200 * minute)))).toBe(6)
  })

  it('never, where the caches still fill at the end', () => {
    expect(warmFromOf(looks((minute) => 10 * minute))).toBe(21)
  })
})

describe('the gauges of the caches', () => {
  it('are summed over the caches, with the names of those that had to make room', () => {
    const text = [
      '# HELP precis_cache_bytes Bytes that a cache holds',
      'precis_cache_bytes{cache="versions"} 700',
      'precis_cache_bytes{cache="fetch_memory"} 23',
      'precis_cache_max_bytes{cache="versions"} 800',
      'precis_cache_max_bytes{cache="fetch_memory"} 900',
      'precis_cache_evictions{cache="versions"} 3',
      'precis_cache_evictions{cache="fetch_memory"} 0',
    ].join('\n')
    expect(gaugesIn(text)).toEqual({ bytes: 723, maxBytes: 1_700, full: ['versions'] })
  })
})
