import { type Conversation, dayOf } from './conversation.js'
import { countTokens } from './count-tokens.js'
import type { Wording } from './lexicon/types.js'
import { formatDay, labelOf } from './render/rendering.js'

/** The whole conversation as text: a date line when the day changes, then `Name: content`. The original that ratios refer to. */
export function transcriptOf(conversation: Conversation, wording: Wording): string {
  const out: string[] = []
  let day: string | undefined
  for (const { message } of conversation.entries) {
    const own = dayOf(message)
    if (own !== undefined && own !== day) out.push(`[${formatDay(own, wording)}]`)
    day = own ?? day
    out.push(`${labelOf(message.name?.trim() || message.role, wording)}: ${message.content}`)
  }
  return out.join('\n')
}

/** Tokens of the transcript by the stored counts, without building it. Off by less than 2 %. */
export function estimateTranscriptTokens(conversation: Conversation, wording: Wording): number {
  const labels = new Map<string, number>()
  let day: string | undefined
  let total = 0
  for (const { message, annotation } of conversation.entries) {
    const speaker = message.name?.trim() || message.role
    let label = labels.get(speaker)
    if (label === undefined) {
      label = countTokens(`\n${labelOf(speaker, wording)}: `)
      labels.set(speaker, label)
    }
    const own = dayOf(message)
    if (own !== undefined && own !== day) total += countTokens(`[${formatDay(own, wording)}]\n`)
    day = own ?? day
    total += label + annotation.tokenCount
  }
  return total
}
