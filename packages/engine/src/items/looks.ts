import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { reportsInShort } from '../current-state.js'
import { lexiconFor } from '../lexicon/registry.js'
import { codePutRight } from '../link/corrected-codes.js'
import { namesAnew } from '../link/corrected-names.js'
import { goneValues } from '../link/gone-values.js'
import { thingInState } from '../link/lasting-state.js'
import { takesBackValue } from '../link/named-corrections.js'
import { tellsOwnState } from '../link/own-state.js'
import { picksOption } from '../link/picked-options.js'
import { pointsAtValue } from '../link/pointing-corrections.js'
import { looksOfBareValue } from '../link/renewed-values.js'
import { tellsOfMending } from '../link/resolved-problems.js'
import { retracts } from '../link/retractions.js'
import { daysSettled } from '../link/settled-days.js'
import { isChange } from '../link/tool-answers.js'
import { givesAnew } from '../link/value-changes.js'
import { daysIn, wordsOf } from '../link/values-of.js'
import { looksUp, wishes } from '../matters/wishes.js'
import { mayBeRecalled } from '../recall/recalled-lines.js'
import { hasTerm } from '../rules-with-a-term.js'
import { FLAG } from '../unit-flags.js'
import { LOOK } from '../unit-looks.js'
import { asksForAction, wantsSomebody } from './action-items.js'
import { takenOnIn } from './commitments.js'
import { mayAssent, ratifies } from './group-agreements.js'
import { maySayBack } from './restated-by-assistant.js'
import { takesUpBy } from './taken-up.js'

/** Bits of `LOOK` for a unit of a message that is read by itself: what its text holds of that runs look for. Cost: a few patterns. */
export function looksOf(conversation: Conversation, unit: Unit): number {
  const text = textOf(conversation, unit)
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const isOfUser = hasFlag(conversation, unit.index, FLAG.ofUser)
  const isSpoken = hasFlag(conversation, unit.index, FLAG.spoken)
  return (
    (unit.index === 0 ? looksOfMessage(conversation) : 0) |
    (isChange(conversation, unit) ? LOOK.changes : 0) |
    (isSpoken && isOfUser && tellsOwnState(text, language) ? LOOK.ownState : 0) |
    (goneValues(text, language).length > 0 ? LOOK.namesGone : 0) |
    (retracts(text) ? LOOK.retracts : 0) |
    (daysIn(text, wordsOf(language).days).length > 0 ? LOOK.namesDay : 0) |
    (language === 'en' ? takesUpBy(text) : 0) |
    (thingInState(text, language) === undefined ? 0 : LOOK.ofState) |
    (looksUp(text) ? LOOK.looksUp : 0) |
    (reportsInShort(text) ? LOOK.reportsInShort : 0) |
    (pointsAtValue(conversation, unit) ? LOOK.pointsAtValue : 0) |
    looksOfUpdate(conversation, unit, language) |
    (isSpoken && language === 'en' ? looksInEnglish(conversation, unit, text) : 0)
  )
}

/** Of what puts something right that was said before, settles it or ends it. */
function looksOfUpdate(conversation: Conversation, unit: Unit, language: string): number {
  return (
    (takesBackValue(conversation, unit) ? LOOK.takesBackValue : 0) |
    (givesAnew(conversation, unit) ? LOOK.givesAnew : 0) |
    (namesAnew(conversation, unit) ? LOOK.namesAnew : 0) |
    (codePutRight(conversation, unit) === undefined ? 0 : LOOK.codesAnew) |
    (daysSettled(conversation, unit, language).length > 0 ? LOOK.settlesDay : 0) |
    (tellsOfMending(conversation, unit) ? LOOK.mends : 0) |
    (hasTerm(conversation, unit) ? LOOK.hasTerm : 0) |
    looksOfBareValue(conversation, unit, language) |
    (picksOption(conversation, unit) ? LOOK.picks : 0)
  )
}

function looksInEnglish(conversation: Conversation, unit: Unit, text: string): number {
  return (
    (asksForAction(text) ? LOOK.asksForAction : 0) |
    (wantsSomebody(text) ? LOOK.wantsSomebody : 0) |
    (wishes(text) ? LOOK.wishes : 0) |
    (takenOnIn(conversation, unit) === undefined ? 0 : LOOK.takesOn)
  )
}

/** What is asked of a message as a whole stands with its first unit. */
function looksOfMessage(conversation: Conversation): number {
  const [entry] = conversation.entries
  if (entry === undefined) return 0
  const { message, annotation } = entry
  const { wording } = lexiconFor(annotation.language).source
  return (
    (mayBeRecalled(message.content, wording) ? LOOK.recalls : 0) |
    (ratifies(message.content) ? LOOK.ratifies : 0) |
    (mayAssent(conversation, conversation.units) ? LOOK.assents : 0) |
    (maySayBack(conversation) ? LOOK.saysBack : 0)
  )
}
