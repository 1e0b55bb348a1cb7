import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { CueName } from '../lexicon/types.js'
import { STANCES } from '../salience/bit-features.js'
import type { SpeechAct, Stance, UnitKind } from '../types.js'
import { tagsOf } from './facts.js'
import { isRuleWording } from './rules.js'
import { SIGN } from './signs.js'
import { type Words, wordsWithin } from './words.js'

export interface Acts {
  readonly act: SpeechAct
  readonly stances: readonly Stance[]
  /** Opens with a word of agreement, whatever follows. */
  readonly agrees: boolean
}

/** A unit that says only a formula has at most this many words. */
const MAX_FILLER_WORDS = 12
const MAX_AGREEMENT_WORDS = 14

/** Reads the act and the stances of a unit from its cue phrases and its punctuation. */
export function actsOf(
  text: string,
  words: Words,
  kind: UnitKind,
  termCount: number,
  lexicon: CompiledLexicon,
): Acts {
  if (kind === 'code' || kind === 'output') {
    const problem = kind === 'output' && cuesIn(words, lexicon).has('problem')
    return { act: 'statement', stances: problem ? ['problem'] : [], agrees: false }
  }
  // "3. Always …": what is bound to the start of a sentence stands behind the number.
  const isNumbered = kind === 'list' && /^\d{1,3}$/.test(words.lower[0] ?? '')
  const cues = cuesIn(
    isNumbered ? wordsWithin(text, words, (words.ends[0] ?? 0) + 1, text.length) : words,
    lexicon,
  )
  return {
    act: actOf(text, words, cues, termCount),
    stances: stancesOf(text, words, cues, lexicon.source.language),
    agrees: cues.has('acceptance'),
  }
}

/** The cues of the lexicon that stand in the words. */
const cuesIn = (words: Words, lexicon: CompiledLexicon): ReadonlySet<CueName> =>
  tagsOf(words, lexicon, 'cues')

function actOf(text: string, words: Words, cues: ReadonlySet<CueName>, termCount: number): SpeechAct {
  const count = words.lower.length
  const asks = (words.signs & SIGN.asks) !== 0 && /[?？]["'”’)\s]*$/.test(text)
  if (cues.has('filler') && count <= MAX_FILLER_WORDS && termCount <= 3 && (words.signs & SIGN.digit) === 0)
    return 'filler'
  if (termCount === 0 && !asks)
    return cues.has('acceptance') ? 'acceptance' : cues.has('refusal') ? 'refusal' : 'filler'
  if (asks && cues.has('proposal')) return 'proposal'
  if (asks && cues.has('request')) return 'request'
  if (asks) return 'question'
  if (cues.has('correction')) return 'correction'
  if (cues.has('request')) return 'request'
  if (cues.has('question') && count <= MAX_AGREEMENT_WORDS && !text.endsWith('.')) return 'question'
  if (cues.has('proposal')) return 'proposal'
  if (cues.has('acceptance') && count <= MAX_AGREEMENT_WORDS) return 'acceptance'
  if (cues.has('refusal') && count <= MAX_AGREEMENT_WORDS) return 'refusal'
  return cues.has('commitment') ? 'commitment' : 'statement'
}

/** Stances that a cue of the same name tells; a rule is told by its form. */
const CUED_STANCES = [...STANCES, 'quoted'] as const
function stancesOf(text: string, words: Words, cues: ReadonlySet<CueName>, language: string): Stance[] {
  const stances: Stance[] = cues.size === 0 ? [] : CUED_STANCES.filter((stance) => cues.has(stance))
  if (isRuleWording(text, words, cues, language)) stances.push('rule')
  return stances
}
