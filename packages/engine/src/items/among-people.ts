import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { FLAG } from '../unit-flags.js'
import { closingAt, concludesWhat } from './closings.js'
import { findCommitments } from './commitments.js'
import { conclusionAt } from './conclusions.js'
import { EXPLICIT, IMPLIED } from './confidence.js'
import type { Draft } from './draft.js'
import { findGrantedRequests } from './granted-requests.js'
import { findGroupAgreements } from './group-agreements.js'
import { oneLine, toldPlainly } from './passage.js'
import { isReached, type Reach } from './reach.js'
import { isBrokenOff, readsAlone } from './reads-alone.js'
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
  const agreedUnits = new Set(agreed.map(({ unit }) => unit.index))
  const declared = mayClose.flatMap((unit): Draft[] => {
    const units = closingAt(conversation, unit)
    if (units.length === 0 || known.has(unit.index)) return []
    // "Agreed": says of what others agreed to that it is.
    if (units.some(({ index }) => agreedUnits.has(index))) return []
    const said = units.map((one) => oneLine(textOf(conversation, one))).join(' ')
    if (!concludesWhat(said, unit, language) && !readsAlone(said.replace(/\bit is\b/i, ''), language))
      return []
    const parts = units.map((one, at) => {
      const isSame = one.speaker === units[at - 1]?.speaker
      const label = isSame ? ' ' : `${at === 0 ? '' : ' → '}${speakerLabel(conversation, one, wording)}: `
      return label + oneLine(textOf(conversation, one))
    })
    const statement = {
      content: parts.join(''),
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
  const told = new Set([...known, ...[...agreed, ...declared, ...granted].map(({ unit }) => unit.index)])
  const concluded = concludedBy(conversation, wording, mayClose, told)
  const settled = new Set([...told, ...concluded.map(({ unit }) => unit.index)])
  const takenUp = findTakenUp(conversation, wording, settled, reach).map(
    ({ unit, content, evidence, isOwn }): Draft => ({
      unit,
      type: isOwn ? 'task' : 'decision',
      statement: { content, evidence },
      confidence: IMPLIED,
    }),
  )
  for (const { unit } of takenUp) settled.add(unit.index)
  const takenOn = takenOnBy(conversation, wording, settled, reach)
  const settledAmongPeople = [...agreed, ...declared, ...granted, ...concluded, ...takenOn, ...takenUp]
  const isEnglish = language === 'en'
  const decided =
    conversation.isChronicle || isEnglish
      ? withSubjects(conversation, settledAmongPeople, wording)
      : settledAmongPeople
  return decided
}

/** What one concludes from what several said. It may point at what they spoke of: its subject is told with it. */
function concludedBy(
  conversation: Conversation,
  wording: Wording,
  mayClose: readonly Unit[],
  known: ReadonlySet<number>,
): Draft[] {
  const told = new Set(known)
  return mayClose.flatMap((unit): Draft[] => {
    const conclusion = conclusionAt(conversation, unit.index)
    const [first] = conclusion?.units ?? []
    if (conclusion === undefined || first === undefined) return []
    if (conclusion.units.some(({ index }) => told.has(index))) return []
    for (const { index } of conclusion.units) told.add(index)
    const said = toldPlainly(conclusion.text, 'en')
    if (isBrokenOff(said.replace(/^(?:(?:so|and|then|but),? )+/i, ''), 'en')) return []
    const assents = conclusion.assents.map(
      (one) => `${speakerLabel(conversation, one, wording)}: ${oneLine(textOf(conversation, one))}`,
    )
    const statement = {
      content: [`${speakerLabel(conversation, unit, wording)}: ${said}`, ...assents].join(' → '),
      evidence: [...conclusion.units, ...conclusion.assents].map((one) => spanOf(conversation, one)),
    }
    return [{ unit: first, type: conclusion.isOwn ? 'task' : 'decision', statement, confidence: IMPLIED }]
  })
}

/** What one says that he will do, with the thanks for it. */
function takenOnBy(
  conversation: Conversation,
  wording: Wording,
  known: ReadonlySet<number>,
  reach: Reach,
): Draft[] {
  return findCommitments(conversation, reach).flatMap(({ unit, units, text, answer }): Draft[] => {
    if (units.some(({ index }) => known.has(index))) return []
    const said = toldPlainly(text, 'en')
    if (isBrokenOff(said.replace(/^(?:(?:so|and|then|but),? )+/i, ''), 'en')) return []
    const thanks =
      answer === undefined
        ? ''
        : ` → ${speakerLabel(conversation, answer, wording)}: ${oneLine(textOf(conversation, answer))}`
    const evidence = [...units, ...(answer === undefined ? [] : [answer])]
    const statement = {
      content: `${speakerLabel(conversation, unit, wording)}: ${said}${thanks}`,
      evidence: evidence.map((one) => spanOf(conversation, one)),
    }
    return [
      {
        unit: units[0] ?? unit,
        type: 'task',
        statement,
        confidence: answer === undefined ? IMPLIED : EXPLICIT,
      },
    ]
  })
}
