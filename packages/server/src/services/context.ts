import type { Item } from '@precis/engine'
import { CacheMemory } from '../cache/cache-memory.js'
import { retainedBytes } from '../cache/retained-bytes.js'
import type { Clock } from '../clock.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { ConversationHead, Store, StoredMessage } from '../store/contract.js'
import { findCandidates } from './candidates.js'
import { ageSeconds, noMessages, ratioOf } from './compactions.js'
import type { EngineWork, FoundItem, RankedWork } from './engine-work.js'
import { createConversationCache } from './prompt-cache.js'
import { promptText } from './prompt-text.js'
import {
  type ConversationRef,
  isThere,
  readAnnotationPages,
  readMessagePages,
  readMessages,
  saveAnnotations,
} from './read-conversation.js'
import { readRecentMessages } from './recent-messages.js'
import { fileMessages, isToBeFiled } from './search.js'
import type {
  ContextMessage,
  ContextService,
  ConversationContext,
  FetchedContext,
  FetchedItem,
  FetchInput,
  FetchItemType,
  PromptContextBody,
  PromptStyle,
} from './types.js'
import type { Version, VersionReader } from './versions.js'

export interface ContextServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'search' | 'foreignChanges'>
  readonly versions: VersionReader
  readonly engine: EngineWork
  /** The engine for what is done before somebody asks; default `engine`. */
  readonly aheadEngine?: EngineWork
  readonly ids: Ids
  readonly hub: Hub
  readonly clock: Clock
  /** Default: one of its own. */
  readonly cacheMemory?: CacheMemory | undefined
}

/** Older than this, a prompt context counts as stale (semantics.md §2: 15 minutes). */
const STALE_AFTER_SECONDS = 900
/** Recent turns beside fetched items: as many as existing clients keep themselves. */
const FETCH_RECENT_TURNS = 20

/** Function words of a query are told by it, before a version knows better. */
const DEFAULT_LANGUAGE = 'en'

/** Each thread has its own memory: the next attempt may meet one that knows less, and is then given more. */
const RANK_ATTEMPTS = 5

/** What a prompt context is made of; `createdAtMs` of its version, or null. */
interface MadeContext {
  readonly body: PromptContextBody
  readonly createdAtMs: number | null
}

/** After it a thread knows the conversation. */
const LEAST_FETCH: Omit<FetchInput, 'conversationId'> = {
  queries: [],
  maxResults: 1,
  types: [],
  mode: 'fast',
  includeConversationContext: false,
}

export interface RunningContextService extends ContextService {
  /** Does what the first fetch of a conversation would have to do before it can answer. */
  prepareFetch(instanceId: string, conversationId: string): Promise<void>
  stop(): void
}

export function createContextService(dependencies: ContextServiceDependencies): RunningContextService {
  const { store, hub, clock, cacheMemory = new CacheMemory() } = dependencies
  const cache = createConversationCache<MadeContext>({
    hub,
    foreignChanges: () => store.foreignChanges(),
    cache: cacheMemory.open('prompt_contexts'),
    // Once more for its JSON, which the transport keeps for as long as the object lives.
    bytesOf: (made) => 2 * retainedBytes(made),
  })
  return {
    async forPrompt({ instanceId }, conversationId, options = {}) {
      const { style = 'structured', recent = 'auto' } = options
      const variant = `${style} ${recent}`
      const ref = { instanceId, conversationId }
      // Where other processes' changes cannot be seen without a question, the head is that question.
      const asked =
        store.foreignChanges() === undefined
          ? await store.messages.head(instanceId, conversationId)
          : undefined
      const state = asked && stateOf(asked)
      const { body, createdAtMs } = await cache.get({ ...ref, variant, state }, () =>
        makeContext(dependencies, ref, { style, withoutVersion: recent === 'always', asked }),
      )
      const compactionAgeSeconds = createdAtMs === null ? null : ageSeconds(clock, createdAtMs)
      const isStale =
        compactionAgeSeconds !== null &&
        (compactionAgeSeconds > STALE_AFTER_SECONDS || body.recentMessageCount > 0)
      return { body, isStale, compactionAgeSeconds }
    },
    fetchConversation: ({ instanceId }, input) => fetchConversation(dependencies, instanceId, input),
    async prepareFetch(instanceId, conversationId) {
      const { engine, aheadEngine = engine } = dependencies
      await fetchConversation({ ...dependencies, engine: aheadEngine }, instanceId, {
        ...LEAST_FETCH,
        conversationId,
      })
    },
    stop: () => cache.stop(),
  }
}

