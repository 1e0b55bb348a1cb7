import type { Message, Role, ToolCall } from '../types.js'
import type { ConversationFormat, ImportedConversation } from './conversation.js'

/** A message on its way in: `undefined` is absent, the id is only a wish. */
export interface MessageDraft {
  readonly id?: string | undefined
  readonly role: Role
  readonly content: string
  readonly name?: string | undefined
  readonly timestamp?: string | undefined
  readonly toolCalls?: readonly ToolCall[] | undefined
  readonly toolCallId?: string | undefined
}

/** Collects the messages of one conversation: gives each a unique id and counts what was left out. */
export interface MessageList {
  add(draft: MessageDraft): void
  /** Counts something that has no place in a message, for the notes. */
  leaveOut(what: string): void
  note(sentence: string): void
  finish(format: ConversationFormat, description: string): ImportedConversation
}

/**
 * Ids are kept where they are given and unique. A missing id becomes `m<position>`; the second message that claims
 * one (an entry that was split into several messages, or a repeated id) gets `<id>.2`, the third `<id>.3`.
 */
export function createMessageList(): MessageList {
  const messages: Message[] = []
  const taken = new Set<string>()
  const claims = new Map<string, number>()
  const leftOut = new Map<string, number>()
  const notes: string[] = []

  const leaveOut = (what: string): void => {
    leftOut.set(what, (leftOut.get(what) ?? 0) + 1)
  }

  const uniqueId = (wish: string | undefined): string => {
    const base = wish ?? `m${messages.length + 1}`
    let id = base
    while (taken.has(id)) {
      const claim = (claims.get(base) ?? 1) + 1
      claims.set(base, claim)
      id = `${base}.${claim}`
    }
    taken.add(id)
    return id
  }

  return {
    leaveOut,
    note: (sentence) => void notes.push(sentence),
    add(draft) {
      const { name, timestamp, toolCalls, toolCallId } = draft
      const hasCalls = toolCalls !== undefined && toolCalls.length > 0
      // An empty result still answers its call: without it the call would look as if it had never come back.
      const isAnswer = draft.role === 'tool' && toolCallId !== undefined
      if (draft.content === '' && !hasCalls && !isAnswer) {
        leaveOut('empty message')
        return
      }
      messages.push({
        id: uniqueId(draft.id),
        role: draft.role,
        content: draft.content,
        ...(name !== undefined && { name }),
        ...(timestamp !== undefined && { timestamp }),
        ...(hasCalls && { toolCalls }),
        ...(toolCallId !== undefined && { toolCallId }),
      })
    },
    finish(format, description) {
      const counted = [...leftOut].map(([what, count]) => `${count} × ${what}`)
      const omissions = counted.length > 0 ? [`Left out: ${counted.join(', ')}.`] : []
      return { format, description, messages, notes: [...omissions, ...notes] }
    },
  }
}
