import type { FastifyInstance } from 'fastify'
import type { Authenticator } from '../../auth/principal.js'
import type { Principal } from '../../services/types.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is calling. Only on routes behind authentication. */
    principal: Principal
  }
}

/** Resolves the caller before the body is read: a stranger cannot make the server parse anything. */
export function requireAuthentication(app: FastifyInstance, authenticator: Authenticator): void {
  app.decorateRequest('principal')
  app.addHook('onRequest', async (request) => {
    request.principal = await authenticator.authenticate(request.headers.authorization)
  })
}
