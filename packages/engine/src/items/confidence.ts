import type { Conversation, Unit } from '../conversation.js'
import type { ItemType } from '../types.js'
import type { Statement } from './statement.js'

/** Said outright and with something that it could be looked up by. */
export const EXPLICIT = 1
/** Said without such a detail, told only with the sentence before, agreed to by others, or of somebody else. */
export const IMPLIED = 0.75

/**
 * How sure one may be of a statement, as its form shows; of an English fact of a chat `shareFoundGood` says it. In a meeting "we" is whom one speaks for, and what "we" do is a profession half of the time.
 */
export function confidenceOf(
  conversation: Conversation,
  unit: Unit,
  type: ItemType,
  statement: Statement,
): number {
  if (type === 'constraint') return EXPLICIT
  const { firstPerson, numbers } = unit.annotation
  if (!conversation.isNamed) return firstPerson || type === 'decision' ? EXPLICIT : IMPLIED
  if (type !== 'fact') return EXPLICIT
  if (conversation.isChronicle) return detailedInChat(unit)
  return (numbers.length > 0 || !firstPerson) && statement.evidence.length === 1 ? EXPLICIT : IMPLIED
}

const detailedInChat = ({ annotation: { names, numbers, identifiers, wording } }: Unit): number =>
  names.length + numbers.length + identifiers.length > 0 || wording.includes('time') ? EXPLICIT : IMPLIED
