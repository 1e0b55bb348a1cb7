import { type Conversation, hasFlag, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'
import { FLAG } from '../unit-flags.js'

/** "Actually no, forget it", "scrap that": takes back what the speaker asked for or settled last. */
const TAKES_BACK =
  /^(?:(?:actually|no|nah|oh|ok|okay|sorry|hm+|wait|well|on second thou?ghts?)[,.!–— ]+){0,3}(?:(?:please |just |let['’]s )?(?:forget (?:it|that|about (?:it|that))|never ?mind(?: (?:that|it))?|scrap (?:that|it)|drop (?:it|that)|ignore (?:that|my last (?:message|request))|cancel (?:that|it))|i(?:['’]ve)? changed my mind)[.! ]*(?:$|[,;–—]|about that)/i

export const takesBack = (text: string): boolean => TAKES_BACK.test(text)

const isTakingBack = (conversation: Conversation, unit: Unit): boolean =>
  hasFlag(conversation, unit.index, FLAG.mayTakeBack) && takesBack(textOf(conversation, unit))

/**
 * The messages whose wishes and choices a later message of the same user took back, in an assistant's conversation. Only
 * the user's message right before is meant. English. Cost: linear in the opening sentences of the user's messages.
 */
export function withdrawnMessages(conversation: Conversation): ReadonlySet<number> {
  const withdrawn = new Set<number>()
  if (conversation.isNamed || conversation.entries[0]?.annotation.language !== 'en') return withdrawn
  let before = -1
  conversation.messageFlags.forEach((flags, index) => {
    if ((flags & FLAG.ofUser) === 0) return
    const opening = unitsOf(conversation, index).slice(0, 2)
    if (before >= 0 && opening.some((unit) => isTakingBack(conversation, unit))) withdrawn.add(before)
    before = index
  })
  return withdrawn
}
