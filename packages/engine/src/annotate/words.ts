import { hashOf, SubstringTable } from '../substring-table.js'

/**
 * The words of a text with their places. Letters of scripts that are written without spaces stand as words of
 * their own, so that phrases can be matched in every script in the same way.
 */
export interface Words {
  /** Lower case, apostrophes straightened. */
  readonly lower: readonly string[]
  readonly starts: readonly number[]
  readonly ends: readonly number[]
  /** What is remembered of each word's spelling. */
  readonly spellings: readonly Spelling[]
}

/**
 * A word as it is spelled, with what was found out about it. Texts use the same words again and again: one look-up here
 * replaces a dozen in sets and tables.
 */
export interface Spelling {
  readonly lower: string
  /** Tokens (o200k_base) of the word alone and of the word with a space before it; -1 until they are counted. */
  tokens: number
  spacedTokens: number
  /** What a lexicon says of the word; see `factsOf`. */
  facts: { readonly lexicon: object } | undefined
}

/** Han, kana, Thai, Lao, Khmer, Myanmar: scripts without spaces between words. */
const UNSPACED =
  '\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\uFF66-\\uFF9F'
const WORD = new RegExp(
  `[${UNSPACED}]|[A-Za-z0-9_]+(?:['’][A-Za-z]+)*(?![A-Za-z0-9_]|[^\\x00-\\x7F])|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}_])+(?:['’](?:(?![${UNSPACED}])\\p{L})+)*`,
  'gu',
)
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]`)

/** For each ASCII code: 0 no part of a word, 1 a digit or underscore, 2 a letter. */
const ASCII_KIND = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /[A-Za-z]/.test(character) ? 2 : /[0-9_]/.test(character) ? 1 : 0
})
const APOSTROPHE = 39

/** Spellings of the process. A conversation of 1 MB has some ten thousand, a language a few hundred thousand of which few return. */
const spellings = new SubstringTable<Spelling>()

function spellingOf(text: string, start: number, end: number, hash: number): Spelling {
  const known = spellings.find(text, start, end, hash)
  if (known !== undefined) return known
  const lower = text.slice(start, end).toLowerCase().replace('’', "'")
  const made: Spelling = { lower, tokens: -1, spacedTokens: -1, facts: undefined }
  spellings.remember(text, start, end, hash, made)
  return made
}

/** What was read last: a sentence is read several times in a row, to be shortened, judged and weighed. */
let newest: { readonly text: string; readonly words: Words } | undefined

/** Reads the words of a text. Cost: linear in its length. */
export function readWords(text: string): Words {
  if (newest?.text === text) return newest.words
  const words = wordsOf(text)
  newest = { text, words }
  return words
}

function wordsOf(text: string): Words {
  const lower: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const found: Spelling[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code < 128 && ASCII_KIND[code] === 0) {
      at++
      continue
    }
    let start = at
    let end = code < 128 ? endOfAsciiWord(text, at) : -1
    if (end < 0) {
      // Other letters: the pattern reads the next word, wherever it begins.
      WORD.lastIndex = at
      const match = WORD.exec(text)
      if (match === null) break
      start = match.index
      end = start + match[0].length
    }
    const spelling = spellingOf(text, start, end, hashOf(text, start, end))
    lower.push(spelling.lower)
    starts.push(start)
    ends.push(end)
    found.push(spelling)
    at = end
  }
  return { lower, starts, ends, spellings: found }
}

/** Where the word that begins at `start` ends, by the same rule as `WORD`; -1 where it touches other than ASCII. */
function endOfAsciiWord(text: string, start: number): number {
  let end = start + 1
  while (kindAt(text, end) > 0) end++
  while (text.charCodeAt(end) === APOSTROPHE && kindAt(text, end + 1) === 2) {
    let next = end + 2
    while (kindAt(text, next) === 2) next++
    // "a'b2": what follows the apostrophe is no ending of letters.
    if (kindAt(text, next) === 1) break
    if (text.charCodeAt(next) > 127) return -1
    end = next
  }
  return text.charCodeAt(end) > 127 ? -1 : end
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? (ASCII_KIND[code] as number) : 0
}

/** The words that lie between two offsets, with offsets counted from the first. */
export function wordsWithin({ lower, starts, ends, spellings }: Words, from: number, to: number): Words {
  let first = 0
  while (first < starts.length && (starts[first] as number) < from) first++
  let last = first
  while (last < ends.length && (ends[last] as number) <= to) last++
  return {
    lower: lower.slice(first, last),
    starts: starts.slice(first, last).map((start) => start - from),
    ends: ends.slice(first, last).map((end) => end - from),
    spellings: spellings.slice(first, last),
  }
}

export const isUnspaced = (text: string): boolean => UNSPACED_CHARACTER.test(text)
