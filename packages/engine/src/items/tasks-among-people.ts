import type { Conversation, Unit } from '../conversation.js'
import { actionIn } from './action-items.js'
import { ordersOthers } from './chat-talk.js'
import type { Told } from './statement.js'

/** What is asked of the others of a chat has this many content terms at least. */
const MIN_TERMS = 3

/** Whether one among people asks the others to do something, takes something on, or gives it to somebody to do. English. */
export function isTaskAmongPeople(conversation: Conversation, unit: Unit, told: Told): boolean {
  const { isNamed, isChronicle, entries } = conversation
  if (!isNamed || entries[unit.messageIndex]?.annotation.language !== 'en') return false
  const { said, own, hasContext, cues } = told
  if (cues.has('condition')) return false
  if (isChronicle && unit.terms.length >= MIN_TERMS && ordersOthers(said, hasContext)) return true
  return actionIn(own, isChronicle)
}
