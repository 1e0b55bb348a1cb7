/** Fetches over a user's, a customer's or everyone's conversations, and what is known of a user. */
import {
  DEFAULT_MAX_RESULTS,
  fetchClientRequest,
  fetchCustomerRequest,
  fetchResponse,
  fetchUserRequest,
  fetchUserResponse,
  PATHS,
  type UserProfile,
  userParams,
  userProfileQuery,
  userProfileResponse,
} from '@precis/protocol'
import { z } from 'zod'
import type { Clock } from '../../clock.js'
import { isAppError } from '../../errors.js'
import type { Ids } from '../../ids.js'
import type { UserRef } from '../../services/ownership.js'
import type { ProfileService } from '../../services/profile.js'
import type { ScopeFetchInput, ScopeName, ScopeService } from '../../services/scopes.js'
import type { Principal } from '../../services/types.js'
import { bothShapesOf, emptyLists, FETCH_TTL_SECONDS, SERVICE_TYPE } from '../wire/context.js'
import { profileOf, scopedOf, summaryOf } from '../wire/scopes.js'
import type { RouteApp } from './route-app.js'

const TAGS = ['context']
const DEFAULT_LAST_CONVERSATIONS = 1

export interface ScopeRouteDependencies {
  readonly scopes: ScopeService
  readonly profiles: ProfileService
  readonly clock: Clock
  readonly ids: Ids
}

type FetchBody = z.output<typeof fetchClientRequest> & {
  readonly user_id?: string | undefined
  readonly customer_id?: string | undefined
}

function fetchInputOf(body: FetchBody): ScopeFetchInput {
  return {
    userId: body.user_id,
    customerId: body.customer_id,
    conversationId: body.conversation_id,
    queries: body.search_query?.filter((query) => query.trim() !== '') ?? [],
    maxResults: body.max_results ?? DEFAULT_MAX_RESULTS,
    types: body.types?.map((type) => SERVICE_TYPE[type]) ?? [],
    mode: body.mode ?? 'fast',
    includeConversationContext: body.include_conversation_context ?? true,
  }
}

export function scopeRoutes(app: RouteApp, dependencies: ScopeRouteDependencies): void {
  const { scopes, clock } = dependencies

  const fetchScope = async (principal: Principal, scope: ScopeName, body: FetchBody) => {
    const input = fetchInputOf(body)
    const scoped = await scopes.fetchScope(principal, input)
    return scopedOf(scoped, { scope, nowMs: clock.now(), wantsContext: input.includeConversationContext })
  }

  app.post(
    PATHS.fetchUser,
    {
      schema: {
        summary: 'Ranked items of a user',
        description:
          'The user’s own, then the customer’s, then everyone’s. In the mode conversation-summary: the profile and the latest conversations instead.',
        tags: TAGS,
        body: fetchUserRequest,
        response: { 200: fetchUserResponse },
      },
    },
    async ({ principal, body }) => {
      // The fields of the other scopes that this one gives a meaning are not part of a plain fetch.
      const { context_mode, include_profile, last_n_conversations, ...rest } = body
      if (context_mode === undefined) return fetchScope(principal, 'user', rest)
      const user = { userId: body.user_id, customerId: body.customer_id }
      return summaryAnswer(dependencies, principal, user, {
        includeProfile: include_profile ?? true,
        count: last_n_conversations ?? DEFAULT_LAST_CONVERSATIONS,
      })
    },
  )

  app.post(
    PATHS.fetchCustomer,
    {
      schema: {
        summary: 'Ranked items of a customer',
        description: 'What was said for the customer and for everyone; never what a single user said.',
        tags: TAGS,
        body: fetchCustomerRequest,
        response: { 200: fetchResponse },
      },
    },
    async ({ principal, body }) => fetchScope(principal, 'customer', body),
  )

  app.post(
    PATHS.fetchClient,
    {
      schema: {
        summary: 'Ranked items that are everyone’s',
        tags: TAGS,
        body: fetchClientRequest,
        response: { 200: fetchResponse },
      },
    },
    async ({ principal, body }) => fetchScope(principal, 'client', body),
  )

  profileRoute(app, dependencies)
}

function profileRoute(app: RouteApp, { profiles }: ScopeRouteDependencies): void {
  const answer = async (principal: Principal, userId: string, customerId: string | undefined) => ({
    profile: profileOf(await profiles.profile(principal, { userId, customerId })),
  })
  app.get(
    PATHS.userProfile,
    {
      schema: {
        summary: 'What is known of a user',
        description: '404 for a user of whom nothing is known.',
        tags: TAGS,
        params: userParams,
        querystring: userProfileQuery,
        response: { 200: userProfileResponse },
      },
    },
    async ({ principal, params, query }) => answer(principal, params.id, query.customer_id),
  )
  // Existing clients do not encode the user id, so that it may span several parts of the path.
  app.get(
    '/v1/users/*',
    {
      schema: {
        hide: true,
        params: z.object({
          '*': z
            .string()
            .regex(/^.{1,512}\/profile$/s, 'must be /v1/users/{user_id}/profile')
            .transform((rest) => rest.slice(0, -'/profile'.length)),
        }),
        querystring: userProfileQuery,
      },
    },
    async ({ principal, params, query }) => answer(principal, params['*'], query.customer_id),
  )
}

async function summaryAnswer(
  { profiles, ids }: ScopeRouteDependencies,
  principal: Principal,
  user: UserRef,
  options: { readonly includeProfile: boolean; readonly count: number },
) {
  const [profile, summaries] = await Promise.all([
    options.includeProfile ? profileOrNull(profiles, principal, user) : undefined,
    profiles.summaries(principal, user, options.count),
  ])
  return {
    ...bothShapesOf(emptyLists()),
    ...(profile !== undefined && { profile }),
    conversations: summaries.map(summaryOf),
    ttl_seconds: FETCH_TTL_SECONDS.user,
    bundle_id: ids.uuid(),
    total_tokens: 0,
    metadata: { source: 'cloud' as const },
  }
}

/** A user of whom nothing is known has no profile; in this call that is no error. */
async function profileOrNull(
  profiles: ProfileService,
  principal: Principal,
  user: UserRef,
): Promise<UserProfile | null> {
  try {
    return profileOf(await profiles.profile(principal, user))
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') return null
    throw error
  }
}
