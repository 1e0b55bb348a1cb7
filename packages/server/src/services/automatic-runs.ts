import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.js'
import type { Hub, HubEvent, HubOrigin } from '../push/hub.js'
import type { AutomaticRuns, ConversationHead, Store } from '../store/contract.js'
import type { ConversationRef } from './read-conversation.js'
import type { TriggerType } from './types.js'
import { createWaitingLine, type WaitingLine } from './waiting-line.js'

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
  if (!policy.enabled || head.uncoveredMessages === 0) return { kind: 'none' }
  if (head.uncoveredMessages >= policy.messages) return { kind: 'start', triggerType: 'auto_messages' }
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
  /** Resolves to whether a run of the conversation is under way then. */
  readonly start: (ref: ConversationRef, triggerType: TriggerType) => Promise<boolean>
  readonly onError: (error: unknown, about: Readonly<Record<string, unknown>>) => void
}

/** Conversations that are looked at, or whose tokens are counted, at the same time: a look is two or three statements. */
const LOOKS_AT_ONCE = 4
const COUNTS_AT_ONCE = 2
/** Conversations that may wait for either; one beyond is considered again with its next message. */
export const MAX_WAITING = 10_000
/** Conversations remembered to have a run. One that is forgotten costs a look more with its next message. */
export const MAX_REMEMBERED_RUNS = 10_000
/** As long as a run that is asked for is taken for under way if nobody says that it is over: a process that dies says nothing. */
const RUN_MEMORY_MS = 15_000

/** A run that was asked for, and whether messages came since, which may be enough for the next one. */
interface KnownRun {
  readonly atMs: number
  hasGrown: boolean
}

/** Over, as far as an automatic run is concerned: the next message is considered again. */
const ENDS_OF_A_RUN: ReadonlySet<HubEvent['kind']> = new Set([
  'compaction_published',
  'compaction_failed',
  'conversation_erased',
  'messages_erased',
])

export function createAutomaticRunStarter(dependencies: AutomaticRunDependencies): AutomaticRunStarter {
  return new Deciding(dependencies)
}

/**
 * Decides for each conversation by itself, one decision at a time: what grows while it is being decided is looked at
 * once more afterwards.
 *
 * Counting waits for a thread, which is busy with runs when there are many; a conversation whose messages are enough does not
 * wait for it. While a run is under way its conversation is not looked at again before the run is over.
 */
class Deciding implements AutomaticRunStarter {
  readonly #given: AutomaticRunDependencies
  readonly #defaults: Required<AutomaticRuns>
  readonly #settings = new LRUCache<string, { readonly automatic: AutomaticRuns; readonly untilMs: number }>({
    max: MAX_CACHED_INSTANCES,
  })
  readonly #runs = new LRUCache<string, KnownRun>({ max: MAX_REMEMBERED_RUNS })
  readonly #looks: WaitingLine
  readonly #counts: WaitingLine
  readonly #unsubscribe: () => void

  constructor(given: AutomaticRunDependencies) {
    this.#given = given
    this.#defaults = { ...DEFAULT_AUTOMATIC_RUNS, ...given.defaults }
    const onError = (error: unknown, conversation: string) =>
      given.onError(error, { doing: 'deciding about an automatic run', conversation })
    this.#looks = createWaitingLine({ width: LOOKS_AT_ONCE, maxWaiting: MAX_WAITING, onError })
    this.#counts = createWaitingLine({ width: COUNTS_AT_ONCE, maxWaiting: MAX_WAITING, onError })
    this.#unsubscribe = given.hub.subscribeAll((event, origin) => {
      if (ENDS_OF_A_RUN.has(event.kind)) this.#endRun(event, origin)
    })
  }

  consider(instanceId: string, head: ConversationHead): void {
    const ref = { instanceId, conversationId: head.conversationId }
    const run = this.#runUnderWay(ref)
    if (run) {
      run.hasGrown = true
      return
    }
    // Most messages are decided here, without a promise and without the database.
    const known = this.#settings.get(instanceId)
    const isKnown = known && this.#given.clock.now() < known.untilMs
    const decision = isKnown && decideAutomaticRun(head, this.#policyFor(known.automatic, head))
    if (decision && decision.kind === 'none') return
    if (decision && decision.kind === 'start') {
      this.#looks.add(keyOf(ref), () => this.#start(ref, decision.triggerType))
    } else this.#look(ref)
  }

  async idle(): Promise<void> {
    while (this.#looks.isBusy || this.#counts.isBusy)
      await Promise.all([this.#looks.idle(), this.#counts.idle()])
  }

  stop(): void {
    this.#unsubscribe()
    this.#looks.stop()
    this.#counts.stop()
  }

  /** Messages that came during a run may be enough for the next one: whoever published it looks, and whoever took them. */
  #endRun({ kind, instanceId, conversationId }: HubEvent, origin: HubOrigin): void {
    const ref = { instanceId, conversationId }
    const run = this.#runs.get(keyOf(ref))
    this.#runs.delete(keyOf(ref))
    if (kind === 'compaction_published' && (origin === 'here' || run?.hasGrown)) this.#look(ref)
  }

  #runUnderWay(ref: ConversationRef): KnownRun | undefined {
    const run = this.#runs.get(keyOf(ref))
    return run && this.#given.clock.now() - run.atMs < RUN_MEMORY_MS ? run : undefined
  }

  #look(ref: ConversationRef): void {
    this.#looks.add(keyOf(ref), () => this.#decide(ref, { mayCount: true }))
  }

  #count(ref: ConversationRef): void {
    this.#counts.add(keyOf(ref), async () => {
      // It annotates, and so counts, by itself.
      if (this.#runUnderWay(ref)) return
      await this.#given.annotate(ref)
      await this.#decide(ref, { mayCount: false })
    })
  }

  /** @param mayCount false right after counting: what came meanwhile is considered with the message that brought it. */
  async #decide(ref: ConversationRef, { mayCount }: { readonly mayCount: boolean }): Promise<void> {
    const { store } = this.#given
    const head = await store.messages.head(ref.instanceId, ref.conversationId)
    if (!head) return
    const settings = await this.#settingsOf(ref.instanceId)
    const decision = decideAutomaticRun(head, this.#policyFor(settings, head))
    if (decision.kind === 'count_tokens' && mayCount) this.#count(ref)
    if (decision.kind === 'start') await this.#start(ref, decision.triggerType)
  }

  async #start(ref: ConversationRef, triggerType: TriggerType): Promise<void> {
    const run: KnownRun = { atMs: this.#given.clock.now(), hasGrown: false }
    this.#runs.set(keyOf(ref), run)
    let isUnderWay = false
    try {
      isUnderWay = await this.#given.start(ref, triggerType)
    } finally {
      if (!isUnderWay) this.#runs.delete(keyOf(ref))
    }
    if (!isUnderWay && run.hasGrown) this.#look(ref)
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

const keyOf = ({ instanceId, conversationId }: ConversationRef) => `${instanceId} ${conversationId}`
