/**
 * Fetching over more than one conversation: what is known of a user, a customer, or said for everyone.
 *
 * Scope chain  user → customer → everyone. A read at one level includes the broader ones and never the narrower: what
 *              a user said is not shown to the customer's other users. Said twice, the narrower one stands.
 */
import type { CacheMemory } from '../cache/cache-memory.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { Store, StoredItem } from '../store/contract.js'
import type { ItemOwner } from '../store/contract-directory.js'
import { engineTypesOf, toFetchedItem } from './context.js'
import type { EngineWork } from './engine-work.js'
import { createOwnerItemCache, type OwnerItemCache } from './owner-items.js'
import { mayRead, surelyOf } from './ownership.js'
import type { ContextService, ConversationContext, FetchedItem, FetchInput, Principal } from './types.js'

/** Conversations of a user whose turns since their last version are looked into. */
const FRESH_CONVERSATIONS = 3
/** Beyond this a conversation's newest version has to do. */
const MAX_FRESH_MESSAGES = 2_000

export type ScopeName = 'conversation' | 'user' | 'customer' | 'client'

export interface ScopeFetchInput extends Omit<FetchInput, 'conversationId' | 'userId'> {
  /** Who asks; without either id: everyone's. */
  readonly userId?: string | undefined
  readonly customerId?: string | undefined
  /** Counts as the narrowest level, if the reader may see it. */
  readonly conversationId?: string | undefined
}

export interface ScopedItem {
  readonly item: FetchedItem
  readonly scope: ScopeName
  /** Whose it is: the conversation, user or customer; null for everyone's. */
  readonly entityId: string | null
}

export interface ScopedContext {
  /** Best first. */
  readonly items: readonly ScopedItem[]
  readonly conversationContext: ConversationContext | null
  readonly bundleId: string
  readonly totalTokens: number
}

export interface ScopeService {
  /** What is unknown has no items; that is not an error. */
  fetchScope(principal: Principal, input: ScopeFetchInput): Promise<ScopedContext>
}

export interface ScopeServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'directory' | 'foreignChanges'>
  readonly context: ContextService
  readonly engine: EngineWork
  readonly ids: Ids
  readonly hub: Hub
  /** Default: one of its own. */
  readonly cacheMemory?: CacheMemory
}

type Parts = ScopeServiceDependencies & { readonly ownerItems: OwnerItemCache }

/** A token is about four characters; the exact count is the caller's tokenizer's business. */
const CHARACTERS_PER_TOKEN = 4
const NARROWEST_FIRST: readonly ScopeName[] = ['conversation', 'user', 'customer', 'client']

export function createScopeService(dependencies: ScopeServiceDependencies): ScopeService & { stop(): void } {
  const ownerItems = createOwnerItemCache(dependencies)
  return {
    stop: () => ownerItems.stop(),
    async fetchScope(principal, input) {
      const [stored, named, fresh] = await Promise.all([
        rankStored({ ...dependencies, ownerItems }, principal, input),
        fetchNamed(dependencies, principal, input),
        fetchFresh(dependencies, principal, input),
      ])
      const items = bestOf([...named.items, ...fresh, ...stored], input.maxResults)
      const characters = items.reduce((sum, { item }) => sum + item.content.length, 0)
      return {
        items,
        conversationContext: named.conversationContext,
        bundleId: dependencies.ids.uuid(),
        totalTokens: Math.ceil(characters / CHARACTERS_PER_TOKEN),
      }
    },
  }
}

/** The levels of the chain, the narrowest first. */
function levelsOf({ userId, customerId }: ScopeFetchInput): ItemOwner[] {
  return [
    ...(userId === undefined ? [] : [{ kind: 'user', userId, customerId } as const]),
    ...(customerId === undefined ? [] : [{ kind: 'customer', customerId } as const]),
    { kind: 'instance' },
  ]
}

const ENTITY: Readonly<Record<ItemOwner['kind'], ScopeName>> = {
  user: 'user',
  customer: 'customer',
  instance: 'client',
}

function entityIdOf(owner: ItemOwner): string | null {
  if (owner.kind === 'user') return owner.userId
  return owner.kind === 'customer' ? owner.customerId : null
}

