/**
 * What the clients of an instance will ask for next, ranked before they ask.
 *
 * Prediction  The next fetch of a conversation is about the newest turn, about what the assistant has just asked or
 *             said, or about what stands open; so these are the queries. Beside their answers go items that have not
 *             been pushed yet: a client that keeps items for half an hour holds the conversation's after a few turns,
 *             whatever the next one is about. The newest items go along for clients that keep the last bundle only.
 * Cost        Two rankings of one conversation, after the message was acknowledged and only while somebody listens.
 */
import type { ConversationHead, Store, StoredItem, StoredMessage } from '../store/contract.js'
import { surelyOf } from './ownership.js'
import { isThere } from './read-conversation.js'
import type { Compaction, CompactionService, ContextService, FetchedItem, Principal } from './types.js'

/**
 * The make-up of a bundle, from a replay of dialogues (bench/src/stream/anticipation.ts; what else was tried stands in
 * docs/compatibility.md). An existing adapter keeps one bundle for each conversation, so what counts is how much of the
 * recent talk that bundle holds; a client that keeps every item is served alike by all make-ups.
 */
const RANKED_ITEMS = 16
/** Items that have not been pushed before. */
const UNSEEN_ITEMS = 8
/** A ranking without a query returns at most this many; the newest of them fill what room is left. */
const CANDIDATES = 200
/**
 * Characters of one bundle's items: about 1,500 tokens, because a client gives its model the bundle whole. In the replay
 * of the half kept away, 1,700 answered 53 % of an adapter's next fetches, 3,500 61 %, 6,000 64 %, everything 72 %.
 */
const MAX_BUNDLE_CHARACTERS = 6_000

/** Messages that are looked back for the newest turn of each side. */
const TAIL_MESSAGES = 6
/** Of a long message the end carries the request. */
const MAX_QUERY_CHARACTERS = 600
const MAX_OPEN_QUERIES = 3
const MAX_QUESTIONS = 2

const SUMMARY_CANDIDATES = 500
/** A client adds at most three of each type at a time; a few more keep it supplied. */
const SUMMARY_ITEMS_PER_TYPE = 8

/** Whom a push is about; null where the conversation was recorded without. */
export interface People {
  readonly userId: string | null
  readonly customerId: string | null
}

export interface CompactionNews extends People {
  readonly compaction: Compaction
}

export interface Anticipation extends People {
  readonly conversationId: string
  /** The newest message that it knows of. */
  readonly sequence: number
  /** Differs once something of the conversation was erased. */
  readonly erasureState: string
  /** What the next fetch is expected to ask, most likely first. */
  readonly queries: readonly string[]
  /** Best first: answers to the queries, then items that were not pushed before. Empty when nothing was found. */
  readonly items: readonly FetchedItem[]
}

export interface UserSummary extends People {
  readonly userId: string
  readonly preferences: readonly StoredItem[]
  readonly constraints: readonly StoredItem[]
  readonly facts: readonly StoredItem[]
}

export interface AnticipationService {
  /** Undefined when the conversation is unknown. `pushedIds`: items that clients hold already. */
  anticipate(
    principal: Principal,
    conversationId: string,
    pushedIds: ReadonlySet<string>,
  ): Promise<Anticipation | undefined>
  /** Whether nothing was erased of what it was made of; asks the store. */
  isCurrent(
    principal: Principal,
    made: Pick<Anticipation, 'conversationId' | 'erasureState'>,
  ): Promise<boolean>
  /** What stands for a user across conversations; undefined when nothing is known. */
  summarizeUser(principal: Principal, userId: string): Promise<UserSummary | undefined>
  /** The newest compaction of a conversation and whose it is; undefined when there is none. */
  compactionNews(principal: Principal, conversationId: string): Promise<CompactionNews | undefined>
}

const QUESTION = /[^.!?\n]{3,300}\?/g

/** The questions in a text, the last ones. */
function questionsIn(text: string): string[] {
  return (text.slice(-MAX_QUERY_CHARACTERS).match(QUESTION) ?? [])
    .slice(-MAX_QUESTIONS)
    .map((question) => question.trim())
}

/** What the next fetch is expected to ask, from the last turns and what is known to stand open. */
function predictQueries(tail: readonly StoredMessage[], open: readonly string[]): string[] {
  const user = tail.findLast((message) => message.role === 'user')
  const assistant = tail.findLast((message) => message.role === 'assistant')
  const queries = [
    user?.content.slice(-MAX_QUERY_CHARACTERS),
    ...questionsIn(assistant?.content ?? ''),
    assistant?.content.slice(-MAX_QUERY_CHARACTERS),
    ...open.slice(0, MAX_OPEN_QUERIES),
  ]
  return [...new Set(queries.map((query) => query?.trim() ?? '').filter((query) => query !== ''))]
}

