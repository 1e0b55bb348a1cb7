import { readWords } from '../annotate/words.js'
import type { Conversation, Unit } from '../conversation.js'
import type { ItemType } from '../types.js'
import { CLASS_BIT, CLASSES_OF } from './fact-words.js'
import type { Statement } from './statement.js'

/** Said outright and with something that it could be looked up by. */
export const EXPLICIT = 1
/** Said without such a detail, told only with the sentence before, agreed to by others, or of somebody else. */
export const IMPLIED = 0.75

/** Words that tell of somebody's company, belongings or time. */
const TELLING = CLASS_BIT.life | CLASS_BIT.when

/**
 * How sure one may be of a statement, as its form shows. A statement with a name, a number or a day, or of kin and belongings,
 * is right more often than one without. In a meeting "we" is whom one speaks for, and what "we" do is a profession half of the time.
 */
export function confidenceOf(
  conversation: Conversation,
  unit: Unit,
  type: ItemType,
  { content, evidence }: Statement,
): number {
  if (type === 'constraint') return EXPLICIT
  const { firstPerson, names, numbers, identifiers, wording } = unit.annotation
  if (!conversation.isNamed) return firstPerson || type === 'decision' ? EXPLICIT : IMPLIED
  const isDetailed = names.length + numbers.length + identifiers.length > 0 || wording.includes('time')
  if (type !== 'fact') return EXPLICIT
  if (conversation.isChronicle) return isDetailed || hasTellingWord(content) ? EXPLICIT : IMPLIED
  return (numbers.length > 0 || !firstPerson) && evidence.length === 1 ? EXPLICIT : IMPLIED
}

const hasTellingWord = (text: string): boolean =>
  readWords(text).lower.some((word) => ((CLASSES_OF.get(word) ?? 0) & TELLING) !== 0)
