import { type Conversation, hasFlag, mayHaveLook, textOf, type Unit } from '../conversation.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'

/** Messages back in which the wrong code was said, and words of a sentence that puts it right. */
const MAX_DISTANCE_MESSAGES = 10
const MAX_WORDS = 12
/** A message can be of any length. */
const MAX_DISTANCE_UNITS = 200
/** Characters of a code of which some are digits. */
const CODE = /(?<![\p{L}\d])(?=[\p{L}-]*\d)[\p{L}\d][\p{L}\d-]{3,30}(?![\p{L}\d])/gu
/** A user says that he wrote it wrongly. */
const WRONG =
  /(?<!\p{L})(?:swapped|typo|sorry|wrong|mistake|mistyped|misread|i meant|correction|vertippt|tippfehler|zahlendreher|verwechselt|falsch|erreur|trompée?|faute de frappe|perdón|equivocad[oa]|equivoqué|errad[oa]|enganei|desculpa)(?!\p{L})/iu

/**
 * Codes and numbers that a user puts right: "It's HR4471, I swapped the digits", after "cost centre HR4417". Told by the code itself: as long as
 * the old one, with the same characters or all but one.
 *
 * Shapes  index of the unit with the wrong code → index of the correction. Cost: linear; each correction looks back a bounded number of messages.
 */
export function findCorrectedCodes(conversation: Conversation): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  if (conversation.isNamed) return found
  const { units, unitStarts, table } = conversation
  for (const unit of units) {
    if (!mayHaveLook(conversation, unit.index, LOOK.codesAnew)) continue
    const right = codePutRight(conversation, unit)
    if (right === undefined) continue
    const from = Math.max(
      unit.index - MAX_DISTANCE_UNITS,
      unitStarts[Math.max(0, unit.messageIndex - MAX_DISTANCE_MESSAGES)] as number,
    )
    for (const earlier of units.slice(from, unitStarts[unit.messageIndex])) {
      if (!hasFlag(conversation, earlier.index, FLAG.spoken) || table.numbers(earlier.index) === 0) continue
      if (codesIn(conversation, earlier).some((code) => isWrongFor(code, right)))
        found.set(earlier.index, unit.index)
    }
  }
  return found
}

/** The code of a sentence of a user that has one, and says that it was written wrongly before. */
export function codePutRight(conversation: Conversation, unit: Unit): string | undefined {
  const { index, annotation } = unit
  const { table } = conversation
  if (table.numbers(index) + table.identifiers(index) === 0 || annotation.wordCount > MAX_WORDS)
    return undefined
  if (!hasFlag(conversation, index, FLAG.ofUser) || !hasFlag(conversation, index, FLAG.spoken))
    return undefined
  if (hasFlag(conversation, index, FLAG.ofTool)) return undefined
  const codes = codesIn(conversation, unit)
  return codes.length === 1 && WRONG.test(textOf(conversation, unit)) ? codes[0] : undefined
}

const codesIn = (conversation: Conversation, unit: Unit): readonly string[] =>
  (textOf(conversation, unit).match(CODE) ?? []).map((code) => code.toLowerCase())

/** As long, and with the same characters in another order, or all but one. */
function isWrongFor(code: string, right: string): boolean {
  if (code === right || code.length !== right.length) return false
  const isReordered = [...code].sort().join('') === [...right].sort().join('')
  return isReordered || [...code].filter((character, at) => character !== right[at]).length === 1
}
