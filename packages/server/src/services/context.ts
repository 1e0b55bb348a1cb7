import type { Item } from '@precis/engine'
import type { Clock } from '../clock.js'
import type { Ids } from '../ids.js'
import type { Hub } from '../push/hub.js'
import type { ConversationHead, Store, StoredCompaction, StoredMessage } from '../store/contract.js'
import { ageSeconds, detailOf, noMessages, ratioOf } from './compactions.js'
import type { EngineWork, FoundItem, RankedWork } from './engine-work.js'
import { createConversationCache } from './prompt-cache.js'
import { promptText } from './prompt-text.js'
import {
  type ConversationRef,
  readAnnotationTexts,
  readMessages,
  saveAnnotations,
} from './read-conversation.js'
import type {
  ContextMessage,
  ContextService,
  ConversationContext,
  FetchedContext,
  FetchedItem,
  FetchInput,
  FetchItemType,
  PromptContextBody,
  PromptContextOptions,
} from './types.js'

export interface ContextServiceDependencies {
  readonly store: Pick<Store, 'messages' | 'compactions' | 'foreignChanges'>
  readonly engine: EngineWork
  readonly ids: Ids
  readonly hub: Hub
  readonly clock: Clock
}

/** Older than this, a prompt context counts as stale (semantics.md §2: 15 minutes). */
const STALE_AFTER_SECONDS = 900
/** Characters of prompt contexts that are kept ready. */
const CACHE_CHARACTERS = 32 * 1024 * 1024
/** Recent turns beside fetched items: as many as existing clients keep themselves. */
const FETCH_RECENT_TURNS = 20

/** What a prompt context is made of; `createdAtMs` of its version, or null. */
interface MadeContext {
  readonly body: PromptContextBody
  readonly createdAtMs: number | null
}

export function createContextService(
  dependencies: ContextServiceDependencies,
): ContextService & { stop(): void } {
  const { store, hub, clock } = dependencies
  const cache = createConversationCache<MadeContext>({
    hub,
    foreignChanges: () => store.foreignChanges(),
    maxSize: CACHE_CHARACTERS,
    sizeOf: ({ body }) =>
      (body.formattedContext?.length ?? 0) +
      body.recentMessages.reduce((size, { content }) => size + content.length, 0),
  })
  return {
    async forPrompt({ instanceId }, conversationId, options = {}) {
      const { style = 'structured', recent = 'auto' } = options
      const variant = `${style} ${recent}`
      const { body, createdAtMs } = await cache.get({ instanceId, conversationId, variant }, () =>
        makeContext(store, { instanceId, conversationId }, { style, recent }),
      )
      const compactionAgeSeconds = createdAtMs === null ? null : ageSeconds(clock, createdAtMs)
      const isStale =
        compactionAgeSeconds !== null &&
        (compactionAgeSeconds > STALE_AFTER_SECONDS || body.recentMessageCount > 0)
      return { body, isStale, compactionAgeSeconds }
    },
    fetchConversation: ({ instanceId }, input) => fetchConversation(dependencies, instanceId, input),
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
 * The newest version and the messages after it. The version is read first: a version published in between makes the
 * recent messages begin too early, never too late.
 */
async function makeContext(
  store: ContextServiceDependencies['store'],
  ref: ConversationRef,
  {
    style,
    recent,
  }: Required<PromptContextOptions> & { readonly style: NonNullable<PromptContextOptions['style']> },
): Promise<MadeContext> {
  const { instanceId, conversationId } = ref
  const latest = await store.compactions.latest(instanceId, conversationId)
  const head = await store.messages.head(instanceId, conversationId)
  if (!head) throw noMessages(conversationId)
  const coveredThrough = latest?.coveredThrough ?? 0
  const stored = await readMessages(store.messages, ref, {
    after: coveredThrough,
    through: head.lastSequence,
  })
  const recentMessages = stored.map(toContextMessage)
  const rendering = latest?.renderings[style]
  const available = latest !== undefined || recent === 'always'
  const body: PromptContextBody = {
    conversationId,
    formattedContext: available ? promptText(style, rendering?.text, recentMessages) : null,
    available,
    compressionRatio: latest && rendering ? ratioOf(rendering.tokenCount, latest.originalTokenCount) : null,
    validationScore: latest?.validationScore ?? null,
    qualityWarning: latest?.qualityWarning ?? false,
    recentMessages,
    recentMessageCount: recentMessages.length,
    compactedMessageCount: coveredThrough,
    totalMessageCount: coveredThrough + recentMessages.length,
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
  const { store, ids } = dependencies
  const { conversationId } = input
  const bundleId = ids.uuid()
  const [head, latest] = await Promise.all([
    store.messages.head(instanceId, conversationId),
    store.compactions.latest(instanceId, conversationId),
  ])
  if (!head) return { items: [], conversationContext: null, bundleId, totalTokens: 0 }
  const ref = { instanceId, conversationId }
  const ranked = await rankConversation(dependencies, ref, { head, latest, input })
  return {
    items: ranked.found.map(toFetchedItem),
    conversationContext: input.includeConversationContext
      ? await conversationContext(store, ref, { head, latest })
      : null,
    bundleId,
    totalTokens: ranked.tokenCount,
  }
}

interface ConversationState {
  readonly head: ConversationHead
  readonly latest: StoredCompaction | undefined
}

async function rankConversation(
  { store, engine }: ContextServiceDependencies,
  ref: ConversationRef,
  { head, latest, input }: ConversationState & { readonly input: FetchInput },
): Promise<Extract<RankedWork, { kind: 'ranked' }>> {
  const work = {
    key: `${ref.instanceId} ${ref.conversationId} ${head.lastSequence} ${latest?.version ?? 0}`,
    queries: input.queries,
    types: engineTypesOf(input.types),
    maxResults: input.maxResults,
  }
  const first = await engine.rank(work)
  if (first.kind === 'ranked') return first
  const range = { after: 0, through: head.lastSequence }
  const annotations = await readAnnotationTexts(store.messages, ref, head.lastSequence)
  const snapshot = {
    messages: await readMessages(store.messages, ref, range),
    annotations,
    items: latest ? itemsOf(latest) : [],
  }
  const second = await engine.rank({ ...work, snapshot })
  if (second.kind === 'unknown') throw new Error('a snapshot was given and not ranked')
  await saveAnnotations(store.messages, ref, { annotatedThrough: annotations.length, made: second.made })
  return second
}

function itemsOf(latest: StoredCompaction): Item[] {
  const { constraints, decisions, preferences, facts, otherItems } = detailOf(latest)
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
  const detail = latest && detailOf(latest)
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
    recentTurns: recent.map(toContextMessage),
    compactionId: latest?.id ?? null,
    compactedAtMs: latest?.createdAtMs ?? null,
  }
}
