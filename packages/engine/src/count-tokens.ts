import cl100kRanks from 'gpt-tokenizer/bpeRanks/cl100k_base'
import o200kRanks from 'gpt-tokenizer/bpeRanks/o200k_base'
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants'
import { GptEncoding } from 'gpt-tokenizer/GptEncoding'
import { SubstringTable } from './substring-table.js'
import { findPiece, type PieceEnd } from './token-pieces.js'
import type { Encoding } from './types.js'

/**
 * Characters counted in one piece. Byte pair encoding is quadratic in a run without a split point:
 * 100 KB of one letter takes seconds in one piece and milliseconds in pieces of this size.
 */
const SLICE_CHARS = 2_000

/**
 * Characters after which the tokenizer's merge cache is emptied. Its keys are substrings that keep the
 * counted texts alive, so this bounds what a long-running process holds on to (about 4 MB, some 50 MB of hostile text).
 */
const CACHE_LIFETIME_CHARS = 2_000_000

/** Graphemes that truncation looks beyond the first one that no longer fits: a longer prefix can have fewer tokens. */
const LOOK_AHEAD_GRAPHEMES = 16

/** Characters past a slice that are read to know whether the slice ends inside a grapheme. */
const GRAPHEME_CONTEXT_CHARS = 64

/** `<|endoftext|>` in a user's text is text: no special token is recognised and none is refused. */
const PLAIN_TEXT: { disallowedSpecial: Set<string> } = { disallowedSpecial: new Set() }

