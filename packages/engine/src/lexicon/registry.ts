import { type CompiledLexicon, compileLexicon } from './compiled.js'
import { english } from './english.js'
import type { Lexicon } from './types.js'

/** Every language with a lexicon of its own. Others are read with the cues of none and the wording of English. */
export const lexicons: Readonly<Record<string, Lexicon>> = { en: english }

/** The lexicon of a language; of English where the language has none. */
export function lexiconFor(language: string): CompiledLexicon {
  return compileLexicon(lexicons[language] ?? english)
}
