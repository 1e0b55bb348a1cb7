import type { Message, ToolCall } from '../types.js'

/** A call with the result that answers it. */
export interface AnsweredCall {
  readonly call: ToolCall
  readonly result: Message
}

/** One step of a conversation in the order that providers ask for: a call's results stand directly after it. */
export type Step =
  | { readonly kind: 'text'; readonly message: Message }
  | {
      readonly kind: 'calls'
      readonly message: Message
      readonly answered: readonly AnsweredCall[]
      readonly unanswered: readonly ToolCall[]
    }
  | { readonly kind: 'orphan'; readonly message: Message }

/** Places of the results for each call id, in order. */
function resultPlaces(messages: readonly Message[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  messages.forEach((message, at) => {
    if (message.role !== 'tool' || message.toolCallId === undefined) return
    const list = places.get(message.toolCallId)
    if (list) list.push(at)
    else places.set(message.toolCallId, [at])
  })
  return places
}

/**
 * Puts every tool result directly after the call that it answers.
 *
 * A result is paired with the latest earlier call of its id that has none yet, so ids may be used again. Calls without a
 * result and results without a call are marked as such. Cost: linear in the messages.
 */
export function groupToolCalls(messages: readonly Message[]): Step[] {
  const open = resultPlaces(messages)
  const callAfter = nextCallPlaces(messages)
  const paired = new Set<number>()
  const steps: Step[] = []
  messages.forEach((message, at) => {
    if (message.role === 'tool') {
      if (!paired.has(at)) steps.push({ kind: 'orphan', message })
    } else if (message.role !== 'assistant' || !message.toolCalls?.length) {
      steps.push({ kind: 'text', message })
    } else {
      const answered: AnsweredCall[] = []
      const unanswered: ToolCall[] = []
      for (const call of message.toolCalls) {
        const places = open.get(call.id) ?? []
        while (places[0] !== undefined && places[0] < at) places.shift()
        const place = places[0]
        const isMine =
          place !== undefined && place < (callAfter.get(`${at} ${call.id}`) ?? Number.POSITIVE_INFINITY)
        const result = isMine ? messages[place] : undefined
        if (result === undefined || place === undefined) unanswered.push(call)
        else {
          places.shift()
          paired.add(place)
          answered.push({ call, result })
        }
      }
      steps.push({ kind: 'calls', message, answered, unanswered })
    }
  })
  return steps
}

/** For each message and call id the place of the next message that uses the id again. */
function nextCallPlaces(messages: readonly Message[]): Map<string, number> {
  const next = new Map<string, number>()
  const last = new Map<string, number>()
  messages.forEach((message, at) => {
    for (const { id } of message.toolCalls ?? []) {
      const before = last.get(id)
      if (before !== undefined && before !== at) next.set(`${before} ${id}`, at)
      last.set(id, at)
    }
  })
  return next
}
