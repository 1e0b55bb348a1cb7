import { HEADERS } from '@precis/protocol/headers'
import type { FastifyInstance } from 'fastify'

const ALLOWED_METHODS = 'GET, POST, PUT, PATCH, DELETE'
const ALLOWED_HEADERS = [
  HEADERS.authorization,
  'content-type',
  HEADERS.correlationId,
  HEADERS.idempotencyKey,
  HEADERS.clientId,
  HEADERS.instanceId,
].join(', ')
const READABLE_HEADERS = [HEADERS.correlationId, HEADERS.retryAfter].join(', ')
/** Browsers ask again after this; two hours is the most that any of them keeps. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200

/**
 * Lets pages of the given origins call the API from a browser. No cookies are ever involved: a page needs a key.
 *
 * @param origins such as `https://app.example`; `*` for every origin.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  const isAllowed = (origin: string) => origins.includes('*') || origins.includes(origin)
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers
    reply.header('vary', 'origin')
    if (origin === undefined || !isAllowed(origin)) return done()
    reply.header('access-control-allow-origin', origin)
    reply.header('access-control-expose-headers', READABLE_HEADERS)
    if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined)
      return done()
    reply
      .code(204)
      .header('access-control-allow-methods', ALLOWED_METHODS)
      .header('access-control-allow-headers', ALLOWED_HEADERS)
      .header('access-control-max-age', String(PREFLIGHT_MAX_AGE_SECONDS))
      .send()
  })
}
