import { chinese } from './chinese.js'
import { type CompiledLexicon, compileLexicon } from './compiled.js'
import { english } from './english.js'
import { french } from './french.js'
import { german } from './german.js'
import { japanese } from './japanese.js'
import { neutral } from './neutral.js'
import { portuguese } from './portuguese.js'
import { spanish } from './spanish.js'
import { sparseLexicons } from './sparse.js'
import type { Lexicon } from './types.js'

/** Every language with a full lexicon. Of some others headings and a few cues are known; the rest is read with the cues of none and the wording of English. */
export const lexicons: Readonly<Record<string, Lexicon>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  pt: portuguese,
  zh: chinese,
  ja: japanese,
}

/** Every language that the engine writes its headings in. */
export const wordedLexicons: Readonly<Record<string, Lexicon>> = { ...lexicons, ...sparseLexicons }

/** The lexicon of a language; one without cues and deletions where the language has none. */
export function lexiconFor(language: string): CompiledLexicon {
  return compileLexicon(lexicons[language] ?? sparseLexicons[language] ?? neutral)
}
