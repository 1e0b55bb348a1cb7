import type { Conversation } from '../conversation.js'
import { lexiconFor } from '../lexicon/registry.js'
import type { Item } from '../types.js'
import { readMatters } from './read-matters.js'

/**
 * Tells whether one decision may have replaced another: what settled two matters both stands, since tickets for a bus are no other tickets for
 * a concert. Cost: linear in the matters.
 */
export function areOfOneMatter(conversation: Conversation): (one: Item, other: Item) => boolean {
  const lexicon = lexiconFor(conversation.entries[0]?.annotation.language ?? 'en')
  const matterOf = new Map(
    readMatters(conversation, lexicon).flatMap(({ settled }, at) => {
      const message = conversation.entries[settled?.acceptance.messageIndex ?? -1]?.message
      return message === undefined ? [] : [[message.id, at] as const]
    }),
  )
  const of = ({ evidence }: Item) => matterOf.get(evidence.at(-1)?.messageId ?? '')
  return (one, other) => {
    const [a, b] = [of(one), of(other)]
    return a === undefined || b === undefined || a === b
  }
}
