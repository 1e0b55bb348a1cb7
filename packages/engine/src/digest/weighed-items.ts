import type { Conversation, Unit } from '../conversation.js'
import { logSalience, type Scores } from '../score.js'
import type { Item, ItemType } from '../types.js'
import { itemsByUnit } from '../verify/scorecard.js'
import { DIGEST_ITEMS, type WeighedItem } from './digest.js'

/** Types of which a version lists all, whether they stand in the text or not. */
const LISTED: ReadonlySet<ItemType> = new Set(['decision', 'preference', 'constraint'])

/** Items with the log-salience of the unit that tells them. */
export function weighItems(
  conversation: Conversation,
  items: readonly Item[],
  scores: Pick<Scores, 'salience' | 'level'>,
): WeighedItem[] {
  const weights = new Map<Item, number>()
  itemsByUnit({ conversation, items }).forEach((item, unit) => {
    if (item === undefined || scores.salience[unit] === 0) return
    const weight = logSalience(scores, unit)
    weights.set(item, Math.max(weights.get(item) ?? weight, weight))
  })
  // What shares its place with another item weighs nothing by itself, and comes last.
  return items.map((item) => ({ item, weight: weights.get(item) ?? -MAX_WEIGHT }))
}

/** Beyond any log-salience, and a number that JSON has. */
const MAX_WEIGHT = 1e6

/** Most salient first; equals in the order given. */
export function byWeight(items: readonly WeighedItem[]): WeighedItem[] {
  return items
    .map((weighed, at) => ({ weighed, at }))
    .sort((a, b) => b.weighed.weight - a.weighed.weight || a.at - b.at)
    .map(({ weighed }) => weighed)
}

/** The items that a digest keeps: those that its units tell, and the most salient ones of the types that are listed whole. */
export function carriedItems(
  conversation: Conversation,
  items: readonly WeighedItem[],
  carried: ReadonlySet<Unit>,
): WeighedItem[] {
  const keys = new Set<string>()
  for (const { annotation, messageIndex } of carried)
    keys.add(`${annotation.start} ${conversation.entries[messageIndex]?.message.id}`)
  const listed = new Map<ItemType, number>()
  return byWeight(items).filter(({ item }) => {
    if (item.supersededBy !== undefined) return false
    if (item.evidence.some(({ start, messageId }) => keys.has(`${start} ${messageId}`))) return true
    if (!LISTED.has(item.type)) return false
    const count = listed.get(item.type) ?? 0
    listed.set(item.type, count + 1)
    return count < DIGEST_ITEMS
  })
}
