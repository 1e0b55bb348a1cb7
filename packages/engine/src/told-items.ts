import type { Conversation, Unit } from './conversation.js'
import { byWeight, weighItems } from './digest/weighed-items.js'
import { itemReader } from './items/items.js'
import { markSuperseded } from './link/supersession.js'
import { areOfOneMatter } from './matters/one-matter.js'
import { once } from './once.js'
import { typeOfLine } from './recall/type-of-line.js'
import { type ItemMarks, markItems } from './render/item-lines.js'
import { tellsLifted } from './rules-in-force.js'
import type { Scores } from './score.js'
import { markMatters } from './told-matters.js'
import type { AnnotatedMessage, Item, ItemType } from './types.js'

/** The items of a conversation, each of its units read once. */
export interface ToldItems {
  /** Every item, in force or replaced. */
  readonly all: () => readonly Item[]
  /** Which units of the conversation as it is written tell items, as far as `planned` has them. */
  readonly marks: (written: Conversation, planned: readonly Unit[]) => ItemMarks
}

/**
 * Reads items where they are asked for: all of them, or for the marks in the text those of the units that may stand there, a
 * quarter of all in a short text.
 */
export function toldItems(
  said: Conversation,
  scores: Scores,
  successor: ReadonlyMap<number, number>,
): ToldItems {
  const { past } = said
  const own = past?.own ?? said
  const first = past?.ownUnit ?? 0
  const salience = past === undefined ? scores.salience : scores.salience.subarray(first)
  const reader = itemReader(own, salience, replacedFrom(first, successor))
  const inForce = (items: readonly Item[]): readonly Item[] => {
    const isLifted = tellsLifted(said)
    return markSuperseded(
      items.filter((item) => !isLifted(item)),
      said,
      successor,
      areOfOneMatter(said),
    )
  }
  return {
    all: once(() => {
      if (past === undefined) return inForce(reader.all())
      const ofOwn = weighItems(own, reader.all(), { salience, level: scores.level })
      return inForce(byWeight([...ofOwn, ...past.summary.items]).map(({ item }) => item))
    }),
    marks: (written, planned) => {
      const units = [...new Set(planned)].flatMap(({ index }) => own.units[index - first] ?? [])
      const carried = past?.summary.items.map(({ item }) => item) ?? []
      const items = inForce([...reader.among(units), ...carried])
      const matters = markMatters(items, written)
      return { ...markItems(items, written), matters, readsAs: lineReader(written) }
    },
  }
}

/** The types that lines of items are read back as, each line read once. */
function lineReader({ entries }: Conversation): ItemMarks['readsAs'] {
  const known = new Map<string, ItemType>()
  const language = entries[0]?.annotation.language ?? 'en'
  return ({ index, messageIndex }, written) => {
    const { message } = entries[messageIndex] as AnnotatedMessage // proof: the unit is one of this conversation
    const key = `${index} ${written}`
    const type = known.get(key) ?? typeOfLine(written, message, language)
    known.set(key, type)
    return type
  }
}

/** What was replaced of the units from `first` on, counted from there. */
const replacedFrom = (first: number, successor: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
  first === 0
    ? successor
    : new Map([...successor].map(([index, heir]) => [index - first, heir - first] as const))
