import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Hub } from '../push/hub.js'
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
  stop(): void
}

export interface AutomaticRunDependencies {
  readonly store: Pick<Store, 'messages' | 'instances'>
  readonly hub: Hub
  readonly clock: Clock
  readonly defaults?: AutomaticRuns
  /** Annotates, and so counts, the messages that are not annotated yet. */
  readonly annotate: (ref: ConversationRef) => Promise<void>
  readonly start: (ref: ConversationRef, triggerType: TriggerType) => Promise<void>
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

export function createAutomaticRunStarter(dependencies: AutomaticRunDependencies): AutomaticRunStarter {
  return new Deciding(dependencies)
}

/**
 * Decides for each conversation by itself, one decision at a time: what grows while it is being decided is looked at
 * once more afterwards.
 */
class Deciding implements AutomaticRunStarter {
  readonly stop: () => void
  readonly #given: AutomaticRunDependencies
  readonly #defaults: Required<AutomaticRuns>
  readonly #settings = new LRUCache<string, { readonly automatic: AutomaticRuns; readonly untilMs: number }>({
    max: MAX_CACHED_INSTANCES,
  })
  readonly #underWay = new Map<string, { hasGrown: boolean; readonly done: Promise<void> }>()

  constructor(given: AutomaticRunDependencies) {
    this.#given = given
    this.#defaults = { ...DEFAULT_AUTOMATIC_RUNS, ...given.defaults }
    // Messages that came during a run may be enough for the next one.
    this.stop = given.hub.subscribeAll(({ kind, ...ref }) => {
      if (kind === 'compaction_published') this.#look(ref)
    })
  }

  consider(instanceId: string, head: ConversationHead): void {
    // Most messages are decided here, without a promise and without the database.
    const known = this.#settings.get(instanceId)
    const isKnown = known && this.#given.clock.now() < known.untilMs
    if (isKnown && decideAutomaticRun(head, this.#policyFor(known.automatic, head)).kind === 'none') return
    this.#look({ instanceId, conversationId: head.conversationId })
  }

  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all([...this.#underWay.values()].map(({ done }) => done))
  }

  #look(ref: ConversationRef): void {
    const key = `${ref.instanceId} ${ref.conversationId}`
    const current = this.#underWay.get(key)
    if (current) {
      current.hasGrown = true
      return
    }
    const { conversationId } = ref
    const done = this.#decide(ref)
      .catch((error) =>
        this.#given.onError(error, { doing: 'deciding about an automatic run', conversationId }),
      )
      .then(() => {
        const { hasGrown } = this.#underWay.get(key) ?? { hasGrown: false }
        this.#underWay.delete(key)
        if (hasGrown) this.#look(ref)
      })
    this.#underWay.set(key, { hasGrown: false, done })
  }

  async #decide(ref: ConversationRef): Promise<void> {
    const { store, annotate, start } = this.#given
    for (let hasCounted = false; ; hasCounted = true) {
      const head = await store.messages.head(ref.instanceId, ref.conversationId)
      if (!head) return
      const settings = await this.#settingsOf(ref.instanceId)
      const decision = decideAutomaticRun(head, this.#policyFor(settings, head))
      if (decision.kind === 'start') return start(ref, decision.triggerType)
      if (decision.kind === 'none' || hasCounted) return
      await annotate(ref)
    }
  }

  async #settingsOf(instanceId: string): Promise<AutomaticRuns> {
    const { clock, store } = this.#given
    const known = this.#settings.get(instanceId)
    if (known && clock.now() < known.untilMs) return known.automatic
    const automatic = (await store.instances.findById(instanceId))?.automatic ?? {}
    this.#settings.set(instanceId, { automatic, untilMs: clock.now() + SETTINGS_TTL_MS })
    return automatic
  }

  #policyFor(ofInstance: AutomaticRuns, head: ConversationHead): Required<AutomaticRuns> {
    return { ...this.#defaults, ...ofInstance, ...head.automatic }
  }
}
