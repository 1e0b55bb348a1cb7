/** Gives each word of a page of words its place as a value, counted from `from`. */
export const counted = (words: string, from = 0, step = 1): Record<string, number> =>
  Object.fromEntries(
    words
      .trim()
      .split(/\s+/)
      .flatMap((word, at) => word.split('|').map((spelling) => [spelling, from + at * step] as const)),
  )