/** What answers the queries, then what clients do not hold yet, then what was said last. */
function withBackground(
  ranked: readonly FetchedItem[],
  candidates: readonly FetchedItem[],
  pushedIds: ReadonlySet<string>,
): FetchedItem[] {
  const taken = new Set(ranked.map((item) => item.id))
  const others = candidates.filter((item) => !taken.has(item.id) && !item.isSuperseded)
  const unseen = others.filter((item) => !pushedIds.has(item.id)).slice(0, UNSEEN_ITEMS)
  for (const item of unseen) taken.add(item.id)
  const newest = others
    .filter((item) => !taken.has(item.id))
    .sort((a, b) => (b.saidAtMs ?? 0) - (a.saidAtMs ?? 0))
  return [...ranked, ...unseen, ...newest]
}

/** The time of creation, because an id may be used again after its conversation was erased. */
const erasureStateOf = ({ createdAtMs, revision }: ConversationHead): string => `${createdAtMs} ${revision}`

/** The first of `items` that fit a bundle. */
function withinBudget(items: readonly FetchedItem[]): FetchedItem[] {
  let characters = 0
  return items.filter((item) => {
    if (characters + item.content.length > MAX_BUNDLE_CHARACTERS) return false
    characters += item.content.length
    return true
  })
}

export interface AnticipationDependencies {
  readonly store: Pick<Store, 'messages' | 'compactions'>
  readonly context: ContextService
  readonly compactions: CompactionService
}

export function createAnticipationService(dependencies: AnticipationDependencies): AnticipationService {
  const { store, context, compactions } = dependencies

  const fetchItems = (principal: Principal, conversationId: string, queries: string[], maxResults: number) =>
    context.fetchConversation(principal, {
      conversationId,
      queries,
      maxResults,
      types: [],
      mode: 'fast',
      includeConversationContext: false,
    })

  return {
    async anticipate(principal, conversationId, pushedIds) {
      const head = await store.messages.head(principal.instanceId, conversationId)
      if (head === undefined) return undefined
      const range = {
        after: Math.max(0, head.lastSequence - TAIL_MESSAGES),
        through: head.lastSequence,
        limit: TAIL_MESSAGES,
      }
      const tail = (await store.messages.read(principal.instanceId, conversationId, range)).filter(isThere)
      const open = await openIssuesOf(principal, conversationId, head.latestVersion)
      const queries = predictQueries(tail, open)
      const ranked =
        queries.length > 0 ? (await fetchItems(principal, conversationId, queries, RANKED_ITEMS)).items : []
      const candidates = (await fetchItems(principal, conversationId, [], CANDIDATES)).items
      const items = withinBudget(withBackground(ranked, candidates, pushedIds))
      const { userId, customerId } = head
      const sequence = head.lastSequence
      return {
        conversationId,
        userId,
        customerId,
        sequence,
        erasureState: erasureStateOf(head),
        queries,
        items,
      }
    },

    async isCurrent({ instanceId }, { conversationId, erasureState }) {
      const head = await store.messages.head(instanceId, conversationId)
      return head !== undefined && erasureStateOf(head) === erasureState
    },

    async summarizeUser(principal, userId) {
      const found = await store.compactions.items(principal.instanceId, { userId }, SUMMARY_CANDIDATES)
      // Clients file a summary under the user id alone, so it must not be of two people with one id.
      const items = surelyOf({ userId }, found)
      const standing = items.filter((item) => item.supersededBy === undefined)
      const of = (type: StoredItem['type']) =>
        standing.filter((item) => item.type === type).slice(0, SUMMARY_ITEMS_PER_TYPE)
      if (standing.length === 0) return undefined
      return {
        userId,
        customerId: standing[0]?.customerId ?? null,
        preferences: of('preference'),
        constraints: of('constraint'),
        facts: of('fact'),
      }
    },

    async compactionNews(principal, conversationId) {
      const head = await store.messages.head(principal.instanceId, conversationId)
      if (head === undefined || head.latestVersion === 0) return undefined
      const compaction = await compactions.get(principal, conversationId)
      return { compaction, userId: head.userId, customerId: head.customerId }
    },
  }

  async function openIssuesOf(principal: Principal, conversationId: string, latestVersion: number) {
    if (latestVersion === 0) return []
    const { currentState } = await compactions.get(principal, conversationId)
    return [...currentState.openIssues, ...currentState.nextSteps]
  }
}
