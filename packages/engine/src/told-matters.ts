import type { Conversation, Unit } from './conversation.js'
import { reportsDone } from './matters/matters.js'
import { BY_RANK, type MatterMark } from './render/matter-marks.js'
import type { Item } from './types.js'
import { unitPlaces } from './unit-places.js'

/** Terms of a phrase that the item which rests on it has: a wish that came to something else is told by what it came to. */
const MIN_SHARE_TOLD = 0.75
const isToldIn = (content: string, { annotation: { terms } }: Unit): boolean =>
  terms.filter((term) => content.includes(term)).length >= terms.length * MIN_SHARE_TOLD

/**
 * What the phrases of tasks tell, by unit: the offers that a decision rests on are agreed, and done where a fact of theirs reports that;
 * what a user's task rests on he asks for, what a preference of his rests on he likes.
 *
 * Cost  linear in the evidence; nothing where nothing is told by tasks.
 */
export function markMatters(items: readonly Item[], conversation: Conversation): readonly MatterMark[] {
  const { records, units } = conversation
  if (records === undefined) return []
  const { unitsAt } = unitPlaces(conversation)
  const ranks = new Uint8Array(units.length)
  const raise = (unit: Unit, mark: MatterMark) => {
    if (records.isTold[unit.index] === 1)
      ranks[unit.index] = Math.max(ranks[unit.index] as number, BY_RANK.indexOf(mark))
  }
  for (const { type, speaker, content, evidence, supersededBy } of items) {
    if (supersededBy !== undefined) continue
    const all = unitsAt(evidence)
    const own = all.filter((unit) => conversation.speakers[unit.speaker] === speaker)
    if (type === 'task' && speaker === 'user')
      for (const { index } of own) {
        const unit = units[index]
        if (unit !== undefined && isToldIn(content.toLowerCase(), unit)) raise(unit, 'wish')
      }
    if (type === 'preference' && speaker === 'user') for (const unit of own.slice(-1)) raise(unit, 'liking')
    if (speaker !== 'assistant') continue
    const last = own.at(-1)
    if (type === 'decision') for (const unit of own) raise(unit, 'agreed')
    else if (type === 'fact' && last !== undefined) {
      raise(last, 'fact')
      if (reportsDone(last)) for (const unit of own) if (unit !== last) raise(unit, 'done')
    }
  }
  return [...ranks].map((rank) => BY_RANK[rank] ?? 'talk')
}
