import { type Conversation, textOf, type Unit } from '../conversation.js'
import { unitsOf } from '../protect.js'

/** "Do you need more information?", "anything else?": asks for nothing. */
const OFFERS_MORE =
  /\b(?:anything else|(?:need|want|like)(?: to \w+)? (?:any )?(?:more|other|further)|something else|(?:any )?(?:other|further) (?:help|assistance)|(?:help|assist) (?:you )?(?:with|further)|any (?:other )?questions|how can i help|what (?:else )?can i (?:do|help)|do (?:any|some)thing more)\b|(?:sonst|noch) (?:etwas|was)|autre chose|algo más|mais alguma coisa|还有(?:什么|别的|其他)|還有(?:什麼|別的|其他)|他に(?:何か|ご)/iu

export const offersMore = (text: string): boolean => OFFERS_MORE.test(text)

/** Words of a message that a reader reads: prose and lists, no calls, output or code. */
const isRead = ({ annotation: { kind } }: Unit): boolean => kind === 'prose' || kind === 'list'

/** The last message of the assistant before `index`, with no message of a user between; -1 where there is none. */
export function lastToldBefore({ entries }: Conversation, index: number): number {
  for (let at = index - 1; at >= 0; at--) {
    const entry = entries[at]
    if (entry === undefined || (entry.message.role === 'user' && !entry.annotation.isToolOutput)) return -1
    if (entry.message.role !== 'assistant') continue
    if (entry.annotation.units.some(({ kind }) => kind === 'prose' || kind === 'list')) return at
  }
  return -1
}

/** "Please can I have the city in which …", "please confirm: …": asks without a mark. English. */
const ASKS_WITHOUT_MARK =
  /^(?:(?:ok(?:ay)?|sure|great|alright|hi|hello|thanks?|thank you)[,.! ]+)*(?:(?:please|just|to|can you|could you|so you)\b.{0,40}\b(?:confirm|tell|give|let me know|have|provide|verify)|confirm(?:ing)?)\b/i

/** Whether a sentence of an assistant asks the user for an answer. */
function asks(conversation: Conversation, unit: Unit): boolean {
  const { act, wording } = unit.annotation
  const text = textOf(conversation, unit)
  if (offersMore(text)) return false
  if (wording.includes('asksMark')) return true
  const language = conversation.entries[unit.messageIndex]?.annotation.language
  if (language !== 'en') return act === 'request' || act === 'question'
  return ASKS_WITHOUT_MARK.test(text)
}

/** "Please confirm, you need a car on 5 May. You will pick it up at noon.": goes on with what is to be confirmed. English. */
const RESTATES =
  /^(?:(?:ok(?:ay)?|sure|great|alright|so)[,.! ]+)*(?:please |can you (?:please )?|could you (?:please )?|just to |to )?confirm\b/i
const restates = (conversation: Conversation, unit: Unit): boolean =>
  conversation.entries[unit.messageIndex]?.annotation.language === 'en' &&
  RESTATES.test(textOf(conversation, unit))

/**
 * The terms of what a message of an assistant asks at its end; undefined where it asks nothing, or only whether there is more to do.
 */
export function asksBack(conversation: Conversation, index: number): ReadonlySet<string> | undefined {
  if (index < 0 || conversation.isNamed) return undefined
  const units = unitsOf(conversation, index).filter(
    (unit) => isRead(unit) && unit.annotation.act !== 'filler',
  )
  const last = units.at(-1)
  const isAsking =
    last !== undefined && (asks(conversation, last) || units.some((unit) => restates(conversation, unit)))
  if (!isAsking) return undefined
  return new Set(
    units.filter((unit) => asks(conversation, unit)).flatMap(({ annotation }) => annotation.terms),
  )
}