const toContextMessage = (message: StoredMessage): ContextMessage => ({
  messageId: message.id,
  role: message.role,
  content: message.content,
  timestampMs: message.recordedAtMs,
})

/**
 * Differs whenever a prompt context would: every message, version and deletion moves one of these. The time of creation,
 * because an id may be used again after its conversation was deleted.
 */
const stateOf = (head: ConversationHead): string =>
  [head.createdAtMs, head.revision, head.lastSequence, head.latestCompactionId].join(' ')

/** The newest version and the messages after it, both by the conversation's head: one consistent moment. */
async function makeContext(
  { store, versions }: ContextServiceDependencies,
  ref: ConversationRef,
  {
    style,
    withoutVersion,
    asked,
  }: {
    readonly style: PromptStyle
    readonly withoutVersion: boolean
    readonly asked: ConversationHead | undefined
  },
): Promise<MadeContext> {
  const { instanceId, conversationId } = ref
  const head = asked ?? (await store.messages.head(instanceId, conversationId))
  const messageCount = head ? head.lastSequence - head.deletedMessages : 0
  if (!head || messageCount === 0) throw noMessages(conversationId)
  const latest = (await versions.newest(instanceId, head))?.stored
  const coveredThrough = latest?.coveredThrough ?? 0
  const range = { after: coveredThrough, through: head.lastSequence }
  const recent = await readRecentMessages(store, ref, range)
  const recentMessages = recent.messages.map(toContextMessage)
  const uncovered = latest ? head.uncoveredMessages : messageCount
  const recentMessageCount = recent.isWhole ? recentMessages.length : uncovered
  const rendering = latest?.renderings[style]
  const available = latest !== undefined || withoutVersion
  const body: PromptContextBody = {
    conversationId,
    formattedContext: available ? promptText(style, rendering?.text, recentMessages) : null,
    available,
    compressionRatio: latest && rendering ? ratioOf(rendering.tokenCount, latest.originalTokenCount) : null,
    validationScore: latest?.validationScore ?? null,
    qualityWarning: latest?.qualityWarning ?? false,
    recentMessages,
    recentMessageCount,
    compactedMessageCount: messageCount - recentMessageCount,
    totalMessageCount: messageCount,
    compactionId: latest?.id ?? null,
    version: latest?.version ?? null,
    lastSequence: head.lastSequence,
  }
  return { body: Object.freeze(body), createdAtMs: latest?.createdAtMs ?? null }
}

/** The engine's types, folded into those that a fetch speaks of. */
const FETCH_TYPE: Readonly<Record<Item['type'], FetchItemType>> = {
  fact: 'fact',
  decision: 'fact',
  constraint: 'fact',
  task: 'fact',
  open_issue: 'fact',
  next_step: 'fact',
  preference: 'preference',
  episode: 'episode',
  emotion: 'emotion',
  temporal_event: 'temporal_event',
}

/** Engine types that answer for the wanted ones; none wanted is all. */
export function engineTypesOf(wanted: readonly FetchItemType[]): Item['type'][] {
  if (wanted.length === 0) return []
  // The keys of the table above are the engine's types.
  return (Object.keys(FETCH_TYPE) as Item['type'][]).filter((type) => wanted.includes(FETCH_TYPE[type]))
}

async function fetchConversation(
  dependencies: ContextServiceDependencies,
  instanceId: string,
  input: FetchInput,
): Promise<FetchedContext> {
  const { store, versions, ids } = dependencies
  const { conversationId } = input
  const bundleId = ids.uuid()
  const head = await filedHead(dependencies, { instanceId, conversationId })
  const latest = head && (await versions.newest(instanceId, head))
  if (!head) return { items: [], conversationContext: null, bundleId, totalTokens: 0 }
  const ref = { instanceId, conversationId }
  const [ranked, context] = await Promise.all([
    rankConversation(dependencies, ref, { head, latest, input }),
    input.includeConversationContext ? conversationContext(store, ref, { head, latest }) : null,
  ])
  return {
    items: ranked.found.map(toFetchedItem),
    conversationContext: context,
    bundleId,
    totalTokens: ranked.tokenCount,
  }
}

