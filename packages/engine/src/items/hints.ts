import { type Conversation, textOf, type Unit } from '../conversation.js'
import { subjectOfLifting } from '../rules-in-force.js'
import { FLAG } from '../unit-flags.js'
import { choosesSomething } from './choices.js'
import { mayClose } from './closings.js'
import { mayPropose } from './group-agreements.js'
import { mayTakeUp } from './taken-up.js'
import { takesBack } from './withdrawn.js'

/** Bits of `HINT` for a unit: what its text holds of that a run looks for in every text. Cost: a few patterns. */
export function hintsOf(conversation: Conversation, unit: Unit): number {
  const text = textOf(conversation, unit)
  const { kind } = unit.annotation
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  return (
    (kind === 'prose' && choosesSomething(text) ? FLAG.mayChoose : 0) |
    (subjectOfLifting(text) !== undefined ? FLAG.mayLift : 0) |
    (takesBack(text, language) ? FLAG.mayTakeBack : 0) |
    (mayClose(text, language) ? FLAG.mayClose : 0) |
    (mayPropose(unit, text, language) ? FLAG.mayPropose : 0) |
    (mayTakeUp(text) ? FLAG.mayTakeUp : 0)
  )
}
