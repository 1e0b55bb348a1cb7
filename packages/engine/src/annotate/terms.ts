import { stemmer } from 'stemmer'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { isUnspaced, type Words } from './words.js'

const ENGLISH_WORD = /^[a-z]{4,30}$/
/** A term is never longer than this: what is longer is noise to a ranking. */
const MAX_TERM = 40

/**
 * The distinct content terms of a unit in order of appearance: stems of English words, other words as they are,
 * pairs of neighbouring characters in scripts without spaces. Stop words are left out.
 */
export function termsOf(words: Words, lexicon: CompiledLexicon, stems: Map<string, string>): string[] {
  const found = new Set<string>()
  for (let at = 0; at < words.lower.length; at++) {
    const word = words.lower[at] as string
    const code = word.charCodeAt(0)
    if (code > 0x0e00 && isUnspaced(word)) {
      if (words.starts[at + 1] === words.ends[at]) found.add(word + words.lower[at + 1])
      continue
    }
    if (lexicon.stopwords.has(word) || (word.length === 1 && (code < 48 || code > 57))) continue
    found.add(stemOf(word, lexicon, stems))
  }
  return [...found]
}

function stemOf(word: string, lexicon: CompiledLexicon, stems: Map<string, string>): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  let stem = word.length > MAX_TERM ? word.slice(0, MAX_TERM) : word
  const apostrophe = stem.indexOf("'")
  if (apostrophe > 1) stem = stem.slice(0, apostrophe)
  if (lexicon.source.language === 'en' && ENGLISH_WORD.test(stem)) stem = stemmer(stem)
  stems.set(word, stem)
  return stem
}
