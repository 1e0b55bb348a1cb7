import type { UnitKind } from '../types.js'
import { readData, recordsOf } from './data.js'
import { formOfLine, type LineForm } from './lines.js'
import { type Range, splitSentences, trimmed } from './sentences.js'

/** A span of a message before anything is known about its words. */
export interface Segment extends Range {
  readonly kind: UnitKind
  /** A part of JSON, or a call with its arguments. */
  readonly isData?: true
}

export interface Segmentation {
  readonly segments: readonly Segment[]
  /** Share of the visible characters that stand in machine lines or code, 0 to 1. */
  readonly machineShare: number
}

/** A unit is never longer than this many UTF-16 units, whatever the text looks like. */
export const MAX_UNIT_CHARACTERS = 800
/** A line at least this long that ends without a stop was wrapped by a machine; its sentence goes on below. */
const WRAPPED_LINE_CHARACTERS = 55

/** A call with longer arguments is cut like a result. */
const MAX_CALL_CHARACTERS = 600
/** Fewer marks and words are a bracketed word. */
const MIN_DATA_TOKENS = 5

interface Line extends Range {
  readonly form: LineForm
}

/** Splits a message into units: newline, list, code and bracket aware. Every unit is a span of the content. */
export function segment(content: string, abbreviations: ReadonlySet<string>): Segmentation {
  const lines = readLines(content)
  const segments: Segment[] = []
  let machineCharacters = 0
  let visibleCharacters = 0
  let isFenced = false
  const failures = { count: 0 }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line
    if (line.form === 'blank') continue
    const size = line.end - line.start
    visibleCharacters += size
    const dataEnd =
      isFenced || line.form === 'fence' ? undefined : pushData(segments, content, line, failures)
    if (line.form === 'fence') {
      isFenced = !isFenced
      machineCharacters += size
    } else if (isFenced) {
      machineCharacters += size
      pushPieces(segments, content, [line], 'code')
    } else if (dataEnd !== undefined) {
      machineCharacters += dataEnd - line.start
      visibleCharacters += dataEnd - line.start - size
      while (i + 1 < lines.length && (lines[i + 1] as Line).start < dataEnd) i++
    } else if (line.form === 'machine') {
      machineCharacters += size
      pushPieces(segments, content, [line], 'output')
    } else if (line.form === 'list') {
      pushPieces(segments, content, splitLong(content, line, abbreviations), 'list')
    } else {
      let last = i
      while (continues(content, lines[last], lines[last + 1])) last++
      visibleCharacters += i < last ? (lines[last] as Line).end - line.end : 0
      splitProse(segments, content, line.start, (lines[last] as Line).end, abbreviations)
      i = last
    }
  }
  return { segments, machineShare: visibleCharacters === 0 ? 0 : machineCharacters / visibleCharacters }
}

