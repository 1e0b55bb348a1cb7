import type { StoreChange } from '../store/contract.js'

/**
 * In-process publish and subscribe of what happened in an instance.
 *
 * Events carry ids, not content: a subscriber fetches what it needs on receipt, so that an event is as small when
 * it comes from another process. Listeners run synchronously in the order of subscription and must not throw;
 * one that does is reported and does not hinder the others.
 */
export type HubEvent = StoreChange

export type HubListener = (event: HubEvent) => void

export interface Hub {
  publish(event: HubEvent): void
  /** Events of one instance. Returns the function that ends the subscription. */
  subscribe(instanceId: string, listener: HubListener): () => void
  /** Events of every instance, for the process's own machinery; never for a client. */
  subscribeAll(listener: HubListener): () => void
}

/** @param onListenerError receives what a listener threw. */
export function createHub(onListenerError: (error: unknown) => void): Hub {
  const byInstance = new Map<string, Set<HubListener>>()
  const everyInstance = new Set<HubListener>()

  const deliver = (listeners: Iterable<HubListener>, event: HubEvent) => {
    for (const listener of [...listeners]) {
      try {
        listener(event)
      } catch (error) {
        onListenerError(error)
      }
    }
  }

  return {
    publish(event) {
      deliver(everyInstance, event)
      deliver(byInstance.get(event.instanceId) ?? [], event)
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
