import type { Range } from './sentences.js'

/** A mark, a string with its quotes, or a bare word of JSON (or of a Python literal, which agents print as often). */
export interface DataToken {
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'bare'
  readonly start: number
  readonly end: number
}

/** A record of at most this many characters is one unit: what belongs to one thing stays together. */
const MAX_RECORD_CHARACTERS = 400
/** Members of a larger record are gathered up to this many characters. */
const MAX_GROUP_CHARACTERS = 120
/** Deeper nesting is no record of anything; the text is then read as lines. */
const MAX_DEPTH = 64

const BARE = /[\w.+\-$#%/@]+/y
const MARKS = '{}[],:'

/**
 * Reads the value that begins at `start` with a brace or bracket, up to where it is balanced.
 *
 * Returns undefined where the text is not JSON: unbalanced, too deep, or with words where a mark has to be.
 * Cost: linear in the value.
 */
export function readData(text: string, start: number, limit: number): readonly DataToken[] | undefined {
  const { tokens, depth } = readTokens(text, start, limit, true)
  return depth === 0 && tokens.length > 0 ? tokens : undefined
}

/**
 * Reads a part of JSON, such as members without the braces around them. Undefined as for `readData`.
 */
export function readMembers(text: string, start: number, limit: number): readonly DataToken[] | undefined {
  const { tokens, depth, end } = readTokens(text, start, limit, false)
  return depth === 0 && end === limit ? tokens : undefined
}

const FAILED = -1

/** For each ASCII code: the token that begins with it. */
const SPACE = 1
const MARK = 2
const QUOTE = 3
const OPENS = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (' \n\t\r'.includes(character)) return SPACE
  if (MARKS.includes(character)) return MARK
  return character === '"' || character === "'" ? QUOTE : 0
})

function readTokens(text: string, start: number, limit: number, isOneValue: boolean) {
  const tokens: DataToken[] = []
  const open: string[] = []
  let wasValue = false
  let at = start
  while (at < limit) {
    const code = text.charCodeAt(at)
    const opens = code < 128 ? OPENS[code] : 0
    if (opens === SPACE) {
      at++
      continue
    }
    const end =
      opens === MARK ? at + 1 : opens === QUOTE ? endOfString(text, at, limit) : endOfBare(text, at, limit)
    if (end < 0 || (opens !== MARK && wasValue)) return { tokens, depth: FAILED, end: at }
    const kind = opens === MARK ? (text[at] as DataToken['kind']) : opens === QUOTE ? 'string' : 'bare'
    wasValue = opens !== MARK
    tokens.push({ kind, start: at, end })
    at = end
    if (kind === '{' || kind === '[') open.push(kind)
    if (kind === '}' || kind === ']') {
      if (open.pop() !== (kind === '}' ? '{' : '[')) return { tokens, depth: FAILED, end: at }
      if (isOneValue && open.length === 0) break
    }
    if (open.length > MAX_DEPTH) return { tokens, depth: FAILED, end: at }
  }
  return { tokens, depth: open.length, end: at }
}

/** Where the bare word at `at` ends; -1 where none begins there. */
function endOfBare(text: string, at: number, limit: number): number {
  BARE.lastIndex = at
  return BARE.test(text) && BARE.lastIndex <= limit ? BARE.lastIndex : -1
}

/** Where the string that opens at `start` ends, its quotes included; -1 where it is not closed. */
function endOfString(text: string, start: number, limit: number): number {
  const quote = text.charCodeAt(start)
  for (let end = start + 1; end < limit; end++) {
    const code = text.charCodeAt(end)
    if (code === BACKSLASH) end++
    else if (code === quote) return end + 1
  }
  return -1
}
const BACKSLASH = 92

/** A value with its key: a record or a list has members. */
interface Value {
  /** Where its key begins, or itself. */
  readonly start: number
  /** Where its key ends; undefined without a key. */
  readonly keyEnd: number | undefined
  end: number
  readonly members: Value[] | undefined
  readonly isList: boolean
}

/**
 * Cuts data into what is told of one thing: records whole where they are small, else their members a few together.
 * A record that is cut and whose key has a digit (the number of an order, say) gives that key a range of its own.
 *
 * Shapes  ranges in order, none empty; the braces and commas between them belong to none.
 * Cost    linear in the tokens.
 */
export function recordsOf(text: string, tokens: readonly DataToken[]): Range[] {
  const ranges: Range[] = []
  const root = treeOf(tokens)
  if (root !== undefined) pushRecords(ranges, root, text)
  return ranges
}

function treeOf(tokens: readonly DataToken[]): Value | undefined {
  const open: Value[] = []
  let last: Value | undefined
  let key: DataToken | undefined
  for (const [at, token] of tokens.entries()) {
    const { kind, start, end } = token
    const isKey = tokens[at + 1]?.kind === ':'
    if (kind === '}' || kind === ']') {
      last = open.pop()
      if (last !== undefined) last.end = end
    } else if (isKey) key = token
    else if (kind !== ',' && kind !== ':') {
      const isOpening = kind === '{' || kind === '['
      const value: Value = {
        start: key?.start ?? start,
        keyEnd: key?.end,
        end,
        members: isOpening ? [] : undefined,
        isList: kind === '[',
      }
      key = undefined
      open.at(-1)?.members?.push(value)
      if (isOpening) open.push(value)
    }
  }
  return last
}

const DIGIT = /\d/

/** Recursion goes as deep as the data, which is bounded. */
function pushRecords(ranges: Range[], value: Value, text: string): void {
  const { start, keyEnd, end, members } = value
  if (members === undefined || end - start <= MAX_RECORD_CHARACTERS) {
    ranges.push({ start, end })
    return
  }
  if (keyEnd !== undefined && DIGIT.test(text.slice(start, keyEnd))) ranges.push({ start, end: keyEnd })
  let group: { start: number; end: number } | undefined
  for (const member of members) {
    if (group !== undefined && (!isPlain(member) || member.end - group.start > MAX_GROUP_CHARACTERS)) {
      ranges.push(group)
      group = undefined
    }
    if (!isPlain(member)) pushRecords(ranges, member, text)
    else if (group === undefined) group = { start: member.start, end: member.end }
    else group.end = member.end
  }
  if (group !== undefined) ranges.push(group)
}

/** A value without parts of its own, or a short list of such values. */
const isPlain = ({ members, isList, start, end }: Value): boolean =>
  members === undefined ||
  (isList && end - start <= MAX_GROUP_CHARACTERS && members.every((member) => member.members === undefined))
