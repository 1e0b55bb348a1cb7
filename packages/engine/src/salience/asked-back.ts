import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { newestUserTurn, unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'

/**
 * "What was my budget again?": the newest message of a user asks for something that he told himself, mostly once and long ago. What he told
 * with a word of such a question and a number or a name is worth as much as anything, so that the answer stands in the text beside the question.
 *
 * Only outright words of asking back: lifting all that a newest message asks about cost desks a point and did not bring this.
 */
const ASKS_BACK: Readonly<Record<string, RegExp>> = {
  en: /(?<!\w)(?:what|which|how (?:much|many|long|old|far)|when|where|who)(?!\w)[^.?!]*(?<!\w)again(?!\w)|(?<!\w)remind (?:me|us) (?!to\b|on\b|at\b|when\b|in\b|next\b|tomorrow\b)|(?<!\w)(?:what|which|when|where|how)(?!\w)[^.?!]*(?<!\w)(?:did (?:i|we) (?:say|tell|mention|give|pick|choose|want|set)|(?:i|we) (?:said|told|mentioned|gave|set))(?!\w)|(?<!\w)(?:what|which|when|where|how much) (?:was|were) (?:my|our)(?!\w)/iu,
  de: /(?<!\p{L})(?:was|wie ?viel|wann|wo|wer|welche[rsn]?|wie)(?!\p{L})[^.?!]*(?<!\p{L})(?:noch ?mal|nochmals|gleich noch|hatte ich gesagt|habe ich gesagt)(?!\p{L})|(?<!\p{L})erinner[en]? (?:mich|uns) (?:noch ?mal )?an(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:quel(?:le)?s?|combien|quand|où|qui|c['’]était quoi)(?!\p{L})[^.?!]*(?<!\p{L})(?:déjà|j['’]avais dit|avais-je dit)(?!\p{L})|(?<!\p{L})rappelle(?:z)?-moi(?!\p{L})/iu,
  es: /(?<!\p{L})(?:cuál(?:es)?|cuánto|cuándo|dónde|quién|qué)(?!\p{L})[^.?!]*(?<!\p{L})(?:te dije|dije|había dicho|era)(?!\p{L})|(?<!\p{L})recuérd(?:a|e)me(?!\p{L})/iu,
  pt: /(?<!\p{L})(?:qual|quais|quanto|quando|onde|quem)(?!\p{L})[^.?!]*(?<!\p{L})(?:mesmo|eu disse|tinha dito|era)(?!\p{L})|(?<!\p{L})(?:me lembra|lembra-me|lembre-me)(?!\p{L})/iu,
}
/** Of the newest values with a word so many stand; a word that many messages have asks for nothing that was told once. */
const MAX_LIFTED = 2
const MAX_MESSAGES_WITH_TERM = 6

/** Lifts what the newest message of a user asks back, in place. Cost: a look at that message; where it asks back, one at all units. */
export function liftAskedBack(conversation: Conversation, salience: Float64Array): void {
  if (conversation.isNamed) return
  const newest = newestUserTurn(conversation)
  if (newest < 0) return
  const terms = new Set(
    unitsOf(conversation, newest)
      .filter((unit) => asksBack(conversation, unit))
      .flatMap((unit) => unit.terms)
      .filter((term) => (conversation.messageFrequency[term] as number) <= MAX_MESSAGES_WITH_TERM),
  )
  if (terms.size === 0) return
  let lifted = 0
  for (let at = (conversation.unitStarts[newest] as number) - 1; at >= 0 && lifted < MAX_LIFTED; at--) {
    const unit = conversation.units[at] as Unit
    if (
      salience[at] === 0 ||
      !hasFlag(conversation, at, FLAG.ofUser) ||
      !hasFlag(conversation, at, FLAG.spoken)
    )
      continue
    if (hasFlag(conversation, at, FLAG.question)) continue
    const { names, numbers } = unit.annotation
    if (names.length + numbers.length === 0 || !unit.terms.some((term) => terms.has(term))) continue
    salience[at] = 1
    lifted++
  }
}

const asksBack = (conversation: Conversation, unit: Unit): boolean =>
  ASKS_BACK[conversation.entries[unit.messageIndex]?.annotation.language ?? 'en']?.test(
    textOf(conversation, unit),
  ) === true
