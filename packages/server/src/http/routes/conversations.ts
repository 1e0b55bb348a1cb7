/** A conversation's messages, pins and settings, and the settings of the whole instance. */
import {
  conversationParams,
  DEFAULT_MESSAGE_PAGE,
  instanceSettingsRequest,
  instanceSettingsResponse,
  messagesQuery,
  messagesResponse,
  PATHS,
  pinParams,
  pinsResponse,
  type SettingsResponse,
  settingsRequest,
  settingsResponse,
} from '@precis/protocol'
import type {
  AutomaticSettings,
  ConversationService,
  InstanceSettings,
} from '../../services/conversations.js'
import { recordedMessageOf } from '../wire/messages.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['conversations']

const settingsOf = ({ enabled, tokens, messages }: AutomaticSettings): SettingsResponse => ({
  automatic: { enabled: enabled ?? null, tokens: tokens ?? null, messages: messages ?? null },
})

export function conversationRoutes(app: RouteApp, conversations: ConversationService): void {
  app.get(
    PATHS.conversationMessages,
    {
      schema: {
        summary: 'Messages as they were recorded',
        description: 'In order, page by page. The way back from an item’s evidence to what was said.',
        tags: TAGS,
        params: conversationParams,
        querystring: messagesQuery,
        response: { 200: messagesResponse },
      },
    },
    async ({ principal, params, query }) => {
      const page = await conversations.messages(principal, params.id, {
        after: query.after ?? 0,
        limit: query.limit ?? DEFAULT_MESSAGE_PAGE,
      })
      return {
        conversation_id: params.id,
        messages: page.messages.map(recordedMessageOf),
        total: page.total,
        next_after: page.nextAfter,
      }
    },
  )
  pinRoutes(app, conversations)
  settingsRoutes(app, conversations)
}

function pinRoutes(app: RouteApp, conversations: ConversationService): void {
  const pinsOf = (conversationId: string, ids: readonly string[]) => ({
    conversation_id: conversationId,
    pinned_message_ids: [...ids],
  })
  app.get(
    PATHS.conversationPins,
    {
      schema: {
        summary: 'Messages that are kept word for word',
        tags: TAGS,
        params: conversationParams,
        response: { 200: pinsResponse },
      },
    },
    async ({ principal, params }) => pinsOf(params.id, await conversations.pins(principal, params.id)),
  )
  app.put(
    PATHS.conversationPin,
    {
      schema: {
        summary: 'Keep a message word for word, from the next version on',
        tags: TAGS,
        params: pinParams,
        response: { 200: pinsResponse },
      },
    },
    async ({ principal, params }) =>
      pinsOf(params.id, await conversations.pin(principal, params.id, params.message_id)),
  )
  app.delete(
    PATHS.conversationPin,
    {
      schema: { summary: 'Unpin a message', tags: TAGS, params: pinParams, response: { 200: pinsResponse } },
    },
    async ({ principal, params }) =>
      pinsOf(params.id, await conversations.unpin(principal, params.id, params.message_id)),
  )
}

function settingsRoutes(app: RouteApp, conversations: ConversationService): void {
  app.get(
    PATHS.conversationSettings,
    {
      schema: {
        summary: 'When a conversation is compacted by itself',
        tags: TAGS,
        params: conversationParams,
        response: { 200: settingsResponse },
      },
    },
    async ({ principal, params }) => settingsOf(await conversations.automatic(principal, params.id)),
  )
  app.patch(
    PATHS.conversationSettings,
    {
      schema: {
        summary: 'Change when a conversation is compacted by itself',
        tags: TAGS,
        params: conversationParams,
        body: settingsRequest,
        response: { 200: settingsResponse },
      },
    },
    async ({ principal, params, body }) =>
      settingsOf(await conversations.setAutomatic(principal, params.id, body.automatic)),
  )
  const instanceSettingsOf = ({ automatic, maxAgeDays }: InstanceSettings) => ({
    ...settingsOf(automatic),
    retention: { max_age_days: maxAgeDays },
  })
  app.get(
    PATHS.instanceSettings,
    {
      schema: {
        summary:
          'When the instance’s conversations are compacted by themselves, and how long messages are kept',
        tags: TAGS,
        response: { 200: instanceSettingsResponse },
      },
    },
    async ({ principal }) => instanceSettingsOf(await conversations.instanceSettings(principal)),
  )
  app.patch(
    PATHS.instanceSettings,
    {
      schema: {
        summary:
          'Change when the instance’s conversations are compacted by themselves, or how long messages are kept',
        tags: TAGS,
        body: instanceSettingsRequest,
        response: { 200: instanceSettingsResponse },
      },
    },
    async ({ principal, body }) =>
      instanceSettingsOf(
        await conversations.setInstance(principal, {
          automatic: body.automatic,
          maxAgeDays: body.retention?.max_age_days,
        }),
      ),
  )
}
