/** Deleting a message, a conversation, a user; and the receipts. */
import {
  conversationParams,
  eraseMessageResponse,
  eraseResponse,
  eraseUserParams,
  eraseUserQuery,
  erasureParams,
  erasureResponse,
  messageParams,
  PATHS,
  type WireRemoved,
} from '@precis/protocol'
import type { Clock } from '../../clock.js'
import type { ConversationService } from '../../services/conversations.js'
import type { ErasureJob, ErasureService, Removed } from '../../services/erasures.js'
import { isoOf, isoOrNull } from '../wire/compactions.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['deleting']

export interface ErasureRouteDependencies {
  readonly conversations: ConversationService
  readonly erasures: ErasureService
  readonly clock: Clock
}

const removedOf = (removed: Removed): WireRemoved => ({ ...removed })

const erasureOf = (job: ErasureJob) => ({
  erasure_id: job.id,
  kind: job.kind,
  state: job.state,
  requested_at: isoOf(job.requestedAtMs),
  completed_at: isoOrNull(job.completedAtMs),
  removed: removedOf(job.removed),
})

export function erasureRoutes(app: RouteApp, dependencies: ErasureRouteDependencies): void {
  const { conversations, erasures, clock } = dependencies
  app.delete(
    PATHS.conversation,
    {
      schema: {
        summary: 'Delete a conversation and everything made from it',
        description: 'A run under way ends without a result. The answer is the receipt.',
        tags: TAGS,
        params: conversationParams,
        response: { 200: eraseResponse },
      },
    },
    async ({ principal, params }) => {
      const removed = await conversations.erase(principal, params.id)
      return {
        conversation_id: params.id,
        deleted_at: isoOf(clock.now()),
        messages_removed: removed.messages ?? 0,
        versions_removed: removed.versions ?? 0,
        removed: removedOf(removed),
      }
    },
  )
  app.delete(
    PATHS.conversationMessage,
    {
      schema: {
        summary: 'Delete a message and everything made from it',
        description:
          'Its sequence number stays taken. Versions that covered it are gone at once; a run makes the next one, which does not know the message.',
        tags: TAGS,
        params: messageParams,
        response: { 200: eraseMessageResponse },
      },
    },
    async ({ principal, params }) => {
      const { removed, runId } = await erasures.eraseMessage(principal, params.id, params.message_id)
      return {
        conversation_id: params.id,
        message_id: params.message_id,
        deleted_at: isoOf(clock.now()),
        removed: removedOf(removed),
        compaction_id: runId ?? null,
      }
    },
  )
  userRoutes(app, erasures)
}

function userRoutes(app: RouteApp, erasures: ErasureService): void {
  app.delete(
    PATHS.user,
    {
      schema: {
        summary: 'Delete a user: conversations, memories, and messages in the conversations of others',
        description:
          'Answers when it is done, or with `state: running` when it takes long; then it goes on by itself, also after a restart. A user who is not known is no error.',
        tags: TAGS,
        params: eraseUserParams,
        querystring: eraseUserQuery,
        response: { 200: erasureResponse },
      },
    },
    async ({ principal, params, query }) =>
      erasureOf(
        await erasures.eraseUser(principal, {
          userId: params.id,
          customerId: query.customer_id,
          allCustomers: query.all_customers === 'true',
        }),
      ),
  )
  app.get(
    PATHS.erasure,
    {
      schema: {
        summary: 'The receipt of a deletion',
        tags: TAGS,
        params: erasureParams,
        response: { 200: erasureResponse },
      },
    },
    async ({ principal, params }) => erasureOf(await erasures.find(principal, params.id)),
  )
}
