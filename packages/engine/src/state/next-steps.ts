import { type Conversation, textOf, type Unit } from '../conversation.js'
import { findAgreements } from '../items/agreements.js'
import { MOVES_ON } from '../items/fact-worth.js'
import { isOfTool } from '../items/item-type.js'
import { isNoNews } from '../items/no-news.js'
import { isPasted } from '../items/pasted.js'
import { statementCuesIn } from '../items/statement-cues.js'
import { announcesDoing } from '../lexicon/announcing.js'
import type { Wording } from '../lexicon/types.js'
import { firstTask } from '../protect.js'

const MIN_TERMS_OF_STEP = 2
/** "Your support will help me" and "some that I never will" announce nothing. */
const ANNOUNCES =
  /\b(?:i|we)(?:['’]ll| will|['’](?:m|re) (?:going|planning)| (?:am|are|plan|intend|need|have|want|hope) )|\bnext step\b/i

/** What a user will do; "I will need a car", "I'm going to Philadelphia" say what is asked for. */
const USER_ANNOUNCES =
  /\b(?:i|we)(?:['’]ll| will|['’](?:m|re) (?:going|planning) to| (?:am|are) (?:going|planning) to| plan to) (?:\w+ly )?(?!need|want|like|be\b|have\b|take\b|get\b|use\b|arrive|leave|stay|travel|pick|go (?:with|for)|\p{Lu})\p{Ll}/u

/**
 * What somebody said they would do. An assistant that spoke again since has either done it or thought better of it;
 * among named people the last speaker's thanks come after the plans.
 */
export function isNextStep(conversation: Conversation, unit: Unit): boolean {
  const { stances, act, wording, firstPerson, kind, names, numbers } = unit.annotation
  const language = conversation.entries[unit.messageIndex]?.annotation.language ?? 'en'
  const text = textOf(conversation, unit)
  const isDefinite = names.length + numbers.length > 0 || wording.includes('time')
  const isTold = language !== 'en' && kind === 'prose' && isDefinite && announcesDoing(text, language)
  if (act !== 'commitment' && !stances.includes('plan') && !isTold) return false
  if (unit.terms.length < MIN_TERMS_OF_STEP) return false
  if (kind === 'code' || kind === 'output' || wording.includes('asksMark')) return false
  if (stances.includes('hypothetical') || act === 'filler' || act === 'question') return false
  if (isOfTool(conversation, unit) || wording.includes('negation')) return false
  const cues = statementCuesIn(text, language)
  if (cues.has('condition') || cues.has('opinion') || cues.has('decision')) return false
  if (MOVES_ON.test(text)) return false
  if (conversation.isNamed) {
    // Among people a plan names a time, a person or a thing; "I'll keep going" and "I'll take that" are talk.
    if (cues.has('phatic') || !(names.length + numbers.length > 0 || wording.includes('time'))) return false
    if (language === 'en' && (!ANNOUNCES.test(text) || isNoNews(text, true))) return false
  } else if (isOfUser(conversation, unit)) {
    // "I'm planning a trip" opens the talk: it is what the talk is for.
    if (unit.messageIndex === firstTask(conversation)) return false
    if (language === 'en' && !USER_ANNOUNCES.test(text)) return false
  } else if (isTakenUp(conversation, unit) || isPasted(conversation, unit)) return false
  if (act === 'commitment' || isTold) return true
  const isAnnounced = language === 'en' ? ANNOUNCES.test(text) : firstPerson || wording.includes('obligation')
  return isAnnounced
}

const isOfUser = ({ entries }: Conversation, { messageIndex }: Unit): boolean =>
  entries[messageIndex]?.message.role === 'user'

/** Whether the assistant that said it has written again since. */
function isTakenUp({ entries }: Conversation, { messageIndex }: Unit): boolean {
  if (entries[messageIndex]?.message.role !== 'assistant') return false
  return entries.findLastIndex(({ message }) => message.role === 'assistant') > messageIndex
}

/**
 * What the user has just said yes to, and the assistant has not spoken of since: it is to be done next. In any language.
 * Shapes: as statements that tell the offer and the yes.
 */
export function acceptedOffers(conversation: Conversation, wording: Wording): string[] {
  if (conversation.isNamed) return []
  const { entries } = conversation
  const told = entries.findLastIndex(
    ({ message, annotation }) =>
      message.role === 'assistant' &&
      annotation.units.some(({ kind }) => kind === 'prose' || kind === 'list'),
  )
  return findAgreements(conversation, wording)
    .filter(
      ({ proposal, acceptance }) =>
        acceptance.messageIndex > told && entries[proposal.messageIndex]?.message.role === 'assistant',
    )
    .map(({ content }) => content)
}