/** What may stand before JSON in its line, such as the name of the call whose arguments it is. */
const DATA_HEAD = /^[^{[\n]{0,80}(?=[{[]["'{[\]}\s\d-])/
/** What may stand after it. */
const DATA_TAIL = /^(?:\)|<\/\w+>)?[ \t]*(?=\n|$)/
/** Values over many lines that turned out to be none, for one message: each was read to the end of the text. */
const MAX_FAILURES = 3

/**
 * Cuts a value of JSON that begins in the line and ends with this or a later line. Returns where it ends, or undefined
 * where there is none. Cost: linear in the value; failed attempts over many lines are bounded.
 */
function pushData(
  segments: Segment[],
  content: string,
  line: Line,
  failures: { count: number },
): number | undefined {
  if (!mayHaveData(content, line)) return undefined
  const head = DATA_HEAD.exec(content.slice(line.start, line.start + 100))?.[0]
  if (head === undefined) return undefined
  const from = line.start + head.length - head.trimStart().length
  const start = line.start + head.length
  let tokens = readData(content, start, line.end)
  if (tokens === undefined && failures.count < MAX_FAILURES) {
    tokens = readData(content, start, content.length)
    if (tokens === undefined) failures.count++
  }
  if (tokens === undefined || tokens.length < MIN_DATA_TOKENS) return undefined
  const last = tokens.at(-1)?.end ?? start
  const tail = DATA_TAIL.exec(content.slice(last, last + 80))?.[0]
  if (tail === undefined) return undefined
  const stop = last + tail.trimEnd().length
  const hasHead = head.trim() !== ''
  const ranges =
    hasHead && stop - from <= MAX_CALL_CHARACTERS ? [{ start: from, end: stop }] : recordsOf(content, tokens)
  if (hasHead && ranges[0]?.start !== from) ranges[0] = { start: from, end: ranges[0]?.end ?? stop }
  for (const range of ranges) {
    if (range.end - range.start > MAX_UNIT_CHARACTERS) pushPieces(segments, content, [range], 'output')
    else segments.push({ ...range, kind: 'output', isData: true })
  }
  return stop
}

/** Whether a bracket stands where `DATA_HEAD` looks for one: most lines have none. */
function mayHaveData(content: string, { start, end }: Line): boolean {
  const stop = Math.min(end, start + MAX_DATA_HEAD + 1)
  for (let at = start; at < stop; at++) {
    const code = content.charCodeAt(at)
    if (code === OPENING_BRACE || code === OPENING_BRACKET) return true
  }
  return false
}
const MAX_DATA_HEAD = 80
const OPENING_BRACE = 123
const OPENING_BRACKET = 91

function readLines(content: string): Line[] {
  const lines: Line[] = []
  let start = 0
  while (start <= content.length) {
    const stop = content.indexOf('\n', start)
    const end = stop < 0 ? content.length : stop
    lines.push({ start, end, form: formOfLine(content.slice(start, end)) })
    start = end + 1
  }
  return lines
}

function continues(content: string, line: Line | undefined, next: Line | undefined): boolean {
  if (line === undefined || next?.form !== 'prose' || line.end - line.start < WRAPPED_LINE_CHARACTERS)
    return false
  return (
    /[\p{L}\p{N},]\s*$/u.test(content.slice(Math.max(line.start, line.end - 4), line.end)) &&
    /^\s*\p{Ll}/u.test(content.slice(next.start, next.start + 8))
  )
}

/** A list line is one unit unless it holds several sentences' worth of text. */
const MAX_LIST_LINE = 220
const splitLong = (content: string, line: Range, abbreviations: ReadonlySet<string>): readonly Range[] =>
  line.end - line.start <= MAX_LIST_LINE
    ? [line]
    : splitSentences(content, line.start, line.end, abbreviations)

/** Bracketed remarks such as stage directions and captions stand as units of their own; links do not. */
const ASIDE = /\[[^[\]\n]{3,400}\](?!\()/g

function splitProse(
  segments: Segment[],
  content: string,
  start: number,
  end: number,
  abbreviations: ReadonlySet<string>,
): void {
  let from = start
  const text = content.slice(start, end)
  const asides = text.includes('[') ? text.matchAll(ASIDE) : []
  for (const match of asides) {
    const at = start + match.index
    if (!/\s/.test(match[0])) continue
    pushPieces(segments, content, splitSentences(content, from, at, abbreviations), 'prose')
    pushPieces(segments, content, [{ start: at, end: at + match[0].length }], 'aside')
    from = at + match[0].length
  }
  pushPieces(segments, content, splitSentences(content, from, end, abbreviations), 'prose')
}

/** Appends ranges, cutting what is over-long at white space where there is some, never inside a surrogate pair. */
function pushPieces(segments: Segment[], content: string, ranges: readonly Range[], kind: UnitKind): void {
  for (const range of ranges) {
    let start = range.start
    while (range.end - start > MAX_UNIT_CHARACTERS) {
      const cut = cutPoint(content, start, start + MAX_UNIT_CHARACTERS)
      pushKind(segments, content, start, cut, kind)
      start = cut
    }
    pushKind(segments, content, start, range.end, kind)
  }
}

function pushKind(segments: Segment[], content: string, start: number, end: number, kind: UnitKind): void {
  const range = trimmed(content, start, end)
  if (range !== undefined) segments.push({ start: range.start, end: range.end, kind })
}

function cutPoint(content: string, start: number, limit: number): number {
  // Only the piece is searched: in a text without spaces a search in all of it would go back to its beginning each time.
  const space = content.slice(start, limit + 1).lastIndexOf(' ')
  if (space > MAX_UNIT_CHARACTERS / 2) return start + space
  const code = content.charCodeAt(limit)
  return code >= 0xdc00 && code <= 0xdfff ? limit - 1 : limit
}