/** Ranks the items of the newest versions, off the event loop. */
async function rankStored(
  { ownerItems, engine }: Parts,
  { instanceId }: Principal,
  input: ScopeFetchInput,
): Promise<ScopedItem[]> {
  const ownerOf = new Map<string, ItemOwner>()
  const candidates: StoredItem[] = []
  const digests: string[] = []
  for (const owner of levelsOf(input)) {
    const found = await ownerItems.of(instanceId, owner)
    digests.push(found.digest)
    const items = owner.kind === 'user' ? surelyOf(owner, found.items) : found.items
    for (const item of items) {
      // Ids hold the message's id, so they are unique over conversations.
      ownerOf.set(item.id, owner)
      candidates.push(item)
    }
  }
  if (candidates.length === 0) return []
  const work = {
    key: `${instanceId} scope ${digests.join(' ')}`,
    queries: input.queries,
    types: engineTypesOf(input.types),
    maxResults: input.maxResults,
  }
  const first = await engine.rank(work)
  const ranked =
    first.kind === 'ranked'
      ? first
      : await engine.rank({ ...work, snapshot: { messages: [], annotations: [], items: candidates } })
  if (ranked.kind === 'unknown') throw new Error('a snapshot was given and not ranked')
  return ranked.found.flatMap((found) => {
    const owner = ownerOf.get(found.item.id)
    return owner
      ? [{ item: toFetchedItem(found), scope: ENTITY[owner.kind], entityId: entityIdOf(owner) }]
      : []
  })
}

/** The conversation that the caller named, with its context, where the reader may see it. */
async function fetchNamed(
  { store, context }: ScopeServiceDependencies,
  principal: Principal,
  input: ScopeFetchInput,
): Promise<Pick<ScopedContext, 'items' | 'conversationContext'>> {
  const { conversationId } = input
  const head =
    conversationId === undefined ? undefined : await store.messages.head(principal.instanceId, conversationId)
  if (conversationId === undefined || !head || !mayRead(input, head))
    return { items: [], conversationContext: null }
  const { items, conversationContext } = await context.fetchConversation(principal, {
    ...input,
    conversationId,
  })
  return { items: items.map((item) => inConversation(item, conversationId)), conversationContext }
}

const inConversation = (item: FetchedItem, conversationId: string): ScopedItem => ({
  item,
  scope: 'conversation',
  entityId: conversationId,
})

/** What a user has said since the last version of their latest conversations: just as true, and not yet an item. */
async function fetchFresh(
  { store, context }: ScopeServiceDependencies,
  principal: Principal,
  input: ScopeFetchInput,
): Promise<ScopedItem[]> {
  const { userId, customerId } = input
  if (userId === undefined) return []
  const user = { userId, customerId }
  const heads = surelyOf(
    user,
    await store.directory.conversationsOf(principal.instanceId, user, FRESH_CONVERSATIONS),
  )
  const fresh = heads.filter(
    (head) =>
      head.conversationId !== input.conversationId &&
      head.lastSequence > head.coveredThrough &&
      head.lastSequence <= MAX_FRESH_MESSAGES,
  )
  const fetched = await Promise.all(
    fresh.map(async ({ conversationId }) => {
      const wanted = { ...input, conversationId, includeConversationContext: false }
      return (await context.fetchConversation(principal, wanted)).items
    }),
  )
  return fetched.flat().map((item) => ({ item, scope: 'user', entityId: userId }))
}

/** The best of all levels; of two that say the same, the narrower. */
function bestOf(candidates: readonly ScopedItem[], maxResults: number): ScopedItem[] {
  const rankOf = ({ scope }: ScopedItem) => NARROWEST_FIRST.indexOf(scope)
  const byWords = new Map<string, ScopedItem>()
  for (const candidate of candidates) {
    const words = candidate.item.content.toLowerCase().replace(/\s+/g, ' ').trim()
    const known = byWords.get(words)
    if (!known || rankOf(candidate) < rankOf(known)) byWords.set(words, candidate)
  }
  return [...byWords.values()]
    .sort((a, b) => b.item.relevance - a.item.relevance || rankOf(a) - rankOf(b))
    .slice(0, maxResults)
}
