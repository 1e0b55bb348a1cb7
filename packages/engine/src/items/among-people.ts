import { type Conversation, hasFlag, textOf } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { FLAG } from '../unit-flags.js'
import { closingAt, concludesWhat } from './closings.js'
import { EXPLICIT, IMPLIED } from './confidence.js'
import type { Draft } from './draft.js'
import { findGrantedRequests } from './granted-requests.js'
import { findGroupAgreements } from './group-agreements.js'
import { oneLine } from './passage.js'
import { isReached, type Reach } from './reach.js'
import { readsAlone } from './reads-alone.js'
import { spanOf, speakerLabel } from './statement.js'
import { withSubjects } from './subject-of-decision.js'
import { findTakenUp } from './taken-up.js'

/** What several people agreed on, and what one of them declares to be settled. */
export function amongPeople(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  reach: Reach,
): Draft[] {
  if (!conversation.isNamed) return []
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const agreed = findGroupAgreements(conversation, wording, known, reach).map(
    ({ proposal, content, evidence }): Draft => ({
      unit: proposal,
      type: 'decision',
      statement: { content, evidence },
      confidence: IMPLIED,
    }),
  )
  const mayClose = conversation.units.filter(
    ({ index, messageIndex }) =>
      hasFlag(conversation, index, FLAG.mayClose) && isReached(reach, messageIndex),
  )
  const declared = mayClose.flatMap((unit): Draft[] => {
    const units = closingAt(conversation, unit)
    if (units.length === 0 || known.has(unit.index)) return []
    const said = units.map((one) => oneLine(textOf(conversation, one))).join(' ')
    if (!concludesWhat(said, unit, language) && !readsAlone(said.replace(/\bit is\b/i, ''), language))
      return []
    const statement = {
      content: `${speakerLabel(conversation, unit, wording)}: ${said}`,
      evidence: units.map((one) => spanOf(conversation, one)),
    }
    return [{ unit, type: 'decision', statement, confidence: EXPLICIT }]
  })
  const granted = findGrantedRequests(conversation, wording, known, reach).map(
    ({ unit, content, evidence }): Draft => ({
      unit,
      type: 'task',
      statement: { content, evidence },
      confidence: EXPLICIT,
    }),
  )
  const settled = new Set([...known, ...[...agreed, ...declared, ...granted].map(({ unit }) => unit.index)])
  const takenUp = findTakenUp(conversation, wording, settled, reach).map(
    ({ unit, content, evidence }): Draft => ({
      unit,
      type: 'decision',
      statement: { content, evidence },
      confidence: IMPLIED,
    }),
  )
  const settledAmongPeople = [...agreed, ...declared, ...takenUp]
  const isEnglish = language === 'en'
  const decided =
    conversation.isChronicle || isEnglish
      ? withSubjects(conversation, settledAmongPeople, wording)
      : settledAmongPeople
  return [...decided, ...granted]
}
