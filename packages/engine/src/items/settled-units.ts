import { type Conversation, hasFlag } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { closingAt, isDefinite } from './closings.js'
import { conclusionAt } from './conclusions.js'
import { agreedProposal } from './group-agreements.js'

/**
 * The units that say what people who talk among themselves settled: what others agreed to, what one declares or concludes. Cost: linear in the
 * units, of which flags picked those that are read; a bounded look around each.
 */
export function settledUnits(conversation: Conversation): ReadonlySet<number> {
  const settled = new Set<number>()
  if (!conversation.isNamed) return settled
  for (let message = 0; message + 1 < conversation.entries.length; message++) {
    const proposal = agreedProposal(conversation, message)
    if (proposal !== undefined) settled.add(proposal.index)
  }
  for (const unit of conversation.units) {
    if (!hasFlag(conversation, unit.index, FLAG.mayClose)) continue
    const closing = closingAt(conversation, unit)
    // "We take the van. Settled.": not the word that settles it.
    for (const one of closing)
      if (closing.length === 1 || one !== unit || isDefinite(one)) settled.add(one.index)
    for (const one of conclusionAt(conversation, unit.index)?.units ?? []) settled.add(one.index)
  }
  return settled
}
