import type { CompactionResult, Item } from '@precis/engine'

/** The lists of a result, those that nobody may lose first. */
export const ITEM_LISTS = ['constraints', 'decisions', 'preferences', 'facts', 'otherItems'] as const

/**
 * Items of one list that a version carries: more than anybody reads, and few enough to store and send without
 * holding up the event loop. A conversation of 1 MB has about 3,500 facts; fetch finds them all.
 */
export const MAX_LISTED_ITEMS = 500

type ItemLists = Pick<CompactionResult, (typeof ITEM_LISTS)[number]>

export interface BoundedLists {
  readonly items: Readonly<Record<(typeof ITEM_LISTS)[number], readonly Item[]>>
  /** A sentence for each list that was cut. */
  readonly warnings: readonly string[]
}

/** The lists of a result, each of bounded length. */
export function boundedLists(result: ItemLists): BoundedLists {
  const bounded = (name: (typeof ITEM_LISTS)[number]) => mostUseful(result[name])
  return {
    items: {
      constraints: bounded('constraints'),
      decisions: bounded('decisions'),
      preferences: bounded('preferences'),
      facts: bounded('facts'),
      otherItems: bounded('otherItems'),
    },
    warnings: ITEM_LISTS.filter((name) => result[name].length > MAX_LISTED_ITEMS).map(
      (name) =>
        `${MAX_LISTED_ITEMS} of ${result[name].length} ${name === 'otherItems' ? 'other items' : name} are listed: those in force, the most certain and the newest. Fetch finds the others.`,
    ),
  }
}

/** What is in force before what was replaced, the certain before the assumed, the new before the old; order is kept. */
function mostUseful(items: readonly Item[]): readonly Item[] {
  if (items.length <= MAX_LISTED_ITEMS) return items
  const replaced = (item: Item) => Number(item.supersededBy !== undefined)
  const chosen = items
    .map((item, position) => ({ item, position }))
    .sort(
      (a, b) =>
        replaced(a.item) - replaced(b.item) ||
        b.item.confidence - a.item.confidence ||
        b.position - a.position,
    )
    .slice(0, MAX_LISTED_ITEMS)
  return chosen.sort((a, b) => a.position - b.position).map(({ item }) => item)
}
