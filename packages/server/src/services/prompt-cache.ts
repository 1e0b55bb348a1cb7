import type { ByteCache } from '../cache/byte-cache.js'
import type { Hub, HubEvent } from '../push/hub.js'

/**
 * Remembers what was made of a conversation, until the conversation changes.
 *
 * Owner      the context service.
 * Key        instance, conversation, and the caller's variant.
 * Lifetime   dropped by the hub's events, and when the store has seen foreign changes or, where it cannot see them without
 *            being asked, says that the conversation's state is another; all of it when changes may have gone untold;
 *            least recently used entries go when the bytes are reached.
 * Races      what was being made while its conversation changed is given to those who asked before, and not kept.
 */
export interface ConversationCache<Value> {
  get(key: ConversationKey, make: () => Promise<Value>): Promise<Value>
  stop(): void
}

export interface ConversationKey {
  readonly instanceId: string
  readonly conversationId: string
  readonly variant: string
  /** Of the conversation as the store has it now: what was kept under another state is dropped. */
  readonly state?: string | undefined
}

export interface ConversationCacheOptions<Value> {
  readonly hub: Hub
  /** As `Store.foreignChanges`. While undefined, only what is asked for with its state is kept. */
  readonly foreignChanges: () => number | undefined
  readonly cache: ByteCache<CachedConversation<Value>>
  /** Of memory. */
  readonly bytesOf: (value: Value) => number
}

/** Events after which a conversation reads differently. */
const CHANGES: ReadonlySet<HubEvent['kind']> = new Set([
  'message_recorded',
  'compaction_published',
  'conversation_erased',
  'messages_erased',
])

export interface CachedConversation<Value> {
  readonly state: string | undefined
  readonly variants: Map<string, Promise<Value>>
  /** Of the values that are there. */
  readonly bytes: number
}

export function createConversationCache<Value>(
  options: ConversationCacheOptions<Value>,
): ConversationCache<Value> {
  const { cache: conversations } = options
  let seen = options.foreignChanges()
  const nameOf = ({ instanceId, conversationId }: Pick<ConversationKey, 'instanceId' | 'conversationId'>) =>
    `${instanceId} ${conversationId}`
  const stopEvents = options.hub.subscribeAll((event) => {
    if (CHANGES.has(event.kind)) conversations.delete(nameOf(event))
  })
  const stopGaps = options.hub.subscribeGaps(() => conversations.clear())

  const keep = (name: string, { variant, state }: ConversationKey, making: Promise<Value>): void => {
    const { variants, bytes } = conversations.get(name) ?? { variants: new Map(), bytes: 0 }
    variants.set(variant, making)
    conversations.set(name, { state, variants, bytes }, bytes)
    making.then(
      (value) => {
        // The entry may be gone, or another one, because the conversation has changed.
        const current = conversations.peek(name)
        if (current?.variants !== variants) return
        const grown = current.bytes + options.bytesOf(value)
        conversations.set(name, { state, variants, bytes: grown }, grown)
      },
      () => {
        if (variants.get(variant) === making) variants.delete(variant)
      },
    )
  }

  return {
    get(key, make) {
      const now = options.foreignChanges()
      if (now === undefined && key.state === undefined) return make()
      if (now !== seen) conversations.clear()
      seen = now
      const name = nameOf(key)
      const kept = conversations.get(name)
      if (kept && kept.state !== key.state) conversations.delete(name)
      else {
        const known = kept?.variants.get(key.variant)
        if (known) return known
      }
      const making = make()
      keep(name, key, making)
      return making
    },
    stop() {
      stopEvents()
      stopGaps()
    },
  }
}