/** The conversation, with its old messages filed: by now they are, unless nothing but recording was ever done. */
async function filedHead(
  { store, engine }: ContextServiceDependencies,
  ref: ConversationRef,
): Promise<ConversationHead | undefined> {
  const head = await store.messages.head(ref.instanceId, ref.conversationId)
  return head && isToBeFiled(head) ? fileMessages(store, engine, ref) : head
}

interface ConversationState {
  readonly head: ConversationHead
  readonly latest: Version | undefined
}

async function rankConversation(
  { store, engine }: ContextServiceDependencies,
  ref: ConversationRef,
  { head, latest, input }: ConversationState & { readonly input: FetchInput },
): Promise<Extract<RankedWork, { kind: 'ranked' }>> {
  const base = head.searchableThrough
  const through = head.lastSequence
  const work = {
    base,
    candidates: await findCandidates(store, ref, head, {
      queries: input.queries,
      language: latest?.detail.language ?? DEFAULT_LANGUAGE,
      maxResults: input.maxResults,
      isTyped: input.types.length > 0,
    }),
    // The time of creation, because an id may be used again after its conversation was deleted; the revision, because
    // messages may have been.
    key: `${ref.instanceId} ${ref.conversationId} ${head.createdAtMs} ${head.revision}`,
    itemsKey: String(head.latestVersion),
    language: latest?.detail.language,
    through,
    queries: input.queries,
    types: engineTypesOf(input.types),
    maxResults: input.maxResults,
  }
  let answer = await engine.rank(work)
  for (let attempt = 0; answer.kind === 'unknown' && attempt < RANK_ATTEMPTS; attempt++) {
    const after = answer.through ?? base
    const messages = await readMessagePages(store.messages, ref, { after, through })
    const annotations = await readAnnotationPages(store.messages, ref, through, after)
    const snapshot = {
      after,
      messages: messages.pages,
      annotations: annotations.pages,
      items: answer.hasItems ? undefined : itemsOf(latest),
    }
    answer = await engine.rank({ ...work, snapshot })
    if (answer.kind === 'ranked' && answer.made.length > 0)
      await saveAnnotations(store.messages, ref, {
        annotatedThrough: after + annotations.count,
        made: answer.made,
      })
  }
  if (answer.kind === 'unknown') throw new Error('no thread could rank what it was given')
  return answer
}

function itemsOf(version: Version | undefined): Item[] {
  if (!version) return []
  const { constraints, decisions, preferences, facts, otherItems } = version.detail
  return [...constraints, ...decisions, ...preferences, ...facts, ...otherItems]
}

export function toFetchedItem({ item, score }: FoundItem): FetchedItem {
  const saidAtMs = item.saidAt === undefined ? Number.NaN : Date.parse(item.saidAt)
  return {
    id: item.id,
    type: FETCH_TYPE[item.type],
    itemType: item.type,
    content: item.content,
    confidence: item.confidence,
    relevance: score,
    speaker: item.speaker,
    category: item.category ?? null,
    saidAtMs: Number.isNaN(saidAtMs) ? null : saidAtMs,
    eventDate: item.eventDate ?? null,
    evidence: item.evidence,
    messageIds: [...new Set(item.evidence.map(({ messageId }) => messageId))],
    isSuperseded: item.supersededBy !== undefined,
  }
}

async function conversationContext(
  store: Pick<Store, 'messages'>,
  ref: ConversationRef,
  { head, latest }: ConversationState,
): Promise<ConversationContext> {
  const after = Math.max(0, head.lastSequence - FETCH_RECENT_TURNS)
  const recent = await readMessages(store.messages, ref, { after, through: head.lastSequence })
  const detail = latest?.detail
  return {
    conversationId: ref.conversationId,
    summary: detail?.summary ?? null,
    currentState: detail?.currentState ?? null,
    keyExtractions: {
      facts: detail?.facts ?? [],
      decisions: detail?.decisions ?? [],
      preferences: detail?.preferences ?? [],
      constraints: detail?.constraints ?? [],
    },
    recentTurns: recent.filter(isThere).map(toContextMessage),
    compactionId: latest?.stored.id ?? null,
    compactedAtMs: latest?.stored.createdAtMs ?? null,
  }
}
