import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { AgreementCue, WordingCue } from '../lexicon/types.js'
import { factsOf, tagsOf, WORD } from './facts.js'
import { SIGN } from './signs.js'
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
  | AgreementCue

export type Wordings = WordingCue | FormCue

/** Finds the kinds of wording in a unit of prose. */
export function wordingOf(
  text: string,
  words: Words,
  lexicon: CompiledLexicon,
  { agrees, wordFlags }: { readonly agrees: boolean; readonly wordFlags: number },
): Wordings[] {
  const found = new Set<Wordings>(
    (wordFlags & WORD.wordingCue) === 0 ? [] : tagsOf(words, lexicon, 'wordingCues'),
  )
  if ((wordFlags & PERSON_OR_PAST) !== 0)
    for (const spelling of words.spellings) {
      const { flags } = factsOf(spelling, lexicon)
      if ((flags & PERSON_OR_PAST) !== 0) addPersonAndPast(found, spelling.lower, flags)
    }
  addForms(found, text, words.signs)
  if (
    found.has('possibility') &&
    text.includes('May') &&
    MONTH_OF_MAY.test(text) &&
    !OTHER_MODAL.test(text)
  ) {
    found.delete('possibility')
    found.add('time')
  }
  if (agrees) found.add('agrees')
  return [...found]
}

/** "On 2 May", "May 2026": a month, and no verb that leaves something open. */
const MONTH_OF_MAY =
  /(?:\d(?:st|nd|rd|th)?(?: of)?|\b(?:in|of|since|until|till|by|from|last|next|early|late|mid)) May\b|\bMay,? \d/
const OTHER_MODAL = /\b(?:could|would|might|can|[iw]e?['’]d)\b/i

const PERSON_OR_PAST = WORD.firstPerson | WORD.secondPerson | WORD.past

function addPersonAndPast(found: Set<Wordings>, word: string, flags: number): void {
  if ((flags & WORD.secondPerson) !== 0) found.add('second')
  else if ((flags & WORD.firstPerson) !== 0)
    found.add(
      word.startsWith('w') || word.startsWith('ou') || word === 'us' ? 'firstPlural' : 'firstSingular',
    )
  if ((flags & WORD.past) !== 0) found.add('past')
}

/** The wording that shows in the marks. Most units end in a full stop, so the last character spares most patterns. */
function addForms(found: Set<Wordings>, text: string, signs: number): void {
  const endsInStop = text.endsWith('.')
  if (!endsInStop) {
    if ((signs & SIGN.exclaims) !== 0 && /[!！]\s*$/.test(text)) found.add('exclaims')
    if ((signs & SIGN.asks) !== 0 && /[?？]["')\]]*\s*$/.test(text)) found.add('asksMark')
  }
  if ((signs & SIGN.doubleQuote) !== 0 && /["“][^"”]{3,}["”]/.test(text)) found.add('quotes')
  if (!endsInStop && /[\p{L},]\s*$/u.test(text.slice(-2))) found.add('fragment')
  if (text.indexOf(',') !== text.lastIndexOf(',')) found.add('enumerates')
}
