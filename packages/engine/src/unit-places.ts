import type { Conversation, Unit } from './conversation.js'
import type { Span } from './types.js'

/** Where a unit begins. */
type Place = Pick<Span, 'messageId' | 'start'>

/** Finds units by the place where they stand in their message. */
export interface UnitPlaces {
  /** Index of the unit that begins where a span does, or -1. Of messages with one id the newest counts. */
  unitAt(span: Place): number
  /** Index of the newest message with an id, or -1. */
  messageAt(messageId: string): number
  /** All units that begin where one of the spans does, in the order of the conversation. */
  unitsAt(spans: readonly Place[]): readonly Unit[]
}

/** Items, their successors and what of them is kept each ask for it. */
const known = new WeakMap<Conversation, UnitPlaces>()

/** Cost: linear in the messages, once; a look-up is logarithmic in the units of a message. */
export function unitPlaces(conversation: Conversation): UnitPlaces {
  const places = known.get(conversation) ?? findPlaces(conversation)
  known.set(conversation, places)
  return places
}

function findPlaces({ entries, units, unitStarts }: Conversation): UnitPlaces {
  const newest = new Map<string, number>()
  /** The message before with the same id: parts of a recalled text have one. */
  const before = new Int32Array(entries.length).fill(-1)
  entries.forEach(({ message }, at) => {
    const other = newest.get(message.id)
    if (other !== undefined) before[at] = other
    newest.set(message.id, at)
  })
  const startOf = (unit: number): number => units[unit]?.annotation.start ?? 0
  const within = (message: number, start: number): number => {
    let low = unitStarts[message] as number
    const end = unitStarts[message + 1] as number
    for (let high = end; low < high; ) {
      const middle = (low + high) >>> 1
      if (startOf(middle) < start) low = middle + 1
      else high = middle
    }
    return low < end && startOf(low) === start ? low : -1
  }
  const newestOf = (messageId: string): number => newest.get(messageId) ?? -1
  return {
    messageAt: newestOf,
    unitAt({ messageId, start }) {
      for (let at = newestOf(messageId); at >= 0; at = before[at] as number) {
        const unit = within(at, start)
        if (unit >= 0) return unit
      }
      return -1
    },
    unitsAt(spans) {
      const found = new Set<number>()
      for (const { messageId, start } of spans)
        for (let at = newestOf(messageId); at >= 0; at = before[at] as number) found.add(within(at, start))
      found.delete(-1)
      return [...found].sort((a, b) => a - b).map((unit) => units[unit] as Unit)
    },
  }
}
