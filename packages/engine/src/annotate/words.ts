import { addToHash, HASH_START, hashOf, SubstringTable } from '../substring-table.js'
import { signsOfCode, signsOfJoint, signsOfWord } from './signs.js'

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
  /** Bits of `SIGN` that the words and the marks between them show. */
  readonly signs: number
}

/**
 * A word as it is spelled, with what was found out about it. Texts use the same words again and again: one look-up here
 * replaces a dozen in sets and tables.
 */
export interface Spelling {
  readonly lower: string
  /** Bits of `SIGN`. */
  readonly signs: number
  /** Tokens (o200k_base) of the word alone and of the word with a space before it; -1 until they are counted. */
  tokens: number
  spacedTokens: number
  /** What the patterns of runs need of the word, as bits of `items/words-of-looks.ts`; -1 until it is asked for. */
  needs: number
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
const CURLY_APOSTROPHE = 0x2019
/** Dashes, quotation marks and the ellipsis: of all characters beyond ASCII the most frequent in English, and never part of a word. */
const isPunctuation = (code: number): boolean => code >= 0x2010 && code <= 0x2027

/** Spellings of the process. A conversation of 1 MB has some ten thousand, a language a few hundred thousand of which few return. */
const spellings = new SubstringTable<Spelling>()

function spellingOf(text: string, start: number, end: number, hash: number): Spelling {
  const known = spellings.find(text, start, end, hash)
  if (known !== undefined) return known
  const word = spellings.cutOut(text, start, end)
  const lower = word.toLowerCase().replace('’', "'")
  const made: Spelling = {
    lower,
    signs: signsOfWord(word, lower),
    tokens: -1,
    spacedTokens: -1,
    needs: -1,
    facts: undefined,
  }
  spellings.remember(word, hash, made)
  return made
}

/** What was read last: a sentence is read several times in a row, to be shortened, judged and weighed. */
let newest: { readonly text: string; readonly words: Words } | undefined

/** Reads the words of a text. Cost: linear in its length. */
export function readWords(text: string): Words {
  if (newest?.text === text) return newest.words
  const words = wordsOf(text, text, 0)
  newest = { text, words }
  return words
}

/**
 * Reads the words of a part of a text, which begins at `start` and reads `part`: a part is a reference to the whole for V8, and a look
 * at each of its characters a way around.
 */
export function readWordsOf(part: string, whole: string, start: number): Words {
  const words = wordsOf(part, whole, start)
  newest = { text: part, words }
  return words
}

/** What is read now, in lists that each reading takes over: a list that grows is copied as it does. */
const LOWER: string[] = []
const STARTS: number[] = []
const ENDS: number[] = []
const FOUND: Spelling[] = []

function wordsOf(text: string, whole: string, base: number): Words {
  const { length } = text
  let count = 0
  let signs = 0
  let previousEnd = -1
  let before = 0
  for (let at = 0; at < length; ) {
    const code = whole.charCodeAt(base + at)
    if (code < 128 ? ASCII_KIND[code] === 0 : isPunctuation(code)) {
      signs |= signsOfCode(code)
      before = code
      at++
      continue
    }
    let start = at
    let end = -1
    let hash = HASH_START
    if (code < 128) {
      // Nearly every word is of ASCII and ends in a space or a mark: one look at each character finds its end and its hash.
      let next = code
      end = at
      do {
        hash = addToHash(hash, next)
        end++
        next = end < length ? whole.charCodeAt(base + end) : END_OF_TEXT
      } while (next < 128 && ASCII_KIND[next] !== 0)
      if (next === APOSTROPHE || next > 127) {
        end = endOfAsciiWord(text, at)
        hash = hashOf(text, at, end)
      }
    }
    if (end < 0) {
      // Other letters: the pattern reads the next word, wherever it begins.
      WORD.lastIndex = at
      const match = WORD.exec(text)
      start = match === null ? length : match.index
      for (let skipped = at; skipped < start; skipped++) {
        before = text.charCodeAt(skipped)
        signs |= signsOfCode(before)
      }
      if (match === null) break
      end = start + match[0].length
      hash = hashOf(text, start, end)
    }
    const spelling = spellingOf(whole, base + start, base + end, hash)
    signs |= spelling.signs | (previousEnd === start ? 0 : signsOfJoint(before, previousEnd === start - 1))
    LOWER[count] = spelling.lower
    STARTS[count] = start
    ENDS[count] = end
    FOUND[count] = spelling
    count++
    previousEnd = end
    at = end
  }
  return {
    lower: LOWER.slice(0, count),
    starts: STARTS.slice(0, count),
    ends: ENDS.slice(0, count),
    spellings: FOUND.slice(0, count),
    signs,
  }
}
/** Neither a part of a word nor an apostrophe. */
const END_OF_TEXT = 0

/** Where the word that begins at `start` ends, by the same rule as `WORD`; -1 where it touches other letters than ASCII. */
function endOfAsciiWord(text: string, start: number): number {
  let end = start + 1
  while (kindAt(text, end) > 0) end++
  for (;;) {
    const mark = text.charCodeAt(end)
    if ((mark !== APOSTROPHE && mark !== CURLY_APOSTROPHE) || kindAt(text, end + 1) !== 2) break
    let next = end + 2
    while (kindAt(text, next) === 2) next++
    // "a'b2": what follows the apostrophe is no ending of letters.
    if (kindAt(text, next) === 1) {
      if (mark === APOSTROPHE) break
      return -1
    }
    const after = text.charCodeAt(next)
    if (isOther(after) || (mark === APOSTROPHE && after > 127)) return -1
    end = next
  }
  const after = text.charCodeAt(end)
  return isOther(after) || (after === CURLY_APOSTROPHE && isOther(text.charCodeAt(end + 1))) ? -1 : end
}

const isOther = (code: number): boolean => code > 127 && !isPunctuation(code)

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? (ASCII_KIND[code] as number) : 0
}

/** The words of a text that lie between two offsets, with offsets counted from the first. */
export function wordsWithin(text: string, words: Words, from: number, to: number): Words {
  let first = 0
  while (first < words.starts.length && (words.starts[first] as number) < from) first++
  const lower: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const spellings: Spelling[] = []
  let signs = 0
  let previousEnd = -1
  let at = from
  for (let k = first; k < words.ends.length && (words.ends[k] as number) <= to; k++) {
    const start = words.starts[k] as number
    const spelling = words.spellings[k] as Spelling
    while (at < start) signs |= signsOfCode(text.charCodeAt(at++))
    const joint = start > from ? signsOfJoint(text.charCodeAt(start - 1), previousEnd === start - 1) : 0
    signs |= spelling.signs | joint
    at = words.ends[k] as number
    previousEnd = at
    lower.push(spelling.lower)
    starts.push(start - from)
    ends.push(at - from)
    spellings.push(spelling)
  }
  while (at < to) signs |= signsOfCode(text.charCodeAt(at++))
  return { lower, starts, ends, spellings, signs }
}

export const isUnspaced = (text: string): boolean => UNSPACED_CHARACTER.test(text)
