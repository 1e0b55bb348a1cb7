import { functionWordKeys } from './function-words.js'
import { searchTermsOf } from './search-terms.js'

/** Longer terms are found by their beginning: what is kept of them has to fit an index. In code points. */
const MAX_KEY_LENGTH = 48

const keyOf = (term: string) =>
  term.length <= MAX_KEY_LENGTH ? term : [...term].slice(0, MAX_KEY_LENGTH).join('')

/**
 * The keys under which a text is filed, each once: its search terms, the same in every language, so that a text can be
 * taken out again by itself.
 *
 * Cost  linear in the text.
 */
export function searchKeysOf(text: string): string[] {
  return [...new Set(searchTermsOf(text).map(keyOf))]
}

/** The keys of a query without those of function words, which would find everything; none where it has no others. */
export function searchKeysOfQuery(query: string, language: string): string[] {
  const functionWords = functionWordKeys(language)
  return searchKeysOf(query).filter((key) => !functionWords.has(key))
}
