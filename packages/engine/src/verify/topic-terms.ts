import { phraseLengthAt } from '../annotate/phrases.js'
import { termsOf } from '../annotate/terms.js'
import { isUnspaced, readWords } from '../annotate/words.js'
import type { Conversation } from '../conversation.js'
import type { CompiledLexicon } from '../lexicon/compiled.js'
import type { SourceFacts } from './source-facts.js'

/** For each term the units that have it. */
export function unitsByTerm(conversation: Conversation): number[][] {
  const lists: number[][] = []
  for (const unit of conversation.units)
    for (const term of unit.terms) {
      const list = lists[term]
      if (list === undefined) lists[term] = [unit.index]
      else list.push(unit.index)
    }
  return lists
}

/** Terms of the words that only tell that somebody asked or decided, and who. */
export function reportingWords(
  text: string,
  { claims }: SourceFacts,
  lexicon: CompiledLexicon,
): readonly string[] {
  const { user, assistant } = lexicon.source.wording
  const words = readWords(text)
  const found: string[] = [user, assistant]
  for (let at = 0; at < words.lower.length; at++)
    for (let length = phraseLengthAt(claims.reporting, words, at); length > 0; length--)
      found.push(words.lower[at + length - 1] ?? '')
  return termsOf(readWords(found.join(isUnspaced(text) ? '' : ' ')), lexicon)
}
