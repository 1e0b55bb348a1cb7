import type { Unit } from '../conversation.js'
import type { Told } from './statement.js'

const LIST_NUMBER = /^\s*\d{1,3}[.)]\s/

/** "Hang on, let me look": a turn of the talk, whatever it names. */
const HOLDS_THE_LINE =
  /^(?:(?:ok|okay|oh|hmm?|sorry|no|yes)[,.! ]+)*(?:wait|hang on|hold on|one (?:sec|second|moment)|just a (?:sec|second|moment)|let me)\b/i

/** "I'll show you", "your tip helped", "we could try": said to the listener, or of the moment, or only thought of. */
export function isPassingRemark(unit: Unit, { said, wording }: Told): boolean {
  const { firstPerson } = unit.annotation
  const details = detailsOf(unit, said)
  const isDated = details > 0 || wording.has('time')
  if (HOLDS_THE_LINE.test(said)) return true
  if (wording.has('second') && !(firstPerson && wording.has('past') && details > 0)) return true
  if (wording.has('courtesy') && !(firstPerson && isDated)) return true
  if (ANNOUNCED.test(said) && !isDated) return true
  return details === 0 && IMAGINED.test(said)
}

/** Names and numbers of a unit, the number of a list item aside. */
export function detailsOf({ annotation: { names, numbers } }: Unit, said: string): number {
  return names.length + numbers.length - (LIST_NUMBER.test(said) ? 1 : 0)
}

export const ANNOUNCED = /\b(?:i|we)(?:['’]ll| will| won['’]t| can try|['’]m gonna| am gonna)\b/i
const IMAGINED = /\b(?:would|could|might|should|i['’]d|we['’]d|we can|you can|let['’]s)\b/i
