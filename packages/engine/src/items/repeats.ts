/** Words within which what is said again was taken up again. */
const MAX_WORDS_BETWEEN = 8

/** "We don't have res we don't have": `length` words that return at once. */
export function repeatsPhrase(words: readonly string[], length: number): boolean {
  for (let at = 0; at + 2 * length <= words.length; at++)
    for (let next = at + length; next <= Math.min(at + MAX_WORDS_BETWEEN, words.length - length); next++)
      if (words[at] === words[next] && isSameFrom(words, at, next, length)) return true
  return false
}

function isSameFrom(words: readonly string[], one: number, other: number, length: number): boolean {
  for (let k = 1; k < length; k++) if (words[one + k] !== words[other + k]) return false
  return true
}
