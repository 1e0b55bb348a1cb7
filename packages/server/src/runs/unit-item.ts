import type { Item, ItemType, Message, UnitAnnotation } from '@precis/engine'

/**
 * How far a unit is what it is taken for. A statement stands in its speaker's own words: strongly implied, and what
 * existing guides keep (0.8). What is no statement is only assumed to matter.
 */
const STATED_CONFIDENCE = 0.8
const ASSUMED_CONFIDENCE = 0.5
/** In a ranking no unit weighs more than an item that was read out of all that was said. */
export const UNIT_SALIENCE = 0.5

/** A unit in the form of an item: its own words, and what it is by its wording. */
export function unitItem(message: Message, unit: UnitAnnotation): Item {
  return {
    id: `${message.id}:${unit.start}`,
    type: unitType(unit),
    content: message.content.slice(unit.start, unit.end),
    speaker: message.name ?? message.role,
    confidence: isStatement(unit) ? STATED_CONFIDENCE : ASSUMED_CONFIDENCE,
    evidence: [{ messageId: message.id, start: unit.start, end: unit.end }],
    ...(message.timestamp === undefined ? {} : { saidAt: message.timestamp }),
    ...(unit.eventDate === undefined ? {} : { eventDate: unit.eventDate }),
  }
}

const isStatement = ({ act }: UnitAnnotation) => act === 'statement' || act === 'correction'

function unitType(unit: UnitAnnotation): ItemType {
  const has = (stance: UnitAnnotation['stances'][number]) => unit.stances.includes(stance)
  if (has('rule')) return 'constraint'
  if (has('decision')) return 'decision'
  if (has('preference')) return 'preference'
  if (has('emotion')) return 'emotion'
  if (unit.eventDate !== undefined) return 'temporal_event'
  return isStatement(unit) ? 'fact' : 'episode'
}
