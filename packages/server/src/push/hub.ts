import type { Gap, StoreChange } from '../store/contract.js'

/**
 * In-process publish and subscribe of what happened in an instance.
 *
 * Events carry ids, not content: a subscriber fetches what it needs on receipt, so that an event is as small when
 * it comes from another process. Listeners run synchronously in the order of subscription and must not throw;
 * one that does is reported and does not hinder the others.
 */
export type HubEvent = StoreChange

/** Whether this process made the change or was told of it by another. */
export type HubOrigin = 'here' | 'elsewhere'

export type HubListener = (event: HubEvent, origin: HubOrigin) => void

export interface Hub {
  /** @param origin default `here`. */
  publish(event: HubEvent, origin?: HubOrigin): void
  /** Events of one instance. Returns the function that ends the subscription. */
  subscribe(instanceId: string, listener: HubListener): () => void
  /** Events of every instance, for the process's own machinery; never for a client. */
  subscribeAll(listener: HubListener): () => void
  /** Whether changes of other processes go untold now: what is kept has to be checked against the store before use. */
  readonly hasGap: boolean
  /** Says that a gap begins or ends; either way what is kept in memory may be of what was erased. */
  publishGap(gap: Gap): void
  /** Returns the function that ends the subscription. */
  subscribeGaps(listener: (gap: Gap) => void): () => void
}

/** @param onListenerError receives what a listener threw. */
export function createHub(onListenerError: (error: unknown) => void): Hub {
  const byInstance = new Map<string, Set<HubListener>>()
  const everyInstance = new Set<HubListener>()

  const gapListeners = new Set<(gap: Gap) => void>()
  let hasGap = false

  const deliver = <Listener>(listeners: Iterable<Listener>, tell: (listener: Listener) => void) => {
    for (const listener of [...listeners]) {
      try {
        tell(listener)
      } catch (error) {
        onListenerError(error)
      }
    }
  }

  return {
    publish(event, origin = 'here') {
      const tell = (listener: HubListener) => listener(event, origin)
      deliver(everyInstance, tell)
      deliver(byInstance.get(event.instanceId) ?? [], tell)
    },
    subscribe(instanceId, listener) {
      const listeners = byInstance.get(instanceId) ?? new Set()
      byInstance.set(instanceId, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && byInstance.get(instanceId) === listeners) byInstance.delete(instanceId)
      }
    },
    subscribeAll(listener) {
      everyInstance.add(listener)
      return () => everyInstance.delete(listener)
    },
    get hasGap() {
      return hasGap
    },
    publishGap(gap) {
      hasGap = gap === 'begins'
      deliver(gapListeners, (listener) => listener(gap))
    },
    subscribeGaps(listener) {
      gapListeners.add(listener)
      return () => gapListeners.delete(listener)
    },
  }
}
