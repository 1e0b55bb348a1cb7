import type { StoreChange } from '../store/contract.js'

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
}

/** @param onListenerError receives what a listener threw. */
export function createHub(onListenerError: (error: unknown) => void): Hub {
  const byInstance = new Map<string, Set<HubListener>>()
  const everyInstance = new Set<HubListener>()

  const deliver = (listeners: Iterable<HubListener>, event: HubEvent, origin: HubOrigin) => {
    for (const listener of [...listeners]) {
      try {
        listener(event, origin)
      } catch (error) {
        onListenerError(error)
      }
    }
  }

  return {
    publish(event, origin = 'here') {
      deliver(everyInstance, event, origin)
      deliver(byInstance.get(event.instanceId) ?? [], event, origin)
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
  }
}
