import { describe, expect, it } from 'vitest'
import { CacheMemory, type CacheName } from './cache-memory.js'

const NAMES: readonly CacheName[] = [
  'versions',
  'prompt_contexts',
  'pushes',
  'predictions',
  'pushed_items',
  'owner_items',
]
const SHARE_BYTES = 100_000

describe('the memory of all caches', () => {
  it('is one share of the main thread, which they divide', () => {
    const memory = new CacheMemory(SHARE_BYTES)
    for (const name of NAMES) memory.open(name)
    const bounds = [...memory.gauges().values()].map(({ maxBytes }) => maxBytes)

    expect([...memory.gauges().keys()]).toEqual(NAMES)
    expect(Math.min(...bounds)).toBeGreaterThan(0)
    expect(bounds.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(SHARE_BYTES)
  })

  it('is never more than the bound, whatever is kept, and tells when it was full', () => {
    const memory = new CacheMemory(SHARE_BYTES)
    const versions = memory.open<string>('versions')
    let most = 0
    for (let i = 0; i < 200; i++) {
      versions.set(`conversation ${i}`, 'x'.repeat(i * 10), i * 10)
      if (i % 3 === 0) versions.set(`conversation ${i}`, 'grown', i * 20)
      most = Math.max(most, versions.bytes)
    }

    expect(most).toBeLessThanOrEqual(versions.maxBytes)
    expect(most).toBeGreaterThan(versions.maxBytes / 2)
    expect(memory.gauges().get('versions')?.evictions).toBeGreaterThan(0)
    expect(memory.gauges().get('versions')?.bytes).toBe(versions.bytes)
  })

  it('gives up all that belongs together', () => {
    const cache = new CacheMemory(SHARE_BYTES).open<number>('pushes')
    for (const key of ['a 1', 'a 2', 'ab 1', 'b a']) cache.set(key, 1, 10)
    cache.deleteAllOf('a ')

    expect(['a 1', 'a 2', 'ab 1', 'b a'].filter((key) => cache.has(key))).toEqual(['ab 1', 'b a'])
    expect(cache.entries).toBe(2)
  })
})
