/** Who the caller's key is. */
import { PATHS, whoamiResponse } from '@precis/protocol'
import type { RouteApp } from './route-app.js'

export function identityRoutes(app: RouteApp): void {
  app.get(
    PATHS.whoami,
    {
      schema: {
        summary: 'The client and instance of the API key',
        tags: ['identity'],
        response: { 200: whoamiResponse },
      },
    },
    async (request) => ({
      client_id: request.principal.clientId,
      instance_id: request.principal.instanceId,
    }),
  )
}
