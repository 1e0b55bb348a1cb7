/** The openings of all words by which a value may begin, so that a pattern of them is tried at few places of a text. */
export interface Openings {
  /** Of words of three letters and more: their first three, as one number. */
  readonly threes: ReadonlySet<number>
  /** Of shorter ones: the first two. */
  readonly twos: ReadonlySet<number>
}

const LETTERS = 3
/** Makes a capital of ASCII small; other signs may fall together, which lets a pattern be tried in vain. */
const SMALL = 0x20
const BITS = 7
const ASCII_END = 0x80

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39
const isSmallLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a
const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff

const pairAt = (text: string, at: number): number =>
  ((text.charCodeAt(at) | SMALL) << BITS) | (text.charCodeAt(at + 1) | SMALL)

export function openingsOf(words: readonly string[]): Openings {
  const threes = new Set<number>()
  const twos = new Set<number>()
  for (const word of words) {
    const pair = pairAt(word, 0)
    if (word.length < LETTERS) twos.add(pair)
    else threes.add((pair << BITS) | (word.charCodeAt(2) | SMALL))
  }
  return { threes, twos }
}

/**
 * Whether one of the words, a figure or a sign of money may begin at a place: true for more than do, never false for one that does. Letters
 * beyond ASCII are left to the pattern.
 */
export function mayOpenAt({ threes, twos }: Openings, text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (at > 0) {
    const before = text.charCodeAt(at - 1)
    if (isDigit(before) || isSmallLetter(before | SMALL)) return false
  }
  if (code >= ASCII_END) return !isSurrogate(code)
  if (isDigit(code) || code === 0x24) return true
  if (!isSmallLetter(code | SMALL)) return false
  const [second, third] = [text.charCodeAt(at + 1), text.charCodeAt(at + 2)]
  if (second >= ASCII_END || third >= ASCII_END) return true
  const pair = pairAt(text, at)
  return twos.has(pair) || threes.has((pair << BITS) | (third | SMALL))
}
