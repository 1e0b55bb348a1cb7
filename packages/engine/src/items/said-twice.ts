/** How a text may say something twice in a row. */
export const TWICE = {
  /** "the the" */
  word: 1,
  /** "a system a system" */
  twoWords: 2,
} as const

/**
 * What may be said twice in a row in a text, as bits of `TWICE`, by the lengths, first and last letters of its words alone: a
 * pattern that looks for a repetition need not be tried where its bit is missing.
 * Cost: linear, one look at each character.
 */
export function mayBeSaidTwice(text: string): number {
  let found = 0
  // Where the three words before begin and end; empty ones match nothing.
  let [start1, end1, start2, end2, start3, end3] = [0, 0, 0, 0, 0, 0]
  for (let at = 0; at < text.length; at++) {
    if (!isLetter(text.charCodeAt(at))) continue
    const start = at
    while (at + 1 < text.length && isLetter(text.charCodeAt(at + 1))) at++
    const end = at + 1
    if (
      end - start === end1 - start1 &&
      isSameLetter(text, start, start1) &&
      isSameLetter(text, at, end1 - 1)
    )
      found |= TWICE.word
    const isBegunAgain = start2 < end2 && end - start >= end2 - start2 && isSameLetter(text, start, start2)
    const isEndAgain =
      start3 < end3 && end1 - start1 <= end3 - start3 && isSameLetter(text, end1 - 1, end3 - 1)
    if (isBegunAgain && isEndAgain) found |= TWICE.twoWords
    start3 = start2
    end3 = end2
    start2 = start1
    end2 = end1
    start1 = start
    end1 = end
  }
  return found
}

/** Whether two letters are the same whatever their case; of others than ASCII that is left open. */
function isSameLetter(text: string, one: number, other: number): boolean {
  const [a, b] = [text.charCodeAt(one), text.charCodeAt(other)]
  return a > LAST_ASCII || b > LAST_ASCII || (a | CASE) === (b | CASE)
}
const LAST_ASCII = 127
const CASE = 32

/** Letters, and what may be one: all but ASCII marks, spaces and the general punctuation. */
function isLetter(code: number): boolean {
  if (code <= LAST_ASCII) return (code | CASE) >= 97 && (code | CASE) <= 122
  if (code >= 0x2000 && code <= 0x206f) return false
  return code !== 0xa0 && code !== 0x1680 && code !== 0x3000 && code !== 0xfeff
}
