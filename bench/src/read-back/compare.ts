import type { Item } from '@precis/engine'

/** How the items of a text that was read again stand to those it was made from. */
export interface Comparison {
  /** Of the first: there again, with the same type and speaker. */
  kept: number
  lost: number
  /** There again as something else. */
  retyped: number
  /** There again, said by somebody else. */
  misattributed: number
  /** Of the second: nothing of the first has its words. */
  invented: number
}

/**
 * A text has shorter words than what it was made from: two statements are the same where so many words of the shorter one
 * stand in the longer one.
 */
const SAME_WORDS = 0.75

const wordsOf = ({ content }: Item): Set<string> =>
  new Set(
    content.toLowerCase().match(/\p{Script=Han}|[\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu),
  )

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a]
  let common = 0
  for (const word of few) if (many.has(word)) common += 1
  return few.size === 0 ? 0 : common / few.size
}

/**
 * Compares by words. `all` are all items of the first reading, of which `first` have to be there again: what a reading
 * finds beside those is invented only where none of `all` tells it.
 *
 * Cost  the product of both counts.
 */
export function compareItems(
  first: readonly Item[],
  second: readonly Item[],
  all: readonly Item[] = first,
): Comparison {
  const again = second.map((item) => ({ item, words: wordsOf(item) }))
  const result: Comparison = { kept: 0, lost: 0, retyped: 0, misattributed: 0, invented: 0 }
  for (const item of first) {
    const words = wordsOf(item)
    const alike = again
      .filter((other) => overlap(words, other.words) >= SAME_WORDS)
      .map((other) => other.item)
    const sameType = alike.filter(({ type }) => type === item.type)
    if (sameType.some(({ speaker }) => speaker === item.speaker)) result.kept += 1
    else if (sameType.length > 0) result.misattributed += 1
    else if (alike.length > 0) result.retyped += 1
    else result.lost += 1
  }
  const known = all.map(wordsOf)
  result.invented = again.filter(
    ({ words }) => !known.some((other) => overlap(words, other) >= SAME_WORDS),
  ).length
  return result
}

/** Both lists exactly alike: types, statements up to whitespace, speakers. Gives what only one of them has. */
export function exactDifference(
  first: readonly Item[],
  second: readonly Item[],
): { missing: string[]; added: string[] } {
  const keyOf = ({ type, speaker, content }: Item) =>
    `${type} | ${speaker} | ${content.replace(/\s+/g, ' ').trim()}`
  const a = new Set(first.map(keyOf))
  const b = new Set(second.map(keyOf))
  return { missing: [...a].filter((key) => !b.has(key)), added: [...b].filter((key) => !a.has(key)) }
}
