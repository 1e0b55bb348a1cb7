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
  // Also for what was under way when draining began: a kept-alive connection would hold up the end.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (options.isDraining()) reply.header('connection', 'close')
    done()
  })
  app.addHook('onRequest', (_request, _reply, done) => {
    if (!options.isDraining()) return done()
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
