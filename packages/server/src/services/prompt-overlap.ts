/**
 * As `overlap`, for a past of which some messages were deleted (undefined): those may have been anything.
 *
 * How many entries at the start of `next` repeat the end of `past`: the longest run in which each entry that is left is
 * the same, and at least one is left. With none left nothing tells a repetition from a new message, and a new message
 * must not be lost.
 * Cost  the product of the lengths in whole-number comparisons; `past` has a bounded length.
 */
export function overlapAroundDeleted(past: readonly (string | undefined)[], next: readonly string[]): number {
  // Texts are compared once, as a number each.
  const numbers = new Map<string, number>()
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size
    numbers.set(text, known)
    return known
  }
  const before = past.map((text) => (text === undefined ? undefined : numberOf(text)))
  const after = next.slice(0, past.length).map(numberOf)
  for (let length = after.length; length > 0; length--) {
    let same = 0
    let i = 0
    for (; i < length; i++) {
      const entry = before[before.length - length + i]
      if (entry === undefined) continue
      if (entry !== after[i]) break
      same++
    }
    if (i === length && same > 0) return length
  }
  return 0
}
