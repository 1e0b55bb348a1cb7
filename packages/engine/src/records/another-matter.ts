import { readWords } from '../annotate/words.js'
import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import { FLAG } from '../unit-flags.js'
import { phrasesOf } from './phrases.js'
import type { FewWords } from './words-left-out.js'

/** Says that what follows comes on top of what was asked for. */
const ADDING = /\b(?:also|next|besides|another thing|one more thing)\b/i
const ASKING = /\b(?:need|want|find|book|get|order|reserve|like|looking for)\b/i
/** Words of a sentence that is looked at: longer ones are about more than one matter. */
const MAX_WORDS = 24

/**
 * What else a user asks for, by its noun phrase: "I also need a hotel near the station" asks for a hotel. It has to come with a detail of its
 * own, since "I also need a high chair" is one of the matter in hand.
 *
 * Returns  its terms; none where the sentence adds nothing.
 * Cost     linear in a sentence of a bounded number of words.
 */
export function addedMatter(
  conversation: Conversation,
  unit: Unit,
  lexicon: CompiledLexicon,
  few: FewWords,
): readonly string[] {
  const { index, annotation } = unit
  if (!hasFlag(conversation, index, FLAG.ofUser) || !hasFlag(conversation, index, FLAG.spoken)) return []
  if (annotation.wordCount > MAX_WORDS || hasFlag(conversation, index, FLAG.question)) return []
  const text = textOf(conversation, unit)
  const adding = ADDING.exec(text)
  if (adding === null || !ASKING.test(text)) return []
  const words = readWords(text)
  const phrases = phrasesOf(text, words, lexicon, few)
  const from = adding.index + adding[0].length
  const at = phrases.findIndex((one) => one.joint === '' && (words.starts[one.from] as number) >= from)
  const detail = phrases[at + 1]
  if (at < 0 || detail === undefined || detail.joint === '' || !detail.isJoined) return []
  return phrases[at]?.terms ?? []
}