const RANKS = { o200k_base: o200kRanks, cl100k_base: cl100kRanks } as const

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u
/** After a letter or digit these can belong to the same piece of text: letters, digits, marks, contractions. */
const CONTINUES_WORD = /[\p{L}\p{N}\p{M}'\u2019]/u
const WHITESPACE = /\s/u

interface Counter {
  /** Exact for at most `SLICE_CHARS` characters. */
  countSlice(slice: string): number
}

const counters = new Map<Encoding, Counter>()

/** Building the vocabulary's lookup table takes about 60 ms and 25 MB, so it is done for an encoding when it is first used. */
function counterFor(encoding: Encoding): Counter {
  const known = counters.get(encoding)
  if (known) return known
  const ranks = RANKS[encoding]
  if (ranks === undefined) {
    throw new RangeError(`Unknown encoding ${JSON.stringify(encoding)}: use o200k_base or cl100k_base.`)
  }
  const tokenizer = GptEncoding.getEncodingApi(encoding, () => ranks)
  // A full cache of the library drops its oldest entry at every new one, and looks for it past all that it dropped before:
  // 2 MB of letters at random took 18 s instead of 4. It never becomes full; it is emptied.
  tokenizer.setMergeCacheSize(Number.POSITIVE_INFINITY)
  const countWhole = (text: string) => tokenizer.countTokens(text, PLAIN_TEXT)
  const countPieces = encoding === 'o200k_base' ? pieceCounter(countWhole) : countWhole
  let charsSinceClear = 0
  const counter: Counter = {
    countSlice(slice) {
      charsSinceClear += slice.length
      if (charsSinceClear > CACHE_LIFETIME_CHARS) {
        tokenizer.clearMergeCache()
        charsSinceClear = slice.length
      }
      return countPieces(slice)
    },
  }
  counters.set(encoding, counter)
  return counter
}

/**
 * Counts piece by piece as the tokenizer would, and remembers the counts of pieces. The library's own way, a pattern over all of the
 * text and a look-up in the whole vocabulary, takes three times as long on texts whose words return.
 */
function pieceCounter(countWhole: (text: string) => number): (slice: string) => number {
  const pattern = new RegExp(O200K_TOKEN_SPLIT_REGEX.source, 'uy')
  const known = new SubstringTable<number>()
  const piece: PieceEnd = { end: 0, hash: 0 }
  return (slice) => {
    let tokens = 0
    for (let start = 0; start < slice.length; start = piece.end) {
      findPiece(slice, start, pattern, piece)
      let count = known.find(slice, start, piece.end, piece.hash)
      if (count === undefined) {
        const text = known.cutOut(slice, start, piece.end)
        count = countWhole(text)
        known.remember(text, piece.hash, count)
      }
      tokens += count
    }
    return tokens
  }
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff

/** The whole character that ends just before `index`. */
function characterBefore(text: string, index: number): string {
  const low = isLowSurrogate(text.charCodeAt(index - 1))
  return low && isHighSurrogate(text.charCodeAt(index - 2))
    ? text.slice(index - 2, index)
    : text.charAt(index - 1)
}

/** The whole character that starts at `index`. */
function characterAt(text: string, index: number): string {
  const high = isHighSurrogate(text.charCodeAt(index))
  return high && isLowSurrogate(text.charCodeAt(index + 1))
    ? text.slice(index, index + 2)
    : text.charAt(index)
}

/** Both encodings split the text here whatever surrounds it, so the counts of both sides add up exactly. */
function isExactCut(text: string, index: number): boolean {
  if (isHighSurrogate(text.charCodeAt(index - 1)) && isLowSurrogate(text.charCodeAt(index))) return false
  const before = characterBefore(text, index)
  const after = characterAt(text, index)
  if (before === '\n') return after !== '/' && !WHITESPACE.test(after)
  return LETTER_OR_DIGIT.test(before) && !CONTINUES_WORD.test(after)
}

/** The end of the slice that starts at `start`: the last exact cut in reach, else the last whole character. */
function sliceEnd(text: string, start: number): number {
  const limit = start + SLICE_CHARS
  if (limit >= text.length) return text.length
  for (let end = limit; end > start; end--) if (isExactCut(text, end)) return end
  const splitsPair = isHighSurrogate(text.charCodeAt(limit - 1)) && isLowSurrogate(text.charCodeAt(limit))
  return splitsPair ? limit - 1 : limit
}

/**
 * Counts the tokens of a text.
 *
 * Units   tokens of `encoding`. Exact wherever 2,000 characters hold one word boundary; on longer unbroken
 *         runs (one letter repeated, unspaced script without punctuation) at most one token more for each 2,000 characters
 *         is usual, and a few per cent on runs of spaces.
 * Errors  RangeError for an unknown encoding. Never throws because of the text: special tokens count as text.
 * Cost    linear in the text. Stored counts of messages and sentences add up exactly when cut at a word end or after a newline.
 */
export function countTokens(text: string, encoding: Encoding = 'o200k_base'): number {
  const counter = counterFor(encoding)
  return text.length <= SLICE_CHARS ? counter.countSlice(text) : countSlices(text, counter).tokens
}

interface SlicedCount {
  readonly tokens: number
  /** Every slice ended where the tokenizer splits whatever surrounds it. */
  readonly isExact: boolean
}

function countSlices(text: string, counter: Counter): SlicedCount {
  let tokens = 0
  let isExact = true
  for (let start = 0; start < text.length; ) {
    const end = sliceEnd(text, start)
    if (end < text.length && !isExactCut(text, end)) isExact = false
    tokens += counter.countSlice(text.slice(start, end))
    start = end
  }
  return { tokens, isExact }
}

/** Where the line that starts at `start` ends, its break included; it goes on where the tokenizer may join it with the next. */
function endOfLine(text: string, start: number): number {
  for (let at = text.indexOf('\n', start); at >= 0; at = text.indexOf('\n', at + 1))
    if (at + 1 < text.length && isExactCut(text, at + 1)) return at + 1
  return text.length
}

const OPENS_LINE = /^[^/\s]/u

/** Whether the tokenizer splits between any two of the lines: each opens with what belongs to no break, single blank ones between aside. */
function areApart(lines: readonly string[]): boolean {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    if (line === '' ? at === 0 || at === lines.length - 1 || lines[at - 1] === '' : !OPENS_LINE.test(line))
      return false
  }
  return true
}

/** Marks that end a line, at most. */
const MAX_END_MARKS = 6

/** Where the last word of a line ends and the tokenizer splits, or -1 where more marks stand after it. */
function endOfLastWord(line: string): number {
  const least = Math.max(1, line.length - MAX_END_MARKS)
  for (let end = line.length; end >= least; end--)
    if (end === line.length ? LETTER_OR_DIGIT.test(characterBefore(line, end)) : isExactCut(line, end))
      return end
  return -1
}

/** Counts texts that have most of their lines in common: each line is counted once. */
export interface LineCounter {
  count(text: string): number
  /** As `count` of the lines joined by line breaks. Lines that are the same strings as before are neither read nor joined. */
  countJoined(lines: readonly string[]): number
  /**
   * Whether all lines counted so far add up to what `countTokens` says of the whole texts. Cuts at which the tokenizer
   * splits whatever surrounds them were then never further apart than a slice, so that `countTokens` finds one in each slice too.
   */
  readonly isExact: boolean
}

/** `known` are tokens of lines that are sure, without a break; those that are counted are added. */
export function createLineCounter(encoding: Encoding, known = new Map<string, number>()): LineCounter {
  const counter = counterFor(encoding)
  let isExact = true
  const countLine = (line: string): number => {
    const counted = countSlices(line, counter)
    isExact &&= counted.isExact
    known.set(line, counted.tokens)
    return counted.tokens
  }
  const count = (text: string): number => {
    let tokens = 0
    for (let start = 0; start < text.length; ) {
      const end = endOfLine(text, start)
      const line = text.slice(start, end)
      tokens += known.get(line) ?? countLine(line)
      start = end
    }
    return tokens
  }
  const tails = new Map<string, number>()
  /** Tokens of a line of `own` tokens with breaks after it; undefined where its last word is not near. */
  const addBreaks = (own: number, line: string, breaks: string): number | undefined => {
    const end = endOfLastWord(line)
    if (end < 0) return undefined
    const tail = line.slice(end) + breaks
    const more = tails.get(tail) ?? counter.countSlice(tail) - counter.countSlice(line.slice(end))
    tails.set(tail, more)
    return own + more
  }
  /** Of a line with its break, and of one with the blank line after it. */
  const broken = new Map<string, number>()
  const spaced = new Map<string, number>()
  const countBroken = (line: string, isSpaced: boolean): number => {
    const counts = isSpaced ? spaced : broken
    const before = counts.get(line)
    if (before !== undefined) return before
    const breaks = isSpaced ? '\n\n' : '\n'
    const own = known.get(line)
    const tokens = (own === undefined ? undefined : addBreaks(own, line, breaks)) ?? count(line + breaks)
    counts.set(line, tokens)
    return tokens
  }
  return {
    count,
    countJoined(lines) {
      if (!areApart(lines)) return count(lines.join('\n'))
      let tokens = 0
      for (let at = 0; at < lines.length; at++) {
        const line = lines[at] as string
        const isSpaced = lines[at + 1] === ''
        tokens += at === lines.length - 1 ? count(line) : countBroken(line, isSpaced)
        if (isSpaced) at++
      }
      return tokens
    },
    get isExact() {
      return isExact
    },
  }
}

let graphemes: Intl.Segmenter | undefined

/** Ends of the graphemes of `text` in `(start, end]`, in order. */
function graphemeEnds(text: string, start: number, end: number): number[] {
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' })
  const ends: number[] = []
  for (const { index } of graphemes.segment(text.slice(start, end + GRAPHEME_CONTEXT_CHARS))) {
    if (index > 0 && start + index <= end) ends.push(start + index)
  }
  if (end === text.length && end > start) ends.push(end)
  return ends
}

/** The greatest of `ends` whose prefix of `text` from `start` has at most `room` tokens, else `start`. */
function longestFit(
  text: string,
  start: number,
  ends: readonly number[],
  room: number,
  counter: Counter,
): number {
  const fits = (end: number) => counter.countSlice(text.slice(start, end)) <= room
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (fits(ends[middle] ?? start)) low = middle + 1
    else high = middle
  }
  let best = low === 0 ? start : (ends[low - 1] ?? start)
  for (const end of ends.slice(low, low + LOOK_AHEAD_GRAPHEMES)) if (fits(end)) best = end
  return best
}

/**
 * Shortens a text to at most `maxTokens` tokens, cutting at its end and never inside a grapheme.
 *
 * Units   tokens of `encoding`; `countTokens` of the result is at most `maxTokens`.
 * Errors  RangeError if `maxTokens` is negative or not a number, or the encoding is unknown.
 * Cost    linear in the length of the result.
 */
export function truncateToTokens(text: string, maxTokens: number, encoding: Encoding = 'o200k_base'): string {
  if (!(maxTokens >= 0)) throw new RangeError(`maxTokens must be 0 or more, got ${maxTokens}.`)
  const counter = counterFor(encoding)
  let room = Math.floor(maxTokens)
  for (let start = 0; start < text.length; ) {
    const end = sliceEnd(text, start)
    const tokens = counter.countSlice(text.slice(start, end))
    if (tokens > room)
      return text.slice(0, longestFit(text, start, graphemeEnds(text, start, end), room, counter))
    room -= tokens
    start = end
  }
  return text
}
