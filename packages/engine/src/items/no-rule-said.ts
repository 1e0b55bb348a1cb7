import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'
import { oneLine } from './passage.js'
import { announcesRules } from './whole-rule.js'

/** Sets something, whatever else the sentence tells. */
const SETS =
  /\b(?:never|must(?:n['’]t)?|don['’]?t|do not|please|always|have to|has to|may not|not allowed|nothing|nobody|no more|at most|at least|max)\b/i
/** "I can't do either of those": answers what was offered this once. */
const DECLINES_OFFER =
  /^(?:(?:no|sorry|ah|oh|but|hm+|well)[,.]? )*(?:i|we) (?:can['’]?t|cannot|couldn['’]?t|won['’]?t) (?:(?:do|make|manage|take|come to) )?(?:either|neither|any|none|those|these|that one|both)\b/i
/** "Only the last thing: could you …", "only one more thing". */
const ONLY_ONE_MORE = /^(?:ok |oh |and |so )*only(?:, | (?:the last|one (?:more|last)|a (?:quick|small)) )/i
/** "My brother rang Dad and told him that …": what happened. */
const TELLS_WHAT_WAS =
  /^(?:so |and |but |now )*(?:\p{Lu}\p{Ll}+|my \p{Ll}+|he|she|they) (?:rang|phoned|called|wrote|told|said|asked|came|went|read)\b/u
/** "Keep it anyway, it's horrible": an order of once, of what was spoken of. */
const KEEPS_IT =
  /^(?:(?:ok|okay|no|oh|just),? )*(?:keep|leave) (?:it|them|that)\b(?! (?:at|to|under|below|above|in|out|off|on|short)\b)/i
/** "You are the agent of …. Follow this policy.": what follows is the rule. */
const INTRODUCES =
  /^(?:you are (?:the|an?) [^.;:]{3,100}\.\s+)?(?:follow|obey|observe|here is|these are) (?:this|the|these|our|its|your) (?:rules?|polic(?:y|ies)|guidelines?|instructions?|conventions?)(?: below| closely| strictly)?[.:]?$/iu
/** "Ventil kam immer noch nicht": is still so, and not always. */
const STILL = /(?<!\p{L})immer noch(?!\p{L})/iu
const SETS_IN_GERMAN =
  /(?<!\p{L})(?:bitte|nie|niemals|darf|dürfen|soll\p{L}*|muss|müssen|kein\p{L}*|nur|höchstens)(?!\p{L})/iu

/** "Nur Bad und Küche", "only the two upstairs": how many or which. */
const ONLY_SOME = /^(?:nur|only|just|seulement|solo|sólo|solamente|só|somente)(?!\p{L})/iu
const MAX_WORDS_OF_SOME = 6
const MAX_CHARACTERS_ASKED = 400
/** "Are all of them cold?", "Welche sind kalt?": of what is so, not of what is wanted. */
const ASKS_WHAT_IS =
  /(?:^|[.!?] |, (?:und|and) )(?:are|is|was|were|does|did|has|have|had|which|sind|ist|war|hat|haben|welche\p{L}*|est-ce que?|sont|quels?|quelles?|son|es|está|están|cuáles?|são|é|está|quais)(?!\p{L})[^.!?]*\?/iu
const ASKS_WHAT_IS_WANTED =
  /\b(?:want|like|prefer|shall|should|need|may i|can i|okay|möchte\p{L}*|soll\p{L}*|wollen|brauch\p{L}*|voul\p{L}*|veux|dois|quier\p{L}*|prefer\p{L}*|debo|quer\p{L}*|devo)\b/iu

/**
 * Whether what a user said only has the words of a rule: it tells what happened, turns down an offer, or answers which of several are so.
 * The text keeps it as it is; only no rule is listed. Cost: linear in the sentence.
 */
export function isNoRuleSaid(conversation: Conversation, unit: Unit): boolean {
  const text = oneLine(textOf(conversation, unit))
  if (INTRODUCES.test(text) || announcesRules(conversation, unit)) return true
  if (hasFlag(conversation, unit.index, FLAG.ofSystem)) return false
  if (DECLINES_OFFER.test(text) || ONLY_ONE_MORE.test(text) || KEEPS_IT.test(text)) return true
  if (TELLS_WHAT_WAS.test(text) && !SETS.test(text)) return true
  if (STILL.test(text) && !SETS_IN_GERMAN.test(text)) return true
  return ONLY_SOME.test(text) && isOfWhatIs(conversation, unit)
}

function isOfWhatIs(conversation: Conversation, { messageIndex, annotation }: Unit): boolean {
  if (annotation.wordCount > MAX_WORDS_OF_SOME) return false
  const before = conversation.entries[messageIndex - 1]
  if (before?.message.role !== 'assistant') return false
  return unitsOf(conversation, messageIndex - 1).some(({ index }) => {
    if (!hasFlag(conversation, index, FLAG.asksMark)) return false
    const asked = sentenceBefore(conversation, index)
    return (
      asked.length <= MAX_CHARACTERS_ASKED && ASKS_WHAT_IS.test(asked) && !ASKS_WHAT_IS_WANTED.test(asked)
    )
  })
}

/** A question with the clauses before it: "sind nur diese kalt, und haben Sie …?". */
function sentenceBefore(conversation: Conversation, index: number): string {
  const [before, own] = [index - 1, index].map((at) => conversation.units[at])
  const isOfOne = before !== undefined && before.messageIndex === own?.messageIndex
  return oneLine(
    [isOfOne ? textOf(conversation, before) : '', own === undefined ? '' : textOf(conversation, own)]
      .join(' ')
      .trim(),
  )
}
