import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { WordingCue } from '../lexicon/types.js'
import { tagsIn } from './phrases.js'
import type { Words } from './words.js'

/** Kinds of wording by form rather than by a list. */
export type FormCue =
  | 'exclaims'
  | 'asksMark'
  | 'quotes'
  | 'fragment'
  | 'enumerates'
  | 'agrees'
  | 'firstSingular'
  | 'firstPlural'
  | 'second'

export type Wordings = WordingCue | FormCue

/** Shortest word that an ending makes a past tense. */
const MIN_PAST_WORD = 5

/** Finds the kinds of wording in a unit of prose. */
export function wordingOf(text: string, words: Words, lexicon: CompiledLexicon, agrees: boolean): Wordings[] {
  const found: Set<Wordings> = tagsIn<Wordings>(lexicon.wordingCues, words)
  const endings = lexicon.source.pastEndings ?? []
  for (const word of words.lower) {
    if (lexicon.secondPerson.has(word)) found.add('second')
    else if (lexicon.firstPerson.has(word))
      found.add(
        word.startsWith('w') || word.startsWith('ou') || word === 'us' ? 'firstPlural' : 'firstSingular',
      )
    if (word.length >= MIN_PAST_WORD && endings.some((ending) => word.endsWith(ending))) found.add('past')
  }
  if (/[!！]\s*$/.test(text)) found.add('exclaims')
  if (/[?？]["')\]]*\s*$/.test(text)) found.add('asksMark')
  if (/["“][^"”]{3,}["”]/.test(text)) found.add('quotes')
  if (/[\p{L},]\s*$/u.test(text.slice(-2))) found.add('fragment')
  if (text.indexOf(',') !== text.lastIndexOf(',')) found.add('enumerates')
  if (agrees) found.add('agrees')
  return [...found]
}
