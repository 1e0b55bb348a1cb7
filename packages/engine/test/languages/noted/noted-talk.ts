import type { Message } from '../../../src/types.js'

/**
 * A conversation of ours with the notes that a careful person would take of it, written before the engine read it.
 *
 * `day` sets the date of the turns after it; `→ name` is a tool call of the assistant with its arguments, `tool` the result.
 */
export interface NotedTalk {
  readonly language: string
  readonly kind: 'group' | 'booking' | 'personal' | 'coding' | 'support'
  readonly turns: readonly (readonly [who: string, said: string])[]
  readonly notes: readonly Note[]
  /** What was said and no longer holds; parts of statements. */
  readonly stale: readonly string[]
}

/** A type, and parts which all stand in what tells the note; `a|b` is either. `state`: where things stand at the end. */
export type Note = readonly [type: NoteType, ...parts: string[]]
export type NoteType = 'fact' | 'decision' | 'preference' | 'constraint' | 'task' | 'state'

export function messagesOf({ turns }: NotedTalk): Message[] {
  const messages: Message[] = []
  let day = '2026-03-02'
  for (const [who, said] of turns) {
    const at = messages.length
    if (who === 'day') {
      day = said
      continue
    }
    const base = { id: `m${at}`, timestamp: `${day}T${String(8 + (at % 12)).padStart(2, '0')}:05:00Z` }
    if (who.startsWith('→ ')) {
      const call = { id: `c${at}`, name: who.slice(2), arguments: said }
      messages.push({ ...base, role: 'assistant', content: '', toolCalls: [call] })
    } else if (who === 'tool') {
      messages.push({ ...base, role: 'tool', content: said, toolCallId: `c${at - 1}` })
    } else if (who === 'user' || who === 'assistant' || who === 'system') {
      messages.push({ ...base, role: who, content: said })
    } else {
      messages.push({ ...base, role: 'user', name: who, content: said })
    }
  }
  return messages
}

/** Whether every part of a note stands in a text, in any case of letters. */
export function tells(text: string, [, ...parts]: Note): boolean {
  const lower = text.toLowerCase()
  return parts.every((part) => part.split('|').some((either) => lower.includes(either.toLowerCase())))
}
