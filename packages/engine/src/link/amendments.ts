import type { Conversation } from '../conversation.js'
import { findCorrectedCodes } from './corrected-codes.js'
import { findCorrectedNames } from './corrected-names.js'
import { findNamedCorrections } from './named-corrections.js'
import { findPointingCorrections } from './pointing-corrections.js'
import { findPutInstead } from './put-instead.js'
import { findRenewedValues } from './renewed-values.js'
import { findResolvedProblems } from './resolved-problems.js'
import { findValueChanges } from './value-changes.js'

/**
 * Sentences of which a value was overtaken while the rest holds: "the operation is on 4 November, the doctor says", then "they moved my
 * operation to the 18th". They may stand in a text, but never without the later one.
 *
 * Shapes  index of the earlier unit → index of the one with the value in force; none that was replaced as a whole.
 */
export function findAmendments(
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const known = found.get(conversation) ?? searchAmendments(conversation, replaced)
  found.set(conversation, known)
  return known
}

/** Items, scores and the manifest each ask for them. */
const found = new WeakMap<Conversation, ReadonlyMap<number, number>>()

function searchAmendments(
  conversation: Conversation,
  replaced: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const amended = new Map([
    ...findResolvedProblems(conversation),
    ...findPutInstead(conversation),
    ...findRenewedValues(conversation),
    ...findPointingCorrections(conversation),
    ...findValueChanges(conversation),
    ...findCorrectedNames(conversation),
    ...findCorrectedCodes(conversation),
    ...findNamedCorrections(conversation).amended,
  ])
  for (const index of replaced.keys()) amended.delete(index)
  return amended
}
