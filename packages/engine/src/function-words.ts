import type { CompiledLexicon } from './lexicon/compiled.js'
import { lexiconFor } from './lexicon/registry.js'
import { searchTermsOf } from './search-terms.js'

type Terms = ReadonlySet<string>

const terms = new WeakMap<CompiledLexicon, Terms>()
const keys = new WeakMap<CompiledLexicon, Terms>()

function remembered(
  known: WeakMap<CompiledLexicon, Terms>,
  lexicon: CompiledLexicon,
  language: string,
): Terms {
  const found = known.get(lexicon)
  if (found) return found
  const made = new Set(lexicon.source.stopwords.flatMap((word) => searchTermsOf(word, language)))
  known.set(lexicon, made)
  return made
}

/** The function words of a language as its search terms. */
export const functionWordTerms = (language: string): Terms =>
  remembered(terms, lexiconFor(language), language)

/** The same as texts of every language are filed: see search-keys.ts. */
export const functionWordKeys = (language: string): Terms => remembered(keys, lexiconFor(language), 'en')
