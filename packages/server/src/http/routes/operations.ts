/** Whether the server lives and can serve, what it counts, and what it offers. No key needed. */
import { healthResponse, PATHS, readyResponse } from '@precis/protocol'
import { AppError } from '../../errors.js'
import type { Metrics } from '../../metrics.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['operations']

/** Each part that has to work for requests to be served, and whether it does. */
export type ReadinessCheck = () => Promise<Readonly<Record<string, boolean>>>

export function operationsRoutes(
  app: RouteApp,
  dependencies: {
    readonly version: string
    readonly checkReadiness: ReadinessCheck
    readonly metrics?: Metrics | undefined
  },
): void {
  const { version, checkReadiness, metrics } = dependencies

  app.get(
    PATHS.health,
    {
      schema: {
        summary: 'The process is alive',
        tags: TAGS,
        security: [],
        response: { 200: healthResponse },
      },
    },
    async () => ({ status: 'ok' as const, version }),
  )

  app.get(
    PATHS.ready,
    {
      schema: {
        summary: 'The server can serve',
        description: '200 once the store answers and the workers run; 503 while starting or draining.',
        tags: TAGS,
        security: [],
        response: { 200: readyResponse },
      },
    },
    async () => {
      const checks = await checkReadiness()
      const failed = Object.keys(checks).filter((name) => !checks[name])
      if (failed.length > 0)
        throw new AppError('unavailable', `not ready: ${failed.join(', ')}`, { details: { checks } })
      return { status: 'ready' as const, checks: { ...checks } }
    },
  )

  if (metrics)
    app.get(PATHS.metrics, { schema: { hide: true } }, async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.render()),
    )

  app.get(PATHS.openapi, { schema: { hide: true } }, async () => app.swagger())
}
