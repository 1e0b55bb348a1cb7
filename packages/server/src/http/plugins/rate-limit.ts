import type { FastifyInstance } from 'fastify'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../../clock.js'
import { AppError } from '../../errors.js'

/** Keys remembered at once. A forgotten key starts with a full bucket, which only ever helps it. */
const MAX_BUCKETS = 10_000
const MS_PER_MINUTE = 60_000

export interface RateLimit {
  /** Requests per minute and API key in the long run. */
  readonly perMinute: number
  /** Requests that a key may send at once after a pause. */
  readonly burst: number
}

interface Bucket {
  tokens: number
  filledAtMs: number
}

/**
 * Limits each API key by a token bucket. Counts in this process alone.
 *
 * Errors  `rate_limited` with `retryAfterSeconds`, the time until the next request would pass.
 */
export function limitRate(app: FastifyInstance, limit: RateLimit, clock: Clock): void {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_BUCKETS })
  const tokensPerMs = limit.perMinute / MS_PER_MINUTE
  app.addHook('onRequest', async (request) => {
    const nowMs = clock.now()
    const { keyId } = request.principal
    const bucket = buckets.get(keyId) ?? { tokens: limit.burst, filledAtMs: nowMs }
    bucket.tokens = Math.min(limit.burst, bucket.tokens + (nowMs - bucket.filledAtMs) * tokensPerMs)
    bucket.filledAtMs = nowMs
    buckets.set(keyId, bucket)
    if (bucket.tokens < 1) {
      const retryAfterSeconds = Math.ceil((1 - bucket.tokens) / tokensPerMs / 1000)
      throw new AppError(
        'rate_limited',
        `over ${limit.perMinute} requests per minute; try again in ${retryAfterSeconds} s`,
        { details: { retryAfterSeconds, limitPerMinute: limit.perMinute } },
      )
    }
    bucket.tokens -= 1
  })
}
