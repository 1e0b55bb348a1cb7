import { stemmer } from 'stemmer'
import { lightStem } from '../annotate/light-stems.js'
import { longestPhraseAt } from '../annotate/phrases.js'
import { isUnspaced, readWords, type Words } from '../annotate/words.js'
import { IRREGULAR_FORMS } from '../lexicon/claims/irregular-forms.js'
import { measuresOf } from '../lexicon/claims/measures.js'
import type { CompiledClaims } from '../lexicon/claims/registry.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'

/** Part of a sentence that says one thing, and whether it denies it. */
export interface Clause {
  readonly text: string
  /** Words that carry something, in one form for all, in order. */
  readonly keys: readonly string[]
  /** Of these the ones that only count or measure: "week". */
  readonly measures: ReadonlySet<string>
  readonly numbers: readonly string[]
  /** "not", "never", "without" stands in it. */
  readonly isDenied: boolean
  /** Of the keys those that are denied: "the cottage, not the tower" denies the tower. German may deny what stands before. */
  readonly denied: readonly string[]
  /** "at most", "refused", "only" stands in it. */
  readonly isLimited: boolean
}

/** Characters by which words of languages with many endings are told apart. */
const STEM_CHARACTERS = 5
const INFLECTED = /^\p{L}{6,}$/u
const BREAK = /[,;:!?()\u2013\u2014\n"{}]|\.(?:\s|$)|\s-\s/
/** "1,790", "4.30": a mark inside a number ends nothing. */
const INSIDE_NUMBER = /^[.,:]$/
const FRENCH_ELISION = /^n'/
/** "The permit no.", "this year no": what does not stand before a word denies none. */
const WORD_NEXT = /^\s*\p{L}{2,}/u

/** One form for all forms of a word. */
export function keyOf(word: string, { source }: CompiledLexicon): string {
  const bare = word.replace(/'s$/, '')
  if (source.language === 'en') return stemmer(IRREGULAR_FORMS.get(bare) ?? bare)
  return INFLECTED.test(bare) ? bare.slice(0, STEM_CHARACTERS) : lightStem(bare, source.language)
}

/** The clauses of a text; none in scripts without spaces. Cost: linear in the text. */
export function clausesOf(text: string, lexicon: CompiledLexicon, claims: CompiledClaims): Clause[] {
  if (isUnspaced(text)) return []
  const words = readWords(text)
  const clauses: Clause[] = []
  let first = 0
  for (let at = 1; at <= words.lower.length; at++) {
    if (at < words.lower.length && !beginsClause(text, words, at, claims)) continue
    clauses.push(readClause(text, words, first, at, lexicon, claims))
    first = at
  }
  return clauses
}

function beginsClause(text: string, words: Words, at: number, { joints }: CompiledClaims): boolean {
  const word = words.lower[at] as string
  const between = text.slice(words.ends[at - 1], words.starts[at])
  if (INSIDE_NUMBER.test(between) && /^\d/.test(word)) return false
  return joints.has(word) || BREAK.test(between)
}

function readClause(
  text: string,
  words: Words,
  first: number,
  end: number,
  lexicon: CompiledLexicon,
  claims: CompiledClaims,
): Clause {
  const keys: string[] = []
  const measures = new Set<string>()
  const numbers: string[] = []
  let deniedFrom = -1
  let isLimited = false
  const deny = () => {
    if (deniedFrom < 0) deniedFrom = lexicon.source.language === 'de' ? 0 : keys.length
  }
  for (let at = first; at < end; at++) {
    const word = words.lower[at] as string
    const tag = longestPhraseAt(claims.cues, words, at)?.tag
    if (tag === 'negation' && (word !== 'no' || WORD_NEXT.test(text.slice(words.ends[at])))) deny()
    else if (tag === 'negation') continue
    else if (tag === 'denial') isLimited = true
    else if (FRENCH_ELISION.test(word) && lexicon.source.language === 'fr') deny()
    else if (/^\d/.test(word)) numbers.push(word)
    else if (word.length > 1 && !lexicon.stopwords.has(word)) {
      const key = keyOf(word, lexicon)
      keys.push(key)
      if (measuresOf(word).length > 0) measures.add(key)
    }
  }
  return {
    text: text.slice(words.starts[first], words.ends[end - 1]),
    keys,
    measures,
    numbers,
    isDenied: deniedFrom >= 0,
    denied: deniedFrom < 0 ? [] : keys.slice(deniedFrom),
    isLimited,
  }
}
