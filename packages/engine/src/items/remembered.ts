import type { Conversation } from '../conversation.js'

/**
 * A search at a place of a conversation that is made once for it: first near the units that a text may have, then, where all items are
 * asked for, at the places that are left. The result lives as long as the conversation.
 */
export function remembered<Found>(
  search: (conversation: Conversation, at: number) => Found | undefined,
): (conversation: Conversation, at: number) => Found | undefined {
  const known = new WeakMap<Conversation, Map<number, Found | undefined>>()
  return (conversation, at) => {
    let places = known.get(conversation)
    if (places === undefined) {
      places = new Map()
      known.set(conversation, places)
    }
    if (places.has(at)) return places.get(at)
    const found = search(conversation, at)
    places.set(at, found)
    return found
  }
}
