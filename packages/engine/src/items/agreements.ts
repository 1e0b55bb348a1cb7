import { type Conversation, textOf, type Unit } from '../conversation.js'
import type { Wording } from '../lexicon/types.js'
import { oneLine } from './passage.js'
import { isBroken, pointsOutside } from './reads-alone.js'
import type { Statement } from './statement.js'
import { spanOf, speakerLabel, wordsOf } from './statement.js'

/** Something that one proposed or asked to have confirmed and another accepted in the next message. */
export interface Agreement extends Statement {
  readonly proposal: Unit
  readonly acceptance: Unit
}

/** A proposal with fewer content terms ("Shall we?") settles nothing that could be told. */
const MIN_TERMS_OF_PROPOSAL = 3

/**
 * Finds decisions that no single message states: "Shall I book the early train?" – "Yes, please."
 *
 * The acceptance has to open the very next message of another speaker, and must not be taken back in the same breath
 * ("Yes, but …" is no agreement). Shapes: in conversation order. Cost: linear in the units.
 */
export function findAgreements(conversation: Conversation, wording: Wording): Agreement[] {
  const found: Agreement[] = []
  for (let index = 1; index < conversation.entries.length; index++) {
    const acceptance = conversation.units[conversation.unitStarts[index] as number]
    if (acceptance === undefined || acceptance.messageIndex !== index || !accepts(conversation, acceptance))
      continue
    const proposal = proposalBefore(conversation, acceptance)
    if (proposal === undefined) continue
    const proposed = wordsOf(conversation, proposal)
    if (!standsAlone(conversation, proposal, proposed)) continue
    const asked = `${speakerLabel(conversation, proposal, wording)}: ${proposed}`
    const agreed = `${speakerLabel(conversation, acceptance, wording)}: ${oneLine(textOf(conversation, acceptance))}`
    found.push({
      proposal,
      acceptance,
      content: `${asked} → ${agreed}`,
      evidence: [spanOf(conversation, proposal), spanOf(conversation, acceptance)],
    })
  }
  return found
}

/** "But", "however", "not" after the word of agreement. */
const TAKEN_BACK =
  /\b(?:but|however|except|unless|not|n't|instead|aber|sondern|mais|pero|mas)\b|但|でも|ただ/i

function accepts(conversation: Conversation, unit: Unit): boolean {
  const { act, wording, kind } = unit.annotation
  if (kind === 'code' || kind === 'output' || wording.includes('asksMark')) return false
  return (act === 'acceptance' || wording.includes('agrees')) && !TAKEN_BACK.test(textOf(conversation, unit))
}

/** The last sentence of the message before, where it proposes or asks for a yes. */
function proposalBefore(conversation: Conversation, acceptance: Unit): Unit | undefined {
  const last = conversation.units[acceptance.index - 1]
  if (last === undefined || last.speaker === acceptance.speaker) return undefined
  const units = [last, conversation.units[last.index - 1]]
  for (const unit of units) {
    if (unit === undefined || unit.messageIndex !== last.messageIndex) continue
    if (unit.terms.length < MIN_TERMS_OF_PROPOSAL) continue
    return isProposal(conversation, unit) ? unit : undefined
  }
  return undefined
}

/** "Red or blue?" – "Yes" leaves open which. */
const CHOICE = /\bor\b/i

function standsAlone({ entries }: Conversation, { messageIndex }: Unit, text: string): boolean {
  if ((entries[messageIndex]?.annotation.language ?? 'en') !== 'en') return true
  return !CHOICE.test(text) && !pointsOutside(text) && !isBroken(text)
}

/** A proposal that names nothing has at least this many content terms. */
const MIN_TERMS_WITHOUT_NAME = 4

/**
 * Asks for a yes: "Shall we …?", "Do you want me to …?". A question with "what" or "when" asks for more; what a user asks
 * an assistant to do is a task; among named people only what speaks of both is settled by a yes, not "we could" nor an
 * invitation to speak.
 */
function isProposal(conversation: Conversation, { annotation, messageIndex, terms }: Unit): boolean {
  const { act, wording, stances, names, numbers, identifiers, firstPerson } = annotation
  if (wording.includes('asking') || stances.includes('hypothetical')) return false
  const namesSomething = names.length + numbers.length + identifiers.length > 0 || wording.includes('time')
  if (conversation.isNamed)
    return act === 'proposal' && firstPerson && !wording.includes('possibility') && namesSomething
  const isOffer =
    wording.includes('asksMark') && firstPerson && (act === 'request' || wording.includes('second'))
  if (act !== 'proposal' && !wording.includes('confirming') && !isOffer) return false
  if (act === 'request' && conversation.entries[messageIndex]?.message.role === 'user') return false
  return namesSomething || terms.length >= MIN_TERMS_WITHOUT_NAME
}
