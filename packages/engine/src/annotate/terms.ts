import type { CompiledLexicon } from '../lexicon/compiled.js'
import { factsOf, WORD } from './facts.js'
import type { Spelling, Words } from './words.js'

/** Up to this many terms a look through the list is faster than a set. */
const FEW_TERMS = 16

/**
 * The distinct content terms of a unit in order of appearance: stems of words where the language's endings are known,
 * pairs of neighbouring characters in scripts without spaces. Stop words are left out.
 */
export function termsOf(words: Words, lexicon: CompiledLexicon): string[] {
  const found: string[] = []
  let seen: Set<string> | undefined
  for (let at = 0; at < words.spellings.length; at++) {
    const term = termAt(words, at, lexicon)
    if (term === undefined) continue
    if (seen === undefined) {
      if (found.includes(term)) continue
      found.push(term)
      if (found.length === FEW_TERMS) seen = new Set(found)
    } else if (!seen.has(term)) {
      seen.add(term)
      found.push(term)
    }
  }
  return found
}

function termAt(
  { spellings, starts, ends }: Words,
  at: number,
  lexicon: CompiledLexicon,
): string | undefined {
  const spelling = spellings[at] as Spelling
  const { flags, term } = factsOf(spelling, lexicon)
  if ((flags & WORD.unspaced) === 0) return term
  return starts[at + 1] === ends[at] ? spelling.lower + spellings[at + 1]?.lower : undefined
}
