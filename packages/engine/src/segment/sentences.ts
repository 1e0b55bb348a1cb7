/** A half-open range of UTF-16 offsets. */
export interface Range {
  readonly start: number
  readonly end: number
}

/**
 * A run of marks is tried from its first one only, else a run without a space after it would cost its square. 「はい。」と言った is one sentence:
 * what is quoted goes on behind its bracket.
 */
const BOUNDARY =
  /(?<![.!?…])[.!?…]+["'”’»)\]*]*(?=\s)|(?<![。！？｡])[。！？｡]+(?![。！？｡]|[」』”’）]{1,3}(?:と|って|、))[」』”’）]*|[।॥؟۔]+(?=\s)/g

/**
 * Splits a paragraph of prose into sentences. The ranges are trimmed, in order, and never empty.
 * A full stop does not end a sentence after a known abbreviation, an initial, or a list number; nor in "9. Mai" and
 * "Kantstr. 4".
 */
export function splitSentences(
  text: string,
  start: number,
  end: number,
  abbreviations: ReadonlySet<string>,
): Range[] {
  const found: Range[] = []
  let from = start
  // Only the paragraph is searched: a search in the whole text would read to its end once for each paragraph.
  const paragraph = text.slice(start, end)
  BOUNDARY.lastIndex = 0
  for (let match = BOUNDARY.exec(paragraph); match !== null; match = BOUNDARY.exec(paragraph)) {
    const at = start + match.index
    if (match[0] === '.' && !endsSentence(text, from, at, abbreviations)) continue
    pushTrimmed(found, text, from, at + match[0].length)
    from = at + match[0].length
  }
  pushTrimmed(found, text, from, end)
  return found
}

/** "9. Mai", in a conversation of any language; only names of months that English writes in another way, or that no sentence begins with. */
const DAY_OF_MONTH =
  /^\s(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?![\p{L}])/u
/**
 * "Strandvej 88, 3. th, 2100 København", "vom 3. bis zum 7.", "ab dem 17. bleibt er": an ordinal in a language that writes them with a
 * stop, by what stands before it; a sentence does not begin with a small letter there.
 */
const ORDINAL = /(?:,|(?<![\p{L}])(?:am|ab|dem|den|der|vom|zum|bis|beim))\s\d{1,2}\.\s\p{Ll}/u
/** "Fertig bis zum 28.11. sein": a day and a month in figures, behind the preposition of a day; a sentence does not begin with a small letter. */
const DAY_AND_MONTH =
  /(?<!\p{L})(?:[Aa]m|[Aa]b|[Bb]is|dem|den|der|[Ff]ür|[Ss]eit|und|[Vv]om|[Vv]or|[Zz]um|oder)\s(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.\s\p{Ll}/u
/** "z. B.", "u. U.", "a. m.", "p. ex.": letters with stops and spaces between, of which more follow. */
const SPACED_LETTER = /(?<![\p{L}\p{N}.'’])\p{L}$/u
const MORE_LETTERS = /^\s(?:\p{L}|ex|ej)\.(?![\p{L}.])/u
const SPACED_LETTERS = /(?<![\p{L}\p{N}'’])\p{L}\.\s\p{L}$/u
const GOES_ON_SMALL = /^\s\p{Ll}/u
/** Longest abbreviation looked at, in characters. */
const MAX_ABBREVIATION = 12

/** "M.D", "Ph.D", "U.S". */
const LETTERS = /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u

function endsSentence(text: string, from: number, stop: number, abbreviations: ReadonlySet<string>): boolean {
  const before = text.slice(Math.max(from, stop - MAX_ABBREVIATION), stop)
  const word = /[\p{L}\p{N}.]+$/u.exec(before)?.[0] ?? ''
  if (abbreviations.has(word.toLowerCase())) return false
  if (/^\p{Lu}$/u.test(word) && word !== 'I') return false
  // "Dr Ann Poe, M.D. in Leeds": more of the sentence follows in small letters, or more such letters.
  if (
    LETTERS.test(word) &&
    /^\s+(?:\p{Ll}|\p{Lu}\.)/u.test(text.slice(stop + 1, stop + 1 + MAX_ABBREVIATION))
  )
    return false
  const after = text.slice(stop + 1, stop + 1 + MAX_ABBREVIATION)
  if (SPACED_LETTER.test(before) && MORE_LETTERS.test(after)) return false
  if (SPACED_LETTERS.test(before) && GOES_ON_SMALL.test(after)) return false
  if (/^\d{1,2}\.\d{1,2}$/.test(word) && DAY_AND_MONTH.test(`${before}.${after}`)) return false
  if (/^\d{1,2}$/.test(word) && DAY_OF_MONTH.test(after)) return false
  if (/str$/i.test(word) && /^\s\d/.test(after)) return false
  if (/^\d{1,2}$/.test(word) && ORDINAL.test(`${before}.${after}`)) return false
  if (/^\d{1,2}$/.test(word) && before.trimStart() === word) return false
  return !(/^\s[\p{Ll}\d]/u.test(after) && isInBrackets(text, from, stop))
}

/** Longest part of a bracket that is looked at on either side of a stop, in characters. */
const MAX_IN_BRACKETS = 80

/** "The harbour (Brannoch, pop. about 9,400)": no list has every abbreviation, and a sentence does not end in its brackets. */
function isInBrackets(text: string, from: number, stop: number): boolean {
  const before = text.slice(Math.max(from, stop - MAX_IN_BRACKETS), stop)
  const opens = before.lastIndexOf('(')
  // ":(" is a face.
  if (opens < 0 || before.includes(')', opens) || /[:;=]-?$/.test(before.slice(0, opens))) return false
  return /^[^()\n]*\)/.test(text.slice(stop, stop + MAX_IN_BRACKETS))
}

/** Appends a range without the white space around it, unless nothing is left. */
export function pushTrimmed(ranges: Range[], text: string, start: number, end: number): void {
  const range = trimmed(text, start, end)
  if (range !== undefined) ranges.push(range)
}

/** A range without the white space around it; undefined where nothing is left. */
export function trimmed(text: string, start: number, end: number): Range | undefined {
  let a = start
  let b = end
  while (a < b && isSpace(text.charCodeAt(a))) a++
  while (b > a && isSpace(text.charCodeAt(b - 1))) b--
  return b > a ? { start: a, end: b } : undefined
}

/** White space as `String.trim` knows it. */
const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || (code >= 0xa0 && OTHER_SPACES.includes(code))

const OTHER_SPACES: readonly number[] = Array.from(
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff',
  (space) => space.charCodeAt(0),
)
