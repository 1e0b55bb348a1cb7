/**
 * The words of a text with their places. Letters of scripts that are written without spaces stand as words of
 * their own, so that phrases can be matched in every script in the same way.
 */
export interface Words {
  /** Lower case, apostrophes straightened. */
  readonly lower: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

/** Han, kana, Thai, Lao, Khmer, Myanmar: scripts without spaces between words. */
const UNSPACED =
  '\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\uFF66-\\uFF9F'
const WORD = new RegExp(
  `[${UNSPACED}]|[A-Za-z0-9_]+(?:['’][A-Za-z]+)*(?![A-Za-z0-9_]|[^\\x00-\\x7F])|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_])+(?:['’](?:(?![${UNSPACED}])\\p{L})+)*`,
  'gu',
)
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]`)

/** Reads the words of a text. Cost: linear in its length. */
export function readWords(text: string): Words {
  const lower: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  for (const match of text.matchAll(WORD)) {
    const word = match[0]
    lower.push(word.toLowerCase().replace('’', "'"))
    starts.push(match.index)
    ends.push(match.index + word.length)
  }
  return { lower, starts, ends }
}

/** The words that lie between two offsets, with offsets counted from the first. */
export function wordsWithin({ lower, starts, ends }: Words, from: number, to: number): Words {
  let first = 0
  while (first < starts.length && (starts[first] as number) < from) first++
  let last = first
  while (last < ends.length && (ends[last] as number) <= to) last++
  return {
    lower: lower.slice(first, last),
    starts: starts.slice(first, last).map((start) => start - from),
    ends: ends.slice(first, last).map((end) => end - from),
  }
}

export const isUnspaced = (text: string): boolean => UNSPACED_CHARACTER.test(text)
