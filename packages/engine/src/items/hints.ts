import { mayHave, SIGN } from '../annotate/signs.js'
import { readWords } from '../annotate/words.js'
import { type Conversation, textOf, type Unit } from '../conversation.js'
import { subjectOfLifting } from '../rules-in-force.js'
import { FLAG } from '../unit-flags.js'
import { choosesSomething } from './choices.js'
import { closesAlone } from './closings.js'
import { mayPropose } from './group-agreements.js'
import { mayTakeUp } from './taken-up.js'
import { takesBack } from './withdrawn.js'

/**
 * Bits of `HINT` that the signs of a text do not rule out: what a run has to hold its patterns against where the message was not read
 * for items. The patterns of other languages than English have no signs. Cost: none of the text's length.
 */
export function hintsLeftBy(signs: number, language: string): number {
  const isEnglish = language === 'en'
  const takesUp =
    mayHave(signs, SIGN.takesUp) || (mayHave(signs, SIGN.subject) && mayHave(signs, SIGN.offers))
  return (
    (mayHave(signs, SIGN.chooses) ? FLAG.mayChoose : 0) |
    (mayHave(signs, SIGN.lifts) ? FLAG.mayLift : 0) |
    (!isEnglish || mayHave(signs, SIGN.takesBack) ? FLAG.mayTakeBack : 0) |
    (!isEnglish || mayHave(signs, SIGN.closes) ? FLAG.mayClose : 0) |
    (!isEnglish || mayHave(signs, SIGN.proposes | SIGN.asks) ? FLAG.mayPropose : 0) |
    (takesUp ? FLAG.mayTakeUp : 0)
  )
}

/** Bits of `HINT` for a unit: what its text holds of that a run looks for in every text. Cost: a few patterns. */
export function hintsOf(conversation: Conversation, unit: Unit): number {
  const text = textOf(conversation, unit)
  const { kind } = unit.annotation
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const left = hintsLeftBy(readWords(text).signs, language)
  const may = (hint: number): boolean => (left & hint) !== 0
  return (
    (may(FLAG.mayChoose) && kind === 'prose' && choosesSomething(text) ? FLAG.mayChoose : 0) |
    (may(FLAG.mayLift) && subjectOfLifting(text) !== undefined ? FLAG.mayLift : 0) |
    (may(FLAG.mayTakeBack) && takesBack(text, language) ? FLAG.mayTakeBack : 0) |
    (may(FLAG.mayClose) && closesAlone(conversation, unit, language) ? FLAG.mayClose : 0) |
    (may(FLAG.mayPropose) && mayPropose(unit, text, language) ? FLAG.mayPropose : 0) |
    (may(FLAG.mayTakeUp) && mayTakeUp(text) ? FLAG.mayTakeUp : 0)
  )
}
