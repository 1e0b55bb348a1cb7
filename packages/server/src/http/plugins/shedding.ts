import underPressure from '@fastify/under-pressure'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../../errors.js'

/** How often the event-loop delay is looked at. */
const SAMPLE_INTERVAL_MS = 500

/**
 * Refuses requests with `unavailable` while the process is draining or its event loop lags: a quick refusal that
 * clients retry is better than an answer after their timeout.
 */
export async function shedLoad(
  app: FastifyInstance,
  options: { readonly maxEventLoopDelayMs: number; readonly isDraining: () => boolean },
): Promise<void> {
  app.addHook('onRequest', (_request, reply, done) => {
    if (!options.isDraining()) return done()
    reply.header('connection', 'close')
    done(new AppError('unavailable', 'the server is shutting down; send the request again'))
  })
  if (options.maxEventLoopDelayMs === 0) return
  await app.register(underPressure, {
    maxEventLoopDelay: options.maxEventLoopDelayMs,
    sampleInterval: SAMPLE_INTERVAL_MS,
    pressureHandler: async () => {
      throw new AppError('unavailable', 'the server is overloaded; send the request again in a moment')
    },
  })
}
