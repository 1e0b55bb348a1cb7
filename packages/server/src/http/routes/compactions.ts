/** Starting, following and reading compactions. */
import {
  compactedQuery,
  compactionStatusResponse,
  compactRequest,
  compactResponse,
  conversationParams,
  explainQuery,
  explainResponse,
  MESSAGES_FORMAT,
  PATHS,
  readCompactedResponse,
} from '@precis/protocol'
import type { CompactionService } from '../../services/types.js'
import { compactedOf, explanationOf, messageListOf, statusOf, triggeredOf } from '../wire/compactions.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['compactions']

export function compactionRoutes(app: RouteApp, compactions: CompactionService): void {
  app.post(
    PATHS.compact,
    {
      schema: {
        summary: 'Start a compaction',
        description:
          'Answers at once. `completed` when nothing is new and `force` is not set, else `in_progress`; 409 while a run is under way; 403 without recorded messages.',
        tags: TAGS,
        body: compactRequest,
        response: { 200: compactResponse },
      },
    },
    async (request) => {
      const { conversation_id, strategy, target_tokens, force } = request.body
      const input = { conversationId: conversation_id, strategy, targetTokens: target_tokens, force }
      return triggeredOf(await compactions.trigger(request.principal, input))
    },
  )

  app.get(
    PATHS.compactionStatus,
    {
      schema: {
        summary: 'State of the latest run and the newest version',
        tags: TAGS,
        params: conversationParams,
        response: { 200: compactionStatusResponse },
      },
    },
    async (request) => statusOf(await compactions.status(request.principal, request.params.id)),
  )

  app.get(
    PATHS.compacted,
    {
      schema: {
        summary: 'Read a compaction',
        description:
          'The newest version, or the one asked for; 404 when there is none. With format `messages` a list of messages that the provider accepts, instead of a text.',
        tags: TAGS,
        params: conversationParams,
        querystring: compactedQuery,
        response: { 200: readCompactedResponse },
      },
    },
    async (request) => {
      const { version, format, provider = 'openai', include_extractions, include_narrative } = request.query
      if (format === MESSAGES_FORMAT)
        return messageListOf(
          await compactions.listMessages(request.principal, request.params.id, { version, provider }),
        )
      const compaction = await compactions.get(request.principal, request.params.id, { version, format })
      return compactedOf(compaction, {
        extractions: include_extractions ?? true,
        narrative: include_narrative ?? true,
      })
    },
  )

  app.get(
    PATHS.explain,
    {
      schema: {
        summary: 'Why each sentence was kept, shortened, dropped or superseded',
        tags: TAGS,
        params: conversationParams,
        querystring: explainQuery,
        response: { 200: explainResponse },
      },
    },
    async (request) => {
      const { version } = request.query
      return explanationOf(await compactions.explain(request.principal, request.params.id, { version }))
    },
  )
}
