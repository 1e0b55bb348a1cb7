import { tagsOf } from '../annotate/facts.js'
import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { StatementCues } from '../lexicon/types.js'

export type StatementCue = keyof StatementCues

/** The statement cues of a language that stand in a text. Cost: linear in its words. */
export function statementCuesIn(text: string, language: string): ReadonlySet<StatementCue> {
  return tagsOf(readWords(text), lexiconFor(language), 'statements')
}
