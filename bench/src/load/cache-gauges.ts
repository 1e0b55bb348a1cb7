/** What the caches of a server hold, as its `/metrics` tells it. */
import type { PrecisServer } from '../speed/child-server.js'

export interface CacheGauges {
  /** Of all caches. */
  readonly bytes: number
  readonly maxBytes: number
  /** Caches that had to make room. */
  readonly full: readonly string[]
}

/** Errors  `Error` when the server was started without `--metrics on`. */
export async function readCacheGauges({ url, headers }: PrecisServer): Promise<CacheGauges> {
  const answer = await fetch(`${url}/metrics`, { headers })
  if (answer.status !== 200) throw new Error(`/metrics answered ${answer.status}: start it with --metrics on`)
  return gaugesIn(await answer.text())
}

export function gaugesIn(text: string): CacheGauges {
  const all = (name: string) =>
    [...text.matchAll(new RegExp(`^${name}\\{cache="(\\w+)"\\} (\\d+)$`, 'gm'))].map(
      ([, cache = '', value]) => ({ cache, value: Number(value) }),
    )
  const sumOf = (name: string) => all(name).reduce((sum, { value }) => sum + value, 0)
  return {
    bytes: sumOf('precis_cache_bytes'),
    maxBytes: sumOf('precis_cache_max_bytes'),
    full: all('precis_cache_evictions').flatMap(({ cache, value }) => (value > 0 ? [cache] : [])),
  }
}
