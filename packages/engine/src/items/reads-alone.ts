import { tagsOf } from '../annotate/facts.js'
import { readWords } from '../annotate/words.js'
import { lexiconFor } from '../lexicon/registry.js'
import { isBroken, namesSomething, pointsOutside } from './reads-alone-english.js'
import { statementCuesIn } from './statement-cues.js'
import { isSubjectless } from './subjectless.js'

/**
 * Whether a statement can be understood without what was said around it. English is judged by grammar, the languages with
 * a lexicon by its lists; of others nothing is known, and a guess would lose good items.
 */
export const readsAlone = (text: string, language: string): boolean =>
  !pointsAway(text, language) && !isBrokenOff(text, language)

/** Whether the text speaks of something that only the conversation around it tells. */
export function pointsAway(text: string, language: string): boolean {
  if (language === 'en') return pointsOutside(text)
  if (isSubjectless(text, language)) return true
  const cues = statementCuesIn(text.replace(INVERTED_SUBJECT, ''), language)
  if (!cues.has('pointing')) return false
  // "Es gibt", "il faut", "this week": the word stands for nothing here. With another one beside it a guess has to do.
  if (cues.has('pointingAtNothing')) return false
  return !hasReferentBefore(text, language)
}

/** "La liste doit-elle être longue ?": the pronoun repeats the subject that stands before it. */
const INVERTED_SUBJECT = /-(?:t-)?(?:il|elle|ils|elles|on)(?!\p{L})/giu

/** Whether the text goes on with something, or was broken off. */
export function isBrokenOff(text: string, language: string): boolean {
  if (language === 'en') return isBroken(text)
  const cues = statementCuesIn(text, language)
  // "Qui a la clé ?": what opens a relative clause opens a question too.
  return (cues.has('goingOn') && !isQuestion(text, language)) || cues.has('breakingOff')
}

const isQuestion = (text: string, language: string): boolean =>
  /[?？]\s*$/.test(text) && tagsOf(readWords(text), lexiconFor(language), 'wordingCues').has('asking')

/** Whether a text names something that a later word can stand for. */
export const names = (text: string, language: string): boolean =>
  language === 'en' ? namesSomething(text) : readWords(text).lower.length >= MIN_WORDS_OF_REFERENT

/** A clause of fewer words before the pronoun's clause names nothing; characters in scripts without spaces. */
const MIN_WORDS_OF_REFERENT = 4
const CLAUSE_BREAK = /[,;:–—，、；：。.!?]\s?/u

/** A clause before the first one that points, which itself points at nothing: "pour la salle, nous prenons le moulin, il coûte …". */
function hasReferentBefore(text: string, language: string): boolean {
  const clauses = text.split(CLAUSE_BREAK).filter((clause) => clause.trim() !== '')
  const pointing = clauses.findIndex((clause) => statementCuesIn(clause, language).has('pointing'))
  return clauses
    .slice(0, Math.max(0, pointing))
    .some((clause) => readWords(clause).lower.length >= MIN_WORDS_OF_REFERENT)
}
