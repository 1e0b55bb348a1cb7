import type { CompiledLexicon } from '../lexicon/compiled.js'
import { mayHave, SIGN } from './signs.js'
import type { Words } from './words.js'

/** What a unit names literally: the parts of a text that a shortening must never change. */
export interface Entities {
  readonly names: readonly string[]
  readonly numbers: readonly string[]
  readonly identifiers: readonly string[]
}

const NUMBER = /[$€£¥]?\d[\d.,:/-]*\d(?:%|st|nd|rd|th|[ap]m)?|[$€£¥]?\d(?:%|st|nd|rd|th|[ap]m)?/g
const IDENTIFIER =
  /https?:\/\/[^\s)>\]"']+|`[^`\n]{1,120}`|(?<![\w/])(?:[\w.-]*\/){1,12}[\w.-]+|(?<!\w)--?[a-zA-Z][\w-]{1,40}|\b\w+_\w+\b|\b[\w-]+\.(?:[a-z]{1,4}\d?)\b(?!\s*[A-Z])|\b[a-z]+[A-Z]\w*\b|[\w.+-]+@[\w-]+\.[\w.]+/g
const MAY_IDENTIFY = /[/_`@]|\w\.\w|(?<!\w)-{1,2}[a-zA-Z]|[a-z][A-Z]/
/** Bounds on what is kept of one unit; more is a listing, not a statement. */
const MAX_KEPT = 24

/** Finds names, numbers and identifiers. Cost: linear in the text. */
export function entitiesOf(text: string, words: Words, lexicon: CompiledLexicon): Entities {
  const hasDigit = (words.signs & SIGN.digit) !== 0
  const numbers = hasDigit ? distinct(text.match(NUMBER)) : NONE
  const identifiers =
    mayHave(words.signs, SIGN.code) && MAY_IDENTIFY.test(text) ? distinct(text.match(IDENTIFIER)) : NONE
  return { names: namesIn(text, words, lexicon), numbers, identifiers }
}

const NONE: readonly string[] = []

const distinct = (found: RegExpMatchArray | null): readonly string[] =>
  found === null ? NONE : found.length === 1 ? [found[0]] : [...new Set(found)].slice(0, MAX_KEPT)

function namesIn(text: string, words: Words, lexicon: CompiledLexicon): readonly string[] {
  const names: string[] = []
  let runEnd = -1
  for (let at = 0; at < words.lower.length && names.length < MAX_KEPT; at++) {
    const start = words.starts[at] as number
    const end = words.ends[at] as number
    const code = text.charCodeAt(start)
    const isCapital = code < 128 ? code >= 65 && code <= 90 : /\p{Lu}/u.test(text.slice(start, start + 2))
    if (!isCapital) continue
    const word = text.slice(start, end)
    const isAcronym = word.length > 1 && word === word.toUpperCase()
    const opensSentence = at === 0 || /[.!?:"“(\n]/.test(text.slice(words.ends[at - 1], start))
    if (lexicon.stopwords.has(words.lower[at] as string) || word.length < 2) continue
    if (opensSentence && !isAcronym && !nextIsCapital(text, words, at)) continue
    if (runEnd >= 0 && text.slice(runEnd, start) === ' ') names[names.length - 1] += ` ${word}`
    else names.push(word)
    runEnd = end
  }
  return names
}

function nextIsCapital(text: string, words: Words, at: number): boolean {
  const next = words.starts[at + 1]
  if (next === undefined || text.slice(words.ends[at], next) !== ' ') return false
  return /\p{Lu}/u.test(text[next] ?? '') && words.lower[at + 1] !== 'i'
}
