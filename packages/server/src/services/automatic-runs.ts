import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { AutomaticRuns, ConversationHead, Store } from '../store/contract.js'
import type { ConversationRef } from './read-conversation.js'
import type { TriggerType } from './types.js'

/** Design §7. A window of 128 k has room for much more; the cost of every later turn does not. */
export const DEFAULT_AUTOMATIC_RUNS: Required<AutomaticRuns> = { enabled: true, tokens: 4_000, messages: 40 }

/** How long a change of an instance's settings may go unnoticed. */
const SETTINGS_TTL_MS = 5_000
const MAX_CACHED_INSTANCES = 1_000

export type AutomaticDecision =
  | { readonly kind: 'none' }
  /** The bytes that were not counted yet may hold enough tokens: count them and ask again. */
  | { readonly kind: 'count_tokens' }
  | { readonly kind: 'start'; readonly triggerType: TriggerType }

/**
 * Whether a conversation has grown enough for a run.
 *
 * A token is at least one byte, so un-counted bytes bound the tokens from above: short messages cost no counting
 * until they might matter.
 */
export function decideAutomaticRun(
  head: ConversationHead,
  policy: Required<AutomaticRuns>,
): AutomaticDecision {
  if (!policy.enabled || head.lastSequence <= head.coveredThrough) return { kind: 'none' }
  if (head.lastSequence - head.coveredThrough >= policy.messages)
    return { kind: 'start', triggerType: 'auto_messages' }
  const countedTokens = Math.max(0, head.annotatedTokens - head.coveredTokens)
  if (head.annotatedThrough >= head.coveredThrough && countedTokens >= policy.tokens)
    return { kind: 'start', triggerType: 'auto_tokens' }
  const uncountedBytes = head.contentBytes - head.annotatedBytes
  return countedTokens + uncountedBytes >= policy.tokens && uncountedBytes > 0
    ? { kind: 'count_tokens' }
    : { kind: 'none' }
}

export interface AutomaticRunStarter {
  /** Takes note that a conversation has grown. Returns at once; a run, if due, starts later. */
  consider(instanceId: string, head: ConversationHead): void
  /** Resolves when everything considered so far is decided. */
  idle(): Promise<void>
}

export interface AutomaticRunDependencies {
  readonly store: Pick<Store, 'messages' | 'instances'>
  readonly clock: Clock
  readonly defaults?: AutomaticRuns
  /** Annotates, and so counts, the messages that are not annotated yet. */
  readonly annotate: (ref: ConversationRef) => Promise<void>
  readonly start: (ref: ConversationRef, triggerType: TriggerType) => Promise<void>
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

export function createAutomaticRunStarter(dependencies: AutomaticRunDependencies): AutomaticRunStarter {
  const { store, clock, annotate, start, onError } = dependencies
  const defaults = { ...DEFAULT_AUTOMATIC_RUNS, ...dependencies.defaults }
  const settings = new LRUCache<string, { readonly automatic: AutomaticRuns; readonly untilMs: number }>({
    max: MAX_CACHED_INSTANCES,
  })
  /** Conversations being decided; true when they have grown again meanwhile. */
  const deciding = new Map<string, { hasGrown: boolean; readonly done: Promise<void> }>()

  const settingsOf = async (instanceId: string): Promise<AutomaticRuns> => {
    const known = settings.get(instanceId)
    if (known && clock.now() < known.untilMs) return known.automatic
    const automatic = (await store.instances.findById(instanceId))?.automatic ?? {}
    settings.set(instanceId, { automatic, untilMs: clock.now() + SETTINGS_TTL_MS })
    return automatic
  }

  const policyFor = (ofInstance: AutomaticRuns, head: ConversationHead): Required<AutomaticRuns> => ({
    ...defaults,
    ...ofInstance,
    ...head.automatic,
  })

  const decide = async (ref: ConversationRef, firstHead: ConversationHead): Promise<void> => {
    const { instanceId, conversationId } = ref
    let head: ConversationHead | undefined = firstHead
    for (let hasCounted = false; head; hasCounted = true) {
      const decision = decideAutomaticRun(head, policyFor(await settingsOf(instanceId), head))
      if (decision.kind === 'start') return start(ref, decision.triggerType)
      if (decision.kind === 'none' || hasCounted) return
      await annotate(ref)
      head = await store.messages.head(instanceId, conversationId)
    }
  }

  const consider = (instanceId: string, head: ConversationHead): void => {
    const { conversationId } = head
    const key = `${instanceId} ${conversationId}`
    const current = deciding.get(key)
    if (current) {
      current.hasGrown = true
      return
    }
    const done = decide({ instanceId, conversationId }, head)
      .catch((error) => onError(error, { doing: 'deciding about an automatic run', conversationId }))
      .then(async () => {
        const { hasGrown } = deciding.get(key) ?? { hasGrown: false }
        deciding.delete(key)
        const next = hasGrown ? await store.messages.head(instanceId, conversationId) : undefined
        if (next) consider(instanceId, next)
      })
      .catch((error) => onError(error, { doing: 'deciding about an automatic run', conversationId }))
    deciding.set(key, { hasGrown: false, done })
  }

  return {
    consider(instanceId, head) {
      // Most messages are decided here, without a promise and without the database.
      const known = settings.get(instanceId)
      const isKnown = known && clock.now() < known.untilMs
      if (isKnown && decideAutomaticRun(head, policyFor(known.automatic, head)).kind === 'none') return
      consider(instanceId, head)
    },
    async idle() {
      while (deciding.size > 0) await Promise.all([...deciding.values()].map(({ done }) => done))
    },
  }
}
