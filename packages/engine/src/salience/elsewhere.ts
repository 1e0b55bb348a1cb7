import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { isOfTheMoment } from '../items/of-the-moment.js'
import { FLAG } from '../unit-flags.js'
import { ACT_BIT, WORDING_BIT } from './bit-features.js'

/**
 * The weights of the model were fitted on English, whose wording is known word by word. In other languages fewer of its signs are found,
 * so that what was decided and corrected weighs what any sentence does. Added to the log-salience there; set on six conversations of ours
 * and ten talks, checked on six others (design/languages.md).
 */
const DECIDED = 1.2
const CORRECTED = 1.5
const PREFERRED = 1
const PROMISED = 0.7
const OF_THE_MOMENT = -2

const DECISION = ACT_BIT.decision as number
const COMMITMENT = ACT_BIT.commitment as number
const PREFERENCE = ACT_BIT.preference as number
const OBLIGATION = WORDING_BIT.obligation as number
const TIME = WORDING_BIT.time as number

export function worthElsewhere(conversation: Conversation, unit: Unit): number {
  const { index, messageIndex, annotation } = unit
  const language = conversation.entries[messageIndex]?.annotation.language ?? 'en'
  if (language === 'en' || !hasFlag(conversation, index, FLAG.spoken)) return 0
  const { table } = conversation
  const text = textOf(conversation, unit)
  if (isOfTheMoment(text, text, language)) return OF_THE_MOMENT
  const wording = table.wording(index)
  const acts = table.acts(index)
  const isDefinite = annotation.numbers.length + annotation.names.length > 0 || (wording & TIME) !== 0
  if (!conversation.isNamed && !hasFlag(conversation, index, FLAG.ofUser)) return 0
  if (hasFlag(conversation, index, FLAG.question)) return 0
  if ((acts & DECISION) !== 0) return DECIDED
  if ((acts & PREFERENCE) !== 0) return PREFERRED
  const isCorrection =
    hasFlag(conversation, index, FLAG.correction) || annotation.wording.includes('replacing')
  if (isCorrection && isDefinite) return CORRECTED
  return ((acts & COMMITMENT) !== 0 || (wording & OBLIGATION) !== 0) && isDefinite ? PROMISED : 0
}
