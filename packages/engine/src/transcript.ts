import { type Conversation, dayOf } from './conversation.js'
import { countTokens } from './count-tokens.js'
import type { Wording } from './lexicon/types.js'
import { formatDay, labelOf } from './render/rendering.js'
import type { AnnotatedMessage } from './types.js'

/** The whole conversation as text: a date line when the day changes, then `Name: content`. The original that ratios refer to. */
export function transcriptOf(conversation: Conversation, wording: Wording): string {
  const out: string[] = []
  let day: string | undefined
  let recalled: string | undefined
  for (const { message, isRecalled, recalledFrom } of conversation.entries) {
    // A text of ours has its own labels and days, and stands once for all that it recalls.
    if (isRecalled === true) {
      if (recalled !== message.id) out.push(recalledFrom?.content ?? message.content)
      recalled = message.id
      continue
    }
    const own = dayOf(message)
    if (own !== undefined && own !== day) out.push(`[${formatDay(own, wording)}]`)
    day = own ?? day
    out.push(`${labelOf(message.name?.trim() || message.role, wording)}: ${message.content}`)
  }
  return out.join('\n')
}

/** Tokens of a transcript, and the days at its ends: what is needed to put two of them together. */
export interface TranscriptTally {
  readonly tokens: number
  readonly firstDay: string | null
  readonly lastDay: string | null
}

/** Tokens of the transcript by the stored counts, without building it. Off by less than 2 %. */
export function tallyTranscript(
  { entries, days, messageTokens }: Conversation,
  wording: Wording,
): TranscriptTally {
  const labels = new Map<string, number>()
  let firstDay: string | undefined
  let day: string | undefined
  let tokens = 0
  for (let at = 0; at < entries.length; at++) {
    const { message } = entries[at] as AnnotatedMessage
    const speaker = message.name?.trim() || message.role
    let label = labels.get(speaker)
    if (label === undefined) {
      label = countTokens(`\n${labelOf(speaker, wording)}: `)
      labels.set(speaker, label)
    }
    const own = days[at]
    if (own !== undefined && own !== day) tokens += dateLineTokens(own, wording)
    firstDay ??= own
    day = own ?? day
    tokens += label + (messageTokens[at] as number)
  }
  return { tokens, firstDay: firstDay ?? null, lastDay: day ?? null }
}

/** Tokens of date lines by language: chats of months have hundreds of days, the same in every run. */
const counted = new WeakMap<Wording, Map<string, number>>()
/** A few years; of more days the first ones are remembered. */
const MAX_DAYS_COUNTED = 2_000

function dateLineTokens(day: string, wording: Wording): number {
  const known = counted.get(wording) ?? new Map<string, number>()
  counted.set(wording, known)
  const tokens = known.get(day) ?? countTokens(`[${formatDay(day, wording)}]\n`)
  if (known.size < MAX_DAYS_COUNTED) known.set(day, tokens)
  return tokens
}

/** The tally of one transcript after the other: a day that both have gets one date line. */
export function joinTranscripts(a: TranscriptTally, b: TranscriptTally, wording: Wording): TranscriptTally {
  const isSameDay = b.firstDay !== null && a.lastDay === b.firstDay
  return {
    tokens: a.tokens + b.tokens - (isSameDay ? dateLineTokens(b.firstDay, wording) : 0),
    firstDay: a.firstDay ?? b.firstDay,
    lastDay: b.lastDay ?? a.lastDay,
  }
}

/** As `tallyTranscript`, sealed ranges included. */
export function estimateTranscriptTokens(conversation: Conversation, wording: Wording): number {
  const { past } = conversation
  if (past === undefined) return tallyTranscript(conversation, wording).tokens
  const own = tallyTranscript(past.own, wording)
  return joinTranscripts(past.summary.tally.transcript, own, wording).tokens
}
