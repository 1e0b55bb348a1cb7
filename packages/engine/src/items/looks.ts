import { readWords } from '../annotate/words.js'
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
import { looksLeftBy } from './words-of-looks.js'

/**
 * Bits of `LOOK` for a unit of a message that is read by itself: what its text holds of that runs look for. `hints` are its bits of
 * `hintsOf`. Cost: a look at each word, and the few patterns that these leave.
 */
export function looksOf(conversation: Conversation, unit: Unit, hints: number): number {
  const text = textOf(conversation, unit)
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const isOfUser = hasFlag(conversation, unit.index, FLAG.ofUser)
  const isSpoken = hasFlag(conversation, unit.index, FLAG.spoken)
  const left = looksLeftBy(text, readWords(text), language)
  const may = (look: number): boolean => (left & look) !== 0
  const namesDay = may(LOOK.namesDay) && daysIn(text, wordsOf(language).days).length > 0
  return (
    (unit.index === 0 ? looksOfMessage(conversation) : 0) |
    (isChange(conversation, unit) ? LOOK.changes : 0) |
    (may(LOOK.ownState) && isSpoken && isOfUser && tellsOwnState(text, language) ? LOOK.ownState : 0) |
    (may(LOOK.namesGone) && goneValues(text, language).length > 0 ? LOOK.namesGone : 0) |
    (may(LOOK.retracts) && retracts(text) ? LOOK.retracts : 0) |
    (namesDay ? LOOK.namesDay : 0) |
    (language === 'en' && (hints & FLAG.mayTakeUp) !== 0 ? takesUpBy(text) : 0) |
    (may(LOOK.ofState) && thingInState(text, language) !== undefined ? LOOK.ofState : 0) |
    (may(LOOK.looksUp) && looksUp(text) ? LOOK.looksUp : 0) |
    (may(LOOK.reportsInShort) && reportsInShort(text) ? LOOK.reportsInShort : 0) |
    looksOfUpdate(conversation, unit, left, namesDay) |
    (isSpoken && language === 'en' ? looksInEnglish(conversation, unit, left) : 0)
  )
}

/** Of what puts something right that was said before, settles it or ends it. */
function looksOfUpdate(conversation: Conversation, unit: Unit, left: number, namesDay: boolean): number {
  const { numbers, identifiers } = unit.annotation
  const language = conversation.entries[0]?.annotation.language ?? 'en'
  const may = (look: number): boolean => (left & look) !== 0
  const hasValue = namesDay || numbers.length + identifiers.length > 0
  return (
    (hasValue && pointsAtValue(conversation, unit) ? LOOK.pointsAtValue : 0) |
    (may(LOOK.takesBackValue) && takesBackValue(conversation, unit) ? LOOK.takesBackValue : 0) |
    (hasValue && givesAnew(conversation, unit) ? LOOK.givesAnew : 0) |
    (may(LOOK.namesAnew) && namesAnew(conversation, unit) ? LOOK.namesAnew : 0) |
    (may(LOOK.codesAnew) && codePutRight(conversation, unit) !== undefined ? LOOK.codesAnew : 0) |
    (namesDay && daysSettled(conversation, unit, language).length > 0 ? LOOK.settlesDay : 0) |
    (tellsOfMending(conversation, unit) ? LOOK.mends : 0) |
    (hasTerm(conversation, unit) ? LOOK.hasTerm : 0) |
    (may(LOOK.givesBareValue) ? looksOfBareValue(conversation, unit, language) : 0) |
    (may(LOOK.picks) && picksOption(conversation, unit) ? LOOK.picks : 0)
  )
}

function looksInEnglish(conversation: Conversation, unit: Unit, left: number): number {
  const text = textOf(conversation, unit)
  return (
    ((left & LOOK.asksForAction) !== 0 && asksForAction(text) ? LOOK.asksForAction : 0) |
    ((left & LOOK.wantsSomebody) !== 0 && wantsSomebody(text) ? LOOK.wantsSomebody : 0) |
    ((left & LOOK.wishes) !== 0 && wishes(text) ? LOOK.wishes : 0) |
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
