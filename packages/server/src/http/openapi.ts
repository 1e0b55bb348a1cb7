/** The OpenAPI document, made from the schemas that the routes check with. */
import swagger from '@fastify/swagger'
import { ERROR_DEFINITIONS, errorResponse } from '@precis/protocol'
import type { FastifyInstance, FastifySchema, RouteOptions } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** Refusals that any route behind a key may give. */
const GENERAL_ERRORS = [
  'invalid_argument',
  'unauthenticated',
  'rate_limited',
  'internal',
  'unavailable',
] as const

/** Adds the general refusals to the responses of a route that does not name them itself. */
function withErrorResponses(schema: FastifySchema): FastifySchema {
  const given = schema.response
  const own = typeof given === 'object' && given !== null ? given : {}
  const general: Record<string, unknown> = {}
  for (const code of GENERAL_ERRORS) {
    const { httpStatus, meaning } = ERROR_DEFINITIONS[code]
    general[String(httpStatus)] = errorResponse.describe(meaning)
  }
  return { ...schema, response: { ...general, ...own } }
}

/** Collects the routes that are registered afterwards; `app.swagger()` gives the document. */
export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Precis',
        version,
        description:
          'Records conversations, compacts them in the background and returns a checked, prompt-ready context. Every success is 200; every refusal carries `detail`, `error`, `code` and `details`.',
      },
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key, synap_…' },
        },
      },
      security: [{ apiKey: [] }],
    },
    transform: (route) => {
      const options: RouteOptions & { url: string } = route.route
      const schema = route.schema?.hide ? route.schema : withErrorResponses(route.schema ?? {})
      return jsonSchemaTransform({ ...route, schema, route: options })
    },
  })
}
