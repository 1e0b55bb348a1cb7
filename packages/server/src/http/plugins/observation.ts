import type { FastifyInstance } from 'fastify'
import type { Log } from '../../log.js'
import type { Metrics } from '../../metrics.js'

/** Logs each answer at `debug` and counts it, by the route's pattern and without anything that was said. */
export function observeRequests(
  app: FastifyInstance,
  dependencies: { readonly log: Log; readonly metrics?: Metrics | undefined },
): void {
  const { log, metrics } = dependencies
  if (!metrics && !log.isLevelEnabled('debug')) return
  app.addHook('onResponse', (request, reply, done) => {
    const observation = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      durationMs: reply.elapsedTime,
    }
    metrics?.observeRequest(observation)
    log.debug({ ...observation, correlationId: request.id }, 'answered')
    done()
  })
}
