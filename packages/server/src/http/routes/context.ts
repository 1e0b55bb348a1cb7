/** The prompt context, and ranked items of one conversation. */
import {
  conversationParams,
  DEFAULT_MAX_RESULTS,
  fetchConversationRequest,
  fetchResponse,
  PATHS,
  promptContextQuery,
  promptContextResponse,
} from '@precis/protocol'
import type { FastifyReply } from 'fastify'
import type { Clock } from '../../clock.js'
import type { ContextService } from '../../services/types.js'
import { createPromptContextSerialiser, fetchedOf, SERVICE_TYPE } from '../wire/context.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['context']

export function contextRoutes(app: RouteApp, context: ContextService, clock: Clock): void {
  const serialise = createPromptContextSerialiser()

  app.get(
    PATHS.contextForPrompt,
    {
      schema: {
        summary: 'Context for the next prompt',
        description:
          'The newest compaction and the messages after it as one string. 403 without recorded messages.',
        tags: TAGS,
        params: conversationParams,
        querystring: promptContextQuery,
        response: { 200: promptContextResponse },
      },
    },
    async (request, reply) => {
      const bytes = serialise(await context.forPrompt(request.principal, request.params.id, request.query))
      // The schema documents the answer, which is serialised already; a test holds the two together.
      const raw: FastifyReply = reply
      return raw.type('application/json; charset=utf-8').send(bytes)
    },
  )

  app.post(
    PATHS.fetchConversation,
    {
      schema: {
        summary: 'Ranked items of a conversation',
        tags: TAGS,
        body: fetchConversationRequest,
        response: { 200: fetchResponse },
      },
    },
    async (request) => {
      const { body } = request
      const wantsContext = body.include_conversation_context ?? true
      const fetched = await context.fetchConversation(request.principal, {
        conversationId: body.conversation_id,
        userId: body.user_id,
        queries: body.search_query?.filter((query) => query.trim() !== '') ?? [],
        maxResults: body.max_results ?? DEFAULT_MAX_RESULTS,
        types: body.types?.map((type) => SERVICE_TYPE[type]) ?? [],
        mode: body.mode ?? 'fast',
        includeConversationContext: wantsContext,
      })
      const origin = { scope: 'conversation', entityId: body.conversation_id, nowMs: clock.now() } as const
      return fetchedOf(fetched, origin, wantsContext)
    },
  )
}
