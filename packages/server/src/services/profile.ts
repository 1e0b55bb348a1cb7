/** What is known of a user over all their conversations, and what the latest of those were about. */
import { AppError } from '../errors.js'
import type { ConversationHead, Store } from '../store/contract.js'
import type { Ingestion } from '../store/contract-directory.js'
import { surelyOf, type UserRef } from './ownership.js'
import type { Compaction, CompactionService, Principal } from './types.js'

/** Conversations that a profile is made of: the latest ones. */
const PROFILE_CONVERSATIONS = 20
/** Of these the newest give the overview. */
const OVERVIEW_CONVERSATIONS = 3
const MAX_ITEMS_PER_LIST = 50
/** Memories are conversations, too; this many are looked through for real ones. */
const LOOKED_THROUGH = 200

export interface ProfileAttribute {
  readonly value: string
  readonly updatedAtMs: number
  readonly sourceConversationId: string
}

export interface UserProfile {
  readonly userId: string
  readonly customerId: string | null
  /** Named values now in force; the newest conversation that names one decides. */
  readonly attributes: Readonly<Record<string, ProfileAttribute>>
  readonly overview: string
  readonly preferences: readonly string[]
  readonly constraints: readonly string[]
  readonly facts: readonly string[]
  readonly conversationCount: number
  readonly updatedAtMs: number | null
}

export interface ConversationSummary {
  readonly head: ConversationHead
  readonly status: 'available' | 'pending' | 'failed'
  readonly compaction: Compaction | null
  readonly ingestion: Ingestion | null
}

export interface ProfileService {
  /** Errors  `not_found` (reason `no_such_user`) when the user has no conversation and no memory. */
  profile(principal: Principal, user: UserRef): Promise<UserProfile>
  /** The latest conversations, the one spoken in last first. */
  summaries(principal: Principal, user: UserRef, count: number): Promise<readonly ConversationSummary[]>
}

export function createProfileService(dependencies: {
  readonly store: Pick<Store, 'directory' | 'ingestions' | 'memories'>
  readonly compactions: CompactionService
}): ProfileService {
  const { store, compactions } = dependencies

  const headsOf = async ({ instanceId }: Principal, user: UserRef) =>
    surelyOf(user, await store.directory.conversationsOf(instanceId, user, LOOKED_THROUGH))

  const newest = (principal: Principal, head: ConversationHead) =>
    head.latestVersion === 0 ? null : compactions.get(principal, head.conversationId, { format: 'narrative' })

  return {
    async profile(principal, user) {
      const heads = await headsOf(principal, user)
      if (heads.length === 0)
        throw new AppError('not_found', `nothing is known of user ${user.userId}`, { reason: 'no_such_user' })
      const made = await Promise.all(
        heads.slice(0, PROFILE_CONVERSATIONS).map(async (head) => ({
          head,
          compaction: await newest(principal, head),
        })),
      )
      return profileOf(user, heads, made)
    },

    async summaries(principal, user, count) {
      const { instanceId } = principal
      const heads = await headsOf(principal, user)
      const ids = heads.map(({ conversationId }) => conversationId)
      const memories = await store.memories.conversationsAmong(instanceId, ids)
      const wanted = heads.filter(({ conversationId }) => !memories.has(conversationId)).slice(0, count)
      const ingestions = await store.ingestions.ofConversations(
        instanceId,
        wanted.map(({ conversationId }) => conversationId),
      )
      const ingestionOf = new Map(ingestions.map((ingestion) => [ingestion.conversationId, ingestion]))
      return Promise.all(
        wanted.map(async (head): Promise<ConversationSummary> => {
          const compaction = await newest(principal, head)
          const ingestion = ingestionOf.get(head.conversationId) ?? null
          if (compaction) return { head, status: 'available', compaction, ingestion }
          const { status } = await compactions.status(principal, head.conversationId)
          return { head, status: status === 'failed' ? 'failed' : 'pending', compaction, ingestion }
        }),
      )
    },
  }
}

interface Made {
  readonly head: ConversationHead
  readonly compaction: Compaction | null
}

function profileOf(user: UserRef, heads: readonly ConversationHead[], made: readonly Made[]): UserProfile {
  const attributes: Record<string, ProfileAttribute> = {}
  for (const { head, compaction } of made)
    for (const [name, value] of Object.entries(compaction?.currentState.values ?? {}))
      attributes[name] ??= {
        value,
        updatedAtMs: head.lastRecordedAtMs,
        sourceConversationId: head.conversationId,
      }
  const compacted = made.flatMap(({ compaction }) => compaction ?? [])
  const listOf = (kind: 'preferences' | 'constraints' | 'facts') => {
    const standing = compacted.flatMap((compaction) =>
      compaction[kind].filter(({ supersededBy }) => supersededBy === undefined),
    )
    return [...new Set(standing.map(({ content }) => content))].slice(0, MAX_ITEMS_PER_LIST)
  }
  return {
    userId: user.userId,
    customerId: user.customerId ?? heads[0]?.customerId ?? null,
    attributes,
    overview: compacted
      .slice(0, OVERVIEW_CONVERSATIONS)
      .map(({ summary }) => summary)
      .filter((summary) => summary !== '')
      .join('\n\n'),
    preferences: listOf('preferences'),
    constraints: listOf('constraints'),
    facts: listOf('facts'),
    conversationCount: heads.length,
    updatedAtMs: heads[0]?.lastRecordedAtMs ?? null,
  }
}
